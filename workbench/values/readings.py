"""What has been read of one quantity so far; every step of the grammar takes one and returns a fuller one."""

from __future__ import annotations

from typing import NamedTuple

from workbench.models import Modifier, ValueKind
from workbench.values.tables import read_toml

BLURS: frozenset[str] = frozenset(read_toml("context.toml")["blurs"].split())
"""Words that may stand between a value and the word that leads to it."""
DASHES = frozenset("-‐‑–—")
MINUS = frozenset("-−–")


class Reading(NamedTuple):
    """What has been read so far: the numbers, the tokens they span, and what they measure.

    A named tuple, because several are made for every number of a corpus and a frozen dataclass takes four times as long.
    """

    low: float | None
    high: float | None
    first: int
    last: int
    unit: str = ""
    per: str | None = None
    kind: ValueKind = ValueKind.NUMBER
    modifier: Modifier | None = None
    ranged: bool = False
