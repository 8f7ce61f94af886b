"""Sentence vectors from a local model, hashed before it is loaded. Nothing here can reach a network.

The built-in model is all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers and Gurevych 2019) from an installed package.
"""

from __future__ import annotations

import hashlib
import json
import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.errors import DamagedError, MissingResourceError
from workbench.fingerprint import file_sha256
from workbench.minilm import encodable, model_folder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from workbench.retrieval.built_in import MiniLM
    from workbench.settings import Settings

Vectors = NDArray[np.float32]

MODEL_NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
"""The length of the built-in model's vectors."""
# The hash of upstream's file; the packager's is held against it.
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = "model.safetensors"
# Kinds of the files in a sentence-transformers folder that shape its vectors: weights, configuration, vocabulary.
_SHAPING = frozenset((".safetensors", ".json", ".txt", ".model"))


class Encoder(Protocol):
    """Turns texts into vectors of length 1; the same text always gives the same vector, whatever stands beside it.

    ``name`` and ``weights_sha256`` say which model it is, ``dimension`` how long its vectors are.
    """

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the model's weights; of a model of the user's own, of all that shapes its vectors."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of float32 per text, in order, each of length 1."""


class LocalEncoder(ABC):
    """A sentence-transformers folder on this machine, run on the processor; each kind says how one text is read.

    Each text goes through the model alone, without padding, on one thread: in a batch, or with another number of threads, the
    last bits of a vector depend on its neighbours, and then a replay is no longer the same bytes. Several cores
    work on several texts, which on a processor is no slower than batches (`benchmarks/encoding.py` measures it).
    """

    def __init__(self, folder: Path, *, name: str, expected_sha256: str | None = None) -> None:
        """Check the weights in `folder`, against `expected_sha256` where it is given; they are loaded when first used.

        Without `expected_sha256` the hash covers the folder's tokeniser and configuration as well: with other ones the same
        weights make other vectors.

        Raises:
            MissingResourceError: the folder holds no safetensors model.
            DamagedError: the weights are not the expected ones.
        """
        self.name = name
        self.weights_sha256 = _checked_weights(folder, expected_sha256)
        self._folder = folder

    @property
    @abstractmethod
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of float32 per text, in order, each of length 1; beyond the model's 256 word pieces a text is cut."""
        self._load()  # by one thread
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(max(1, min(len(texts), _cores())), initializer=_use_one_thread) as pool:
            for row, vector in enumerate(pool.map(self._encode_one, texts)):
                vectors[row] = vector
        return vectors

    @abstractmethod
    def _load(self) -> None: ...

    @abstractmethod
    def _encode_one(self, text: str) -> Vectors: ...


class SentenceEncoder(LocalEncoder):
    """A model of the user's own, loaded and run by sentence-transformers."""

    @cached_property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def _model(self) -> SentenceTransformer:
        return _load(self._folder)

    def _load(self) -> None:
        _ = self._model

    def _encode_one(self, text: str) -> Vectors:
        vector: Vectors = self._model.encode(
            encodable(text), batch_size=1, show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=True
        )
        return vector


class BuiltInEncoder(LocalEncoder):
    """The built-in model, run directly: the vectors of `SentenceEncoder`, three seconds sooner."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return DIMENSION

    @cached_property
    def _model(self) -> MiniLM:
        from workbench.retrieval.built_in import MiniLM

        return MiniLM(self._folder)

    def _load(self) -> None:
        _ = self._model

    def _encode_one(self, text: str) -> Vectors:
        return self._model.encode(encodable(text))


def load_encoder(settings: Settings) -> LocalEncoder:
    """The encoder of `settings`: a folder of the user's own, relative to the workspace, or the built-in model.

    Raises:
        MissingResourceError: it is not there; the message names the fix.
        DamagedError: the built-in weights are not upstream's.
    """
    if settings.model_path is not None:
        folder = settings.workspace / settings.model_path
        return SentenceEncoder(folder, name=folder.resolve().name)
    return BuiltInEncoder(model_folder(), name=MODEL_NAME, expected_sha256=MODEL_SHA256)


def _checked_weights(folder: Path, expected: str | None) -> str:
    path = folder / WEIGHTS
    if not path.is_file():
        raise MissingResourceError(
            "encoder",
            expected=f"a sentence-transformers folder with {WEIGHTS} at {folder}",
            found="no such file",
            fix="correct `model_path`, or run `make setup` for the built-in model",
        )
    if expected is None:
        return _folder_sha256(folder)
    found = file_sha256(path)
    if found != expected:
        raise DamagedError("encoder", expected=f"sha256 {expected} for {path}", found=found, fix="run `make setup` again")
    return found


def _folder_sha256(folder: Path) -> str:
    """SHA-256 over the weights, tokeniser and configuration in `folder`; hidden files and folders shape no vector."""
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.suffix in _SHAPING)
    hashes = [(name, file_sha256(path)) for name, path in found if path.is_file() and not name.startswith(".")]
    return hashlib.sha256(json.dumps(hashes).encode()).hexdigest()


def _load(folder: Path) -> SentenceTransformer:
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        raise MissingResourceError(
            "encoder",
            expected=f"a sentence-transformers model in {folder}",
            found=" ".join(str(error).split())[:200],
            fix="correct `model_path`, or run `make setup` for the built-in model",
        ) from error
    model.eval()
    return model


def _use_one_thread() -> None:
    """Make each sum of this thread the work of one core. The number is the thread's own, so each worker has to say so."""
    import torch

    torch.set_num_threads(1)


def _cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
