"""How a spreadsheet shows a number or a day: its number format, applied as far as it bears on what is read."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

_BRACKETED = re.compile(r"\[\$([^\]-]{0,4})[^\]]{0,20}\]|\[[^\]]{0,40}\]")
_LITERAL = re.compile(r"\"([^\"]{0,40})\"|\\(.)|_.|\*.")
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(,*)")
_CURRENCIES = "$€£¥"
_MOST_DECIMALS = 15


class _Shown(NamedTuple):
    """A number format: what stands around the figure, its decimals (most, least), its grouping, and what it multiplies by."""

    before: str
    behind: str
    decimals: int
    least_decimals: int
    grouped: bool
    factor: float


def number_text(value: float, number_format: str) -> str:
    """A number as its cell shows it: grouped, rounded, in percent, with currency and unit; a minus sign for parentheses.

    Formats that are no plain figure (fractions, exponents, phone numbers) leave the stored number.
    """
    shown = _read(number_format)
    plain = f"{value:.15g}"
    if shown is None:
        return plain
    scaled = abs(value * shown.factor)
    figure = f"{scaled:,.{shown.decimals}f}" if shown.grouped else f"{scaled:.{shown.decimals}f}"
    whole, point, part = figure.partition(".")
    kept = part[: shown.least_decimals] + part[shown.least_decimals :].rstrip("0")
    figure = whole + (point + kept if kept else "")
    sign = "-" if value < 0 and figure.strip("0.,") else ""
    return f"{sign}{shown.before}{figure}{shown.behind}"


def day_text(value: dt.datetime | dt.date, number_format: str) -> str:
    """A day as precise as its cell shows it: ``2024-05-01``, or ``May 2024`` or ``2024`` where only these are shown."""
    pattern = _LITERAL.sub("", _BRACKETED.sub("", number_format.split(";", maxsplit=1)[0])).lower()
    timed = isinstance(value, dt.datetime) and value.time() != dt.time()
    if "y" in pattern and "d" not in pattern and "h" not in pattern:
        return value.strftime("%B %Y") if "m" in pattern else str(value.year)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes" if not value.second else "seconds") if timed else value.date().isoformat()
    return value.isoformat()


@lru_cache(maxsize=1_000)
def _read(number_format: str) -> _Shown | None:
    """The format's first section; ``None`` where it says nothing of how a figure looks."""
    section = number_format.split(";", maxsplit=1)[0]
    section = _LITERAL.sub(lambda found: _guarded(found[1] or found[2] or ""), section)
    section = _BRACKETED.sub(lambda found: _guarded(found[1] or ""), section)
    found = list(_PLACES.finditer(section))
    if len(found) != 1 or section.casefold() == "general" or re.search(r"[eE][+-]|/|[ymdhs]", section):
        return None
    (places,) = found
    before, behind = _plain(section[: places.start()]).lstrip(), _plain(section[places.end() :]).rstrip()
    decimals = (places[1] or "")[:_MOST_DECIMALS]
    factor = (100.0 if "%" in section else 1.0) / 1000.0 ** len(places[2])
    least = len(decimals.rstrip("#?"))
    digits = places[0].partition(".")[0].rstrip(",")
    return _Shown(before, behind, len(decimals), least, "," in digits, factor)


# Literal text may hold characters that mean something in a format; it is kept out of their way in private ones.
_PRIVATE = 0xF0000
_HIGHEST = 0xFFFF


def _guarded(text: str) -> str:
    return "".join(chr(_PRIVATE + ord(character)) for character in text if ord(character) <= _HIGHEST)


def _plain(text: str) -> str:
    """Literal text, currency and percent signs; the minus sign and parentheses of a format are those of the number."""
    kept = (chr(ord(mark) - _PRIVATE) if ord(mark) >= _PRIVATE else mark if mark in _CURRENCIES + "% " else "" for mark in text)
    return re.sub(r"\s+", " ", "".join(kept).replace("(", "").replace(")", ""))
