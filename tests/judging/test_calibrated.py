"""With a calibration a green shows its percentage or is left to the reviewer; without one nothing changes."""

from dataclasses import replace

import pytest

from workbench.judging import compare_texts, is_by_letters, judge, kind_of, support_of, was_green
from workbench.models import Article, Claim, ClaimType, Document, Hit, Quote, Suggestion, Tier
from workbench.records import to_line
from workbench.settings import Settings
from workbench.values import read_values

SOURCE = (
    "The Alwick bridge over the Tarn is 120 metres long. Mayor Ilse Brandt: We will not raise the toll before the second lane "
    "is open. The Alwick bridge was painted green."
)
LENGTH = "The Alwick bridge over the Tarn is 120 metres long."
LONGER = "The Alwick bridge over the Tarn is 140 metres long."
QUOTE = "“We will not raise the toll before the second lane is open,” Mayor Ilse Brandt said."
PLAIN = {"relation_passages": 0}
DIGEST = "0" * 64
SCORE = 0.833333  # by the weights in judging/relation.py: wording 2, a value 3, a reserve of 1


def calibration(**kinds):
    """Thresholds by kind, each kept 400 times with a bound of 0.8 %; ``None`` for a kind that failed."""
    rows = {
        kind: {"kept": 400, "wrong": 0, "bound": 0.008, "threshold": threshold}
        if threshold is not None
        else {"kept": 299, "wrong": 2, "bound": 0.021}
        for kind, threshold in kinds.items()
    }
    return {"on": "our log 2026", "risk": 0.01, "confidence": 0.95, "data_digest": DIGEST, "kinds": rows}


def judged(text, *types, source=SOURCE, **settings):
    quotes = ()
    if "“" in text:
        start, end = text.index("“") + 1, text.index(",”")
        quotes = (Quote(start, end, text[start:end], speaker="Ilse Brandt"),)
    kinds = tuple(map(ClaimType, types)) or (ClaimType.QUANTITY,)
    speaker = quotes[0].speaker if quotes else None
    claim = Claim(
        "c-1", 0, len(text), text, text, 0, kinds, 1.0, (), speaker=speaker, values=tuple(read_values(text)), quotes=quotes
    )
    held = Document("d-1", "Notes", source, None, None, None, Tier.PRIMARY, None, "", "text/plain", (), (), DIGEST)
    hit = Hit(1, 1.0, "d-1", "p-1", held.title, None, None, held.tier, "line 1", 0, len(source), source)
    return judge(claim, Article("a-1", "", text, None), [hit], {"d-1": held}, Settings.model_validate(PLAIN | settings))


@pytest.mark.parametrize(
    ("kinds", "label"),
    [
        ({"all": 0.9, "quantity": SCORE}, "MATCH"),  # just at its own threshold
        ({"all": 0.1, "quantity": 0.833334}, "REVIEW"),  # just below it, whatever that of all
        ({"all": 0.8}, "MATCH"),  # too few of its own: that of all
        ({"all": 0.84, "count": 0.1}, "REVIEW"),
        ({"all": 0.1, "quantity": None}, "REVIEW"),  # its own cases failed
        ({"all": None}, "REVIEW"),
        ({"all": None, "quantity": 0.5}, "MATCH"),
    ],
)
def test_a_green_keeps_its_label_from_its_kinds_threshold_on(kinds, label):
    plain = judged(LENGTH)
    assert (plain.suggestion.label, support_of(plain)) == ("MATCH", SCORE)
    found = judged(LENGTH, calibration=calibration(**kinds))
    shown = found.suggestion
    assert shown.label == label
    if label == "MATCH":
        assert (shown.confidence, shown.calibrated_on, shown.calibrated) == (0.992, "our log 2026", "99 % on our log 2026")
        assert replace(shown, confidence=None, calibrated_on=None) == plain.suggestion
    else:
        assert (shown.reason, shown.confidence, shown.calibrated_on) == ("below_calibration", None, None)
        assert shown.explanation.startswith(f"{plain.suggestion.explanation} Left to you: ")
        assert shown.rests_on == plain.suggestion.rests_on
    assert replace(found, suggestion=plain.suggestion) == plain


def test_what_is_left_to_the_reviewer_says_why():
    below = judged(LENGTH, calibration=calibration(all=0.1, quantity=0.9)).suggestion.explanation
    assert below.endswith(
        "Left to you: its score 0.833333 is below 0.9, from which at most 1 % of matches of kind quantity are wrong, "
        "as labelled on our log 2026."
    )
    failed = judged(LENGTH, calibration=calibration(all=None)).suggestion.explanation
    assert failed.endswith(
        "Left to you: on our log 2026 no score keeps wrong matches of all kinds together at or below 1 % (score 0.833333)."
    )


@pytest.mark.parametrize("text", [LONGER, "The Alwick bridge over the Tarn has a tower 30 metres high.", "It is a disgrace."])
def test_what_is_no_green_stays_as_it_is(text):
    plain = judged(text)
    assert plain.suggestion.label not in {"MATCH", "MATCH_ROUNDED"}
    assert judged(text, calibration=calibration(all=None)) == plain


@pytest.mark.parametrize("text", [LENGTH, LONGER, QUOTE])
def test_without_a_calibration_the_bytes_are_the_same(text):
    assert to_line(judged(text, calibration=None)) == to_line(judged(text))


def test_a_quote_found_letter_by_letter_stays_a_match_without_a_percentage():
    plain = judged(QUOTE, "quote")
    assert plain.suggestion.label == "MATCH"
    assert judged(QUOTE, "quote", calibration=calibration(all=None, quote=None)) == plain


@pytest.mark.parametrize(
    ("text", "by_letters"),
    [
        (QUOTE, True),
        ("“We will not raise the toll of 5 euros before the lane is open,” Mayor Ilse Brandt said.", True),  # value inside
        ("“We will not raise the toll before the lane is open,” Ilse Brandt told 300 drivers.", False),  # value outside
        ("Mayor Ilse Brandt called the bridge “a jewel,” and opened it.", False),  # two words are wording
        (LENGTH, False),
    ],
)
def test_a_score_speaks_for_all_but_quotes_of_some_length(text, by_letters):
    assert is_by_letters(judged(text).claim) is by_letters


def test_the_first_type_is_the_kind():
    claim = judged(LENGTH, "rate", "money").claim
    assert kind_of(claim) == "rate"
    assert kind_of(replace(claim, types=())) == "untyped"
    assert judged(LENGTH, "money", "quantity", calibration=calibration(all=0.1, money=0.9)).suggestion.label == "REVIEW"


def test_a_green_is_known_for_one_after_a_calibration():
    for kinds in ({"all": 0.1}, {"all": None}):
        assert was_green(judged(LENGTH, calibration=calibration(**kinds)).suggestion)
    assert not was_green(judged(LONGER, calibration=calibration(all=0.1)).suggestion)


@pytest.mark.parametrize(
    ("confidence", "on", "shown"),
    [
        (0.9975, "log", "99 % on log"),  # never 100 %: so much is borne out at least
        (0.99, "log", "99 % on log"),
        (0.57, "log", "57 % on log"),
        (None, None, None),
    ],
)
def test_a_percentage_is_rounded_down_and_names_its_set(confidence, on, shown):
    assert replace(Suggestion(*["x"] * 3), confidence=confidence, calibrated_on=on).calibrated == shown


def test_a_pair_outside_an_article_is_not_calibrated():
    plain = compare_texts(LENGTH, SOURCE, settings=Settings.model_validate(PLAIN))
    settings = Settings.model_validate(PLAIN | {"calibration": calibration(all=None)})
    assert compare_texts(LENGTH, SOURCE, settings=settings) == plain
