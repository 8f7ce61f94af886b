"""The article against itself: one slot filled twice with different values, and dates that run the wrong way.

Only what the article alone shows is reported; a date that clashes with a document is the judging's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.judging.facts.findings import contradicts
from workbench.judging.facts.slots import build_slot
from workbench.judging.sentence.coverage import Words, cover, loose_keys
from workbench.judging.sentence.terms import other_names, read_terms
from workbench.judging.sides.claim_side import DATES, prepare
from workbench.judging.sides.places import Place
from workbench.models import Article, Claim, InternalConflict, Value
from workbench.tokens import words
from workbench.values import read_values
from workbench.values.compare import compare_values
from workbench.values.date_compare import has_days

_HEADLINE = "headline"
_LEAST_SHARED = 0.34


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value with the sentence that states it; ``value`` has offsets of the article (of the title for a headline)."""

    value: Value
    place: Place
    claim_id: str
    span: tuple[int, int]


def find_internal_conflicts(article: Article, claims: Sequence[Claim]) -> tuple[InternalConflict, ...]:
    """Pairs of places that cannot both hold, ordered by the first span; the same pair of values is reported once.

    A span in the headline is given as ``(0, 0)`` with a claim id of ``headline``, since the title is no part of the text.
    """
    stated = _stated(article, claims)
    short_names = other_names(article.text)
    title = loose_keys(article.title)
    found: dict[tuple[tuple[int, int], ...], InternalConflict] = {}
    for one, other in combinations(stated, 2):
        conflict = _conflict(one, other, Words((other.place.terms,), title, short_names))
        if conflict is not None:
            found.setdefault(conflict.spans, conflict)
    for conflict in _broken_sequences(stated):
        found.setdefault(conflict.spans, conflict)
    return tuple(sorted(found.values(), key=lambda conflict: (conflict.spans, conflict.reason)))


def _stated(article: Article, claims: Sequence[Claim]) -> list[_Stated]:
    seen: dict[tuple[int, int], _Stated] = {}
    for claim in claims:
        for wanted in prepare(claim, article).values:
            span = (wanted.value.start, wanted.value.end)
            seen.setdefault(span, _Stated(wanted.value, wanted.place, claim.claim_id, span))
    return [*_headline(article), *(stated for _, stated in sorted(seen.items()))]


def _headline(article: Article) -> list[_Stated]:
    """The values of a headline that is not simply the text's opening."""
    if not article.title or article.text.startswith(article.title.rstrip(" .…")):
        return []
    terms = read_terms(article.title)
    values = read_values(article.title, published=article.published, country=article.country)
    return [_Stated(value, Place(value, terms, (), article.published), _HEADLINE, (0, 0)) for value in values]


def _conflict(one: _Stated, other: _Stated, offered: Words) -> InternalConflict | None:
    if DATES & {one.value.kind, other.value.kind} or one.value.dimension != other.value.dimension:
        return None
    if one.place.terms is other.place.terms or not _same_matter(one, offered):
        return None
    slot = build_slot(one.place, other.place, offered)
    comparison = compare_values(one.value, other.value, slot=slot)
    back = compare_values(other.value, one.value, slot=slot)
    if not (contradicts(comparison) and contradicts(back)):
        return None
    where = "the headline" if one.claim_id == _HEADLINE else f"“{one.value.text.strip()}”"
    told = f"{where} and “{other.value.text.strip()}” fill the same slot: {comparison.explanation}"
    spans = tuple(sorted({one.span, other.span}))
    return InternalConflict("values_differ", told, spans, tuple(dict.fromkeys((one.claim_id, other.claim_id))))


def _same_matter(one: _Stated, offered: Words) -> bool:
    """The two sentences share names or words beyond the value: two crews of one article are two things."""
    plain = [term for term in one.place.terms.terms if not one.place.value.start <= term.start < one.place.value.end]
    return cover(plain, offered).share >= _LEAST_SHARED


def _broken_sequences(stated: Sequence[_Stated]) -> list[InternalConflict]:
    """Dates said to follow ("two weeks later") that come before the date they follow, in the order of the text."""
    dates = [one for one in stated if one.value.kind in DATES and has_days(one.value)]
    found = []
    for before, after in combinations(dates, 2):
        if _claims_order(after.value.text) and after.value.hangs_on and after.value.hangs_on in before.value.text:
            first, last = before.value.first_day, after.value.last_day
            if first and last and last < first:
                told = f"“{after.value.text}” ends on {last}, before “{before.value.text}” begins on {first}"
                ids = tuple(dict.fromkeys((before.claim_id, after.claim_id)))
                found.append(InternalConflict("date_sequence", told, tuple(sorted({before.span, after.span})), ids))
    return found


def _claims_order(text: str) -> bool:
    return bool({"later", "after", "following", "next"} & set(words(text)))
