"""Quotations inside quotations, and the lines of a transcript, are quotes of their own speaker."""

import pytest

from workbench.claims import find_quotes, read_claims, split_sentences
from workbench.parser import parse
from workbench.values import read_values

# text, speaker and words of each nested quote
NESTED = [
    ("\"He told me 'we will ship 40 of them' in May,\" Ruiz said.", [("He", "we will ship 40 of them")]),
    ("“The minister said ‘wait’ and we waited,” Silva said.", [("The minister", "wait")]),
    ("\"When I told them 'no deal', they left,\" Falk told the Daily Post.", [("Falk", "no deal")]),
    ("‘He said “wait” and we waited,’ Silva told the inquiry.", [("He", "wait")]),
    ("\"They call it 'the pit' here,\" Reed said.", [("They", "the pit")]),
    ("\"Ada Lark said, 'Pay now,' and hung up,\" he said.", [("Ada Lark", "Pay now,")]),
    ("\"The dogs' home isn't open,\" Reed said.", []),
    ('The workers\' union called it "a farce".', []),
]


@pytest.mark.parametrize(("text", "expected"), NESTED, ids=[case[0][:40] for case in NESTED])
def test_a_quotation_inside_a_quotation_has_its_own_speaker(text, expected):
    quotes = find_quotes(text, split_sentences(text), parse(text))
    nested = [quote for quote in quotes if quote.nested]
    assert [(quote.speaker, quote.text) for quote in nested] == expected
    assert all(any(o.start < n.start and n.end < o.end and not o.nested for o in quotes) for n in nested)


def test_the_outer_quotation_keeps_its_words_and_speaker():
    text = NESTED[0][0]
    outer, inner = find_quotes(text, split_sentences(text), parse(text))
    assert (outer.speaker, outer.text) == ("Ruiz", "He told me 'we will ship 40 of them' in May,")
    assert (inner.cue, inner.addressee) == ("told", "me")


def test_a_claim_carries_the_outer_quotation_only():
    text = NESTED[0][0]
    (claim,) = read_claims(text, read_values(text)).claims
    assert [quote.nested for quote in claim.quotes] == [False]
    assert claim.speaker == "Ruiz"


# text, speaker and words of each turn
TURNS = [
    ("RUIZ: We will ship 40.", [("RUIZ", "We will ship 40.")]),
    (
        "RUIZ: The cranes cost $40 million.\n\nHOLT: When?\n\nRUIZ: In May.",
        [("RUIZ", "The cranes cost $40 million."), ("HOLT", "When?"), ("RUIZ", "In May.")],
    ),
    ("Q: How many ships? A: Forty ships.", [("Q", "How many ships?"), ("A", "Forty ships.")]),
    ("Q. How many?\nA. Forty.", [("Q", "How many?"), ("A", "Forty.")]),
    ("SEN. PAUL OTT (R-OH): I have a question. It costs $40.", [("PAUL OTT", "I have a question. It costs $40.")]),
    ("Moderator: Who is next?\nAda Lark: The port.\nModerator: Go on.\nAda Lark: It is old.",
     [("Moderator", "Who is next?"), ("Ada Lark", "The port."), ("Moderator", "Go on."), ("Ada Lark", "It is old.")]),
    # headings and notices are nobody's words
    ("UPDATE: The bridge is closed.", []),
    ("Photo: A crane at work.\nPhoto: A ship at sea.", []),
    ("Ingredients: Two eggs.\nMethod: Beat them.\nMethod: Fry them.", []),
    ("The admiral showed two ships: the Tern and the Gull.", []),
    ("OSLO: The port reopened on Monday.", []),
    # quotation marks do it alone
    ("RUIZ: “We will ship 40.”", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TURNS, ids=[case[0][:40] for case in TURNS])
@pytest.mark.parametrize("parsed", [True, False])
def test_a_transcript_line_is_a_quote_of_its_speaker(text, expected, parsed):
    quotes = find_quotes(text, split_sentences(text), parse(text) if parsed else None)
    turns = [quote for quote in quotes if quote.turn]
    assert [(quote.speaker, quote.text) for quote in turns] == expected
    for quote in turns:
        assert quote.direct
        assert text[quote.speaker_start : quote.speaker_end] == quote.speaker
        assert text[quote.start : quote.end] == quote.text


def test_claims_of_a_transcript_have_its_speakers_and_leave_out_the_labels():
    text = "RUIZ: We will ship 40 cranes. The port cost $40 million.\n\nHOLT: It opened in May 2019."
    reading = read_claims(text, read_values(text))
    assert [(claim.text, claim.speaker) for claim in reading.claims] == [
        ("We will ship 40 cranes.", "RUIZ"),
        ("The port cost $40 million.", "RUIZ"),
        ("It opened in May 2019.", "HOLT"),
    ]
    assert [sentence.text for sentence in reading.sentences if sentence.skipped] == ["RUIZ:", "HOLT:"]
