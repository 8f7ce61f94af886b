"""Plain text, Markdown, front matter, decoding and dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import UnreadableFileError
from workbench.models import Tier
from workbench.reading import read_bytes
from workbench.reading.dates import read_date
from workbench.settings import Settings

SETTINGS = Settings()
FRONT = """---
title: "Harbour: the figures"
Publisher: Harbour Board
published: 2024-03-02
tier: primary
url: https://harbour.example/figures
author: A. Quill
colour: blue
---

The quay is 400 m long.

It was built in 1998.
"""


def one(name, data):
    (source,) = read_bytes(name, data if isinstance(data, bytes) else data.encode(), SETTINGS)
    return source


def test_front_matter_becomes_metadata_and_the_text_starts_after_it():
    source = one("figures.md", FRONT)
    assert source.text == "The quay is 400 m long.\n\nIt was built in 1998.\n"
    assert (source.title, source.publisher, source.author) == ("Harbour: the figures", "Harbour Board", "A. Quill")
    assert (source.published, source.tier, source.url) == (dt.date(2024, 3, 2), Tier.PRIMARY, "https://harbour.example/figures")
    assert source.media_type == "text/markdown"


def test_lines_after_front_matter_keep_the_numbers_they_have_in_the_file():
    source = one("figures.txt", FRONT)
    file_lines = FRONT.split("\n")
    assert [place.label for place in source.locators] == ["line 11", "line 13"]
    for place in source.locators:
        assert source.text[place.start : place.end] == file_lines[int(place.label.split()[1]) - 1]


def test_text_without_front_matter_stands_as_it_was_given():
    text = "  First line.\n\nSecond line, 12 km.  \n\n"
    source = one("note.txt", text)
    assert source.text == text
    assert source.locators == ()
    assert source.title is None


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule, then prose without a key.\n---\nMore.",
        "---\ntitle: never closed\n",
        "--- \ntitle: no rule\n---\nText",
        "Title: x\n---\nText",
    ],
)
def test_what_only_resembles_front_matter_stays_text(text):
    assert one("note.txt", text).text == text


def test_misspelt_tier_is_refused_and_not_guessed():
    with pytest.raises(UnreadableFileError, match="tier: tertiary") as caught:
        one("a.md", "---\ntier: tertiary\n---\nText.")
    assert caught.value.code == "front_matter"


def test_unclear_published_date_means_none():
    assert one("a.md", "---\npublished: 03/04/2024\n---\nText.").published is None


def test_markdown_headings_carry_the_offsets_of_their_words():
    text = "Lead.\n\n# The ferry #\n\nText.\n\n```\n# not a heading\n```\n\nCosts\n=====\n\n## Money **spent**\n#hashtag\n"
    source = one("a.md", text)
    assert source.text == text
    assert [heading.label for heading in source.headings] == ["The ferry", "Costs", "Money **spent**"]
    assert all(source.text[h.start : h.end] == h.label for h in source.headings)
    assert source.title == "The ferry"
    assert one("a.txt", text).headings == ()


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        ("a “b” – 12 €".encode(), "a “b” – 12 €", 0),
        ("a “b” – 12 €".encode("utf-8-sig"), "a “b” – 12 €", 0),
        ("Zwölf Fähren".encode("utf-16"), "Zwölf Fähren", 0),
        (b"\xfe\xff" + "Zwölf Fähren".encode("utf-16-be"), "Zwölf Fähren", 0),
        ("Zwölf Fähren".encode("utf-32"), "Zwölf Fähren", 0),
        (
            "The minister said “we will not stop” – it’s over".encode("cp1252"),
            "The minister said “we will not stop” – it’s over",
            0,
        ),
        ("Die Fähre fährt täglich über die Förde".encode("latin-1"), "Die Fähre fährt täglich über die Förde", 0),
        ("Die Fähre fährt über die F".encode() + b"\xffrde", "Die Fähre fährt über die F\ufffdrde", 1),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n", 0),
    ],
)
def test_bytes_are_decoded_by_mark_then_utf8_then_the_likeliest_older_encoding(data, text, replaced):
    source = one("a.txt", data)
    assert (source.text, source.replaced) == (text, replaced)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-12", dt.date(2024, 3, 12)),
        (" 2024-03-12T23:30:00-05:00 ", dt.date(2024, 3, 12)),
        ("2024-03-12 08:00", dt.date(2024, 3, 12)),
        ("20240312", dt.date(2024, 3, 12)),
        ("20240312T101500Z", dt.date(2024, 3, 12)),
        ("12 March 2024", dt.date(2024, 3, 12)),
        ("March 12, 2024", dt.date(2024, 3, 12)),
        ("Sept. 1, 2023", dt.date(2023, 9, 1)),
        ("Tue, 12 Mar 2024 10:00:00 GMT", dt.date(2024, 3, 12)),
        ("Tuesday, March 12th, 2024", dt.date(2024, 3, 12)),
        ("2024-02-30", None),
        ("31 February 2024", None),
        ("03/04/2024", None),
        ("2024-03", None),
        ("March 2024", None),
        ("12 Brumaire 2024", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        ("0000-01-01", None),
        ("0001-01-01", None),
        ("0001-01-01T00:00:00", None),
        ("0101-01-01T00:00:00+00:00", None),
        ("9999-12-31", None),
        ("0001-01-02", dt.date(1, 1, 2)),
        ("1" * 100_000, None),
    ],
)
def test_dates_are_read_only_where_one_day_is_meant(text, day):
    assert read_date(text) == day


@given(st.text(max_size=60))
def test_no_text_makes_the_date_reader_fail(text):
    assert read_date(text) is None or isinstance(read_date(text), dt.date)


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
        lambda t: any(map(str.isalnum, t)) and not t.startswith("\ufeff") and "\ufffd" not in t
    )
)
def test_any_utf8_text_comes_back_unchanged(text):
    """Tags at the head are the one exception: that is a web page under another name."""
    if not text.lstrip().lower().startswith(("<html", "<!doctype", "{\\rtf", "%pdf")):
        assert one("a.txt", text).text == text
