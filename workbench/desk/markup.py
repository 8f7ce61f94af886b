"""HTML built from nodes: every text is escaped here, so nothing of an article or a document is ever read as markup.

`tag` is the only way to make a `Markup`, apart from joining some; a plain string given as a child is text.
Characters that cannot be seen but change what is read (bidirectional controls, zero-width characters) show as badges.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_VOID = frozenset({"br", "hr", "wbr"})


class Markup(str):
    """A piece of HTML that `tag` or `join` made and that needs no more escaping."""

    __slots__ = ()


def tag(name: str, *children: str | None, cls: str = "", **attributes: str | int | None) -> Markup:
    """Return the element `name` around its children; ``None`` children and attributes are left out.

    Underscores in attribute names become hyphens (``aria_label``).
    """
    pairs = {"class": cls or None} | {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}
    written = "".join(f' {key}="{html.escape(str(value))}"' for key, value in pairs.items() if value is not None)
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[str | None]) -> Markup:
    """Return the children side by side: markup as it is, text escaped with its hidden characters shown."""
    return Markup("".join(child if isinstance(child, Markup) else text(child) for child in children if child is not None))


def text(plain: str) -> Markup:
    """Return `plain` escaped, each hidden character as a badge with its code point and name."""
    pieces: list[str] = []
    end = 0
    for found in HIDDEN.finditer(plain):
        pieces += [html.escape(plain[end : found.start()]), badge_for(found.group())]
        end = found.end()
    return Markup("".join([*pieces, html.escape(plain[end:])]))


def badge_for(character: str) -> Markup:
    """Return the badge shown in the place of a hidden character."""
    return tag("span", code_point(character), cls="wb-hidden", title=hidden_name(character))


def code_point(character: str) -> str:
    """Return ``U+200B`` for a zero-width space."""
    return f"U+{ord(character):04X}"


def hidden_name(character: str) -> str:
    """Return what the standard calls a hidden character, in lower case."""
    return unicodedata.name(character, "control character").lower()


def icon(name: str) -> Markup:
    """Return a glyph of the icon font that comes with Streamlit; decoration only, the word stands beside it."""
    return tag("span", name, cls="wb-icon", aria_hidden="true")


def chip(label: str, tone: str, glyph: str | None = None, *, title: str | None = None) -> Markup:
    """Return a small coloured label: always words, with a glyph so that colour never stands alone."""
    return tag("span", icon(glyph) if glyph else None, label, cls=f"wb-chip wb-{tone}", title=title)
