"""The publisher's country, which says whose dollar or pound a bare sign means."""

from __future__ import annotations

from typing import Any

from workbench.errors import BadInputError

_LETTERS = 2


def parse_country(written: Any) -> str | None:
    """A country's two letters (ISO 3166-1 alpha-2) as capitals, or ``None`` for none given.

    Raises:
        BadInputError: it is not two letters.
    """
    if written is None:
        return None
    if not isinstance(written, str) or not (written.isascii() and written.isalpha() and len(written) == _LETTERS):
        raise BadInputError("country", expected="a country code like AU", found=repr(written)[:60], fix="write its two letters")
    return written.upper()


def declared_country(written: str | None) -> str | None:
    """The country that a file declares about itself; ``None`` where what stands there is no code: pages say it in many ways."""
    try:
        return parse_country(written.strip() if written else None)
    except BadInputError:
        return None
