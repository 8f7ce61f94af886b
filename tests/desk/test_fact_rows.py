"""What the facts of a claim come to on the desk, and the rows they are shown in."""

from dataclasses import replace

import pytest
from ferry_facts import with_facts

from workbench.desk.components.fact_rows import fact_rows, facts_heading
from workbench.desk.components.review_article import ticks
from workbench.desk.components.value_table import value_table
from workbench.desk.facts import basis, first_card, words_beside
from workbench.desk.worklist import build_worklist
from workbench.models import Fact, FactKind, Suggestion, SuggestionLabel

GREEN, ROUNDED, OPEN = SuggestionLabel.MATCH, SuggestionLabel.MATCH_ROUNDED, SuggestionLabel.NO_EVIDENCE
A, B, C = "p-report", "p-news", "p-elsewhere"


@pytest.fixture
def items(check):
    return {item.claim_id: item for item in build_worklist(with_facts(check), {}).items}


def numbers(assessment):
    return {evidence.hit.passage_id: number for number, evidence in enumerate(assessment.evidence, start=1)}


def rows(assessment):
    return [str(row) for row in fact_rows(assessment, numbers(assessment))]


def fact(label=GREEN, passages=(A,), kind=FactKind.AMOUNT, text="12 miles"):
    return Fact("f", kind, 0, len(text), text, Suggestion(label, "made", ""), tuple(passages))


@pytest.mark.parametrize(
    ("facts", "rests_on"),
    [
        ([fact()], (A,)),
        ([fact(GREEN), fact(ROUNDED)], (A,)),
        ([fact(passages=[B]), fact(passages=[A])], (A, B)),  # as the evidence is ordered, not the facts
        ([fact(passages=[B, A]), fact(passages=[B])], (A, B)),
        ([fact(passages=[C, B])], (B,)),  # what stands on no card cannot be relied on
        ([fact(), fact(passages=[C])], ()),
        ([fact(), fact(passages=[])], ()),
        *(([fact(), fact(label)], ()) for label in SuggestionLabel if label not in {GREEN, ROUNDED}),
        ([fact(OPEN)], ()),
        ([], ()),
    ],
)
def test_a_claim_is_accepted_whole_only_where_every_fact_agrees_on_evidence_that_is_shown(items, facts, rests_on):
    found = items["c-open"].assessment  # with the passages A and B on its cards
    assert basis(replace(found, facts=tuple(facts))) == rests_on


@pytest.mark.parametrize(
    ("passages", "card"), [([A], 1), ([B, A], 2), ([C, B], 2), ([C], None), ([], None)]
)  # fmt: skip
def test_a_fact_leads_to_its_best_passage_that_has_a_card(passages, card):
    assert first_card(fact(passages=passages), {A: 1, B: 2}) == card


def test_a_fact_without_passages_leads_to_that_of_its_first_pair(items):
    cost = items["c-cost"].assessment
    assert first_card(replace(cost.facts[1], evidence=()), numbers(cost)) == 1


TEXT = "Minutes of 3 May. The board met in Elin. Maren Holt, chair of the board, opened it. “We shall wait. We must,” she said."
SENTENCE, SPAN = "The board met in Elin.", "We shall wait. We must,"


@pytest.mark.parametrize(
    ("kind", "text", "beside"),
    [
        (FactKind.NAME, "Maren Holt, chair of the board", "Maren Holt, chair of the board, opened it."),
        (FactKind.NAME, "Marin Holt", "Maren Holt, chair of the board, opened it."),
        (FactKind.NAME, "Odd Person", SENTENCE),
        (FactKind.NAME, "Elin", SENTENCE),
        (FactKind.QUOTE, "We shall not wait. We must,", SPAN),
        (FactKind.QUOTE, "Nothing of it", "Maren Holt, chair of the board, opened it."),
        (FactKind.STATEMENT, "Maren Holt opened it", SENTENCE),
    ],
)
def test_a_fact_that_is_no_value_is_set_beside_the_words_that_share_most_with_it(items, kind, text, beside):
    (evidence, *_) = items["c-open"].assessment.evidence
    base = 40
    span = (base + TEXT.index(SPAN), base + TEXT.index(SPAN) + len(SPAN))
    start = base + TEXT.index(SENTENCE)
    hit = replace(evidence.hit, text=TEXT, start=base, end=base + len(TEXT))
    found = replace(evidence, hit=hit, spans=(span,), sentence_start=start, sentence_end=start + len(SENTENCE))
    assert words_beside(fact(kind=kind, text=text), found) == beside


def test_each_fact_has_a_row_in_order_with_kind_words_suggestion_sentence_and_pair(items):
    statement, cost, term = rows(items["c-cost"].assessment)
    assert "Statement" in statement
    assert "The lease will cost $3.2 million over 18 months" in statement
    for row, expected in (
        (cost, ["Amount", "$3.2 million", "Conflict", "The passage says otherwise.", "$3.9 million", "Charter party of 9 May"]),
        (term, ["Amount", "18 months", "Match", "The passage says the same.", "18 months = 18 months", "[1]"]),
    ):
        assert all(words in row for words in expected), row
    assert ["wb-part" in statement, "wb-bad" in cost, "wb-good" in term] == [True] * 3


def test_a_row_leads_to_its_card_and_one_without_evidence_says_so(items):
    (news, dated) = rows(items["c-open"].assessment)
    assert 'data-evidence="2"' in news
    assert 'data-evidence="2"' in dated
    (_, quote, name) = rows(items["c-holt"].assessment)
    for row in (quote, name):
        assert "data-evidence" not in row
        assert "No passage found" in row


def test_the_pair_a_fact_rests_on_comes_before_the_others(items):
    found = items["c-long"].assessment
    ours = found.facts[1]
    other = replace(ours.comparisons[0], passage_id="p-other", level="EXACT", explanation="of another passage")
    row = str(fact_rows(replace(found, facts=(replace(ours, comparisons=(other, *ours.comparisons)),)), {A: 1})[0])
    assert row.index("11.8 mi") < row.index("of another passage")


def test_a_closed_row_shows_the_first_pair_that_compares(items):
    (_, cost, _) = rows(items["c-cost"].assessment)
    lead = cost[cost.index("wb-fact-lead") : cost.index("</summary>")]
    places = [lead.index(words) for words in ("$3.2 million", "$3.9 million", "[1]", "Charter party of 9 May")]
    assert places == sorted(places)
    (_, quote, _) = rows(items["c-holt"].assessment)
    assert "wb-fact-lead" not in quote


def test_nothing_of_a_fact_is_read_as_markup(items):
    found = items["c-long"].assessment
    evil = "<img src=x onerror=alert(1)>"
    facts = (replace(found.facts[1], text=evil, suggestion=Suggestion(GREEN, "made", evil), fact_id='"><i>'),)
    (row,) = rows(replace(found, facts=facts))
    assert "<img" not in row
    assert "<i>" not in row


@pytest.mark.parametrize(
    ("claim", "said"),
    [("c-long", "relying on [1]"), ("c-open", "relying on [1] [2]"), ("c-cost", None), ("c-cars", None), ("c-holt", None)],
)
def test_what_one_key_takes_is_said_where_it_takes_all(items, claim, said):
    found = items[claim].assessment
    heading = str(facts_heading(found, numbers(found)))
    assert "Facts" in heading
    assert (said or "<h4") in heading
    assert ("<kbd>1</kbd>" in heading) is (said is not None)


def test_a_check_stored_before_there_were_facts_has_neither_heading_nor_rows_nor_ticks(check):
    for item in build_worklist(check, {}).items:
        assert facts_heading(item.assessment, {}) is None
        assert fact_rows(item.assessment, {}) == []
        assert ticks(item) == []


def test_values_that_are_facts_stand_in_no_second_table_and_others_stay(items):
    cost = items["c-cost"].assessment
    spans = [(value.start, value.end) for value in cost.claim.values]
    assert value_table(cost, {"p-lease": 1}, spans) is None
    table = str(value_table(cost, {"p-lease": 1}, spans[:1]))
    assert "Other values" in table
    assert ("18 months" in table, "$3.2 million" in table) == (True, False)


def test_ticks_stand_at_their_facts_spans_each_with_its_own_look_and_the_statement_has_none(items, article):
    found = [(article.text[t.start : t.end], t.look, t.glyph, t.label) for t in ticks(items["c-cost"])]
    assert found == [
        ("$3.2 million", "bad", "error", "Claim 6, amount “$3.2 million”: suggestion Conflict"),
        ("18 months", "good", "check_circle", "Claim 6, amount “18 months”: suggestion Match"),
    ]
    assert [t.label for t in ticks(items["c-holt"])] == [
        "Claim 5, quote “We cannot and will not wait for the whole report,”: suggestion No evidence",
        "Claim 5, name “Maren Holt”: suggestion Conflict",
    ]
