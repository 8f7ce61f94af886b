"""The demo through the whole pipeline: each known claim gets its suggestion, and every label comes up."""

import pytest

from workbench.demo import article_path, documents_path
from workbench.models import SuggestionLabel
from workbench.pipeline import Workbench
from workbench.reading import read_file

# Words of the article -> the suggestion for the shortest claim that covers them (worked out by hand, see the demo's README).
EXPECTED = {
    "the 14-mile crossing": "REVIEW slot_unclear",
    "The Silver Petrel displaces 1,150 tonnes": "MATCH_ROUNDED supported_secondary_single",
    "service speed of 17 knots": "MATCH supported_secondary_single",
    "a range of 40 miles": "CONFLICTING_SOURCES sources_disagree",
    "We promised the islanders a quiet ship": "MATCH primary",
    "The Silver Petrel cost $48 million": "MATCH_ROUNDED supported_secondary_single",
    "batteries store 4.3 megawatt-hours": "MATCH supported_secondary_single",
    "are recharged in 25 minutes": "MATCH primary",
    "completed on March 8": "CONFLICT date_arithmetic",
    "The Old Margit burned 2,600 tonnes of fuel a year": "MATCH_ROUNDED supported_secondary_single",
    "by 94 percent": "CONFLICTING_SOURCES sources_disagree",
    "completes 24 boats each year": "PARTIAL derived",
    "Ostrey had 5,400 residents": "PARTIAL slot_unclear",
    "12 percent more than in 2022": "PARTIAL part_missing",
    "by nine votes to four": "CONFLICT number_differs",
    "Nobody on Ostrey was asked": "CONFLICT attribution",
    "withdrew its complaint last month": "REVIEW slot_unclear",
    "which employs 210 people": "PARTIAL stale",
    "ordered a sister ship": "NO_EVIDENCE self_support",
    "guide about 40 ships a week": "NOT_COMPARABLE stock_vs_rate",
    "the 18-mile crossing": "CONFLICT value_differs",
    "more attractive to young families": "NOT_CHECKABLE prediction",
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """The article and its check, made once."""
    bench = Workbench.open(tmp_path_factory.mktemp("demo"))
    bench.add_documents("demo", [documents_path()])
    (source,) = read_file(article_path(), bench.settings)
    article = bench.article_from(source)
    return article, bench.check(article, "demo")


def assessed(checked, find):
    article, check = checked
    start = article.text.index(find)
    covering = [a for a in check.assessments if a.claim.start <= start and start + len(find) <= a.claim.end]
    return min(covering, key=lambda a: a.claim.end - a.claim.start)


@pytest.mark.parametrize(("find", "expected"), EXPECTED.items())
def test_claim_gets_the_suggestion_a_checker_expects(checked, find, expected):
    suggestion = assessed(checked, find).suggestion
    assert f"{suggestion.label.value} {suggestion.reason}" == expected, suggestion.explanation


def test_every_label_comes_up(checked):
    assert {assessment.suggestion.label for assessment in checked[1].assessments} == set(SuggestionLabel)


def test_nothing_rests_on_a_copy_of_the_article(checked):
    copies = {e.hit.passage_id for a in checked[1].assessments for e in a.evidence if e.hit.publisher == "Marrowin Web"}
    assert copies
    for assessment in checked[1].assessments:
        assert not copies & set(assessment.suggestion.rests_on)
        assert all(e.self_support for e in assessment.evidence if e.hit.passage_id in copies)


def test_sources_that_disagree_are_told_apart_by_a_word_and_counted_by_origin(checked):
    told = assessed(checked, "a range of 40 miles").suggestion.explanation
    assert "second phase" in told
    assert "first phase" in told
    assert "and 2 more of that origin" in assessed(checked, "by 94 percent").suggestion.explanation


def test_no_comparison_of_unrelated_amounts_is_listed(checked):
    for assessment in checked[1].assessments:
        for pair in assessment.comparisons:
            assert "e-0" not in pair.explanation
            assert abs(pair.difference_relative or 0) < 10


def test_the_article_contradicts_its_own_headline(checked):
    assert [conflict.reason for conflict in checked[1].internal_conflicts] == ["values_differ"]


def test_a_copy_of_the_article_never_leads_the_comparisons(checked):
    pairs = assessed(checked, "completed on March 8").comparisons
    assert [pair.level.value for pair in pairs] == ["DIFFERS", "EXACT"]
