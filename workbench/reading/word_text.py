"""The words of a Word paragraph or cell as its page shows them: changes accepted, hidden and struck-out runs left out."""

from __future__ import annotations

from typing import Any

from lxml import etree

from workbench.reading.layout import one_line
from workbench.reading.raised import written_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deletions, the old place of a move, field codes, and text boxes repeated for old programs are not what the page shows.
HIDDEN = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", _FALLBACK})
"""Elements whose text the page does not show."""

_SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"})
_UNSEEN = ("vanish", "strike", "dstrike")
_OFF = frozenset({"0", "false", "off"})
_MOST_ANCESTORS = 20  # styles that a style may build on


class WordStyles:
    """The document's styles: their names, and what they do to the look of a run."""

    def __init__(self, root: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}

    def name(self, style_id: str | None) -> str:
        """A style's name in lower case: names of built-in styles are English in every Word."""
        found = self._styles.get(style_id)
        named = found.find(f"{W}name") if found is not None else None
        return str(named.get(f"{W}val", "")).casefold() if named is not None else ""

    def says(self, run: Any, mark: str) -> str | None:
        """What the run, or else its style or its paragraph's, says of `mark`; ``None`` where none of them says anything."""
        own = run.find(f"{W}rPr/{W}{mark}")
        if own is not None:
            return str(own.get(f"{W}val", "on"))
        paragraph = next(run.iterancestors(f"{W}p"), None)
        for holder, path in ((run, f"{W}rPr/{W}rStyle"), (paragraph, f"{W}pPr/{W}pStyle")):
            style = holder.find(path) if holder is not None else None
            said = self._inherited(style.get(f"{W}val"), mark) if style is not None else None
            if said is not None:
                return said
        return None

    def _inherited(self, style_id: str | None, mark: str) -> str | None:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(style_id)
            if style is None:
                return None
            own = style.find(f"{W}rPr/{W}{mark}")
            if own is not None:
                return str(own.get(f"{W}val", "on"))
            base = style.find(f"{W}basedOn")
            style_id = base.get(f"{W}val") if base is not None else None
        return None


def text_of(element: Any, styles: WordStyles) -> str:
    """The words of `element` in one line, raised and lowered figures written out."""
    pieces: list[tuple[str, str]] = []  # text, and whether it is raised or lowered
    events = etree.iterwalk(element, events=("start",))
    for _, node in events:
        if node.tag in HIDDEN or (node.tag == f"{W}r" and _is_unseen(node, styles)):
            events.skip_subtree()
        elif node.tag == f"{W}t":
            pieces.append((node.text or "", _position(node.getparent(), styles)))
        elif node.tag == f"{W}noBreakHyphen":
            pieces.append(("-", ""))
        elif node.tag in _SPACES or (node.tag == f"{W}p" and pieces):
            pieces.append((" ", ""))
    return one_line(written_out(pieces))


def _is_unseen(run: Any, styles: WordStyles) -> bool:
    return any((styles.says(run, mark) or "0") not in _OFF for mark in _UNSEEN)


def _position(run: Any, styles: WordStyles) -> str:
    said = styles.says(run, "vertAlign") if run is not None and run.tag == f"{W}r" else None
    return said if said in {"superscript", "subscript"} else ""
