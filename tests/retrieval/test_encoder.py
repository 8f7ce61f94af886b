"""Vectors: whose they are, and that a text's vector depends on the text alone."""

import json
import os
import shutil
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import DamagedError, MissingResourceError
from workbench.minilm import model_folder
from workbench.retrieval import SentenceEncoder, load_encoder
from workbench.retrieval.encoder import MODEL_NAME, MODEL_SHA256
from workbench.settings import Settings

TEXTS = [
    f"The ferry {name} carries {number} cars across the sound" + " and comes back at night" * (number % 5) + "."
    for number, name in enumerate(["Alba", "Brise", "Corvo", "Dune", "Elba", "Fjord", "Gale", "Hvide"] * 4, start=30)
]
# As long as a passage and longer than the model reads: sums long enough for several threads to share.
LONG = [" ".join(TEXTS[:6]), " ".join(TEXTS[:32])]


def test_the_built_in_model_is_upstreams(encoder):
    assert encoder.weights_sha256 == MODEL_SHA256
    assert (MODEL_SHA256[:8], MODEL_SHA256[-4:], len(MODEL_SHA256)) == ("53aa5117", "d9db", 64)
    assert (encoder.name, encoder.dimension) == ("all-MiniLM-L6-v2", 384)


@pytest.fixture(scope="module")
def by_library():
    """The same model loaded and run by sentence-transformers."""
    return SentenceEncoder(model_folder(), name=MODEL_NAME, expected_sha256=MODEL_SHA256)


@pytest.mark.parametrize(
    "text", [*TEXTS[:4], *LONG, "", " ", "\n two\tlines \n", "\ud800 half a pair", "Größe: 12 µm — 日本語 🚢", "a" * 5_000]
)
def test_vectors_are_those_of_sentence_transformers_to_the_bit(encoder, by_library, text):
    assert encoder.encode([text]).tobytes() == by_library.encode([text]).tobytes()


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_vectors_of_any_text_are_those_of_sentence_transformers(encoder, by_library, text):
    assert encoder.encode([text]).tobytes() == by_library.encode([text]).tobytes()


def test_the_built_in_model_loads_no_library_around_it():
    program = (
        "import sys; from workbench.retrieval import load_encoder; from workbench.settings import Settings; "
        "load_encoder(Settings()).encode(['text']); print({'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_a_text_alone_and_among_others_has_the_same_bytes(encoder):
    together = encoder.encode(TEXTS)
    assert together.dtype == np.float32
    for row in (0, 7, 31):
        assert encoder.encode([TEXTS[row]]).tobytes() == together[row].tobytes()
    assert encoder.encode(TEXTS[::-1])[::-1].tobytes() == together.tobytes()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity on this system")
def test_the_number_of_cores_does_not_change_a_bit(encoder):
    cores = os.sched_getaffinity(0)
    expected = encoder.encode(TEXTS[:4])
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert encoder.encode(TEXTS[:4]).tobytes() == expected.tobytes()
    finally:
        os.sched_setaffinity(0, cores)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_whoever_asks_and_whatever_number_of_threads_they_set_the_bytes_are_the_same(encoder, threads):
    """With more threads the same sum is added up in another order, and its last bits differ."""
    torch = pytest.importorskip("torch")
    expected = encoder.encode(LONG)
    found = []

    def ask():
        torch.set_num_threads(threads)
        found.append(encoder.encode(LONG))

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    assert found[0].tobytes() == expected.tobytes()


def test_every_worker_has_one_thread(encoder, monkeypatch):
    torch = pytest.importorskip("torch")
    seen = set()
    alone = type(encoder)._encode_one
    monkeypatch.setattr(
        type(encoder), "_encode_one", lambda own, text: (seen.add(torch.get_num_threads()), alone(own, text))[1]
    )
    torch.set_num_threads(3)
    encoder.encode(TEXTS[:8])
    assert seen == {1}


@pytest.mark.parametrize("size", [1, 2, 7, 32])
def test_the_size_of_a_batch_changes_no_bit(encoder, size):
    texts = [*TEXTS, *LONG]
    parts = [encoder.encode(texts[at : at + size]) for at in range(0, len(texts), size)]
    assert np.concatenate(parts).tobytes() == encoder.encode(texts).tobytes()


def test_another_process_gives_the_same_bytes(encoder):
    """The other one has another number of threads and another seed for its hashes."""
    program = (
        "import json, sys; from workbench.retrieval import load_encoder; from workbench.settings import Settings; "
        "sys.stdout.buffer.write(load_encoder(Settings()).encode(json.load(sys.stdin)).tobytes())"
    )
    environment = os.environ | {"OMP_NUM_THREADS": "3", "PYTHONHASHSEED": "5"}
    texts = json.dumps([*TEXTS[:3], *LONG]).encode()
    ran = subprocess.run([sys.executable, "-c", program], input=texts, env=environment, capture_output=True, check=True)
    assert ran.stdout == encoder.encode([*TEXTS[:3], *LONG]).tobytes()


def test_vectors_have_length_one_and_say_what_is_alike(encoder):
    car, lorry, soup = encoder.encode(["A car drives on the road.", "A truck is on the highway.", "Boil the soup slowly."])
    assert np.allclose([car @ car, soup @ soup], 1, atol=1e-6)
    assert car @ lorry > car @ soup + 0.2


@pytest.mark.parametrize("text", ["", " ", "\ud800 half a pair", "\x00", "a" * 20_000, "\u202e\u200b"])
def test_odd_texts_have_vectors_too(encoder, text):
    vector = encoder.encode([text])[0]
    assert np.isfinite(vector).all()


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_folder_of_the_users_own_is_known_by_its_own_hash(tmp_path, encoder):
    folder = tmp_path / "our-model"
    shutil.copytree(model_folder(), folder)
    own = load_encoder(Settings(model_path=folder))
    assert own.name == "our-model"
    assert own.weights_sha256 not in ("", encoder.weights_sha256)  # it is the hash of the whole folder
    assert own.encode(TEXTS[:1]).tobytes() == encoder.encode(TEXTS[:1]).tobytes()


def test_changed_weights_are_refused_before_they_are_loaded(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"not these")
    with pytest.raises(DamagedError, match="make setup"):
        SentenceEncoder(tmp_path, name="x", expected_sha256=MODEL_SHA256)


def test_a_folder_without_a_model_names_the_fix(tmp_path):
    with pytest.raises(MissingResourceError, match="model_path"):
        load_encoder(Settings(model_path=tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"weights of nothing")
    with pytest.raises(MissingResourceError, match="model_path"):
        load_encoder(Settings(model_path=tmp_path)).encode(["text"])


@pytest.fixture
def own_model(tmp_path):
    """A copy of the built-in model in a workspace, with links in place of the large files."""
    folder = tmp_path / "models" / "own"
    shutil.copytree(model_folder(), folder, copy_function=os.symlink)
    return folder


@pytest.mark.parametrize("name", ["tokenizer.json", "1_Pooling/config.json", "vocab.txt"])
def test_the_same_weights_with_another_tokeniser_or_pooling_are_another_model(own_model, name):
    before = SentenceEncoder(own_model, name="own").weights_sha256
    (own_model / "README.md").unlink(missing_ok=True)
    (own_model / ".cache.json").write_text("{}")
    assert SentenceEncoder(own_model, name="own").weights_sha256 == before
    content = (own_model / name).read_bytes() + b"\n" if (own_model / name).exists() else b"{}"
    (own_model / name).unlink(missing_ok=True)
    (own_model / name).parent.mkdir(exist_ok=True)
    (own_model / name).write_bytes(content)
    assert SentenceEncoder(own_model, name="own").weights_sha256 != before


def test_a_relative_model_path_is_meant_from_the_workspace(own_model, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path / "models")
    found = load_encoder(Settings(workspace=tmp_path, model_path="models/own"))
    assert (found.name, found.weights_sha256) == ("own", SentenceEncoder(own_model, name="own").weights_sha256)
