"""EPUB books: the chapters in reading order through the HTML path, and what the package file declares."""

from __future__ import annotations

import datetime as dt
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from lxml import etree

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.containers import open_zip
from workbench.reading.dates import read_date
from workbench.reading.decoding import decode
from workbench.reading.html import add_blocks, make_seen, parse_html
from workbench.reading.layout import Layout, first_named
from workbench.reading.markup import read_blocks
from workbench.settings import Settings

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_TEXTS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read_epub(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read a book; each chapter is a place named by its first heading, or ``part N``.

    Raises:
        UnreadableFileError: locked by rights management, damaged, or too long.
    """
    with open_zip(name, data) as archive:
        _check_open(name, archive)
        package_path = _package_path(name, archive)
        package = _xml(name, archive, package_path)
        layout = Layout(name, settings.max_characters)
        for number, path in enumerate(_spine(name, package, posixpath.dirname(package_path)), 1):
            _add_chapter(layout, number, decode(name, _member(name, archive, path)).text)
    return SourceText(
        text=layout.text(),
        title=_declared(package, "title"),
        author=_declared(package, "creator"),
        publisher=_declared(package, "publisher"),
        published=_published(package),
        media_type="application/epub+zip",
        locators=layout.places(),
        headings=layout.headings(),
    )


def _check_open(name: str, archive: zipfile.ZipFile) -> None:
    """Scrambled fonts are common and harmless; anything else that is encrypted is the text."""
    if _ENCRYPTION in archive.namelist():
        methods = _xml(name, archive, _ENCRYPTION).xpath("//*[local-name()='EncryptionMethod']/@Algorithm")
        if any(method not in _FONT_SCRAMBLING for method in methods):
            raise refusals.encrypted(name)


def _package_path(name: str, archive: zipfile.ZipFile) -> str:
    paths = _xml(name, archive, _CONTAINER).xpath("//*[local-name()='rootfile']/@full-path")
    if not paths:
        raise refusals.damaged(name, "EPUB", "its container names no package file")
    return str(paths[0])


def _spine(name: str, package: Any, folder: str) -> list[str]:
    """Paths of the chapters inside the container, in reading order."""
    manifest = {item.get("id"): item for item in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")}
    paths = []
    for reference in package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref"):
        item = manifest.get(str(reference))
        if item is None or not item.get("href"):
            raise refusals.damaged(name, "EPUB", f"its reading order names {reference}, which is not in it")
        if item.get("media-type") in _TEXTS:
            paths.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href")))))
    return paths


def _add_chapter(layout: Layout, number: int, text: str) -> None:
    tree = parse_html(_without_declaration(text))
    body = tree.find("body") if tree is not None else None
    if body is None:
        return
    make_seen(body)
    headings = len(layout.headings())
    start = layout.next_start
    add_blocks(layout, read_blocks(body))
    if layout.length > start:
        named = layout.headings()[headings:]
        layout.mark(start, named[0].label if named else f"part {number}")


def _without_declaration(text: str) -> str:
    """XHTML opens with an XML declaration, which the HTML parser would take for text."""
    return text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text


def _declared(package: Any, what: str) -> str | None:
    return first_named(
        ["".join(found.itertext()) for found in package.xpath(f"//*[local-name()='metadata']//*[local-name()='{what}']")]
    )


def _published(package: Any) -> dt.date | None:
    """The first whole date that is meant for publication: EPUB 2 says of each date what happened, EPUB 3 keeps one only."""
    issued = package.xpath("//*[local-name()='metadata']//*[local-name()='meta'][@property='dcterms:issued']")
    dates = package.xpath("//*[local-name()='metadata']//*[local-name()='date']")
    named = {date: str(next(iter(date.xpath("@*[local-name()='event']")), "")).strip().casefold() for date in dates}
    meant = [*issued, *(date for date in dates if "publication" in named[date]), *(date for date in dates if not named[date])]
    return next((day for day in (read_date("".join(found.itertext())) for found in meant) if day), None)


def _xml(name: str, archive: zipfile.ZipFile, path: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(_member(name, archive, path), parser)
    except etree.XMLSyntaxError as error:
        raise refusals.damaged(name, "EPUB", f"{path}: {error}") from error


def _member(name: str, archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return archive.read(path)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise refusals.damaged(name, "EPUB", str(error)) from error
