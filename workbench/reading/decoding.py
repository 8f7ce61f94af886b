"""Bytes to text: byte-order mark, UTF-8, then the likeliest older encoding; what cannot be decoded is counted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from workbench.reading import refusals

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 65_536  # enough for the guess; the guess's cost grows with the sample
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # no tab, line feed, form feed, return, escape
_MOST_UNREADABLE = 0.05  # share of unreadable or control characters above which a file is not text


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A decoded text with ``\n`` line ends and no byte-order mark; ``replaced`` counts its replacement characters."""

    text: str
    replaced: int


def decode(name: str, data: bytes) -> Decoded:
    """Decode the bytes of the text file `name`.

    Raises:
        UnreadableFileError: the bytes are no text.
    """
    text = _decode(name, data).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    replaced = text.count("\ufffd")
    strange = replaced + len(_CONTROL.findall(text))
    if strange > _MOST_UNREADABLE * len(text):
        raise refusals.binary(name, f"{strange:,} of {len(text):,} characters are unreadable")
    return Decoded(text, replaced)


def _decode(name: str, data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data:
        raise refusals.binary(name, "NUL bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_older(data)


def _decode_older(data: bytes) -> str:
    """Text in a damaged UTF-8 still shows more whole characters than broken ones; any other goes to the guess."""
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\ufffd")
    whole = sum(character > "\x7f" for character in damaged) - broken
    if whole >= broken:
        return damaged
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return data.decode(best.encoding, errors="replace") if best else damaged
