"""A small check built by hand, so that the desk is tested on every kind of suggestion without loading a model."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from workbench.desk import resources
from workbench.ledger import Ledger, Reviewer
from workbench.models import (
    Article,
    ArticleCheck,
    Assessment,
    Claim,
    ClaimType,
    Comparison,
    Evidence,
    Hit,
    InternalConflict,
    Level,
    Modality,
    Relation,
    RelationScores,
    Sentence,
    Slot,
    SlotCheck,
    Suggestion,
    SuggestionLabel,
    Tier,
    Value,
    ValueKind,
)

READER = Reviewer("Ada Reader")
PUBLISHED = dt.date(2024, 5, 14)
TITLE = "Harbour board backs a second ferry as bridge repairs slip"
TEXT = (Path(__file__).parent / "ferry.txt").read_text(encoding="utf-8")

SAME = Slot(SlotCheck.SAME, SlotCheck.SAME, SlotCheck.SAME, SlotCheck.SAME, SlotCheck.UNKNOWN)
OTHER = Slot(SlotCheck.DIFFERENT, SlotCheck.SAME, SlotCheck.SAME, SlotCheck.UNKNOWN, SlotCheck.UNKNOWN)

REPORT = (
    "The Salt Bridge has an overall length of 19 km. It was opened to traffic in 1987 and carried 9,400 vehicles a day in 2023."
)
LEASE = "Under the charter party the board pays $3.9 million for the vessel over 18 months. The vessel loads 62 passenger cars."
NEWS = "The bridge, built in 1987, is the second longest in the country after the Grand Causeway, the roads agency says."
LATER = "After the second ferry entered service the Alma sailed 14 times a day, the operator said in January."


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def check() -> ArticleCheck:
    return make_check()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the checked article on its desk, named to the desk the way `serve` names it."""
    with Ledger.open(tmp_path) as ledger:
        ledger.add_article(make_article(), READER)
        ledger.record_check(make_check(), READER)
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    return tmp_path


@pytest.fixture
def ledger(workspace: Path) -> Ledger:
    """The ledger the desk under test owns."""
    del workspace
    return resources.ledger()


def make_article() -> Article:
    return Article("a-ferry", TITLE, TEXT, PUBLISHED, author="Jon Vik")


def make_check() -> ArticleCheck:
    return ArticleCheck(
        article_id="a-ferry",
        title=TITLE,
        date=PUBLISHED,
        corpus="harbour",
        snapshot="5d1f0c",
        settings="9a77e2",
        sentences=(_sentence("Nobody on the quay seemed to mind.", "opinion"),),
        quotes=(),
        assessments=tuple(_assessments()),
        internal_conflicts=(
            InternalConflict("duration", "17 months − 11 months = 6 months apart.", (_span("11 months"),), ("c-plan",)),
        ),
    )


def _assessments() -> list[Assessment]:
    length, opened = _quantity("12 miles", 12, "mile"), _year("1987")
    cost = Value(ValueKind.MONEY, *_span("$3.2 million"), "$3.2 million", 3.2e6, 3.2e6, "USD", "[currency]")
    term = _quantity("18 months", 18, "month")
    months = _quantity("17", 17, "month")
    report = _evidence("p-report", REPORT, "Salt Bridge: structure record", "Roads agency", Tier.PRIMARY, ("19 km",))
    lease = _evidence(
        "p-lease", LEASE, "Charter party of 9 May", "Port Elin", Tier.PRIMARY, ("$3.9 million",), Relation.REFUTES
    )
    news = _evidence(
        "p-news", NEWS, "Bridges of the coast", "Elin Courier", Tier.SECONDARY, ("second longest",), Relation.REFUTES
    )
    copy = _evidence("p-copy", NEWS, "Bridges of the coast (wire)", None, Tier.SECONDARY, (), Relation.REFUTES, origin="o-news")
    later = _evidence(
        "p-later", LATER, "A winter on the water", "Elin Courier", Tier.SECONDARY, ("14 times a day",), later=True
    )
    near = _compare(
        length, "19 km", REPORT, 11.81, Level.WITHIN_PRECISION, "19 km = 11.8 mi; claim 12 mi ±0.5 (implied); off 1.6 %"
    )
    same = _compare(opened, "1987", REPORT, 1987, Level.EXACT, "1987 = 1987")
    off = _compare(
        cost, "$3.9 million", LEASE, 3.9e6, Level.DIFFERS, "3.9 million USD − 3.2 million USD = 0.7 million USD; 21.9 %"
    )
    fit = _compare(term, "18 months", LEASE, 18, Level.EXACT, "18 months = 18 months")
    apart = _compare(
        months, "18 months", LEASE, 18, Level.NOT_COMPARABLE, "the lease's term is not the repair's", reason="other_entity"
    )
    return [
        _assess("c-vote", "The harbour board of Port Elin voted on Monday to lease a second ferry", SuggestionLabel.REVIEW,
                "no_span"),
        _assess("c-long", "The bridge, 12 miles long", SuggestionLabel.MATCH_ROUNDED, "primary", [length], [report], [near],
                standalone="The Salt Bridge is 12 miles long."),
        _assess("c-open", "opened in 1987", SuggestionLabel.MATCH, "primary", [opened], [report, news], [same],
                standalone="The Salt Bridge was opened in 1987."),
        _assess("c-cars", "carried 9,400 vehicles a day", SuggestionLabel.PARTIAL, "part_missing", [], [report],
                standalone="The Salt Bridge carried 9,400 vehicles a day before March 2024."),
        _assess("c-holt", '"We cannot and will not wait for the whole report," said Maren Holt', SuggestionLabel.NO_EVIDENCE,
                "no_passage_fills_slot", speaker="Maren Holt"),
        _assess("c-cost", "The lease will cost $3.2 million over 18 months", SuggestionLabel.CONFLICT, "primary", [cost, term],
                [lease], [off, fit], modality=Modality.PLANNED),
        _assess("c-sail", "The first ferry, the Alma, is expected to sail 14 times a day by the end of this year",
                SuggestionLabel.NO_EVIDENCE, "known_later", [], [later], modality=Modality.PLANNED),
        _assess("c-plan", "first planned for 11 months", SuggestionLabel.NO_EVIDENCE, "no_passage_fills_slot"),
        _assess("c-may", "the repairs, first planned for 11 months, may take 17", SuggestionLabel.NOT_COMPARABLE,
                "other_entity", [months], [lease], [apart], speaker="Engineers", modality=Modality.POSSIBLE),
        _assess("c-most", "The bridge is the longest in the country.", SuggestionLabel.CONFLICTING_SOURCES,
                "secondary_disagree", [], [news, copy], standalone="The Salt Bridge is the longest bridge in the country."),
    ]  # fmt: skip


def _assess(
    claim_id: str,
    words: str,
    label: SuggestionLabel,
    reason: str,
    values: list[Value] | None = None,
    evidence: list[Evidence] | None = None,
    comparisons: list[Comparison] | None = None,
    *,
    standalone: str | None = None,
    speaker: str | None = None,
    modality: Modality = Modality.ASSERTED,
) -> Assessment:
    start, end = _span(words)
    types = (ClaimType.EVENT, ClaimType.QUANTITY) if values else (ClaimType.EVENT,)
    reasons = ("numbers", "named entity")
    claim = Claim(
        claim_id, start, end, words, standalone or words, 0, types, 0.82, reasons, speaker, modality, tuple(values or ())
    )
    rests = tuple(item.hit.passage_id for item in evidence or ())[:1]
    return Assessment(claim, tuple(evidence or ()), tuple(comparisons or ()), Suggestion(label, reason, "", rests_on=rests))


def _evidence(
    passage_id: str,
    text: str,
    title: str,
    publisher: str | None,
    tier: Tier,
    marked: tuple[str, ...],
    relation: Relation = Relation.SUPPORTS,
    *,
    origin: str | None = None,
    later: bool = False,
) -> Evidence:
    published = dt.date(2025, 1, 20) if later else dt.date(2023, 11, 2)
    base = 200
    hit = Hit(
        1, 0.9, "d" + passage_id, passage_id, title, publisher, published, tier, "page 3", base, base + len(text), text, 1, 2
    )
    spans = tuple((base + text.index(words), base + text.index(words) + len(words)) for words in marked)
    end = base + (text.index(". ") + 1 if ". " in text else len(text))
    scores = RelationScores(0.8, 0.1, 0.1)
    return Evidence(hit, relation, scores, origin or "o" + passage_id[1:], later, False, base, end, spans)


def _compare(
    claim: Value, words: str, passage: str, converted: float, level: Level, explanation: str, *, reason: str | None = None
) -> Comparison:
    start = passage.index(words)
    evidence = Value(ValueKind.QUANTITY, start, start + len(words), words, converted, converted, claim.unit)
    passage_id = {REPORT: "p-report", LEASE: "p-lease"}[passage]
    slot = OTHER if reason else SAME
    return Comparison(
        claim,
        evidence,
        converted,
        converted,
        claim.unit,
        None,
        None,
        None,
        "implied",
        slot,
        level,
        explanation,
        reason,
        False,
        passage_id,
    )


def _quantity(words: str, amount: float, unit: str) -> Value:
    return Value(ValueKind.QUANTITY, *_span(words), words, amount, amount, unit, "[length]", subject="Salt Bridge · length")


def _year(words: str) -> Value:
    first, last = dt.date(int(words), 1, 1), dt.date(int(words), 12, 31)
    return Value(ValueKind.DATE, *_span(words), words, timex=words, first_day=first, last_day=last)


def _sentence(words: str, skipped: str) -> Sentence:
    return Sentence(*_span(words), words, skipped)


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)
