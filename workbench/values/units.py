"""Units of measure: what a unit means, how two of them relate, and how an amount is shown.

A *unit* here is the string a `Value` carries: Pint's canonical name (``mile``, ``square_kilometer``), an ISO 4217 code,
``percent``, ``fraction``, ``percentage_point``, ``basis_point``, ``multiple``, a currency's minor unit (``cent``, ``penny``),
or a counted noun. `` per `` joins a rate (``mile per hour``). The physical units and their spellings are data
(``lexicon/units.tsv``). Pint is loaded when the first conversion needs it, once per process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from workbench.values.currencies import currencies
from workbench.values.nouns import plural
from workbench.values.tables import read_table

PERCENT = "percent"
# Amounts of one in terms of the other, for shares and for changes of shares; the two never convert into each other.
_SHARES = {PERCENT: 1.0, "fraction": 100.0, "permille": 0.1}
_SHARE_STEPS = {"percentage_point": 1.0, "basis_point": 0.01}
# Minor units that name no currency by themselves are hundredths of the one given here.
_MINOR = {"cent": ("USD", 0.01), "penny": ("GBP", 0.01), "euro_cent": ("EUR", 0.01)}
_PREFIXES = {
    "n": "nano", "μ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto",
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "Z": "zetta",
}  # fmt: skip
# Pint calls these dimensionless; a byte is still no angle, and a decibel no share.
_DIMENSIONLESS = {"byte": "[information]", "bit": "[information]", "degree": "[angle]", "decibel": "[level]"}
_AMOUNT_WORDS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Unit:
    """One physical unit: its canonical ``name``, its spellings, how it is displayed and which Pint expression it means."""

    name: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    short: str
    expression: str
    dimension: str = ""


@cache
def physical_units() -> dict[str, Unit]:
    """Every physical unit by canonical name, in the order of the table, SI prefixes and squares and cubes written out."""
    units: dict[str, Unit] = {}
    for row in read_table("units.tsv", columns=6):
        base = Unit(row[0], _split(row[1]), _split(row[2]), row[4] or row[0], row[5] or row[0])
        for unit in (base, *(_prefixed(base, prefix) for prefix in _split(row[3]))):
            units[unit.name] = unit
    for unit in tuple(units.values()):
        for power in _powers(unit):
            units[power.name] = power
    return units


@lru_cache(maxsize=4096)
def dimension_of(unit: str) -> str:
    """The dimension of `unit`: Pint's (``[length]``), ``[currency]``, ``[percent]``, ``[count]`` … or ``""`` for none.

    A rate gives both sides: ``[length] / [time]``, ``[currency] / [count]``.
    """
    top, _, below = unit.partition(" per ")
    if below:
        return _rate_dimension(top, below)
    if top in _SHARES:
        return "[percent]"
    if top in _SHARE_STEPS:
        return "[percentage_point]"
    if top in {"", "multiple"}:
        return ""
    if is_money(top):
        return "[currency]"
    return _physical_dimension(top) if is_physical(top) else "[count]"


def is_physical(unit: str) -> bool:
    """Whether every side of `unit` is in the table of physical units (shares are not)."""
    return all(part in physical_units() and part not in _SHARES and part not in _SHARE_STEPS for part in unit.split(" per "))


def is_money(unit: str) -> bool:
    """Whether `unit` is a currency code or a currency's minor unit."""
    return unit in _MINOR or unit in currencies()


@lru_cache(maxsize=65536)
def convert(amount: float, unit: str, into: str) -> float | None:
    """`amount` of `unit` expressed in `into`; ``None`` where no fixed factor relates the two.

    Different currencies never convert (no rate is assumed), percent never becomes percentage points, and a counted noun
    only equals itself.
    """
    if unit == into:
        return amount
    for table in (_SHARES, _SHARE_STEPS):
        if unit in table and into in table:
            return amount * table[unit] / table[into]
    if is_money(unit) and is_money(into):
        return _convert_money(amount, unit, into)
    if " per " in unit and " per " in into and not (is_physical(unit) and is_physical(into)):
        return _convert_rate(amount, unit, into)
    if not (is_physical(unit) and is_physical(into)) or dimension_of(unit) != dimension_of(into):
        return _convert_many(amount, unit, into)
    return float(_quantity(amount, unit).to(_expression(into)).magnitude)


def base_of(low: float | None, high: float | None, unit: str) -> tuple[float | None, float | None, str]:
    """Both ends in base terms: SI for physical units, percent for shares, the currency for cents; the rest unchanged."""
    top, _, below = unit.partition(" per ")
    if is_physical(unit):
        factor, offset, name = _linear(unit)
    elif top in _SHARES:
        factor, offset, name = _SHARES[top], 0.0, PERCENT + (f" per {below}" if below else "")
    elif top in _SHARE_STEPS:
        factor, offset, name = _SHARE_STEPS[top], 0.0, "percentage_point" + (f" per {below}" if below else "")
    elif top in _MINOR:
        factor, offset, name = _MINOR[top][1], 0.0, _MINOR[top][0] + (f" per {below}" if below else "")
    else:
        return low, high, unit
    return (None if low is None else low * factor + offset), (None if high is None else high * factor + offset), name


def describe(unit: str, amount: float) -> str:
    """A short display: ``300 km``, ``186.4 mi``, ``$1.3 billion``, ``12.5%``, ``500 missiles``, ``480 per year``."""
    top, _, below = unit.partition(" per ")
    shown = _describe_plain(top, amount)
    if not below:
        return shown
    if unit in physical_units():
        return f"{_number(amount)} {physical_units()[unit].short}"
    return f"{shown} per {below.replace('_', ' ')}"


def _describe_plain(unit: str, amount: float) -> str:
    if is_money(unit) and unit not in _MINOR:
        sign = "-" if amount < 0 else ""
        return f"{sign}{currencies()[unit].short}{_number(abs(amount), cents=True)}"
    if unit in physical_units():
        short = physical_units()[unit].short
        return f"{_number(amount)}{'' if short in {'%', '‰'} else ' '}{short}"
    if unit in {"", "fraction"}:
        return _number(amount, digits=3)
    noun = unit.replace("_", " ")
    return f"{_number(amount)} {noun if abs(amount) == 1 else plural(noun)}"


def _number(amount: float, *, digits: int = 1, cents: bool = False) -> str:
    """Thousands separated; millions and more in words; at most `digits` decimals, more where a small number needs them."""
    for size, word in _AMOUNT_WORDS:
        if abs(amount) >= size:
            return f"{_trim(f'{amount / size:,.3f}')} {word}"
    if cents:
        return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    if 0 < abs(amount) < 1:
        return f"{amount:.3g}"
    return _trim(f"{amount:,.{digits}f}")


def _trim(written: str) -> str:
    return written.rstrip("0").rstrip(".") if "." in written else written


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.strip().split("|") if part)


def _prefixed(unit: Unit, prefix: str) -> Unit:
    """The unit with an SI prefix; ``kilobit per second`` prefixes the numerator."""
    word = _PREFIXES[prefix]
    symbols = [prefix + symbol for symbol in unit.symbols]
    if prefix == "μ":  # the micro sign and the Greek letter are two characters; typists also write u
        symbols += [other + symbol for other in ("µ", "u") for symbol in unit.symbols]
    words = tuple(
        joined for spelling in unit.words if " " not in spelling for joined in (word + spelling, f"{word}-{spelling}")
    )
    return Unit(
        word + unit.name,
        words or tuple(word + spelling for spelling in unit.words),
        tuple(symbols),
        prefix + unit.short,
        word + unit.expression,
    )


def _powers(unit: Unit) -> tuple[Unit, ...]:
    """Squares and cubes of the lengths, in their usual spellings."""
    if unit.name not in _LENGTHS:
        return ()
    made = []
    for power, full, short, digit, sign in ((2, "square", "sq", "2", "²"), (3, "cubic", "cu", "3", "³")):
        words = tuple(f"{lead} {word}" for word in unit.words for lead in (full, short))
        symbols = tuple(
            form for symbol in unit.symbols for form in (f"{short} {symbol}", short + symbol, symbol + digit, symbol + sign)
        )
        made.append(Unit(f"{full}_{unit.name}", words, symbols, unit.short + sign, f"{unit.expression}**{power}"))
    return tuple(made)


_LENGTHS = frozenset(
    "meter kilometer centimeter millimeter decimeter micrometer nanometer mile nautical_mile yard foot inch light_year".split()
)


def _rate_dimension(top: str, below: str) -> str:
    if is_physical(f"{top} per {below}"):
        return str(_quantity(1.0, f"{top} per {below}").dimensionality)
    return f"{dimension_of(top) or '[count]'} / {dimension_of(below)}"


def _physical_dimension(unit: str) -> str:
    if unit in _DIMENSIONLESS or unit.endswith(("byte", "bit")):
        return _DIMENSIONLESS.get(unit, "[information]")
    return str(_quantity(1.0, unit).dimensionality)


def _convert_many(amount: float, unit: str, into: str) -> float | None:
    """Where both count one thing in numbers: "100 birth" and "1000 birth"."""
    (number, noun), (into_number, into_noun) = _numbered(unit), _numbered(into)
    if number == into_number or not (noun == into_noun or not noun or not into_noun):
        return None
    return amount * number / into_number


def _numbered(unit: str) -> tuple[float, str]:
    head, _, noun = unit.partition(" ")
    return (float(head), noun) if head.isdigit() else (1.0, unit)


def _convert_money(amount: float, unit: str, into: str) -> float | None:
    code, factor = _MINOR.get(unit, (unit, 1.0))
    into_code, into_factor = _MINOR.get(into, (into, 1.0))
    return amount * factor / into_factor if code == into_code else None


def _convert_rate(amount: float, unit: str, into: str) -> float | None:
    """Rates of things that are not physical: the thing and the denominator each convert, or nothing does."""
    (top, _, below), (into_top, _, into_below) = unit.partition(" per "), into.partition(" per ")
    above, under = convert(amount, top, into_top), convert(1.0, below, into_below)
    return None if above is None or not under else above / under


@lru_cache(maxsize=4096)
def _expression(unit: str) -> str:
    units = physical_units()
    return "/".join(f"({units[part].expression})" for part in unit.split(" per "))


@lru_cache(maxsize=4096)
def _linear(unit: str) -> tuple[float, float, str]:
    """Factor and offset that take a physical unit to SI base units (temperatures have an offset), and the base unit's name."""
    zero, one = _quantity(0.0, unit).to_base_units(), _quantity(1.0, unit).to_base_units()
    offset = float(zero.magnitude)
    return float(one.magnitude) - offset, offset, f"{one.units:D}"


def _quantity(amount: float, unit: str) -> Any:
    return _registry().Quantity(amount, _registry().Unit(_expression(unit)))


@cache
def _registry() -> Any:
    """Pint's registry, built once: it takes most of a second, and the reader itself does not need it."""
    import pint

    registry: Any = pint.UnitRegistry()
    registry.define("decennium = 10 * year")  # Pint's own `decade` is a ratio of frequencies
    registry.define("ppb = 1e-9")
    registry.define("million_Btu = 1e6 * Btu")
    return registry
