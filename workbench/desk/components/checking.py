"""Putting an article to work: it is on the desk at once, and its check goes on whatever page its reviewer looks at."""

from __future__ import annotations

from collections.abc import Callable

from workbench.building import Progress
from workbench.desk import resources
from workbench.desk.jobs import Job, Lane, Order
from workbench.ledger import Ledger, Reviewer
from workbench.models import Article
from workbench.pipeline import Workbench

_CHECK = {
    "loading": "Loading the language models",
    "reading": "Finding the claims",
    "matching": "Searching and comparing, claim by claim",
}
DEMO = "demo"


def start_check(article: Article, corpus: str, by: Reviewer) -> Job:
    """Put an article on the desk and have it checked in the name of `by`; one that is being checked is not checked twice.

    Raises:
        WorkbenchError: the article could not be stored.
    """
    ledger, workbench = resources.ledger(), resources.workbench()
    ledger.add_article(article, by)
    title = ledger.article(article.article_id).title
    work = _checking(workbench, ledger, article, corpus, by)
    return resources.jobs().start(Order(Lane.CHECK, subject(article.article_id), title, by, _CHECK, work, article.article_id))


def start_demo(by: Reviewer) -> Job:
    """Build the demo corpus where it is missing and have the demo article checked, in the name of `by`.

    Raises:
        WorkbenchError: the article could not be read or stored.
    """
    from workbench.demo import article_path, documents_path
    from workbench.reading import read_file

    ledger, workbench = resources.ledger(), resources.workbench()
    article = workbench.article_from(read_file(article_path(), workbench.settings)[0])
    ledger.add_article(article, by)
    check = _checking(workbench, ledger, article, DEMO, by)

    def work(progress: Progress) -> None:
        from workbench.building import add_to_corpus

        add_to_corpus(workbench.workspace, DEMO, [documents_path()], workbench.settings, progress=_named(progress))
        check(progress)

    steps = {"documents": "Reading the demo's documents", "encoding": "Indexing their passages"} | _CHECK
    return resources.jobs().start(
        Order(Lane.CHECK, subject(article.article_id), article.title, by, steps, work, article.article_id)
    )


def subject(article_id: str) -> str:
    """Return what names the check of an article among the jobs."""
    return f"check:{article_id}"


def _checking(workbench: Workbench, ledger: Ledger, article: Article, corpus: str, by: Reviewer) -> Callable[[Progress], None]:
    def work(progress: Progress) -> None:
        progress("loading", 0, 1)
        workbench.encoder()
        progress("loading", 1, 1)
        ledger.record_check(workbench.check(article, corpus, progress), by)

    return work


def _named(progress: Progress) -> Progress:
    """Tell of the reading of documents under a name of its own: the article is read too."""

    def tell(stage: str, done: int, total: int) -> None:
        progress("documents" if stage == "reading" else stage, done, total)

    return tell
