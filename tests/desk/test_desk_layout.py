"""The article view loses nothing of the article and marks exactly the claims' spans."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.desk.components.article_layout import Aside, Mark, lay_out


def mark(claim_id: str, start: int, end: int, number: int = 1) -> Mark:
    return Mark(claim_id, start, end, number, "good", "Match", "check")


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
