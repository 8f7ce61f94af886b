"""What the facts of a claim rest on beside the claim's own evidence: passages found for other claims of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.judging.facts.around import Source
from workbench.models import Comparison, Evidence, Fact, Relation, RelationScores

_UNREAD = RelationScores(0.0, 0.0, 1.0)


def with_beside(evidence: Sequence[Evidence], facts: Sequence[Fact], sources: Sequence[Source]) -> tuple[Evidence, ...]:
    """The claim's evidence with the values that its facts rest on highlighted, then the passages that facts alone rest on."""
    spans = _spans(facts)
    held = {one.hit.passage_id for one in evidence}
    own = [replace(one, spans=_joined(one.spans, spans.get(one.hit.passage_id, ()))) for one in evidence]
    rests_on = dict.fromkeys(passage for fact in facts for passage in fact.evidence)
    more = [
        source for source in sources if source.passage.hit.passage_id in rests_on and source.passage.hit.passage_id not in held
    ]
    order = list(rests_on)
    more.sort(key=lambda source: order.index(source.passage.hit.passage_id))
    return (*own, *(_evidence(source, spans.get(source.passage.hit.passage_id, ())) for source in more))


def with_fact_pairs(pairs: Sequence[Comparison], facts: Sequence[Fact]) -> tuple[Comparison, ...]:
    """The pairs that facts rest on first, then the others; of one value in one passage the first."""
    found: dict[tuple[int, int, str | None], Comparison] = {}
    rest = [pair for fact in facts for pair in fact.comparisons if pair.passage_id in fact.evidence]
    for pair in (*rest, *pairs):
        found.setdefault((pair.claim_value.start, pair.claim_value.end, pair.passage_id), pair)
    return tuple(found.values())


def _spans(facts: Sequence[Fact]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where the values stand that facts rest on, by passage."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for fact in facts:
        for pair in fact.comparisons:
            value = pair.evidence_value
            if pair.passage_id in fact.evidence and pair.passage_id is not None and value.start < value.end:
                found[pair.passage_id] = (*found.get(pair.passage_id, ()), (value.start, value.end))
    return found


def _joined(own: Sequence[tuple[int, int]], more: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({*own, *more})) if more else tuple(own)


def _evidence(source: Source, spans: Sequence[tuple[int, int]]) -> Evidence:
    passage = source.passage
    line = next((one for one in passage.lines if any(one.start <= at < one.end for at, _ in spans)), None)
    start, end = (line.start, line.end) if line else (passage.hit.start, passage.hit.end)
    return Evidence(
        hit=passage.hit, relation=Relation.NEUTRAL, relation_scores=_UNREAD, origin=passage.document.doc_id,
        known_later=source.later, self_support=not source.counts and not source.later,
        sentence_start=start, sentence_end=end, spans=tuple(sorted(set(spans))),
    )  # fmt: skip
