"""An invented article and an invented corpus about it, to try the workbench on; every name and figure in them is made up."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def article_path() -> Path:
    """The article to check: a text file with front matter."""
    return _HERE / "article.txt"


def documents_path() -> Path:
    """The folder of reference documents, in seven formats."""
    return _HERE / "documents"
