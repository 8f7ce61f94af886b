"""Damage is found and named: by file, and where a document is hit, by document."""

import random

import pytest

from workbench.corpus import Corpus, EncoderStamp, Entry, IndexStamp, make_document, make_passages, open_writer, verify_corpus
from workbench.errors import DamagedError, MissingResourceError
from workbench.models import SourceText
from workbench.settings import Settings

SETTINGS = Settings()


def index(folder, passages, titles):
    (folder / "rows.txt").write_text(str(len(passages)))
    return IndexStamp(EncoderStamp("none", "0" * 64, 1), {})


@pytest.fixture
def corpus(tmp_path):
    entries = []
    for number in range(5):
        text = f"Ferry number {number} carries {40 + number} cars."
        document = make_document(SourceText(text=text, title=f"Ferry {number}", doc_id=f"ferry-{number}"))
        entries.append(Entry(document, make_passages(document, ((0, len(text)),), SETTINGS)))
    with open_writer(tmp_path, "ferries") as writer:
        return writer.publish(entries, settings=SETTINGS.digest(), build=index)


def workspace_of(corpus):
    return corpus.folder.parent.parent.parent


def change(path, old, new):
    content = path.read_bytes()
    assert content.count(old) == 1
    path.write_bytes(content.replace(old, new))


def test_one_changed_character_of_one_document_names_that_document_and_the_snapshot(corpus):
    change(corpus.folder / "texts.jsonl", b"carries 43 cars", b"carries 48 cars")
    problems = verify_corpus(workspace_of(corpus), "ferries")
    assert [problem.where for problem in problems] == ["texts.jsonl", "ferry-3", "ferries"]
    assert "snapshot" in problems[-1].expected


@pytest.mark.parametrize(("file", "old"), [("texts.jsonl", b'"ferry-2",'), ("documents.jsonl", b'"ferry-2",')])
def test_a_record_that_cannot_be_read_still_names_its_document(corpus, file, old):
    change(corpus.folder / file, old, old[:-1] + b"}")
    assert "ferry-2" in [problem.where for problem in verify_corpus(workspace_of(corpus), "ferries")]


@pytest.mark.parametrize("file", ["documents.jsonl", "texts.jsonl", "passages.jsonl", "passages.offsets"])
def test_opening_refuses_a_flipped_byte_and_says_what_to_do(corpus, file):
    path = corpus.folder / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedError, match="workbench corpus add ferries PATH") as caught:
        Corpus.open(workspace_of(corpus), "ferries")
    assert file in caught.value.expected
    assert file in [problem.where for problem in verify_corpus(workspace_of(corpus), "ferries")]


def test_a_missing_file_and_a_cut_one_are_told_apart(corpus):
    (corpus.folder / "texts.jsonl").write_bytes(b"")
    with pytest.raises(DamagedError, match="found 0 bytes"):
        Corpus.open(workspace_of(corpus), "ferries")
    (corpus.folder / "texts.jsonl").unlink()
    with pytest.raises(MissingResourceError, match=r"texts\.jsonl; found no such file"):
        Corpus.open(workspace_of(corpus), "ferries")


def test_a_damaged_index_does_not_hide_the_documents_but_is_found(corpus):
    (corpus.folder / "index/rows.txt").write_text("6")
    opened = Corpus.open(workspace_of(corpus), "ferries")
    assert len(opened.documents) == 5
    assert [problem.where for problem in opened.verify()] == ["index/rows.txt"]
    with pytest.raises(DamagedError, match="rebuild the index"):
        opened.check_index()


def test_a_changed_manifest_no_longer_fits_its_folder(corpus):
    change(corpus.folder / "manifest.json", b'"documents":5', b'"documents":4')
    with pytest.raises(DamagedError, match="the manifest of"):
        Corpus.open(workspace_of(corpus), "ferries")
    assert [problem.where for problem in verify_corpus(workspace_of(corpus), "ferries")] == ["ferries"]


def test_every_flipped_bit_of_every_file_is_found(corpus):
    """Two hundred single bits, drawn with a fixed seed over all the bytes there are."""
    draw = random.Random(20)  # noqa: S311 - a fixed seed, not a secret
    paths = sorted(path for path in corpus.folder.rglob("*") if path.is_file())
    for _ in range(200):
        path = draw.choice(paths)
        good = path.read_bytes()
        bad = bytearray(good)
        bad[draw.randrange(len(bad))] ^= 1 << draw.randrange(8)
        path.write_bytes(bad)
        assert verify_corpus(workspace_of(corpus), "ferries"), path
        path.write_bytes(good)
    assert verify_corpus(workspace_of(corpus), "ferries") == ()
