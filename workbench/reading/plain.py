"""Plain text and Markdown, with the front matter that may stand at their head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.models import Locator, SourceText, Tier
from workbench.reading import refusals
from workbench.reading.countries import declared_country
from workbench.reading.dates import read_date
from workbench.reading.decoding import decode
from workbench.reading.layout import number_lines
from workbench.settings import Settings

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.{0,400})")
_UNDERLINE = re.compile(r"=+[ \t]*")
_KEY = re.compile(r"([A-Za-z_-]{1,40}):(?:[ \t]+(.*))?")
_MOST_LINES = 100  # front matter longer than this is text between two rules


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """What the head of a file says; ``end`` is where the text begins and ``lines`` how many lines stand before it."""

    end: int = 0
    lines: int = 0
    fields: dict[str, str] = field(default_factory=dict)


def read_text(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read a ``.txt`` file: the text as it stands, after the front matter if there is one."""
    return _read(name, data, settings, media_type="text/plain")


def read_markdown(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read a ``.md`` file: the markup stays in the text, headings are recorded, the first top heading may serve as title."""
    return _read(name, data, settings, media_type="text/markdown")


def _read(name: str, data: bytes, settings: Settings, *, media_type: str) -> SourceText:
    decoded = decode(name, data)
    if len(decoded.text) > settings.max_characters:
        raise refusals.too_many(name, "characters", len(decoded.text), settings.max_characters, "max_characters")
    front = _front_matter(decoded.text)
    text = decoded.text[front.end :]
    headings, top = _headings(text) if media_type == "text/markdown" else ((), None)
    says = front.fields
    return SourceText(
        text=text,
        title=says.get("title") or top,
        author=says.get("author"),
        publisher=says.get("publisher"),
        published=read_date(says.get("published") or says.get("date")),
        url=says.get("url"),
        tier=_tier(name, says.get("tier")),
        media_type=media_type,
        locators=number_lines(text, front.lines + 1) if front.lines else (),
        headings=headings,
        replaced=decoded.replaced,
        country=declared_country(says.get("country")),
    )


def _front_matter(text: str) -> _FrontMatter:
    """Read the block between two ``---`` lines at the very head; anything but ``key: value`` lines there is text."""
    if not text.startswith("---\n"):
        return _FrontMatter()
    fields: dict[str, str] = {}
    at = 4
    for lines in range(2, _MOST_LINES + 2):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else None].rstrip()
        if line == "---":
            return _body(text, end, lines, fields)
        found = _KEY.fullmatch(line)
        if end < 0 or (line and not found):
            return _FrontMatter()
        if found and (value := (found[2] or "").strip().strip("\"'").strip()):
            fields[found[1].casefold()] = value
        at = end + 1
    return _FrontMatter()


def _body(text: str, end: int, lines: int, fields: dict[str, str]) -> _FrontMatter:
    """The text begins at its first line that is not blank."""
    start = len(text) if end < 0 else end + 1
    while text[start : start + 1] == "\n":
        start, lines = start + 1, lines + 1
    return _FrontMatter(start, lines, fields)


def _tier(name: str, word: str | None) -> Tier | None:
    """A misspelt tier would change what a document counts for, so it is refused and not guessed."""
    if word is None:
        return None
    try:
        return Tier(word.casefold())
    except ValueError:
        raise refusals.bad_front_matter(name, f"tier: {word}") from None


def _headings(text: str) -> tuple[tuple[Locator, ...], str | None]:
    """Headings outside code fences with the offsets of their words, and the first of the top level."""
    found: list[Locator] = []
    top: str | None = None
    fenced = False
    before, at = "", 0
    for line in text.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        heading = None
        if not fenced and (match := _HEADING.fullmatch(line)):
            words = match[2].rstrip().rstrip("#").rstrip() or match[2]
            heading = Locator(at + match.start(2), at + match.start(2) + len(words), words)
            top = top or (words if match[1] == "#" else None)
        elif not fenced and before.strip() and _UNDERLINE.fullmatch(line):
            start = at - 1 - len(before)
            heading = Locator(start, start + len(before), before.strip())
            top = top or before.strip()
        found.extend([heading] if heading else [])
        before, at = line, at + len(line) + 1
    return tuple(found), top
