"""How far the work is: decided claims of all, as a bar with its numbers."""

from __future__ import annotations

from workbench.desk.markup import Markup, tag


def progress_bar(decided: int, total: int) -> Markup:
    """Return a bar with ``12 of 34 decided`` beside it."""
    share = 100 * decided / total if total else 0
    return tag(
        "div",
        tag("div", tag("div", cls="wb-bar-done", style=f"width:{share:.1f}%"), cls="wb-bar"),
        tag("span", f"{decided} of {total} decided", cls="wb-bar-words"),
        cls="wb-progress",
        role="progressbar",
        aria_valuenow=decided,
        aria_valuemin=0,
        aria_valuemax=total,
    )
