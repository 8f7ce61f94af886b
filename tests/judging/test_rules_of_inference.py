"""Each rule of inference that concerns comparison and suggestions, on an article and documents written for the purpose."""

import datetime as dt
import hashlib

import pytest

from workbench.judging import compare_texts, find_internal_conflicts, judge
from workbench.judging.sentence.terms import other_names
from workbench.models import Article, Claim, ClaimType, Document, Hit, Quote, Relation, Tier
from workbench.settings import Settings
from workbench.values import read_values

DAY = dt.date(2023, 7, 24)
SETTINGS = Settings.model_validate({})


def document(text, title="Data sheet", *, published="2022-09-12", tier="primary", publisher=None, name=None):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        name or f"d-{digest[:8]}", title, text, publisher, None, dt.date.fromisoformat(published) if published else None,
        Tier(tier), None, "", "text/plain", (), (), digest,
    )  # fmt: skip


def hit_of(rank, source):
    return Hit(
        rank, 1 / rank, source.doc_id, f"p-{source.doc_id}", source.title, source.publisher, source.published, source.tier,
        "line 1", 0, len(source.text), source.text,
    )  # fmt: skip


def claim_in(text, part=None, *, speaker=None):
    part = part or text
    start = text.index(part)
    values = tuple(v for v in read_values(text, published=DAY) if start <= v.start and v.end <= start + len(part))
    quotes = ()
    if "“" in part:
        begin, end = text.index("“", start) + 1, text.index("”", start)
        quotes = (Quote(begin, end, text[begin:end], speaker=speaker),)
    return Claim(
        f"c-{start}", start, start + len(part), part, part, 0, (ClaimType.ATTRIBUTE,), 1.0, (), speaker=speaker, values=values,
        quotes=quotes,
    )  # fmt: skip


def check(text, *documents, speaker=None, article=None, settings=SETTINGS):
    whole = article or text
    held = {source.doc_id: source for source in documents}
    hits = [hit_of(rank, source) for rank, source in enumerate(documents, 1)]
    return judge(claim_in(whole, text, speaker=speaker), Article("a-1", "", whole, DAY), hits, held, settings)


def verdict_of(assessment):
    return assessment.suggestion.label.value, assessment.suggestion.reason


RANGE = "The Kestrel rocket has a range of 190 miles."
SHEET = document("The Kestrel rocket has a maximum range of 300 kilometers.")


def test_rule_1_300_km_bears_out_190_miles_as_rounded():
    found = check(RANGE, SHEET)
    assert verdict_of(found) == ("MATCH_ROUNDED", "primary")
    assert "300 km = 186.4 mi; claim 190 mi ±5 (implied); off 1.9 %" in found.suggestion.explanation


def test_rule_3_absence_is_no_evidence_with_the_three_nearest_and_the_slot_named():
    others = [document(f"The weather in town number {n} was mild.", name=f"d-{n}") for n in range(5)]
    found = check(RANGE, *others)
    assert verdict_of(found) == ("NO_EVIDENCE", "slot_not_filled")
    assert [one.hit.rank for one in found.evidence] == [1, 2, 3]
    assert {one.relation for one in found.evidence} == {Relation.NEUTRAL}
    assert "190 miles" in found.suggestion.explanation


@pytest.mark.parametrize("amount", ["300", "165"])
def test_rule_4_what_was_published_later_neither_supports_nor_refutes(amount):
    later = document(f"The Kestrel rocket has a range of {amount} kilometers.", published="2023-10-17")
    found = check(RANGE, later)
    assert found.suggestion.label.value == "NO_EVIDENCE"
    assert found.evidence[0].known_later
    assert found.evidence[0].relation is Relation.NEUTRAL


def test_rule_4_a_setting_lets_later_evidence_count():
    later = document("The Kestrel rocket has a range of 300 kilometers.", published="2023-10-17")
    settings = Settings.model_validate({"later_evidence_counts": True})
    assert verdict_of(check(RANGE, later, settings=settings)) == ("MATCH_ROUNDED", "primary")


QUOTE = "“We will not close the mine before the winter is over,” Ada Lund said."


def test_rule_5_the_same_words_from_the_same_mouth_match():
    found = check(QUOTE, document('Ada Lund: "We will not close the mine before the winter is over."'), speaker="Ada Lund")
    assert verdict_of(found) == ("MATCH", "primary")


def test_rule_5_a_dropped_negation_is_an_altered_quote_however_similar():
    found = check(QUOTE, document('Ada Lund: "We will close the mine before the winter is over."'), speaker="Ada Lund")
    assert verdict_of(found) == ("CONFLICT", "altered_quote")
    assert "not" in (found.evidence[0].quote_difference or "")


def test_rule_5_the_right_words_from_another_mouth_are_wrongly_attributed():
    found = check(QUOTE, document('Per Moe: "We will not close the mine before the winter is over."'), speaker="Ada Lund")
    assert verdict_of(found) == ("CONFLICT", "attribution")


def test_rule_6_a_report_that_somebody_said_so_does_not_show_that_it_is_so():
    source = document("An engineer said the Kestrel rocket has a range of 300 kilometers.", tier="secondary")
    assert verdict_of(check(RANGE, source)) == ("PARTIAL", "said_not_shown")


def test_rule_7_a_copy_of_the_article_supports_nothing():
    article = f"{RANGE} It was built in the north by two small firms that have since merged and moved to the coast."
    copy = document(article, "Wire copy", published="2023-07-24", tier="secondary")
    found = check(RANGE, copy, article=article)
    assert verdict_of(found) == ("NO_EVIDENCE", "self_support")
    assert found.evidence[0].self_support


@pytest.mark.parametrize(
    ("tiers", "label", "reason"),
    [
        (["primary"], "MATCH_ROUNDED", "primary"),
        (["secondary"], "MATCH_ROUNDED", "supported_secondary_single"),
        (["secondary", "secondary"], "MATCH_ROUNDED", "independent_secondary_n"),
        (["author"], "REVIEW", "author_supplied"),
    ],
)
def test_rule_7_a_match_names_what_it_rests_on(tiers, label, reason):
    texts = [
        "The Kestrel rocket has a range of 300 kilometers.",
        "At 300 kilometers, the range of the Kestrel rocket exceeds that of older types.",
    ]
    sources = [
        document(text, tier=tier, name=f"d-{tier}-{n}") for n, (text, tier) in enumerate(zip(texts, tiers, strict=False))
    ]
    found = check(RANGE, *sources)
    assert verdict_of(found) == (label, reason)
    assert found.suggestion.rests_on


def test_rule_8_two_appearances_of_one_sentence_are_one_origin():
    text = "The Kestrel rocket has a range of 300 kilometers, the plant in Varde announced."
    sources = [document(text, name=f"d-{n}", tier="secondary", published=f"2023-01-0{n + 1}") for n in range(2)]
    found = check(RANGE, *sources)
    assert {one.origin for one in found.evidence} == {"d-0"}
    assert found.suggestion.reason != "independent_secondary_n"


def test_rule_9_sources_that_disagree_are_tabled_with_the_telling_word_and_not_averaged():
    first = document("The Kestrel Mark IA rocket has a range of 300 kilometers.", "Data sheet", name="d-1")
    other = document("By the ministry's table the Kestrel Mark I rocket has a range of 165 kilometers.", "Table", name="d-2")
    found = check(RANGE, first, other)
    assert verdict_of(found) == ("CONFLICTING_SOURCES", "sources_disagree")
    for word in ("300 kilometers", "165 kilometers", "[IA]", "Data sheet", "Table"):
        assert word in found.suggestion.explanation
    assert set(found.suggestion.rests_on) == {"p-d-1", "p-d-2"}


def test_rule_10_one_part_missing_makes_it_partial():
    found = check("The Kestrel rocket has a range of 190 miles and a weight of 410 pounds.", SHEET)
    assert verdict_of(found) == ("PARTIAL", "part_missing")
    assert "410 pounds" in found.suggestion.explanation


def test_rule_11_an_event_spoken_of_as_past_cannot_come_later():
    text = "In mid-June 2023, Ada Lund said she had met Per Moe at the MINEX summit in Tromso."
    source = document(
        "Delegates met in Tromso on 11 and 12 July 2023.", "Tromso summit", published="2023-07-13", publisher="MINEX"
    )
    assert verdict_of(check(text, source)) == ("CONFLICT", "date_arithmetic")


def test_rule_11_two_places_of_the_article_that_differ_are_an_internal_conflict():
    text = "The Kestrel rocket has a range of 190 miles. Critics doubt it. The Kestrel rocket has a range of 119 miles."
    parts = [text[:44], text[63:]]
    found = find_internal_conflicts(Article("a", "", text, DAY), [claim_in(text, part) for part in parts])
    assert [text[start:end] for conflict in found for start, end in conflict.spans] == ["190 miles", "119 miles"]


def test_rule_11_two_things_of_one_kind_are_no_internal_conflict():
    text = "The Kestrel rocket has a range of 190 miles. The Osprey rocket has a range of 119 miles."
    parts = [text[:44], text[45:]]
    assert find_internal_conflicts(Article("a", "", text, DAY), [claim_in(text, part) for part in parts]) == ()


def test_rule_12_an_old_price_is_stale_and_never_a_conflict_by_itself():
    found = check("The Kestrel rocket costs $90,000.", document("The Kestrel rocket costs $60,000.", published="2015-01-01"))
    assert found.evidence[0].stale
    assert verdict_of(found) == ("REVIEW", "stale")


def test_rule_12_a_length_does_not_age():
    found = check("The Varde bridge is 12 miles long.", document("The Varde bridge is 19 km long.", published="2001-01-01"))
    assert verdict_of(found) == ("MATCH_ROUNDED", "primary")
    assert not found.evidence[0].stale


def test_rule_13_no_confidence_is_shown_before_it_was_calibrated():
    assert check(RANGE, SHEET).suggestion.confidence is None


def test_rule_15_the_order_of_the_documents_map_changes_nothing():
    other = document("The Kestrel rocket is 4 meters long.", "Museum label", tier="secondary")
    hits = [hit_of(1, SHEET), hit_of(2, other)]
    claim, article = claim_in(RANGE), Article("a-1", "", RANGE, DAY)
    one = judge(claim, article, hits, {SHEET.doc_id: SHEET, other.doc_id: other}, SETTINGS)
    two = judge(claim, article, hits, {other.doc_id: other, SHEET.doc_id: SHEET}, SETTINGS)
    assert one == two


def test_offsets_of_evidence_values_are_those_of_the_document():
    source = document("A first line about nothing.\n\nThe Kestrel rocket has a maximum range of 300 kilometers.")
    pair = check(RANGE, source).comparisons[0]
    assert source.text[pair.evidence_value.start : pair.evidence_value.end] == "300 kilometers"


def test_hostile_text_is_answered_quickly_and_without_error():
    assert compare_texts("The " + "very " * 3000 + "end.", '"' * 3000 + "a: " * 3000).suggestion.label.value


@pytest.mark.parametrize("text", ["Aaaa " * 200_000, "AB " * 300_000, "Aa of the " * 100_000])
def test_looking_for_short_names_in_a_megabyte_of_capitals_ends(text):
    assert other_names(text) == ()


def test_short_names_are_tied_to_the_full_names_the_text_explains():
    explained = dict(other_names("The World Health Organization (WHO) met. GDP, the gross domestic product, fell."))
    assert explained == {"who": frozenset({"world", "health", "organization"})}


# ------------------------------------------------------------------------------------------------------ copies as a whole

STORY = (
    "The new bridge over the Tarn was opened to traffic on Friday by the mayor of Oldbury. It is 212 metres long and carries "
    "two lanes and a footpath. The old ferry, which had carried farmers and schoolchildren since the war, made its last trip "
    "the evening before. The county paid for the steel, the town for the lamps, and nobody could say who pays for the paint."
)
REPRINT = (
    "A 212-metre bridge for Oldbury\n\n"
    "The new bridge over the Tarn was opened to traffic on Friday by the mayor of Oldbury. It is 212 metres long and carries "
    "two lanes and a footpath. The old ferry, which had carried farmers and schoolchildren since the war, made its last trip "
    "the evening before. The bridge is said to weigh 900 tonnes."
)


@pytest.mark.parametrize("published", ["2023-07-24", "2023-07-20", None])
def test_a_copy_is_one_as_a_whole_headline_and_edited_sentences_included(published):
    copy = document(REPRINT, "A bridge for Oldbury", tier="secondary", published=published)
    head = REPRINT.index("\n\n")
    hit = hit_of(1, copy)
    short = Hit(**{name: getattr(hit, name) for name in Hit.__slots__} | {"end": head, "text": REPRINT[:head]})
    story = f"{STORY} The bridge weighs 900 tonnes."
    for claimed, found in (
        ("It is 212 metres long", hit),
        ("It is 212 metres long", short),
        ("The bridge weighs 900 tonnes.", hit),
    ):
        result = judge(claim_in(story, claimed), Article("a-1", "", story, DAY), [found], {copy.doc_id: copy}, SETTINGS)
        assert [one.self_support for one in result.evidence] == [True]
        assert result.suggestion.label == "NO_EVIDENCE"


def test_a_source_that_shares_one_sentence_with_a_later_article_is_no_copy_of_it():
    minutes = document(
        "The council of Oldbury approved the plan for the new bridge over the Tarn by nine votes to three on Tuesday evening.",
        "Minutes", tier="secondary", published="2023-07-01",
    )  # fmt: skip
    text = "The council of Oldbury approved the plan for the new bridge over the Tarn by nine votes to four on Tuesday evening."
    result = check(text, minutes)
    assert not result.evidence[0].self_support
    assert verdict_of(result) in {("CONFLICT", "number_differs"), ("REVIEW", "number_differs")}


# ------------------------------------------------------------------------------------------------------------------- age


def test_an_old_sole_source_is_flagged_and_no_plain_match():
    old = document("The company Tarn Mills employs 210 people.", "Yearbook", tier="secondary", published="2015-06-30")
    result = check("Tarn Mills employs 210 people.", old)
    assert result.evidence[0].stale
    assert verdict_of(result) == ("PARTIAL", "stale")
    assert "old" in result.suggestion.explanation


@pytest.mark.parametrize(("published", "stale"), [("2021-09-01", False), ("2015-06-30", True)])
def test_what_changes_slowly_stays_fresh_for_three_years(published: str, stale: bool):
    census = document("Tarn has 17,932 inhabitants.", "Census", published=published)
    found = check("Tarn has 17,932 inhabitants.", census)
    assert found.evidence[0].stale is stale
    assert check("Tarn has 17,932 jobs.", document("Tarn has 17,932 jobs.", "List", published=published)).evidence[0].stale


def test_an_old_source_beside_a_recent_one_leaves_the_match():
    old = document("Tarn Mills employs 210 people.", "Yearbook", tier="secondary", published="2015-06-30")
    new = document("At Tarn Mills, the company employs 210 people today.", "Report of Tarn Mills", published="2023-05-02")
    assert verdict_of(check("Tarn Mills employs 210 people.", old, new))[0] == "MATCH"


def test_what_was_paid_once_does_not_age():
    old = document("In 2014 Tarn Mills paid $40 million for the harbour.", "Yearbook", tier="secondary", published="2015-06-30")
    assert verdict_of(check("Tarn Mills paid $40 million for the harbour in 2014.", old))[0] == "MATCH"


# --------------------------------------------------------------------------------------------------- pronouns and means


def test_a_pronoun_stands_for_the_named_subject_before_it():
    article = "The Kestrel was launched in May. It has a range of 190 miles."
    assert verdict_of(check("It has a range of 190 miles.", SHEET, article=article))[0] == "MATCH_ROUNDED"


def test_a_pronoun_after_a_common_noun_stays_open():
    article = "The rocket was launched in May. It has a range of 190 miles."
    other = document("The Merlin glider has a range of 190 miles.")
    assert verdict_of(check("It has a range of 190 miles.", other, article=article))[0] not in {"MATCH", "MATCH_ROUNDED"}


def test_origins_that_disagree_are_a_finding_although_one_uses_the_thing_as_a_means():
    maker = document(
        "With the new kiln, Tarn Mills will cut the gas bill of the works by 40 percent.", "Release", publisher="Tarn"
    )
    study = document("The new kiln will cut the gas bill of the works by 25 percent.", "Study", published="2023-01-09")
    result = check("The new kiln will cut the gas bill of the works by 40 percent.", maker, study)
    assert verdict_of(result) == ("CONFLICTING_SOURCES", "sources_disagree")
    assert "2022-09-12" in result.suggestion.explanation
    assert "2023-01-09" in result.suggestion.explanation
