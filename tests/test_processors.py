"""One suggestion on every processor: what an older processor would compute gives what this one does.

A child process is told to use no instructions newer than AVX2, as on most laptops of before 2021. On other processors than
x86 that says nothing to the libraries, and both sides are computed alike.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.demo import article_path, documents_path

OLDER = {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2", "MKL_ENABLE_INSTRUCTIONS": "AVX2"}
DATA = Path(__file__).parent / "data"
DESKS = sorted((DATA / "desks").glob("*/article.txt"))


def lines_of(*arguments, stdin=None, older):
    """Standard output of a command in a process of its own, line by line."""
    environment = os.environ | (OLDER if older else {})
    command = [sys.executable, "-m", "workbench", *map(str, arguments)]
    ran = subprocess.run(command, input=stdin, capture_output=True, env=environment, check=True)
    return ran.stdout.splitlines()


def built(workspace, documents, *, older):
    """A workspace in which the documents are the corpus `refs`."""
    workspace.mkdir()
    lines_of("--workspace", workspace, "corpus", "add", "refs", documents, older=older)
    return workspace


def suggested(workspace, article, *, older):
    """For each claim its suggestion and its evidence in order, with the scores of the relation model."""
    (told,) = json.loads(b"\n".join(lines_of(
        "--workspace", workspace, "check", article, "--corpus", "refs", "--date", "2024-06-01", "--format", "json", older=older
    )))  # fmt: skip
    return [
        (one["claim"]["text"], one["suggestion"], [(hit["passage_id"], hit["relation_scores"]) for hit in one["evidence"]])
        for one in told["assessments"]
    ]


def pairs():
    """Every labelled pair of the tests, as lines for `compare`."""
    lines = [
        line for path in sorted((DATA / "pairs").glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    told = [json.loads(line) for line in lines]
    return [json.dumps({"id": at, "claim": one["claim"], "evidence": one["evidence"]}).encode() for at, one in enumerate(told)]


def test_a_sixth_of_the_pairs_gets_the_same_bytes():
    asked = b"\n".join(pairs()[::6])
    here, there = (lines_of("compare", "--jsonl", stdin=asked, older=older) for older in (False, True))
    assert len(here) > 25
    assert here == there


@pytest.mark.slow
def test_every_pair_gets_the_same_bytes():
    asked = b"\n".join(pairs())
    here, there = (lines_of("compare", "--jsonl", stdin=asked, older=older) for older in (False, True))
    assert here == there


@pytest.mark.slow
def test_the_demo_gets_the_same_suggestions_from_a_corpus_built_on_either(tmp_path):
    new = built(tmp_path / "new", documents_path(), older=False)
    old = built(tmp_path / "old", documents_path(), older=True)
    here = suggested(new, article_path(), older=False)
    assert len(here) > 20
    assert suggested(new, article_path(), older=True) == here
    assert suggested(old, article_path(), older=True) == here


@pytest.mark.slow
@pytest.mark.parametrize("article", DESKS, ids=[path.parent.name for path in DESKS])
def test_whole_desks_get_the_same_suggestions(article, tmp_path):
    workspace = built(tmp_path / "desk", article.parent / "corpus", older=False)
    assert suggested(workspace, article, older=True) == suggested(workspace, article, older=False)
