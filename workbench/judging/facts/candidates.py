"""What could fill the slot of a fact: every value of the passages that arithmetic relates to the fact's value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.judging.facts.changes import compare_placed
from workbench.judging.facts.events import dates_of
from workbench.judging.facts.findings import pounds_as_mass
from workbench.judging.facts.row_slots import row_slot
from workbench.judging.facts.slot_texts import hidden
from workbench.judging.facts.slots import ALL_SAME, build_slot
from workbench.judging.facts.table_units import in_named_units
from workbench.judging.facts.text_tables import Cell, cell_at
from workbench.judging.sentence.coverage import Words
from workbench.judging.sentence.nearness import HIDDEN
from workbench.judging.sides.claim_side import DATES, Wanted
from workbench.judging.sides.passages import Line, PassageSide, stated_day, values_of
from workbench.judging.sides.places import Place, own_dates, read_beside, with_periods
from workbench.models import Comparison, Level, Slot, Value, ValueKind
from workbench.values.compare import compare_values

ShortNames = tuple[tuple[str, frozenset[str]], ...]

AGREES = frozenset((Level.EXACT, Level.WITHIN_PRECISION))
_BARE = frozenset((ValueKind.NUMBER, ValueKind.COUNT))
_LABEL = 60


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A value of a passage beside a fact's value: the arithmetic as if both filled one slot, and the slot as the words show it.

    ``value`` is the passage's with offsets of its line; ``at`` the line's number in the passage, ``cell`` its place in a table.
    ``assumed``: a bare number was taken in the fact's unit, which nothing names. ``titled``: a date of the document itself, in
    the title that is given with it hidden; its value has no place in the text.
    """

    wanted: Wanted
    passage: PassageSide
    at: int
    value: Value
    arithmetic: Comparison
    slot: Slot
    cell: Cell | None = None
    assumed: bool = False
    titled: str | None = None

    @property
    def line(self) -> Line:
        """The sentence or row it stands in."""
        return self.passage.lines[self.at]

    @property
    def agrees(self) -> bool:
        """Whether the amounts or days agree, were they of one slot."""
        return self.arithmetic.level in AGREES


def candidates(
    wanted: Wanted, passage: PassageSide, short_names: ShortNames, *, equal_only: bool = False
) -> Iterator[Candidate]:
    """The candidates of one passage, in the order of its text; with `equal_only` those whose amount or days may agree.

    Of a date also the days that the document's title names, and the day of its publication; they stand in no line.
    """
    dated = wanted.value.kind in DATES
    text = passage.document.text
    for at, line in enumerate(passage.lines):
        own = [value for value in line.values if (value.kind in DATES) == dated and not value.vague]
        own = [value for value in own if may_agree(wanted.value, value)] if equal_only else own
        if not own:
            continue
        before = passage.lines[at - 1].terms.keys if at else frozenset()
        offered = Words((line.terms,), passage.context if line.row else passage.context | before, short_names)
        above = () if dated else above_of(passage, at)
        for value in own:
            cell = cell_at(text, line.start + value.start)
            found = _candidate(wanted, passage, at, value, above, offered, cell)
            if found is not None:
                yield found
    if dated and passage.lines:
        yield from _days_of_document(wanted, passage)


def _days_of_document(wanted: Wanted, passage: PassageSide) -> Iterator[Candidate]:
    title = passage.document.title
    told = [
        (value, hidden(title, value.start, value.end, value.kind)) for value in values_of(title, None) if value.kind in DATES
    ]
    if passage.document.published:
        told.append((stated_day(passage.document.published), f"{title}, published {HIDDEN}"))
    for value, shown in told:
        placeless = replace(value, start=0, end=0)
        found = compare_values(wanted.value, placeless, slot=ALL_SAME)
        if found.level in AGREES:
            pair = replace(found, passage_id=passage.hit.passage_id)
            yield Candidate(wanted, passage, 0, placeless, pair, ALL_SAME, titled=shown)


_SCALES = (1.0, 1e3, 1e6, 1e9)
_NEARLY = 0.12


def may_agree(ours: Value, theirs: Value) -> bool:
    """A quick look before the arithmetic: whether two amounts could agree, in whatever unit, or two stretches of days."""
    if ours.kind in DATES:
        ends = (ours.first_day, ours.last_day, theirs.first_day, theirs.last_day)
        if None in ends:
            return True
        return bool(ours.first_day <= theirs.last_day and theirs.first_day <= ours.last_day)  # type: ignore[operator]
    if ours.modifier or theirs.modifier or ours.low != ours.high or theirs.low != theirs.high:
        return True
    one, other = ours.base_low or ours.low, theirs.base_low or theirs.low
    if not one or not other:
        return one == other
    if theirs.unit and theirs.kind not in _BARE:
        return _near(one, other) or _near(ours.low or one, theirs.low or other)
    return any(_near(amount, other * scale) for amount in (one, ours.low or one) for scale in _SCALES)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEARLY * max(abs(one), abs(other))


def above_of(passage: PassageSide, at: int) -> tuple[str, ...]:
    """The texts that may name a bare number's unit: the nearest heading, the document's heading there, the title."""
    headings = [line.terms.text for line in passage.lines[:at] if line.heading][-1:]
    return (*headings, *passage.above)


def _candidate(  # noqa: PLR0917 what makes up one pair
    wanted: Wanted, passage: PassageSide, at: int, value: Value, above: Sequence[str], offered: Words, cell: Cell | None
) -> Candidate | None:
    line = passage.lines[at]
    best = _best(wanted, (value, *_in_units(value, line, cell, above)), line, passage)
    assumed = False
    if best is None or best.level not in AGREES:
        guess = _best(wanted, _as_assumed(wanted.value, value), line, passage)
        if guess is not None and (best is None or guess.level in AGREES):
            best, assumed = guess, True
    if best is None:
        return None
    dates = _dates_in(line, value)
    place = Place(value, line.terms, dates or dates_of(passage.title_values), passage.document.published)
    slot = ALL_SAME if value.kind in DATES else (row_slot if line.row else build_slot)(wanted.place, place, offered)
    moved = replace(best.evidence_value, start=line.start + value.start, end=line.start + value.end)
    best = replace(best, evidence_value=moved, slot=slot, passage_id=passage.hit.passage_id)
    return Candidate(wanted, passage, at, value, best, slot, cell, assumed)


def _best(wanted: Wanted, readings: Iterable[Value], line: Line, passage: PassageSide) -> Comparison | None:
    best: Comparison | None = None
    for reading in readings:
        found = _arithmetic(wanted, reading, line, passage)
        if found.level is not Level.NOT_COMPARABLE and (best is None or _nearer(found, best)):
            best = found
    return best


def _as_assumed(ours: Value, theirs: Value) -> Iterator[Value]:
    """A bare number in the unit of the fact's value, as it stands and in thousands, millions, billions."""
    if (
        theirs.kind not in _BARE
        or theirs.dimension not in {"", "[count]"}
        or theirs.unit
        or theirs.low is None
        or theirs.high is None
    ):
        return
    if not ours.unit or ours.kind in DATES or ours.kind is ValueKind.ORDINAL:
        return
    for scale in (1.0, 1e3, 1e6, 1e9):
        yield replace(
            theirs, kind=ours.kind, unit=ours.unit, dimension=ours.dimension, per=ours.per,
            low=theirs.low * scale, high=theirs.high * scale,
            base_low=_scaled(ours, theirs.low * scale), base_high=_scaled(ours, theirs.high * scale), base_unit=ours.base_unit,
        )  # fmt: skip


def _scaled(ours: Value, amount: float) -> float | None:
    """`amount` of the unit of `ours` in base units."""
    if ours.base_low is None or not ours.low:
        return amount
    return amount * ours.base_low / ours.low


def _in_units(value: Value, line: Line, cell: Cell | None, above: Sequence[str]) -> tuple[Value, ...]:
    if value.kind not in _BARE:
        return ()
    label = line.terms.text[max(0, value.start - _LABEL) : value.start].rpartition(";")[2]
    return in_named_units(value, (cell.column, cell.row, *above) if cell else (label, *above))


def _arithmetic(wanted: Wanted, value: Value, line: Line, passage: PassageSide) -> Comparison:
    place = Place(value, line.terms, (), passage.document.published)
    theirs = replace(place, value=read_beside(place, wanted.place))
    ours = replace(wanted.place, value=_measured_as(read_beside(wanted.place, theirs), theirs.value))
    if "[mass]" in {ours.value.dimension, theirs.value.dimension}:
        ours, theirs = (replace(one, value=pounds_as_mass(one.value)) for one in (ours, theirs))
    theirs = replace(theirs, value=_one_rate(theirs.value, ours.value))
    found = compare_placed(replace(ours.value, start=wanted.value.start, end=wanted.value.end), ours, theirs, ALL_SAME)
    return replace(found, claim_value=wanted.value, evidence_value=value)


def _one_rate(theirs: Value, ours: Value) -> Value:
    """A rate beside a total as if the words left out what it is per; which of them is meant the slot tells."""
    return replace(theirs, per=ours.per) if (theirs.per is None) != (ours.per is None) else theirs


def _measured_as(value: Value, other: Value) -> Value:
    if value.kind is not ValueKind.NUMBER or value.unit or value.dimension or other.kind in DATES or not other.unit:
        return value
    return replace(value, kind=other.kind, unit=other.unit, dimension=other.dimension, per=other.per)


def _dates_in(line: Line, value: Value) -> tuple[Value, ...]:
    dates = with_periods([other for other in line.values if other.kind in DATES], line.terms.text)
    return own_dates(value, dates, [other for other in line.values if other.kind not in DATES])


_ORDER = {Level.EXACT: 3, Level.WITHIN_PRECISION: 2, Level.DIFFERS: 1, Level.NOT_COMPARABLE: 0}


def _nearer(one: Comparison, other: Comparison) -> bool:
    if _ORDER[one.level] != _ORDER[other.level]:
        return _ORDER[one.level] > _ORDER[other.level]
    return abs(one.difference_relative or 0.0) < abs(other.difference_relative or 0.0)
