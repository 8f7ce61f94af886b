"""Verifying an exported log: its chain, its own promises, and the corpus it was made against."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.chain import ChainError, follow
from workbench.errors import BadInputError
from workbench.ledger.walk import Walk, first_problem


@dataclass(frozen=True, slots=True)
class LogProblem:
    """The first thing in a log that does not hold; ``entry`` counts lines from 1, 0 where it is not about one line."""

    entry: int
    reason: str


def verify_log(
    path: Path, corpus_snapshot: str | None = None, corpus_documents: dict[str, str] | None = None
) -> LogProblem | None:
    """Recompute the chain of `path`; works on exported logs and on a ledger's own ``events.jsonl``.

    Args:
        path: the log.
        corpus_snapshot: digest of the corpus as it is now, to compare with the one the log was made against.
        corpus_documents: sha256 of each document of that corpus by id, to name the document that changed.

    Returns:
        The first problem, or ``None`` where everything holds.

    Raises:
        BadInputError: the file cannot be read, is empty, or is no log.
    """
    if _is_ledger(path):
        return _ledger(path, corpus_snapshot)
    records: list[dict[str, Any]] = []
    try:
        with path.open("rb") as source:
            for record, _ in follow(source):
                records.append(record)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ChainError as error:
        return LogProblem(error.at.seq, error.at.reason)
    if not records:
        raise BadInputError(
            "empty_log", expected="an exported log (.jsonl)", found=f"the empty file {path}", fix="export it again"
        )
    header = records[0]
    if header.get("entry") != "header":
        return LogProblem(1, "no header of an exported log, and no event of a ledger")
    try:
        return _promises(records) or _corpus(header, corpus_snapshot, corpus_documents or {})
    except (KeyError, TypeError, AttributeError):
        return LogProblem(1, "the header does not hold what the header of an exported log holds")


def losses_of(path: Path) -> str:
    """What a ledger's log says was lost before it was repaired, in words; nothing for a log that lost nothing."""
    if not _is_ledger(path):
        return ""
    walk = Walk(path)
    for _ in walk:
        pass
    lost = sorted((gap.after.seq + 1, gap.before.seq) for gap in walk.gaps)
    return ", ".join(f"{first} to {last}" if last > first else f"{first}" for first, last in lost if last >= first)


def corpus_of(path: Path) -> str | None:
    """The corpus named in a log's header, or ``None`` where there is none."""
    with path.open("rb") as source:
        try:
            header = json.loads(source.readline())
        except (ValueError, RecursionError):
            return None
    name = header.get("corpus") if isinstance(header, dict) else None
    return name if isinstance(name, str) else None


def _is_ledger(path: Path) -> bool:
    """Whether a log is a ledger's own, by its first line."""
    try:
        with path.open("rb") as source:
            first = json.loads(source.readline())
    except OSError as error:
        raise _unreadable(path, error) from error
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "type" in first and "entry" not in first


def _ledger(path: Path, corpus_snapshot: str | None) -> LogProblem | None:
    """Hold a ledger's log to what the ledger itself asks of it at opening."""
    found = first_problem(path)
    if found is not None:
        return LogProblem(found.seq, found.reason)
    return None if corpus_snapshot is None else LogProblem(1, "no header, so no corpus to compare with")


def _unreadable(path: Path, error: OSError) -> BadInputError:
    return BadInputError("no_log", expected="an exported log (.jsonl)", found=f"{path}: {error.strerror}", fix="check the path")


def _promises(records: list[dict[str, Any]]) -> LogProblem | None:
    """What header and end say must be so."""
    end = records[-1]
    if end.get("entry") != "end":
        return LogProblem(len(records), "the log has no end: it was cut off")
    if end.get("entries") != len(records) - 1:
        return LogProblem(len(records), f"the end counts {end.get('entries')} entries, there are {len(records) - 1}")
    article = records[0]["article"]
    if hashlib.sha256(article["text"].encode("utf-8", "surrogatepass")).hexdigest() != article["text_sha256"]:
        return LogProblem(1, "the article's text is not the one that was hashed")
    return None


def _corpus(header: dict[str, Any], snapshot: str | None, documents: dict[str, str]) -> LogProblem | None:
    if snapshot is None or snapshot == header["snapshot"]:
        return None
    for cited in header["documents"]:
        now = documents.get(cited["doc_id"])
        if now != cited["sha256"]:
            change = "is no longer in the corpus" if now is None else "was changed"
            return LogProblem(1, f"document {cited['doc_id']} ({cited['title']}) {change} since the log was made")
    return LogProblem(1, "the corpus was changed since the log was made; every document the log cites is still the same")
