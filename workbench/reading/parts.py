"""XML parts of a zip container, parsed without entities or network."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from lxml import etree

from workbench.reading import refusals

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_part(name: str, what: str, archive: zipfile.ZipFile, path: str) -> Any:
    """The root of the part `path`.

    Raises:
        UnreadableFileError: it is missing or damaged; `what` names the format.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(archive.read(path), parser)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, OSError, etree.XMLSyntaxError) as error:
        raise refusals.damaged(name, what, f"{path}: {error}") from error


def relations(name: str, what: str, archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Kind (the end of its type) and path of each part that the part `path` of an Office file names, by its id."""
    folder, file = posixpath.split(path)
    listing = posixpath.join(folder, "_rels", f"{file}.rels")
    if listing not in archive.namelist():
        return {}
    found = read_part(name, what, archive, listing).iter(_RELATIONS)
    return {
        part.get("Id", ""): (
            part.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/" + folder, part.get("Target", ""))).lstrip("/"),
        )
        for part in found
        if part.get("TargetMode") != "External"
    }
