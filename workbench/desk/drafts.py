"""Qualifiers and ticks that wait for their verdict, by reviewer and claim, in one small file of the workspace.

They are nobody's decision yet, so they are no events. A reload or a restart brings them back, and so does an undo of the
verdict that took them along.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

from workbench.desk.actions import Particulars
from workbench.errors import MissingResourceError
from workbench.ledger import Reviewer
from workbench.models import Qualifier

FILE = Path("desk") / "drafts.json"
# The file is written whole at each change; what was put aside longest ago goes first.
KEPT = 2000


class Drafts:
    """The drafts of a workspace; safe to use from several threads of one process."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace / FILE
        self._lock = threading.Lock()
        self._held: dict[str, dict[str, list[str]]] = _read(self._path)

    def get(self, by: Reviewer | None, article_id: str, claim_id: str) -> Particulars | None:
        """Return what `by` has put beside a claim, ``None`` where nothing is kept."""
        if by is None:
            return None
        with self._lock:
            held = self._held.get(_key(by, article_id, claim_id))
        if held is None:
            return None
        known = {qualifier.value for qualifier in Qualifier}
        qualifiers = tuple(Qualifier(value) for value in held["qualifiers"] if value in known)
        return Particulars(qualifiers, "", tuple(held["evidence"]))

    def put(self, by: Reviewer, article_id: str, claim_id: str, particulars: Particulars | None) -> None:
        """Keep qualifiers and evidence (notes are events); ``None`` or nothing chosen forgets the claim.

        Raises:
            MissingResourceError: the file cannot be written; what was put is kept as long as the desk runs.
        """
        key = _key(by, article_id, claim_id)
        with self._lock:
            before = self._held.pop(key, None)
            if particulars and (particulars.qualifiers or particulars.evidence):
                qualifiers = [qualifier.value for qualifier in particulars.qualifiers]
                self._held[key] = {"qualifiers": qualifiers, "evidence": list(particulars.evidence)}
                for oldest in list(self._held)[: len(self._held) - KEPT]:
                    del self._held[oldest]
            if self._held.get(key) != before:
                self._write()

    def _write(self) -> None:
        scratch = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with scratch.open("w", encoding="utf-8") as out:
                json.dump(self._held, out, ensure_ascii=False)
                out.flush()
                os.fsync(out.fileno())
            scratch.replace(self._path)
        except OSError as error:
            raise MissingResourceError(
                "drafts_unwritable",
                expected=f"a workspace that can be written ({self._path})",
                found=error.strerror or "an error",
                fix="make room or give leave to write; your ticks are kept while the desk runs",
            ) from error


def _key(by: Reviewer, article_id: str, claim_id: str) -> str:
    return json.dumps([by.name, by.auth, article_id, claim_id], ensure_ascii=False)


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    """The drafts of the file; none where it is missing or not ours."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in held.items() if _whole(value)} if isinstance(held, dict) else {}


def _whole(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(name), list) and all(isinstance(item, str) for item in value[name])
        for name in ("qualifiers", "evidence")
    )
