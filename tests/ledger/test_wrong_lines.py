"""A line that is no event is named in one line, whatever is wrong with it; never a trace, never a guess."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ledgers import contents, open_ledger, outcome

from workbench.chain import Head, digest, link
from workbench.errors import DamagedError
from workbench.export import verify_log
from workbench.ledger import EventType
from workbench.ledger.events import read_time
from workbench.ledger.shapes import check_sum
from workbench.ledger.walk import Walk


def log_of(workspace):
    return workspace / "ledger" / "events.jsonl"


def append(path, change, *, summed=True):
    """Put one more line at the end: chained and summed as it should be, and changed in what it says."""
    lines = path.read_bytes().splitlines()
    head = Head(len(lines), digest(lines[-1]))
    record = {name: value for name, value in json.loads(lines[2]).items() if name not in {"seq", "prev", "sum"}}
    record = change(record) or record
    if summed:
        record["sum"] = check_sum(record | {"seq": head.seq + 1, "prev": head.digest})
    path.write_bytes(path.read_bytes() + link(head, record)[0] + b"\n")


def without(*names):
    return lambda record: {name: value for name, value in record.items() if name not in names}


def within(field, **values):
    return lambda record: record | {field: record[field] | values}


WRONG = {
    "no by": (without("by"), "`by` is missing"),
    "no time": (without("time"), "`time` is missing"),
    "no type": (without("type"), "`type` is missing"),
    "no data": (without("data"), "`data` is missing"),
    "no claim": (without("claim_id"), "`claim_id` is missing"),
    "by a name": (lambda r: r | {"by": "Ana"}, "`by` should be who did it, and is 'Ana'"),
    "by nobody": (within("by", name=""), "`by.name` should be the reviewer's name"),
    "by a number": (within("by", name=5), "`by.name` should be the reviewer's name, and is 5"),
    "time a number": (lambda r: r | {"time": 1714640400}, "`time` should be a time like"),
    "time null": (lambda r: r | {"time": None}, "`time` should be a time like"),
    "time of no day": (lambda r: r | {"time": "2024-02-30T09:00:00.000000Z"}, "`time` should be a time like"),
    "time elsewhere": (lambda r: r | {"time": "2024-02-03T09:00:00.000000+01:00"}, "`time` should be a time like"),
    "type unknown": (lambda r: r | {"type": "vote"}, "`type` is 'vote', which this version does not know"),
    "type a list": (lambda r: r | {"type": []}, "`type` should be the kind of event, and is a list"),
    "article a number": (lambda r: r | {"article_id": 1}, "`article_id` should be the id of an article, and is 1"),
    "article empty": (lambda r: r | {"article_id": ""}, "`article_id` should be the id of an article"),
    "claim null": (lambda r: r | {"claim_id": None}, "`claim_id` should be the id of a claim"),
    "claim an object": (lambda r: r | {"claim_id": {}}, "`claim_id` should be the id of a claim, or null, and is an object"),
    "data a list": (lambda r: r | {"data": []}, "`data` should be an object with named fields, and is a list"),
    "no verdict": (lambda r: r | {"data": {}}, "`data.verdict` is missing"),
    "verdict unknown": (within("data", verdict="MATCH"), "`data.verdict` should be a verdict, and is 'MATCH'"),
    "verdict a list": (within("data", verdict=["supported"]), "`data.verdict` should be a verdict, and is a list"),
    "qualifier unknown": (within("data", qualifiers=["old"]), "`data.qualifiers` should be qualifiers"),
    "qualifiers a text": (within("data", qualifiers="outdated"), "`data.qualifiers` should be qualifiers"),
    "evidence of numbers": (within("data", evidence=[1]), "`data.evidence` should be ids of passages"),
    "note null": (within("data", note=None), "`data.note` should be a text, and is None"),
    "suggestion unknown": (within("data", suggestion="YES"), "`data.suggestion` should be a suggestion, or null"),
    "check no hash": (within("data", check="abc"), "`data.check` should be the hash of a check"),
    "a float": (within("data", more=0.5), "an event holds no floats"),
    "a float deep down": (within("data", more=[{"x": [1.0]}]), "an event holds no floats"),
    "batch a number": (lambda r: r | {"batch": 3}, "`batch` should be the name of a batch"),
    "undoes itself": (lambda r: r | {"type": "undone", "data": {"undoes": 15}}, "the number of an earlier entry"),
    "undoes a truth": (lambda r: r | {"type": "undone", "data": {"undoes": True}}, "the number of an earlier entry"),
    "undoes a huge number": (lambda r: r | {"type": "undone", "data": {"undoes": 10**400}}, "the number of an earlier entry"),
    "note with a verdict's data": (
        lambda r: r | {"type": "note_added", "data": {"verdict": "refuted"}},
        "`data.note` is missing",
    ),
    "article with a claim": (
        lambda r: r | {"type": "article_added", "data": {"title": "", "published": None, "object": "a" * 64}},
        "`claim_id` should be null",
    ),
    "day of no calendar": (
        lambda r: (
            r | {"type": "article_added", "claim_id": None, "data": {"title": "", "published": "2024-2-3", "object": "a" * 64}}
        ),
        "`data.published` should be a day",
    ),
    "labels of three": (
        lambda r: (
            r
            | {
                "type": "check_recorded",
                "claim_id": None,
                "data": {"object": "a" * 64, "corpus": "", "snapshot": "", "settings": "", "labels": [["c", "MATCH", "x"]]},
            }
        ),
        "`data.labels` should be pairs",
    ),
    "label a list": (
        lambda r: (
            r
            | {
                "type": "check_recorded",
                "claim_id": None,
                "data": {"object": "a" * 64, "corpus": "", "snapshot": "", "settings": "", "labels": [["c", []]]},
            }
        ),
        "`data.labels` should be pairs",
    ),
    "repair of an article": (
        lambda r: r | {"type": "log_repaired", "claim_id": None, "data": {"gaps": [], "restored": [], "set_aside": []}},
        "`article_id` should be",
    ),
    "another sum": (lambda r: r | {"sum": "0" * 32}, "check sum"),
    "sum a number": (lambda r: r | {"sum": 7}, "check sum"),
}


@pytest.mark.parametrize("summed", [True, False], ids=["summed", "as version 0.1 wrote"])
@pytest.mark.parametrize(("change", "says"), WRONG.values(), ids=WRONG)
def test_a_chained_line_that_is_no_event_is_named_in_one_line(written_once, tmp_path, change, says, summed):
    source, _ = written_once
    path = tmp_path / "events.jsonl"
    path.write_bytes(log_of(source).read_bytes())
    append(path, change, summed=summed and "check sum" not in says)
    with pytest.raises(DamagedError) as refused:
        list(Walk(path))
    assert "found entry 15: " in str(refused.value)
    assert says in str(refused.value)
    assert verify_log(path).entry == 15


RAW = {
    "not JSON": b"{",
    "nothing": b"",
    "a number": b"7",
    "null": b"null",
    "a list": b"[]",
    "NaN": b'{"seq":15,"x":NaN}',
    "bytes that are no UTF-8": b'{"seq":15,"x":"\xff"}',
    "UTF-16": '{"seq":15}'.encode("utf-16"),
    "NUL bytes": b"\x00" * 40,
    "a byte order mark": b'\xef\xbb\xbf{"seq":15}',
    "deep nesting": b'{"seq":15,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a number of many digits": b'{"seq":' + b"9" * 5_000 + b"}",
    "a number that is no number": b'{"seq":15.0}',
    "true for one": b'{"seq":true}',
}


@pytest.mark.parametrize("line", RAW.values(), ids=RAW)
def test_a_line_that_is_no_record_is_named_in_one_line(written_once, tmp_path, line):
    path = tmp_path / "events.jsonl"
    path.write_bytes(log_of(written_once[0]).read_bytes() + line + b"\n")
    with pytest.raises(DamagedError, match=r"found entry 15: "):
        list(Walk(path))


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b'"seq"', b' "seq"'),
        lambda line: line + b"\r",
        lambda line: line.replace(b'{"article_id":"a-1"', b'{"article_id":"a-1","article_id":"a-1"'),
        lambda line: line.replace("“asked”".encode(), rb"\u201casked\u201d"),
        lambda line: b'{"a":1,' + line[1:],
    ],
    ids=["a blank", "a line end of Windows", "a field twice", "another spelling", "a field more"],
)
@pytest.mark.parametrize("entry", [6, 14], ids=["in the middle", "at the end"])
def test_another_form_of_the_same_line_is_another_line(written_once, tmp_path, change, entry):
    lines = log_of(written_once[0]).read_bytes().splitlines()
    lines[entry - 1] = change(lines[entry - 1]) if change(lines[entry - 1]) != lines[entry - 1] else lines[entry - 1] + b" "
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(DamagedError, match=f"found entry {entry}: "):
        list(Walk(path))


def test_fields_that_this_version_does_not_know_are_let_through(written_once, tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_bytes(log_of(written_once[0]).read_bytes())
    append(path, lambda record: record | {"since": "version 9", "data": record["data"] | {"mood": "sure"}})
    assert len(list(Walk(path))) == 15


@pytest.mark.parametrize("command", [("articles", "list"), ("export", "a-1", "--format", "jsonl")])
def test_the_command_line_says_it_in_one_line_and_leaves_with_3(filled, tmp_path, workbench_command, command):
    filled(tmp_path)
    append(log_of(tmp_path), without("by"))
    ran = workbench_command(*command, workspace=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "entry 15: `by` is missing" in ran.err
    assert "`workbench repair`" in ran.err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    entry=st.integers(0, 13),
    path=st.sampled_from(
        [("by",), ("by", "name"), ("by", "auth"), ("time",), ("type",), ("article_id",), ("claim_id",), ("data",)]
        + [
            ("data", name)
            for name in "verdict qualifiers note evidence suggestion check undoes object labels published title".split()
        ]
        + [("batch",), ("sum",)]
    ),
    value=JSON | st.sampled_from([kind.value for kind in EventType]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(entry=0, path=("by",), value=float("inf"))
def test_any_value_in_any_field_is_an_event_or_one_line(written_once, tmp_path, entry, path, value):
    def change(_):
        record = json.loads(log_of(written_once[0]).read_bytes().splitlines()[entry])
        place = record
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
        return {name: held for name, held in record.items() if name not in {"seq", "prev"}}

    log = tmp_path / "events.jsonl"
    log.write_bytes(log_of(written_once[0]).read_bytes())
    try:
        append(log, change, summed=False)
    except ValueError:
        return  # half a pair, or a number without end, cannot even be written as a line
    found = outcome(lambda: list(Walk(log)))
    assert isinstance(found, DamagedError) or len(found) == 15


@given(time=st.datetimes())
def test_times_read_as_they_are_written_and_in_no_other_form(time):
    written = time.isoformat(timespec="microseconds")
    assert read_time(f"{written}Z").replace(tzinfo=None) == time
    for other in (written, f"{written}+00:00", f"{written[:-3]}Z", written.replace("T", " ") + "Z"):
        with pytest.raises(ValueError, match=r"a time like|isoformat"):
            read_time(other)


def test_a_reader_beside_the_owner_takes_no_altered_line_either(filled, tmp_path):
    """The last line has no successor to vouch for it; its own check sum does."""
    before = filled(tmp_path)
    with open_ledger(tmp_path):
        with open_ledger(tmp_path, shared=True) as guest:
            assert contents(guest) == before
        log = log_of(tmp_path)
        before, _, after = log.read_bytes().rpartition(b"Ana")
        log.write_bytes(before + b"Ane" + after)
        with pytest.raises(DamagedError, match=r"entry 14: .*check sum"):
            open_ledger(tmp_path, shared=True)
