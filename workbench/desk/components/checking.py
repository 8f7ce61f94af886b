"""Checking an article with its steps on the screen, and the demo."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import streamlit as st

from workbench.desk import identity, resources, state
from workbench.desk.components.notices import error_line
from workbench.desk.markup import Markup, icon, tag
from workbench.errors import WorkbenchError
from workbench.ledger import Reviewer
from workbench.models import Article

_CHECK = {"reading": "Finding the claims", "matching": "Searching and comparing, claim by claim"}
DEMO = "demo"
_MINUTES_FROM = 90
_REDRAW_SECONDS = 0.1


class Steps:
    """The steps of a long job, each waiting, under way with a count, or done. It is a `pipeline.Progress`."""

    def __init__(self, steps: Sequence[tuple[str, str]]) -> None:
        self._steps = dict(steps)
        self._counts: dict[str, tuple[int, int]] = {}
        self._slot = st.empty()
        self._started: dict[str, float] = {}
        self._drawn = 0.0
        self._draw()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a step is; a step not foreseen is added under its own name."""
        self._steps.setdefault(stage, stage.replace("_", " ").capitalize())
        self._started.setdefault(stage, time.monotonic())
        self._counts[stage] = (done, total)
        # Drawing every passage of ten thousand would take longer than reading them.
        if done >= total or time.monotonic() - self._drawn > _REDRAW_SECONDS:
            self._draw()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        with self._slot:
            st.html(tag("ol", *[self._line(stage, name) for stage, name in self._steps.items()], cls="wb-steps"))

    def _line(self, stage: str, name: str) -> Markup:
        if stage not in self._counts:
            return tag("li", icon("circle"), name, cls="wb-waiting")
        done, total = self._counts[stage]
        if done >= total:
            return tag("li", icon("check_circle"), name, _soft(f"{total:,}" if total > 1 else ""), cls="wb-good")
        return tag("li", icon("progress_activity"), tag("b", name), _soft(self._pace(stage, done, total)), cls="wb-ask")

    def _pace(self, stage: str, done: int, total: int) -> str:
        """How many of how many, at what rate, and the time left, once there is enough to tell."""
        seconds = time.monotonic() - self._started[stage]
        counted = f"{done:,} of {total:,}"
        if done < 1 or seconds < 1:
            return counted if total > 1 else ""
        left = (total - done) * seconds / done
        return f"{counted} · {done / seconds:,.1f} a second · about {_duration(left)} left"


def check_article(article: Article, corpus: str, by: Reviewer, stored: Callable[[], None] = lambda: None) -> None:
    """Check an article, store it, call `stored` and go to the review; say in one line where it could not be done."""
    steps = Steps(list(_CHECK.items()))
    try:
        check = resources.workbench().check(article, corpus, steps)
        ledger = resources.ledger()
        ledger.add_article(article, by)
        ledger.record_check(check, by)
    except WorkbenchError as error:
        error_line(error)
        return
    stored()
    state.forget()
    st.switch_page("views/review.py", query_params={"article": article.article_id})


def try_demo() -> None:
    """Build the demo corpus where it is missing, check the demo article, and open it."""
    by = identity.reviewer()
    if by is None:
        return
    from workbench.building import add_to_corpus
    from workbench.demo import article_path, documents_path
    from workbench.reading import read_file

    workbench = resources.workbench()
    steps = Steps([])
    try:
        add_to_corpus(resources.workspace(), DEMO, [documents_path()], workbench.settings, progress=steps)
        source = read_file(article_path(), workbench.settings)[0]
        article = workbench.article_from(source)
    except WorkbenchError as error:
        error_line(error)
        return
    check_article(article, DEMO, by)


def _soft(words: str) -> Markup:
    return tag("span", words, cls="wb-soft")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _MINUTES_FROM else f"{seconds / 60:.0f} min"
