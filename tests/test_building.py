"""Files into a corpus and hits out of it, with real files, the real model and a real index."""

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

import workbench.building
import workbench.corpus.publish
import workbench.corpus.store
from workbench.building import add_to_corpus, remove_from_corpus
from workbench.corpus import Corpus, list_corpora
from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.minilm import model_folder
from workbench.models import HitFilter, Passage, Tier
from workbench.records import from_record
from workbench.retrieval import SentenceEncoder, load_encoder, typed_tables
from workbench.searching import Searcher
from workbench.settings import Settings

SETTINGS = Settings()
NOTES = {
    "bridge.txt": "---\ntitle: The strait bridge\npublished: 2021-05-04\npublisher: Harbour Office\ntier: primary\n---\n"
    "The bridge over the strait is 19 kilometres long. It carries trains and cars.\n",
    "ferry.md": "# The ferry\n\nThe car ferry Brise takes 40 vehicles. It leaves every two hours.\n",
    "museum.txt": "The museum of glass opened in 1987. It closes on Mondays.\n",
}


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(SETTINGS)


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def add(tmp_path, encoder):
    def run(*paths, settings=SETTINGS, **options):
        return add_to_corpus(tmp_path, "port", paths, settings, **{"encoder": encoder} | options)

    return run


def generations(workspace):
    return sorted(path.name for path in (workspace / "indexes/port").iterdir() if path.is_dir())


def test_files_go_in_and_hits_with_their_metadata_come_out(tmp_path, notes, add, encoder):
    added = add(notes)
    assert (added.added, added.unchanged, added.replaced, added.refused, added.documents) == (3, 0, 0, (), 3)
    searcher = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    hits = searcher.search("How long is the crossing for trains?", 3)
    best = hits[0]
    assert (best.title, best.publisher, best.published, best.tier) == (
        "The strait bridge",
        "Harbour Office",
        dt.date(2021, 5, 4),
        Tier.PRIMARY,
    )
    assert searcher.document(best.doc_id).text[best.start : best.end] == best.text
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert searcher.corpus.manifest.encoder.weights_sha256 == encoder.weights_sha256
    assert dict(searcher.corpus.manifest.tools).keys() >= {"faiss-cpu", "bm25s", "torch"}
    assert searcher.corpus.verify() == ()


def test_adding_the_same_again_is_no_new_generation(tmp_path, notes, add):
    first = add(notes)
    again = add(notes)
    assert (again.added, again.unchanged, again.generation) == (0, 3, first.generation)
    assert generations(tmp_path) == [first.generation]


def test_a_copy_under_another_name_is_held_already(tmp_path, notes, add):
    add(notes)
    copy = tmp_path / "copy.txt"
    copy.write_text(NOTES["bridge.txt"], encoding="utf-8")
    assert add(copy).unchanged == 1


def test_the_snapshot_does_not_depend_on_the_order_of_adding(tmp_path, notes, encoder):
    at_once = add_to_corpus(tmp_path / "one", "port", [notes], SETTINGS, encoder=encoder)
    for name in sorted(NOTES, reverse=True):
        one_by_one = add_to_corpus(tmp_path / "two", "port", [notes / name], SETTINGS, encoder=encoder)
    assert one_by_one.snapshot == at_once.snapshot
    one, two = (Corpus.open(tmp_path / name, "port") for name in ("one", "two"))
    assert one.manifest.files == two.manifest.files
    assert dataclasses.replace(two.manifest, number=1) == one.manifest


def test_one_changed_character_changes_the_snapshot(tmp_path, notes, encoder):
    before = add_to_corpus(tmp_path / "one", "port", [notes], SETTINGS, encoder=encoder)
    (notes / "museum.txt").write_text(NOTES["museum.txt"].replace("1987", "1988"), encoding="utf-8")
    after = add_to_corpus(tmp_path / "two", "port", [notes], SETTINGS, encoder=encoder)
    assert before.snapshot != after.snapshot


def test_only_new_passages_are_encoded(notes, add):
    add(notes / "bridge.txt", notes / "ferry.md")
    told = []
    add(notes, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "reading"] == [("reading", done, 3) for done in (1, 2, 3)]
    assert [step for step in told if step[0] == "encoding"] == [("encoding", 1, 1)]


def test_other_passage_settings_cut_every_document_again(tmp_path, notes, add):
    long = tmp_path / "long.txt"
    long.write_text(" ".join(f"Ship number {n} entered the harbour in the early morning." for n in range(20)), encoding="utf-8")
    add(long)
    shorter = Settings(passage_characters=120)
    first = add(long, settings=shorter)
    add(notes / "museum.txt")
    again = add(notes / "museum.txt", settings=shorter)
    assert again.passages == first.passages + 1 > 15
    passages = Corpus.open(tmp_path, "port").passages
    assert len(passages) == again.passages
    assert all(len(passage.text) <= 120 for passage in passages)


def test_settings_that_cut_no_passages_leave_a_corpus_as_it_is(notes, add):
    assert add(notes, settings=Settings(evidence=3, wording_supports=0.5)).generation == add(notes).generation


@pytest.mark.parametrize("rules", ["code_sha256", "reader_fingerprint"])
def test_a_corpus_made_by_other_rules_is_made_again_with_any_file_of_it(tmp_path, notes, add, monkeypatch, rules):
    """Another splitter or value reader, and a corpus made before the manifest told of either."""
    with monkeypatch.context() as older:
        older.setattr(workbench.building, rules, lambda *_: "older")
        first = add(notes)
    again = add(notes / "museum.txt")
    assert (again.added, again.unchanged, again.snapshot) == (0, 1, first.snapshot)
    assert again.generation != first.generation
    assert add(notes).generation == again.generation


def test_a_bad_file_is_refused_by_name_and_the_others_go_in(tmp_path, notes, add):
    (notes / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    added = add(notes)
    assert added.added == 3
    assert [(refusal.source_name.endswith("broken.pdf"), bool(refusal.reason)) for refusal in added.refused] == [(True, True)]


def test_only_bad_files_make_no_corpus(tmp_path, add):
    (tmp_path / "empty.txt").write_bytes(b"")
    added = add(tmp_path / "empty.txt")
    assert (added.added, added.generation, added.snapshot, len(added.refused)) == (0, None, None, 1)
    assert list_corpora(tmp_path) == ()


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_text_with_the_id_of_an_older_one_replaces_it(tmp_path, add):
    add(lines(tmp_path / "old.jsonl", {"doc_id": "7", "title": "Toll", "text": "The toll is 4 euros."}))
    added = add(lines(tmp_path / "new.jsonl", {"doc_id": "7", "title": "Toll", "text": "The toll is 5 euros."}))
    assert (added.added, added.replaced, added.documents) == (0, 1, 1)
    assert Corpus.open(tmp_path, "port").document("7").text == "The toll is 5 euros."


def test_two_texts_with_one_id_in_one_batch_are_not_silently_merged(tmp_path, add):
    rows = [{"doc_id": "7", "title": "Toll", "text": f"The toll is {euros} euros."} for euros in (4, 5)]
    added = add(lines(tmp_path / "both.jsonl", *rows))
    assert (added.added, [refusal.code for refusal in added.refused]) == (1, ["duplicate_id"])
    assert Corpus.open(tmp_path, "port").document("7").text == "The toll is 4 euros."


@pytest.mark.parametrize("order", [(4, 5), (5, 4)])
def test_two_texts_with_one_id_are_told_also_where_one_is_held_already(tmp_path, add, order):
    rows = {euros: {"doc_id": "7", "title": "Toll", "text": f"The toll is {euros} euros."} for euros in order}
    add(lines(tmp_path / "held.jsonl", rows[4]))
    added = add(lines(tmp_path / "both.jsonl", *(rows[euros] for euros in order)))
    assert [refusal.code for refusal in added.refused] == ["duplicate_id"]
    assert (added.unchanged, added.replaced) == ((1, 0) if order[0] == 4 else (0, 1))
    assert Corpus.open(tmp_path, "port").document("7").text == rows[order[0]]["text"]


def test_what_the_caller_says_goes_to_every_document(tmp_path, notes, add):
    add(notes, tier=Tier.AUTHOR, publisher="The Author", published=dt.date(2020, 1, 2))
    cards = list(Corpus.open(tmp_path, "port").cards)
    assert {(card.tier, card.publisher, card.published) for card in cards} == {(Tier.AUTHOR, "The Author", dt.date(2020, 1, 2))}


def test_removed_documents_are_gone_and_no_longer_found(tmp_path, notes, add, encoder):
    before = add(notes)
    ids = {card.title: card.doc_id for card in Corpus.open(tmp_path, "port").cards}
    removed = remove_from_corpus(tmp_path, "port", [ids["The strait bridge"]], SETTINGS, encoder=encoder)
    assert (removed.documents, removed.removed) == (2, (ids["The strait bridge"],))
    assert removed.snapshot != before.snapshot
    hits = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder).search("bridge over the strait", 5)
    assert ids["The strait bridge"] not in {hit.doc_id for hit in hits}
    assert add(notes).snapshot == before.snapshot


def test_removing_what_is_not_there_removes_nothing(tmp_path, notes, add, encoder):
    before = add(notes)
    known = Corpus.open(tmp_path, "port").cards[0].doc_id
    with pytest.raises(BadInputError, match="nowhere"):
        remove_from_corpus(tmp_path, "port", [known, "nowhere"], SETTINGS, encoder=encoder)
    assert Corpus.open(tmp_path, "port").generation == before.generation
    with pytest.raises(MissingResourceError):
        remove_from_corpus(tmp_path, "pier", ["nowhere"], SETTINGS, encoder=encoder)


class DyingEncoder:
    """Encodes like the one it holds until it is asked for the second time."""

    def __init__(self, encoder):
        self.name, self.weights_sha256, self.dimension = encoder.name, encoder.weights_sha256, encoder.dimension
        self._encoder = encoder
        self._left = 1

    def encode(self, texts):
        if not self._left:
            raise RuntimeError("power cut")
        self._left -= 1
        return self._encoder.encode(texts)


def test_a_build_that_dies_while_encoding_leaves_the_old_generation_searchable(tmp_path, notes, add, encoder):
    old = add(notes)
    many = [{"doc_id": f"n{number:03}", "title": "Note", "text": f"Note number {number}."} for number in range(40)]
    with pytest.raises(RuntimeError, match="power cut"):
        add(lines(tmp_path / "many.jsonl", *many), encoder=DyingEncoder(encoder))
    assert generations(tmp_path) == [old.generation]
    searcher = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    assert searcher.search("museum of glass", 1)[0].text.startswith("The museum")
    assert searcher.corpus.verify() == ()


def test_a_damaged_index_is_refused_and_rebuilt_by_the_command_the_message_names(tmp_path, notes, add, encoder):
    first = add(notes)
    path = Corpus.open(tmp_path, "port").index_folder / "vectors.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
    with pytest.raises(DamagedError, match="workbench corpus add port PATH"):
        Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    again = add(notes)
    assert (again.unchanged, again.snapshot) == (3, first.snapshot)
    assert again.generation != first.generation
    assert len(Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder).search("ferry", 3)) == 3


def test_another_encoder_is_refused_until_the_corpus_is_encoded_by_it(tmp_path, notes, add):
    add(notes)
    other = SentenceEncoder(model_folder(), name="another")
    with pytest.raises(MissingResourceError, match="made by another"):
        Searcher.open(tmp_path, "port", SETTINGS, encoder=other)
    add(notes, encoder=other)
    assert Searcher.open(tmp_path, "port", SETTINGS, encoder=other).search("ferry", 1)


def test_a_searcher_keeps_its_generation_while_others_are_published(tmp_path, notes, add, encoder):
    add(notes / "museum.txt")
    searcher = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    for number in range(3):
        add(lines(tmp_path / f"{number}.jsonl", {"doc_id": str(number), "title": "x", "text": f"Museum note {number}."}))
    assert [hit.title for hit in searcher.search("museum", 5)] == ["museum"]


def test_a_path_that_does_not_exist_makes_nothing(tmp_path, add):
    with pytest.raises(BadInputError):
        add(tmp_path / "nowhere")
    assert not (tmp_path / "indexes").exists()


@pytest.fixture(scope="module")
def crossings(tmp_path_factory, encoder):
    """Three documents on two ferries, with dates, tiers and publishers, and one without a date."""
    root = tmp_path_factory.mktemp("crossings")
    rows = [
        {"doc_id": "a", "published": "2020-02-01", "tier": "primary", "publisher": "Harbour Office"},
        {"doc_id": "b", "published": "2022-02-01", "tier": "secondary", "publisher": "Coast Weekly"},
        {"doc_id": "c", "published": "2023-02-01", "tier": "secondary", "publisher": "Harbour Office"},
        {"doc_id": "d"},
    ]
    texts = (
        "The ferry Brise crosses the 19 km strait.",
        "The ferry Brise is late.",
        "Brise took 40 cars.",
        "The ferry Orm sank.",
    )
    for row, text in zip(rows, texts, strict=True):
        row |= {"title": "Crossings", "text": text}
    add_to_corpus(root, "port", [lines(root / "rows.jsonl", *rows)], SETTINGS, encoder=encoder)
    return Searcher.open(root, "port", SETTINGS, encoder=encoder)


@pytest.mark.parametrize(
    ("only", "wanted"),
    [
        (HitFilter(), "abcd"),
        (HitFilter(published_from=dt.date(2022, 2, 1)), "bc"),
        (HitFilter(published_to=dt.date(2022, 2, 1)), "ab"),
        (HitFilter(published_from=dt.date(2021, 1, 1), published_to=dt.date(2022, 12, 31)), "b"),
        (HitFilter(tiers=(Tier.PRIMARY,)), "a"),
        (HitFilter(publishers=("harbour office",)), "ac"),
        (HitFilter(documents=("d", "b")), "bd"),
        (HitFilter(documents=("d",), tiers=(Tier.PRIMARY,)), ""),
    ],
)
def test_a_filter_lets_only_its_documents_through(crossings, only, wanted):
    assert "".join(sorted(hit.doc_id for hit in crossings.search("the ferry Brise", 10, only=only))) == wanted


def test_a_filter_counts_before_the_best_are_chosen(crossings):
    """Asked for one passage, the best of those allowed comes, although others are better."""
    (hit,) = crossings.search("the ferry Brise crosses the strait", 1, only=HitFilter(documents=("d",)))
    assert (hit.doc_id, hit.dense_rank, hit.lexical_rank) == ("d", 1, 1)


def test_a_filter_that_names_an_unknown_document_is_refused(crossings):
    with pytest.raises(BadInputError, match="nowhere"):
        crossings.search("ferry", 3, only=HitFilter(documents=("nowhere",)))


def test_a_hit_says_which_legs_found_it_and_what_matched(crossings):
    best = crossings.search("Brise crosses a 12-mile strait", 1)[0]
    assert (best.doc_id, best.dense_rank, best.lexical_rank, best.value_rank) == ("a", 1, 1, 1)
    assert best.matched_terms == ("brise", "crosses", "strait")
    (pair,) = best.matched_values
    assert (pair.query, pair.passage) == ("12-mile", "19 km")
    assert crossings.document("a").text[pair.start : pair.end] == "19 km"
    assert 0.4 < best.similarity <= 1


def test_copies_of_one_text_do_not_fill_the_list(tmp_path, add, encoder):
    release = "The company said on Monday that its new turbine delivers power to nine thousand homes in the valley."
    other = "Neighbours told the council that they hear the turbine at night when the wind comes from the west."
    rows = [{"doc_id": f"r{number}", "title": "Release", "text": release} for number in range(5)]
    add(lines(tmp_path / "rows.jsonl", *rows, {"doc_id": "other", "title": "Council", "text": other}))
    query = "The company's new turbine delivers power to nine thousand homes."
    searcher = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    assert [hit.doc_id for hit in searcher.search(query, 6)] == ["r0", "r1", "other", "r2", "r3", "r4"]


def test_values_of_kept_documents_are_taken_over_and_found_again(tmp_path, notes, add, encoder, monkeypatch):
    add(notes)
    read = []
    real = typed_tables.read_typed
    monkeypatch.setattr(typed_tables, "read_typed", lambda text, **options: read.append(text) or real(text, **options))
    add(lines(tmp_path / "more.jsonl", {"doc_id": "x", "title": "Pier", "text": "The pier is 80 m long."}))
    assert read == ["The pier is 80 m long."]
    searcher = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    for query, title in (("The bridge over the strait is 12 miles long.", "The strait bridge"), ("a pier of 260 feet", "Pier")):
        best = searcher.search(query, 1)[0]
        assert (best.title, best.value_rank) == (title, 1)


def test_adding_one_document_reads_the_passages_held_a_few_times_only(tmp_path, notes, add, monkeypatch):
    """Once to take them over, once for each of digests, words and values; at 100,000 passages each more costs seconds."""
    before = add(notes).passages
    revived = []

    def counting(kind, record):
        revived.extend([kind] * (kind is Passage))
        return from_record(kind, record)

    for module in (workbench.corpus.publish, workbench.corpus.store):
        monkeypatch.setattr(module, "from_record", counting)
    added = add(lines(tmp_path / "more.jsonl", {"doc_id": "x", "title": "Pier", "text": "The pier is 80 m long."}))
    assert added.passages == before + 1
    assert len(revived) == before + 3 * added.passages + 1  # and the new one once more, to be encoded


def test_a_document_of_many_hits_is_read_once(tmp_path, notes, add, encoder):
    add(notes)
    searcher = Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder)
    doc_id = searcher.search("ferry", 1)[0].doc_id
    once = searcher.document(doc_id)
    assert once == searcher.corpus.document(doc_id)
    assert searcher.document(doc_id) is once
    with pytest.raises(BadInputError, match="nowhere"):
        searcher.document("nowhere")


PIERS = [{"doc_id": f"pier-{length}", "title": "Pier", "text": f"The pier is {length} m long."} for length in (40, 80, 90)]


@pytest.fixture
def stumbling(monkeypatch):
    """A value reader that stumbles over whatever holds a word."""
    real = typed_tables.read_typed

    def over(word):
        def read(text, **options):
            if word in text:
                raise IndexError("tuple index out of range")
            return real(text, **options)

        monkeypatch.setattr(typed_tables, "read_typed", read)

    return over


class StumblingEncoder(DyingEncoder):
    """Encodes like the one it holds, but for any text with a certain word."""

    def __init__(self, encoder, word):
        super().__init__(encoder)
        self._word = word

    def encode(self, texts):
        if any(self._word in text for text in texts):
            raise OverflowError("date value\nout of range")
        return self._encoder.encode(texts)


def test_documents_whose_values_cannot_be_read_are_refused_by_their_file_and_the_others_go_in(tmp_path, notes, add, stumbling):
    stumbling("0 m")
    piers = lines(tmp_path / "piers.jsonl", *PIERS)
    (notes / "dam.txt").write_text("The dam is 30 m high.\n", encoding="utf-8")
    added = add(piers, notes)
    assert (added.added, added.documents) == (3, 3)
    assert [refusal.source_name for refusal in added.refused] == [str(notes / "dam.txt"), *[str(piers)] * 3]
    for refusal in added.refused:
        assert refusal.code == "unread_document"
        assert f"found {Path(refusal.source_name).name}, document " in refusal.reason
        assert "IndexError: tuple index out of range" in refusal.reason
        assert "\n" not in refusal.reason


def test_only_documents_that_cannot_be_read_make_no_corpus(tmp_path, add, stumbling):
    stumbling("pier")
    added = add(lines(tmp_path / "piers.jsonl", *PIERS))
    assert (added.added, added.generation, len(added.refused)) == (0, None, 3)
    assert list_corpora(tmp_path) == ()


def test_a_document_that_cannot_be_encoded_is_refused_by_its_file_and_the_others_go_in(tmp_path, notes, add, encoder):
    rows = [{"doc_id": f"n{number:03}", "title": "Note", "text": f"Note number {number}."} for number in range(70)]
    many = lines(tmp_path / "many.jsonl", *rows)
    added = add(many, notes, encoder=StumblingEncoder(encoder, "number 6"))
    assert added.added == 73 - 11  # 6, and 60 to 69: in two of the stretches that are encoded together
    assert {refusal.source_name for refusal in added.refused} == {str(many)}
    assert all("OverflowError: date value out of range" in refusal.reason for refusal in added.refused)
    assert len(Searcher.open(tmp_path, "port", SETTINGS, encoder=encoder).search("note", 100)) == added.passages


def test_a_new_text_that_cannot_be_read_leaves_the_older_one_of_its_id(tmp_path, add, stumbling):
    old = add(lines(tmp_path / "old.jsonl", PIERS[0]))
    stumbling("80 m")
    added = add(lines(tmp_path / "new.jsonl", PIERS[0] | {"text": "The pier is 80 m long."}))
    assert (added.replaced, added.snapshot, len(added.refused)) == (0, old.snapshot, 1)
    assert Corpus.open(tmp_path, "port").document("pier-40").text == PIERS[0]["text"]


def test_a_document_held_that_newer_rules_cannot_read_is_kept_until_a_person_takes_it_out(
    tmp_path, notes, add, encoder, stumbling, monkeypatch
):
    """Dropping what somebody added, and what verdicts may rest on, is not for a batch to decide."""
    with monkeypatch.context() as older:
        for module in (workbench.building, typed_tables):
            older.setattr(module, "reader_fingerprint", lambda: "older")
        old = add(lines(tmp_path / "piers.jsonl", *PIERS))
    stumbling("80 m")
    with pytest.raises(BadInputError, match=r"pier-80: IndexError.*workbench corpus remove port pier-80"):
        add(notes)
    assert generations(tmp_path) == [old.generation]
    removed = remove_from_corpus(tmp_path, "port", ["pier-80"], SETTINGS, encoder=encoder)
    assert (removed.documents, add(notes).documents) == (2, 5)


ODD_DAYS = ["0001-01-01", "0001-01-02", "9999-12-31", "9999-12-30", "2024-02-29", "2024-02-30", "0000-00-00", "", "soon", "-5"]
ODD_WORDS = [
    "before Monday", "two weeks earlier", "in 300,000 years", "last century", "99999 days ago", "by the end of next decade",
    "before the 1st century", "on ٢٠٢٤-٠٥-٣١", "in FY24-999999999999999999", "last February 30", "for " + "9" * 400 + " years",
]  # fmt: skip


def odd_documents(folder, number):
    """As many files with odd dates; every seventh is one that no reader can take. The names of these."""
    folder.mkdir()
    bad = set()
    for at in range(number):
        day, words = ODD_DAYS[at % len(ODD_DAYS)], ODD_WORDS[at % len(ODD_WORDS)]
        text = f"The ferry {at} was built {words}. It sank two weeks later, {ODD_WORDS[at // 11 % 11]}, and cost $5 million."
        path = folder / f"{at:03}.{('md', 'txt', 'jsonl', 'html')[at % 4]}"
        if at % 7 == 6:
            path.write_bytes((b"", b"\x00\x01\x02" * 99, b"{\n" * 9, b"%PDF-1.7")[at % 4])
            bad.add(str(path))
        elif path.suffix == ".jsonl":
            lines(path, {"doc_id": f"odd-{at}", "title": f"Ferry {at}", "text": text, "published": day})
        elif path.suffix == ".html":
            head = f'<meta property="article:published_time" content="{day}">'
            path.write_text(f"<html><head>{head}</head><body><p>{text}</p></body></html>", encoding="utf-8")
        else:
            path.write_text(f"---\ntitle: Ferry {at}\npublished: {day}\n---\n{text}\n", encoding="utf-8")
    return bad


@pytest.mark.parametrize("number", [44, pytest.param(500, marks=pytest.mark.slow)])
@pytest.mark.parametrize("published", [None, dt.date.min, dt.date.max])
def test_documents_with_odd_dates_all_go_in_and_each_bad_file_is_named(tmp_path, add, number, published):
    bad = odd_documents(tmp_path / "odd", number)
    added = add(tmp_path / "odd", published=published)
    assert {refusal.source_name for refusal in added.refused} == bad
    assert added.added == added.documents == number - len(bad)
    assert not any("\n" in refusal.reason for refusal in added.refused)
