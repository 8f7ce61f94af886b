"""What the relation model reads of a passage: all of a short one, of a long one the sentences that say most of the claim."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.judging.windows import chosen_sentences, window

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
