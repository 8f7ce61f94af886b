"""The digest that names what a corpus held: one changed character in one document makes another snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def snapshot_digest(document_hashes: Iterable[str]) -> str:
    """SHA-256 over the sorted ``Document.sha256``; the order in which documents were added does not matter."""
    digest = hashlib.sha256()
    for one in sorted(document_hashes):
        digest.update(one.encode("ascii"))
        digest.update(b"\n")
    return digest.hexdigest()
