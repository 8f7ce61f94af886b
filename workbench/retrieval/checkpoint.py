"""Vectors of a build that is under way, kept beside the generations of a corpus: a killed build does not encode them again.

One file: a line of JSON that names who made the vectors, then records of one size, each a text's digest, its vector as
float16 and a check sum. It is only ever added to. A torn or damaged end is cut off, a file of another maker started again.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.retrieval.encoder import Encoder, Vectors

FILE_NAME = ".encoded"
_KEY_BYTES = 16
_SUM_BYTES = 4


class ResumableEncoder:
    """An encoder that keeps what it has encoded in a folder, as float16, and starts with what is kept there.

    Its vectors are rounded to float16, as an index stores them, so that kept and fresh ones are the same bytes. Only the
    one writer of a corpus may use it; `forget` removes the file once the vectors are published.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.name: Final = encoder.name
        self.weights_sha256: Final = encoder.weights_sha256
        self.dimension: Final = encoder.dimension
        self._encoder: Final = encoder
        self._path: Final = folder / FILE_NAME
        self._held: Final = self._open()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order. Once this returns, the end of the process loses none of them."""
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES] for text in texts]
        missing = [at for at, key in enumerate(keys) if key not in self._held]
        fresh = self._encoder.encode([texts[at] for at in missing]).astype(np.float16)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float16)
        vectors[missing] = fresh
        for at, key in enumerate(keys):
            if key in self._held:
                vectors[at] = self._held[key]
        self._keep([keys[at] for at in missing], fresh)
        return vectors.astype(np.float32)

    def _open(self) -> dict[bytes, NDArray[np.float16]]:
        """What the file holds, after its unsound end was cut off."""
        held: dict[bytes, NDArray[np.float16]] = {}
        head = self._head()
        size = _KEY_BYTES + self.dimension * np.dtype(np.float16).itemsize + _SUM_BYTES
        with self._path.open("a+b") as file:
            file.seek(0)
            good = len(head) if file.read(len(head)) == head else 0
            while good and len(record := file.read(size)) == size and _check_sum(record[:-_SUM_BYTES]) == record[-_SUM_BYTES:]:
                held[record[:_KEY_BYTES]] = np.frombuffer(record[_KEY_BYTES:-_SUM_BYTES], dtype=np.float16)
                good += size
            file.truncate(good)
            if not good:
                file.write(head)
        return held

    def _keep(self, keys: Sequence[bytes], vectors: NDArray[np.float16]) -> None:
        with self._path.open("ab") as file:
            for key, vector in zip(keys, vectors, strict=True):
                body = key + vector.tobytes()
                file.write(body + _check_sum(body))

    def _head(self) -> bytes:
        """Who makes the vectors: another version of the arithmetic may give other last bits."""
        made = [self.name, self.weights_sha256, self.dimension, importlib.metadata.version("torch")]
        return json.dumps(made).encode() + b"\n"


def forget(folder: Path) -> None:
    """Remove what was kept in `folder`: a published index holds it now."""
    (folder / FILE_NAME).unlink(missing_ok=True)


def _check_sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM_BYTES, "little")
