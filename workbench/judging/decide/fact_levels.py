"""The suggestion for a fact that is a value: one ordered table, of which the first row that applies gives it.

Each row has a label, a reason, a condition over a fitted chance and the certain rules, and the sentence a reviewer reads.
`docs/suggestions.md` shows the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.judging.decide.fact_features import Told, line_of
from workbench.judging.decide.linear import FactWeights
from workbench.judging.facts.around import Offer, Source
from workbench.judging.facts.cut import Asked
from workbench.judging.sources.origins import Appearance, origins_of
from workbench.models import FactKind, Level, Suggestion, SuggestionLabel, Tier, ValueKind
from workbench.values.compare import WEAKER

L = SuggestionLabel
ALIKE = 0.25
"""Nearness of words from which a value that differs speaks against the fact; set by hand: labelled desks do not tell it."""
PLAIN = 0.25
"""How much nearer than any value that differs one must be to bear out what the rules match; set by hand."""
TIE = 0.1
"""Nearness of words that ties a passage to a claim; set by hand."""
_GREEN = frozenset((L.MATCH, L.MATCH_ROUNDED))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """All that decides about one fact: the pair that bears it out best with its chance, and those that differ.

    ``weaker`` only allows the value, with its own chance. ``aside`` are sources with the value that do not count: copies of the
    article, or published after it; ``later`` where all are that. ``rules`` is what the rules suggest for the claim as a whole,
    ``told`` what the fact's offers are like together.
    """

    asked: Asked
    weights: FactWeights
    best: Offer | None
    borne: float
    alike: tuple[Offer, ...]
    weaker: Offer | None
    allowed: float
    rival: Offer | None
    rivals: tuple[Offer, ...]
    aside: tuple[Offer, ...]
    later: bool
    rules: Suggestion
    told: Told


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; ``reason`` names it."""

    reason: str
    label: SuggestionLabel
    says: str
    applies: Callable[[Case], bool]
    tell: Callable[[Case], str]


def _is_borne(case: Case) -> bool:
    if case.best is None or not _is_tied(case.best, case.told):
        return False
    return case.borne >= case.weights.borne_from or _is_plain(case, case.best)


def _is_plain(case: Case, best: Offer) -> bool:
    """Whether the rules match the whole claim, and no other value stands among as many of its words in another line."""
    rivals = (one for one in case.rivals if line_of(one) != line_of(best) and _is_like(case.asked, one))
    elsewhere = max((one.nearness.near for one in rivals), default=0.0)
    return case.rules.label in _GREEN and best.nearness.near - elsewhere >= PLAIN


def _is_like(asked: Asked, rival: Offer) -> bool:
    """Whether the other value counts the same thing, or is no count."""
    ours, theirs = asked.wanted.value if asked.wanted else None, rival.candidate.value
    return ours is None or ours.kind is not ValueKind.COUNT or not theirs.unit or theirs.unit == ours.unit


def _is_tied(offer: Offer, told: Told) -> bool:
    """Whether a word ties the passage to the claim, or no line is nearer: in a large corpus every number stands somewhere."""
    nearest = told.second if line_of(offer) == told.nearest else told.first
    return offer.joint.share > 0 or offer.nearness.near >= TIE or nearest - offer.nearness.near <= TIE


def _is_against(case: Case) -> bool:
    """The rules find another value in the claim's slot, no source has the fact's; of amounts like words stand around both."""
    if case.best is not None or case.rules.label is not L.CONFLICT or not _is_ruled(case, case.rival):
        return False
    if case.asked.kind is FactKind.DATE:
        return case.rules.reason == "date_arithmetic"
    return case.rules.reason == "value_differs" and case.rival is not None and case.rival.nearness.near >= ALIKE


def _both(case: Case) -> bool:
    ruled = case.rules.label is L.CONFLICTING_SOURCES
    return ruled and _is_ruled(case, case.best) and _is_ruled(case, case.rival)


def _is_ruled(case: Case, offer: Offer | None) -> bool:
    """Whether the rules' suggestion for the claim rests on the passage of `offer` too."""
    return offer is not None and offer.source.passage.hit.passage_id in case.rules.rests_on


def _is_open(case: Case) -> bool:
    return case.best is not None and case.borne >= case.weights.open_from


def _only_weaker(case: Case) -> bool:
    ruled = case.rules.label is L.PARTIAL and case.rules.reason in WEAKER and _is_ruled(case, case.weaker)
    return ruled or (case.best is None and case.weaker is not None and case.allowed >= case.weights.borne_from)


def _pair(offer: Offer | None) -> str:
    assert offer is not None  # noqa: S101 each row asks for it first
    return f"{offer.candidate.arithmetic.explanation} ({source_of(offer)})"


def source_of(offer: Offer) -> str:
    """Title and date of the source, as a reviewer names it; "the passage" where it has no title."""
    hit = offer.source.passage.hit
    if not hit.title:
        return "the passage"
    return f"{hit.title}, {hit.published.isoformat()}" if hit.published else f"{hit.title}, undated"


ROWS = (
    Row(
        "sources_disagree", L.CONFLICTING_SOURCES, "one source has the value, another a different one of the same thing", _both,
        lambda case: f"{_pair(case.best)}; but {_pair(case.rival)}.",
    ),
    Row("borne_out", L.MATCH, "a value of the same thing agrees", _is_borne, lambda case: f"{_pair(case.best)}."),
    Row("value_differs", L.CONFLICT, "the same thing has another value", _is_against, lambda case: f"{_pair(case.rival)}."),
    Row(
        "evidence_bound", L.PARTIAL, "the evidence gives a bound, or a longer time, that allows the value", _only_weaker,
        lambda case: f"{_pair(case.weaker)}; the evidence only allows it.",
    ),
    Row(
        "slot_unclear", L.REVIEW, "the value is there; whether of the same thing is not sure", _is_open,
        lambda case: f"{_pair(case.best)}; whether it is the same thing is not settled.",
    ),
    Row(
        "known_later", L.NO_EVIDENCE, "only what was published later says so", lambda case: bool(case.aside) and case.later,
        lambda case: f"Only what was published later says so: {source_of(case.aside[0])}.",
    ),
    Row(
        "self_support", L.NO_EVIDENCE, "only a copy of the article says so", lambda case: bool(case.aside),
        lambda case: f"Only a copy of the article says so: {source_of(case.aside[0])}.",
    ),
    Row(
        "slot_not_filled", L.NO_EVIDENCE, "nothing fills its slot", lambda _: True,
        lambda case: f"No passage says it of the same thing: {case.asked.text}.",
    ),
)  # fmt: skip


def suggest_for_value(case: Case) -> Suggestion:
    """The first row that applies; a match names its ground and whether it is rounded."""
    row = next(row for row in ROWS if row.applies(case))
    told = row.tell(case)
    if row.reason == "borne_out":
        return _match(case, told)
    by_reason: dict[str, list[Offer | None]] = {
        "value_differs": [case.rival],
        "sources_disagree": [case.best, case.rival],
        "slot_unclear": [case.best],
        "evidence_bound": [case.weaker],
    }
    named = [one for one in by_reason.get(row.reason, []) if one is not None]
    reason = _reason(row, case)
    return Suggestion(row.label, reason, told, rests_on=_passages(named))


def _reason(row: Row, case: Case) -> str:
    """The row's own reason, said more closely where the arithmetic says more."""
    if row.reason == "value_differs" and case.asked.kind is FactKind.DATE:
        return "date_arithmetic"
    if row.reason == "evidence_bound" and case.weaker is not None:
        return case.weaker.candidate.arithmetic.reason or row.reason
    return row.reason


def _match(case: Case, told: str) -> Suggestion:
    resting = [case.best, *case.alike] if case.best else list(case.alike)
    reason, words = ground([one.source for one in resting])
    label = L.MATCH if any(is_exact(one, case.asked) for one in resting) else L.MATCH_ROUNDED
    if reason == "author_supplied":
        return Suggestion(L.REVIEW, reason, f"{told} Rests on {words}.", rests_on=_passages(resting))
    return Suggestion(label, reason, f"{told} Rests on {words}.", rests_on=_passages(resting))


def is_exact(offer: Offer, asked: Asked) -> bool:
    """Whether nothing was rounded: the same amount, a bound that holds, or days that agree."""
    pair = offer.candidate.arithmetic
    return pair.level is Level.EXACT or pair.reason == "bound" or asked.kind is FactKind.DATE


def ground(sources: Sequence[Source]) -> tuple[str, str]:
    """What a match rests on: a reason code and the same in words."""
    if any(one.passage.hit.tier is Tier.PRIMARY for one in sources):
        return "primary", "a primary source"
    second = [one for one in sources if one.passage.hit.tier is Tier.SECONDARY]
    origins = set(origins_of([_appearance(one) for one in second]))
    if len(origins) > 1:
        return "independent_secondary_n", f"{len(origins)} secondary sources of different origin"
    if origins:
        return "supported_secondary_single", "a single secondary source"
    return "author_supplied", "material supplied by the author only"


def _appearance(source: Source) -> Appearance:
    document = source.passage.document
    return Appearance(document.doc_id, source.passage.text, document.published, document.publisher)


def _passages(told: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source.passage.hit.passage_id for one in told))
