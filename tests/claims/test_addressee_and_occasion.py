"""To whom and on what occasion something was said: sentences in the forms of news, worked by hand; only what is stated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.claims import find_quotes, split_sentences
from workbench.parser import parse
from workbench.records import to_record

# text, addressee, occasion of its first quote
CASES = [
    # told somebody
    ('"We will rebuild the bridge," Mayor Ada Lark told reporters on Monday.', "reporters", None),
    ('"It is over," Falk told the BBC.', "the BBC", None),
    ("Ines Falk told Radio Norvia that the port would reopen on June 3.", "Radio Norvia", None),
    ("Officials told the newspaper that 14 people had died.", "the newspaper", None),
    ("The spokeswoman told Lark that she would resign.", "Lark", None),
    ('"He lied to us," she told the court.', "the court", None),
    ("Penn told a Senate hearing that the reactor had been shut down in 2019.", "a Senate hearing", None),
    ("The officer assured residents that the water was safe to drink.", "residents", None),
    ("The union warned members in a memo that 300 jobs were at risk.", "members", "in a memo"),
    ("He told me he was leaving.", "me", None),
    ('"Leave by noon," the sergeant told the men and women of the village.', "the men and women of the village", None),
    # told somebody somewhere
    (
        '"We will rebuild the bridge," Mayor Ada Lark told reporters at a press conference in Vilnius on Tuesday.',
        "reporters",
        "at a press conference in Vilnius on Tuesday",
    ),
    (
        '"Rates will rise," the governor told analysts on a conference call on Wednesday.',
        "analysts",
        "on a conference call on Wednesday",
    ),
    # said to, before, briefing
    ('"We lost 12 men," the general said to his staff.', "his staff", None),
    ('"I never signed it," Ruiz testified before the House Oversight Committee.', "the House Oversight Committee", None),
    ('"We have 40 ships," the admiral said, briefing lawmakers on Thursday.', "lawmakers", None),
    # letters, speeches, interviews name both
    ("The ministry said in a letter to Congress that the dam was safe.", "Congress", "in a letter to Congress"),
    ("Wood wrote in an email to employees that the plant would close in May.", "employees", "in an email to employees"),
    (
        "In a speech to parliament, Prime Minister Jan de Vries promised to cut emissions.",
        "parliament",
        "In a speech to parliament",
    ),
    (
        '"We are not for sale," Lind said in a speech to the United Nations General Assembly.',
        "the United Nations General Assembly",
        "in a speech to the United Nations General Assembly",
    ),
    (
        "Falk said in an interview with the Harbour Times that sales fell 8 percent.",
        "the Harbour Times",
        "in an interview with the Harbour Times",
    ),
    ('"Rates will rise," the governor said on a call with analysts.', "analysts", "on a call with analysts"),
    ("The road was closed, according to a letter to shareholders.", "shareholders", "a letter to shareholders"),
    # occasions alone
    ("In a statement, the airline said no one was hurt.", None, "In a statement"),
    (
        '"No one was hurt," the airline said in a statement released on Friday.',
        None,
        "in a statement released on Friday",
    ),
    ('"Great news for Ohio!" Holt wrote on Twitter.', None, "on Twitter"),
    ('In a post on X, the mayor wrote: "The bridge is open."', None, "In a post on X"),
    ("Penn said on CNN that the strike would last two weeks.", None, "on CNN"),
    ("The company said on its website that 400 workers would be laid off.", None, "on its website"),
    ('"They promised 200 beds," Silva said in a phone interview.', None, "in a phone interview"),
    ("Speaking at a rally in Tampa on Saturday, Holt said the tax would rise.", None, "at a rally in Tampa on Saturday"),
    ("During a hearing on Tuesday, Ruiz said she never signed it.", None, "During a hearing on Tuesday"),
    ("Reed said at the Aspen Security Forum that talks had stalled.", None, "at the Aspen Security Forum"),
    (
        'Asked at the Norrhavn Forum on Thursday about the port, Tom Reed, the head of the agency, said: "We need two cranes."',
        None,
        "at the Norrhavn Forum on Thursday",
    ),
    ('"It works," said Dana Wood at the opening ceremony in Lisbon.', None, "at the opening ceremony in Lisbon"),
    ('"I saw the plane," Ruiz recalled in her memoir, "and then it was gone."', None, "in her memoir"),
    ("After a meeting with Falk in Paris, Ruiz said the talks would go on.", None, "After a meeting with Falk in Paris"),
    ("According to a statement from the airline, no one was hurt.", None, "a statement from the airline"),
    ("Ruiz joined Holt in a statement that said the transfer was critical.", None, "in a statement"),
    # not stated
    ("Ruiz said on Monday that the port was closed.", None, None),
    ("Falk said that the deal was signed at a summit in Oslo.", None, None),
    ("Ruiz, who was fired at a meeting in May, said the board knew.", None, None),
    ("The report said in May the river rose 4 meters.", None, None),
    ('"Open the gate," wrote a man who lives nearby.', None, None),
    ("The road was closed, according to the ministry.", None, None),
    ('"It was quick," said an adviser to the king.', None, None),
    ('"I am glad," Holt said to applause.', None, None),
    ('"We met at the debate," Holt said.', None, None),
    ("In response to the fire, Lark said 40 families would be moved.", None, None),
    ('The so-called "summit" met in a tent.', None, None),
]


def quotes_of(text):
    return find_quotes(text, split_sentences(text), parse(text))


@pytest.mark.parametrize(("text", "addressee", "occasion"), CASES, ids=[case[0][:50] for case in CASES])
def test_addressee_and_occasion_are_the_words_of_the_text(text, addressee, occasion):
    quote = quotes_of(text)[0]
    assert (quote.addressee, quote.occasion) == (addressee, occasion)
    if addressee:
        assert text[quote.addressee_start : quote.addressee_end] == addressee
    if occasion:
        assert text[quote.occasion_start : quote.occasion_end] == occasion


def test_a_quotation_that_goes_on_keeps_addressee_and_occasion():
    text = '"We will rebuild," Mayor Ada Lark told reporters in Oslo. "It will take two years."'
    assert [quote.addressee for quote in quotes_of(text)] == ["reporters", "reporters"]


def test_records_carry_the_new_fields_beside_the_promised_ones():
    record = to_record(quotes_of('"It is over," Falk told the BBC.')[0])
    assert list(record)[:8] == ["start", "end", "text", "speaker", "speaker_start", "speaker_end", "cue", "direct"]
    assert (record["addressee"], record["occasion"], record["occasion_start"]) == ("the BBC", None, None)


WORDS = [
    "told",
    "said",
    "reporters",
    "in a statement",
    "at a rally",
    "to",
    "Ada",
    '"Yes,"',
    ",",
    "on Monday",
    "that",
    ".",
    "speaking",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_any_order_of_words_gives_exact_offsets(text):
    for quote in quotes_of(text):
        for words, start, end in (
            (quote.addressee, quote.addressee_start, quote.addressee_end),
            (quote.occasion, quote.occasion_start, quote.occasion_end),
        ):
            assert (words is None) == (start is None) == (end is None)
            assert words is None or (words and words == text[start:end])
