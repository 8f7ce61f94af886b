"""Passages cover every sentence, cut none, and say where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import make_document, make_passages
from workbench.corpus.passages import GROSS
from workbench.models import Locator, SourceText
from workbench.settings import Settings


def laid_out(lengths, headings=()):
    """A text with sentences of these lengths, one blank between them; those numbered in `headings` are headings."""
    spans, at = [], 0
    for length in lengths:
        spans.append((at, at + length))
        at += length + 1
    words = "".join("word " if place % 5 == 0 else "" for place in range(at)).ljust(at)[:at]
    text = "".join(words)
    for start, end in spans:
        text = text[:start] + "S" + text[start + 1 : end - 1] + "." + text[end:]
    marked = tuple(Locator(*spans[number], text[slice(*spans[number])]) for number in sorted(headings))
    return make_document(SourceText(text=text, title="T", headings=marked)), tuple(spans)


@st.composite
def layouts(draw):
    lengths = draw(st.lists(st.integers(2, 400), min_size=0, max_size=30))
    headings = draw(st.sets(st.integers(0, max(len(lengths) - 1, 0)), max_size=len(lengths)))
    return lengths, headings


@given(layouts(), st.integers(100, 300), st.integers(0, 3))
def test_every_sentence_is_whole_in_a_passage_and_offsets_are_exact(layout, limit, overlap):
    document, sentences = laid_out(*layout)
    passages = make_passages(document, sentences, Settings(passage_characters=limit, passage_overlap_sentences=overlap))
    covered = {span for passage in passages for span in passage.sentences}
    assert {span for span in sentences if span[1] - span[0] <= GROSS * limit} <= covered
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert (passage.sentences[0][0], passage.sentences[-1][1]) == (passage.start, passage.end)
        assert passage.end - passage.start <= limit or len(passage.sentences) == 1
        assert passage.end - passage.start <= GROSS * limit
        assert passage.passage_id == f"{document.doc_id}:{passage.start}"
    inside = {at for start, end in covered for at in range(start, end)}
    assert all(at in inside for start, end in sentences for at in range(start, end))
    starts = [passage.start for passage in passages]
    assert starts == sorted(set(starts))


@given(layouts(), st.integers(100, 300), st.integers(0, 3))
def test_no_passage_reaches_from_the_text_under_one_heading_into_the_next(layout, limit, overlap):
    document, sentences = laid_out(*layout)
    heads = {heading.start for heading in document.headings}
    for passage in make_passages(document, sentences, Settings(passage_characters=limit, passage_overlap_sentences=overlap)):
        is_head = [any(h.start <= start < h.end for h in document.headings) for start, _ in passage.sentences]
        assert is_head == sorted(is_head, reverse=True)
        before = [heading for heading in document.headings if heading.start <= passage.sentences[sum(is_head) - 1][0]]
        if heads and all(is_head):
            assert passage.heading == before[-1].label


@pytest.mark.parametrize(
    ("overlap", "expected"),
    [(0, [(0, 1), (2, 3), (4,)]), (1, [(0, 1), (1, 2), (2, 3), (3, 4)]), (2, [(0, 1), (1, 2), (2, 3), (3, 4)])],
)
def test_neighbours_share_as_many_sentences_as_leave_room_for_a_new_one(overlap, expected):
    document, sentences = laid_out([45] * 5)
    settings = Settings(passage_characters=100, passage_overlap_sentences=overlap)
    found = [tuple(sentences.index(span) for span in p.sentences) for p in make_passages(document, sentences, settings)]
    assert found == expected


def test_a_sentence_without_end_is_cut_between_words():
    document, sentences = laid_out([1000])
    passages = make_passages(document, sentences, Settings(passage_characters=100, passage_overlap_sentences=0))
    assert len(passages) >= 10
    assert all(document.text[passage.end - 1] in " ." for passage in passages)


def test_a_passage_has_the_last_heading_before_its_text_and_the_place_it_starts_at():
    text = "RANGE\nBlock I\nIt flies 165 km.\nCOST\nIt costs a million."
    headings = (Locator(0, 5, "RANGE"), Locator(6, 13, "Block I"), Locator(31, 35, "COST"))
    sentences = ((0, 5), (6, 13), (14, 30), (31, 35), (36, len(text)))
    document = make_document(SourceText(text=text, headings=headings))
    passages = make_passages(document, sentences, Settings())
    assert [(p.heading, p.locator, p.text[-9:]) for p in passages] == [
        ("Block I", "line 1", "s 165 km."),
        ("COST", "line 4", " million."),
    ]


def test_a_locator_of_the_reader_wins_over_the_line():
    document = make_document(SourceText(text="One.\nTwo.", locators=(Locator(0, 4, "page 3"), Locator(5, 9, "page 4"))))
    settings = Settings(passage_characters=100, passage_overlap_sentences=0)
    assert make_passages(document, ((5, 9),), settings)[0].locator == "page 4"


def test_a_document_without_sentences_has_no_passages():
    assert make_passages(make_document(SourceText(text=" ")), (), Settings()) == ()
