"""Dates at the ends of the calendar go through the whole line: claims, pairs, and a check against a corpus dated there."""

import datetime as dt

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.building import add_to_corpus
from workbench.judging import compare_texts
from workbench.pipeline import Workbench
from workbench.records import to_line
from workbench.settings import load

FIRST, LAST = dt.date.min, dt.date.max
WHENS = [
    "before Monday", "last century", "in 300,000 years", "99999 days ago", "next week", "the following quarter",
    "last Christmas", "by the end of next decade", "since last Sunday", "until tomorrow", "two weeks earlier", "on February 29",
    "next fiscal year", "before the 1st century", "late last month", "by year-end", "on ٢٠٢٤-٠٥-٣١", "for 9999999999 years",
]  # fmt: skip
FRAMES = [
    "The Norrhavn ferry was built {}.",
    "The ferry carried 412,000 passengers {}, two weeks later 500,000.",
    "It will reopen {}, Mayor Ilse Brandt said.",
]
SENTENCES = st.builds(str.format, st.sampled_from(FRAMES), st.sampled_from(WHENS))
ANCHORS = st.none() | st.sampled_from([FIRST, LAST]) | st.dates(FIRST, LAST)
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """A corpus of one text at each end of the calendar and between."""
    root = tmp_path_factory.mktemp("ends")
    for name, day in (("first", FIRST), ("last", LAST), ("between", dt.date(2024, 5, 3))):
        path = root / f"{name}.txt"
        path.write_text("\n\n".join(frame.format(when) for frame in FRAMES for when in WHENS), encoding="utf-8")
        add_to_corpus(root, "ends", [path], load(root), published=day)
    return Workbench.open(root)


@settings(SLOWLY, max_examples=40)
@given(st.lists(SENTENCES, min_size=1, max_size=4), ANCHORS)
def test_any_article_is_read(bench, sentences, published):
    article = bench.make_article(" ".join(sentences), published=published)
    reading = bench.read(article)
    for claim in reading.claims:
        assert article.text[claim.start : claim.end] == claim.text


@settings(SLOWLY, max_examples=25)
@given(SENTENCES, SENTENCES, ANCHORS, ANCHORS)
def test_any_pair_is_compared(claim, evidence, claim_date, evidence_date):
    compared = compare_texts(claim, evidence, claim_date=claim_date, evidence_date=evidence_date)
    assert to_line(compared)


@settings(SLOWLY, max_examples=8)
@given(st.lists(SENTENCES, min_size=1, max_size=3), ANCHORS)
def test_any_article_is_checked(bench, sentences, published):
    article = bench.make_article(" ".join(sentences), published=published)
    checked = bench.check(article, "ends")
    assert len(checked.assessments) == len(bench.read(article).claims)
    assert to_line(checked)


def test_a_word_document_from_a_template_of_2013_is_neither_stale_nor_known_later(tmp_path, bench):
    """And one made today, long after the article: the day of creation is the file's own."""
    for name, made in (("template.docx", dt.datetime(2013, 12, 23)), ("today.docx", dt.datetime(2026, 12, 1))):  # noqa: DTZ001
        document = docx.Document()
        document.core_properties.created = made
        document.add_paragraph(f"Data sheet {name}. The Norrhavn ferry carries 320 passengers and 64 cars.")
        document.save(tmp_path / name)
    add_to_corpus(tmp_path, "refs", [tmp_path / "template.docx", tmp_path / "today.docx"], bench.settings)
    desk = Workbench(tmp_path, bench.settings)
    article = desk.make_article("The Norrhavn ferry carries 320 passengers.", published=dt.date(2024, 5, 3))
    (assessment,) = desk.check(article, "refs").assessments
    assert len(assessment.evidence) == 2
    for evidence in assessment.evidence:
        assert (evidence.hit.published, evidence.stale, evidence.known_later) == (None, False, False)
    assert assessment.suggestion.label == "MATCH"
