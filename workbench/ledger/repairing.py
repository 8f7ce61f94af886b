"""Repairing a damaged log: what is whole is kept, what the tables know is given back, what is lost is written down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.chain import Gap
from workbench.errors import DamagedError, MissingResourceError
from workbench.ledger.book import FOLDER, Clock, utc_now
from workbench.ledger.disk import put_whole
from workbench.ledger.events import Draft, EventType, Reviewer
from workbench.ledger.log import linked, not_stored
from workbench.ledger.mending import Piece, Plan, plan
from workbench.ledger.ownership import Ownership
from workbench.ledger.store import LOG, VIEW
from workbench.ledger.views import View


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair came to. ``kept`` counts entries that were whole, ``set_aside`` names files in the ledger's folder."""

    kept: int
    restored: tuple[int, ...]
    gaps: tuple[Gap, ...]
    set_aside: tuple[str, ...]

    @property
    def lost(self) -> tuple[int, ...]:
        """Numbers of the entries that neither the log nor the tables have any more."""
        return tuple(seq for gap in self.gaps for seq in range(gap.after.seq + 1, gap.before.seq + 1))


def repair(workspace: Path, by: Reviewer, clock: Clock = utc_now) -> Repair | None:
    """Mend the log of `workspace` and record it as an event of the log; ``None`` where the log is whole as it is.

    The damaged bytes are kept in files of their own (``events.damaged-…``) before the log is replaced, which happens whole
    or not at all.

    Raises:
        MissingResourceError: another process owns the ledger, there is none, or the disk did not take the mended log.
        DamagedError: log and tables are two different histories (code ``log_replaced``).
    """
    folder = workspace / FOLDER
    path = folder / LOG
    if not path.exists() and not (folder / VIEW).exists():
        raise MissingResourceError("no_ledger", expected=f"a ledger in {folder}", found="none", fix="check --workspace")
    ownership = Ownership.take(folder, "repair")
    try:
        data = path.read_bytes() if path.exists() else b""
        mended = plan(data, _known(folder / VIEW))
        if mended is None:
            raise _two_histories(path)
        return _carry_out(path, mended, by, clock) if mended.needed else None
    except OSError as error:
        raise not_stored(error) from error
    finally:
        ownership.release()


def _known(path: Path) -> tuple[bytes, ...]:
    """The lines that the tables can show; none where there are no tables or they are damaged themselves."""
    if not path.exists():
        return ()
    view = None
    try:
        view = View.open(path)
        return view.shown()
    except Exception:  # noqa: BLE001 - a damaged database raises more than its own errors; it has nothing to give
        return ()
    finally:
        if view is not None:
            view.close()


def _carry_out(path: Path, mended: Plan, by: Reviewer, clock: Clock) -> Repair:
    names = tuple(_put_aside(path, piece) for piece in mended.aside)
    data = {"gaps": list(_rows(mended.gaps)), "restored": list(mended.restored), "set_aside": list(names)}
    (event,) = linked(mended.head, [Draft(EventType.LOG_REPAIRED, by, clock(), "", None, data)], None)
    put_whole(path, b"".join(line + b"\n" for line in (*mended.lines, event.line)))
    return Repair(len(mended.lines) - len(mended.restored), mended.restored, mended.gaps, names)


def _put_aside(path: Path, piece: Piece) -> str:
    name = f"{path.stem}.damaged-{piece.offset}-{hashlib.sha256(piece.data).hexdigest()[:8]}"
    put_whole(path.with_name(name), piece.data)
    return name


def _rows(gaps: tuple[Gap, ...]) -> Iterator[list[int | str]]:
    for gap in gaps:
        yield [gap.after.seq, gap.after.digest, gap.before.seq + 1, gap.before.digest]


def _two_histories(path: Path) -> DamagedError:
    return DamagedError(
        "log_replaced",
        expected=f"the log that {path.parent} was built from",
        found="another history, whole by itself",
        fix=f"restore {path.name} from a copy, or move {VIEW} away to go on with the log as it is",
    )
