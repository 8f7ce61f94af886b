"""Money: the sign or code before an amount, the currency's name or sign after it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.values.currencies import MINOR_UNITS, codes, dollar_of, names, signs
from workbench.values.scan import Scan

_BARE_DOLLAR = frozenset({"$", "dollar", "dollars"})
_MINUS = frozenset("-−–")


@dataclass(frozen=True, slots=True)
class Tender:
    """A currency that was read, and the token where its writing begins (before a number) or ends (after one)."""

    unit: str
    edge: int


def read_sign_before(scan: Scan, at: int, country: str | None) -> Tender | None:
    """The sign or code directly before token `at`; a minus may stand between ("$-50")."""
    before = at - 1
    if before > 0 and scan.words[before] in _MINUS and scan.glued(at) and scan.words[before - 1] in signs():
        before -= 1
    word = scan.words[before]
    if before < 0 or not word:
        return None
    if word in signs():
        return Tender(dollar_of(country) if word == "$" else signs()[word], before)
    if word in codes():
        return Tender(word, before)
    return None


def read_name_after(scan: Scan, at: int, country: str | None, *, large: bool) -> Tender | None:
    """The currency's name, sign or code at token `at` ("rubles", "Swiss francs", "€", "MYR", "cents", glued "p").

    "pounds" is money where the amount is in millions (`large`) and no "of" follows, where the text itself uses the pound
    sign, or in Great Britain; otherwise it is a weight and left to the units.
    """
    if scan.words[at] in {"-", "‑"} and scan.glued(at):
        at += 1
    word = scan.lower[at]
    for words, code in names().get(word, ()):
        if all(scan.lower[at + n] == other for n, other in enumerate(words)):
            bare = len(words) == 1 and word in _BARE_DOLLAR
            return Tender(dollar_of(country) if bare else code, at + len(words))
    if word in MINOR_UNITS:
        return Tender(MINOR_UNITS[word], at + 1)
    if scan.words[at] in {"p", "c"} and scan.glued(at) and scan.numeral(at - 1):  # a capital C is a temperature
        return Tender("penny" if word == "p" else "cent", at + 1)
    if word in {"pound", "pounds"}:
        return _read_pounds(scan, at, country, large=large)
    if (
        scan.words[at] in codes()
        or (scan.words[at] in signs() and len(scan.words[at].encode()) > 1 and not scan.numeral(at + 1))
        or scan.words[at] == "$"
    ):
        code = scan.words[at] if scan.words[at] in codes() else signs()[scan.words[at]]
        return Tender(dollar_of(country) if scan.words[at] == "$" else code, at + 1)
    return None


def _read_pounds(scan: Scan, at: int, country: str | None, *, large: bool) -> Tender | None:
    british = (country or "").upper() in {"GB", "UK"} or "£" in scan.text
    if scan.lower[at + 1] in {"per", "of"} or not (british or large):
        return None
    return Tender("GBP", at + 1)
