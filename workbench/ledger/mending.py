"""What of a damaged log is whole, in which order it stood, and what the tables can give back: a plan, nothing is written.

A line is whole by its shape, its one written form and its check sum; a line of version 0.1, which has no check sum, unless
a whole line after it holds on to another hash. Whole lines are put in order by the hashes they hold on to, so swapped and
doubled ones find their place. What is missing between them is taken from the tables where these can show their lines,
each held to its hash; what is not there either is a gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from workbench.chain import Gap, Head, digest
from workbench.ledger.shapes import ShapeError, check_line, read_json
from workbench.ledger.walk import gaps_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the damaged file that are not kept in the mended one: where they began, and what they are."""

    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """A mended log: its lines in order, what was given back, what is lost, and what of the old file is not in it."""

    lines: tuple[bytes, ...]
    head: Head
    restored: tuple[int, ...]
    gaps: tuple[Gap, ...]
    aside: tuple[Piece, ...]

    @property
    def needed(self) -> bool:
        """Whether the mended log is another one than the file."""
        return bool(self.restored or self.gaps or self.aside)


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line of a log; ``offset`` is where it begins in the file, ``None`` for one that the tables give back."""

    bare: bytes
    seq: int
    prev: str
    summed: bool
    offset: int | None

    @property
    def head(self) -> Head:
        """The head after this line."""
        return Head(self.seq, digest(self.bare))


def plan(data: bytes, known: Sequence[bytes]) -> Plan | None:
    """Plan how to mend the log with the bytes `data`; `known` are the lines that the tables can show, in order.

    Returns:
        The plan, or ``None`` where the log and the tables are two different histories, each whole: nothing here tells
        which of them is wanted.
    """
    shown = {found.seq: found for found in (read_line(line, None) for line in known) if found}
    last = max(shown, default=0)
    found = [line for line in (read_line(bare, offset) for offset, bare in _split(data)) if line]
    strangers = [line for line in found if line.seq <= last and (line.seq not in shown or line.bare != shown[line.seq].bare)]
    if any(line.summed for line in strangers):
        return None
    strange = {line.offset for line in strangers}
    own = _trusted([line for line in found if line.offset not in strange])
    return _assemble(data, own, list(shown.values()))


def read_line(bare: bytes, offset: int | None) -> Line | None:
    """Read a line by itself; ``None`` where it is no whole entry."""
    try:
        record = read_json(bare)
        if not isinstance(record, dict) or type(record.get("seq")) is not int or not isinstance(record.get("prev"), str):
            return None
        check_line(bare, record)
    except ShapeError:
        return None
    return Line(bare, record["seq"], record["prev"], "sum" in record, offset)


def _split(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, each with its offset and without its end."""
    offset = 0
    for bare in data.split(b"\n"):
        yield offset, bare
        offset += len(bare) + 1


def _trusted(lines: Sequence[Line]) -> list[Line]:
    """Leave out lines without a check sum that the one after them gives the lie to; the last ones are judged first."""
    held: dict[int, set[str]] = {}
    trusted = []
    for line in sorted(lines, key=lambda line: -line.seq):
        said = held.get(line.seq)
        if line.summed or said is None or digest(line.bare) in said:
            trusted.append(line)
            held.setdefault(line.seq - 1, set()).add(line.prev)
    return trusted


def _assemble(data: bytes, own: Sequence[Line], shown: Sequence[Line]) -> Plan:
    """Follow the hashes from the beginning; where they lead nowhere, go on with the next number there is."""
    pool = {(line.seq, line.prev): line for line in (*reversed(own), *shown)}
    own_places = {(line.seq, line.bare): line for line in own}
    declared = frozenset(gap for line in pool.values() for gap in gaps_of(line.bare))
    head, kept, gaps = Head(), [], []
    while pool:
        line = pool.pop((head.seq + 1, head.digest), None)
        if line is None:
            later = [other for other in pool.values() if other.seq > head.seq]
            if not later:
                break
            line = min(later, key=lambda other: other.seq)
            del pool[line.seq, line.prev]
            gaps.append(Gap(head, Head(line.seq - 1, line.prev)))
        kept.append(own_places.get((line.seq, line.bare), line))
        head = line.head
    restored = tuple(line.seq for line in kept if line.offset is None)
    used = {line.offset for line in kept}
    new = tuple(gap for gap in gaps if gap not in declared)
    return Plan(tuple(line.bare for line in kept), head, restored, new, tuple(_pieces(data, used)))


def _pieces(data: bytes, used: Collection[int | None]) -> Iterator[Piece]:
    """The lines that are not used, with their ends; neighbours are one piece."""
    begin = end = 0
    for offset, bare in _split(data):
        if offset in used or offset >= len(data):
            continue
        if offset != end and end > begin:
            yield Piece(begin, data[begin:end])
        begin, end = (begin if offset == end and end > begin else offset), min(offset + len(bare) + 1, len(data))
    if end > begin:
        yield Piece(begin, data[begin:end])
