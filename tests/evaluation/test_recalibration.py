"""From labelled articles to lines, from lines to settings, to what is suggested; and calibrating anew gives the same lines."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.evaluation.suggesting import green_case
from workbench.export import export_log
from workbench.ledger import Ledger, Reviewer
from workbench.models import Verdict
from workbench.pipeline import Workbench
from workbench.settings import Settings

NAMES = [
    f"{head}{tail}" for head in ("Al", "Bran", "Cor", "Dun", "El", "Fal") for tail in ("wick", "holm", "stead", "ford", "dale")
]
DOUBTED = ("Glasholm", "Hawford", "Inwick")
QUOTE = "“We will not raise the toll before the second lane is open,” Mayor Ilse Brandt said."
DATE = ("--date", "2024-05-02")
DESK = Path(__file__).parents[1] / "data" / "evaluation" / "desk"
RISK = "0.1"  # shown by 30 greens, the fewest for which a rate is stated


@dataclass(frozen=True)
class Labelled:
    """A workspace, a folder with labels, and the command line."""

    workspace: Path
    data: Path

    @property
    def settings(self):
        return self.workspace / "workbench.toml"


@pytest.fixture
def labelled(tmp_path):
    """Thirty claims word by word and right, three with a word of their own and labelled as wrong, and a quote."""
    lengths = {name: 110 + 7 * number for number, name in enumerate([*NAMES, *DOUBTED])}
    claims = [
        f"The {name} bridge is {'officially ' if name in DOUBTED else ''}{length} metres long."
        for name, length in lengths.items()
    ]
    notes = {name: f"The {name} bridge is {length} metres long." for name, length in lengths.items()}
    notes["Minutes"] = "Mayor Ilse Brandt: We will not raise the toll before the second lane is open."
    (tmp_path / "documents").mkdir()
    for name, text in notes.items():
        head = f"---\npublished: 2024-02-01\ntier: primary\ntitle: {name}\n---\n\n"
        (tmp_path / "documents" / f"{name}.md").write_text(head + text, encoding="utf-8")
    (tmp_path / "article.txt").write_text("\n\n".join([*claims, QUOTE]), encoding="utf-8")
    rows = [
        {"article": "article.txt", "corpus": "documents", "date": "2024-05-02", "find": words, "expect": [label], "kind": "x"}
        for words, label in [
            *((claim, "CONFLICT" if "officially" in claim else "MATCH") for claim in claims),
            (QUOTE.partition(",")[0][1:], "MATCH"),
        ]
    ]
    (tmp_path / "desk.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    # Scores by rule, so that who stands above and who below the threshold can be worked out.
    (workspace / "workbench.toml").write_text("relation_passages = 0\n", encoding="utf-8")
    return Labelled(workspace, tmp_path)


@pytest.mark.slow
def test_labels_become_settings_that_later_suggestions_obey(labelled, workbench_command):
    def run(*arguments):
        ran = workbench_command(*arguments, workspace=labelled.workspace)
        assert ran.code == 0, ran.err
        return ran

    def checked(*options):
        ran = run("check", labelled.data / "article.txt", "--corpus", "refs", *DATE, "--format", "json", *options)
        return json.loads(ran.out)[0]

    lines = labelled.data / "found.toml"
    calibrate = ("eval", "desk", "--data", labelled.data, "--risk", RISK, "--write-calibration")
    settings = labelled.settings.read_bytes()
    ran = run(*calibrate, lines)
    assert labelled.settings.read_bytes() == settings  # never silently
    assert lines.read_text() in ran.out
    assert "quotes found letter by letter, without a threshold: 0 wrong of 1" in ran.out

    run("corpus", "add", "refs", labelled.data / "documents")
    plain = [one["suggestion"] for one in checked()["assessments"]]
    assert {(one["label"], one["confidence"]) for one in plain} == {("MATCH", None)}

    labelled.settings.write_bytes(settings + lines.read_bytes())
    check = checked("--save")
    found = [one["suggestion"] for one in check["assessments"]]
    assert [one["label"] for one in found] == ["MATCH"] * 30 + ["REVIEW"] * 3 + ["MATCH"]
    assert {one["reason"] for one in found[30:33]} == {"below_calibration"}
    sure = round(0.05 ** (1 / 30), 6)
    assert {(one["confidence"], one["calibrated_on"]) for one in found[:30]} == {(sure, labelled.data.name)}
    assert found[33] == plain[33]  # the quote: compared letter by letter
    (labelled.data / "short.txt").write_text(
        "The Alwick bridge is 110 metres long. Two lanes of it are closed.", encoding="utf-8"
    )
    table = run("check", labelled.data / "short.txt", "--corpus", "refs", *DATE).out
    assert f"90 % on {labelled.data.name}" in " ".join(table.split())

    # With the calibration in force: the same greens, so the same thresholds; the figures are of what is suggested now.
    again = run(*calibrate, labelled.data / "again.toml")
    assert (labelled.data / "again.toml").read_bytes() == lines.read_bytes()
    assert "wrong greens: 0 wrong of 31" in again.out

    # So too from the newsroom's own verdicts, given on suggestions that were calibrated.
    log = labelled.data / "log.jsonl"
    with Ledger.open(labelled.workspace) as ledger:
        for number, one in enumerate(check["assessments"]):
            verdict = Verdict.REFUTED if found[number]["label"] == "REVIEW" else Verdict.SUPPORTED
            ledger.give_verdict(check["article_id"], one["claim"]["claim_id"], verdict, Reviewer("Ana"))
        log.write_bytes(export_log(ledger, check["article_id"], "jsonl"))
    run("eval", "desk", "--data", log, "--risk", RISK, "--write-calibration", labelled.data / "own.toml")
    own = (labelled.data / "own.toml").read_text()
    assert 'on = "log.jsonl"' in own
    assert own.partition("[calibration.kinds]")[2] == lines.read_text().partition("[calibration.kinds]")[2]


def test_what_a_calibration_left_to_the_reviewer_is_a_case_as_before(built_place):
    kinds = {"all": {"kept": 299, "wrong": 1, "bound": 0.015776}}
    table = {"on": "x", "risk": 0.01, "confidence": 0.95, "data_digest": "0" * 64, "kinds": kinds}
    bench = Workbench.open(built_place.workspace)
    article = bench.make_article(built_place.article.read_text(encoding="utf-8"), published=dt.date(2024, 5, 2))
    plain = bench.check(article, "refs").assessments
    bench.settings = Settings.model_validate({"calibration": table})
    found = bench.check(article, "refs").assessments
    assert {one.suggestion.reason for one in found} >= {"below_calibration"}
    for right in (True, False):
        cases = [green_case(one, right=right) for one in plain]
        assert cases == [green_case(one, right=right) for one in found]
        assert any(case and case.score is not None for case in cases)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--write-calibration", "workbench.toml"), "put them into workbench.toml yourself"),
        (("--write-calibration", "found.toml"), "at least 299 labelled greens"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(workbench_command, tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    ran = workbench_command("eval", "desk", "--data", DESK, *arguments, workspace=tmp_path)
    assert (ran.code, ran.err.count("\n"), says in ran.err) == (2, 1, True)
    assert list(tmp_path.iterdir()) == []
