"""Adding files to a corpus, by upload or from a folder of this computer, with what was refused and why.

The files are read and indexed as a job: it goes on whatever page is looked at, and what came of it stands on the corpus page.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from workbench.building import Added, Progress
from workbench.desk import identity, resources
from workbench.desk.components.work import active_here, results, start, steps
from workbench.desk.jobs import Job, Lane, Order
from workbench.desk.markup import Markup, icon, tag
from workbench.desk.wording import TIERS, plural
from workbench.models import Refusal, Tier

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_STEPS = {"reading": "Reading the files", "encoding": "Indexing the passages"}
_SUBJECT = "corpus:"
PAGE = "Corpus"
WANTED = "corpus-wanted"
_NAME, _NAMED = "add-name", "add-named"


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
    """Draw the form; on submit put the files to work. `name` is ``None`` for a first corpus."""
    order = _form(name)
    if order is None:
        return
    st.session_state[WANTED] = order.name
    if start(lambda: _start(order), PAGE):
        st.rerun()


def added_lately() -> None:
    """Draw what this reviewer has in work on any corpus, and what came of the last."""
    steps(*(subject for subject in active_here() if subject.startswith(_SUBJECT)))
    for name, result in results().items():
        if isinstance(result, Added):
            _report(name, result)


def _form(name: str | None) -> _Order | None:
    from workbench.reading import SUFFIXES

    # The name goes with the corpus that is shown; what was typed for a new one stays.
    if st.session_state.get(_NAMED) != (name or ""):
        st.session_state[_NAMED] = name or ""
        st.session_state[_NAME] = name or ""
    with st.form("corpus-add", border=name is None):
        left, right = st.columns([13, 8], gap="large")
        with left:
            kinds = sorted(suffix.lstrip(".") for suffix in SUFFIXES)
            files = st.file_uploader("Files", type=kinds, accept_multiple_files=True, key="corpus-files")
            folder = st.text_input("Or a file or folder on this computer", placeholder="/path/to/reports", key="corpus-folder")
        with right:
            called = st.text_input(
                "Corpus",
                key=_NAME,
                placeholder="lower-case-name",
                help="A new name makes a new corpus.",
                persist_state="session",
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


def _start(order: _Order) -> Job:
    from workbench.building import add_to_corpus

    workspace, workbench = resources.workspace(), resources.workbench()
    scratch = tempfile.TemporaryDirectory()
    paths = [_keep(Path(scratch.name), place, file) for place, file in enumerate(order.files)]
    if order.folder:
        paths.append(Path(order.folder).expanduser())

    def work(progress: Progress) -> Added:
        with scratch:
            return add_to_corpus(
                workspace,
                order.name,
                paths,
                workbench.settings,
                tier=order.tier,
                publisher=order.publisher,
                published=order.published,
                progress=progress,
                encoder=workbench.encoder(),
            )

    results().clear()
    by = identity.reviewer()
    return resources.jobs().start(Order(Lane.CORPUS, _SUBJECT + order.name, order.name, by, _STEPS, work))


def _report(name: str, added: Added) -> None:
    changes = f"{added.added} added, {added.replaced} replaced, {added.unchanged} already there"
    holds = f"the corpus holds {plural(added.documents, 'document')} in {plural(added.passages, 'passage')}"
    tone = "good" if added.added or added.replaced or added.unchanged else "part"
    st.html(tag("p", icon("library_add_check"), tag("b", name), f"{changes}; {holds}.", cls=f"wb-line wb-{tone}"))
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
