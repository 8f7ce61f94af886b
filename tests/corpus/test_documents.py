"""What makes a document the same document, and what changes its hash."""

import dataclasses
import datetime as dt

import pytest

from workbench.corpus import document_sha256, make_document, snapshot_digest
from workbench.models import Locator, SourceText, Tier

SOURCE = SourceText(
    text="The bridge is 19 km long.",
    title="The bridge",
    publisher="Harbour Office",
    published=dt.date(2021, 5, 4),
    source_name="bridge.txt",
    locators=(Locator(0, 25, "page 1"),),
)


def test_the_same_content_under_another_file_name_is_the_same_document():
    moved = make_document(dataclasses.replace(SOURCE, source_name="copy of bridge.txt"))
    assert (moved.doc_id, moved.sha256) == (make_document(SOURCE).doc_id, make_document(SOURCE).sha256)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "The bridge is 18 km long."},
        {"title": "A bridge"},
        {"publisher": "Harbour office"},
        {"published": dt.date(2021, 5, 5)},
        {"url": "https://example.org/bridge"},
        {"author": "A. Writer"},
    ],
)
def test_one_changed_character_makes_another_document(change):
    changed = make_document(dataclasses.replace(SOURCE, **change))
    assert changed.doc_id != make_document(SOURCE).doc_id
    assert changed.sha256 != make_document(SOURCE).sha256


@pytest.mark.parametrize("change", [{"tier": Tier.PRIMARY}, {"locators": (Locator(0, 25, "page 2"),)}])
def test_a_new_rank_or_place_keeps_the_id_but_changes_the_hash(change):
    changed = make_document(dataclasses.replace(SOURCE, **change))
    assert changed.doc_id == make_document(SOURCE).doc_id
    assert changed.sha256 != make_document(SOURCE).sha256


def test_a_given_id_is_kept_and_a_derived_one_has_twelve_digits():
    assert make_document(dataclasses.replace(SOURCE, doc_id="4711")).doc_id == "4711"
    derived = make_document(SOURCE).doc_id
    assert derived.startswith("d-")
    assert len(bytes.fromhex(derived[2:])) == 6


def test_what_the_caller_says_wins_over_the_file_and_an_unranked_document_is_secondary():
    plain = make_document(SOURCE)
    said = make_document(SOURCE, tier=Tier.PRIMARY, publisher="The Port", published=dt.date(2022, 1, 1))
    assert (plain.tier, plain.publisher, plain.published) == (Tier.SECONDARY, "Harbour Office", dt.date(2021, 5, 4))
    assert (said.tier, said.publisher, said.published) == (Tier.PRIMARY, "The Port", dt.date(2022, 1, 1))


def test_a_file_without_a_title_is_called_by_its_name():
    assert make_document(dataclasses.replace(SOURCE, title=None, source_name="notes/port.md")).title == "port"
    assert make_document(dataclasses.replace(SOURCE, title=None, source_name="")).title == "untitled"


def test_the_hash_is_that_of_the_record_however_often_it_is_taken():
    document = make_document(SOURCE)
    assert document_sha256(document) == document.sha256


def test_the_snapshot_does_not_depend_on_the_order_of_documents():
    assert snapshot_digest(["b" * 64, "a" * 64]) == snapshot_digest(["a" * 64, "b" * 64])
    assert snapshot_digest(["a" * 64]) != snapshot_digest(["a" * 64, "a" * 64])
