"""What others queue is applied once, in the order in which it was queued, or kept aside and said."""

import dataclasses
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from ledgers import ANA, BEN, contents, damaged, make_check, open_ledger, seeded

from workbench.errors import BadInputError, MissingResourceError
from workbench.ledger import EventType, inbox
from workbench.models import Article, Qualifier, Verdict


def inbox_of(workspace):
    return workspace / "ledger" / "inbox"


def waiting(workspace):
    return sorted(inbox_of(workspace).glob("*.json"))


def quarantined(workspace):
    return sorted((workspace / "ledger" / "quarantine").glob("*.json"))


@pytest.fixture
def owner(filled, tmp_path):
    filled(tmp_path)
    with open_ledger(tmp_path) as book:
        yield book


def queue_as(workspace, reviewer, *notes, clock=None):
    """Give verdicts beside the owner, a batch each."""
    options = {"clock": clock} if clock else {}
    with open_ledger(workspace, shared=True, **options) as guest:
        assert not guest.owned
        for note in notes:
            guest.give_verdict("a-1", "c-1", Verdict.REFUTED, reviewer, note=note, qualifiers=[Qualifier.OUTDATED])


def notes_of(book, reviewer):
    return [event.data["note"] for event in book.events(reviewer=reviewer.name)]


def test_the_order_is_that_of_queueing_whatever_the_clocks_say(owner, tmp_path):
    late = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
    for hours, note in enumerate(["first", "second", "third"]):
        queue_as(tmp_path, BEN, note, clock=lambda hours=hours: late - dt.timedelta(hours=hours))
    assert notes_of(owner, BEN) == ["first", "second", "third"]
    assert owner.verdicts("a-1")["c-1"].note == "third"


def test_the_same_action_at_the_same_instant_is_another_action(owner, tmp_path):
    stopped = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
    for _ in range(2):
        queue_as(tmp_path, BEN, "again", clock=lambda: stopped)
        assert waiting(tmp_path)
        owner.events()
    assert notes_of(owner, BEN) == ["again", "again"]


def test_a_batch_whose_file_outlived_its_applying_is_not_applied_again(owner, tmp_path):
    queue_as(tmp_path, BEN, "once")
    (path,) = waiting(tmp_path)
    copy = path.read_bytes()
    owner.events()
    path.write_bytes(copy)
    assert notes_of(owner, BEN) == ["once"]
    assert not waiting(tmp_path)


@pytest.mark.parametrize("stored", [0, 1, 2])
def test_a_batch_that_was_stored_in_part_is_stored_to_its_end(filled, tmp_path, stored):
    """The owner is killed when `stored` of a batch's two events have reached the log."""
    filled(tmp_path)
    article = Article("a-2", "Another", "It has 3 decks.", dt.date(2024, 5, 3))
    with open_ledger(tmp_path) as owner, open_ledger(tmp_path, shared=True) as guest:
        guest.add_checked(article, dataclasses.replace(make_check(), article_id="a-2"), BEN)
        (path,) = waiting(tmp_path)
        copy, before = path.read_bytes(), len(owner.events()) - 2
    log = tmp_path / "ledger" / "events.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[: before + stored]))
    (tmp_path / "ledger" / "view.duckdb").unlink()
    path.write_bytes(copy)
    with open_ledger(tmp_path) as owner:
        assert [event.type for event in owner.events(article_id="a-2")] == [EventType.ARTICLE_ADDED, EventType.CHECK_RECORDED]
        assert not waiting(tmp_path)


def test_a_batch_of_version_0_1_has_no_place_and_comes_first(owner, tmp_path):
    queue_as(tmp_path, BEN, "placed")
    (path,) = waiting(tmp_path)
    records = json.loads(path.read_bytes())
    records[0]["data"]["note"] = "without a place"
    data = json.dumps(records, ensure_ascii=False, sort_keys=True).encode()
    (inbox_of(tmp_path) / f"{inbox._hash(data)}.json").write_bytes(data)
    assert notes_of(owner, BEN) == ["without a place", "placed"]


# ----------------------------------------------------------------------------------------------------- what is wrong


def rewritten(path, change):
    """Change a batch and give it the name that fits its new bytes, as only a hand or a fault in a program would."""
    records = json.loads(path.read_bytes())
    change(records)
    data = json.dumps(records, ensure_ascii=False, sort_keys=True).encode()
    path.unlink()
    path.with_name(f"{path.stem.partition('-')[0]}-{inbox._hash(data)}.json").write_bytes(data)


WRONG = {
    "no article": (lambda r: r[0].update(article_id="a-9"), "no article 'a-9' is on the desk"),
    "no claim": (lambda r: r[0].update(claim_id="c-9"), "no check of article 'a-1' holds the claim 'c-9'"),
    "claim null": (lambda r: r[0].update(claim_id=None), "`claim_id` should be the id of a claim"),
    "no name": (lambda r: r[0]["by"].update(name=" "), "`by.name` should be the reviewer's name"),
    "nobody": (lambda r: r[0].pop("by"), "`by` is missing"),
    "time a number": (lambda r: r[0].update(time=5), "`time` should be a time"),
    "time elsewhere": (lambda r: r[0].update(time="2024-05-02T09:00:00.000000+02:00"), "`time` should be a time"),
    "no verdict": (lambda r: r[0]["data"].update(verdict="MATCH"), "`data.verdict` should be a verdict"),
    "a float": (lambda r: r[0]["data"].update(more=0.5), "an event holds no floats"),
    "a repair": (
        lambda r: r[0].update(
            type="log_repaired", article_id="", claim_id=None, data={"gaps": [], "restored": [], "set_aside": []}
        ),
        "a repair does not come through the inbox",
    ),
    "unknown type": (lambda r: r[0].update(type="vote"), "`type` is 'vote', which this version does not know"),
    "undo of another's": (
        lambda r: r[0].update(type="undone", data={"undoes": 3}, claim_id="c-0"),
        "it takes back entry 3, which is no verdict or note of 'Ben' there",
    ),
    "undo of nothing": (lambda r: r[0].update(type="undone", data={"undoes": 999}), "it takes back entry 999"),
    "object lost": (
        lambda r: r[0].update(type="article_added", claim_id=None, data={"title": "t", "published": None, "object": "a" * 64}),
        "is missing or damaged",
    ),
    "half a character": (lambda r: r[0]["data"].update(note="SURROGATE"), "cannot be written as UTF-8"),
    "empty": (lambda r: r.clear(), "it is no list of events"),
}


@pytest.mark.parametrize(("change", "says"), WRONG.values(), ids=WRONG)
def test_a_batch_that_does_not_fit_is_kept_aside_and_said_and_the_rest_goes_on(owner, tmp_path, change, says, caplog):
    queue_as(tmp_path, BEN, "bad", "good")
    before = len(owner._store._view.events())
    rewritten(waiting(tmp_path)[0], change)
    if says.startswith("cannot be written"):
        (path,) = (path for path in waiting(tmp_path) if b"SURROGATE" in path.read_bytes())
        data = path.read_bytes().replace(b"SURROGATE", rb"\ud800")
        path.unlink()
        path.with_name(f"{1:012d}-{inbox._hash(data)}.json").write_bytes(data)
    assert notes_of(owner, BEN) == ["good"]
    assert (len(owner.events()), waiting(tmp_path)) == (before + 1, [])
    (aside,) = quarantined(tmp_path)
    assert says in owner.remarks[-1]
    assert says in aside.with_suffix(".txt").read_text()
    assert any(says in record.getMessage() for record in caplog.records)


def test_a_batch_with_other_bytes_than_its_name_tells_is_kept_aside_byte_for_byte(owner, tmp_path):
    queue_as(tmp_path, BEN, "refuted on page 3", "good")
    path = waiting(tmp_path)[0]
    other = path.read_bytes().replace(b"page 3", b"page 8")
    path.write_bytes(other)
    assert notes_of(owner, BEN) == ["good"]
    assert [kept.read_bytes() for kept in quarantined(tmp_path)] == [other]


@pytest.mark.parametrize("name", ["stray.json", "000000000001-.json", "0-ff.json", "12-" + "a" * 32 + ".json"])
def test_a_file_that_is_no_batch_is_kept_aside(owner, tmp_path, name):
    queue_as(tmp_path, BEN, "good")
    (inbox_of(tmp_path) / name).write_bytes(b"[]")
    assert notes_of(owner, BEN) == ["good"]
    assert [path.name for path in quarantined(tmp_path)] == [name]


def test_a_folder_in_the_inbox_stops_nobody(owner, tmp_path):
    queue_as(tmp_path, BEN, "good")
    (inbox_of(tmp_path) / f"{7:012d}-{'a' * 32}.json").mkdir()
    assert notes_of(owner, BEN) == ["good"]
    assert "cannot be read" in owner.remarks[-1]


def test_a_verdict_on_a_claim_of_an_earlier_check_is_no_stranger(owner, tmp_path):
    queue_as(tmp_path, BEN, "on the earlier check")
    check = make_check()
    batch = waiting(tmp_path)[0]
    held = batch.read_bytes()
    batch.unlink()
    owner.record_check(dataclasses.replace(check, assessments=check.assessments[:1]), ANA)
    batch.write_bytes(held)
    assert notes_of(owner, BEN) == ["on the earlier check"]


def test_a_damaged_counter_costs_no_order(owner, tmp_path):
    queue_as(tmp_path, BEN, "one", "two")
    (inbox_of(tmp_path) / "queue.lock").write_bytes(b"garbage")
    queue_as(tmp_path, BEN, "three")
    assert notes_of(owner, BEN) == ["one", "two", "three"]


def test_processes_that_queue_at_once_get_a_place_each(owner, tmp_path):
    script = textwrap.dedent(f"""
        import pathlib, sys
        from ledgers import BEN, open_ledger
        from workbench.models import Verdict
        with open_ledger(pathlib.Path({str(tmp_path)!r}), shared=True) as guest:
            for number in range(8):
                guest.give_verdict("a-1", "c-1", Verdict.REFUTED, BEN, note=f"{{sys.argv[1]}} {{number}}")
    """)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    processes = [subprocess.Popen([sys.executable, "-c", script, name], env=environment) for name in "ABC"]
    assert [process.wait(timeout=300) for process in processes] == [0, 0, 0]
    notes = notes_of(owner, BEN)
    assert len(notes) == 24
    for name in "ABC":
        assert [note for note in notes if note[0] == name] == [f"{name} {number}" for number in range(8)]


def test_what_cannot_be_queued_is_said_not_to_be_stored(owner, tmp_path):
    shutil.rmtree(inbox_of(tmp_path), ignore_errors=True)
    inbox_of(tmp_path).write_bytes(b"a file where the folder should be")
    with pytest.raises(MissingResourceError, match="nothing was stored"):
        queue_as(tmp_path, BEN, "nowhere")


def test_text_that_cannot_be_written_is_refused_before_it_is_queued_or_stored(owner, tmp_path):
    with pytest.raises(BadInputError, match="UTF-8"):
        owner.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, note="half a pair: \ud800")
    with pytest.raises(BadInputError, match="UTF-8"):
        queue_as(tmp_path, BEN, "half a pair: \ud800")
    assert waiting(tmp_path) == []


# ----------------------------------------------------------------------------------------------------- many at once


def one_trial(source, workspace, seed):
    """Five batches wait, one of them is damaged: what is whole is stored as it was queued, the other kept aside."""
    shutil.copytree(source, workspace)
    chance = seeded(seed)
    paths = waiting(workspace)
    hit = chance.randrange(len(paths))
    whole = paths[hit].read_bytes()
    other = damaged(whole, chance)
    paths[hit].write_bytes(other)
    with open_ledger(workspace) as owner:
        notes = notes_of(owner, BEN)
        asides = [path.read_bytes() for path in quarantined(workspace)]
        answers = contents(owner)
    expected = [f"queued {number}" for number in range(5) if number != hit or other == whole]
    assert (notes, asides) == (expected, [] if other == whole else [other]), seed
    with open_ledger(workspace) as owner:
        assert contents(owner) == answers
    shutil.rmtree(workspace)


@pytest.fixture
def queued(filled, tmp_path):
    source = tmp_path / "source"
    filled(source)
    with open_ledger(source):
        queue_as(source, BEN, *[f"queued {number}" for number in range(5)])
    return source


def test_a_damaged_batch_changes_nothing_else(queued, tmp_path):
    for seed in range(4):
        one_trial(queued, tmp_path / "trial", seed)


@pytest.mark.slow
def test_two_hundred_damaged_batches_change_nothing_else(queued, tmp_path):
    for seed in range(1000, 1200):
        one_trial(queued, tmp_path / "trial", seed)
