"""The long work in hand, wherever one is: in the sidebar always, step by step on the page it was started from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from workbench.desk import identity, resources, state
from workbench.desk.components.checking import subject
from workbench.desk.components.notices import error_line
from workbench.desk.jobs import Job, Lane, Stage, Step
from workbench.desk.markup import Markup, icon, tag
from workbench.errors import WorkbenchError

_SEEN, _TOLD, _WATCHED, _RESULTS = "work-seen", "work-told", "work-watched", "work-results"
_REDRAW_SECONDS = 1.0
_MINUTES_FROM = 90


def start(order: Callable[[], Job], page: str) -> Job | None:
    """Start a job from a page, which will lead to what came of it; say in one line where it could not be started."""
    try:
        job = order()
    except WorkbenchError as error:
        error_line(error)
        return None
    st.session_state[_WATCHED] = (job.job_id, page)
    return job


def lead_on(page: str) -> None:
    """Go to the review of what was started on this page, once that is checked."""
    watched = st.session_state.get(_WATCHED)
    if watched is None or watched[1] != page:
        return
    job = _by_id(watched[0])
    if job and job.stage is Stage.DONE and job.order.article_id:
        del st.session_state[_WATCHED]
        state.forget()
        st.switch_page("views/review.py", query_params={"article": job.order.article_id})


def tell(page: str) -> None:
    """Say of each finished job of this reviewer that it is; one watched on its page shows that itself.

    A finished check whose article the reviewer has open is told no more, nor are results that the corpus page will show.
    """
    if page == "Review" and (article_id := state.place().article_id):
        _opened(article_id)
    if page == "Corpus":
        _collect()
    watched = st.session_state.get(_WATCHED)
    if watched and watched[1] != page:
        watched = st.session_state[_WATCHED] = None
    finished = [job for job in resources.jobs().all() if not job.active]
    # What was finished before this session began stands in the sidebar.
    told: set[str] = st.session_state.setdefault(_TOLD, {job.job_id for job in finished})
    for job in finished:
        if job.job_id in told:
            continue
        told.add(job.job_id)
        if _own(job) and not (watched and watched[0] == job.job_id and job.stage is Stage.DONE):
            _toast(job)


def in_hand() -> None:
    """Draw the work in hand, of everybody, and what became of one's own."""
    st.session_state[_SEEN] = _stages()
    _living(_list)


def steps(*subjects: str) -> None:
    """Draw the active jobs on some subjects step by step, and go on drawing them while they last."""

    def draw() -> None:
        for job in _active(subjects):
            st.html(tag("p", tag("b", job.order.title), _by(job), cls="wb-job-title"))
            st.html(tag("ol", *[_line(step) for step in job.steps()], cls="wb-steps"))

    if _active(subjects):
        _living(draw)


def active_here() -> tuple[str, ...]:
    """Return the subjects this reviewer has in work."""
    return tuple(job.order.subject for job in resources.jobs().all() if job.active and _own(job))


def pace(job: Job) -> str:
    """Return in a few words how far an active job is."""
    if job.stage is Stage.WAITING:
        return "waits for the one before it"
    begun = [step for step in job.steps() if step.done is not None]
    if not begun:
        return "begins"
    step = begun[-1]
    return f"{step.name} · {step.done or 0:,} of {step.total:,}" if step.total > 1 else step.name


def results() -> dict[str, object]:
    """Return what came of adding to corpora, by corpus, as this session has seen it on the corpus page."""
    found: dict[str, object] = st.session_state.setdefault(_RESULTS, {})
    return found


def _collect() -> None:
    for job in resources.jobs().all():
        if job.order.lane is Lane.CORPUS and job.stage is Stage.DONE and _own(job):
            results()[job.order.title] = job.result
            resources.jobs().drop(job.job_id)


def _opened(article_id: str) -> None:
    job = resources.jobs().on(subject(article_id))
    if job and job.stage is Stage.DONE and _own(job):
        resources.jobs().drop(job.job_id)


def _living(draw: Callable[[], None]) -> None:
    """Draw; while something is in work, again and again, and the whole page once something has ended."""
    if any(job.active for job in resources.jobs().all()):
        st.fragment(_watching(draw), run_every=_REDRAW_SECONDS)()
    else:
        draw()


def _watching(draw: Callable[[], None]) -> Callable[[], None]:
    def drawn() -> None:
        if st.session_state.get(_SEEN) != _stages():
            st.rerun()
        draw()

    return drawn


def _list() -> None:
    own = [job for job in resources.jobs().all() if job.active or _own(job)]
    if not own:
        return
    with st.container(key="work", gap="small"):
        for job in own:
            if job.active:
                st.html(tag("div", tag("p", icon("progress_activity"), tag("b", job.order.title), cls="wb-ask"),
                            tag("p", pace(job), _by(job), cls="wb-soft"), cls="wb-job"))  # fmt: skip
            elif job.stage is Stage.DONE:
                _done(job)
            else:
                st.html(tag("p", icon("error"), tag("b", job.order.title), ": ", job.error, cls="wb-job wb-bad", role="alert"))
                st.button(
                    "Dismiss", key=f"drop-{job.job_id}", type="tertiary", on_click=resources.jobs().drop, args=(job.job_id,)
                )


def _done(job: Job) -> None:
    st.html(tag("p", icon("check_circle"), tag("b", job.order.title), cls="wb-job wb-good"))
    if job.order.article_id:
        st.page_link(
            "views/review.py",
            label="Open the review",
            icon=":material/arrow_forward:",
            query_params={"article": job.order.article_id},
        )
    else:
        st.page_link("views/corpus.py", label="Open the corpus", icon=":material/arrow_forward:")


def _toast(job: Job) -> None:
    what = {Lane.CHECK: ("Checked", "The check failed"), Lane.CORPUS: ("Added", "Adding failed")}[job.order.lane]
    # A toast reads Markdown, and a title is somebody's words: it stands in the sidebar, where it is text.
    if job.stage is Stage.DONE:
        st.toast(f"{what[0]}. It is in the sidebar.", icon=":material/check_circle:")
    else:
        st.toast(f"{what[1]}. The sidebar says why.", icon=":material/error:")


def _own(job: Job) -> bool:
    return job.order.by == identity.reviewer()


def _by(job: Job) -> Markup | None:
    return None if _own(job) or job.order.by is None else tag("span", f" · for {job.order.by.name}", cls="wb-soft")


def _by_id(job_id: str) -> Job | None:
    return next((job for job in resources.jobs().all() if job.job_id == job_id), None)


def _active(subjects: Sequence[str]) -> list[Job]:
    return [job for job in resources.jobs().all() if job.active and job.order.subject in subjects]


def _stages() -> list[tuple[str, str]]:
    return [(job.job_id, job.stage.value) for job in resources.jobs().all()]


def _line(step: Step) -> Markup:
    if step.done is None:
        return tag("li", icon("circle"), step.name, cls="wb-waiting")
    if step.done >= step.total:
        return tag("li", icon("check_circle"), step.name, _soft(f"{step.total:,}" if step.total > 1 else ""), cls="wb-good")
    return tag("li", icon("progress_activity"), tag("b", step.name), _soft(_rate(step)), cls="wb-ask")


def _rate(step: Step) -> str:
    """How many of how many, at what rate, and the time left, once there is enough to tell."""
    counted = f"{step.done:,} of {step.total:,}"
    if not step.done or step.seconds < 1:
        return counted if step.total > 1 else ""
    left = (step.total - step.done) * step.seconds / step.done
    return f"{counted} · {step.done / step.seconds:,.1f} a second · about {_duration(left)} left"


def _soft(words: str) -> Markup:
    return tag("span", words, cls="wb-soft")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _MINUTES_FROM else f"{seconds / 60:.0f} min"
