"""The article view loses nothing of the article, marks exactly the claims' spans, and ticks each fact once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.desk.components.article_layout import Aside, Mark, Tick, lay_out


def mark(claim_id: str, start: int, end: int, number: int = 1) -> Mark:
    return Mark(claim_id, start, end, number, "good", "Match", "check")


def tick(fact_id: str, start: int, end: int, claim_id: str = "c") -> Tick:
    return Tick(fact_id, claim_id, start, end, "good", "Match", "check")


def test_paragraphs_split_at_line_breaks_and_empty_lines_vanish() -> None:
    assert [[run.text for run in runs] for runs in lay_out("One.\n\nTwo.\r\nThree.", [])] == [["One."], ["Two."], ["Three."]]


def test_a_claim_is_marked_where_it_stands() -> None:
    [runs] = lay_out("It is 12 miles long, he said.", [mark("c1", 6, 14)])
    assert [(run.text, [m.claim_id for m in run.claims]) for run in runs] == [
        ("It is ", []),
        ("12 miles", ["c1"]),
        (" long, he said.", []),
    ]


def test_where_claims_overlap_the_shortest_comes_first_and_each_opens_once() -> None:
    [runs] = lay_out("abcdefgh", [mark("long", 0, 8), mark("short", 2, 4, 2)])
    assert [(run.text, [m.claim_id for m in run.claims], [m.claim_id for m in run.opens]) for run in runs] == [
        ("ab", ["long"], ["long"]),
        ("cd", ["short", "long"], ["short"]),
        ("efgh", ["long"], []),
    ]


def test_a_claim_over_two_paragraphs_is_marked_in_both() -> None:
    first, second = lay_out("ab\ncd", [mark("c", 1, 4)])
    assert [run.text for run in first if run.claims] == ["b"]
    assert [run.text for run in second if run.claims] == ["c"]


def test_offsets_count_code_points() -> None:
    [runs] = lay_out("🚢 12 miles", [mark("c", 2, 10)])
    assert [run.text for run in runs if run.claims] == ["12 miles"]


def test_a_hidden_character_is_a_run_of_its_own_with_its_name() -> None:
    [runs] = lay_out("a\u202eb", [])
    assert [(run.text, run.hidden) for run in runs] == [("a", None), ("U+202E", "right-to-left override"), ("b", None)]


def test_a_sentence_without_a_claim_says_why() -> None:
    [runs] = lay_out("Really? It is 9.", [mark("c", 8, 16)], [Aside(0, 7, "Question")])
    assert [(run.text, run.aside) for run in runs] == [("Really?", "Question"), (" ", None), ("It is 9.", None)]


def ticked(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool, int]]:
    """Text, whether a fact covers it, and how many ticks follow it, for each run."""
    paragraphs = lay_out(text, [mark("c", 0, len(text))], (), [tick(f"f{n}", *span) for n, span in enumerate(spans)])
    return [(run.text, bool(run.facts), len(run.ticks)) for runs in paragraphs for run in runs]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("It is 12 miles long.", [(6, 14)], [("It is ", False, 0), ("12 miles", True, 1), (" long.", False, 0)]),
        ("12 miles", [(0, 8)], [("12 miles", True, 1)]),
        ("🚢 12 miles.", [(2, 10)], [("🚢 ", False, 0), ("12 miles", True, 1), (".", False, 0)]),
        ("9 of 12", [(0, 1), (5, 7)], [("9", True, 1), (" of ", False, 0), ("12", True, 1)]),
        ("9 12", [(0, 2), (2, 4)], [("9", True, 1), (" ", False, 0), ("12", True, 1)]),
        ("one\ntwo", [(0, 4)], [("one", True, 1), ("two", False, 0)]),
        ("one\ntwo.", [(0, 7)], [("one", True, 0), ("two", True, 1), (".", False, 0)]),
        ("a\u200bb 3", [(0, 2)], [("a", True, 0), ("U+200B", True, 1), ("b 3", False, 0)]),
        ("12", [(0, 2), (0, 2)], [("12", True, 2)]),
        ("abc", [(1, 1), (2, 1), (5, 9)], [("abc", False, 0)]),
        ("abc", [(-4, 1), (2, 90)], [("a", True, 1), ("b", False, 0), ("c", True, 1)]),
    ],
)
def test_a_facts_tick_stands_after_the_last_of_its_words(
    text: str, spans: list[tuple[int, int]], expected: list[tuple[str, bool, int]]
) -> None:
    assert ticked(text, spans) == expected


@given(st.text(alphabet="ab .\n\u200b", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_every_fact_with_words_is_ticked_once_and_the_text_stays(text: str, spans: list[tuple[int, int]]) -> None:
    plain = lay_out(text, [])
    facts = [tick(f"f{n}", min(span), max(span)) for n, span in enumerate(spans)]
    paragraphs = lay_out(text, [], (), facts)
    assert ["".join(r.text for r in runs) for runs in paragraphs] == ["".join(r.text for r in runs) for runs in plain]
    stand = [found.fact_id for runs in paragraphs for run in runs for found in run.ticks]
    assert sorted(stand) == [fact.fact_id for fact in facts if text[fact.start : fact.end].strip()]


@given(st.text(alphabet="ab .\n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_every_character_but_line_breaks_and_blank_lines_comes_out_once_in_order(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = [mark(f"c{n}", min(span), max(span), n) for n, span in enumerate(spans)]
    paragraphs = lay_out(text, marks)
    assert ["".join(run.text for run in runs) for runs in paragraphs] == [line for line in text.split("\n") if line.strip()]
    covered = {m.claim_id: sum(len(run.text) for runs in paragraphs for run in runs if m in run.claims) for m in marks}
    for m in marks:
        inside = sum(
            len(line) and sum(m.start <= at < m.end for at in range(start, start + len(line)))
            for start, line in _lines(text)
            if line.strip()
        )
        assert covered[m.claim_id] == inside


def _lines(text: str) -> list[tuple[int, str]]:
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append((at, line))
        at += len(line) + 1
    return starts
