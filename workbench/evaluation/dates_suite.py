"""The `dates` suite: dates, times, durations and sets by place and by TIMEX3 value, as TempEval-3 scores them.

Relaxed: the spans overlap. Strict: they are the same. Value: relaxed, and the TIMEX3 value is equal. All are F1 over all spans.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.building import Progress
from workbench.errors import BadInputError
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import GUIDE, Line, Record, at_most, digest_of, existing, find_file, lines_of, unique
from workbench.evaluation.metrics import Metric, f1
from workbench.models import Value, ValueKind
from workbench.pipeline import Workbench
from workbench.values import read_values

COLUMNS = ("wanted", "found", "relaxed_hit", "strict_hit", "value_hit")
METRICS: dict[str, Metric] = {
    "value_f1": f1("value_hit", "found", "wanted"),
    "relaxed_f1": f1("relaxed_hit", "found", "wanted"),
    "strict_f1": f1("strict_hit", "found", "wanted"),
}
_KINDS = {ValueKind.DATE, ValueKind.TIME, ValueKind.DURATION, ValueKind.SET}


@dataclass(frozen=True, slots=True)
class Expression:
    """A labelled time expression: its place in the text, its TIMEX3 type in lower case, its value."""

    start: int
    end: int
    kind: str
    timex: str


@dataclass(frozen=True, slots=True)
class DatesExample:
    """A text with its publication date and its labelled expressions."""

    name: str
    text: str
    date: dt.date | None
    expressions: tuple[Expression, ...]


def score_dates(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Read every labelled text of `data` (lines, or a folder of TimeML files) and score what is found.

    Raises:
        BadInputError: `data` is missing or not in a layout that docs/evaluation.md names.
    """
    del workbench
    examples = at_most(_examples(existing(data)), limit)
    items: list[Item] = []
    for done, example in enumerate(examples, start=1):
        items.extend(_items(example))
        tell("dates", done, len(examples))
    return Scored(data.name, digest_of(examples), tuple(items))


def _examples(data: Path) -> Sequence[DatesExample]:
    files = [data] if data.suffix == ".tml" else []
    if data.is_dir() and not (data / "dates.jsonl").exists():
        files = sorted(data.rglob("*.tml"))
    if files:
        names = unique(path.stem for path in files)
        return [_timeml(path, name) for path, name in zip(files, names, strict=True)]
    lines = list(lines_of(find_file(data, "dates.jsonl", "*.jsonl")))
    names = unique(line.name() for line in lines)
    return [_example(line, name) for line, name in zip(lines, names, strict=True)]


def _example(line: Line, name: str) -> DatesExample:
    text = line.text("text")
    expressions = tuple(_expression(line, text, one) for one in line.records("values"))
    return DatesExample(name, text, line.day(), expressions)


def _expression(line: Line, text: str, record: Record) -> Expression:
    """A labelled expression of a line: its words as they stand in the text, where `start` is left out the first such."""
    words, timex = record.get("text"), record.get("timex")
    if not isinstance(words, str) or not isinstance(timex, str) or not words:
        raise line.wrong('"text" and "timex" in each value', str(record)[:60])
    start = record.get("start", text.find(words))
    if not isinstance(start, int) or start < 0 or text[start : start + len(words)] != words:
        raise line.wrong("the words of each value in the text", repr(words))
    return Expression(start, start + len(words), str(record.get("kind") or "date").lower(), timex)


def _timeml(path: Path, name: str) -> DatesExample:
    """A TimeML document. ElementTree expands no external entity, and expat limits how far internal ones may grow."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - labelled data of the user's own choice; see the docstring
    except (OSError, ET.ParseError) as error:
        raise BadInputError("timeml", expected=f"TimeML in {path.name}", found=str(error), fix=GUIDE) from error
    body, created = root.find("TEXT"), root.find("./DCT/TIMEX3")
    if body is None:
        raise BadInputError("timeml", expected="a TEXT element", found=f"none in {path.name}", fix=GUIDE)
    pieces: list[str] = []
    found: list[Expression] = []
    _walk(body, pieces, found)
    return DatesExample(name, "".join(pieces), _anchor(created), tuple(found))


def _anchor(created: ET.Element | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(created.get("value", "")[:10]) if created is not None else None
    except ValueError:
        return None


def _walk(node: ET.Element, pieces: list[str], found: list[Expression]) -> None:
    """Collect the text below `node` and the expressions in it, inner ones first."""
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, found)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3":
        found.append(Expression(start, sum(map(len, pieces)), node.get("type", "").lower(), node.get("value", "")))


def _items(example: DatesExample) -> Iterator[Item]:
    """An item for every labelled expression, and one for every value found that overlaps none."""
    left = [value for value in read_values(example.text, published=example.date) if value.kind in _KINDS]
    for wanted in example.expressions:
        value = _best(wanted, left)
        if value is not None:
            left.remove(value)
        strict = value is not None and (value.start, value.end) == (wanted.start, wanted.end)
        valued = value is not None and value.timex == wanted.timex
        yield Item(
            item_id=f"{example.name}:{wanted.start}", group=example.name, kind=wanted.kind,
            gold=f"{example.text[wanted.start:wanted.end]} = {wanted.timex}", found=_shown(value),
            row=wanted.kind, column=value.kind.value if value else "missed", correct=valued, score=None,
            counts=(1, value is not None, value is not None, strict, valued),
        )  # fmt: skip
    for value in left:
        yield Item(
            item_id=f"{example.name}:at {value.start}", group=example.name, kind="nothing labelled", gold="",
            found=_shown(value), row="nothing labelled", column=value.kind.value, correct=False, score=None,
            counts=(0, 1, 0, 0, 0),
        )  # fmt: skip


def _best(wanted: Expression, values: Sequence[Value]) -> Value | None:
    """The value that overlaps `wanted`: one with the same TIMEX3 value first, then the longest overlap, then the first."""
    over = [value for value in values if value.start < wanted.end and wanted.start < value.end]
    return max(over, key=lambda v: (v.timex == wanted.timex, min(v.end, wanted.end) - max(v.start, wanted.start)), default=None)


def _shown(value: Value | None) -> str:
    return f"{value.text} = {value.timex}" if value else ""
