"""A sentence with one value hidden, so that the words alone say which slot the value fills."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.judging.facts.text_tables import Cell
from workbench.judging.sentence.nearness import HIDDEN
from workbench.models import Value, ValueKind

_DATES = frozenset((ValueKind.DATE, ValueKind.TIME))
_FIGURE = r"\d(?:[\d.,'’\u00a0\u2009\u202f ]*\d)?"
_WORD = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?"
    r"|dozens?|hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|mn|bn|tn"
    r"|lakhs?|crores?|twice|thrice)\b"
)
_ONE = rf"(?:{_FIGURE}|{_WORD})"
_NUMBER = re.compile(rf"{_ONE}(?:[\s\-–—./]*(?:(?:and|to|or|a|of)\s)?{_ONE})*", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-–—•*·|]|\(?[0-9a-z]{1,2}[.)])\s")
_ENDS = frozenset('.!?…”"’)')
_LONGEST_ITEM = 140
_LONGEST_LIST = 20
_BEFORE, _AFTER = 260, 160
"""Characters kept on either side of the hidden value, at most."""


def hidden(text: str, start: int, end: int, kind: ValueKind) -> str:
    """`text` with the value at ``[start, end)`` hidden: of an amount its number, the unit stays; of a date all of it."""
    value = text[start:end]
    shown = HIDDEN if kind in _DATES else _NUMBER.sub(HIDDEN, value, count=1)
    if HIDDEN not in shown:
        shown = HIDDEN
    return f"{text[:start]}{shown}{text[end:]}"


def is_item(line: str) -> bool:
    """Whether a line stands for itself, as an entry of a list or a sheet does: "- Keshar 412.4", "Length: 34.2 m"."""
    own = line.strip()
    if _BULLET.match(own):
        return True
    return len(own) <= _LONGEST_ITEM and own[-1:] not in _ENDS and "\n" not in own


def claim_text(text: str, value: Value) -> str:
    """The claim with `value` hidden; offsets of `value` are those of `text`."""
    return hidden(text, value.start, value.end, value.kind)


def around(lines: Sequence[str], at: int) -> tuple[str, str]:
    """What is read before and after a line: its neighbours; before an entry of a list the line that opens the list."""
    if not is_item(lines[at]):
        return lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
    above = (
        line for line in reversed(lines[max(0, at - _LONGEST_LIST) : at]) if not is_item(line) or line.rstrip().endswith(":")
    )
    opens = next(above, "")
    return opens if opens.rstrip().endswith(":") else "", ""


def passage_text(  # noqa: PLR0917 what stands around one value
    above: Sequence[str], before: str, line: str, after: str, value: Value, cell: Cell | None = None
) -> str:
    """Title and heading, then the sentence with `value` hidden between its neighbours; offsets are those of `line`.

    Of a row of a table the names of its row and of the value's column stand in place of the sentence; an entry of a list stands
    alone, below the line that opens the list.
    """
    first, last = line.rfind("\n", 0, value.start) + 1, line.find("\n", value.end)
    own = line[first : last if last >= 0 else len(line)]
    text = hidden(own, value.start - first, value.end - first, value.kind)
    if cell is not None:
        shown = hidden(line[value.start : value.end], 0, value.end - value.start, value.kind)
        before, text, after = "", f"{cell.words}: {shown}", ""
    at = text.index(HIDDEN)
    left = f"{before} {text[:at]}".lstrip()
    right = f"{text[at + len(HIDDEN) :]} {after}".rstrip()
    head = " — ".join(dict.fromkeys(part for part in above if part))
    told = f"{left[-_BEFORE:]}{HIDDEN}{right[:_AFTER]}"
    return " ".join(f"{head}: {told}".split()) if head else " ".join(told.split())
