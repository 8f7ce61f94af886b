"""What the desk's sessions share: the ledger this process owns and the workbench with its models."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk.drafts import Drafts
from workbench.desk.jobs import Jobs
from workbench.ledger import EventType, Ledger
from workbench.models import ArticleCheck

if TYPE_CHECKING:
    from workbench.pipeline import Workbench
    from workbench.settings import Settings


def workspace() -> Path:
    """Return the workspace this desk serves: ``WORKBENCH_WORKSPACE``, or the current folder."""
    return Path(os.environ.get("WORKBENCH_WORKSPACE") or Path.cwd())


def ledger() -> Ledger:
    """Return the workspace's ledger, opened once and owned by this process."""
    return _ledger(workspace())


def check(article_id: str) -> ArticleCheck | None:
    """Return the latest check of an article, read once for each time it was checked."""
    checks = [event.seq for event in ledger().events(article_id=article_id) if event.type is EventType.CHECK_RECORDED]
    return _check(workspace(), article_id, checks[-1]) if checks else None


def workbench() -> Workbench:
    """Return the workbench; it loads its models where they are first needed."""
    return _workbench(workspace())


def jobs() -> Jobs:
    """Return the long work of this process on the workspace."""
    return _jobs(workspace())


def drafts() -> Drafts:
    """Return what reviewers have put beside claims without a verdict."""
    return _drafts(workspace())


def settings() -> Settings:
    """Return the workspace's settings."""
    from workbench.settings import load

    return load(workspace())


@st.cache_resource(show_spinner=False)
def _ledger(folder: Path) -> Ledger:
    return Ledger.open(folder, purpose="the desk")


@st.cache_resource(show_spinner=False, max_entries=8)
def _check(folder: Path, article_id: str, seq: int) -> ArticleCheck | None:  # noqa: ARG001 - seq is part of the cache's key
    return _ledger(folder).check(article_id)


@st.cache_resource(show_spinner=False)
def _drafts(folder: Path) -> Drafts:
    return Drafts(folder)


@st.cache_resource(show_spinner=False)
def _jobs(folder: Path) -> Jobs:  # noqa: ARG001 - each workspace has its own
    return Jobs()


@st.cache_resource(show_spinner="Loading the language models …")
def _workbench(folder: Path) -> Workbench:
    from workbench.pipeline import Workbench

    return Workbench.open(folder)
