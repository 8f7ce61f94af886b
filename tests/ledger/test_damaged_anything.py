"""Whichever file of a ledger is damaged, each command gives the right answer or says in one line what is wrong."""

import shutil

import pytest
from ledgers import ANA, BEN, damaged, open_ledger, seeded

from workbench.models import Verdict

COMMANDS = (
    ("articles", "list"),
    ("export", "a-1", "--format", "jsonl"),
    ("export", "a-1", "--format", "csv"),
    ("verdict", "c-0", "refuted", "--reviewer", "Ben", "--note", "from the command line"),
    ("undo", "--reviewer", "Ben"),
    ("repair",),
    ("articles", "list"),
)


@pytest.fixture
def source(filled, tmp_path):
    """A ledger with every kind of file: log, tables, objects, a batch that waits, locks and their notes."""
    place = tmp_path / "source"
    filled(place)
    with open_ledger(place), open_ledger(place, shared=True) as guest:
        guest.give_verdict("a-1", "c-1", Verdict.SUPPORTED, BEN, note="queued")
    (place / "ledger" / "events.torn-1-00000000").write_bytes(b'{"seq"')
    return place


def one_trial(source, workspace, command, seed):
    shutil.copytree(source, workspace)
    chance = seeded(seed)
    files = sorted(path for path in (workspace / "ledger").rglob("*") if path.is_file())
    hit = chance.choice(files)
    hit.write_bytes(damaged(hit.read_bytes(), chance))
    for words in COMMANDS:
        ran = command(*words, workspace=workspace)
        assert ran.code in {0, 3}, (seed, hit.name, words, ran)
        assert ran.code == 0 or ran.err.splitlines()[-1].startswith("workbench: expected"), (seed, hit.name, words, ran)
        assert "Traceback" not in ran.err, (seed, hit.name, words, ran)
    ran = command("verify", workspace / "ledger" / "events.jsonl", workspace=workspace)
    assert ran.code in {0, 1, 2}, (seed, hit.name, ran)
    with open_ledger(workspace) as book:
        book.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, note="and on it goes") if book.verdicts("a-1") else None
    shutil.rmtree(workspace)


def test_commands_answer_or_say_what_is_wrong(source, tmp_path, workbench_command):
    for seed in range(4):
        one_trial(source, tmp_path / "trial", workbench_command, seed)


@pytest.mark.slow
def test_commands_answer_or_say_what_is_wrong_for_a_hundred_damages(source, tmp_path, workbench_command):
    for seed in range(1000, 1100):
        one_trial(source, tmp_path / "trial", workbench_command, seed)
