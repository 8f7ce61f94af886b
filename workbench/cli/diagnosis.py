"""What `workbench doctor` looks at: each part the product needs, whether it is there, and the fix where it is not."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench.errors import DamagedError, WorkbenchError
from workbench.settings import load as load_settings

PACKAGES = ("torch", "sentence-transformers", "faiss-cpu", "bm25s", "duckdb", "streamlit", "spacy", "pint")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``fix`` is empty where it is fine."""

    name: str
    fine: bool
    detail: str
    fix: str = ""


def diagnose(workspace: Path) -> tuple[Finding, ...]:
    """Look at everything, in the order in which it is needed; never raises for what it finds."""
    return tuple(_findings(workspace))


def _findings(workspace: Path) -> Iterator[Finding]:
    yield Finding("python", sys.version_info >= (3, 11), platform.python_version(), "install Python 3.11 or newer")
    for package in PACKAGES:
        yield _package(package)
    yield _look("settings", lambda: _settings(workspace))
    yield _look("embedding model", lambda: _encoder(workspace))
    yield _look("relation model", _relation)
    yield _look("parser", _parser)
    yield _look("ledger", lambda: _ledger(workspace))
    yield from _corpora(workspace)


def _corpora(workspace: Path) -> Iterator[Finding]:
    try:
        from workbench.corpus import list_corpora
    except ImportError:
        return  # what is not installed was named above
    names = list_corpora(workspace)
    if not names:
        yield Finding("corpora", True, "none yet")
    for name in names:
        yield _look(f"corpus {name}", partial(_whole, workspace, name))


def _whole(workspace: Path, name: str) -> str:
    from workbench.corpus import verify_corpus

    problems = verify_corpus(workspace, name)
    if problems:
        raise DamagedError(
            "corpus_changed",
            expected=f"corpus {name} as it was published",
            found=str(problems[0]),
            fix=f"build it again: `workbench corpus add {name} PATH…`",
        )
    return "whole"


def _look(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except WorkbenchError as error:
        return Finding(name, False, error.found, error.fix)
    except ImportError as error:
        return Finding(name, False, f"{error.name or error} cannot be loaded", "run `make setup`")
    except OSError as error:
        found = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        return Finding(name, False, found, "check the permissions, the disk and the free space")
    except Exception as error:  # noqa: BLE001 - a doctor that dies of what it finds helps nobody
        return Finding(name, False, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}", "please report it")


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", "run `make setup`")


def _settings(workspace: Path) -> str:
    found = load_settings(workspace)
    told = f"digest {found.digest()[:12]}"
    if found.calibration is None:
        return told
    set_on, kinds = found.calibration, found.calibration.kinds.values()
    held = sum(kind.threshold is not None for kind in kinds)
    return f"{told}; calibrated on {set_on.on} to {100 * set_on.risk:g} % wrong, {held} of {len(kinds)} thresholds"


def _encoder(workspace: Path) -> str:
    from workbench.retrieval import load_encoder

    encoder = load_encoder(load_settings(workspace))
    return f"{encoder.name}, {encoder.dimension} dimensions, sha256 {encoder.weights_sha256[:12]}"


def _relation() -> str:
    from workbench.judging import shipped

    return f"sha256 {shipped().weights_sha256[:12]}"


def _parser() -> str:
    from workbench.parser import language

    return f"{language().meta['name']} {language().meta['version']}"


def _ledger(workspace: Path) -> str:
    """Read the whole ledger: the log's chain, every table beside a replay, everything that events point to, the inbox."""
    from workbench.ledger import Ledger
    from workbench.ledger.inbox import quarantined

    if not (workspace / "ledger").exists():
        return "none yet"
    with Ledger.open(workspace, purpose="doctor", shared=True) as ledger:
        wrong = ledger.differences()
        events, remarks = len(ledger.events()), ledger.remarks
    aside = quarantined(workspace / "ledger")
    if wrong or aside:
        raise DamagedError(
            "ledger_damaged",
            expected="a ledger that is whole",
            found="; ".join([*wrong, *(f"{name} in quarantine" for name in aside)]),
            fix=f"look into {workspace / 'ledger' / 'quarantine'}, then move it away" if aside else "restore it from a copy",
        )
    held = (
        "" if ledger.owned else "; it can only be read" if ledger.read_only else f"; {ledger.holder()} holds it and its tables"
    )
    return "; ".join([f"{events} events, chain whole{held}", *remarks])
