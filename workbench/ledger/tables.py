"""The rows that each event puts into the view's tables, and a fingerprint of tables to hold against those rows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbench.ledger.events import EventType
from workbench.ledger.walk import Stored

if TYPE_CHECKING:
    import duckdb

TABLES: dict[str, dict[str, str]] = {
    "events": {
        "seq": "BIGINT",
        "type": "VARCHAR",
        "reviewer": "VARCHAR",
        "article_id": "VARCHAR",
        "claim_id": "VARCHAR",
        "happened": "TIMESTAMP",
        "batch": "VARCHAR",
        "line": "VARCHAR",
    },
    "additions": {"seq": "BIGINT", "article_id": "VARCHAR", "title": "VARCHAR", "published": "DATE", "object": "VARCHAR"},
    "checks": {
        "seq": "BIGINT",
        "article_id": "VARCHAR",
        "object": "VARCHAR",
        "corpus": "VARCHAR",
        "snapshot": "VARCHAR",
        "claims": "BIGINT",
    },
    "checked_claims": {"check_seq": "BIGINT", "article_id": "VARCHAR", "claim_id": "VARCHAR", "label": "VARCHAR"},
    "undone": {"undone_by": "BIGINT", "seq": "BIGINT"},
}
# What questions start with. An undone event stays in `events`; what counts is what is left.
DERIVED = """
WITH articles AS (SELECT * FROM additions QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seq) = 1),
standing AS (
    SELECT e.* FROM events e WHERE e.type IN ('verdict_given', 'note_added') AND e.seq NOT IN (SELECT seq FROM undone)
),
latest_checks AS (SELECT * FROM checks QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seq DESC) = 1),
current_verdicts AS (
    SELECT * FROM standing WHERE type = 'verdict_given'
    QUALIFY row_number() OVER (PARTITION BY article_id, claim_id ORDER BY seq DESC) = 1
)
"""
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - DuckDB's TIMESTAMP knows no zone either; all of ours are UTC
_MICROSECOND = dt.timedelta(microseconds=1)

_PROGRESS = {
    ("progress", "applied_seq", "BIGINT"),
    ("progress", "log_head", "VARCHAR"),
    ("progress", "made_with", "VARCHAR"),
}

Row = tuple[Any, ...]
Prints = dict[str, tuple[int, int]]


def schema() -> str:
    """The script that makes the tables."""
    return files("workbench.ledger").joinpath("schema/view.sql").read_text(encoding="utf-8")


def schema_digest() -> str:
    """SHA-256 of the script: a view made with another one is rebuilt."""
    return hashlib.sha256(schema().encode()).hexdigest()


def rows_of(stored: Stored) -> Iterator[tuple[str, Row]]:
    """What an event puts into the tables: pairs of a table and a row, values in the order of the columns."""
    event, data = stored.event, stored.event.data
    seq, article = event.seq, event.article_id
    happened = event.time.replace(tzinfo=None)
    line = stored.line.decode()
    yield "events", (seq, event.type.value, event.by.name, article, event.claim_id, happened, stored.batch, line)
    if event.type is EventType.ARTICLE_ADDED:
        yield "additions", (seq, article, data["title"], data["published"], data["object"])
    elif event.type is EventType.CHECK_RECORDED:
        yield "checks", (seq, article, data["object"], data["corpus"], data["snapshot"], len(data["labels"]))
        for claim_id, label in data["labels"]:
            yield "checked_claims", (seq, article, claim_id, label)
    elif event.type is EventType.UNDONE:
        yield "undone", (seq, data["undoes"])


def insert(cursor: duckdb.DuckDBPyConnection, entries: Iterable[Stored]) -> None:
    """Put what the entries say into the tables, one statement a table however many rows there are."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for stored in entries:
        for table, row in rows_of(stored):
            rows[table].append(row)
    for table, found in rows.items():
        columns = ", ".join(f"unnest(?::{kind}[])" for kind in TABLES[table].values())
        cursor.execute(f"INSERT INTO {table} SELECT {columns}", [list(column) for column in zip(*found, strict=True)])


class Fingerprint:
    """What the tables must hold after some events: for each the number of rows, and the sum of their hashes.

    A sum, so that rows may lie in any order and an added, dropped, doubled or changed one still shows.
    """

    def __init__(self) -> None:
        self._rows = dict.fromkeys(TABLES, 0)
        self._sums = dict.fromkeys(TABLES, 0)

    def add(self, stored: Stored) -> None:
        """Count in what an event puts into the tables."""
        for table, row in rows_of(stored):
            text = "\x1f".join([_text(value) for value in row])
            self._rows[table] += 1
            self._sums[table] += int.from_bytes(hashlib.md5(text.encode(), usedforsecurity=False).digest()[8:], "little")

    def prints(self) -> Prints:
        """Number of rows and sum of hashes, by table."""
        return {table: (self._rows[table], self._sums[table]) for table in TABLES}


def as_made(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database was made with this version's script and still has its tables, column by column."""
    query = "SELECT table_name, column_name, data_type FROM information_schema.columns"
    columns = set(cursor.execute(query).fetchall())
    made = {(table, name, kind) for table, kinds in TABLES.items() for name, kind in kinds.items()} | _PROGRESS
    return columns == made and cursor.execute("SELECT made_with FROM progress").fetchall() == [(schema_digest(),)]


def prints(cursor: duckdb.DuckDBPyConnection) -> Prints:
    """The fingerprint of the tables as they are; reads every row of every one."""
    found = {}
    for table, columns in TABLES.items():
        texts = ", ".join(f"coalesce({_shown(name, kind)}, chr(30))" for name, kind in columns.items())
        query = f"SELECT count(*), coalesce(sum(md5_number_lower(concat_ws(chr(31), {texts}))), 0) FROM {table}"  # noqa: S608 - our own names
        found[table] = cursor.execute(query).fetchall()[0]
    return found


def _shown(name: str, kind: str) -> str:
    return f"epoch_us({name})::VARCHAR" if kind == "TIMESTAMP" else f"{name}::VARCHAR"


def _text(value: Any) -> str:
    if value is None:
        return "\x1e"
    return str((value - _EPOCH) // _MICROSECOND) if isinstance(value, dt.datetime) else str(value)
