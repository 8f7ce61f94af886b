"""All of it for one claim: evidence found, values paired, origins and copies told apart, and one suggestion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.judging.by_fact import OpenFact, as_fact, open_facts, settle_fact
from workbench.judging.decide.calibrated import calibrated
from workbench.judging.decide.from_facts import from_facts, statement_of
from workbench.judging.decide.joint_scores import RelationModel, capped, relation_of, scores_of
from workbench.judging.decide.questions import Question, questions, with_wording
from workbench.judging.decide.quote_facts import suggest_for_quote
from workbench.judging.decide.rules import suggest
from workbench.judging.facts.around import FAR, Source, rarity_of
from workbench.judging.facts.findings import Finding, carries, contradicts, find, half_carries
from workbench.judging.present.beside import with_beside, with_fact_pairs
from workbench.judging.present.showing import shown, worth_showing
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sentence.nearness import Rarity
from workbench.judging.sentence.terms import other_names
from workbench.judging.sides.claim_side import ClaimSide, prepare
from workbench.judging.sides.passages import read_passage, read_passages_ahead
from workbench.judging.sources.grounds import Judged, demoted, is_stale
from workbench.judging.sources.origins import Appearance, is_copy, origins_of
from workbench.models import (
    Article,
    Assessment,
    Claim,
    Document,
    Evidence,
    Fact,
    FactKind,
    Hit,
    Relation,
    RelationScores,
    Suggestion,
    SuggestionLabel,
    Tier,
)
from workbench.settings import Settings

NEAREST_SHOWN = 3
_TIERS = {Tier.PRIMARY: 0, Tier.SECONDARY: 1, Tier.AUTHOR: 2}
_NEUTRAL = RelationScores(0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A claim with its evidence as the rules alone weigh it, and what the relation model is to be asked of it."""

    side: ClaimSide
    judged: tuple[Judged, ...]
    suggestion: Suggestion
    asked: tuple[tuple[Judged, Question], ...]
    facts: tuple[OpenFact, ...]
    sources: tuple[Source, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Claim and passage of each question, as a `RelationModel` reads them."""
        return [(put.claim, put.passage) for _, put in self.asked]


def judge(
    claim: Claim,
    article: Article,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    settings: Settings,
    *,
    model: RelationModel | None = None,
) -> Assessment:
    """Judge `hits` for `claim`; the evidence comes back best first, the first being what the suggestion rests on most.

    `documents` holds the document of every hit; a hit without one is left out. A `model` reads the words of the
    passages that may change what the rules alone suggest. The claim is judged as a whole, and a fact gets what its claim gets:
    fact by fact an article is judged, whose passages tell which words are rare.
    """
    weighed = weigh(claim, article, hits, documents, settings)
    return settle(weighed, model.relate(weighed.pairs) if model else None, settings, by_fact=False)


def weigh(
    claim: Claim,
    article: Article,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    settings: Settings,
    *,
    beside: Sequence[tuple[Hit, Document]] = (),
    inner: Sequence[Claim] = (),
    rarity: Rarity | None = None,
) -> Weighed:
    """The first half of `judge`, so that the questions of many claims can be put to the models together.

    `beside` was found for the article's other claims: its values may bear out this claim's. `inner` are claims inside this one,
    `rarity` tells how rare words are among all these passages; without it that is counted here.
    """
    side = prepare(claim, article)
    found = [(hit, documents[hit.doc_id]) for hit in hits if hit.doc_id in documents]
    read_passages_ahead(found)
    findings = [find(side, read_passage(hit, document), _short_names(article.text, document)) for hit, document in found]
    judged = _judged(side, article, findings, [scores_of(finding) for finding in findings], settings)
    judged.sort(key=_order)
    suggestion = suggest(side, judged, settings)
    sources = _sources(side, article, found, beside, settings)
    asked = tuple(questions(side, judged, suggestion, settings))
    facts = open_facts(side, sources, rarity or rarity_of(sources), inner)
    return Weighed(side, tuple(judged), suggestion, asked, facts, sources)


def _sources(
    side: ClaimSide,
    article: Article,
    found: Sequence[tuple[Hit, Document]],
    beside: Sequence[tuple[Hit, Document]],
    settings: Settings,
) -> tuple[Source, ...]:
    """The passages found for the claim in the order of the search, then those found beside it by their ids."""
    own = {hit.passage_id for hit, _ in found}
    more = sorted((pair for pair in beside if pair[0].passage_id not in own), key=lambda pair: pair[0].passage_id)
    told = [(hit, document, hit.rank) for hit, document in found] + [(hit, document, FAR) for hit, document in more]
    return tuple(_source(side, article, hit, document, rank, settings) for hit, document, rank in told)


def _source(  # noqa: PLR0917 what makes up a source
    side: ClaimSide, article: Article, hit: Hit, document: Document, rank: int, settings: Settings
) -> Source:
    passage = read_passage(hit, document)
    later = _is_later(document, side) and not settings.later_evidence_counts
    copied = is_copy(passage.text, passage.text, document, article)
    return Source(passage, rank, counts=not later and not copied, later=later, short_names=_short_names(article.text, document))


def _is_later(document: Document, side: ClaimSide) -> bool:
    return bool(document.published and side.published and document.published > side.published)


def settle(
    weighed: Weighed,
    scores: Sequence[RelationScores] | None,
    settings: Settings,
    *,
    by_fact: bool = True,
) -> Assessment:
    """The second half: `scores` are the model's, one for each of `Weighed.pairs`; None leaves it at the rules alone.

    With `by_fact` each fact is judged by itself, and the claim follows from its facts.
    """
    side, judged, suggestion = weighed.side, list(weighed.judged), weighed.suggestion
    if scores is not None:
        judged = with_wording(side, judged, weighed.asked, scores)
        suggestion = suggest(side, judged, settings)
    rules = demoted(suggestion)
    facts = _facts(weighed, rules) if by_fact else tuple(as_fact(fact.asked, rules, judged) for fact in weighed.facts)
    suggestion = demoted(from_facts(facts, rules)) if by_fact else rules
    if suggestion.label is SuggestionLabel.NO_EVIDENCE:
        nearest = sorted(judged, key=lambda one: (not one.counts, one.evidence.hit.rank))
        judged = [_as_neutral(one) for one in nearest[:NEAREST_SHOWN]]
    else:
        judged.sort(key=lambda one: (_resting_place(one, suggestion.rests_on), _order(one)))
    kept = judged[: settings.evidence]
    evidence = with_beside([one.evidence for one in kept], facts, weighed.sources)
    whole = Assessment(side.claim, evidence, with_fact_pairs(shown(kept, suggestion), facts), suggestion, facts)
    return calibrated(whole, settings.calibration)


def _facts(weighed: Weighed, rules: Suggestion) -> tuple[Fact, ...]:
    """The facts of the claim, each judged by itself; the statement gets what the rules suggest for the claim."""
    told = {one: _fact(one, rules) for one in weighed.facts if one.asked.kind is not FactKind.STATEMENT}
    statement = statement_of(rules, list(told.values()))
    return tuple(told[one] if one in told else as_fact(one.asked, statement, ()) for one in weighed.facts)


def _fact(fact: OpenFact, rules: Suggestion) -> Fact:
    """A value or a quote, judged by itself."""
    if fact.asked.quote is not None:
        return as_fact(fact.asked, suggest_for_quote(fact.heard), ())
    return settle_fact(fact, rules)


@lru_cache(maxsize=256)
def _names_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return other_names(text)


def _short_names(article: str, document: Document) -> tuple[tuple[str, frozenset[str]], ...]:
    """Short names explained in the article, the document's title or its text; the first explanation of a name counts."""
    found: dict[str, frozenset[str]] = {}
    for text in (article, document.title, document.text):
        for short, full in _names_in(text):
            found.setdefault(short, full)
    return tuple(sorted(found.items()))


def _judged(
    side: ClaimSide,
    article: Article,
    findings: Sequence[Finding],
    scores: Sequence[RelationScores],
    settings: Settings,
) -> list[Judged]:
    origins = origins_of([_appearance(finding) for finding in findings])
    return [
        Judged(finding, _evidence(side, article, finding, score, origin, settings))
        for finding, score, origin in zip(findings, scores, origins, strict=True)
    ]


def _appearance(finding: Finding) -> Appearance:
    document = finding.passage.document
    return Appearance(document.doc_id, document.text[finding.start : finding.end], document.published, document.publisher)


def _evidence(  # noqa: PLR0917 what makes up the record; each is made once for all findings
    side: ClaimSide,
    article: Article,
    finding: Finding,
    scores: RelationScores,
    origin: str,
    settings: Settings,
) -> Evidence:
    document = finding.passage.document
    later = _is_later(document, side)
    copied = is_copy(document.text[finding.start : finding.end], finding.passage.text, document, article)
    counted = _NEUTRAL if copied or (later and not settings.later_evidence_counts) else scores
    return Evidence(
        hit=finding.passage.hit,
        relation=relation_of(counted),
        relation_scores=counted,
        origin=origin,
        known_later=later and not settings.later_evidence_counts,
        self_support=copied,
        sentence_start=finding.start,
        sentence_end=finding.end,
        spans=_spans(finding),
        quote_difference=next((found.check.difference for found in finding.quotes if found.check.difference), None),
        stale=is_stale(finding, side.published, settings.stale_days),
    )


def _spans(finding: Finding) -> tuple[tuple[int, int], ...]:
    """The stretches to highlight: values that were paired and quotes that were found, in order, or the best sentence."""
    values = {(c.evidence_value.start, c.evidence_value.end) for c in finding.comparisons if worth_showing(c)}
    quotes = {(q.check.start, q.check.end) for q in finding.quotes if q.check.level is not QuoteLevel.ABSENT}
    found = sorted(span for span in values | quotes if span[0] < span[1])
    return tuple(found) or (((finding.start, finding.end),) if finding.line else ())


def _order(one: Judged) -> tuple[bool, float, int, int, str]:
    """Best first: what counts, then strength, then tier, then rank in the search."""
    evidence = one.evidence
    return (
        not one.counts, -round(_weight(one.finding), 3), _TIERS[evidence.hit.tier], evidence.hit.rank, evidence.hit.passage_id
    )  # fmt: skip


def _weight(finding: Finding) -> float:
    """Values and quotes borne out or contradicted weigh more than wording."""
    pairs = sum(3.0 if carries(c) else 2.0 if contradicts(c) else 1.0 if half_carries(c) else 0.0 for c in finding.comparisons)
    quotes = sum(
        {QuoteLevel.SAME: 4.0, QuoteLevel.CHANGED: 3.0, QuoteLevel.CUT: 3.0, QuoteLevel.SIMILAR: 1.0}.get(q.check.level, 0.0)
        for q in finding.quotes
    )
    return pairs + quotes + finding.coverage.share


def _resting_place(one: Judged, rests_on: Sequence[str]) -> int:
    passage = one.evidence.hit.passage_id
    return rests_on.index(passage) if passage in rests_on else len(rests_on)


def _as_neutral(one: Judged) -> Judged:
    plain = replace(one.evidence, relation=Relation.NEUTRAL, relation_scores=capped(one.evidence.relation_scores))
    return Judged(one.finding, plain)
