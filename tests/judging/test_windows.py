"""What the relation model reads of a passage: all of a short one, of a long one the sentences that say most of the claim."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.judging.sentence.windows import chosen_sentences, stretches, window

CLAIM = "The ferry Solveig carries 240 passengers."
FILLER = "The council met on a wet evening and spoke of drains for more than two hours."
TOLD = "Solveig, the new ferry, has room for 240 passengers."


def test_a_short_passage_is_read_whole():
    assert window(CLAIM, f"{FILLER} {TOLD}") == f"{FILLER} {TOLD}"


def test_the_end_of_a_long_passage_is_not_cut_off():
    passage = " ".join([FILLER] * 20 + [TOLD])
    assert TOLD in window(CLAIM, passage, words=40)


def test_what_was_chosen_keeps_the_order_of_the_passage():
    passage = " ".join(["Solveig sails at dawn.", *[FILLER] * 20, "The ferry carries 240 passengers."])
    assert window(CLAIM, passage, words=20) == "Solveig sails at dawn. The ferry carries 240 passengers."


def test_a_sentence_that_repeats_what_was_said_comes_after_one_that_adds():
    texts = ["The ferry Solveig sailed.", "The ferry Solveig came back.", "It carries 240 passengers."]
    assert chosen_sentences(CLAIM, texts, words=8) == [0, 2]


def test_words_on_another_subject_are_left_out():
    assert window(CLAIM, " ".join([TOLD, *[FILLER] * 20]), words=100) == TOLD


@given(st.text(max_size=300), st.text(max_size=2_000), st.integers(1, 50))
def test_any_text_gives_a_window_that_says_nothing_new(claim, passage, words):
    read = window(claim, passage, words=words)
    assert set(read.split()) <= set(passage.split())
    assert bool(read.strip()) == bool(passage.strip())


REPORT = [
    "The board met on Monday.",
    "Its ferry is called Solveig.",
    "It carries 240 passengers.",
    "It sails at dawn.",
    "Nothing was said of the ferry's price.",
    "Rain is expected in the north.",
]


def test_a_run_keeps_the_sentences_around_the_one_that_says_it():
    best, second = stretches(CLAIM, REPORT, words=20)
    assert best == " ".join(REPORT[0:4])
    assert second == " ".join(REPORT[2:6])


def test_no_runs_where_everything_is_read_anyway():
    assert stretches(CLAIM, REPORT, words=200) == []


@given(st.lists(st.text(min_size=1, max_size=40), max_size=12), st.integers(1, 30))
def test_runs_are_sentences_that_stand_together(texts, words):
    whole = " ".join(texts)
    assert all(run in whole for run in stretches(CLAIM, texts, words=words))
