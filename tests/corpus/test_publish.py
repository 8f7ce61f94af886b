"""A generation appears whole or not at all, whatever happens while it is written."""

import multiprocessing
import os
from pathlib import Path

import pytest

from workbench.corpus import Corpus, EncoderStamp, Entry, IndexStamp, list_corpora, make_document, make_passages, open_writer
from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.models import SourceText
from workbench.settings import Settings

SETTINGS = Settings()
STAMP = IndexStamp(EncoderStamp("letters", "0" * 64, 2), {"letters": "1"})


def entry(doc_id, text):
    document = make_document(SourceText(text=text, title=f"About {doc_id}", doc_id=doc_id))
    return Entry(document, make_passages(document, ((0, len(text)),), SETTINGS))


def index(folder, passages, titles):
    """A small index of our own: the first letters of each passage under its title."""
    lines = [f"{titles[passage.doc_id]}\t{passage.text[:10]}" for passage in passages]
    (folder / "letters.txt").write_text("\n".join(lines), encoding="utf-8")
    return STAMP


def publish(workspace, *entries, build=index):
    with open_writer(workspace, "port") as writer:
        return writer.publish(entries, settings=SETTINGS.digest(), build=build)


def folders(workspace):
    return sorted(path.name for path in (workspace / "indexes" / "port").iterdir() if path.is_dir())


def test_what_was_published_is_what_is_read(tmp_path):
    one, two = entry("a", "The pier is 40 m long."), entry("b", "Naïve “quotes” \u2028 and 数字.")
    corpus = publish(tmp_path, one, two)
    assert list(corpus.documents) == [one.document, two.document]
    assert list(corpus.passages) == [*one.passages, *two.passages]
    assert corpus.document("b") == two.document
    assert corpus.card("a").title == "About a"
    assert (corpus.manifest.documents, corpus.manifest.passages, corpus.manifest.number) == (2, 2, 1)
    assert corpus.manifest.encoder == STAMP.encoder
    assert list_corpora(tmp_path) == ("port",)
    assert corpus.verify() == ()


def test_the_same_content_gives_the_same_generation_name(tmp_path):
    one = publish(tmp_path / "one", entry("a", "Same."))
    two = publish(tmp_path / "two", entry("a", "Same."))
    assert (one.generation, one.snapshot) == (two.generation, two.snapshot)


def killed(folder, passages, titles):
    index(folder, passages, titles)
    raise KeyboardInterrupt


def test_a_publish_that_fails_leaves_the_old_generation_whole(tmp_path):
    old = publish(tmp_path, entry("a", "Old."))
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, entry("a", "New."), build=killed)
    assert folders(tmp_path) == [old.generation]
    assert Corpus.open(tmp_path, "port").document("a").text == "Old."
    assert Corpus.open(tmp_path, "port").verify() == ()


def die_while_publishing(workspace):
    def build(folder, passages, titles):
        index(folder, passages, titles)
        os._exit(9)

    publish(Path(workspace), entry("a", "New."), build=build)


def test_a_writer_that_dies_leaves_the_old_generation_and_the_next_one_sweeps(tmp_path):
    old = publish(tmp_path, entry("a", "Old."))
    process = multiprocessing.get_context("fork").Process(target=die_while_publishing, args=(str(tmp_path),))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert len(folders(tmp_path)) == 2
    assert Corpus.open(tmp_path, "port").document("a").text == "Old."
    new = publish(tmp_path, entry("a", "Newer."))
    assert folders(tmp_path) == [old.generation, new.generation]


def test_a_generation_that_was_named_but_never_made_current_is_swept(tmp_path):
    first = publish(tmp_path, entry("a", "First."))
    second = publish(tmp_path, entry("a", "Second."))
    (tmp_path / "indexes/port/CURRENT").write_text(first.generation)  # as if the writer had died right before
    assert Corpus.open(tmp_path, "port").document("a").text == "First."
    again = publish(tmp_path, entry("a", "Second."))
    assert again.generation == second.generation
    assert folders(tmp_path) == [first.generation, second.generation]


def test_a_first_writer_that_died_late_does_not_block_the_next(tmp_path):
    first = publish(tmp_path, entry("a", "First."))
    (tmp_path / "indexes/port/CURRENT").unlink()
    assert list_corpora(tmp_path) == ()
    assert publish(tmp_path, entry("a", "First.")).generation == first.generation


def test_the_two_newest_generations_are_kept_and_a_reader_keeps_the_one_it_opened(tmp_path):
    reader = publish(tmp_path, entry("a", "Text 1."))
    others = [publish(tmp_path, entry("a", f"Text {number}.")) for number in (2, 3, 4)]
    assert folders(tmp_path) == [others[1].generation, others[2].generation]
    assert reader.document("a").text == "Text 1."
    assert reader.passages[0].text == "Text 1."


def test_two_writers_of_one_corpus_exclude_each_other_and_of_two_corpora_do_not(tmp_path):
    with open_writer(tmp_path, "port"):
        with pytest.raises(MissingResourceError, match=f"process {os.getpid()} at it") as caught, open_writer(tmp_path, "port"):
            pass
        assert caught.value.code == "corpus_busy"
        with open_writer(tmp_path, "other"):
            pass
    publish(tmp_path, entry("a", "Free again."))


def test_documents_out_of_order_are_refused_and_nothing_is_published(tmp_path):
    with pytest.raises(ValueError, match="out of order"):
        publish(tmp_path, entry("b", "B."), entry("a", "A."))
    assert list_corpora(tmp_path) == ()


def test_a_corpus_can_be_empty(tmp_path):
    publish(tmp_path, entry("a", "A."))
    corpus = publish(tmp_path)
    assert (len(corpus.documents), len(corpus.passages)) == (0, 0)
    assert corpus.verify() == ()


@pytest.mark.parametrize("name", ["", "Port", "a b", "../up", "a" * 65, "ü", "a\n"])
def test_a_name_that_is_none_is_refused(tmp_path, name):
    with pytest.raises(BadInputError, match="corpus name"):
        Corpus.open(tmp_path, name)


def test_an_unknown_corpus_names_those_that_are_there_and_the_command(tmp_path):
    publish(tmp_path, entry("a", "A."))
    with pytest.raises(MissingResourceError, match="found port; run `workbench corpus add pier PATH…`"):
        Corpus.open(tmp_path, "pier")


def test_an_unknown_document_is_bad_input(tmp_path):
    corpus = publish(tmp_path, entry("b", "B."))
    for doc_id in ("a", "b ", "c"):
        with pytest.raises(BadInputError, match="corpus show port"):
            corpus.document(doc_id)


@pytest.mark.parametrize("content", [b"", b"000001-0000000000000000", b"../../etc", b"\xff\xfe"])
def test_a_damaged_pointer_is_named_and_nothing_is_deleted(tmp_path, content):
    kept = publish(tmp_path, entry("a", "A."))
    (tmp_path / "indexes/port/CURRENT").write_bytes(content)
    with pytest.raises(DamagedError, match="CURRENT"):
        Corpus.open(tmp_path, "port")
    with pytest.raises(DamagedError), open_writer(tmp_path, "port"):
        pass
    assert folders(tmp_path) == [kept.generation]
