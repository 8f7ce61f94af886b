"""Rich Text Format: paragraphs, tables row by row, notes; hidden, struck-out and deleted text left out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.grid import Cell, read_grid
from workbench.reading.layout import Layout, one_line
from workbench.reading.raised import SUPERSCRIPT, written_out
from workbench.reading.rows import read_rows
from workbench.settings import Settings

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9a-fA-F]{2})+)|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\"
)
_BYTES = re.compile(r"\\'(..)")
_MOST_DEPTH = 10_000
_SILENT = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf fldinst "
    "annotation atnid atnauthor atnref atndate filetbl listtable listoverridetable revtbl rsidtbl themedata datastore "
    "colorschememapping latentstyles xmlnstbl wgrffmtfilter generator ftnsep ftnsepc aftnsep aftnsepc template bkmkstart "
    "bkmkend pntext listtext nonshppict tc xe".split()
)
_MARKS = {"strike": "unseen", "striked": "unseen", "v": "unseen", "deleted": "unseen"}
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": " ", "line": " ", "emspace": " ", "enspace": " ",
}  # fmt: skip
_ESCAPED = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_ENDS = frozenset("par sect page".split())
_POSITIONS = {"super": SUPERSCRIPT, "sub": "subscript"}


@dataclass(frozen=True, slots=True)
class _Look:
    r"""What holds inside a group of braces: text that is not shown, its position, and the stand-ins behind ``\u``."""

    silent: bool = False
    unseen: frozenset[str] = frozenset()
    position: str = ""
    skip: int = 1
    note: bool = False


def read_rtf(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read an ``.rtf`` file; places read ``paragraph N``, ``table N, row M`` and ``footnote N``; notes follow the body.

    Raises:
        UnreadableFileError: groups inside one another without end, or a text too long.
    """
    reader = _Reader(name, settings)
    for token in _TOKEN.finditer(data.decode("latin-1")):
        reader.take(token)
    return SourceText(text=reader.finish(), media_type="application/rtf", locators=reader.layout.places())


class _Reader:
    """The state of reading: the open groups, the paragraph, the row and the table that are under way."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.layout = Layout(name, settings.max_characters)
        self._name = name
        self._looks = [_Look()]
        self._encoding = "cp1252"
        self._starred = False
        self._to_skip = 0
        self._pieces: list[tuple[str, str]] = []
        self._notes: list[list[tuple[str, str]]] = []
        self._defined: list[str] = []  # of the cells of a row: how each is merged
        self._merge = ""
        self._cells: list[str] = []
        self._rows: list[list[Cell]] = []
        self._in_table = False
        self._paragraphs = self._tables = 0

    def take(self, token: re.Match[str]) -> None:
        """Take the next token of the file."""
        word, number, written, sign, brace, text = token.groups()
        if brace:
            self._group(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif written:
            found = bytes(int(byte, 16) for byte in _BYTES.findall(written))
            self._add(found.decode(self._encoding, errors="replace"))
        elif sign == "*":
            self._starred = True
        elif sign or text:
            self._add(_ESCAPED.get(sign, "") if sign else text)

    def finish(self) -> str:
        """The whole text, the notes at its end."""
        self._end_paragraph()
        self._end_table()
        for number, pieces in enumerate(self._notes, 1):
            self.layout.add(_shown(pieces), place=f"footnote {number}")
        return self.layout.text()

    def _group(self, brace: str) -> None:
        self._starred, self._to_skip = False, 0
        if brace == "{":
            if len(self._looks) > _MOST_DEPTH:
                raise refusals.damaged(self._name, "RTF file", "groups inside one another without end")
            self._looks.append(self._looks[-1])
        elif len(self._looks) > 1:
            self._looks.pop()

    def _word(self, word: str, number: int | None) -> None:
        look = self._looks[-1]
        if word in _SILENT or (self._starred and word != "footnote"):
            self._looks[-1] = replace(look, silent=True)
        elif word == "footnote":
            self._notes.append([])
            self._looks[-1] = _Look(silent=look.silent, skip=look.skip, note=True)
        elif word in _MARKS:
            marks = look.unseen - {word} if number == 0 else look.unseen | {word}
            self._looks[-1] = replace(look, unseen=marks)
        elif word in {"super", "sub", "nosupersub", "plain"}:
            self._looks[-1] = replace(
                look, position=_POSITIONS.get(word, "") if number != 0 else "",
                unseen=frozenset() if word == "plain" else look.unseen,
            )  # fmt: skip
        elif word in {"u", "uc", "ansicpg"}:
            self._character(word, number or 0)
        elif not look.silent:
            self._structure(word)
        self._starred = False

    def _character(self, word: str, number: int) -> None:
        if word == "uc":
            self._looks[-1] = replace(self._looks[-1], skip=max(0, min(number, 10)))
        elif word == "u":
            self._to_skip = 0
            self._add(chr(number % 0x10000))
            self._to_skip = self._looks[-1].skip
        else:
            try:
                self._encoding = codecs.lookup(f"cp{number}").name
            except LookupError:
                self._encoding = "cp1252"

    def _structure(self, word: str) -> None:
        if word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in _ENDS:
            self._end_paragraph()
        elif word in {"trowd", "intbl", "pard"}:
            self._in_table = word == "intbl" or (word == "trowd" and self._in_table)
            self._defined = [] if word == "trowd" else self._defined
        elif word in {"clvmgf", "clvmrg", "clmgf", "clmrg"}:
            self._merge = word
        elif word == "cellx":
            self._defined.append(self._merge)
            self._merge = ""
        elif word == "cell":
            self._cells.append(_shown(self._pieces))
            self._pieces = []
        elif word == "row":
            self._end_row()

    def _add(self, text: str) -> None:
        """Add text where it is shown; what stands behind a character for old programs is passed over."""
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        look = self._looks[-1]
        if text[skipped:] and not look.silent and not look.unseen:
            (self._notes[-1] if look.note else self._pieces).append((text[skipped:], look.position))

    def _end_paragraph(self) -> None:
        look = self._looks[-1]
        if look.note or self._in_table:
            self._add(" ")
            return
        if any(text.strip() for text, _ in self._pieces):
            self._end_table()
            self._paragraphs += 1
            self.layout.add(_shown(self._pieces), place=f"paragraph {self._paragraphs}")
        self._pieces = []

    def _end_row(self) -> None:
        """A cell merged with its neighbour makes that one reach further."""
        row: list[Cell] = []
        for index, text in enumerate(self._cells):
            merge = self._defined[index] if index < len(self._defined) else ""
            if merge == "clmrg" and row:
                row[-1] = replace(row[-1], columns=row[-1].columns + 1)
            else:
                above = self._rows[-1][index].text if merge == "clvmrg" and self._rows and index < len(self._rows[-1]) else ""
                row.append(Cell(text or above))
        self._rows.append(row)
        self._cells, self._pieces, self._in_table = [], [], False

    def _end_table(self) -> None:
        if not self._rows:
            return
        self._tables += 1
        for line in read_rows(read_grid(self._rows)):
            self.layout.add(line.text, place=f"table {self._tables}, row {line.row}")
        self._rows = []


def _shown(pieces: list[tuple[str, str]]) -> str:
    """A paragraph in one line, raised and lowered figures written out."""
    shown = written_out(pieces)
    # Characters beyond the first plane are written as the two halves of a pair.
    return one_line(shown.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace"))
