"""The demo that ships with the workbench: every document can be read and says what it is."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.demo import article_path, documents_path
from workbench.reading import find_files, read_bytes, read_file
from workbench.settings import Settings

SETTINGS = Settings()
DOCUMENTS = find_files([documents_path()])
UNDATED = {"census.csv", "passenger-counts.csv"}  # the format has no place for a title or a date
LATER = {"safety-notice.md"}
script = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "render_demo.py")))


def test_article_states_its_title_author_and_date():
    (article,) = read_file(article_path(), SETTINGS)
    assert article.title == "Battery ferry opens the 14-mile crossing to Ostrey"
    assert (article.author, article.published) == ("Ines Calloway", dt.date(2024, 5, 16))
    assert 400 <= len(article.text.split()) <= 600
    assert "invented" in article.text


def test_documents_come_in_at_least_five_formats():
    assert len({path.suffix for path in DOCUMENTS}) >= 5
    assert 18 <= len(DOCUMENTS) <= 26


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_document_is_read_with_title_and_date(path):
    (source,) = read_file(path, SETTINGS)
    assert source.replaced == 0
    if path.name not in UNDATED:
        assert source.title
        assert source.published is not None
        assert (source.published > dt.date(2024, 5, 16)) == (path.name in LATER)


def test_rendered_documents_are_those_the_script_writes():
    """Two runs give the same bytes; the files kept here hold the same text (another version of a writer may pack otherwise)."""
    for render, things in (
        (script.render_pdf, (script.DATA_SHEET, script.EMISSIONS)),
        (script.render_docx, (script.ANNUAL_REPORT, script.MINUTES)),
        (script.render_xlsx, (script.FARES,)),
    ):
        for thing in things:
            fresh = render(thing)
            assert fresh == render(thing)
            assert read_bytes(thing.name, fresh, SETTINGS) == read_file(documents_path() / thing.name, SETTINGS)
