"""Vectors: whose they are, and that a text's vector depends on the text alone."""

import os
import shutil

import numpy as np
import pytest

from workbench.errors import DamagedError, MissingResourceError
from workbench.retrieval import SentenceEncoder, load_encoder
from workbench.retrieval.encoder import MODEL_SHA256, _installed_model
from workbench.settings import Settings

TEXTS = [
    f"The ferry {name} carries {number} cars across the sound" + " and comes back at night" * (number % 5) + "."
    for number, name in enumerate(["Alba", "Brise", "Corvo", "Dune", "Elba", "Fjord", "Gale", "Hvide"] * 4, start=30)
]


def test_the_built_in_model_is_upstreams(encoder):
    assert encoder.weights_sha256 == MODEL_SHA256
    assert (MODEL_SHA256[:8], MODEL_SHA256[-4:], len(MODEL_SHA256)) == ("53aa5117", "d9db", 64)
    assert (encoder.name, encoder.dimension) == ("all-MiniLM-L6-v2", 384)


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


def test_a_text_is_worked_on_by_one_thread(encoder):
    """With two threads the same sum is added up in another order, and its last bits differ."""
    torch = pytest.importorskip("torch")
    assert encoder.dimension
    assert torch.get_num_threads() == 1


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
    shutil.copytree(_installed_model(), folder)
    own = load_encoder(Settings(model_path=folder))
    assert (own.name, own.weights_sha256) == ("our-model", encoder.weights_sha256)
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
