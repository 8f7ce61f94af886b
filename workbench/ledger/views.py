"""DuckDB as the view of the log: tables that answer the desk's questions and can always be rebuilt.

Nothing here mends anything. Whatever DuckDB raises on a damaged file, and `OutOfStep` where the tables are not what the
log gives, goes up to `Store`, which sets the view aside and builds it anew.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.chain import Head, digest
from workbench.errors import DamagedError
from workbench.ledger.events import Event
from workbench.ledger.rows import ArticleRow, VerdictRow, article_row, event_of, verdict_row
from workbench.ledger.tables import DERIVED, Fingerprint, as_made, insert, prints, schema, schema_digest
from workbench.ledger.walk import Stored, Walk

if TYPE_CHECKING:
    import duckdb

ROWS_AT_ONCE = 2_000


class OutOfStep(Exception):  # noqa: N818 - it is a state of the view, and never leaves the ledger
    """The tables are not what the log gives; the message says in what."""


class View:
    """The tables over one log. Every method uses a cursor of its own and reads its result to the end."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path | None) -> View:
        """Open the database file, or one in memory for ``None``.

        Extensions and outside files are off: nothing in the data can make the database reach out.
        """
        import duckdb  # here, so that `doctor` can say that it is missing

        connection = duckdb.connect(str(path) if path else ":memory:", config={"enable_external_access": "false"})
        try:
            connection.execute("SET lock_configuration = true")
            tables = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
            if "progress" not in tables:
                connection.execute("BEGIN")
                connection.execute(schema())
                connection.execute("INSERT INTO progress VALUES (0, repeat('0', 64), ?)", [schema_digest()])
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return cls(connection)

    def close(self) -> None:
        """Close the database, whatever state it is in."""
        with contextlib.suppress(Exception):  # a broken one may refuse its last checkpoint; the log has it all
            self._connection.close()

    def head(self) -> Head:
        """How far the log has been applied."""
        ((seq, digest),) = self._rows("SELECT applied_seq, log_head FROM progress")
        return Head(seq, digest)

    def catch_up(self, walk: Walk) -> None:
        """Apply what the tables have not seen of the log, and hold what they had seen against it: every table, every row.

        Raises:
            OutOfStep: they are not what the log gives.
            DamagedError: the log's chain is broken, or the tables know, and can show, entries that the log has not.
        """
        seen, current = self.head(), as_made(self._connection)
        found = prints(self._connection) if current else None
        expected, met, entries = Fingerprint(), Head(), iter(walk)
        news: Iterator[Stored] = iter(())
        for stored in entries:
            if stored.after.seq > seen.seq:
                news = chain([stored], entries)
                break
            expected.add(stored)
            met = stored.after
        with self._transaction() as cursor:
            while chunk := list(islice(news, ROWS_AT_ONCE)):
                if current:
                    insert(cursor, chunk)
            self._hold_against(walk, seen, met)
            if found != expected.prints():
                raise OutOfStep("the tables hold other rows than the log" if current else "another version made the tables")
            if walk.head != seen:
                _move_on(cursor, walk.head)

    def differs(self, walk: Walk) -> bool:
        """Whether any table holds anything but what a replay of the whole log gives. Raises as `Walk` does."""
        expected = Fingerprint()
        for stored in walk:
            expected.add(stored)
        if not as_made(self._connection) or self.head() != walk.head:
            return True
        return prints(self._connection) != expected.prints()

    def apply(self, entries: Sequence[Stored]) -> None:
        """Apply entries of the log; all of them or, on any error, none.

        Raises:
            OutOfStep: the tables do not stand at the entry before.
        """
        if not entries:
            return
        if self.head() != entries[0].before:
            raise OutOfStep(f"the tables do not stand at entry {entries[0].before.seq}")
        with self._transaction() as cursor:
            insert(cursor, entries)
            _move_on(cursor, entries[-1].after)

    def shown(self) -> tuple[bytes, ...]:
        """Every entry's line as it stood in the log, in order; none where the tables cannot prove them, link by link."""
        return self._lines() if as_made(self._connection) and self._can_show(self.head()) else ()

    def _lines(self) -> tuple[bytes, ...]:
        return tuple(line.encode() for (line,) in self._rows("SELECT line FROM events ORDER BY seq"))

    def batch_size(self, batch: str) -> int:
        """How many events of an inbox batch have been applied."""
        return int(self._rows("SELECT count(*) FROM events WHERE batch = ?", [batch])[0][0])

    def articles(self) -> tuple[ArticleRow, ...]:
        """Every article, the one changed last first."""
        rows = self._ask("""
            SELECT a.article_id, a.title, a.published, c.corpus, c.snapshot, coalesce(c.claims, 0),
                   (SELECT count(*) FROM checked_claims k SEMI JOIN current_verdicts v USING (article_id, claim_id)
                    WHERE k.article_id = a.article_id AND k.check_seq = c.seq),
                   (SELECT count(*) FROM checked_claims k ANTI JOIN current_verdicts v USING (article_id, claim_id)
                    WHERE k.article_id = a.article_id AND k.check_seq = c.seq
                      AND k.label IN ('CONFLICT', 'CONFLICTING_SOURCES')),
                   (SELECT max(happened) FROM events e WHERE e.article_id = a.article_id)
            FROM articles a LEFT JOIN latest_checks c USING (article_id)
            ORDER BY (SELECT max(seq) FROM events e WHERE e.article_id = a.article_id) DESC""")
        return tuple(article_row(row) for row in rows)

    def article_object(self, article_id: str) -> str | None:
        """The hash under which the article's text is stored, or ``None`` for an unknown article."""
        rows = self._ask("SELECT object FROM articles WHERE article_id = ?", [article_id])
        return rows[0][0] if rows else None

    def check_object(self, article_id: str) -> str | None:
        """The hash of the latest check of the article, or ``None`` where there is none."""
        rows = self._ask("SELECT object FROM latest_checks WHERE article_id = ?", [article_id])
        return rows[0][0] if rows else None

    def objects(self) -> tuple[str, ...]:
        """The hash of everything that events point to."""
        rows = self._rows("SELECT object FROM additions UNION SELECT object FROM checks ORDER BY 1")
        return tuple(row[0] for row in rows)

    def articles_with_claim(self, claim_id: str) -> tuple[tuple[str, str], ...]:
        """Articles whose latest check holds the claim, each with the label suggested there, by article id."""
        return tuple(
            self._ask(
                """SELECT k.article_id, k.label FROM checked_claims k JOIN latest_checks c
                   ON c.article_id = k.article_id AND c.seq = k.check_seq WHERE k.claim_id = ? ORDER BY ALL""",
                [claim_id],
            )
        )

    def was_checked(self, article_id: str, claim_id: str) -> bool:
        """Whether any check of the article, the latest or an earlier one, holds the claim."""
        return bool(
            self._rows("SELECT 1 FROM checked_claims WHERE article_id = ? AND claim_id = ? LIMIT 1", [article_id, claim_id])
        )

    def verdicts(self, article_id: str) -> dict[str, VerdictRow]:
        """The standing verdict of each decided claim, by claim id."""
        rows = self._ask("SELECT line FROM current_verdicts WHERE article_id = ? ORDER BY seq", [article_id])
        return {row.claim_id: row for row in (verdict_row(event_of(line)) for (line,) in rows)}

    def events(self, article_id: str | None = None, reviewer: str | None = None) -> tuple[Event, ...]:
        """Events in the order they happened, all or those of one article or reviewer."""
        rows = self._rows(
            "SELECT line FROM events WHERE ($a IS NULL OR article_id = $a) AND ($r IS NULL OR reviewer = $r) ORDER BY seq",
            {"a": article_id, "r": reviewer},
        )
        return tuple(event_of(line) for (line,) in rows)

    def event(self, seq: int) -> Event | None:
        """One event by its number."""
        rows = self._rows("SELECT line FROM events WHERE seq = ?", [seq])
        return event_of(rows[0][0]) if rows else None

    def undone(self) -> frozenset[int]:
        """Numbers of the events that no longer count."""
        return frozenset(row[0] for row in self._rows("SELECT seq FROM undone"))

    def last_standing(self, reviewer: str, article_id: str | None) -> Event | None:
        """The reviewer's latest verdict or note that still counts, everywhere or in one article."""
        rows = self._ask(
            """SELECT line FROM standing
               WHERE reviewer = $r AND ($a IS NULL OR article_id = $a) ORDER BY seq DESC LIMIT 1""",
            {"r": reviewer, "a": article_id},
        )
        return event_of(rows[0][0]) if rows else None

    def _hold_against(self, walk: Walk, seen: Head, met: Head) -> None:
        """Refuse a log that has lost entries or is another one; a view that only seems to know better is rebuilt."""
        if met == seen:
            return
        lost = any(gap.after.seq < seen.seq <= gap.before.seq for gap in walk.gaps)
        if lost or not self._can_show(seen):
            raise OutOfStep(f"the tables stand at entry {seen.seq}, which the log does not have")
        behind = walk.head.seq < seen.seq
        raise DamagedError(
            "log_behind" if behind else "log_replaced",
            expected=f"at least {seen.seq} events in {walk.path}"
            if behind
            else f"the log that {walk.path.parent} was built from",
            found=f"{walk.head.seq}" if behind else "another history",
            fix="restore events.jsonl from a copy, or let `workbench repair` restore what the tables know",
        )

    def _can_show(self, seen: Head) -> bool:
        """Whether the tables prove that they were built from a log with this head: their lines hold on to one another."""
        if not as_made(self._connection):
            return True  # an earlier version's tables have no lines; what they say has to be believed
        records = [(json.loads(line), digest(line)) for line in self._lines()]
        if not records or seen != Head(records[-1][0]["seq"], records[-1][1]):
            return False
        return all(b["prev"] == end for (a, end), (b, _) in pairwise(records) if b["seq"] == a["seq"] + 1)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            cursor.execute("BEGIN")
            yield cursor
            cursor.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(Exception):  # a database that has given up rolls nothing back
                cursor.execute("ROLLBACK")
            raise
        finally:
            cursor.close()

    def _ask(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self._rows(f"{DERIVED}{sql}", values)

    def _rows(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with contextlib.closing(self._connection.cursor()) as cursor:
            return cursor.execute(sql, values).fetchall()


def _move_on(cursor: duckdb.DuckDBPyConnection, head: Head) -> None:
    cursor.execute("UPDATE progress SET applied_seq = ?, log_head = ?", [head.seq, head.digest])
