"""An exported log is run again in the workspace it was made in; a change anywhere is named."""

import dataclasses
import datetime as dt
import json

import pytest

from workbench.evaluation.replay import Outcome, first_difference, replay
from workbench.export import export_log, verify_log
from workbench.ledger import Ledger, Reviewer, drafting, objects
from workbench.models import Verdict
from workbench.records import to_record

ANA = Reviewer("Ana")


@pytest.fixture(scope="module")
def checked(built_place, tmp_path_factory):
    """A copy of the place in which the article was checked, one claim decided, and the log exported."""
    import shutil

    from workbench.pipeline import Workbench

    workspace = tmp_path_factory.mktemp("replay") / "workspace"
    shutil.copytree(built_place.workspace, workspace)
    bench = Workbench.open(workspace)
    article = bench.make_article(built_place.article.read_text(encoding="utf-8"), published=dt.date(2024, 5, 2))
    check = bench.check(article, "refs")
    with Ledger.open(workspace) as ledger:
        ledger.add_article(article, ANA)
        ledger.record_check(check, ANA)
        for assessment in check.assessments:
            label = assessment.suggestion.label.value
            verdict = Verdict.SUPPORTED if label.startswith("MATCH") else Verdict.REFUTED
            ledger.give_verdict(article.article_id, assessment.claim.claim_id, verdict, ANA)
        log = workspace / "log.jsonl"
        log.write_bytes(export_log(ledger, article.article_id, "jsonl"))
    return bench, log


def rewritten(log, path, change):
    """The log with its records changed and chained anew, as another program version would have written them."""
    from workbench.chain import chain

    records = [json.loads(line) for line in log.read_bytes().splitlines()]
    change(records)
    for record in records:
        del record["seq"], record["prev"]
    path.write_bytes(b"".join(chain(records)))
    return path


def test_a_log_comes_out_the_same_again(checked):
    bench, log = checked
    found = replay(log, bench)
    assert found.same
    assert {claim.outcome for claim in found.claims} == {Outcome.SAME}
    assert (found.obstacles, found.unnamed) == ((), ())


def test_decided_claims_of_one_article_are_drawn_together(checked):
    from workbench.evaluation.desk_log import score_log

    _, log = checked
    items = score_log(log, None).items
    header = json.loads(log.read_bytes().splitlines()[0])
    assert len(items) > 1
    assert {item.group for item in items} == {header["article"]["article_id"]}


def test_the_command_says_so(checked, workbench_command):
    bench, log = checked
    ran = workbench_command("replay", log, workspace=bench.workspace)
    assert ran.code == 0, ran.err
    assert " same" in ran.out


def test_a_changed_suggestion_is_shown_old_and_new(checked, workbench_command, tmp_path):
    bench, log = checked

    def change(records):
        records[1]["assessment"]["suggestion"]["label"] = "PARTIAL"

    other = rewritten(log, tmp_path / "log.jsonl", change)
    found = replay(other, bench)
    first = found.claims[0]
    assert (first.outcome, first.field, first.old.label) == (Outcome.CHANGED, "suggestion.label", "PARTIAL")
    assert first.new.label != first.old.label
    ran = workbench_command("replay", other, "--json", workspace=bench.workspace)
    assert (ran.code, json.loads(ran.out)["claims"][0]["outcome"]) == (1, "changed")
    assert "1 claim(s) changed" in ran.err


def test_claims_that_one_side_alone_has_are_named(checked, tmp_path):
    bench, log = checked

    def change(records):
        records[1]["assessment"]["claim"]["claim_id"] = "c-other"

    found = replay(rewritten(log, tmp_path / "log.jsonl", change), bench)
    assert [found.claims[0].outcome, found.claims[-1].outcome] == [Outcome.GONE, Outcome.NEW]


@pytest.mark.parametrize(
    ("field", "what"), [("settings", "settings"), ("snapshot", "snapshot of corpus refs"), ("models", "model relation")]
)
def test_what_is_not_as_it_was_is_named_and_nothing_is_run(checked, workbench_command, tmp_path, field, what):
    bench, log = checked

    def change(records):
        if field == "models":
            records[0]["models"][-1]["digest"] = "0" * 64
        else:
            records[0][field] = "0" * 64

    other = rewritten(log, tmp_path / "log.jsonl", change)
    found = replay(other, bench)
    assert [obstacle.what for obstacle in found.obstacles] == [what]
    assert {claim.outcome for claim in found.claims} == {Outcome.NOT_REPLAYED}
    ran = workbench_command("replay", other, workspace=bench.workspace)
    assert (ran.code, ran.err.count("\n"), what in ran.err) == (3, 1, True)


def test_a_log_older_than_the_record_of_models_is_replayed_and_says_so(checked, tmp_path):
    bench, log = checked
    found = replay(rewritten(log, tmp_path / "log.jsonl", lambda records: records[0].pop("models")), bench)
    assert (found.same, found.unnamed) == (True, ("models",))


def assessments(records):
    return [record["assessment"] for record in records if record["entry"] == "claim"]


def without_facts(records):
    """As an older version exported its checks."""
    for assessment in assessments(records):
        del assessment["facts"]


def with_no_facts(records):
    """As this version exports a check that an older one had stored."""
    for assessment in assessments(records):
        assessment["facts"] = []


@pytest.mark.parametrize("older", [without_facts, with_no_facts])
def test_a_check_made_before_there_were_facts_is_compared_in_what_it_had(checked, workbench_command, tmp_path, older):
    bench, log = checked
    other = rewritten(log, tmp_path / "log.jsonl", older)
    found = replay(other, bench)
    assert (found.same, found.unnamed, {claim.outcome for claim in found.claims}) == (True, ("facts",), {Outcome.SAME})
    ran = workbench_command("replay", other, workspace=bench.workspace)
    assert (ran.code, "does not name its facts" in ran.out) == (0, True)


def record_as_before_facts(book, check):
    """Store a check with the bytes that a version without facts gave it."""
    record = to_record(check)
    for assessment in record["assessments"]:
        del assessment["facts"]
    drafted = drafting.check_recorded(book.folder, check, ANA, dt.datetime(2024, 5, 3, 8, 30, tzinfo=dt.UTC))
    stored = objects.put(book.folder / "objects", json.dumps(record, ensure_ascii=False).encode())
    book._store.write([dataclasses.replace(drafted, data=drafted.data | {"object": stored})])


def test_a_stored_check_without_facts_is_exported_verified_and_replayed(checked, tmp_path):
    bench, log = checked
    header = json.loads(log.read_bytes().splitlines()[0])["article"]
    article = bench.make_article(header["text"], published=dt.date.fromisoformat(header["date"]))
    other = tmp_path / "log.jsonl"
    with Ledger.open(tmp_path) as book:
        book.add_article(article, ANA)
        record_as_before_facts(book, bench.check(article, "refs"))
        assert {assessment.facts for assessment in book.check(article.article_id).assessments} == {()}
        other.write_bytes(export_log(book, article.article_id, "jsonl"))
    with Ledger.open(tmp_path) as book:
        assert book.differences() == ()
    found = replay(other, bench)
    assert (verify_log(other), found.same, found.unnamed) == (None, True, ("facts",))


@pytest.mark.parametrize("older", [without_facts, with_no_facts])
def test_what_else_changed_since_there_are_facts_is_still_found(checked, tmp_path, older):
    bench, log = checked

    def change(records):
        older(records)
        assessments(records)[0]["suggestion"]["reason"] = "another"

    found = replay(rewritten(log, tmp_path / "log.jsonl", change), bench)
    assert [claim.field for claim in found.claims if claim.outcome is Outcome.CHANGED] == ["suggestion.reason"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda one: one["facts"][0]["suggestion"].update(label="NOT_CHECKABLE"), "facts[0].suggestion.label"),
        (lambda one: one["facts"][-1].update(kind="name"), "facts[-1].kind"),
        (lambda one: one["facts"].pop(), "facts[-1]"),
        (lambda one: one.update(facts=[]), "facts[0]"),
        (lambda one: one.pop("facts"), "facts"),
    ],
)
def test_a_fact_that_changed_or_is_missing_beside_others_is_named(checked, tmp_path, change, field):
    bench, log = checked
    last = len(json.loads(log.read_bytes().splitlines()[1])["assessment"]["facts"]) - 1
    found = replay(rewritten(log, tmp_path / "log.jsonl", lambda records: change(assessments(records)[0])), bench)
    changed = [claim.field for claim in found.claims if claim.outcome is Outcome.CHANGED]
    assert (changed, found.unnamed) == ([field.replace("-1", str(last))], ())


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (None, "check the path"),
        (b"", "empty file"),
        (b"{}\n", "entry 1"),
        (b'{"seq": 1, "prev": "' + b"0" * 64 + b'"}\n', "no header"),
    ],
)
def test_a_file_that_is_no_log_is_refused(workbench_command, tmp_path, written, says):
    if written is not None:
        (tmp_path / "log.jsonl").write_bytes(written)
    ran = workbench_command("replay", tmp_path / "log.jsonl", workspace=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err


def test_a_changed_log_is_refused(checked, workbench_command, tmp_path):
    bench, log = checked
    path = tmp_path / "log.jsonl"
    path.write_bytes(log.read_bytes().replace(b"512,000", b"612,000"))
    ran = workbench_command("replay", path, workspace=bench.workspace)
    assert (ran.code, "as it was exported" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ({"a": 1}, {"a": 1}, None),
        ({"a": 1, "b": {"c": [1, 2]}}, {"a": 1, "b": {"c": [1, 3]}}, "b.c[1]"),
        ({"a": [1]}, {"a": [1, 2]}, "a[1]"),
        ({"a": []}, {"a": {}}, "a"),
        ({}, {"a": 0}, "a"),
        ({"a": 1}, {"a": 1.0}, "a"),
        ({"a": 1, "b": 1}, {"b": 2, "a": 2}, "b"),
    ],
)
def test_the_first_difference_is_named_by_its_place(old, new, place):
    assert first_difference(old, new) == place


def test_a_newsrooms_log_is_scored_against_its_verdicts(checked, workbench_command, tmp_path):
    bench, log = checked
    ran = workbench_command("eval", "desk", "--data", log, "--json", workspace=bench.workspace)
    assert ran.code == 0, ran.err
    record = json.loads(ran.out)
    labels = [
        json.loads(line)["assessment"]["suggestion"]["label"]
        for line in log.read_bytes().splitlines()[1:-1]
        if b'"claim"' in line
    ]
    totals = {total["name"]: total["count"] for total in record["totals"]}
    greens = sum(label.startswith("MATCH") for label in labels)
    assert greens > 0
    assert (record["items"], totals["green"], totals["wrong_green"]) == (len(labels), greens, 0)
    # every other claim was refuted by the reviewer, which a CONFLICT alone bears out
    assert totals["accepted"] == greens + labels.count("CONFLICT")


def test_a_log_without_a_verdict_has_nothing_to_score(checked, workbench_command, tmp_path):
    bench, log = checked

    def undecided(records):
        for record in records[1:-1]:
            record["verdict"] = None

    other = rewritten(log, tmp_path / "log.jsonl", undecided)
    ran = workbench_command("eval", "desk", "--data", other, workspace=bench.workspace)
    assert (ran.code, "claims with a verdict" in ran.err) == (2, True)


@pytest.mark.slow
def test_the_demo_replays_to_the_same_bytes_in_a_workspace_of_its_own(workbench_command, tmp_path):
    article_id = workbench_command("demo", workspace=tmp_path).out.strip()
    assert (
        workbench_command("export", article_id, "--format", "jsonl", "--out", tmp_path / "l.jsonl", workspace=tmp_path).code
        == 0
    )
    ran = workbench_command("replay", tmp_path / "l.jsonl", "--json", workspace=tmp_path)
    assert ran.code == 0, ran.err
    outcomes = {claim["outcome"] for claim in json.loads(ran.out)["claims"]}
    assert outcomes == {"same"}
