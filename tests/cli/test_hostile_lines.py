"""Whatever stands in one line or one article, it is answered in its place and the others are answered too."""

import io
import json
import os
import subprocess
import sys

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.cli import stages
from workbench.cli.lines import stream
from workbench.errors import DamagedError, MissingResourceError
from workbench.models import SourceText
from workbench.pipeline import Workbench
from workbench.settings import load

GOOD = {
    "id": "good", "text": "It is 5 km long.", "query": "tunnel", "claim": "It is 5 km long.", "evidence": "It is 5 km long."
}  # fmt: skip
ODD_DATES = [
    "0001-01-01", "9999-12-31", "2024-02-30", "0000-00-00", "10000-01-01", "2024-W22-5", "20240531", "2024-05-31T10:00",
    "٢٠٢٤-٠٥-٣١", "", " ", "-1", "yesterday", "2024-05-31\x00", "9" * 5000, "\ud83d",
]  # fmt: skip
ODD_TEXTS = [
    "It fell before Monday, two weeks earlier.", "In 300,000 years it will cost $5.", "Last century it rose 99999 days ago.",
    "9" * 5000 + " km", "$" + "9" * 400 + " million", "on ٢٠٢٤-٠٥-٣١T١٢:٣٠", "FY24-999999999999999999", "\ud83d", "\x00",
    "“" * 300, "", " \n ", "1e400 people", "a" * 20_000, "<b>&#0;</b>", "\u202e5 km\u2066", "½⅔²Ⅷ四",
]  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), 2**63])
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.sampled_from(ODD_DATES)
    | st.sampled_from(ODD_TEXTS)
    | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("id", "text", "title", "date", "country", "query", "claim", "evidence", "claim_date", "evidence_date", "other")


@st.composite
def records(draw):
    """A sound record with some fields replaced, left out, or given twice."""
    pairs = [(key, value) for key, value in GOOD.items() if draw(st.integers(0, 9))]
    pairs += [(field, draw(VALUES)) for field in draw(st.lists(st.sampled_from(FIELDS), max_size=4))]
    return ("{" + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in pairs) + "}").encode()


LINES = (
    records()
    | VALUES.map(lambda value: json.dumps(value).encode())
    | st.binary(min_size=1, max_size=60).filter(lambda data: b"\n" not in data and bool(data.strip()))
    | st.sampled_from([b"[" * 100_000, b'{"id": 1' + b"0" * 5000 + b"}", b"\xef\xbb\xbf{}", b"{", b'{"id":1}{"id":2}'])
)
RESULTS = {"values": "values", "claims": "claims", "compare": "suggestion", "search": "hits"}


def check_lines(workbench_command, command, lines, workspace=None):
    """One answer a line and in order, an error where it has one, the good line after them answered, and exit 2 for errors."""
    arguments = ["search", "--corpus", "refs"] if command == "search" else [command]
    sent = b"\n".join([*lines, json.dumps(GOOD).encode()]) + b"\n"
    ran = workbench_command(*arguments, "--jsonl", stdin=sent, workspace=workspace)
    answers = ran.lines
    assert len(answers) == len(lines) + 1
    assert "Traceback" not in ran.err
    for answer in answers:
        assert "id" in answer
        assert ("error" in answer) != (RESULTS[command] in answer)
        assert set(answer.get("error", {"code": 1, "message": 1})) == {"code", "message"}
    assert [answer["error"] for answer in answers if answer.get("error", {}).get("code") == "fault"] == []
    assert answers[-1]["id"] == "good"
    assert RESULTS[command] in answers[-1]
    assert ran.code == (2 if any("error" in answer for answer in answers) else 0)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(LINES, max_size=12))
def test_any_lines_of_values_are_answered_in_their_place(workbench_command, lines):
    check_lines(workbench_command, "values", lines)


@pytest.mark.parametrize("command", ["claims", "compare", "search"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lines=st.lists(LINES, max_size=12))
def test_any_lines_of_the_other_stages_are_answered_in_their_place(workbench_command, built_place, command, lines):
    check_lines(workbench_command, command, lines, built_place.workspace)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["claims", "compare", "search"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lines=st.lists(LINES, max_size=12))
def test_many_more_lines_are_answered_in_their_place(workbench_command, built_place, command, lines):
    check_lines(workbench_command, command, lines, built_place.workspace)


@pytest.mark.parametrize("command", RESULTS)
def test_every_odd_date_and_text_is_answered_in_every_stage(workbench_command, built_place, command):
    """Each odd text as every text of its line, each odd date as every date."""
    rows = [GOOD | {"id": n, "text": text, "query": text, "claim": text, "evidence": text} for n, text in enumerate(ODD_TEXTS)]
    rows += [GOOD | dict.fromkeys(("date", "claim_date", "evidence_date"), date) for date in ODD_DATES]
    lines = [json.dumps(row).encode() for row in rows]
    check_lines(workbench_command, command, lines, built_place.workspace)


# ------------------------------------------------------------------------------------- what nobody foresaw


def answers_of(answer, *lines):
    target = io.BytesIO()
    code = 0
    try:
        stream(answer, [json.dumps(line).encode() for line in lines], target)
    except typer.Exit as left:
        code = left.exit_code
    return code, [json.loads(line) for line in target.getvalue().splitlines()]


@pytest.mark.parametrize(
    "fault", [IndexError("tuple index\nout of range"), RecursionError(), MemoryError(), ValueError("\ud83d"), KeyError("by")]
)
def test_a_line_that_brings_about_what_nobody_foresaw_is_named_and_the_run_goes_on(capsys, fault):
    def answer(record):
        if record["id"] == 2:
            raise fault
        return {"done": True}

    code, answers = answers_of(answer, {"id": 1}, {"id": 2}, {"id": 3})
    assert (code, [row["id"] for row in answers]) == (2, [1, 2, 3])
    assert answers[0] == {"id": 1, "done": True}
    assert answers[1]["error"]["code"] == "fault"
    assert type(fault).__name__ in answers[1]["error"]["message"]
    (said,) = capsys.readouterr().err.splitlines()
    assert "line 2" in said
    assert type(fault).__name__ in said


def test_an_answer_that_no_json_can_hold_is_an_error_in_its_place():
    code, answers = answers_of(lambda record: {"low": float("inf") if record["id"] == 1 else 0}, {"id": 1}, {"id": 2})
    assert (code, answers[0]["error"]["code"], answers[1]) == (2, "fault", {"id": 2, "low": 0})


@pytest.mark.parametrize(
    "fault",
    [
        MissingResourceError("model", expected="a", found="b", fix="c"),
        DamagedError("corpus", expected="a", found="b", fix="c"),
        OSError(5, "Input/output error"),
    ],
)
def test_what_no_line_is_to_blame_for_ends_the_run(fault):
    def answer(record):
        raise fault

    with pytest.raises(type(fault)):
        answers_of(answer, {"id": 1}, {"id": 2})


class StumblingWorkbench(Workbench):
    """Checks as the real one does, but for articles with a certain word."""

    def check(self, article, corpus, progress=None):
        if "dam" in article.text:
            raise ZeroDivisionError("division by zero")
        return super().check(article, corpus, progress)


def test_an_article_that_brings_about_what_nobody_foresaw_is_named_and_the_others_are_checked(built_place, capsys):
    bench = StumblingWorkbench(built_place.workspace, load(built_place.workspace))
    texts = {"dam.txt": "The dam is 30 m high.", "tunnel.txt": "The Norrhavn tunnel is 12 miles long."}
    checked = [
        stages._check_one(bench, SourceText(text=text, source_name=name), "refs", None, None) for name, text in texts.items()
    ]
    assert checked[0] is None
    assert checked[1] is not None
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "dam.txt" in line and "ZeroDivisionError" in line] == [said[1]]


# ------------------------------------------------------------------------------------- streams and arguments


LINE = b'{"id": 1, "text": "5 km"}\n'
PROGRAM = [sys.executable, "-m", "workbench"]


@pytest.mark.parametrize(
    ("arguments", "closed", "code"),
    [
        (["values", "--jsonl"], [0], 0),
        (["values"], [0], 2),
        (["values", "5 km"], [1], 0),
        (["values", "--jsonl"], [1], 0),
        (["values", "nowhere.txt"], [2], 2),
        (["values", "5 km"], [0, 1, 2], 0),
    ],
)
def test_a_stream_that_was_closed_before_the_start_is_nothing_to_read_and_nobody_who_reads(tmp_path, arguments, closed, code):
    def close():
        for number in closed:
            os.close(number)

    ran = subprocess.run(
        [*PROGRAM, *arguments], input=LINE if 0 not in closed else None, capture_output=True, cwd=tmp_path, preexec_fn=close,
        timeout=120, check=False,
    )  # fmt: skip
    assert (ran.returncode, b"Traceback" in ran.stderr) == (code, False)


@pytest.mark.parametrize("arguments", [["values", "--jsonl"], ["values", "5 km " * 2_000]])
def test_a_reader_that_goes_away_while_answers_come_ends_the_run_quietly(tmp_path, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*PROGRAM, *arguments],
        input=LINE * 2_000,
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        timeout=120,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


NOT_UNICODE = "\udce9 The dam is 5 km long."  # how Python hands over the byte E9 of an argument


@pytest.mark.parametrize(
    "arguments",
    [
        ["values", NOT_UNICODE], ["claims", NOT_UNICODE], ["claims", "The dam is 5 km long.", "--title", NOT_UNICODE],
        ["compare", NOT_UNICODE, "x"], ["compare", "x", NOT_UNICODE], ["search", "--corpus", "refs", NOT_UNICODE],
        ["corpus", "add", "refs", ".", "--publisher", NOT_UNICODE], ["values", ""], ["corpus", "add", "refs", "a" * 300],
        ["check", "a" * 300, "--corpus", "refs"], ["values", "5 km", "--date", "9" * 5000],
    ],
)  # fmt: skip
def test_an_argument_that_is_no_text_ends_in_one_line(workbench_command, built_place, arguments):
    ran = workbench_command(*arguments, workspace=built_place.workspace)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert len(ran.err) < 500
