"""Sentence boundaries: a table of messy news text cut by hand, exact offsets on any text, linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.sentences import split_sentences

# "|" marks where one sentence ends and the next begins; it is taken out before splitting.
CASES = {
    # plain stops
    "two_statements": "The dam broke. |Nobody was hurt.",
    "question": "Who paid? |The council did.",
    "exclamation": "It works! |Nobody believed it.",
    "question_and_exclamation": "Really?! |Yes.",
    "digits_open_the_next": "The vote was close. |12 members stayed away.",
    "money_opens_the_next": "The fund is small. |$40 million was spent.",
    "no_stop_at_the_end": "The dam broke. |No one knows why",
    # titles, ranks, initials
    "senators": "Sens. Ada Lark, Idaho, and Tom Reed, Miss., voted no. |The bill failed.",
    "representative_with_state": "It was backed by Rep. Gregory W. Holt, N.Y. |The House passed it.",
    "general": "Gen. Paul Ott and Lt. Col. Ines Falk flew to Kyiv. |They left at noon.",
    "doctor": "Dr. Silva met Mr. and Mrs. Holt. |They talked.",
    "governor": "Gov. Lark signed it. |Lt. Gov. Reed did not.",
    "initials": "J. R. Holt wrote to A. B. Reed. |She answered.",
    "middle_initial": "The judge, Mary T. Cole, agreed. |So did he.",
    "junior": "Tom Reed Jr. spoke first. |His father followed.",
    "junior_ends": "The winner was Tom Reed Jr. |He thanked his team.",
    "saint": "They met at St. Mary's in Ft. Dale. |It rained.",
    "plan_b": "There is no Plan B. |The council said so.",
    "it_was_i": "The ones left were you and I. |Did anyone see us?",
    # dotted abbreviations
    "us_inside": "The U.S. Army sent 40 trucks. |Two were lost.",
    "us_at_the_end": "He moved to the U.S. |She stayed in Peru.",
    "us_possessive": "The U.S.'s debt rose. |Few noticed.",
    "un_lower": "The U.N. said so. |It was wrong.",
    "dc_dash": "WASHINGTON, D.C. — The court met on Monday. |It adjourned.",
    "degree": "She holds a Ph.D. in physics. |He does not.",
    "clock_inside": "The train left at 6 p.m. on Friday. |It was late.",
    "clock_with_zone": "Polls close at 8 p.m. Eastern time. |Results follow.",
    "clock_at_the_end": "It began at 9 a.m. |Nobody came.",
    "ie": "Heavy metals, e.g. lead, were found, i.e. the water is unsafe. |It was cut off.",
    # companies, months, numbers
    "company_inside": "Acme Inc. bought Dale Corp. for $2 million. |Shares rose.",
    "company_at_the_end": "He runs Holt & Co. |The firm is small.",
    "month": "He was born on Jan. 5, 1970, and left on Feb. 24. |It snowed.",
    "number": "Resolution No. 1373 passed. |It was the last.",
    "no_the_answer": "Was it safe? |No. |The engineers agreed.",
    "resolution": "The House passed H. Res. 488 by voice. |Nobody objected.",
    "page": "See p. 55 and pp. 60 to 70. |They differ.",
    "versus": "The case Holt vs. Reed ended. |Reed won.",
    "decimal": "It grew 3.5 percent. |Prices rose 0.7.",
    "money": "It cost $1.50. |The other cost $2.",
    "etc_inside": "Trucks, tanks, etc. were sent. |None arrived.",
    "sat_the_verb": "That is where he sat. |Nobody moved.",
    "state_short": "He lives in Tulsa, Okla. |His son lives in Waco, Texas.",
    # quotes and brackets
    "quote_then_said": "“We will win!” she said. |He nodded.",
    "question_then_said": "“Why now?” asked Tom Reed. |Nobody knew.",
    "question_then_name_said": '"Why now?" Tom Reed asked. |Nobody knew.',
    "quote_of_two": "“We tried. |It failed,” Falk said. |“We stop.”",
    "quote_ends": 'He said, "It is over." |She left.',
    "single_quote_said": "'It is over.' she wrote. |He agreed.",
    "bracket_inside": "The plan (it was never signed.) was dropped. |Good.",
    "bracket_outside": "The plan was dropped. |(It was never signed.) |Good.",
    "footnote": "The river is 300 miles long.[3] |It is wide.",
    "omission": "He wrote that “the bridge [...] is unsafe” and left. |It fell.",
    # ellipses
    "ellipsis_inside": "I wanted to ... well, never mind. |Go on.",
    "ellipsis_ends": "He waited... |Nobody came.",
    "ellipsis_one_character": "She paused… |The room was still.",
    # addresses
    "web_address": "See https://example.org/a.b/c.html. |It lists 40 names.",
    "mail_address": "Write to tom.reed@example.org. |She will answer.",
    "domain": "The site example.com sells 3.5 mm bolts. |It is cheap.",
    # lines
    "paragraphs": "The dam broke\n\n|Nobody was hurt",
    "headline_over_text": (
        "Dam Breaks in Dale County\n|The dam above Dale broke on Monday and flooded 40 farms, officials said."
    ),
    "capital_headline": "DAM BREAKS\n|The dam above Dale broke on Monday and flooded 40 farms, officials said. |It rained.",
    "hard_wrap": (
        "The dam above Dale broke on Monday and flooded\nforty farms, officials said. |Nobody "
        "was\nhurt in the flood that followed it."
    ),
    "wrap_before_a_name": (
        "The ministry said on Tuesday that the road to the\nPort of Dale would be closed to all trucks until June."
    ),
    "bullets": "The board agreed:\n|- close the road\n|- pay the crew\n|- tell the press",
    "numbered_lines": "1. Close the road\n|2. Pay the crew\n|3. Tell the press",
    "numbered_in_one_line": "1. Close the road |2. Pay the crew |3. Tell the press",
    "lettered_in_one_line": "a) close the road |b) pay the crew",
    "byline_and_dateline": (
        "By Ada Lark\n|KYIV (AP) — The bridge reopened on Monday after repairs that took two years. |Cars crossed it."
    ),
    "caption": "A crane lifts the last beam. |(Tom Reed/The Dale Post)\n\n|The bridge reopened.",
    "verse": "The river runs low\n|The mill stands still\n|No one will know",
    "windows_lines": "The dam broke.\r\n\r\n|Nobody was hurt.",
    "page_break": "End of page one\x0c|Start of page two",
    # writers without capitals
    "small_letters": "i saw the flood. |it was high. |they left.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_sentences_are_cut_where_a_reader_would(marked):
    pieces = marked.split("|")
    text = "".join(pieces)
    assert [text[start:end] for start, end in split_sentences(text)] == [piece.strip() for piece in pieces]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\t"])
def test_blank_text_has_no_sentence(text):
    assert split_sentences(text) == ()


NEWSY = st.text(alphabet="aB1.?!… \n\"'“”()[]-•\r\x0b\u2029é", max_size=120)


@given(st.one_of(st.text(max_size=200), NEWSY))
@settings(max_examples=400, deadline=None)
def test_offsets_are_ordered_stripped_and_cover_all_that_is_not_blank(text):
    sentences = split_sentences(text)
    place = 0
    for start, end in sentences:
        assert place <= start < end <= len(text)
        assert text[place:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        place = end
    assert text[place:].strip() == ""


@given(NEWSY, NEWSY)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_break_always_ends_a_sentence(first, second):
    text = f"{first}\n\n{second}"
    cut = len(first) + 1
    assert all(end <= cut or start >= cut for start, end in split_sentences(text))


HOSTILE = {
    "stops": ".",
    "spaced_stops": ". ",
    "initials": "A. ",
    "clock": "at 6 p.m. At ",
    "titles": "Mr. ",
    "quotes": '."',
    "bullets": "• ",
    "list_lines": "\n- a",
    "list_numbers": "1. 2. ",
    "blanks": " ",
    "lines": "\n",
    "short_lines": "a\n",
    "brackets": ".[",
    "no_blank": "x",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_megabyte_of_hostile_text_takes_seconds(unit):
    text = "1. " + unit * (1_000_000 // len(unit))
    started = time.process_time()
    split_sentences(text)
    assert time.process_time() - started < 20
