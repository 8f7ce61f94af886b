"""One claim beside one passage, without an article or a corpus: what `workbench compare` answers."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from workbench.judging.decide.joint_scores import RelationModel, capped, joint_scores, relation_of
from workbench.judging.decide.questions import question, with_figures
from workbench.judging.facts.findings import find
from workbench.judging.judge import judge
from workbench.judging.quotes.matching import QUOTED
from workbench.judging.quotes.speakers import speaker_at
from workbench.judging.sentence.windows import stretches
from workbench.judging.sides.claim_side import prepare
from workbench.judging.sides.passages import read_passage
from workbench.models import (
    Article,
    Claim,
    ClaimType,
    Comparison,
    Document,
    Fact,
    Hit,
    Quote,
    Relation,
    RelationScores,
    Suggestion,
    Tier,
)
from workbench.relation_model.cross_encoder import shipped
from workbench.sentences import split_sentences
from workbench.settings import Settings
from workbench.values import read_values

_SURE = 0.5


@dataclass(frozen=True, slots=True)
class PairResult:
    """The relation of a passage to a claim, the suggestion, the arithmetic, and the facts, with offsets in the claim's text."""

    relation: Relation
    relation_scores: RelationScores
    suggestion: Suggestion
    comparisons: tuple[Comparison, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim without an article and a passage without a corpus, in the types that judging takes."""

    claim: Claim
    article: Article
    document: Document
    hit: Hit


def compare_texts(
    claim_text: str,
    evidence_text: str,
    claim_date: dt.date | None = None,
    evidence_date: dt.date | None = None,
    *,
    settings: Settings | None = None,
    model: RelationModel | None = None,
) -> PairResult:
    """Compare one claim with one passage; dates are those of publication and anchor relative dates.

    Words between quotation marks in the claim are its quotes, with the speaker named beside them. The words are read by
    `model`, else by the one that ships, unless `Settings.relation_passages` is 0; a window's length of them is read,
    since there is only this passage. Raises as `TrainedRelation` where that model is missing.
    """
    pair = pair_of(claim_text, evidence_text, claim_date, evidence_date)
    # A calibration speaks for an article's claims by their types; a pair has neither.
    own = (settings or Settings.model_validate({})).model_copy(update={"calibration": None})
    reader = model or (shipped() if own.relation_passages else None)
    found = judge(pair.claim, pair.article, [pair.hit], {pair.document.doc_id: pair.document}, own, model=reader)
    evidence = found.evidence[0]
    scores = evidence.relation_scores
    if reader is not None and not evidence.known_later:
        parts = [pair_of(part, evidence_text, claim_date, evidence_date) for part in sentences_of(claim_text)]
        scores = min((_read_scores(part, reader) for part in parts), key=lambda one: one.supports)
    return PairResult(relation_of(scores), scores, found.suggestion, found.comparisons, found.facts)


def sentences_of(claim_text: str) -> tuple[str, ...]:
    """The sentences of a claim of several, each of which must hold; one with a quote that runs over them is left whole."""
    found = tuple(claim_text[start:end] for start, end in split_sentences(claim_text))
    whole = len(found) < 2 or QUOTED.search(claim_text) is not None  # noqa: PLR2004 one sentence is the whole
    return (claim_text,) if whole else found


def _read_scores(pair: Pair, reader: RelationModel) -> RelationScores:
    """The joint scores, whatever the suggestion: a passage that no rule leans on is still for, against or beside the claim."""
    side = prepare(pair.claim, pair.article)
    finding = find(side, read_passage(pair.hit, pair.document), ())
    put = question(side, finding)
    # A figure that differs stays in the claim here: it is what the passage speaks against.
    claim = with_figures(side, put.agreeing)
    runs = stretches(side.terms.text, [line.terms.text for line in finding.passage.lines])
    read = reader.relate([(claim, text) for text in (put.passage, *runs)])
    scores = joint_scores(side, finding, max(read, key=lambda one: one.supports))
    # Not a word in common is mostly another subject; a paraphrase the model is sure of.
    sure = max(scores.supports, scores.refutes) >= _SURE
    return scores if sure or put.agreeing or put.coverage.matched else capped(scores)


def pair_of(
    claim_text: str, evidence_text: str, claim_date: dt.date | None = None, evidence_date: dt.date | None = None
) -> Pair:
    """Put two texts into the types of a check."""
    quotes = _quotes_in(claim_text)
    speaker = next((quote.speaker for quote in quotes if quote.speaker), None)
    claim = Claim(
        claim_id=_name("c", claim_text), start=0, end=len(claim_text), text=claim_text, standalone=claim_text, sentence=0,
        types=(ClaimType.ATTRIBUTE,), check_worthiness=1.0, reasons=(), speaker=speaker,
        values=read_values(claim_text, published=claim_date), quotes=quotes,
    )  # fmt: skip
    # The claim is no article the passage could be a copy of, so the article around it is left empty.
    article = Article(_name("a", claim_text), "", "", claim_date)
    document = _document(evidence_text, evidence_date)
    hit = Hit(
        rank=1, score=1.0, doc_id=document.doc_id, passage_id=_name("p", evidence_text), title="", publisher=None,
        published=evidence_date, tier=Tier.SECONDARY, locator="", start=0, end=len(evidence_text), text=evidence_text,
    )  # fmt: skip
    return Pair(claim, article, document, hit)


def _quotes_in(text: str) -> tuple[Quote, ...]:
    found = []
    for match in QUOTED.finditer(text):
        start, end = match.start() + 1, match.end() - 1
        found.append(Quote(start, end, text[start:end], speaker=speaker_at(text, start, end)))
    return tuple(found)


def _document(text: str, published: dt.date | None) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        doc_id=f"d-{digest[:12]}", title="the passage", text=text, publisher=None, author=None, published=published,
        tier=Tier.SECONDARY, url=None, source_name="", media_type="text/plain", locators=(), headings=(), sha256=digest,
    )  # fmt: skip


def _name(kind: str, text: str) -> str:
    return f"{kind}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
