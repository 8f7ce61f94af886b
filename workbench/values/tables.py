"""The lexicon files beside this package: tab-separated tables and TOML word lists."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

_FOLDER = "lexicon"


def read_table(name: str, *, columns: int) -> list[list[str]]:
    """Rows of a tab-separated file, comments and empty lines left out, each filled up to `columns` cells."""
    rows = [line.split("\t") for line in _read(name).splitlines() if line and not line.startswith("#")]
    return [row + [""] * (columns - len(row)) for row in rows]


def read_toml(name: str) -> dict[str, Any]:
    """The contents of a TOML file."""
    return tomllib.loads(_read(name))


def _read(name: str) -> str:
    return (resources.files(__package__) / _FOLDER / name).read_text(encoding="utf-8")
