"""What an evaluation is made of: one item a labelled thing, and the run that sums them up."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.models import ModelStamp

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True)
class GreenCase:
    """A labelled green as it was before any calibration, so that a calibration is never measured by what it left.

    ``kind`` is the claim's first type, or the kind of a pair; ``score`` is ``None`` where letters were compared, of which no
    score speaks; ``correct`` says whether green was right.
    """

    kind: str
    score: float | None
    correct: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled thing beside what was found for it.

    ``item_id`` (JSON ``id``) is unique in a run. ``group`` names what was drawn together (the text of several values or
    claims): resampling draws groups, never single items of one. ``row`` and ``column`` are its cell of the confusion table.
    ``score`` says how sure the workbench was of ``found``, higher is surer, ``None`` where it abstained or has no
    score. ``counts`` are the numbers that the suite's metrics add up, in the order of the suite's columns. ``green`` is
    there where thresholds may be set on it, ``trap`` where the label says what makes a wrong answer tempting.
    """

    item_id: str = field(metadata={"json": "id"})
    group: str
    kind: str
    gold: str
    found: str
    row: str
    column: str
    correct: bool
    score: float | None
    counts: tuple[float, ...]
    green: GreenCase | None = field(default=None, metadata={"sparse": True})
    trap: str | None = field(default=None, metadata={"sparse": True})


@dataclass(frozen=True, slots=True)
class Scored:
    """The items of one suite on one set of data. ``digest`` is of the labelled data that was read, ``data`` its name."""

    data: str
    digest: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric with its 95 % interval by bootstrap; ``None`` where one text alone was labelled, or nothing that it measures."""

    name: str
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Total:
    """One column of counts, added up over all items."""

    name: str
    count: float


@dataclass(frozen=True, slots=True)
class KindRow:
    """The items of one kind: how many, how many right, and the share with its interval, ``None`` of one text alone."""

    kind: str
    items: int
    right: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the confusion table."""

    row: str
    column: str
    items: int


@dataclass(frozen=True, slots=True)
class Risk:
    """Wrong among those kept, with the one-sided 95 % upper bound.

    ``rate`` and ``bound`` are ``None`` where fewer than ``fewest`` cases were kept: too few to state them.
    """

    kept: int
    wrong: int
    rate: float | None
    bound: float | None
    fewest: int


@dataclass(frozen=True, slots=True)
class Slice:
    """The items that share a ``kind`` or a ``trap`` (which of the two says ``by``): how many, and what went wrong with them."""

    by: str
    name: str
    items: int
    accepted: int
    missed: int
    wrong_greens: Risk
    wrong_reds: Risk


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Keeping answers scored at least ``score`` answers the share ``coverage`` of all items, wrong in the share ``risk``."""

    coverage: float
    risk: float
    score: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A named operating point of the curve."""

    name: str
    point: CurvePoint


@dataclass(frozen=True, slots=True)
class Curve:
    """Risk against coverage, surest answers first; ``marks`` are the operating points worth a name."""

    points: tuple[CurvePoint, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation: what was measured, with what, and what came out. Without a clock: same inputs, same bytes.

    ``wrong_reds`` and ``slices`` are there for suites that count reds.
    """

    suite: str
    data: str
    data_digest: str
    settings: str
    models: tuple[ModelStamp, ...]
    version: str
    seed: int
    resamples: int
    limit: int | None
    items: int
    metrics: tuple[Figure, ...]
    totals: tuple[Total, ...]
    kinds: tuple[KindRow, ...]
    confusion: tuple[Cell, ...]
    wrong_greens: Risk | None
    curve: Curve | None
    schema_version: int = SCHEMA_VERSION
    wrong_reds: Risk | None = field(default=None, metadata={"sparse": True})
    slices: tuple[Slice, ...] | None = field(default=None, metadata={"sparse": True})
