"""Rows of a table as the reading writes them ("Parish: Ostrey; Residents: 5412"): the column says what is counted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from workbench.judging.coverage import Words, covers_name, name_groups
from workbench.judging.places import Place
from workbench.judging.slots import DIFFERENT, SAME, UNKNOWN, build_slot, entity_terms
from workbench.models import Slot, SlotCheck, Value, ValueKind
from workbench.tokens import words
from workbench.values import read_values

_CELL = re.compile(r"([^:;\n]{1,60}): ([^;\n]{1,400})(?:; |$)")
_YEAR = re.compile(r"[12]\d{3}")
_FEWEST_CELLS = 2


def is_row(text: str) -> bool:
    """Whether the whole text is cells of the form ``column: value``, at least two."""
    cells = list(_CELL.finditer(text))
    return len(cells) >= _FEWEST_CELLS and sum(len(cell.group()) for cell in cells) == len(text)


def row_values(text: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values of a row, bare numbers as counts of what their column names, a year's column as that year, in order."""
    cells = list(_CELL.finditer(text))
    found = [_counted(value, cells) for value in values]
    taken = {value.start for value in found}
    found += [_year(cell) for cell in cells if _is_year(cell) and cell.start(2) not in taken]
    return tuple(sorted(found, key=lambda value: (value.start, value.end)))


def _counted(value: Value, cells: list[re.Match[str]]) -> Value:
    cell = next((cell for cell in cells if cell.start(2) <= value.start < cell.end(2)), None)
    if cell is None or value.kind is not ValueKind.NUMBER or value.unit:
        return value
    read = read_values(f"{value.text} {cell.group(1).strip().lower()}")
    if len(read) != 1 or read[0].kind is not ValueKind.COUNT or read[0].low != value.low:
        return value
    return replace(value, kind=ValueKind.COUNT, unit=read[0].unit, dimension=read[0].dimension)


def _is_year(cell: re.Match[str]) -> bool:
    return words(cell.group(1))[-1:] == ["year"] and _YEAR.fullmatch(cell.group(2).strip()) is not None


def _year(cell: re.Match[str]) -> Value:
    text = cell.group(2).strip()
    start, year = cell.start(2), int(text)
    return Value(
        ValueKind.DATE, start, start + len(text), text, dimension="[time]", timex=text,
        first_day=dt.date(year, 1, 1), last_day=dt.date(year, 12, 31),
    )  # fmt: skip


def row_slot(claim: Place, evidence: Place, offered: Words) -> Slot:
    """The slot of a row's value: the row itself must name what the claim is about, whatever the rows before it say."""
    return replace(build_slot(claim, evidence, offered), entity=_entity(claim, evidence, offered))


def _entity(claim: Place, evidence: Place, offered: Words) -> SlotCheck:
    """A cell that is the claim's name is the same; a name inside a longer cell, or none to look for, leaves it open."""
    names = name_groups(claim.terms.terms)
    if not all(covers_name(group, offered.keys, offered) for group in names):
        return DIFFERENT
    own = set(words(claim.terms.text))
    cells = [cell for cell in (set(words(cell.group(2))) for cell in _CELL.finditer(evidence.terms.text)) if cell <= own]
    wanted = [group.text for group in names] or [term.lemma for term in entity_terms(claim)]
    named = all(any(set(words(name)) & cell for cell in cells) for name in wanted)
    return SAME if wanted and named else UNKNOWN
