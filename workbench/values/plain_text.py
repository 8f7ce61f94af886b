"""The text as the grammars read it: invisible marks gone, digits western, numbers grouped as English groups them.

Soft hyphens, zero-width and direction marks part no word and no number; "12 500", "1.250,00", "1'250'000" and "5,00,000" become
"12,500", "1,250.00", "1,250,000" and "500,000", so that one grammar reads them all. Every place of the plain text knows
where it stands in the text as printed. Telephone numbers lose their digits, because they are no values.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from workbench.values.telephones import telephones

_INVISIBLE: Final = re.compile(
    "\u00ad[ \t]*\r?\n[ \t]*|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
_WIDE: Final = re.compile("[\uff10-\uff19]|(?<=[\uff10-\uff19])[\uff0c\uff0e](?=[\uff10-\uff19])")
_WIDE_TO_WESTERN: Final = 0xFEE0
_BLANKS: Final = " \u00a0\u202f\u2009"
_SUSPECT: Final = re.compile(
    rf"\d[.,'’{_BLANKS}]\d|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\uff10-\uff19]|\d{{3}}"
)

_MARK: Final = re.compile(r"\d[.,'’]\d")
_GAP: Final = re.compile(rf"\d[{_BLANKS}]\d")

# One number of each way of writing; the two groups are its whole part and its decimals.
_ALONE: Final = r"(?<![\w.,'’/:\-–#])(?<!\d[ \u00a0])"
_END: Final = r"(?![\d'’]|[.,/:]\d)"
_APOSTROPHES: Final = re.compile(rf"(?<![\w.,'’])(\d{{1,3}}(?:['’]\d{{3}})+)([.,]\d{{1,2}})?{_END}")
_DOTS: Final = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:\.\d{{3}})+)(,\d{{1,2}}){_END}|(?<![\w.,])(\d{{1,3}}(?:\.\d{{3}}){{2,9}}){_END}"
)
_LAKHS: Final = re.compile(rf"(?<![\w.,])(\d{{1,2}}(?:,\d{{2}})+,\d{{3}})(\.\d+)?{_END}")
_COMMA: Final = re.compile(
    rf"(?<![\w.,'’])(\d+),(\d{{1,2}}){_END}(?!-(?:di|tri|tetra|bis|hexa|penta|meth|eth|prop|but|benz|chlor|brom|nitr|amino|hydro|oxo))"
)
_ONE_DOT: Final = re.compile(rf"(?<![\w.,'’])([1-9]\d{{0,2}})\.(\d{{3}}){_END}(?!\w)")
_SPACED: Final = re.compile(rf"(?<![\w.,'’/:#])\d+(?:[{_BLANKS}]\d+)+(?:[.,]\d+)?(?![\w'’]|[.,/:]\d)")
_ENGLISH: Final = re.compile(r"(?<![\w.,])(?:\d+\.\d{1,2}(?![\w.,]*\d)|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d)")
_ENGLISH_GROUP: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_LABEL: Final = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|nos?|type|group|flight|rooms?|pages?|pp|sections?|articles?|chapters?|verses?|parts?|routes?|apollo|heat|lane|division|phase)\.?\s$",
    re.IGNORECASE,
)
_LABEL_REACH: Final = 12
_GROUP: Final = 3
_LAST_YEAR: Final = 2100
_FIRST_YEAR: Final = 1500
_IP_PARTS: Final = 4
_OCTET: Final = 255


class Plain(NamedTuple):
    """The plain text; `places` gives, for each character of it, its place in the printed text, or is ``None`` for the same."""

    text: str
    places: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters ``[start, end)`` of the plain text stand in the printed text."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


class _Edit(NamedTuple):
    start: int
    end: int
    instead: str


def plain(text: str) -> Plain:
    """The plain form of `text`; the text itself where nothing has to change."""
    if not _SUSPECT.search(text):
        return Plain(text)
    shown = _edited(Plain(text), [*_invisible(text), *_western(text)])
    return _edited(shown, _numbers(shown.text))


def _invisible(text: str) -> list[_Edit]:
    return [_Edit(match.start(), match.end(), "") for match in _INVISIBLE.finditer(text)]


def _western(text: str) -> list[_Edit]:
    return [_Edit(match.start(), match.end(), chr(ord(match[0]) - _WIDE_TO_WESTERN)) for match in _WIDE.finditer(text)]


def _edited(before: Plain, edits: list[_Edit]) -> Plain:
    """`before` with `edits`, which do not overlap; each character keeps its place in the printed text."""
    if not edits:
        return before
    places = before.places if before.places is not None else list(range(len(before.text) + 1))
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for edit in sorted(edits):
        pieces += [before.text[last : edit.start], edit.instead]
        kept += places[last : edit.start]
        size = len(edit.instead)
        kept += [places[edit.end - 1] if n == size - 1 else places[min(edit.start + n, edit.end - 1)] for n in range(size)]
        last = edit.end
    return Plain("".join([*pieces, before.text[last:]]), kept + places[last:])


def _numbers(text: str) -> list[_Edit]:
    """The numbers that are not written the English way, and telephone numbers; the earlier kind wins where two overlap."""
    found: list[_Edit] = []
    taken: set[int] = set()
    calls = [_Edit(start, end, re.sub(r"\d", "#", text[start:end])) for start, end in telephones(text)]
    for edit in (*calls, *_spaced(text), *_marked(text)):
        places = range(edit.start, edit.end)
        if taken.isdisjoint(places):
            taken.update(places)
            found.append(edit)
    return [edit for edit in found if edit.instead != text[edit.start : edit.end]]


def _marked(text: str) -> list[_Edit]:
    """Groups parted by apostrophes, dots or Indian commas, and decimal commas."""
    if not _MARK.search(text):
        return []
    edits = [_rewritten(match, match[1], match[2]) for match in _APOSTROPHES.finditer(text)]
    dotted = [match for match in _DOTS.finditer(text) if not _is_address(match[0])]
    edits += [_rewritten(match, match[1] or match[3], match[2]) for match in dotted]
    edits += [_rewritten(match, match[1], match[2]) for match in _LAKHS.finditer(text)]
    commas = [match for match in _COMMA.finditer(text) if not _is_year(match[1]) and not _is_list(match)]
    edits += [_rewritten(match, match[1], "." + match[2]) for match in commas]
    if (dotted or commas) and not _ENGLISH.search(text):  # the page's habit settles what one dot means
        edits += [_rewritten(match, match[1] + match[2], None) for match in _ONE_DOT.finditer(text)]
    return edits


def _is_address(written: str) -> bool:
    """Whether four groups are the numbers of a network address ("192.168.100.200")."""
    parts = written.split(".")
    return len(parts) == _IP_PARTS and all(int(part) <= _OCTET and str(int(part)) == part for part in parts)


def _is_list(match: re.Match[str]) -> bool:
    """As in "on 3,4 and 5 May", "pages 3,4": whole numbers in a row, or behind a word that numbers things."""
    text, first, second = match.string, int(match[1]), int(match[2])
    third = re.match(r" (?:and|or|&) (\d{1,2})(?![\d.,])", text[match.end() : match.end() + _LABEL_REACH])
    if third is not None and (first + 1, second + 1) == (second, int(third[1])):
        return True
    return _LABEL.search(text[max(0, match.start() - _LABEL_REACH) : match.start()]) is not None


def _is_year(digits: str) -> bool:
    return len(digits) > _GROUP and _FIRST_YEAR <= int(digits) <= _LAST_YEAR


def _rewritten(match: re.Match[str], whole: str, decimals: str | None) -> _Edit:
    return _Edit(match.start(), match.end(), _english(re.sub(r"\D", "", whole)) + (decimals or "").replace(",", "."))


def _english(digits: str) -> str:
    return f"{int(digits):,}" if digits[0] != "0" and len(digits) <= 24 else digits  # noqa: PLR2004 - no quantity is longer


def _spaced(text: str) -> list[_Edit]:
    """Groups of three parted by blanks, in runs of digits that part into such numbers without a rest.

    Where the text groups with commas, a run of several numbers, or one that nothing names, is a row of a table.
    """
    edits: list[_Edit] = []
    if not _GAP.search(text):
        return edits
    commas = _ENGLISH_GROUP.search(text) is not None
    for match in _SPACED.finditer(text):
        numbers = _grouped(match)
        if numbers and not (commas and (len(numbers) > 1 or not _is_named(match))):
            edits += numbers
    return edits


def _is_named(match: re.Match[str]) -> bool:
    """Whether a word or sign that the number belongs to stands beside it."""
    after, before = match.string[match.end() : match.end() + 2], match.string[: match.start()].rstrip(" ")[-1:]
    return bool(re.match(r"[ \u00a0]?[^\W\d_]|[ \u00a0]?[%‰€£$¥₹°]", after)) or before in set("€£$¥₹")


def _grouped(match: re.Match[str]) -> list[_Edit]:
    """The grouped numbers of a run ("12 500 14 300" has two); none where some digits are left over."""
    run, edits = match[0], []
    parts = list(re.finditer(r"\d+(?:[.,]\d+)?", run))
    at = 1 if _skips_first(match, parts[0][0]) else 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and _continues(parts, end):
            end += 1
        first = parts[at][0]
        if end == at + 1 or not first.isdigit() or len(first) > _GROUP or first[0] == "0":
            return []
        start, stop = match.start() + parts[at].start(), match.start() + parts[end - 1].end()
        digits, _, decimals = (
            re.sub(r"[^\d.,]", "", run[parts[at].start() : parts[end - 1].end()]).replace(",", ".").partition(".")
        )
        edits.append(_Edit(start, stop, _english(digits) + (f".{decimals}" if decimals else "")))
        at = end
    return edits


def _continues(parts: list[re.Match[str]], at: int) -> bool:
    """Whether a part can be a later group: three digits, or three with decimals at the end of the run; one kind of blank."""
    whole = re.split("[.,]", parts[at][0])[0]
    return len(whole) == _GROUP and parts[at - 1][0].isdigit()


def _skips_first(match: re.Match[str], first: str) -> bool:
    """Whether the run begins with a year, or with the day of a month or the number of a label before it."""
    before = match.string[max(0, match.start() - _LABEL_REACH) : match.start()]
    return (len(first) > _GROUP and _is_year(first)) or _LABEL.search(before) is not None
