"""Time the typed leg over many synthetic passages: reading, taking over what is known, searching; prints one JSON line.

    python benchmarks/typed_leg.py [PASSAGES]

Passages are made from invented names, measures and days by a generator with a fixed seed, five sentences and about six
values each. `DISTINCT` of them are read; a larger corpus repeats them, so that its postings are as long as those of a real one
while nothing is read twice. Times are processor time; `query_ms` is the median and the slowest of `QUERIES` claims with two
values each, and does not hold the reading of the claim itself (`claim_ms`).
"""

from __future__ import annotations

import datetime as dt
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from workbench.retrieval.typed import TypedIndex
from workbench.retrieval.typed_tables import Tables, TypedText, write_typed
from workbench.retrieval.typed_values import read_typed

PASSAGES = 100_000
DISTINCT = 2_000
QUERIES = 200
DAY = dt.date(2024, 3, 1)
_STEMS = [a + b for a in "Ha No Bri To Ve Ka Li O Su Ma Fe Gra".split() for b in "l r m n st nd g th".split()]
_ENDINGS = "vik havn dal berg ford mund stad wick by holm ness mark".split()
_KINDS = (
    "ferry tunnel cannon turbine museum bridge pipeline hospital airport harbour library stadium theatre prison school "
    "reactor refinery quarry reservoir satellite telescope tanker tram zoo market mill brewery cathedral chapel castle"
).split()
_FACTS = (
    "The {name} {kind} is {a} km long.",
    "It weighs {a} tonnes and cost ${b} million.",
    "In {year} the {name} {kind} served {c} visitors.",
    "About {b} percent of the {kind}'s staff live in {name}.",
    "The {kind} was opened on {day} May {year}.",
    "Officials in {name} count {c} {kind}s a year.",
    "Repairs of the {name} {kind} take {b} weeks.",
)


class _Repeated(Sequence[TypedText]):
    """`texts` over and over, `rows` in all."""

    def __init__(self, texts: Sequence[TypedText], rows: int) -> None:
        self._texts = texts
        self._rows = rows

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, row: int) -> TypedText: ...
    @overload
    def __getitem__(self, row: slice) -> list[TypedText]: ...
    def __getitem__(self, row: int | slice) -> TypedText | list[TypedText]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(self._rows))]
        if row >= self._rows:
            raise IndexError(row)
        return self._texts[row % len(self._texts)]


def main() -> None:
    """Time the number of passages given on the command line."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES
    draw = random.Random(7)  # noqa: S311 - synthetic text
    with tempfile.TemporaryDirectory() as folder:
        distinct = [passage(draw) for _ in range(min(DISTINCT, rows))]
        start = time.process_time()
        write_typed(Path(folder) / "distinct", distinct)
        read = time.process_time() - start
        start = time.process_time()
        write_typed(Path(folder) / "all", _Repeated(distinct, rows), previous=Tables(Path(folder) / "distinct"))
        taken = time.process_time() - start
        index = TypedIndex(Path(folder) / "all")
        size = sum(path.stat().st_size for path in (Path(folder) / "all").iterdir())
        reading, searching = timed_queries(index, draw)
        values = len(index.tables.values)
    figures = {
        "benchmark": "typed_leg",
        "passages": rows,
        "values": values,
        "read_ms_a_passage": round(1000 * read / len(distinct), 3),
        "taken_over_ms_a_passage": round(1000 * taken / rows, 3),
        "bytes_a_passage": round(size / rows),
        "claim_ms": round(1000 * statistics.median(reading), 2),
        "query_ms": [round(1000 * statistics.median(searching), 2), round(1000 * max(searching), 2)],
    }
    print(json.dumps(figures))


def timed_queries(index: TypedIndex, draw: random.Random) -> tuple[list[float], list[float]]:
    """Processor time of reading each claim, and of searching for it."""
    reading, searching = [], []
    for _ in range(QUERIES):
        claim = " ".join(sentence(draw) for _ in range(2))
        start = time.process_time()
        values = read_typed(claim, published=DAY)
        middle = time.process_time()
        index.search(values, 50)
        reading.append(middle - start)
        searching.append(time.process_time() - middle)
    return reading, searching


def passage(draw: random.Random) -> TypedText:
    """Five sentences under a title."""
    sentences = [sentence(draw) for _ in range(5)]
    spans, start = [], 0
    for one in sentences:
        spans.append((start, start + len(one)))
        start += len(one) + 1
    return TypedText(" ".join(sentences), tuple(spans), f"News from {name(draw)}", DAY)


def sentence(draw: random.Random) -> str:
    """One statement with one or two values."""
    return draw.choice(_FACTS).format(
        name=name(draw),
        kind=draw.choice(_KINDS),
        a=round(draw.lognormvariate(3, 2), 1),
        b=draw.randint(2, 99),
        c=f"{draw.randint(1, 900) * 100:,}",
        day=draw.randint(1, 31),
        year=draw.randint(1980, 2024),
    )


def name(draw: random.Random) -> str:
    """An invented place."""
    return draw.choice(_STEMS) + draw.choice(_ENDINGS)


if __name__ == "__main__":
    main()
