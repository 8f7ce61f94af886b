"""Words that bound or blur an amount: "about", "more than", "as many as" before it, "or more", "-plus" after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.models import Modifier
from workbench.values.cardinals import SCALES, SMALL, TENS
from workbench.values.currencies import signs
from workbench.values.scan import Scan, scan
from workbench.values.tables import read_table, read_toml

# "worried about 500 missiles" bounds nothing.
_ABOUT_WHAT: frozenset[str] = frozenset(read_toml("context.toml")["about_what"].split())
_AFTER = {
    ("or", "more"): Modifier.AT_LEAST, ("or", "greater"): Modifier.AT_LEAST, ("or", "higher"): Modifier.AT_LEAST,
    ("or", "older"): Modifier.AT_LEAST, ("or", "above"): Modifier.AT_LEAST, ("or", "over"): Modifier.AT_LEAST,
    ("and", "older"): Modifier.AT_LEAST, ("and", "over"): Modifier.AT_LEAST, ("and", "above"): Modifier.AT_LEAST,
    ("and", "up"): Modifier.AT_LEAST, ("and", "upwards"): Modifier.AT_LEAST,
    ("or", "better"): Modifier.AT_LEAST, ("or", "longer"): Modifier.AT_LEAST,
    ("or", "less"): Modifier.AT_MOST, ("or", "fewer"): Modifier.AT_MOST, ("or", "under"): Modifier.AT_MOST,
    ("or", "lower"): Modifier.AT_MOST, ("or", "younger"): Modifier.AT_MOST, ("and", "under"): Modifier.AT_MOST,
    ("and", "younger"): Modifier.AT_MOST, ("or", "below"): Modifier.AT_MOST, ("at", "most"): Modifier.AT_MOST,
    ("at", "least"): Modifier.AT_LEAST, ("or", "so"): Modifier.ABOUT, ("or", "thereabouts"): Modifier.ABOUT,
    ("-", "plus"): Modifier.AT_LEAST, ("-", "odd"): Modifier.ABOUT, ("-", "ish"): Modifier.ABOUT,
    ("give", "or"): Modifier.ABOUT,
}  # fmt: skip
_HYPHENS = frozenset("-‐‑–")
_NEGATIONS = frozenset({"not", "never", "cannot", "no", "nor"})
_NEGATION_REACH = 1
_OPPOSITE = {Modifier.MORE_THAN: Modifier.AT_MOST, Modifier.LESS_THAN: Modifier.AT_LEAST}
_BETWEEN = frozenset({"the", "a", "an", "another", "additional", "extra"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A modifier and the token where its words begin (before the amount) or end (after it)."""

    modifier: Modifier
    edge: int


def read_bound_before(scanned: Scan, at: int) -> Bound | None:
    """The longest modifier that ends directly before token `at`, an article between them allowed."""
    for end in (at, at - 1 if at > 0 and scanned.lower[at - 1] in _BETWEEN else at):
        for words, modifier in _before().get(scanned.lower[end - 1] if end > 0 else "", ()):
            first = end - len(words)
            if first >= 0 and tuple(scanned.lower[first:end]) == words and _bounds(scanned, first, words):
                return Bound(_turned(scanned, first, modifier), first)
    return None


def _turned(scanned: Scan, first: int, modifier: Modifier) -> Modifier:
    """As in "have not exceeded 27 knots", "never above 40": a negation before the words turns the bound around."""
    near = scanned.lower[max(0, first - _NEGATION_REACH) : first]
    negated = any(word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in near)
    if not negated:
        return modifier
    return _OPPOSITE.get(modifier, modifier)


def read_bound_after(scanned: Scan, at: int) -> Bound | None:
    """As in "or more", "-plus" and their like at token `at`; a glued ``+`` too."""
    if scanned.words[at] == "+" and scanned.glued(at):
        return Bound(Modifier.AT_LEAST, at + 1)
    modifier = _AFTER.get((scanned.lower[at], scanned.lower[at + 1]))
    if modifier is None or (scanned.words[at] == "-" and not scanned.glued(at)):
        return None
    if scanned.words[at] != "-" and _leads_on(scanned, at + 2):
        return None
    return Bound(modifier, at + 2)


def _leads_on(scanned: Scan, at: int) -> bool:
    """Whether the words bound the amount that follows them: "5 men, at least 3 of them", "9 and under-16s pay 5"."""
    if scanned.words[at] in _HYPHENS and scanned.glued(at) and scanned.glued(at + 1):
        return True  # "under-fives"
    while scanned.lower[at] in _BETWEEN or scanned.words[at] in signs():
        at += 1
    word = scanned.lower[at]
    return scanned.numeral(at) or word in SMALL or word in TENS or word in SCALES or word in {"than", "half"}


def _bounds(scanned: Scan, first: int, words: tuple[str, ...]) -> bool:
    if words == ("about",):
        return scanned.lower[first - 1] not in _ABOUT_WHAT or first == 0
    return True


@cache
def _before() -> dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]:
    """Modifiers by their last word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Modifier]]] = {}
    for phrase, modifier in read_table("modifiers.tsv", columns=2):
        words = tuple(word for word in scan(phrase).lower if word)
        found.setdefault(words[-1], []).append((words, Modifier(modifier)))
    return {last: tuple(sorted(forms, key=lambda form: -len(form[0]))) for last, forms in found.items()}
