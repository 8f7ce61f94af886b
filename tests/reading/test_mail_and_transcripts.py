"""Messages with their attachments, and transcripts with times as places."""

from email.message import EmailMessage

import pytest

from workbench.errors import UnreadableFileError
from workbench.reading import read_bytes
from workbench.settings import Settings


def one(name, data):
    (source,) = read_bytes(name, data if isinstance(data, bytes) else data.encode(), Settings())
    return source


def stretch(source, label):
    place = next(place for place in source.locators if place.label == label)
    return source.text[place.start : place.end]


def message(**parts):
    made = EmailMessage()
    made["From"], made["Subject"] = "Harbour Board <board@sund.example>", "Crates of the year"
    made["Date"] = "Tue, 12 Mar 2024 09:00:00 +0100"
    made.set_content(parts.get("plain", "We took in 70 crates.\n"))
    if "html" in parts:
        made.add_alternative(parts["html"], subtype="html")
    return made


def test_message_gives_its_body_sender_subject_and_day():
    source = one("a.eml", bytes(message(plain="Über 70 crates — see below.\n", html="<p>Other.</p>")))
    assert source.text == "Crates of the year\n\nÜber 70 crates — see below."
    assert (source.title, source.author, source.published.isoformat()) == ("Crates of the year", "Harbour Board", "2024-03-12")


def test_message_in_html_alone_is_read_as_it_is_seen():
    made = message()
    made.set_content("<p>We took in <s>60</s> <b>70</b> crates.</p><p>They lie in hall 3.</p>", subtype="html")
    assert one("a.eml", bytes(made)).text.split("\n\n")[1:] == ["We took in 70 crates.", "They lie in hall 3."]


def test_attachments_are_read_with_their_places_and_one_that_cannot_be_is_named():
    made = message()
    made.add_attachment(b"Port,Crates\nSund,70\n", maintype="text", subtype="csv", filename="crates.csv")
    made.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="a.bin")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    made.add_attachment(message(plain="The first mail.\n"))
    source = one("a.eml", bytes(made))
    assert stretch(source, "attachment crates.csv, row 2") == "Port: Sund; Crates: 70"
    assert "not read" in stretch(source, "attachment a.bin")
    assert "logo" not in source.text
    assert "The first mail." in source.text


def test_text_without_the_head_of_a_message_is_refused():
    with pytest.raises(UnreadableFileError, match="head of a message"):
        one("a.eml", "just words\n")


VTT = """WEBVTT - Board

NOTE by hand

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.000 align:start
<v Maria Ruiz>The quay will <i>hold</i>

00:03.000 --> 00:05.000
<v Maria Ruiz>for 50 years.

00:05.000 --> 00:07.000
<v Tom Hale>We lost 300 jobs &amp; a crane.
"""


def test_sentences_over_several_cues_are_whole_and_times_are_places():
    source = one("a.vtt", VTT)
    assert source.text == "Maria Ruiz: The quay will hold for 50 years.\n\nTom Hale: We lost 300 jobs & a crane."
    assert stretch(source, "00:00:03") == "for 50 years."
    assert stretch(source, "00:00:05") == "Tom Hale: We lost 300 jobs & a crane."


def test_subtitles_lose_numbers_tags_and_repeated_lines_and_turns_stay_apart():
    lines = (
        "1\r\n01:02:03,000 --> 01:02:04,000\r\n{\\an8}- How many?\r\n- There are <b>71</b> lamps\r\n\r\n"
        "2\r\n01:02:05,000 --> 01:02:06,000\r\nThere are 71 lamps\r\non the quay.\r\n"
    )
    source = one("a.srt", lines)
    assert source.text == "How many?\n\nThere are 71 lamps on the quay."
    assert stretch(source, "01:02:05") == "on the quay."


def test_a_number_below_nought_is_no_turn():
    assert one("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nIt was\n-4 degrees.\n").text == "It was -4 degrees."


def test_transcript_without_times_is_refused():
    with pytest.raises(UnreadableFileError, match="line of times"):
        one("a.srt", "just words\n")


def test_tabs_part_the_cells_of_tsv():
    assert one("a.tsv", "Port\tNote\nSund\t70, at most; 80\n").text == "Port: Sund; Note: 70, at most; 80"
