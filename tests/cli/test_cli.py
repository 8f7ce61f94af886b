"""The command line keeps the machine interface's promises: fields, streams, exit codes."""

import json
import subprocess
import sys

import pytest

from workbench.cli.console import out
from workbench.cli.review import _write_whole
from workbench.errors import MissingResourceError

VALUE_FIELDS = (
    "kind start end text low high unit dimension per modifier base_low base_high base_unit timex from to resolved subject"
).split()
CLAIM_FIELDS = (
    "claim_id start end text standalone sentence types check_worthiness reasons speaker modality values subject"
).split()
QUOTE_FIELDS = "start end text speaker speaker_start speaker_end cue direct".split()
HIT_FIELDS = (
    "rank score doc_id passage_id title publisher published tier locator start end text dense_rank lexical_rank value_rank"
).split()
COMPARISON_FIELDS = (
    "claim_value evidence_value converted_low converted_high unit difference difference_relative tolerance tolerance_rule slot "
    "level explanation"
).split()
EVIDENCE_FIELDS = [*HIT_FIELDS, "relation", "relation_scores", "origin", "known_later", "self_support"]
SUGGESTION_FIELDS = "label reason explanation confidence calibrated_on rests_on".split()

CHECK_AND_SAVE = ["check", "--corpus", "refs", "--date", "2024-05-02", "--format", "json", "--save"]


def has(record, fields):
    return set(fields) <= set(record)


def test_values_answers_each_line_with_the_promised_fields(workbench_command):
    ran = workbench_command(
        "values", "--jsonl", stdin=[{"id": 1, "text": "It is 12 miles long.", "date": "2024-05-02"}, {"id": "b", "text": ""}]
    )
    assert ran.code == 0
    first, second = ran.lines
    (value,) = first["values"]
    assert has(value, VALUE_FIELDS)
    assert (value["text"], value["low"], value["unit"], value["dimension"], value["base_unit"]) == (
        "12 miles",
        12,
        "mile",
        "[length]",
        "meter",
    )
    assert second == {"id": "b", "values": []}


def test_values_reads_a_bare_dollar_as_that_of_the_publishers_country(workbench_command):
    lines = [{"id": 1, "text": "It cost $5 million."}, {"id": 2, "text": "It cost $5 million.", "country": "ca"}]
    assert [answer["values"][0]["unit"] for answer in workbench_command("values", "--jsonl", stdin=lines).lines] == [
        "USD",
        "CAD",
    ]
    at_home = workbench_command("values", "--jsonl", "--country", "AU", stdin=lines).lines
    assert [answer["values"][0]["unit"] for answer in at_home] == ["AUD", "CAD"]


@pytest.mark.parametrize(
    ("line", "identity", "code"),
    [
        (b"not json", None, "bad_json"),
        (b"[1, 2]", None, "bad_json"),
        (b'{"id": 7}', 7, "bad_field"),
        (b'{"id": 7, "text": 12}', 7, "bad_field"),
        (b'{"id": 7, "text": "x", "date": "May"}', 7, "date"),
        (b'{"id": 7, "text": "\\ud83d"}', 7, "bad_text"),
        (b'{"id": 7, "text": "\xff"}', None, "bad_json"),
        (b'{"id": NaN, "text": "x"}', None, "bad_id"),
        (b'{"id": 1e999, "text": "x"}', None, "bad_id"),
        (b'{"id": "\\ud83d", "text": "x"}', None, "bad_text"),
        (b'{"id": ' + b"[" * 490 + b"]" * 490 + b', "text": "x"}', None, "bad_id"),
    ],
)
def test_a_bad_line_is_answered_in_its_place_and_the_run_goes_on(workbench_command, line, identity, code):
    ran = workbench_command("values", "--jsonl", stdin=line + b'\n{"id": 8, "text": "5 km"}\n')
    assert ran.code == 2
    bad, good = ran.lines
    assert (bad["id"], bad["error"]["code"]) == (identity, code)
    assert good["values"][0]["unit"] == "kilometer"


def test_claims_answers_with_the_promised_fields_and_exact_spans(workbench_command):
    text = "Officials in Norrhavn said the ferry carried 512,000 passengers in 2023. “We are proud,” Mayor Ilse Brandt said."
    ran = workbench_command("claims", "--jsonl", stdin=[{"id": "x", "text": text, "title": "Ferry", "date": "2024-05-02"}])
    (answer,) = ran.lines
    assert [text[start:end] for start, end in answer["sentences"]] == [text[:72], text[73:]]
    assert answer["claims"]
    for claim in answer["claims"]:
        assert has(claim, CLAIM_FIELDS)
        assert claim["text"] == text[claim["start"] : claim["end"]]
        assert 0 <= claim["check_worthiness"] <= 1
    quote = next(quote for quote in answer["quotes"] if quote["direct"])
    assert has(quote, QUOTE_FIELDS)
    assert quote["speaker"].endswith("Ilse Brandt")


def test_search_puts_the_passage_that_bears_on_the_query_first(workbench_command, built_place):
    ran = workbench_command(
        "search",
        "--corpus",
        "refs",
        "-k",
        "3",
        "--jsonl",
        stdin=[{"id": 1, "query": "How long is the tunnel?"}],
        workspace=built_place.workspace,
    )
    hits = ran.lines[0]["hits"]
    assert len(hits) <= 3
    assert has(hits[0], HIT_FIELDS)
    assert hits[0]["title"] == "Register of sea crossings"
    assert hits[0]["published"] == "2023-11-03"
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))


def test_compare_answers_with_relation_comparisons_and_suggestion(workbench_command):
    rows = [{"id": 1, "claim": "The tunnel is 12 miles long.", "evidence": "The tunnel is 19 km long."}]
    (answer,) = workbench_command("compare", "--jsonl", stdin=rows).lines
    assert answer["relation"] == "supports"
    assert sum(answer["relation_scores"].values()) == pytest.approx(1)
    assert has(answer["suggestion"], SUGGESTION_FIELDS)
    (comparison,) = answer["comparisons"]
    assert has(comparison, COMPARISON_FIELDS)
    assert comparison["level"] == "WITHIN_PRECISION"
    # 19 km over 1.609344 km a mile
    assert comparison["converted_low"] == pytest.approx(11.806, abs=0.001)


@pytest.fixture
def checked(workbench_command, built_place):
    ran = workbench_command(
        "check",
        built_place.article,
        "--corpus",
        "refs",
        "--date",
        "2024-05-02",
        "--format",
        "json",
        workspace=built_place.workspace,
    )
    assert ran.code == 0
    return json.loads(ran.out)


def label_of(check, text):
    covering = [a for a in check["assessments"] if text in a["claim"]["text"]]
    return min(covering, key=lambda a: len(a["claim"]["text"]))["suggestion"]["label"]


def test_check_gives_one_object_an_article_with_the_promised_fields(checked, built_place):
    (check,) = checked
    assert has(check, "article_id title date corpus snapshot assessments internal_conflicts".split())
    text = built_place.article.read_text(encoding="utf-8")
    for assessment in check["assessments"]:
        claim = assessment["claim"]
        assert has(claim, CLAIM_FIELDS)
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert has(assessment["suggestion"], SUGGESTION_FIELDS)
        assert all(has(evidence, EVIDENCE_FIELDS) for evidence in assessment["evidence"])


def test_check_suggests_what_a_careful_checker_would_accept(checked):
    (check,) = checked
    assert label_of(check, "12-mile Norrhavn tunnel") == "MATCH_ROUNDED"
    assert label_of(check, "512,000 passengers") == "CONFLICT"
    assert label_of(check, "We will not raise the fare") == "MATCH"


def test_checking_again_gives_the_same_bytes(workbench_command, built_place):
    command = ("check", built_place.article, "--corpus", "refs", "--date", "2024-05-02", "--format", "json")
    first = workbench_command(*command, workspace=built_place.workspace)
    assert first.out == workbench_command(*command, workspace=built_place.workspace).out


def test_from_check_to_verdict_to_export_and_verify(workbench_command, place, tmp_path):
    ran = workbench_command(*CHECK_AND_SAVE, place.article, workspace=place.workspace)
    (check,) = json.loads(ran.out)
    claim_id = check["assessments"][0]["claim"]["claim_id"]
    assert (
        workbench_command(
            "verdict", claim_id, "supported", "--reviewer", "Ana", "--note", "=1+1", workspace=place.workspace
        ).code
        == 0
    )
    assert "1 of" in workbench_command("articles", "list", workspace=place.workspace).out
    log = tmp_path / "log.jsonl"
    export = ("export", check["article_id"], "--format")
    assert workbench_command(*export, "jsonl", "--out", log, workspace=place.workspace).code == 0
    assert workbench_command("verify", log, "--corpus", "refs", workspace=place.workspace).code == 0
    csv = workbench_command(*export, "csv", workspace=place.workspace).out
    assert "'=1+1" in csv
    assert workbench_command("undo", "--reviewer", "Ana", workspace=place.workspace).code == 0
    assert "supported" not in workbench_command(*export, "csv", workspace=place.workspace).out


def test_verify_names_the_entry_that_was_changed(workbench_command, place, tmp_path):
    workbench_command("check", place.article, "--corpus", "refs", "--date", "2024-05-02", "--save", workspace=place.workspace)
    events = place.workspace / "ledger" / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"article_added", b"article_adde0"))
    ran = workbench_command("verify", events)
    assert ran.code == 1
    assert "entry 1" in ran.err


def test_verify_names_the_document_that_changed_since_the_log_was_made(workbench_command, place, tmp_path):
    ran = workbench_command(*CHECK_AND_SAVE, place.article, workspace=place.workspace)
    (check,) = json.loads(ran.out)
    log = tmp_path / "log.jsonl"
    workbench_command("export", check["article_id"], "--format", "jsonl", "--out", log, workspace=place.workspace)
    first = check["assessments"][0]["evidence"][0]
    workbench_command("corpus", "remove", "refs", first["doc_id"], workspace=place.workspace)
    ran = workbench_command("verify", log, "--corpus", "refs", workspace=place.workspace)
    assert ran.code == 1
    assert first["doc_id"] in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nonsense"], 2, "nonsense"),
        (["search", "--corpus", "nowhere", "x"], 3, "nowhere"),
        (["search", "--corpus", "refs"], 2, "words to look for"),
        (["check", "missing.txt", "--corpus", "refs", "--date", "2024-05-02"], 2, "missing.txt"),
        (["check", ".", "--corpus", "refs"], 2, "folder"),
        (["check", "missing.txt", "--corpus", "refs", "--date", "02.05.2024"], 2, "2024-05-31"),
        (["corpus", "add", "refs", "nowhere/"], 2, "nowhere"),
        (["corpus", "add", "Not A Name", "."], 2, "name"),
        (["corpus", "show", "nowhere"], 3, "nowhere"),
        (["corpus", "remove", "refs", "d-none"], 2, "d-none"),
        (["verdict", "c-none", "supported", "--reviewer", "Ana"], 2, "c-none"),
        (["verdict", "c-none", "true", "--reviewer", "Ana"], 2, "not_enough_evidence"),
        (["undo", "--reviewer", "Ana"], 2, "none left"),
        (["export", "a-none", "--format", "csv"], 2, "a-none"),
        (["export", "a-none", "--format", "docx"], 2, "jsonl"),
        (["verify", "nowhere.jsonl"], 2, "nowhere.jsonl"),
        (["values", "nowhere/file.txt"], 2, "no such file"),
        (["values", "It cost $5.", "--country", "Australia"], 2, "two letters"),
    ],
)
def test_bad_input_gives_one_line_and_the_promised_exit_code(workbench_command, place, arguments, code, says):
    ran = workbench_command(*arguments, workspace=place.workspace)
    assert ran.code == code
    (line,) = ran.err.splitlines()
    assert line.startswith("workbench: ")
    assert says in line
    assert ran.out == ""


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 400, "picture.txt"),
        ("long.txt", b"The ferry carried 12 people. " * 80_000, "characters"),
    ],
)
def test_an_article_that_cannot_be_checked_is_named_and_the_others_go_on(
    workbench_command, built_place, tmp_path, name, data, says
):
    bad = tmp_path / name
    bad.write_bytes(data)
    ran = workbench_command(
        "check",
        bad,
        built_place.article,
        "--corpus",
        "refs",
        "--date",
        "2024-05-02",
        "--format",
        "json",
        workspace=built_place.workspace,
    )
    assert ran.code == 2
    assert len(json.loads(ran.out)) == 1
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_article_without_a_date_is_checked_and_the_person_is_told(workbench_command, built_place):
    ran = workbench_command(
        "check", built_place.article, "--corpus", "refs", "--format", "json", workspace=built_place.workspace
    )
    assert ran.code == 0
    assert json.loads(ran.out)[0]["date"] is None
    assert "--date" in ran.err


def test_an_article_goes_on_the_desk_only_with_its_date(workbench_command, place):
    ran = workbench_command("articles", "add", place.article, workspace=place.workspace)
    assert ran.code == 2
    assert "--date" in ran.err
    ran = workbench_command("articles", "add", place.article, "--date", "2024-05-02", workspace=place.workspace)
    assert ran.code == 0
    assert ran.out.startswith("a-")


def test_a_damaged_index_is_named_with_the_command_that_rebuilds(workbench_command, place):
    generation = next(path for path in (place.workspace / "indexes" / "refs").iterdir() if path.is_dir())
    victim = max((path for path in generation.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(bytes(data))
    ran = workbench_command("search", "--corpus", "refs", "ferry", workspace=place.workspace)
    assert ran.code == 3
    assert "workbench corpus" in ran.err
    ran = workbench_command("corpus", "verify", "refs", workspace=place.workspace)
    assert ran.code == 1
    assert victim.name in ran.err


def test_a_missing_model_folder_is_a_missing_resource(workbench_command, built_place, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_MODEL_PATH", str(tmp_path / "no-model"))
    ran = workbench_command("search", "--corpus", "refs", "ferry", workspace=built_place.workspace)
    assert ran.code == 3
    assert "no-model" in ran.err


def test_a_failed_export_leaves_nothing_behind(tmp_path):
    (tmp_path / "log.csv").mkdir()
    with pytest.raises(MissingResourceError):
        _write_whole(tmp_path / "log.csv", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_a_workspace_that_is_no_folder_is_a_missing_resource(workbench_command, tmp_path):
    (tmp_path / "file").write_text("")
    ran = workbench_command("articles", "list", workspace=tmp_path / "file")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 1


def test_texts_are_shown_without_markup_and_without_terminal_commands(capsys):
    out().print("a[/b] [red]x :smile: \x1b]52;c;eA==\x9b1m")
    assert capsys.readouterr().out == "a[/b] [red]x :smile: \ufffd]52;c;eA==\ufffd1m\n"


def test_tables_for_a_person_show_the_arithmetic(workbench_command, built_place):
    ran = workbench_command(
        "check", built_place.article, "--corpus", "refs", "--date", "2024-05-02", workspace=built_place.workspace
    )
    assert "11.8 mi" in ran.out
    assert "MATCH ROUNDED" in ran.out
    assert "Register of sea crossings" in ran.out


def test_doctor_finds_everything_in_order(workbench_command, built_place):
    ran = workbench_command("doctor", workspace=built_place.workspace)
    assert ran.code == 0
    assert "corpus refs" in ran.out


def test_a_damaged_corpus_does_not_hide_the_others(workbench_command, place):
    (place.workspace / "indexes" / "torn").mkdir()
    (place.workspace / "indexes" / "torn" / "CURRENT").write_text("gone\n")
    ran = workbench_command("corpus", "list", workspace=place.workspace)
    assert (ran.code, "refs" in ran.out, "torn" in ran.err) == (3, True, True)


@pytest.mark.slow
def test_doctor_names_a_package_that_is_missing(tmp_path):
    """A path finder that hides the package stands for an installation without it."""
    hide = "import sys; sys.modules['duckdb'] = None; from workbench.cli import run; sys.exit(run(sys.argv[1:]))"
    (tmp_path / "ledger").mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", hide, "--workspace", str(tmp_path), "doctor"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "duckdb cannot be loaded" in ran.stdout) == (1, True), ran.stdout + ran.stderr


def test_every_article_of_a_file_is_checked_and_added(workbench_command, place, tmp_path):
    several = tmp_path / "two.jsonl"
    texts = ["The bridge at Hessel is 300 metres long.", "The ferry to Ostrey carries 40 cars."]
    several.write_text(
        "".join(
            json.dumps({"doc_id": text[:10], "title": text[:10], "text": text, "published": "2024-05-02"}) + "\n"
            for text in texts
        ),
        encoding="utf-8",
    )
    ran = workbench_command("check", "--corpus", "refs", "--format", "json", several, workspace=place.workspace)
    assert [check["sentences"][0]["text"] for check in json.loads(ran.out)] == texts
    ran = workbench_command("articles", "add", several, workspace=place.workspace)
    assert len(set(ran.out.split())) == len(texts)
    ran = workbench_command("articles", "add", several, "--title", "Both", workspace=place.workspace)
    assert (ran.code, "2 in two.jsonl" in ran.err) == (2, True)
