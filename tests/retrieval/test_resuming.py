"""A killed build is taken up where it was, and gives the bytes of one that nobody killed."""

import json
import signal
import subprocess
import sys

import numpy as np
import pytest

from workbench.building import add_to_corpus
from workbench.minilm import model_folder
from workbench.retrieval import BuiltInEncoder
from workbench.retrieval.checkpoint import FILE_NAME, ResumableEncoder, forget
from workbench.retrieval.encoder import MODEL_NAME, MODEL_SHA256
from workbench.settings import Settings

# Kills itself, as the system would, when 64 of the passages are encoded.
KILLED = """
import os, signal, sys
from pathlib import Path
from workbench.building import add_to_corpus
from workbench.settings import Settings

def progress(stage, done, total):
    if stage == "encoding" and done >= 64:
        os.kill(os.getpid(), signal.SIGKILL)

add_to_corpus(Path(sys.argv[1]), "port", [Path(sys.argv[2])], Settings(), progress=progress)
"""
TEXTS = ["The ferry is blue.", "It carries 40 cars.", "The bridge is closed."]


class CountingEncoder(BuiltInEncoder):
    """The real encoder, which remembers how many texts it was given."""

    count = 0

    def encode(self, texts):
        self.count += len(texts)
        return super().encode(texts)


@pytest.fixture
def counting():
    return CountingEncoder(model_folder(), name=MODEL_NAME, expected_sha256=MODEL_SHA256)


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_build_goes_on_and_ends_in_the_same_bytes(tmp_path, counting):
    source = tmp_path / "boats.jsonl"
    rows = [{"doc_id": f"{at:03}", "title": f"Boat {at}", "text": f"Boat {at} carries {at + 7} cars."} for at in range(100)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for workspace in (killed, whole):
        workspace.mkdir()
    ran = subprocess.run([sys.executable, "-c", KILLED, str(killed), str(source)], check=False, capture_output=True)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert (killed / "indexes/port" / FILE_NAME).stat().st_size > 64 * 768
    add_to_corpus(killed, "port", [source], Settings(), encoder=counting)
    assert counting.count == 100 - 64
    add_to_corpus(whole, "port", [source], Settings(), encoder=counting)
    assert counting.count == 100 - 64 + 100
    assert not (killed / "indexes/port" / FILE_NAME).exists()
    assert files_of(killed) == files_of(whole)


def test_kept_vectors_are_those_of_the_encoder_rounded(tmp_path, encoder):
    first = ResumableEncoder(encoder, tmp_path).encode(TEXTS[:2])
    again = ResumableEncoder(encoder, tmp_path).encode([TEXTS[2], TEXTS[1], TEXTS[0], TEXTS[1]])
    expected = encoder.encode(TEXTS).astype(np.float16).astype(np.float32)
    assert first.tobytes() == expected[:2].tobytes()
    assert again.tobytes() == expected[[2, 1, 0, 1]].tobytes()
    forget(tmp_path)
    forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        pytest.param(lambda content: content[:-1], 2, id="torn end"),
        pytest.param(lambda content: content + b"\0" * 300, 3, id="a piece too much"),
        pytest.param(lambda content: content[:-1000] + b"\0" * 1000, 1, id="a page that was never written"),
        pytest.param(lambda content: content.replace(b"all-MiniLM", b"any-MiniLM"), 0, id="another model"),
        pytest.param(lambda content: content[:20], 0, id="half a head"),
        pytest.param(lambda _: b"", 0, id="empty"),
    ],
)
def test_what_is_not_sound_is_encoded_again(tmp_path, counting, damage, kept):
    expected = ResumableEncoder(counting, tmp_path).encode(TEXTS)
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    counting.count = 0
    assert ResumableEncoder(counting, tmp_path).encode(TEXTS).tobytes() == expected.tobytes()
    assert counting.count == 3 - kept
    assert path.read_bytes() == whole
