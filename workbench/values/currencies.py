"""The currencies: their codes, names, signs, and which one a bare ``$`` or "dollar" means in a country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.values.tables import read_table

# Codes that are also English words or common initials; they are read only as names of the currency, not as codes.
_NOT_AS_CODE = frozenset("TRY CUP PEN MAD AMD GEL BOB NAD LAK ETH BTC".split())
MINOR_UNITS = {"cent": "cent", "cents": "cent", "¢": "cent", "pence": "penny", "penny": "penny", "pennies": "penny"}


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency by ISO 4217 `code`; `short` is shown before a number."""

    code: str
    names: tuple[str, ...]
    signs: tuple[str, ...]
    countries: tuple[str, ...]
    short: str


@cache
def currencies() -> dict[str, Currency]:
    """Every currency by code, in the order of the table."""
    rows = read_table("currencies.tsv", columns=5)
    return {
        row[0]: Currency(row[0], _split(row[1]), _split(row[2]), tuple(row[3].split()), row[4] or row[0] + " ") for row in rows
    }


@cache
def signs() -> dict[str, str]:
    """Code by sign as written beside a number; the first currency of the table wins a shared sign."""
    found: dict[str, str] = {}
    for currency in currencies().values():
        for sign in currency.signs:
            found.setdefault(sign, currency.code)
    return found


@cache
def codes() -> frozenset[str]:
    """Codes that may be read as such in running text."""
    return frozenset(currencies()) - _NOT_AS_CODE


@cache
def names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names by first word: the whole name as lower-case words with its code, longest first; plurals included."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for currency in currencies().values():
        for name in currency.names:
            for form in (name, name + "s"):
                words = tuple(form.lower().split())
                found.setdefault(words[0], {}).setdefault(words, currency.code)
    return {first: tuple(sorted(forms.items(), key=lambda item: -len(item[0]))) for first, forms in found.items()}


@cache
def dollar_of(country: str | None) -> str:
    """The currency that a bare ``$`` means in `country` (ISO 3166, any case); the US dollar where nothing else is known."""
    wanted = (country or "US").upper()
    return next((currency.code for currency in currencies().values() if wanted in currency.countries), "USD")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
