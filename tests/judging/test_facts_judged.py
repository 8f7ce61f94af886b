"""Facts: how a claim is cut, what is read around a value, tables that a text holds, and the claim from its facts."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from tests.judging.test_rules_of_inference import claim_in, document, hit_of
from workbench.judging import inside
from workbench.judging.by_fact import open_facts
from workbench.judging.decide import fact_levels, quote_facts
from workbench.judging.decide.from_facts import from_facts, statement_of
from workbench.judging.decide.linear import Linear, fact_weights
from workbench.judging.decide.quote_facts import Heard, suggest_for_quote
from workbench.judging.facts.around import Source, rarity_of
from workbench.judging.facts.candidates import may_agree
from workbench.judging.facts.cut import cut
from workbench.judging.facts.findings import find_quote
from workbench.judging.facts.slot_texts import around, hidden
from workbench.judging.facts.table_units import units_named
from workbench.judging.facts.text_tables import Cell, cell_at
from workbench.judging.sentence.nearness import HIDDEN, Rarity, nearness
from workbench.judging.sides.claim_side import prepare
from workbench.judging.sides.passages import read_passage
from workbench.models import Article, Fact, FactKind, Suggestion, SuggestionLabel, ValueKind
from workbench.values import read_values

L = SuggestionLabel
DAY = dt.date(2023, 7, 24)
FERRY = "The ferry Aldis, which carries 412 passengers, was launched in 2019 for 38 million euros."


def side_of(text, whole=None, *, speaker=None):
    whole = whole or text
    return prepare(claim_in(whole, text, speaker=speaker), Article("a-1", "", whole, DAY))


def sources_of(*documents):
    return [Source(read_passage(hit_of(rank, one), one), rank, counts=True) for rank, one in enumerate(documents, 1)]


def value_of(text):
    (found,) = read_values(text)
    return found


# ------------------------------------------------------------------------------------------------------------- cutting


def test_a_claim_is_its_values_and_one_statement_in_the_order_of_their_start():
    facts = cut(side_of(FERRY))
    assert [(one.kind.value, one.text) for one in facts] == [
        ("statement", FERRY), ("amount", "412 passengers"), ("date", "2019"), ("amount", "38 million euros"),
    ]  # fmt: skip


def test_spans_are_exact_and_do_not_overlap_but_for_the_statement():
    facts = cut(side_of(FERRY))
    assert all(FERRY[one.start : one.end] == one.text for one in facts)
    rest = [one for one in facts if one.kind is not FactKind.STATEMENT]
    assert all(one.end <= other.start for one, other in pairwise(rest))


def test_what_stands_in_an_inner_claim_is_asked_there_alone():
    inner = claim_in(FERRY, "carries 412 passengers")
    texts = [one.text for one in cut(side_of(FERRY), (inner,))]
    assert "412 passengers" not in texts
    assert "2019" in texts


def test_inner_claims_are_shorter_ones_inside():
    outer, inner, beside = (
        claim_in(FERRY),
        claim_in(FERRY, "carries 412 passengers"),
        claim_in(f"{FERRY} It is red.", "It is red."),
    )
    assert inside(outer, [outer, inner, beside]) == (inner,)


def test_a_quote_is_a_fact_and_the_values_in_it_are_not():
    text = "“We lost 40 boats in one night,” Mara Olsen said."
    assert [one.kind.value for one in cut(side_of(text, speaker="Mara Olsen"))] == ["statement", "quote"]


def test_a_fact_keeps_its_id_when_the_article_around_its_claim_changes():
    assert cut(side_of(FERRY))[1].fact_id == cut(side_of(FERRY))[1].fact_id
    assert len({one.fact_id for one in cut(side_of(FERRY))}) == 4


# ------------------------------------------------------------------------------------------------- what is read around a value


@pytest.mark.parametrize(
    ("text", "value", "kind", "shown"),
    [
        ("It is 34.2 m long.", "34.2 m", ValueKind.QUANTITY, f"It is {HIDDEN} m long."),
        ("About two thirds voted.", "two thirds", ValueKind.PERCENT, f"About {HIDDEN} voted."),
        ("It cost $1.2 billion.", "$1.2 billion", ValueKind.MONEY, f"It cost ${HIDDEN}."),
        ("It sailed on 3 May 2019.", "3 May 2019", ValueKind.DATE, f"It sailed on {HIDDEN}."),
        ("Twenty-one people died.", "Twenty-one people", ValueKind.COUNT, f"{HIDDEN} people died."),
        ("It rose from 3 to 5 percent.", "3 to 5 percent", ValueKind.PERCENT, f"It rose from {HIDDEN} percent."),
    ],
)
def test_of_an_amount_the_number_is_hidden_and_of_a_date_all(text, value, kind, shown):
    start = text.index(value)
    assert hidden(text, start, start + len(value), kind) == shown


@pytest.mark.parametrize(
    ("lines", "at", "expected"),
    [
        (("The fleet is old.", "It has 40 boats.", "Most leak."), 1, ("The fleet is old.", "Most leak.")),
        (("By country:", "- Keshar 412.4", "- Orrania 268.1"), 2, ("By country:", "")),
        (("Rules.", "- Keshar 412.4", "- Orrania 268.1"), 2, ("", "")),
        (("Length: 34.2 m",), 0, ("", "")),
    ],
)
def test_a_sentence_is_read_with_its_neighbours_and_an_entry_with_what_opens_its_list(lines, at, expected):
    assert around(lines, at) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("airport: Vaarden; passengers_2024: 11386214", "11386214", Cell("airport: Vaarden", "passengers 2024")),
        ("Station | 24 h | 36 h\nOru | 88.2 | 117.5", "117.5", Cell("Oru", "36 h")),
        ("| crop | yield, t |\n| --- | --- |\n| barley | 48.9 |", "48.9", Cell("barley", "yield, t")),
        ("line,year,boats\nnorth,2019,12\nsouth,2019,7", "7", Cell("south", "boats")),
        ("It has 40 boats and 12 barges.", "40", None),
        ("In 2019, 1,200 people came.", "1,200", None),
    ],
)
def test_a_value_of_a_table_has_a_row_and_a_column(text, value, expected):
    assert cell_at(text, text.rindex(value)) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Net sales (EUR million)", "million EUR"),
        ("Landings, thousand tonnes", "thousand tonnes"),
        ("Share of the vote, %", "%"),
        ("Length (m)", "m"),
        ("Ridership ('000)", "thousand"),
    ],
)
def test_labels_name_units(text, unit):
    assert unit in units_named(text)


@pytest.mark.parametrize(
    ("ours", "theirs", "may"),
    [
        ("1.46 billion euros", "1,458.2", True),
        ("34 metres", "34.2 m", True),
        ("34 metres", "78 m", False),
        ("412 boats", "268 boats", False),
        ("more than 40 boats", "9,000 boats", True),
    ],
)
def test_only_what_may_agree_is_looked_at_in_passages_of_other_claims(ours, theirs, may):
    assert may_agree(value_of(ours), value_of(theirs)) is may


# ----------------------------------------------------------------------------------------------------------------- nearness


def test_the_words_around_the_value_tell_one_slot_from_another():
    rarity = Rarity(["The ferry carries 412 passengers.", "The ferry has a crew of 18.", "The ferry is red."])
    claim = f"The ferry takes {HIDDEN} passengers."
    right = f"The ferry carries {HIDDEN} passengers."
    wrong = f"The ferry has a crew of {HIDDEN}."
    assert nearness(claim, right, right, rarity).near > nearness(claim, wrong, wrong, rarity).near


def test_a_word_that_every_sentence_has_weighs_little():
    rarity = Rarity(["the ferry sails", "the ferry leaks", "the ferry waits", "a crew waits"])
    assert rarity.weight("crew") > rarity.weight("ferry")


# ----------------------------------------------------------------------------------------------------------- judged by itself


def test_the_best_offer_agrees_and_the_rival_differs():
    sheet = document("The ferry Aldis carries 412 passengers. The ferry Brann carries 260 passengers.")
    sources = sources_of(sheet)
    side = side_of("The ferry Aldis carries 412 passengers.")
    fact = next(one for one in open_facts(side, sources, rarity_of(sources)) if one.asked.kind is FactKind.AMOUNT)
    assert fact.best is not None
    assert fact.best.candidate.value.text == "412 passengers"
    assert [one.candidate.value.text for one in fact.rivals] == ["260 passengers"]


def test_a_linear_score_is_a_weighed_sum_and_its_chance_rises_with_it():
    linear = Linear(-1.0, {"near": 2.0})
    assert linear.score({"near": 0.5, "unknown": 9.0}) == 0.0
    assert linear.chance({"near": 0.5}) == 0.5
    assert linear.chance({"near": 1.0}) > 0.5


def test_the_weights_in_the_package_name_what_they_were_fitted_on():
    assert fact_weights().fitted_on
    assert "constant" in fact_weights().borne


SPEECH = document(
    "Mara Olsen, managing director: We shall not sell the line. Nobody asked us twice.\n\n"
    "Tom Reed, engineer: The rails are old and tired.",
    title="Hearing, transcript",
)


@pytest.mark.parametrize(
    ("quote", "speaker", "label", "reason"),
    [
        ("We shall not sell the line", "Mara Olsen", L.MATCH, "primary"),
        ("We shall not close the line", "Mara Olsen", L.CONFLICT, "altered_quote"),
        ("The rails are old and tired", "Mara Olsen", L.CONFLICT, "attribution"),
        ("The rails are old and tired", "Tom Reed", L.MATCH, "primary"),
        ("Nothing of this was ever said by anyone here", "Tom Reed", L.NO_EVIDENCE, "slot_not_filled"),
    ],
)
def test_a_quote_needs_its_words_and_its_mouth(quote, speaker, label, reason):
    text = f"“{quote},” {speaker} said."
    side = side_of(text, speaker=speaker)
    heard = [Heard(one, find_quote(side.claim.quotes[0], side, one.passage), speaker) for one in sources_of(SPEECH)]
    told = suggest_for_quote([one for one in heard if one.found.check.level.value != "absent"])
    assert (told.label, told.reason) == (label, reason)


# ---------------------------------------------------------------------------------------------------- the claim from its facts


def made(kind, label, reason="primary"):
    return Fact(f"f-{kind}-{label}", kind, 0, 4, "text", Suggestion(label, reason, "It says so.", rests_on=("p-1",)))


STATEMENT = made(FactKind.STATEMENT, L.REVIEW)


@pytest.mark.parametrize(
    ("labels", "rules", "label"),
    [
        ((L.MATCH, L.MATCH), L.REVIEW, L.MATCH),
        ((L.MATCH, L.MATCH_ROUNDED), L.REVIEW, L.MATCH_ROUNDED),
        ((L.MATCH, L.NO_EVIDENCE), L.MATCH, L.PARTIAL),
        ((L.MATCH, L.CONFLICT), L.MATCH, L.CONFLICT),
        ((L.CONFLICTING_SOURCES, L.MATCH), L.MATCH, L.CONFLICTING_SOURCES),
        ((L.NO_EVIDENCE,), L.NO_EVIDENCE, L.NO_EVIDENCE),
        ((L.REVIEW,), L.MATCH, L.REVIEW),
        ((L.NO_EVIDENCE,), L.MATCH, L.REVIEW),
        ((L.MATCH,), L.NOT_CHECKABLE, L.NOT_CHECKABLE),
        ((), L.MATCH, L.MATCH),
    ],
)
def test_a_claim_is_what_its_facts_make_of_it(labels, rules, label):
    facts = (STATEMENT, *(made(FactKind.AMOUNT, one) for one in labels))
    assert from_facts(facts, Suggestion(rules, "primary", "", rests_on=("p-1",))).label is label


def test_words_turned_round_are_a_conflict_whatever_the_values_say():
    rules = Suggestion(L.CONFLICT, "negation", "", rests_on=("p-1",))
    assert from_facts((STATEMENT, made(FactKind.AMOUNT, L.MATCH)), rules) is rules


@pytest.mark.parametrize(
    ("rules", "values", "label"),
    [
        (L.PARTIAL, (L.MATCH,), L.REVIEW),
        (L.MATCH, (L.MATCH, L.MATCH_ROUNDED), L.MATCH),
        (L.MATCH, (L.MATCH, L.NO_EVIDENCE), L.REVIEW),
        (L.MATCH, (), L.MATCH),
        (L.NO_EVIDENCE, (L.MATCH,), L.NO_EVIDENCE),
        (L.NOT_CHECKABLE, (), L.NOT_CHECKABLE),
    ],
)
def test_a_statement_is_borne_out_whole_and_never_more_surely_than_its_values(rules, values, label):
    told = [made(FactKind.AMOUNT, one) for one in values]
    assert statement_of(Suggestion(rules, "part_missing", ""), told).label is label


def test_the_tables_in_the_documentation_are_those_of_the_code():
    page = (Path(__file__).parents[2] / "docs" / "suggestions.md").read_text(encoding="utf-8")
    told = [f"| `{row.label.value}` | `{row.reason}` | {row.says} |" for row in (*fact_levels.ROWS, *quote_facts.ROWS)]
    places = [page.find(line) for line in told]
    assert -1 not in places
    assert places == sorted(places)
