"""Claims changed by hand: cut in two, joined, reworded, moved; and found again after the article's text was changed.

Every function returns new claims with ids made from their new content; nothing is changed in place. Values and quotations
move with the text they stand in, so that each value stays in one claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.claims.reading import claim_id
from workbench.claims.selectors import Span, anchor, anchor_edited, selectors_of
from workbench.errors import BadInputError
from workbench.models import Claim

_BLANKS = " \t\r\n,;"
_LEAST_OVERLAP = 0.5


def split_claim(text: str, claim: Claim, place: int) -> tuple[Claim, Claim]:
    """Cut `claim` before offset `place` of `text`. Values go to the half they start in; both keep type, score and speaker.

    Raises:
        BadInputError: `place` is outside the claim, inside a value, or leaves a half without words.
    """
    inside_value = any(value.start < place < value.end for value in claim.values)
    if not claim.start < place < claim.end or inside_value:
        raise BadInputError(
            "split",
            expected=f"a place between {claim.start} and {claim.end}, not inside a value",
            found=str(place),
            fix="cut elsewhere",
        )
    return moved_claim(text, claim, claim.start, place), moved_claim(text, claim, place, claim.end)


def merge_claims(text: str, first: Claim, second: Claim) -> Claim:
    """One claim over both stretches and what lies between; the score is the higher one, types and reasons those of both."""
    early, late = sorted((first, second), key=lambda claim: (claim.start, claim.end))
    start, end = early.start, max(early.end, late.end)
    values = {(value.start, value.end): value for value in (*early.values, *late.values)}
    quotes = {(quote.start, quote.end): quote for quote in (*early.quotes, *late.quotes)}
    standalone = early.standalone if late.standalone in early.standalone else f"{early.standalone} {late.standalone}"
    return replace(
        early,
        claim_id=claim_id(text[start:end], text.count(text[start:end], 0, start)),
        end=end,
        text=text[start:end],
        standalone=standalone,
        types=tuple(kind for kind in type(early.types[0]) if kind in {*early.types, *late.types})
        if early.types
        else late.types,
        check_worthiness=max(early.check_worthiness, late.check_worthiness),
        reasons=tuple(dict.fromkeys((*early.reasons, *late.reasons))),
        values=tuple(values[key] for key in sorted(values)),
        quotes=tuple(quotes[key] for key in sorted(quotes)),
    )


def moved_claim(text: str, claim: Claim, start: int, end: int) -> Claim:
    """`claim` over another stretch of `text`, blanks trimmed; values and quotes outside the stretch are left behind.

    Raises:
        BadInputError: the stretch is outside the text or holds no words.
    """
    asked = f"{start}–{end}"
    outside = not 0 <= start < end <= len(text)
    while start < end and text[start : start + 1] in _BLANKS:
        start += 1
    while end > start and text[end - 1 : end] in _BLANKS:
        end -= 1
    if outside or not any(character.isalnum() for character in text[start:end]):
        raise BadInputError("span", expected=f"a stretch with words within 0–{len(text)}", found=asked, fix="select words")
    words = text[start:end]
    return replace(
        claim,
        claim_id=claim_id(words, text.count(words, 0, start)),
        start=start,
        end=end,
        text=words,
        standalone=claim.standalone if words == claim.text else " ".join(words.split()),
        values=tuple(value for value in claim.values if start <= value.start and value.end <= end),
        quotes=tuple(quote for quote in claim.quotes if quote.start < end and start < quote.end),
    )


def reworded_claim(claim: Claim, standalone: str) -> Claim:
    """`claim` with a standalone form written by a person; its place in the article and its id stay.

    Raises:
        BadInputError: the new wording is empty.
    """
    if not standalone.strip():
        raise BadInputError("standalone", expected="a sentence", found="nothing", fix="write the claim in words")
    return replace(claim, standalone=" ".join(standalone.split()))


def reanchored_claims(old: Sequence[Claim], new: Sequence[Claim], *, old_text: str, new_text: str) -> dict[str, str | None]:
    """Old claim id → id of the same claim in a new version of the article, or ``None`` where it is gone or cannot be told.

    Each new claim is the same as at most one old one. Claims are looked for by their words and context (`selectors`): words
    that stand as they were first, the surest context first, then edited ones; then by id, where a text stands as often as it
    did; then by standalone text that only one has. A claim whose words were edited is found again with another id: what
    was decided about it has to be looked at anew.

    Raises:
        BadInputError: a claim of `old` is not of `old_text`.
    """
    match = _Matching(new)
    selectors = {claim.claim_id: selectors_of(claim, old_text) for claim in old}
    match.take_spans(old, {claim_id: anchor(one, new_text) for claim_id, one in selectors.items()})
    left = [claim for claim in old if claim.claim_id not in match.found]
    match.take_spans(left, {claim.claim_id: anchor_edited(selectors[claim.claim_id], new_text) for claim in left})
    before, after = Counter(claim.text for claim in old), Counter(claim.text for claim in new)
    for claim in old:
        match.take(claim, claim.claim_id if before[claim.text] == after[claim.text] else None)
    once, again = _said_once(old), _said_once(new)
    for wording in once.keys() & again.keys():  # each names one claim on either side, so the order does not matter
        match.take(once[wording], again[wording].claim_id)
    return {claim.claim_id: match.found.get(claim.claim_id) for claim in old}


def _said_once(claims: Sequence[Claim]) -> dict[str, Claim]:
    """The claims whose standalone text no other one has."""
    counts = Counter(claim.standalone for claim in claims)
    return {claim.standalone: claim for claim in claims if counts[claim.standalone] == 1}


def _doubt(span: Span | None) -> tuple[float, float]:
    return (-span.alike, -span.context) if span else (0.0, 0.0)


class _Matching:
    """Which new claim each old one is; no new claim is given away twice."""

    def __init__(self, new: Sequence[Claim]) -> None:
        self._new = {claim.claim_id: claim for claim in new}
        self._taken: set[str] = set()
        self.found: dict[str, str] = {}

    def take(self, claim: Claim, new_id: str | None) -> None:
        """Say that `claim` is the new claim `new_id`, unless either is settled or there is no such claim."""
        if new_id in self._new and new_id not in self._taken and claim.claim_id not in self.found:
            self.found[claim.claim_id] = new_id
            self._taken.add(new_id)

    def take_spans(self, claims: Sequence[Claim], spans: Mapping[str, Span | None]) -> None:
        """Say where `claims` were found, the surest first."""
        for claim in sorted(claims, key=lambda claim: _doubt(spans[claim.claim_id])):
            span = spans[claim.claim_id]
            self.take(claim, self._standing_at(span) if span else None)

    def _standing_at(self, span: Span) -> str | None:
        """The new claim that shares most with `span`, at least half of the longer of the two."""
        best = max(self._new.values(), key=lambda claim: _overlap(claim, span), default=None)
        return best.claim_id if best and _overlap(best, span) >= _LEAST_OVERLAP else None


def _overlap(claim: Claim, span: Span) -> float:
    shared = min(claim.end, span.end) - max(claim.start, span.start)
    return shared / max(claim.end - claim.start, span.end - span.start)
