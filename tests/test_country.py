"""The country of article and documents says whose dollar a bare "$" is, from the file to the suggestion."""

import dataclasses
import datetime as dt
import hashlib
import json

import pytest

from workbench.building import add_to_corpus
from workbench.corpus import Corpus, make_document
from workbench.errors import BadInputError
from workbench.evaluation.exported import read_log
from workbench.export.log import VerificationLog, to_jsonl
from workbench.models import Article, Level, SourceText, SuggestionLabel
from workbench.pipeline import Workbench
from workbench.reading import read_bytes
from workbench.records import from_record, to_record
from workbench.retrieval.typed_values import read_typed
from workbench.settings import Settings

DAY = dt.date(2024, 5, 2)
ARTICLE = "The Gellan Bridge cost $5 million, the council said."
BARE = "The Gellan Bridge cost $5 million."
MARKED = "The Gellan Bridge cost A$5 million."
HERE = Settings.model_validate({})


@pytest.fixture(scope="module")
def check_against(tmp_path_factory):
    """Check `ARTICLE` of a country against one document in a corpus of its own."""

    def check(document, *, article=None, country=None):
        place = tmp_path_factory.mktemp("country")
        (place / "bridge.txt").write_text(document, encoding="utf-8")
        bench = Workbench.open(place, HERE)
        add_to_corpus(place, "refs", [place / "bridge.txt"], HERE, published=DAY, country=country, encoder=bench.encoder())
        return bench.check(bench.make_article(ARTICLE, published=DAY, country=article), "refs")

    return check


def money(check):
    return {(pair.level, pair.reason) for one in check.assessments for pair in one.comparisons if pair.claim_value.unit}


def test_an_australian_article_agrees_with_a_document_that_writes_the_sign_out(check_against):
    check = check_against(MARKED, article="AU")
    assert check.assessments[0].claim.values[0].unit == "AUD"
    assert money(check) == {(Level.EXACT, None)}
    assert check.assessments[0].suggestion.label is SuggestionLabel.MATCH


def test_both_from_the_same_country_agree(check_against):
    assert money(check_against(BARE, article="AU", country="AU")) == {(Level.EXACT, None)}


def test_dollars_of_two_countries_are_not_compared(check_against):
    check = check_against(BARE, article="AU", country="US")
    assert money(check) == {(Level.NOT_COMPARABLE, "other_currency")}
    assert check.assessments[0].suggestion.label is not SuggestionLabel.CONFLICT


@pytest.mark.parametrize(
    ("document", "expected"), [(BARE, (Level.EXACT, None)), (MARKED, (Level.NOT_COMPARABLE, "other_currency"))]
)
def test_without_a_country_a_bare_dollar_is_american(check_against, document, expected):
    assert money(check_against(document)) == {expected}


def test_the_typed_leg_reads_the_same_dollars():
    (home,), (away,) = read_typed(BARE, country="AU"), read_typed(BARE)
    assert home.group == read_typed(MARKED)[0].group != away.group


def test_the_headline_is_read_as_the_text_is(tmp_path):
    bench = Workbench.open(tmp_path, HERE)
    article = bench.make_article(MARKED, title="Gellan Bridge cost $6 million", published=DAY, country="au")
    from workbench.judging import find_internal_conflicts

    assert article.country == "AU"
    assert len(find_internal_conflicts(article, bench.read(article).claims)) == 1
    american = dataclasses.replace(article, country=None)
    assert find_internal_conflicts(american, bench.read(american).claims) == ()


def test_nothing_given_leaves_no_trace_in_ids_records_and_hashes(tmp_path):
    bench = Workbench.open(tmp_path, HERE)
    plain, australian = (bench.make_article(ARTICLE, published=DAY, country=country) for country in (None, "AU"))
    named = hashlib.sha256(json.dumps([ARTICLE, "2024-05-02"]).encode()).hexdigest()[:12]
    assert plain.article_id == f"a-{named}" != australian.article_id
    assert "country" not in to_record(plain)
    assert to_record(australian)["country"] == "AU"
    assert [from_record(Article, to_record(article)) for article in (plain, australian)] == [plain, australian]


def test_a_country_changes_a_documents_hash_and_not_its_id():
    source = SourceText(text=BARE, source_name="bridge.txt")
    plain, australian = make_document(source), make_document(source, country="AU")
    assert "country" not in to_record(plain)
    assert plain.doc_id == australian.doc_id
    assert plain.sha256 != australian.sha256


def test_a_country_said_later_replaces_the_document(tmp_path):
    (tmp_path / "bridge.txt").write_text(BARE, encoding="utf-8")
    encoder = Workbench.open(tmp_path, HERE).encoder()
    add_to_corpus(tmp_path, "refs", [tmp_path / "bridge.txt"], HERE, encoder=encoder)
    added = add_to_corpus(tmp_path, "refs", [tmp_path / "bridge.txt"], HERE, country="AU", encoder=encoder)
    assert (added.added, added.replaced) == (0, 1)
    assert [document.country for document in Corpus.open(tmp_path, "refs").documents] == ["AU"]
    assert Corpus.open(tmp_path, "refs").verify() == ()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", f"---\ntitle: Bridge\ncountry: au\n---\n{BARE}", "AU"),
        ("a.txt", f"---\ncountry: Australia\n---\n{BARE}", None),
        ("a.txt", BARE, None),
        ("a.html", f'<html><head><meta name="geo.country" content="NZ"></head><body><p>{BARE}</p></body></html>', "NZ"),
        (
            "a.html",
            f'<head><meta name="geo.country" content="?"><meta property="og:country-name" content="CA"></head><p>{BARE}</p>',
            "CA",
        ),
        ("a.jsonl", json.dumps({"doc_id": "b", "title": "Bridge", "text": BARE, "country": "AU"}), "AU"),
    ],
)
def test_a_file_says_its_country(name, data, expected):
    (source,) = read_bytes(name, data.encode(), HERE)
    assert source.country == expected


def test_a_line_with_a_country_that_is_no_code_is_refused():
    line = json.dumps({"doc_id": "b", "title": "Bridge", "text": BARE, "country": "Australia"})
    with pytest.raises(BadInputError, match="not two letters"):
        read_bytes("a.jsonl", line.encode(), HERE)


@pytest.mark.parametrize("country", ["Australia", "1A", ""])
def test_an_article_with_a_country_that_is_no_code_is_refused(tmp_path, country):
    with pytest.raises(BadInputError, match="country code"):
        Workbench.open(tmp_path, HERE).make_article(ARTICLE, published=DAY, country=country)


def test_the_articles_own_country_gives_way_to_the_one_given(tmp_path):
    bench = Workbench.open(tmp_path, HERE)
    source = SourceText(text=ARTICLE, country="AU")
    assert bench.article_from(source).country == "AU"
    assert bench.article_from(source, country="NZ").country == "NZ"


def test_the_command_line_takes_a_country_for_all_lines_or_for_one(workbench_command, tmp_path):
    lines = [
        {"id": 1, "text": ARTICLE},
        {"id": 2, "text": ARTICLE, "country": "nz"},
        {"id": 3, "text": ARTICLE, "country": "?"},
    ]
    ran = workbench_command("claims", "--jsonl", "--country", "AU", workspace=tmp_path, stdin=lines)
    units = [line["claims"][0]["values"][0]["unit"] for line in ran.lines[:2]]
    assert units == ["AUD", "NZD"]
    assert ran.lines[2]["error"]["code"] == "country"


def test_a_log_carries_the_country_and_none_where_none_was_given(check_against, tmp_path):
    bench = Workbench.open(tmp_path, HERE)
    for country in ("AU", None):
        article = bench.make_article(ARTICLE, published=DAY, country=country)
        check = check_against(BARE, article=country)
        path = tmp_path / "log.jsonl"
        path.write_bytes(to_jsonl(VerificationLog(article, check, (), frozenset())))
        assert ("country" in json.loads(path.read_text(encoding="utf-8").splitlines()[0])["article"]) is (country is not None)
        assert read_log(path).article == article
