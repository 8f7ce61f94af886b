"""The `facts` suite: which fact a label is held against, what is counted by kind and trap, and the folders it reads."""

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.corpus import Corpus, list_corpora
from workbench.evaluation.desk_folders import check_desk, desk_folders
from workbench.evaluation.facts_suite import COLUMNS, FROM_BORNE_OUT, judged_at
from workbench.evaluation.folder import read_run
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.run import SUITES, evaluate
from workbench.models import Assessment, Claim, Evidence, Fact, FactKind, Hit, Relation, RelationScores, Suggestion, Tier
from workbench.models import SuggestionLabel as L
from workbench.pipeline import Workbench
from workbench.settings import Settings

DATA = Path(__file__).parents[1] / "data" / "evaluation" / "facts"
DESK = DATA / "crossing"
K = FactKind
TEXT = "The 34-metre tram was built by Ann Lee in May for $3 million, and it was sold to Tom Ray, and it burned."


def suggested(label, *rests_on):
    return Suggestion(label, label.value.lower(), "Because.", rests_on=rests_on)


def fact(kind, words, label):
    start = TEXT.index(words)
    return Fact(f"f-{kind}-{start}", kind, start, start + len(words), words, suggested(label))


def claim(words, label, *facts):
    start = TEXT.index(words)
    own = Claim(f"c-{start}", start, start + len(words), words, words, 0, (), 0.9, ())
    return Assessment(own, (), (), suggested(label), facts)


BUILT, SOLD = TEXT.partition(", and it was sold")[0], "it was sold to Tom Ray, and it burned"
ASSESSMENTS = (
    claim(
        BUILT,
        L.PARTIAL,
        fact(K.STATEMENT, BUILT, L.REVIEW),
        fact(K.AMOUNT, "34-metre", L.MATCH_ROUNDED),
        fact(K.NAME, "Ann Lee", L.MATCH),
        fact(K.DATE, "May", L.CONFLICT),
        fact(K.AMOUNT, "$3 million", L.NO_EVIDENCE),
    ),
    claim(
        SOLD,
        L.MATCH,
        fact(K.STATEMENT, SOLD, L.MATCH),
        fact(K.NAME, "Tom Ray", L.CONFLICTING_SOURCES),
    ),
)


@pytest.mark.parametrize(
    ("words", "kind", "label", "found"),
    [
        ("34-metre tram", K.AMOUNT, L.MATCH_ROUNDED, K.AMOUNT),  # one fact of the kind
        ("metre tram", K.AMOUNT, L.MATCH_ROUNDED, K.AMOUNT),  # half of it lies there
        ("Ann Lee in May", K.NAME, L.MATCH, K.NAME),  # the kind goes before another fact, whatever it got
        ("Ann Lee in May", K.DATE, L.CONFLICT, K.DATE),
        ("Ann Lee in May", K.AMOUNT, L.CONFLICT, K.DATE),  # none of the kind: all but the statement, a conflict outweighs
        ("Ann Lee in May", None, L.CONFLICT, K.DATE),  # no kind is labelled
        ("34-metre tram was built by Ann Lee in May for $3 million", K.AMOUNT, L.NO_EVIDENCE, K.AMOUNT),  # the least sure one
        ("built by Ann Lee", K.STATEMENT, L.REVIEW, K.STATEMENT),  # the statement alone, though a name lies on the words
        ("$3 million, and it was sold to Tom Ray", K.STATEMENT, L.MATCH, K.STATEMENT),  # the one that lies on most
        ("was built by", K.AMOUNT, L.REVIEW, K.STATEMENT),  # nothing but the statement lies there
        ("it burned", K.NAME, L.MATCH, K.STATEMENT),
        ("Tom Ray", K.NAME, L.CONFLICTING_SOURCES, K.NAME),
    ],
)
def test_a_label_is_held_against_the_facts_that_lie_on_its_words(words, kind, label, found):
    start = TEXT.index(words)
    judged = judged_at(start, start + len(words), kind, ASSESSMENTS)
    assert (judged.suggestion.label, judged.kind) == (label, found)


def test_only_what_touches_no_word_is_passed_over():
    start = TEXT.index(", and it was sold")
    assert judged_at(start, start + 2, K.NAME, ASSESSMENTS) is None


@pytest.mark.parametrize(("words", "label"), [("34-metre", L.PARTIAL), ("Tom Ray", L.MATCH), ("million, and it", None)])
def test_a_check_without_facts_is_held_to_its_shortest_claim(words, label):
    start = TEXT.index(words)
    older = [replace(one, facts=()) for one in ASSESSMENTS]
    judged = judged_at(start, start + len(words), K.AMOUNT, [*older, *([claim(TEXT, L.REVIEW)] if label else [])])
    assert (judged.suggestion.label if judged else None) == label


def test_every_label_has_its_place_and_a_conflict_the_last():
    assert set(FROM_BORNE_OUT) == set(L)
    assert FROM_BORNE_OUT[-1] is L.CONFLICT


def hit(passage):
    return Hit(1, 0.5, f"d-{passage}", passage, "T", None, None, Tier.PRIMARY, "", 0, 1, "x")


def test_the_passage_that_is_cited_is_the_one_the_fact_rests_on():
    scores = RelationScores(0, 0, 1)
    evidence = tuple(Evidence(hit(name), Relation.NEUTRAL, scores, "o", False, False, 0, 1) for name in ("p-1", "p-2"))
    own = replace(fact(K.AMOUNT, "34-metre", L.MATCH), suggestion=suggested(L.MATCH, "p-2", "p-1"))
    one = replace(ASSESSMENTS[0], evidence=evidence, facts=(own,))
    assert judged_at(own.start, own.end, K.AMOUNT, [one]).first_hit.passage_id == "p-2"
    resting_on_nothing = replace(one, facts=(replace(own, suggestion=suggested(L.REVIEW)),))
    assert judged_at(own.start, own.end, K.AMOUNT, [resting_on_nothing]).first_hit.passage_id == "p-1"
    assert judged_at(own.start, own.end, K.AMOUNT, [replace(one, evidence=())]).first_hit is None


# ------------------------------------------------------------------------------------------------- the whole suite


@pytest.fixture
def scored(workbench_command, tmp_path):
    def run(data, *options):
        ran = workbench_command("eval", "facts", "--data", data, "--json", *options, workspace=tmp_path)
        assert ran.code == 0, ran.err
        record = json.loads(ran.out)
        return record | {"totals": {total["name"]: total["count"] for total in record["totals"]}}

    return run


def test_it_counts_what_is_accepted_and_what_is_wrong_in_all_by_kind_and_by_trap(scored):
    run = scored(DESK)
    assert run["totals"] == dict.fromkeys(COLUMNS, 0) | {
        "accepted": 3, "green": 1, "red": 1, "abstained": 1, "cited": 2, "with_doc": 2
    }  # fmt: skip
    slices = {(one["by"], one["name"]): (one["items"], one["accepted"], one["missed"]) for one in run["slices"]}
    assert slices == {
        ("kind", "amount"): (3, 2, 0),
        ("kind", "statement"): (1, 1, 0),
        ("trap", "none"): (1, 1, 0),
        ("trap", "unit"): (1, 1, 0),
    }
    assert (run["wrong_greens"]["kept"], run["wrong_reds"]["kept"], run["wrong_reds"]["bound"]) == (1, 1, None)


def test_a_folder_of_desks_is_read_by_name_and_drawn_by_desk(scored, tmp_path):
    folder = tmp_path / "desks"
    shutil.copytree(DESK, folder / "b")
    shutil.copytree(DESK, folder / "a")
    run = scored(folder, "--out", str(tmp_path / "run"))
    assert run["totals"]["accepted"] == 6
    assert all(figure["low"] is not None for figure in run["metrics"] if figure["name"] == "accepted")
    read, items = read_run(tmp_path / "run")
    assert [item.item_id for item in items] == [f"{desk}:{n}" for desk in "ab" for n in (1, 2, 3, 4)]
    assert {item.group for item in items} == {"a", "b"}
    assert [item.trap for item in items[:4]] == ["unit", "none", None, None]
    assert (read.slices[0].by, read.slices[0].name, read.slices[0].items) == ("kind", "amount", 6)
    report = (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    assert "| trap unit | 2 of 2 | 0 | 0 of 2 | 0 of 0 |" in report
    assert "## Wrong reds" in report


def test_limit_takes_the_first_labels_and_gives_other_data(scored):
    whole, part = scored(DESK), scored(DESK, "--limit", "2")
    assert (whole["items"], part["items"]) == (4, 2)
    assert whole["data_digest"] != part["data_digest"]


def test_the_view_has_a_row_a_slice(workbench_command, tmp_path):
    ran = workbench_command("eval", "facts", "--data", DESK, workspace=tmp_path)
    assert any(line.split("│")[0].strip() == "trap unit" and "1 of 1" in line for line in ran.out.splitlines())
    assert "wrong reds: 0 wrong of 1: too few labelled cases" in ran.out


def test_documents_are_told_by_meta_what_they_cannot_say(tmp_path):
    (desk,) = desk_folders(DATA)
    bench = Workbench(tmp_path, Settings.model_validate({}))
    checked = check_desk(bench, desk.article, desk.corpus, desk.date)
    (name,) = list_corpora(tmp_path)
    cards = {card.source_name: card for card in Corpus.open(tmp_path, name).cards}
    assert set(cards) == set(checked.sources.values()) == {"bridge.csv", "register.md", "report.md"}
    told = cards["bridge.csv"]
    assert (told.published, told.publisher, told.tier) == (dt.date(2024, 3, 1), "Island Council", Tier.PRIMARY)
    assert cards["report.md"].published == dt.date(2024, 2, 1)


def counted(name, kind, trap, **counts):
    row = tuple(float(counts.get(column, 0)) for column in COLUMNS)
    right = bool(counts.get("accepted"))
    return Item(name, "desk", kind, "MATCH", "", "MATCH", "MATCH" if right else "REVIEW", right, None, row, trap=trap)


def test_from_thirty_greens_or_reds_on_a_slice_states_its_bound():
    items = [
        *(counted(f"g{n}", "amount", "unit", accepted=1, green=1) for n in range(39)),
        counted("g39", "amount", "bound", green=1, wrong_green=1),
        *(counted(f"r{n}", "date", None, red=1, wrong_red=n < 3, accepted=n >= 3) for n in range(30)),
        counted("m", "date", "unit", missed=1),
    ]
    suite = replace(SUITES["facts"], score=lambda *_: Scored("made", "0" * 64, tuple(items)))
    bench = Workbench(Path(), Settings.model_validate({}))
    run, _ = evaluate(suite, Path(), bench, seed=1, limit=None, tell=lambda *_: None)
    slices = {f"{one.by} {one.name}": one for one in run.slices}
    assert list(slices) == ["kind amount", "kind date", "trap bound", "trap unit"]
    # the exact bound of 1 wrong of 40 solves (1 - p)**40 + 40 * p * (1 - p)**39 = 0.05
    bound = slices["kind amount"].wrong_greens.bound
    assert (1 - bound) ** 40 + 40 * bound * (1 - bound) ** 39 == pytest.approx(0.05, abs=1e-4)
    assert (slices["trap unit"].wrong_greens.kept, slices["trap unit"].wrong_greens.wrong) == (39, 0)
    assert (slices["trap bound"].wrong_greens.wrong, slices["trap bound"].wrong_greens.bound) == (1, None)
    assert (slices["kind date"].wrong_reds.wrong, slices["kind date"].wrong_reds.rate) == (3, 0.1)
    assert (slices["kind date"].items, slices["kind date"].missed) == (31, 1)
    assert run.wrong_reds == slices["kind date"].wrong_reds


BAD = [
    (
        "gold.json",
        '"kind": "amount", "expect": ["MATCH_ROUNDED"]',
        '"kind": "figure", "expect": ["MATCH"]',
        "a kind of fact: amount",
    ),
    ("gold.json", '["CONFLICT"]', '["FALSE"]', "expected suggestions: MATCH"),
    ("gold.json", '["CONFLICT"]', "[]", "at least one suggestion"),
    ("gold.json", "512,000 passengers", "612,000 passengers", "words that crossing/article.txt holds; found '612,000"),
    ("gold.json", '"date": "2024-05-02"', '"date": "May"', "a day like 2024-05-31"),
    ("corpus/meta.json", "bridge.csv", "tunnel.csv", "files of the corpus, each with an object; found 'tunnel.csv'"),
    ("corpus/meta.json", '"primary"', '"first"', "a tier: primary"),
    ("corpus/meta.json", "2024-03-01", "March", "a day like 2024-05-31"),
    ("corpus/bridge.csv", "vehicle,crossings of the bridge\nvans,4200\nbuses,310\n", "", "documents that can be read"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), BAD)
def test_a_desk_that_cannot_be_scored_is_one_line(workbench_command, tmp_path, name, old, new, says):
    desk = tmp_path / "crossing"
    shutil.copytree(DESK, desk)
    text = (desk / name).read_text(encoding="utf-8")
    assert old in text
    (desk / name).write_text(text.replace(old, new), encoding="utf-8")
    ran = workbench_command("eval", "facts", "--data", desk, workspace=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err


def test_a_folder_without_desks_and_thresholds_of_facts_are_refused(workbench_command, tmp_path):
    ran = workbench_command("eval", "facts", "--data", tmp_path, workspace=tmp_path)
    assert (ran.code, "gold.json" in ran.err) == (2, True)
    ran = workbench_command("eval", "facts", "--data", DESK, "--calibrate", workspace=tmp_path)
    assert (ran.code, "relation or desk" in ran.err) == (2, True)
