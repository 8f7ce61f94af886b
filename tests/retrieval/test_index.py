"""Both legs over the same rows, with the real encoder: found, reused, checked, and never mixed with another model's."""

import numpy as np
import pytest

from workbench.corpus import make_document, make_passages
from workbench.errors import DamagedError, MissingResourceError
from workbench.minilm import model_folder
from workbench.models import SourceText
from workbench.retrieval import Heading, Index, SentenceEncoder, build_index, indexed_text
from workbench.retrieval.dense import COARSE
from workbench.settings import Settings

TEXTS = {
    "bridge": "The span over the strait is 19 kilometres long and carries trains.",
    "ferry": "The car ferry Brise takes 40 vehicles and leaves every two hours.",
    "museum": "The museum of glass opened in 1987 and closes on Mondays.",
    "harvest": "Farmers brought in 3,000 tonnes of barley after a wet summer.",
    "court": "The judge fined the shipping line $1.3 million for dumping oil.",
}


def passages_of(texts):
    found = []
    for doc_id, text in sorted(texts.items()):
        document = make_document(SourceText(text=text, title=f"The {doc_id}", doc_id=doc_id))
        found += make_passages(document, ((0, len(text)),), Settings())
    return found, {doc_id: Heading(f"The {doc_id}") for doc_id in sorted(texts)}


def built(folder, encoder, texts=TEXTS, **options):
    folder.mkdir()
    passages, titles = passages_of(texts)
    return build_index(folder, passages, titles, encoder, **options)


@pytest.fixture(scope="module")
def folder(encoder, tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "index"
    built(path, encoder)
    return path


def names(index, query, k=5):
    order = sorted(TEXTS)
    return [order[found.row] for found in index.search(query, k, candidates=50)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("How long is the railway crossing?", "bridge"),
        ("Brise", "ferry"),
        ("The company had to pay $1.3 million", "court"),
        ("grain yields this year", "harvest"),
        ("When is the glass exhibition shut?", "museum"),
    ],
)
def test_a_query_finds_the_passage_by_meaning_or_by_word(folder, encoder, query, wanted):
    assert names(Index.open(folder, encoder), query)[0] == wanted


def test_ranks_of_both_legs_are_told_and_a_leg_that_did_not_find_says_none(folder, encoder):
    index = Index.open(folder, encoder)
    found = index.search("barley", 5, candidates=50)
    assert (found[0].dense_rank, found[0].lexical_rank, found[0].score) == (1, 1, pytest.approx(1.0))
    assert [one.lexical_rank for one in found[1:]] == [None] * 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_asking_for_nothing_finds_nothing(folder, encoder):
    index = Index.open(folder, encoder)
    assert index.search("  ", 5, candidates=50) == []
    assert index.search("ferry", 0, candidates=50) == []
    assert len(index.search("ferry", 2, candidates=1)) == 2


def test_the_same_passages_give_the_same_bytes(folder, encoder, tmp_path):
    built(tmp_path / "again", encoder)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_vectors_of_unchanged_passages_are_reused_and_equal_to_fresh_ones(folder, encoder, tmp_path):
    more = TEXTS | {"airport": "The airport handled nine million passengers.", "bridge": "The span is 18 kilometres long."}
    reused = built(tmp_path / "reused", encoder, more, previous=Index.open(folder, encoder))
    fresh = built(tmp_path / "fresh", encoder, more)
    assert (reused.rows, reused.encoded, fresh.encoded) == (6, 2, 6)
    assert (tmp_path / "reused/vectors.npy").read_bytes() == (tmp_path / "fresh/vectors.npy").read_bytes()


def test_the_eight_bit_index_finds_what_the_exact_one_finds(folder, encoder, tmp_path):
    built(tmp_path / "coarse", encoder, flat_rows=2)
    assert (tmp_path / "coarse" / COARSE).is_file()
    exact, coarse = Index.open(folder, encoder), Index.open(tmp_path / "coarse", encoder)
    for query in ("railway crossing", "fined for dumping oil", "wet summer"):
        assert coarse.search(query, 5, candidates=50) == exact.search(query, 5, candidates=50)


@pytest.mark.parametrize("name", ["vectors.npy", COARSE, "keys.npy", "lexical/data.csc.index.npy", "lexical/vocab.index.json"])
def test_a_flipped_bit_is_found_before_anything_reads_the_file(encoder, tmp_path, name):
    built(tmp_path / "index", encoder, flat_rows=2)
    path = tmp_path / "index" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    with pytest.raises(DamagedError, match="rebuild its index") as caught:
        Index.open(tmp_path / "index", encoder)
    assert name in caught.value.expected


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"format": 1}', b"\xff", b'{"files": 3}'])
def test_a_damaged_description_is_told(encoder, tmp_path, content):
    (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(DamagedError, match="description of an index"):
        Index.open(tmp_path, encoder)


def test_no_index_at_all_names_the_command(encoder, tmp_path):
    with pytest.raises(MissingResourceError, match="workbench corpus add"):
        Index.open(tmp_path, encoder)


def test_another_encoder_is_refused(folder):
    other = SentenceEncoder(model_folder(), name="another-model")
    with pytest.raises(MissingResourceError, match="an index made by another-model") as caught:
        Index.open(folder, other)
    assert caught.value.code == "other_encoder"


def test_an_index_of_nothing_finds_nothing(encoder, tmp_path):
    assert built(tmp_path / "index", encoder, {}).rows == 0
    index = Index.open(tmp_path / "index", encoder)
    assert len(index) == 0
    assert index.search("ferry", 5, candidates=50) == []


def test_no_file_of_an_index_needs_pickle(folder):
    for path in folder.rglob("*.npy"):
        assert np.load(path, allow_pickle=False).dtype != object


def test_title_and_heading_are_indexed_with_the_passage_but_not_twice():
    text = "Range\nIt flies 300 km."
    document = make_document(SourceText(text=text, title="Data sheet", doc_id="a"))
    (passage,) = make_passages(document, ((0, len(text)),), Settings())
    assert indexed_text("Data sheet", passage) == f"Data sheet\n{text}"
    assert indexed_text("Range", passage) == text


def test_a_query_that_another_session_prepares_away_is_encoded_again(folder, encoder):
    class Swapped(dict):
        """Says that it holds every query, and has none left when asked for it."""

        def __contains__(self, query):
            return True

    index = Index.open(folder, encoder)
    index._prepared = Swapped()
    assert names(index, "Brise")[0] == "ferry"


def test_queries_prepared_together_find_the_same_as_one_by_one(folder, encoder):
    queries = ["Brise", "how far it flies", "a crossing by ferry", "", "Brise"]
    alone, together = Index.open(folder, encoder), Index.open(folder, encoder)
    together.prepare(queries, candidates=5)
    for depth in (5, 3):  # prepared for the first depth, not for the second
        for query in queries:
            assert together.search(query, 2, candidates=depth) == alone.search(query, 2, candidates=depth)
    nobody = np.zeros(len(alone), bool)
    assert not together.search("Brise", 2, candidates=5, documents=nobody)
