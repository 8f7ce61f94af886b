"""What opening a ledger of many events costs, and a verdict in it; one JSON line of milliseconds, wall time.

    python benchmarks/ledger.py [EVENTS]

`log_alone` reads the log and holds every line to its chain, shape and check sum; `open` does so and holds every row of the
tables against it; `rebuild` makes the tables from nothing; `beside` is a second process's opening, in memory. The reference
of them all is `log_alone`.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench.ledger import Draft, EventType, Ledger, Reviewer
from workbench.ledger.log import EventLog
from workbench.ledger.walk import Walk
from workbench.models import Article, Verdict

EVENTS = 20_000
CLAIMS = 40
BY = Reviewer("Ana")
NOON = dt.datetime(2024, 5, 3, 12, tzinfo=dt.UTC)
HASH = "a" * 64


def main() -> None:
    """Write a ledger of as many events as the command line says and time what is done with it."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        path = workspace / "ledger" / "events.jsonl"
        with Ledger.open(workspace) as ledger:
            ledger.add_article(Article("a-1", "Ferry", "The ferry makes 12 runs a day.", None), BY)
        EventLog.open(path).append([draft(number) for number in range(events)])
        found = {"events": events}
        found["rebuild"] = milliseconds(lambda: Ledger.open(workspace).close())
        found["log_alone"] = milliseconds(lambda: sum(1 for _ in Walk(path)))
        found["open"] = milliseconds(lambda: Ledger.open(workspace).close())
        with Ledger.open(workspace) as ledger:
            found["beside"] = milliseconds(lambda: Ledger.open(workspace, shared=True).close())
            found["verdict"] = milliseconds(lambda: ledger.give_verdict("a-1", "c-1", Verdict.REFUTED, BY), 20)
    print(json.dumps(found))


def draft(number: int) -> Draft:
    """A check of 40 claims every fifty events, verdicts between them."""
    time_of_day = NOON + dt.timedelta(seconds=number)
    if number % 50 == 0:
        labels = [[f"c-{claim}", "MATCH"] for claim in range(CLAIMS)]
        data = {"object": HASH, "corpus": "refs", "snapshot": HASH, "settings": HASH, "labels": labels}
        return Draft(EventType.CHECK_RECORDED, BY, time_of_day, "a-1", None, data)
    data = {"verdict": "supported", "qualifiers": [], "note": f"see page {number}", "evidence": ["d:0", "d:1"]}
    data |= {"suggestion": "MATCH", "check": HASH}
    return Draft(EventType.VERDICT_GIVEN, BY, time_of_day, "a-1", f"c-{number % CLAIMS}", data)


def milliseconds(action: Callable[[], object], times: int = 1) -> int:
    """Wall time of one run of `action`, out of several."""
    begun = time.perf_counter()
    for _ in range(times):
        action()
    return round((time.perf_counter() - begun) / times * 1000)


if __name__ == "__main__":
    main()
