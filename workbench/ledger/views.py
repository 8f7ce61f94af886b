"""DuckDB as the view of the log: tables that answer the desk's questions and can always be rebuilt."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.chain import Head
from workbench.errors import DamagedError
from workbench.ledger.events import Event, EventType, Reviewer
from workbench.models import Qualifier, Verdict

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article on the desk. ``decided`` counts claims with a standing verdict, ``conflicts`` suggested ones still without."""

    article_id: str
    title: str
    published: dt.date | None
    corpus: str | None
    snapshot: str | None
    claims: int
    decided: int
    conflicts: int
    last_change: dt.datetime


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """The standing verdict on one claim. ``suggestion`` is what the machine had suggested when it was given."""

    seq: int
    article_id: str
    claim_id: str
    verdict: Verdict
    qualifiers: tuple[Qualifier, ...]
    note: str
    evidence: tuple[str, ...]
    suggestion: str | None
    by: Reviewer
    time: dt.datetime


class View:
    """The tables over one log. Every method uses a cursor of its own and reads its result to the end."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path | None) -> View:
        """Open the database file, or one in memory for ``None``; a file DuckDB cannot open is set aside and begun anew.

        Extensions and outside files are off: nothing in the data can make the database reach out.
        """
        import duckdb

        try:
            connection = _connect(path)
        except duckdb.Error:
            if path is None:
                raise
            _set_aside(path)
            connection = _connect(path)
        return cls(connection)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def head(self) -> Head:
        """How far the log has been applied."""
        seq, digest = self._rows("SELECT applied_seq, log_head FROM progress")[0]
        return Head(seq, digest)

    def apply(self, events: Iterable[Event], head: Head, batch: str | None = None) -> None:
        """Apply events that follow `head()`; all of them or, on any error, none."""
        cursor = self._connection.cursor()
        cursor.execute("BEGIN")
        try:
            for event in events:
                _apply(cursor, event, batch)
            cursor.execute("UPDATE progress SET applied_seq = ?, log_head = ?", [head.seq, head.digest])
            cursor.execute("COMMIT")
        except Exception:
            cursor.execute("ROLLBACK")
            raise

    def has_batch(self, batch: str) -> bool:
        """Whether an inbox batch has been applied before."""
        return bool(self._rows("SELECT 1 FROM events WHERE batch = ? LIMIT 1", [batch]))

    def articles(self) -> tuple[ArticleRow, ...]:
        """Every article, the one changed last first."""
        rows = self._rows("""
            SELECT a.article_id, a.title, a.published, c.corpus, c.snapshot, coalesce(c.claims, 0),
                   (SELECT count(*) FROM checked_claims k SEMI JOIN current_verdicts v USING (article_id, claim_id)
                    WHERE k.article_id = a.article_id AND k.check_seq = c.seq),
                   (SELECT count(*) FROM checked_claims k ANTI JOIN current_verdicts v USING (article_id, claim_id)
                    WHERE k.article_id = a.article_id AND k.check_seq = c.seq
                      AND k.label IN ('CONFLICT', 'CONFLICTING_SOURCES')),
                   (SELECT max(happened) FROM events e WHERE e.article_id = a.article_id)
            FROM articles a LEFT JOIN latest_checks c USING (article_id)
            ORDER BY (SELECT max(seq) FROM events e WHERE e.article_id = a.article_id) DESC""")
        return tuple(_article(row) for row in rows)

    def article_object(self, article_id: str) -> str | None:
        """The hash under which the article's text is stored, or ``None`` for an unknown article."""
        rows = self._rows("SELECT object FROM articles WHERE article_id = ?", [article_id])
        return rows[0][0] if rows else None

    def check_object(self, article_id: str) -> str | None:
        """The hash of the latest check of the article, or ``None`` where there is none."""
        rows = self._rows("SELECT object FROM latest_checks WHERE article_id = ?", [article_id])
        return rows[0][0] if rows else None

    def articles_with_claim(self, claim_id: str) -> tuple[tuple[str, str], ...]:
        """Articles whose latest check holds the claim, each with the label suggested there, by article id."""
        return tuple(
            self._rows(
                """SELECT k.article_id, k.label FROM checked_claims k JOIN latest_checks c
                   ON c.article_id = k.article_id AND c.seq = k.check_seq WHERE k.claim_id = ? ORDER BY ALL""",
                [claim_id],
            )
        )

    def verdicts(self, article_id: str) -> dict[str, VerdictRow]:
        """The standing verdict of each decided claim, by claim id."""
        rows = self._rows(
            """SELECT seq, article_id, claim_id, data, reviewer, auth, happened FROM current_verdicts
               WHERE article_id = ? ORDER BY seq""",
            [article_id],
        )
        return {row[2]: _verdict(row) for row in rows}

    def events(self, article_id: str | None = None, reviewer: str | None = None) -> tuple[Event, ...]:
        """Events in the order they happened, all or those of one article or reviewer."""
        rows = self._rows(
            """SELECT seq, type, reviewer, auth, happened, article_id, claim_id, data FROM events
               WHERE ($a IS NULL OR article_id = $a) AND ($r IS NULL OR reviewer = $r) ORDER BY seq""",
            {"a": article_id, "r": reviewer},
        )
        return tuple(_event(row) for row in rows)

    def undone(self) -> frozenset[int]:
        """Numbers of the events that no longer count."""
        return frozenset(row[0] for row in self._rows("SELECT seq FROM undone"))

    def last_standing(self, reviewer: str, article_id: str | None) -> Event | None:
        """The reviewer's latest verdict or note that still counts, everywhere or in one article."""
        rows = self._rows(
            """SELECT seq, type, reviewer, auth, happened, article_id, claim_id, data FROM standing
               WHERE reviewer = $r AND ($a IS NULL OR article_id = $a) ORDER BY seq DESC LIMIT 1""",
            {"r": reviewer, "a": article_id},
        )
        return _event(rows[0]) if rows else None

    def _rows(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self._connection.cursor().execute(sql, values).fetchall()


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    import duckdb  # here, so that `doctor` can say that it is missing

    connection = duckdb.connect(str(path) if path else ":memory:", config={"enable_external_access": "false"})
    connection.execute("SET lock_configuration = true")
    tables = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if "progress" not in tables:
        for script in sorted(files("workbench.ledger").joinpath("schema").iterdir(), key=lambda entry: entry.name):
            connection.execute(script.read_text(encoding="utf-8"))
    return connection


def _set_aside(path: Path) -> None:
    """Keep the broken database under another name (the log has everything it held) together with its write-ahead log."""
    for part in (path, path.with_name(path.name + ".wal")):
        if part.exists():
            part.replace(part.with_name(part.name + ".broken"))


def _apply(cursor: duckdb.DuckDBPyConnection, event: Event, batch: str | None) -> None:
    cursor.execute(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            event.seq,
            event.type.value,
            event.by.name,
            event.by.auth,
            event.time.replace(tzinfo=None),
            event.article_id,
            event.claim_id,
            json.dumps(event.data, ensure_ascii=False, sort_keys=True),
            batch,
        ],
    )
    data = event.data
    if event.type is EventType.ARTICLE_ADDED:
        cursor.execute(
            "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?)",
            [event.article_id, data["title"], data["published"], data["object"], event.seq],
        )
    elif event.type is EventType.CHECK_RECORDED:
        labels = data["labels"]
        cursor.execute(
            "INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?)",
            [event.article_id, event.seq, data["object"], data["corpus"], data["snapshot"], len(labels)],
        )
        for claim_id, label in labels:
            cursor.execute("INSERT INTO checked_claims VALUES (?, ?, ?, ?)", [event.article_id, event.seq, claim_id, label])
    elif event.type is EventType.UNDONE:
        cursor.execute("INSERT INTO undone VALUES (?, ?)", [data["undoes"], event.seq])


def _article(row: tuple[Any, ...]) -> ArticleRow:
    article_id, title, published, corpus, snapshot, claims, decided, conflicts, happened = row
    return ArticleRow(article_id, title, published, corpus, snapshot, claims, decided, conflicts, _utc(happened))


def _event(row: tuple[Any, ...]) -> Event:
    seq, kind, reviewer, auth, happened, article_id, claim_id, data = row
    return Event(seq, EventType(kind), Reviewer(reviewer, auth), _utc(happened), article_id, claim_id, json.loads(data))


def _verdict(row: tuple[Any, ...]) -> VerdictRow:
    seq, article_id, claim_id, written, reviewer, auth, happened = row
    data = json.loads(written)
    try:
        return VerdictRow(
            seq=seq,
            article_id=article_id,
            claim_id=claim_id,
            verdict=Verdict(data["verdict"]),
            qualifiers=tuple(Qualifier(item) for item in data["qualifiers"]),
            note=data["note"],
            evidence=tuple(data["evidence"]),
            suggestion=data["suggestion"],
            by=Reviewer(reviewer, auth),
            time=_utc(happened),
        )
    except (KeyError, ValueError) as error:
        raise DamagedError(
            "event_broken",
            expected=f"a verdict in event {seq}",
            found=repr(error),
            fix="upgrade the workbench, or restore the ledger",
        ) from error


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC)
