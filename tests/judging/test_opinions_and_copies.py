"""What can be looked up and what not; what only copies say; values that have become history."""

import datetime as dt
import hashlib

import pytest

from workbench.judging.decide.conflicts import contradicted, history
from workbench.judging.decide.parts import value_parts
from workbench.judging.decide.uncounted import only_aside
from workbench.judging.facts.findings import find
from workbench.judging.language.subjectivity import is_forecast, is_judgement, is_open_forecast, main_verbs
from workbench.judging.sentence.terms import read_terms
from workbench.judging.sides.claim_side import is_opinion, is_prediction, prepare
from workbench.judging.sides.passages import read_passage
from workbench.judging.sources.grounds import Judged, is_stale
from workbench.models import (
    Article,
    Claim,
    ClaimType,
    Document,
    Evidence,
    Hit,
    Modality,
    Relation,
    RelationScores,
    SuggestionLabel,
    Tier,
)
from workbench.values import read_values

DAY = dt.date(2024, 5, 6)

JUDGEMENTS = (
    "The design is a disgrace to the city.",
    "The minister's answer was absurd.",
    "It would be unwise to trust the forecast.",
    "The council should never have agreed to it.",
    "We must learn to live with the river.",
    "It is the worst decision the board has taken in twenty years.",
    "It is wrong to punish the children for it.",
    "Everyone deserves a second chance.",
    "There is nothing shameful about losing.",
    "The plan is both cruel and foolish.",
    "I believe the jury made a mistake.",
    "Nobody ought to be surprised.",
    "That was the right thing to do.",
    "The decision was wrong.",
    "Critics say the law is a scandalous betrayal.",
)
FACTS = (
    "The harvest was good.",
    "It was a pity that the bridge was never finished.",
    "It is good that the dam held.",
    "He stayed in the army for good.",
    "The club had its best season since 1994.",
    "The right bank of the river was flooded.",
    "The union believes the pay offer is too low.",
    "The law is a disgrace and was passed by the council at night.",
    "The ferry needs diesel.",
    "Drivers must carry a licence.",
    "The best man at the wedding was her brother.",
    "She had to leave the village.",
    "The museum bought the most beautiful vase in the collection.",
    "Poor families pay no fee.",
)
FORECASTS = (
    "The valley will never look the same.",
    "The reform may well fail in the upper house.",
    "Prices are likely to rise again.",
    "The glacier might be gone before our children are grown.",
    "A cheaper contract would have saved the plant.",
    "The find could one day explain how the moon was made.",
    "Experts say the dam may fail.",
    "The two sides will probably never agree.",
    "A colder winter may bring the wolves down into the villages.",
    "No machine will ever replace the human hand.",
)
NO_FORECASTS = (
    "He would later become president.",
    "Villagers could see the smoke from the coast.",
    "She may have been in the house.",
    "The bill was meant to help people who may lose their homes.",
    "The director was asked whether a new roof would help.",
    "He left because he thought the firm would go under.",
    "Residents could not reach the hospital.",
    "The letter, which will be published, was found in a drawer.",
    "The town expects a good summer.",
    "The song could be heard across the lake.",
)


LIKELIHOODS = (
    "Smokers are 20 times more likely to die of lung cancer.",
    "Women are twice as likely to be left-handed.",
    "Men are less likely to see a doctor.",
    "Drivers under 25 are three times as likely to crash.",
    "Residents of the valley are half as likely to own a car.",
    "Night nurses were no more likely to fall ill than others.",
    "Pupils in the hills are 30 percent less likely to finish school.",
    "Farmers are the least likely to vote.",
)
STILL_TO_COME = (
    "As the river rises, more roads are likely to close.",
    "The talks are most likely to fail.",
    "Fares are very likely to be twice as high by spring.",
    "The treaty is likely to be signed by more states.",
    "The levy is unlikely to raise more money.",
)


@pytest.mark.parametrize("sentence", LIKELIHOODS)
def test_a_likelihood_set_against_another_is_a_statistic(sentence):
    assert not is_forecast(read_terms(sentence).doc)
    assert not is_prediction(side_of(sentence))


@pytest.mark.parametrize("sentence", STILL_TO_COME)
def test_a_likelihood_on_its_own_foretells(sentence):
    assert is_open_forecast(read_terms(sentence).doc)


@pytest.mark.parametrize("sentence", JUDGEMENTS)
def test_a_judgement_or_advice_in_the_main_clause_is_a_judgement(sentence):
    assert is_judgement(read_terms(sentence).doc)


@pytest.mark.parametrize("sentence", FACTS)
def test_words_of_judgement_elsewhere_leave_a_fact(sentence):
    assert not is_judgement(read_terms(sentence).doc)


@pytest.mark.parametrize("sentence", FORECASTS)
def test_a_main_clause_about_what_may_come_is_a_forecast(sentence):
    assert is_forecast(read_terms(sentence).doc)


@pytest.mark.parametrize("sentence", NO_FORECASTS)
def test_modals_of_side_clauses_of_ability_and_of_the_past_are_no_forecast(sentence):
    assert not is_forecast(read_terms(sentence).doc)


def test_every_joined_main_verb_is_asked():
    assert [verb.text for verb in main_verbs(read_terms("The hall burned and was rebuilt.").doc)] == ["burned", "rebuilt"]


@pytest.mark.parametrize(
    ("sentence", "open_"),
    [
        ("The repairs will take another six years.", True),
        ("The bridge may cost 40 million euros.", True),
        ("The plant will employ 300 people.", False),
    ],
)
def test_a_forecast_with_a_value_is_open_where_nothing_settles_it(sentence, open_):
    assert is_open_forecast(read_terms(sentence).doc) is open_


def claim_of(text, *, speaker=None, modality=Modality.ASSERTED):
    values = read_values(text, published=DAY)
    return Claim(
        "c-0", 0, len(text), text, text, 0, (ClaimType.ATTRIBUTE,), 1.0, (), speaker=speaker, values=values, modality=modality
    )


def side_of(text, **more):
    return prepare(claim_of(text, **more), Article("a-1", "", text, DAY))


@pytest.mark.parametrize(
    ("text", "speaker", "opinion", "prediction"),
    [
        ("A port should never lean on one crane.", None, True, False),
        ("It is the finest idea the region has had in fifty years.", None, True, False),
        ("Visitors should drink 3 litres a day.", None, False, False),
        ("The council will vote on July 7.", None, False, False),
        ("The rebuilding will take another twelve years.", None, False, True),
        ("In time the scroll may tell us who built the wall.", "scroll", False, True),
        ("Ada Renn argues that the cure may not work in the south.", "Ada Renn", False, False),
        ("Officials say the cure may fail in the south.", "officials", False, True),
    ],
)
def test_what_somebody_named_said_and_what_is_scheduled_can_be_looked_up(text, speaker, opinion, prediction):
    side = side_of(text, speaker=speaker)
    assert (is_opinion(side), is_prediction(side)) == (opinion, prediction)


def test_a_date_of_a_relative_clause_is_not_the_time_of_an_age():
    side = side_of("Ines Karp, 54, whose family has fished at Orla since 1920.")
    age = next(wanted for wanted in side.values if wanted.value.text.strip() == "54")
    assert not age.place.dates


# ------------------------------------------------------------------------------------------ sources, copies, history


def judged_of(side, text, published, tier=Tier.SECONDARY, *, rank=1, copy=False, later=False):
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = dt.date.fromisoformat(published)
    title = text.split(".")[0]
    document = Document(f"d-{digest[:8]}", title, text, None, None, day, tier, None, "", "text/plain", (), (), digest)
    hit = Hit(rank, 1 / rank, document.doc_id, f"p-{digest[:8]}", title, None, day, tier, "line 1", 0, len(text), text)
    finding = find(side, read_passage(hit, document), ())
    evidence = Evidence(
        hit=hit, relation=Relation.NEUTRAL, relation_scores=RelationScores(0.0, 0.0, 1.0), origin=document.doc_id,
        known_later=later, self_support=copy, sentence_start=finding.start, sentence_end=finding.end, spans=(),
        quote_difference=None, stale=is_stale(finding, side.published, 365),
    )  # fmt: skip
    return Judged(finding, evidence)


STAFF = "The Orla lighthouse museum has 48 guides."
OLD = "In all the Orla lighthouse museum has 31 guides."
NEW = "The Orla lighthouse museum has 48 guides this season."


def rule_on(side, judged):
    return contradicted(side, value_parts(side, judged), judged)


def test_an_old_value_alone_asks_for_a_look():
    side = side_of(STAFF)
    found = rule_on(side, [judged_of(side, OLD, "2017-03-01")])
    assert (found.label, found.reason) == (SuggestionLabel.REVIEW, "stale")


def test_an_old_value_is_history_beside_a_newer_source_that_holds_the_claims():
    side = side_of(STAFF)
    judged = [judged_of(side, OLD, "2017-03-01"), judged_of(side, NEW, "2024-02-01", Tier.PRIMARY, rank=2)]
    assert rule_on(side, judged) is None
    told = history(side, judged)
    assert told.startswith("Earlier: 31 guides (")
    assert "2017-03-01" in told


def test_a_newer_source_of_a_lower_tier_makes_nothing_history():
    side = side_of(STAFF)
    judged = [judged_of(side, OLD, "2017-03-01", Tier.PRIMARY), judged_of(side, NEW, "2024-02-01", Tier.AUTHOR, rank=2)]
    assert not history(side, judged)


def test_only_a_copy_says_so_where_nobody_else_has_the_value():
    side = side_of(STAFF)
    judged = [judged_of(side, NEW, "2024-05-06", copy=True), judged_of(side, "The café in Orla is open.", "2024-01-01")]
    found = only_aside(side, "48 guides", judged)
    assert (found.label, found.reason) == (SuggestionLabel.NO_EVIDENCE, "self_support")


def test_a_source_with_the_same_amount_is_named_before_the_copy():
    side = side_of(STAFF)
    source = judged_of(side, "A rota of 48 volunteers was drawn up by the trust.", "2024-01-01", rank=2)
    found = only_aside(side, "48 guides", [judged_of(side, NEW, "2024-05-06", copy=True), source])
    assert (found.label, found.rests_on) == (SuggestionLabel.REVIEW, (source.evidence.hit.passage_id,))


def test_only_what_was_published_later_is_said_apart():
    side = side_of(STAFF)
    found = only_aside(side, "48 guides", [judged_of(side, NEW, "2024-08-01", later=True)])
    assert found.reason == "known_later"


def test_nothing_is_said_where_no_source_is_set_aside():
    side = side_of(STAFF)
    assert only_aside(side, "48 guides", [judged_of(side, OLD, "2024-01-01")]) is None
