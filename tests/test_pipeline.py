"""The straight line: identity of articles, titles, and the same bytes from the same input."""

import datetime as dt
import subprocess
import sys
import textwrap

import pytest

from workbench.corpus import Corpus
from workbench.errors import BadInputError, MissingResourceError
from workbench.pipeline import Workbench
from workbench.records import from_record, to_line, to_record
from workbench.searching import Searcher

TEXT = "The tunnel cost $48 million in 2019. It is 12 miles long."
DAY = dt.date(2024, 5, 2)


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Workbench.open(tmp_path_factory.mktemp("bench"))


def test_an_articles_id_derives_from_its_text_and_date_alone(bench):
    one = bench.make_article(TEXT, published=DAY, title="A", source_name="a.txt")
    same = bench.make_article(TEXT, published=DAY, title="B")
    assert one.article_id == same.article_id
    assert one.article_id != bench.make_article(TEXT, published=dt.date(2024, 5, 3)).article_id
    assert one.article_id != bench.make_article(TEXT + " ", published=DAY).article_id


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A short headline\n\nThe text.", "A short headline"),
        ("\n\n  First line  \nSecond", "First line"),
        ("word " * 40, "word " * 17 + "word…"),
        ("x" * 200, "x" * 90),
    ],
)
def test_without_a_title_the_opening_words_serve(bench, text, title):
    assert bench.make_article(text).title == title


def test_the_opening_sentence_is_a_claim_even_where_it_lends_the_title(bench):
    article = bench.make_article("The tunnel cost $48 million.", published=DAY)
    reading = bench.read(article)
    assert [sentence.skipped for sentence in reading.sentences] == [None]
    assert [claim.text for claim in reading.claims] == ["The tunnel cost $48 million."]


def test_a_title_that_was_given_and_stands_in_the_text_is_its_headline(bench):
    article = bench.make_article("Tunnel cost $48 million\n\n" + TEXT, title="Tunnel cost $48 million", published=DAY)
    assert bench.read(article).sentences[0].skipped is not None


@pytest.mark.parametrize("text", ["", " \n\t ", "x" * 500_001])
def test_no_words_or_too_many_are_refused(bench, text):
    with pytest.raises(BadInputError):
        bench.make_article(text)


def test_an_unknown_corpus_is_a_missing_resource(bench):
    with pytest.raises(MissingResourceError):
        bench.check(bench.make_article(TEXT, published=DAY), "nowhere")


def test_every_sentence_is_a_claim_or_says_why_not(built_place):
    bench = Workbench.open(built_place.workspace)
    article = bench.make_article(built_place.article.read_text(encoding="utf-8"), published=DAY)
    reading = bench.read(article)
    claimed = {claim.sentence for claim in reading.claims}
    for number, sentence in enumerate(reading.sentences):
        assert (number in claimed) == (sentence.skipped is None), sentence


def test_a_check_survives_its_json_form(built_place):
    bench = Workbench.open(built_place.workspace)
    check = bench.check(bench.make_article(built_place.article.read_text(encoding="utf-8"), published=DAY), "refs")
    assert from_record(type(check), to_record(check)) == check


def test_two_processes_give_the_same_bytes(built_place):
    script = textwrap.dedent(f"""
        import datetime as dt, pathlib
        from workbench import Workbench
        from workbench.records import to_line
        bench = Workbench.open({str(built_place.workspace)!r})
        text = pathlib.Path({str(built_place.article)!r}).read_text(encoding="utf-8")
        print(to_line(bench.check(bench.make_article(text, published=dt.date(2024, 5, 2)), "refs")), end="")
    """)
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8").stdout
    bench = Workbench.open(built_place.workspace)
    article = bench.make_article(built_place.article.read_text(encoding="utf-8"), published=DAY)
    assert to_line(bench.check(article, "refs")) == other
    assert to_line(bench.check(article, "refs")) == other


def test_progress_is_told_for_each_claim(built_place):
    bench = Workbench.open(built_place.workspace)
    told = []
    check = bench.check(bench.make_article(TEXT, published=DAY), "refs", lambda *step: told.append(step))
    matching = [step for step in told if step[0] == "matching"]
    assert matching[-1] == ("matching", len(check.assessments), len(check.assessments))


def test_a_generation_that_was_published_lets_the_older_one_go(place, tmp_path):
    bench = Workbench.open(place.workspace)
    old = bench.searcher("refs")
    assert bench.searcher("refs") is old
    note = tmp_path / "note.txt"
    note.write_text("The lighthouse of Norrhavn is 40 m high.", encoding="utf-8")
    bench.add_documents("refs", [note])
    new = bench.searcher("refs")
    assert new.corpus.generation != old.corpus.generation
    assert [bench.searcher("refs"), *bench._searchers.values()] == [new, new]


def test_a_generation_published_while_the_corpus_is_opened_is_the_one_opened(place, tmp_path, monkeypatch):
    bench = Workbench.open(place.workspace)
    note = tmp_path / "note.txt"
    note.write_text("The lighthouse of Norrhavn is 40 m high.", encoding="utf-8")
    real = Searcher.open

    def late(*arguments, **options):
        monkeypatch.setattr(Searcher, "open", real)
        bench.add_documents("refs", [note])
        return real(*arguments, **options)

    monkeypatch.setattr(Searcher, "open", late)
    assert bench.searcher("refs").corpus.generation == Corpus.open(place.workspace, "refs").generation


def test_the_documents_cited_are_told_from_their_cards(place, monkeypatch):
    bench = Workbench.open(place.workspace)
    article = bench.make_article(TEXT, published=DAY)
    check = bench.check(article, "refs")
    read = []
    searcher = bench.searcher("refs")
    monkeypatch.setattr(searcher, "_document", lambda doc_id: read.append(doc_id) or searcher.corpus.document(doc_id))
    assert bench.check(article, "refs").cited == check.cited != ()
    hits = sum(
        len({hit.doc_id for hit in searcher.search(one.claim.standalone, bench.settings.evidence)}) for one in check.assessments
    )
    assert len(read) == hits
