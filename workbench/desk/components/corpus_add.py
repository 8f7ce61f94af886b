"""Adding files to a corpus, by upload or from a folder of this computer, with what was refused and why."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk import resources
from workbench.desk.components.checking import Steps
from workbench.desk.components.notices import error_line
from workbench.desk.markup import Markup, icon, tag
from workbench.desk.wording import TIERS, plural
from workbench.errors import WorkbenchError
from workbench.models import Refusal, Tier

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_STEPS = [("reading", "Reading the files"), ("encoding", "Indexing the passages")]


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be added, and what to say about files that do not say it themselves."""

    name: str
    folder: str
    files: Sequence[UploadedFile]
    tier: Tier | None
    publisher: str | None
    published: dt.date | None


def adding(name: str | None) -> None:
    """Draw the form; on submit read, index and publish, then say what came of it. `name` is ``None`` for a first corpus."""
    order = _form(name)
    if order is None:
        return
    try:
        with tempfile.TemporaryDirectory() as folder:
            _add(order, Path(folder))
    except WorkbenchError as error:
        error_line(error)


def _form(name: str | None) -> _Order | None:
    from workbench.reading import SUFFIXES

    with st.form("corpus-add", border=name is None):
        left, right = st.columns([13, 8], gap="large")
        with left:
            kinds = sorted(suffix.lstrip(".") for suffix in SUFFIXES)
            files = st.file_uploader("Files", type=kinds, accept_multiple_files=True, key="corpus-files")
            folder = st.text_input("Or a file or folder on this computer", placeholder="/path/to/reports", key="corpus-folder")
        with right:
            called = st.text_input(
                "Corpus", value=name or "", placeholder="lower-case-name", help="A new name makes a new corpus."
            )
            tier = st.selectbox(
                "Tier",
                list(Tier),
                index=None,
                format_func=lambda t: TIERS[t].label,
                placeholder="As the files say",
                key="add-tier",
            )
            publisher = st.text_input("Publisher", placeholder="As the files say", key="add-publisher")
            published = st.date_input(
                "Published", value=None, min_value=dt.date(1800, 1, 1), key="add-date", format="YYYY-MM-DD"
            )
        pressed = st.form_submit_button("Add to the corpus", type="primary", icon=":material/library_add:")
    if not pressed:
        return None
    if not files and not (folder or "").strip():
        st.html(tag("p", icon("info"), "Choose files, or name a folder.", cls="wb-line wb-part"))
        return None
    day = published if isinstance(published, dt.date) else None
    return _Order((called or "").strip(), (folder or "").strip(), files, tier, (publisher or "").strip() or None, day)


def _add(order: _Order, scratch: Path) -> None:
    from workbench.building import add_to_corpus

    paths = [_keep(scratch, place, file) for place, file in enumerate(order.files)]
    if order.folder:
        paths.append(Path(order.folder).expanduser())
    workbench = resources.workbench()
    added = add_to_corpus(
        resources.workspace(),
        order.name,
        paths,
        workbench.settings,
        tier=order.tier,
        publisher=order.publisher,
        published=order.published,
        progress=Steps(_STEPS),
        encoder=workbench.encoder(),
    )
    changes = f"{added.added} added, {added.replaced} replaced, {added.unchanged} already there"
    holds = f"the corpus holds {plural(added.documents, 'document')} in {plural(added.passages, 'passage')}"
    tone = "good" if added.added or added.replaced or added.unchanged else "part"
    st.html(tag("p", icon("library_add_check"), f"{changes}; {holds}.", cls=f"wb-line wb-{tone}"))
    if added.refused:
        st.html(_refused(added.refused))


def _keep(scratch: Path, place: int, file: UploadedFile) -> Path:
    """Write an upload into a folder of its own: two may have one name, and a name is never trusted as a path."""
    path = scratch / str(place) / (Path(file.name.replace("\\", "/")).name or "upload")
    path.parent.mkdir()
    path.write_bytes(file.getvalue())
    return path


def _refused(refused: Sequence[Refusal]) -> Markup:
    lines = [tag("li", tag("b", Path(refusal.source_name).name), " – ", refusal.reason) for refusal in refused]
    heading = tag("p", icon("block"), f"{plural(len(refused), 'file')} refused", cls="wb-line wb-bad")
    return tag("div", heading, tag("ul", *lines, cls="wb-refused"))
