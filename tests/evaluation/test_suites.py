"""Each suite on a few lines of its own, counted by hand; the layouts it takes; what it says about bad input."""

import json
from pathlib import Path

import pytest

from workbench.evaluation.relation_layouts import read_pairs
from workbench.evaluation.retrieval_layouts import read_search_set
from workbench.evaluation.retrieval_suite import _average_precision, _ndcg
from workbench.evaluation.unit_names import same_unit

DATA = Path(__file__).parents[1] / "data" / "evaluation"


@pytest.fixture
def scored(workbench_command, tmp_path):
    """Run `eval --json` on data; totals by name."""

    def run(suite, data, *options):
        ran = workbench_command("eval", suite, "--data", data, "--json", *options, workspace=tmp_path)
        assert ran.code == 0, ran.err
        record = json.loads(ran.out)
        return record | {"totals": {total["name"]: total["count"] for total in record["totals"]}}

    return run


def test_values_counts_each_label_and_each_find_beyond_them(scored):
    run = scored("values", DATA)
    # found: 240 m, $3.2 million, 30–40 trams, 14 beds; the nine stops stand nowhere
    assert run["totals"] == {"wanted": 4, "found": 4, "value_hit": 3, "unit_hit": 3, "modifier_hit": 3}
    assert {row["kind"]: (row["right"], row["items"]) for row in run["kinds"]} == {
        "money": (1, 1),
        "nothing labelled": (0, 1),
        "transport": (1, 2),
        "with unit": (1, 1),
    }


def test_dates_counts_places_and_values_apart(scored):
    run = scored("dates", DATA)
    assert run["totals"] == {"wanted": 3, "found": 3, "relaxed_hit": 3, "strict_hit": 3, "value_hit": 2}


def test_dates_reads_timeml(scored):
    run = scored("dates", DATA / "timeml")
    assert run["totals"] == {"wanted": 2, "found": 2, "relaxed_hit": 2, "strict_hit": 2, "value_hit": 2}


def test_claims_scores_each_sentence(scored):
    run = scored("claims", DATA)
    assert run["totals"]["worthy"] == run["totals"]["hit"] == run["totals"]["flagged"] == 2
    assert run["curve"]["points"]


def test_relation_scores_each_pair(scored):
    run = scored("relation", DATA)
    assert {(cell["row"], cell["column"]) for cell in run["confusion"]} == {
        ("supports", "supports"),
        ("refutes", "refutes"),
        ("neutral", "neutral"),
    }
    assert (run["wrong_greens"]["kept"], run["wrong_greens"]["rate"]) == (1, None)


def test_retrieval_ranks_documents(scored):
    run = scored("retrieval", DATA / "search")
    assert run["totals"] == {
        "queries": 2, "ndcg10": 2, "ap5": 2, "with_evidence": 2, "recall5": 2, "recall10": 2, "first": 2
    }  # fmt: skip


def test_desk_judges_the_shortest_claim_that_covers_the_words(scored):
    run = scored("desk", DATA / "desk")
    wanted = {
        "accepted": 2,
        "green": 1,
        "wrong_green": 0,
        "wrong_red": 0,
        "missed": 0,
        "abstained": 1,
        "cited": 2,
        "with_doc": 2,
    }
    assert run["totals"] == wanted


def test_claims_of_one_article_are_drawn_together(scored, tmp_path):
    """One text gives no interval, two do; each claim of an article depends on how that article is read."""
    import shutil

    run = scored("desk", DATA / "desk")
    assert {(figure["low"], figure["high"]) for figure in run["metrics"] + run["kinds"]} == {(None, None)}
    folder = tmp_path / "two"
    shutil.copytree(DATA / "desk", folder)
    (folder / "other.txt").write_text((folder / "article.txt").read_text(encoding="utf-8"), encoding="utf-8")
    rows = [json.loads(line) for line in (folder / "desk.jsonl").read_text(encoding="utf-8").splitlines()]
    lines(folder / "desk.jsonl", *rows, rows[0] | {"article": "other.txt"})
    scored("desk", folder, "--out", str(tmp_path / "run"))
    assert groups_of(tmp_path / "run") == ["article.txt", "article.txt", "article.txt", "other.txt"]


def groups_of(run):
    return [json.loads(line)["group"] for line in (run / "items.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_risk_of_few_greens_is_told_by_counts_alone(scored):
    run = scored("desk", DATA / "desk")
    assert "wrong_of_greens" not in {figure["name"] for figure in run["metrics"]}
    assert (run["wrong_greens"]["kept"], run["wrong_greens"]["rate"]) == (1, None)


def test_limit_takes_the_first_lines_and_gives_other_data(scored):
    whole, part = scored("relation", DATA), scored("relation", DATA, "--limit", "2")
    assert (whole["items"], part["items"]) == (3, 2)
    assert whole["data_digest"] != part["data_digest"]


@pytest.mark.parametrize(
    ("places", "cited", "ndcg", "precision"),
    [
        ([1], 1, 1.0, 1.0),
        ([3], 1, 0.5, 1 / 3),
        ([1, 2], 2, 1.0, 1.0),
        ([2], 2, 0.63093 / 1.63093, 0.25),
        ([11], 1, 0.0, 0.0),
        ([], 1, 0.0, 0.0),
    ],
)
def test_ranking_metrics_by_hand(places, cited, ndcg, precision):
    assert _ndcg(places, cited) == pytest.approx(ndcg, abs=1e-5)
    assert _average_precision(places, cited) == pytest.approx(precision)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("kilometre", "kilometer", True),
        ("millilitre", "milliliter", True),
        ("metres", "meter", True),
        ("percentage", "percent", True),
        ("percentage point", "percent", False),
        ("US dollar", "USD", True),
        ("dollar", "AUD", True),
        ("euro", "USD", False),
        ("heart transplant", "transplant", True),
        ("people", "person", True),
        ("mile per hour", "mile per hour", True),
        ("mile per hour", "mile", False),
        ("-", "", True),
        ("-", "mile", False),
        ("square mile", "mile", False),
        ("light year", "year", False),
    ],
)
def test_spellings_of_a_unit_fold_together(one, other, same):
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_relation_reads_the_shapes_of_public_pairs(tmp_path):
    lines(
        tmp_path / "set_dev.jsonl",
        {"id": "n", "premise": "P", "hypothesis": "H", "label": "entailment"},
        {"id": "n", "claim": "C", "evidence": "E", "gold_label": "REFUTES", "label": "ignored"},
        {"text": "T", "gold_evidence": [{"text": "one"}, {"text": "two"}], "label": "NOT ENOUGH INFO"},
        {"summary": "S", "doc": "D", "label": 0},
    )
    found = [(pair.name, pair.claim, pair.evidence, pair.label) for pair in read_pairs(tmp_path)]
    assert found == [
        ("n", "H", "P", "supports"),
        ("n#2", "C", "E", "refutes"),
        ("3", "T", "one two", "neutral"),
        ("4", "S", "D", "not_supported"),
    ]


def test_pairs_with_one_evidence_text_are_drawn_together(tmp_path):
    lines(
        tmp_path / "relation.jsonl",
        {"id": "a", "claim": "C", "evidence": "One text.", "label": "supports"},
        {"id": "b", "claim": "C", "evidence": "Another.", "label": "refutes"},
        {"id": "c", "claim": "D", "evidence": "One  text.", "label": "neutral"},
    )
    assert [pair.group for pair in read_pairs(tmp_path)] == ["a", "b", "a"]


def test_pairs_with_one_claim_on_many_abstracts_are_drawn_together(tmp_path):
    lines(tmp_path / "corpus.jsonl", *({"doc_id": n, "title": "T", "abstract": ["Same."]} for n in (5, 6)))
    lines(
        tmp_path / "claims_dev.jsonl",
        {"id": 1, "claim": "A", "evidence": {}, "cited_doc_ids": [5, 6]},
        {"id": 2, "claim": "B", "evidence": {}, "cited_doc_ids": [5]},
    )
    assert [pair.group for pair in read_pairs(tmp_path)] == ["1:5", "1:5", "2:5"]


def test_pairs_with_one_document_in_different_sentences_are_drawn_together(tmp_path):
    lines(tmp_path / "corpus.json", *({"cord_id": name, "abstract": ["one.", "two."]} for name in "xy"))
    lines(
        tmp_path / "test.json",
        *(
            {"id": n, "claim": "A", "cord_id": name, "label": "SUPPORT", "evidence_set": [{"sent_index": at}]}
            for n, (name, at) in enumerate([("x", 0), ("y", 0), ("x", 1)])
        ),
    )
    assert [pair.group for pair in read_pairs(tmp_path)] == ["0", "1", "0"]


def test_relation_reads_a_table(tmp_path):
    (tmp_path / "pairs.csv").write_text('id,evidence,claim,label\n7,"a, b",c,Refutes\n', encoding="utf-8")
    (pair,) = read_pairs(tmp_path)
    assert (pair.name, pair.claim, pair.evidence, pair.label) == ("7", "c", "a, b", "refutes")


def test_abstracts_with_and_without_evidence_become_pairs_and_queries(tmp_path):
    lines(tmp_path / "corpus.jsonl", {"doc_id": 5, "title": "T", "abstract": ["one.", "two.", "three.", "four."]})
    lines(
        tmp_path / "claims_dev.jsonl",
        {"id": 1, "claim": "A", "evidence": {"5": [{"label": "CONTRADICT", "sentences": [1]}]}, "cited_doc_ids": [5]},
        {"id": 2, "claim": "B", "evidence": {}, "cited_doc_ids": [5]},
        {"id": 3, "claim": "C", "evidence": {}, "cited_doc_ids": []},
    )
    assert [(pair.evidence, pair.label) for pair in read_pairs(tmp_path)] == [
        ("two.", "refutes"),
        ("one. two. three.", "neutral"),
    ]
    found = read_search_set(tmp_path)
    assert [(query.cited, query.evidence) for query in found.queries] == [(("5",), ("5",)), (("5",), ())]
    assert found.documents[0].text == "one. two. three. four."


def test_beir_and_checkthat_folders_are_read(tmp_path):
    beir, posts = tmp_path / "beir", tmp_path / "posts" / "dev"
    (beir / "qrels").mkdir(parents=True)
    posts.mkdir(parents=True)
    lines(beir / "corpus.jsonl", {"_id": "d1", "title": "T", "text": "x"})
    lines(beir / "queries.jsonl", {"_id": "q1", "text": "what"}, {"_id": "q2", "text": "unlabelled"})
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td1\t0\n")
    (query,) = read_search_set(beir).queries
    assert (query.text, query.cited) == ("what", ("d1",))
    (posts.parent / "verified_claims.docs.tsv").write_text("\tvclaim\ttitle\n9\tThe claim.\tThe title\n")
    (posts / "tweets.queries.tsv").write_text("\ttweet_content\n3\tthe post\n")
    (posts / "tweet-vclaim-pairs.qrels").write_text("3\t0\t9\t1\n")
    found = read_search_set(posts)
    assert (found.documents[0].text, found.queries[0].cited) == ("The claim.", ("9",))


BAD = [
    ("relation", "relation.jsonl", "not json\n", "expected JSON; found .* in line 1 of relation.jsonl"),
    ("relation", "relation.jsonl", "[1]\n", "expected a JSON object; found list in line 1"),
    (
        "relation",
        "relation.jsonl",
        '{"claim": "a", "evidence": "b", "label": "maybe"}\n',
        "expected a label: supports, .*'maybe'",
    ),
    (
        "relation",
        "relation.jsonl",
        '\n{"claim": "a", "label": "supports"}\n',
        'a text "evidence"; found only claim, label in line 2',
    ),
    ("claims", "claims.jsonl", '{"text": "a", "worthy": "perhaps"}\n', 'expected "worthy": true or false'),
    ("values", "values.jsonl", '{"text": "a", "values": [{"unit": "mile"}]}\n', 'expected a number "low" or "high"'),
    ("values", "values.jsonl", '{"text": "a", "values": 3}\n', 'expected a list of objects "values"; found 3'),
    ("values", "values.jsonl", '{"text": "5", "values": [{"low": 5, "modifier": "x"}]}\n', "expected a modifier: about"),
    ("dates", "dates.jsonl", '{"text": "a", "values": [{"text": "May", "timex": "2024-05"}]}\n', "the words of each value"),
    ("dates", "x.tml", "<TimeML>", "expected TimeML in x.tml"),
    ("retrieval", "other.txt", "", "expected corpus.jsonl or another known layout"),
    ("desk", "desk.jsonl", '{"article": "a", "corpus": "c", "find": "f", "expect": ["TRUE"]}\n', "expected suggestions: MATCH"),
    ("relation", "relation.jsonl", "", "expected labelled items; found none"),
]


@pytest.mark.parametrize(("suite", "name", "written", "says"), BAD)
def test_bad_data_is_one_line_with_the_place(workbench_command, tmp_path, suite, name, written, says):
    import re

    (tmp_path / name).write_text(written)
    ran = workbench_command("eval", suite, "--data", tmp_path, workspace=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert re.search(says, ran.err)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("values", "--data", "nowhere"), "nothing at nowhere"),
        (("speed", "--data", "."), "values · dates · claims"),
        (("values", "--data", ".", "--min", "f2=1"), "value_f1"),
        (("values", "--data", ".", "--min", "value_f1"), "METRIC=VALUE"),
        (("values", "--data", ".", "--calibrate"), "relation or desk"),
        (("values", "--data", ".", "--compare", "nowhere"), "a run in nowhere"),
    ],
)
def test_bad_usage_is_one_line(workbench_command, tmp_path, arguments, says):
    ran = workbench_command("eval", *arguments, workspace=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err
