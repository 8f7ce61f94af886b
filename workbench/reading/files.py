"""From paths to texts: finding files, guarding against what should not be opened, and choosing the reader."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.errors import BadInputError, UnreadableFileError, in_one_line
from workbench.models import Refusal, SourceText
from workbench.reading import refusals
from workbench.reading.containers import check_content
from workbench.reading.datelines import stated_day
from workbench.reading.docx import read_docx
from workbench.reading.epub import read_epub
from workbench.reading.html import read_html
from workbench.reading.jsonl import read_lines
from workbench.reading.mail import read_mail
from workbench.reading.opendocument import read_odt
from workbench.reading.pdf import read_pdf
from workbench.reading.plain import read_markdown, read_text
from workbench.reading.records import read_json
from workbench.reading.rich_text import read_rtf
from workbench.reading.sheets import read_csv, read_xlsx
from workbench.reading.slides import read_pptx
from workbench.reading.transcripts import read_transcript
from workbench.settings import Settings

_MEGABYTE = 1_048_576
_JSONL = ".jsonl"
_MAIL = ".eml"
_READERS: dict[str, Callable[[str, bytes, Settings], SourceText]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".pptx": read_pptx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".vtt": read_transcript,
    ".srt": read_transcript,
    ".epub": read_epub,
}

SUFFIXES: frozenset[str] = frozenset({*_READERS, _JSONL, _MAIL})
"""Suffixes that can be read, lower case, with their dot."""

# Half a surrogate pair and NUL can come out of JSON or PDF; neither survives being stored as UTF-8 text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def find_files(paths: Sequence[Path]) -> list[Path]:
    """List the files that `paths` name, each once: files as given, folders walked in sorted order.

    Hidden files and folders inside a folder are passed over; files of unknown suffix are listed, so that reading refuses
    them by name. Links to folders are not followed.

    Raises:
        BadInputError: a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not _is_there(path):
            raise BadInputError("no_such_path", expected="a file or folder", found=str(path)[:200], fix="check the name")
        found.update(dict.fromkeys(_walk(path) if path.is_dir() else [path]))
    return list(found)


def label_of(name: str) -> str:
    """A file name as it is shown and stored: bytes of it that are no UTF-8 must not break what prints it."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def read_file(path: Path, settings: Settings) -> tuple[SourceText, ...]:
    """Read the file at `path`; several texts come only from ``.jsonl``.

    Raises:
        UnreadableFileError: nothing can be read from it; the error says why.
    """
    return _only_texts(_read_path(path, settings))


def read_bytes(name: str, data: bytes, settings: Settings) -> tuple[SourceText, ...]:
    """Read `data` as the file `name` (an upload); see `read_file`."""
    return _only_texts(_read_data(name, data, settings))


def read_many(paths: Sequence[Path], settings: Settings) -> Iterator[SourceText | Refusal]:
    """Read files in the order given, one at a time; a bad file, or a bad line of a ``.jsonl`` file, yields its `Refusal`."""
    for path in paths:
        try:
            for item in _read_path(path, settings):
                yield replace(item, source_name=label_of(str(path))) if isinstance(item, Refusal) else item
        except UnreadableFileError as error:
            yield Refusal(label_of(str(path)), error.code, str(error))
        except Exception as error:  # noqa: BLE001 - one file of thousands, whatever it is that it brings about
            unforeseen = refusals.unforeseen(label_of(path.name), in_one_line(error))
            yield Refusal(label_of(str(path)), unforeseen.code, str(unforeseen))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # a name too long for any file is not there; what may not be looked at is another matter
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _only_texts(items: Iterator[SourceText | Refusal]) -> tuple[SourceText, ...]:
    """The texts alone; where there are none, the first refusal becomes the error."""
    read = list(items)
    texts = tuple(item for item in read if isinstance(item, SourceText))
    refused = next((item for item in read if isinstance(item, Refusal)), None)
    if not texts and refused:
        raise UnreadableFileError(
            refused.code, expected="at least one line that can be read", found=refused.reason, fix="correct the file"
        )
    return texts


def _read_path(path: Path, settings: Settings) -> Iterator[SourceText | Refusal]:
    name = label_of(path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusals.not_a_file(name, "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file")
        _check_size(name, status.st_size, settings)
        with path.open("rb") as file:
            data = file.read(settings.max_file_megabytes * _MEGABYTE + 1)
    except OSError as error:
        raise refusals.unavailable(name, error.strerror or type(error).__name__) from error
    return _read_data(name, data, settings)


def _read_data(name: str, data: bytes, settings: Settings) -> Iterator[SourceText | Refusal]:
    """Refuse what can be refused unopened, then parse."""
    name = label_of(name)
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise refusals.unsupported(name, " ".join(sorted(SUFFIXES)))
    if not data.strip():
        raise refusals.empty(name)
    _check_size(name, len(data), settings)
    check_content(name, suffix, data)
    return (_finish(name, item) for item in _parse(name, suffix, data, settings))


def _parse(name: str, suffix: str, data: bytes, settings: Settings) -> Iterator[SourceText | Refusal]:
    """The one place where foreign bytes meet a parser; a child process with limits belongs here."""
    try:
        if suffix == _JSONL:
            return iter(list(read_lines(name, data, settings)))
        if suffix == _MAIL:
            return iter([read_mail(name, data, settings, _read_data)])
        return iter([_READERS[suffix](name, data, settings)])
    except UnreadableFileError:
        raise
    except Exception as error:  # parsers of foreign formats raise anything on hostile bytes
        raise refusals.damaged(name, f"{suffix[1:].upper()} file", in_one_line(error)) from error


def _finish(name: str, item: SourceText | Refusal) -> SourceText | Refusal:
    """Make the text storable without moving an offset, date it by its own words if at all, and refuse one without a word."""
    if isinstance(item, Refusal):
        return item
    text, lost = _UNSTORABLE.subn("\ufffd", item.text)
    if not any(character.isalnum() for character in text):
        raise refusals.no_text(name, f"a file of type {item.media_type}")
    return replace(
        item,
        text=text,
        published=item.published or stated_day(text),
        replaced=item.replaced + lost,
        source_name=name,
        title=_storable(item.title),
        author=_storable(item.author),
        publisher=_storable(item.publisher),
        url=_storable(item.url),
        doc_id=_storable(item.doc_id),
    )


def _storable(text: str | None) -> str | None:
    return _UNSTORABLE.sub("\ufffd", text) if text else None


def _check_size(name: str, size: int, settings: Settings) -> None:
    if size > settings.max_file_megabytes * _MEGABYTE:
        raise refusals.too_large(name, size / _MEGABYTE, settings.max_file_megabytes)
