"""A fact-checking workbench: it finds, pairs, converts, compares, shows and remembers; the checker decides.

The public API in one line each; everything is loaded when first used, so importing this package is free.

- `Workbench`: a workspace; `add_documents`, `make_article`, `check` are the whole line. A check has an assessment for each
  claim, with a suggestion for it and for each of its `facts`.
- `read_values`, `compare_texts`: two stages that are useful alone; a comparison has the claim's `facts` too.
- `Ledger`, `Reviewer`, `Verdict`: what people decided.
- `export_log`, `to_record`: the verification log, and the JSON form of any type.
- `Settings`, `WorkbenchError`: what shapes a result, and the root of every error.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.errors import WorkbenchError
    from workbench.export import export_log
    from workbench.judging import compare_texts
    from workbench.ledger import Ledger, Reviewer
    from workbench.models import Verdict
    from workbench.pipeline import Workbench
    from workbench.records import to_record
    from workbench.settings import Settings
    from workbench.values import read_values

__all__ = [
    "Ledger",
    "Reviewer",
    "Settings",
    "Verdict",
    "Workbench",
    "WorkbenchError",
    "compare_texts",
    "export_log",
    "read_values",
    "to_record",
]

_HOMES = {
    "Ledger": "ledger",
    "Reviewer": "ledger",
    "Settings": "settings",
    "Verdict": "models",
    "Workbench": "pipeline",
    "WorkbenchError": "errors",
    "compare_texts": "judging",
    "export_log": "export",
    "read_values": "values",
    "to_record": "records",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"workbench.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Only the public names."""
    return list(__all__)
