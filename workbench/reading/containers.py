"""What a file really is, by its first bytes, and whether its container is safe to open."""

from __future__ import annotations

import io
import zipfile
import zlib

from workbench.reading import refusals

MOST_UNPACKED_BYTES = 100_000_000
MOST_RATIO = 100
MOST_MEMBERS = 10_000
_LONGEST_TYPE = 100  # bytes
_LEAST_JUDGED_BYTES = 1_000_000  # a small file of one repeated word packs far better than 1 : 100 and harms nobody

# First bytes of formats, from their published specifications.
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"II*\x00", "TIFF image"),
    (b"\x1f\x8b", "gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
)
_HTML_HEADS = (b"<!doctype html", b"<html")
_WANTED = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".xlsx": "Excel",
    ".epub": "EPUB",
    ".pptx": "PowerPoint",
    ".odt": "OpenDocument text",
    ".rtf": "RTF",
}
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a locked Office file, [MS-OFFCRYPTO]


def check_content(name: str, suffix: str, data: bytes) -> None:
    """Refuse `data` whose content is not what `suffix` says, and any zip container that is unsafe to open.

    Raises:
        UnreadableFileError: wrong content, locked content, a zip bomb, a damaged container.
    """
    actual = _kind(suffix, data)
    if actual == "zip":
        actual = _zip_kind(name, data)
    wanted = _WANTED.get(suffix)
    if actual == "old Office" and wanted in {"Word", "Excel", "PowerPoint"} and _ENCRYPTED_OFFICE in data:
        raise refusals.encrypted(name)
    if wanted and not actual:
        raise refusals.mismatch(name, f"no {wanted} file")
    if (wanted or actual) and wanted != actual and not (actual == "HTML" and suffix in {".html", ".htm"}):
        raise refusals.mismatch(name, f"a file of kind {actual}")


def open_zip(name: str, data: bytes) -> zipfile.ZipFile:
    """Open a container whose directory promises to unpack to something bearable.

    The declared sizes bind: `zipfile` never yields more of a member than its directory entry declares.

    Raises:
        UnreadableFileError: a zip bomb, a member behind a password, a damaged directory.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refusals.damaged(name, "zip container", str(error)) from error
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise refusals.archive_bomb(name, f"{len(members):,} files inside")
    if declared > MOST_UNPACKED_BYTES:
        raise refusals.archive_bomb(name, f"unpacking to {declared / 1e6:,.0f} MB")
    if declared > _LEAST_JUDGED_BYTES and declared > MOST_RATIO * len(data):
        raise refusals.archive_bomb(name, f"unpacking to {declared // len(data):,} times its size")
    if any(member.flag_bits & 1 for member in members):
        raise refusals.encrypted(name)
    return archive


def _kind(suffix: str, data: bytes) -> str | None:
    """The format the first bytes give away, or ``None``: text, or unknown."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:1024]
    if suffix == ".pdf" and b"%PDF-" in head:  # PDF readers take the mark anywhere in the first kilobyte
        return "PDF"
    return "HTML" if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML_HEADS) else None


def _zip_kind(name: str, data: bytes) -> str:
    with open_zip(name, data) as archive:
        names = set(archive.namelist())
        declared = _declared(archive)
    if declared.startswith(b"application/vnd.oasis.opendocument.text"):
        return "OpenDocument text"
    if "META-INF/container.xml" in names:
        return "EPUB"
    office = (("word/", "Word"), ("xl/", "Excel"), ("ppt/", "PowerPoint"))
    return next((kind for folder, kind in office if any(member.startswith(folder) for member in names)), "zip archive")


def _declared(archive: zipfile.ZipFile) -> bytes:
    """What the container says that it is; nothing where it says nothing that could be read."""
    try:
        with archive.open("mimetype") as member:
            return member.read(_LONGEST_TYPE).strip()
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError):
        return b""
