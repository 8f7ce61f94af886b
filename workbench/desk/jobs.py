"""Long work that belongs to the process and not to a page: it goes on whatever its reviewer looks at, and says how far it is.

Jobs of one lane are done one after the other, in the order they were started. A subject is in work once at a time.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.building import Progress
from workbench.errors import WorkbenchError
from workbench.ledger import Reviewer

FINISHED_KEPT = 50
_LOG = logging.getLogger(__name__)


class Lane(StrEnum):
    """What waits for one another."""

    CHECK = "check"
    CORPUS = "corpus"


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a job: `done` of `total`, ``None`` before it began; ``seconds`` since then."""

    name: str
    done: int | None = None
    total: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done. ``subject`` is what may be in work only once, ``title`` what people call it.

    ``steps`` are the names of the stages that `work` will tell of, in order; ``article_id`` is the article it will open.
    """

    lane: Lane
    subject: str
    title: str
    by: Reviewer | None
    steps: Mapping[str, str]
    work: Callable[[Progress], object]
    article_id: str | None = None


@dataclass(slots=True)
class Job:
    """An order in work. ``result`` is what the work returned, ``error`` one line on why it did not."""

    order: Order
    job_id: str = field(default_factory=lambda: secrets.token_hex(8))
    stage: Stage = Stage.WAITING
    result: object = None
    error: str | None = None
    _counts: dict[str, tuple[int, int, float]] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.stage in {Stage.WAITING, Stage.RUNNING}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how far a step is (this is the job's `Progress`)."""
        _, _, began = self._counts.get(stage, (0, 0, time.monotonic()))
        self._counts[stage] = (done, total, began)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps foreseen and those that came up, in order."""
        counts = dict(self._counts)
        names = dict(self.order.steps) | {
            stage: stage.replace("_", " ").capitalize() for stage in counts if stage not in self.order.steps
        }
        now = time.monotonic()
        return tuple(
            Step(name, counts[stage][0], counts[stage][1], now - counts[stage][2]) if stage in counts else Step(name)
            for stage, name in names.items()
        )


class Jobs:
    """The jobs of one process; safe to use from several threads."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._lanes: dict[Lane, queue.SimpleQueue[Job]] = {lane: queue.SimpleQueue() for lane in Lane}
        for lane in Lane:
            # A daemon: a desk that is closed does not wait for what it could only do again.
            threading.Thread(target=self._work, args=(self._lanes[lane],), name=f"{lane.value} jobs", daemon=True).start()

    def start(self, order: Order) -> Job:
        """Put an order to work; where its subject is in work already, return that job and start nothing."""
        with self._lock:
            for job in self._jobs.values():
                if job.active and job.order.subject == order.subject:
                    return job
            job = Job(order)
            finished = [old.job_id for old in self._jobs.values() if not old.active]
            for job_id in finished[: max(0, len(finished) - FINISHED_KEPT)]:
                del self._jobs[job_id]
            self._jobs[job.job_id] = job
        self._lanes[order.lane].put(job)
        return job

    def all(self) -> tuple[Job, ...]:
        """Return every job that is active, or finished and not dropped, in the order they were started."""
        with self._lock:
            return tuple(self._jobs.values())

    def on(self, subject: str) -> Job | None:
        """Return the latest job on a subject, or ``None``."""
        return next((job for job in reversed(self.all()) if job.order.subject == subject), None)

    def drop(self, job_id: str) -> None:
        """Forget a finished job; an active one stays."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job and not job.active:
                del self._jobs[job_id]

    def _work(self, lane: queue.SimpleQueue[Job]) -> None:
        while True:
            job = lane.get()
            job.stage = Stage.RUNNING
            try:
                job.result = job.order.work(job)
            except WorkbenchError as error:
                job.error = f"Expected {error.expected}; found {error.found}; {error.fix}."
                job.stage = Stage.FAILED
            except Exception as error:  # noqa: BLE001 - see below
                # Whatever it is, the desk goes on and its reviewer is told; the trace is for the log.
                _LOG.exception("a job failed: %s", job.order.subject)
                job.error = f"Expected the work to end; found an error that nobody foresaw ({type(error).__name__}); try again."
                job.stage = Stage.FAILED
            else:
                job.stage = Stage.DONE
