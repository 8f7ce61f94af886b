"""An exported verification log, read back into the product's types: for scoring it, and for replaying it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import BadInputError
from workbench.export import verify_log
from workbench.models import Article, Assessment, InternalConflict, ModelStamp, Verdict
from workbench.records import from_record

_FIX = "export it again with `workbench export ARTICLE_ID --format jsonl`"


@dataclass(frozen=True, slots=True)
class ExportedClaim:
    """One claim of a log: its assessment as written (``record``) and as an object, and the standing verdict."""

    record: dict[str, Any]
    assessment: Assessment
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class ExportedLog:
    """What a log says about one article. ``models`` is empty in logs written before models were recorded."""

    article: Article
    corpus: str
    snapshot: str
    settings: str
    models: tuple[ModelStamp, ...]
    claims: tuple[ExportedClaim, ...]
    conflicts: tuple[InternalConflict, ...]

    @property
    def has_facts(self) -> bool:
        """Whether its check was made since claims have facts: each has its statement at least."""
        return not self.claims or any(claim.assessment.facts for claim in self.claims)


def is_log(path: Path) -> bool:
    """Whether `path` begins with the header of an exported log."""
    try:
        with path.open(encoding="utf-8") as source:
            header = json.loads(source.readline())
    except (OSError, ValueError):
        return False
    return isinstance(header, dict) and header.get("entry") == "header"


def read_log(path: Path) -> ExportedLog:
    """Read the log at `path` after its chain was verified.

    Raises:
        BadInputError: there is none, it is no exported log, or an entry was changed since it was written.
    """
    problem = verify_log(path)
    if problem is not None:
        raise BadInputError(
            "log_changed",
            expected=f"{path.name} as it was exported",
            found=f"entry {problem.entry}: {problem.reason}",
            fix=_FIX,
        )
    if not is_log(path):
        raise BadInputError("no_log", expected="an exported log", found=f"{path.name}, which has no header", fix=_FIX)
    with path.open(encoding="utf-8") as source:
        records = [json.loads(line) for line in source]
    try:
        return _log(records)
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError(
            "no_log", expected=f"a log of this version in {path.name}", found=str(error)[:80], fix=_FIX
        ) from error


def _log(records: list[dict[str, Any]]) -> ExportedLog:
    header, rest = records[0], records[1:]
    article = header["article"]
    return ExportedLog(
        article=Article(
            article_id=article["article_id"],
            title=article["title"],
            text=article["text"],
            published=dt.date.fromisoformat(article["date"]) if article["date"] else None,
            author=article["author"],
            source_name=article["source_name"],
            country=article.get("country"),
        ),
        corpus=header["corpus"],
        snapshot=header["snapshot"],
        settings=header["settings"],
        models=tuple(from_record(ModelStamp, one) for one in header.get("models", ())),
        claims=tuple(_claim(record) for record in rest if record["entry"] == "claim"),
        conflicts=tuple(
            from_record(InternalConflict, record["conflict"]) for record in rest if record["entry"] == "internal_conflict"
        ),
    )


def _claim(record: dict[str, Any]) -> ExportedClaim:
    verdict = record["verdict"]
    return ExportedClaim(
        record=record["assessment"],
        assessment=from_record(Assessment, record["assessment"]),
        verdict=Verdict(verdict["verdict"]) if verdict else None,
    )
