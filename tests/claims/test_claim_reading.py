"""A whole article, and any text at all: offsets hold, every value is in one claim, nothing is lost without a reason."""

import datetime as dt
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.claims import read_claims
from workbench.errors import BadInputError
from workbench.values import read_values

PUBLISHED = dt.date(2024, 3, 15)
ARTICLE = """Harbor tunnel opens after four years of delay

By Lena Ostrov

The Lindholm Tunnel, a 9-kilometer link between Varby and the island of Orre, opened to traffic on Monday, four years later than planned and at twice the original cost.

The government said the tunnel cost $2.4 billion, up from an estimate of $1.2 billion in 2012. "It is the largest project this region has ever seen," Transport Minister Karin Dahl said at the opening. "We will pay it back within 25 years."

Norvia Construction, which employs 3,400 people and is based in Varby, built the tunnel and will maintain it until 2050. The company reported a profit of $85 million last year, but its shares have lost 12 percent since January.

Dahl has promised that tolls will not rise above $6 a trip. She declined to say what drivers would pay after 2030.

Opponents doubt the figures. A study published by the University of Varby in 2022 found that only 11,000 cars a day would use the tunnel, about half of what the ministry expects, and warned that the debt could last until 2070.

Two workers died during construction, and a court fined Norvia $400,000 in 2021. The firm did not appeal.

"I think it is a monument to vanity," said Erik Holm, a 61-year-old fisherman from Orre. His ferry, the 40-meter Saga, carried 300 passengers a day for 18 years. It made its last trip on Sunday.

Was it worth it? Nobody on the island seems sure.

The old bridge will be closed for repairs in May. It was built in 1961 and carries 8,000 vehicles a day, although it was designed for 3,000.

Additional reporting by Sven Alm
"""  # noqa: E501 - prose


def _read(text):
    return read_claims(text, read_values(text, published=PUBLISHED), title=None, published=PUBLISHED)


@pytest.fixture(scope="module")
def reading():
    return _read(ARTICLE)


def _owners(reading):
    counts = {}
    for claim in reading.claims:
        for value in claim.values:
            counts[value.start, value.end] = counts.get((value.start, value.end), 0) + 1
    return counts


def _check(text, reading):
    skipped = [(s.start, s.end) for s in reading.sentences if s.skipped]
    counts = _owners(reading)
    for claim in reading.claims:
        assert claim.text == text[claim.start : claim.end]
        sentence = reading.sentences[claim.sentence]
        assert sentence.start <= claim.start < claim.end <= sentence.end
        assert sentence.skipped is None
        assert claim.standalone
        assert claim.types
        assert 0.0 <= claim.check_worthiness <= 1.0
        assert claim.reasons
    for value in reading.values:
        inside_skipped = any(a <= value.start < b for a, b in skipped)
        assert counts.get((value.start, value.end), 0) == (0 if inside_skipped else 1)
    claimed = {claim.sentence for claim in reading.claims}
    assert all((index in claimed) == (s.skipped is None) for index, s in enumerate(reading.sentences))
    ids = [claim.claim_id for claim in reading.claims]
    assert len(ids) == len(set(ids))


def test_article_keeps_every_promise_of_offsets_and_ownership(reading):
    _check(ARTICLE, reading)


def test_every_word_of_a_claimed_sentence_is_covered_but_joining_words(reading):
    for index, sentence in enumerate(reading.sentences):
        if sentence.skipped is None:
            spans = [(claim.start, claim.end) for claim in reading.claims if claim.sentence == index]
            left = "".join(
                character
                for place, character in enumerate(sentence.text, sentence.start)
                if not any(a <= place < b for a, b in spans)
            )
            assert set(left.lower().replace(",", " ").replace(";", " ").split()) <= {"and", "but", "while", "yet"}


WANTED = [
    ("a 9-kilometer link", "The Lindholm Tunnel is a 9-kilometer link between Varby and the island of Orre."),
    ("which employs 3,400 people", "Norvia Construction employs 3,400 people and is based in Varby."),
    ("carries 8,000 vehicles a day", "The old bridge carries 8,000 vehicles a day."),
    ("until 2050", "Norvia Construction will maintain it until 2050."),
    ("a court fined Norvia $400,000", "A court fined Norvia $400,000 in 2021."),
]


@pytest.mark.parametrize(("find", "standalone"), WANTED)
def test_fact_of_the_article_has_its_own_claim(reading, find, standalone):
    place = ARTICLE.index(find)
    covering = [claim for claim in reading.claims if claim.start <= place and place + len(find) <= claim.end]
    assert min(covering, key=lambda claim: claim.end - claim.start).standalone == standalone


def test_bylines_and_questions_are_skipped_with_a_reason(reading):
    reasons = {sentence.text: sentence.skipped for sentence in reading.sentences if sentence.skipped}
    assert reasons["By Lena Ostrov"] == "byline"
    assert reasons["Was it worth it?"] == "question"
    assert reasons["Additional reporting by Sven Alm"] == "byline"


def test_second_sentence_of_a_quotation_keeps_its_speaker(reading):
    claim = next(claim for claim in reading.claims if "25 years" in claim.text)
    assert "Dahl" in (claim.speaker or "")


def test_claim_id_survives_changes_elsewhere(reading):
    changed = _read("A new opening paragraph was added in 2024.\n\n" + ARTICLE.replace("Nobody on the island", "Hardly anyone"))
    before = {claim.text: claim.claim_id for claim in reading.claims}
    after = {claim.text: claim.claim_id for claim in changed.claims}
    kept = [text for text in before if text in after]
    assert len(kept) >= len(before) - 2
    assert all(before[text] == after[text] for text in kept)


def test_repeated_sentence_gives_two_ids():
    claims = _read("The dam broke in 2021.\n\nThe dam broke in 2021.").claims
    assert len({claim.claim_id for claim in claims}) == len(claims) == 2


def test_same_text_gives_the_same_reading(reading):
    assert _read(ARTICLE) == reading


def test_article_is_read_in_time(reading):
    start = time.process_time()
    _read(ARTICLE)
    words = len(ARTICLE.split())
    assert time.process_time() - start < 2.0 * words / 300  # six times the aim, for busy machines


def test_text_beyond_the_parser_is_refused_with_the_limit():
    with pytest.raises(BadInputError, match="1000000 characters"):
        read_claims("a" * 1_000_001, ())


@pytest.mark.parametrize("text", ["", " \n\n ", "…", '"', "“”", "-- --", "1", "\u200b", "a;b;c;", "((((", "He. She. It."])
def test_scraps_do_no_harm(text):
    _check(text, _read(text))


WORDS = st.sampled_from(
    'The company Norvia sold built 40 $3 million 12-mile bridge, and but while which who , ; . " “ ” ( ) -- said He it they in '
    "2021 May percent 7 % of was is not will could range with a missile Anna Berg president \n".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_keeps_offsets_and_gives_each_value_one_claim(text):
    _check(text, _read(text))
