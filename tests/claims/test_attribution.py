"""Quotes: a table of sentences with who said what by which word, worked by hand; marks that are none; any text at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.claims import find_quotes, split_sentences
from workbench.parser import parse

# text -> the quotes in order: (D direct or I reported, speaker, cue, content)
CASES = {
    "said_after": (
        '"We will rebuild the bridge," Mayor Ada Lark told reporters on Monday. "It will take two years."',
        [("D", "Ada Lark", "told", "We will rebuild the bridge,"), ("D", "Ada Lark", "told", "It will take two years.")],
    ),
    "said_after_inverted": (
        "“The dam is safe,” said Harold Penn, the chief engineer.",
        [("D", "Harold Penn", "said", "The dam is safe,")],
    ),
    "said_before_colon": (
        'Asked about the port, Tom Reed, the head of the agency, said: "My answer is short. We need two cranes."',
        [("D", "Tom Reed", "said", "My answer is short. We need two cranes.")],
    ),
    "said_before_comma": ('Reed replied, "Why now?"', [("D", "Reed", "replied", "Why now?")]),
    "question": ('"Why now?" asked Tom Reed.', [("D", "Tom Reed", "asked", "Why now?")]),
    "title_and_state_left_out": (
        '"There is no money left," committee chairman Paul Ott, R-Ohio, said.',
        [("D", "Paul Ott", "said", "There is no money left,")],
    ),
    "age_and_trade_between": (
        '"I don\'t think so," Marta Silva, 44, a nurse from Porto, said. "They promised 200 beds."',
        [("D", "Marta Silva", "said", "I don't think so,"), ("D", "Marta Silva", "said", "They promised 200 beds.")],
    ),
    "split_by_the_cue": (
        "“I saw the plane,” Ruiz recalled, “and then it was gone.”",
        [("D", "Ruiz", "recalled", "I saw the plane,"), ("D", "Ruiz", "recalled", "and then it was gone.")],
    ),
    "over_paragraphs": (
        "“The first point is cost.\n\n“The second is time,” Senator Lena Ruiz said.",
        [("D", "Lena Ruiz", "said", "The first point is cost."), ("D", "Lena Ruiz", "said", "The second is time,")],
    ),
    "colon_and_new_paragraph": (
        "Reed continued:\n\n“Nobody asked us about the port.”",
        [("D", "Reed", "continued", "Nobody asked us about the port.")],
    ),
    "comma_outside": ("“It is over”, Falk said.", [("D", "Falk", "said", "It is over")]),
    "doubled_single_marks": ("''We lost 12 men,'' Gen. Paul Ott said.", [("D", "Paul Ott", "said", "We lost 12 men,")]),
    "single_curly_marks": ("‘We never signed,’ the minister said.", [("D", "the minister", "said", "We never signed,")]),
    "inner_marks_stay_inside_and_are_a_quote_of_their_own": (
        "She told the court: \"He said, 'Pay me now,' and I left.\"",
        [("D", "She", "told", "He said, 'Pay me now,' and I left."), ("D", "He", "said", "Pay me now,")],
    ),
    "tweet": ("Mr. Holt tweeted: “Great news for Ohio!”", [("D", "Holt", "tweeted", "Great news for Ohio!")]),
    "according_before": (
        "According to the newspaper, “the shops were shut.”",
        [("D", "the newspaper", "According to", "the shops were shut.")],
    ),
    "according_to_a_statement": (
        '"No one was hurt," according to a statement from the airline.',
        [("D", "the airline", "according to", "No one was hurt,")],
    ),
    "two_speakers": (
        '"Yes," Holt said.\n\n"No," Falk replied.',
        [("D", "Holt", "said", "Yes,"), ("D", "Falk", "replied", "No,")],
    ),
    # partial quotes
    "partial_in_a_clause": (
        'Officials said the deal was "dead" and "buried."',
        [
            ("I", "Officials", "said", 'the deal was "dead" and "buried."'),
            ("D", "Officials", "said", "dead"),
            ("D", "Officials", "said", "buried."),
        ],
    ),
    "partial_by_naming": (
        'The mayor called the plan "a farce".',
        [("I", "The mayor", "called", 'the plan "a farce"'), ("D", "The mayor", "called", "a farce")],
    ),
    "partial_by_participle": (
        'Holt shifted on the tax last week, saying it was "under review."',
        [("I", "Holt", "saying", 'it was "under review."'), ("D", "Holt", "saying", "under review.")],
    ),
    "scare_quotes_have_no_speaker": ('The so-called "experts" met again.', [("D", None, None, "experts")]),
    "nickname_has_no_speaker": ('John "Jack" Reed left.', [("D", None, None, "Jack")]),
    # reported clauses
    "that_clause": ("Officials said that 14 people had died.", [("I", "Officials", "said", "14 people had died")]),
    "clause_without_that": ("Police said the road was closed.", [("I", "Police", "said", "the road was closed")]),
    "cue_at_the_end": (
        "The road was closed in May, the ministry said.",
        [("I", "the ministry", "said", "The road was closed in May")],
    ),
    "cue_in_the_middle": (
        "The tax, she wrote, would rise by 4 percent.",
        [("I", "she", "wrote", "The tax, she wrote, would rise by 4 percent")],
    ),
    "according_to_before": (
        "According to the ministry, the road was closed.",
        [("I", "the ministry", "According to", "the road was closed")],
    ),
    "according_to_after": (
        "The road was closed, according to U.S. officials.",
        [("I", "U.S. officials", "according to", "The road was closed")],
    ),
    "denied": (
        "Ana Cole, the head of the agency, denied that the files were lost.",
        [("I", "Ana Cole", "denied", "the files were lost")],
    ),
    "believed": ("The ministry believes the dam is safe.", [("I", "The ministry", "believes", "the dam is safe")]),
    "found": (
        "A report by the audit office found that 30 percent of the funds were missing.",
        [("I", "the audit office", "found", "30 percent of the funds were missing")],
    ),
    "two_verbs_one_subject": (
        "The company denied the allegations and announced a recall of 5,000 cars.",
        [("I", "The company", "denied", "the allegations"), ("I", "The company", "announced", "a recall of 5,000 cars")],
    ),
    "promise": ("The council promised to repair the road.", [("I", "The council", "promised", "to repair the road")]),
    "called_for": ("Lawmakers called for a ban on exports.", [("I", "Lawmakers", "called", "a ban on exports")]),
    "warned_of": ("Experts warned of a shortage of 200 doctors.", [("I", "Experts", "warned", "a shortage of 200 doctors")]),
    "whether": ("She asked whether the bridge was safe.", [("I", "She", "asked", "whether the bridge was safe")]),
    "allegation": (
        "Wood's allegation that the bank lied was dismissed by the court.",
        [("I", "Wood", "allegation", "the bank lied")],
    ),
    "wrote_in_a_letter": (
        "In a letter to staff, chief executive Dana Wood wrote that sales fell 8% in March.",
        [("I", "Dana Wood", "wrote", "sales fell 8% in March")],
    ),
    "surname_with_a_particle": (
        "Prime Minister Jan de Vries promised to cut emissions.",
        [("I", "Jan de Vries", "promised", "to cut emissions")],
    ),
    "person_beside_the_subject": (
        "The spokeswoman, Ines Falk, said the plant opened in 1987.",
        [("I", "Ines Falk", "said", "the plant opened in 1987")],
    ),
    "told_in_the_passive": ("The court was asked whether the car was stolen.", []),
    # pronouns
    "she_is_the_subject_before": (
        "Lena Ruiz visited the port. She said the cranes were old.",
        [("I", "Lena Ruiz", "said", "the cranes were old")],
    ),
    "he_is_the_subject_not_the_object": (
        "Ito met Falk on Monday. He said the deal was done.",
        [("I", "Ito", "said", "the deal was done")],
    ),
    "they_are_a_group": (
        "The ministers met in Oslo. They said the talks would go on.",
        [("I", "The ministers", "said", "the talks would go on")],
    ),
    # no quotes
    "inches_and_feet": ('The board measured 6" by 4" and cost $20. A 5\'10" man carried it.', []),
    "apostrophes": ("The workers' lunch wasn't cheap, and the '90s were no better.", []),
    "nothing_said": ("The bridge is 12 miles long and crosses the strait.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_quotes_name_who_said_what(text, expected):
    quotes = find_quotes(text, split_sentences(text), parse(text))
    assert [("D" if q.direct else "I", q.speaker, q.cue, q.text) for q in quotes] == expected


PLAIN = {
    "name_after": ('"We stop," Ada Lark said.', [("Ada Lark", "said", "We stop,")]),
    "name_after_inverted": ('"We stop," said Ada Lark.', [("Ada Lark", "said", "We stop,")]),
    "title_dropped": (
        "“We stop,” Gen. Paul Ott said. “Now.”",
        [("Paul Ott", "said", "We stop,"), ("Paul Ott", "said", "Now.")],
    ),
    "name_before": ('Tom Reed said, "We stop."', [("Tom Reed", "said", "We stop.")]),
    "name_and_colon": ("Tom Reed: “We stop.”", [("Tom Reed", ":", "We stop.")]),
    "group": ('"We stop," the officials said.', [("the officials", "said", "We stop,")]),
    "nobody": ('The "new" bridge opened.', [(None, None, "new")]),
    "reported_needs_a_parse": ("Officials said that the road was closed.", []),
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN.keys())
def test_without_a_parse_direct_quotes_have_the_speaker_beside_them(text, expected):
    quotes = find_quotes(text, split_sentences(text), None)
    assert [(q.speaker, q.cue, q.text) for q in quotes] == expected


def test_the_speaker_span_of_a_pronoun_is_the_pronoun():
    text = "Lena Ruiz visited the port. “It is old,” she said."
    (quote,) = find_quotes(text, split_sentences(text), parse(text))
    assert (quote.speaker, text[quote.speaker_start : quote.speaker_end]) == ("Lena Ruiz", "she")


ANY = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="aA .,?!:\n\"'“”‘’«»-5é", max_size=150),
    st.lists(
        st.sampled_from(
            ["said", "Ada", "he", "that", "“", "”", '"', "'", ",", ".", "\n\n", "according to", "called", "it", "who"]
        )
    ).map(" ".join),
)


def check_offsets(text, quotes):
    assert [(q.start, -q.end) for q in quotes] == sorted((q.start, -q.end) for q in quotes)
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end] == quote.text.strip()
        if quote.speaker is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_exact_offsets_without_a_parse(text):
    check_offsets(text, find_quotes(text, split_sentences(text), None))


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_exact_offsets_with_a_parse(text):
    check_offsets(text, find_quotes(text, split_sentences(text), parse(text)))


HOSTILE = ['"', '"a" ', "'a ", "“", "“a\n", "‘a’ ", '"a," A said ', "A ", "s' ", "according to ", '\n"a']


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_megabyte_of_marks_takes_seconds(unit):
    text = unit * (1_000_000 // len(unit))
    sentences = split_sentences(text)
    started = time.process_time()
    find_quotes(text, sentences, None)
    assert time.process_time() - started < 30
