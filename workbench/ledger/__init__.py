"""What reviewers did, as append-only events: the log is the truth, DuckDB is its view."""

from workbench.ledger.book import Ledger
from workbench.ledger.events import Draft, Event, EventType, Reviewer
from workbench.ledger.repairing import Repair, repair
from workbench.ledger.rows import ArticleRow, VerdictRow

__all__ = ["ArticleRow", "Draft", "Event", "EventType", "Ledger", "Repair", "Reviewer", "VerdictRow", "repair"]
