"""Replay: the same article, corpus, settings and models give the same bytes, in another process and whatever the batch."""

import json
import os
import subprocess
import sys

import pytest

from workbench.building import add_to_corpus
from workbench.corpus import Corpus
from workbench.demo import article_path, documents_path
from workbench.retrieval import indexing, load_encoder
from workbench.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    """The demo corpus built twice: passages given to the encoder one by one, and 32 at a time."""
    built = {}
    with pytest.MonkeyPatch.context() as patch:
        for size in (1, 32):
            built[size] = tmp_path_factory.mktemp(f"by{size}")
            patch.setattr(indexing, "STEP", size)
            add_to_corpus(built[size], "demo", [documents_path()], Settings(), encoder=load_encoder(Settings()))
    return built


def checked(workspace, **environment):
    """Standard output of `workbench check` on the demo article, run in a process of its own."""
    command = [sys.executable, "-m", "workbench", "--workspace", str(workspace), "check", str(article_path())]
    ran = subprocess.run(
        [*command, "--corpus", "demo", "--format", "json"], check=True, capture_output=True, env=os.environ | environment
    )
    return ran.stdout


def test_the_same_check_in_two_processes_and_after_two_batch_sizes_is_the_same_bytes(workspaces):
    first = checked(workspaces[32], PYTHONHASHSEED="1", OMP_NUM_THREADS="1")
    assert len(json.loads(first)[0]["assessments"]) > 20
    assert checked(workspaces[32], PYTHONHASHSEED="2", OMP_NUM_THREADS="2") == first
    assert checked(workspaces[1], PYTHONHASHSEED="3") == first


def test_the_batch_size_changes_no_file_of_the_corpus(workspaces):
    one, many = (Corpus.open(workspace, "demo") for workspace in (workspaces[1], workspaces[32]))
    # The name of a generation is the hash of the hashes of all its files.
    assert one.generation == many.generation
