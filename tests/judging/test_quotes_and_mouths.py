"""Quotes whose sense hangs on words left out around them, and whose mouth they come from."""

import pytest

from workbench.judging import compare_texts
from workbench.judging.quotes.matching import QuoteLevel, check_quote
from workbench.judging.quotes.speakers import mouth_at, same_mouth, speaker_at

QUOTE = "we will raise taxes on fuel next year"

CUT = [
    ("I have never said that @.", "I have never said that"),
    ("It is a lie that @.", "It is a lie that"),
    ("If we lose, @.", "If we lose"),
    ("The claim that @ is false.", "is false"),
    ("At no time did I say that @.", "At no time did I say that"),
    ("Smith never said “@.”", "never said"),
    ("I wonder whether @.", "I wonder whether"),
    ("Nobody says @.", "Nobody says"),
    ("I doubt that @.", "I doubt that"),
    ("Unless the council objects, @.", "Unless the council objects"),
    ("It isn't true that @.", "It isn't true that"),
    ("He said: “If we lose, then @.”", "If we lose, then"),
    ("Smith denied that “@.”", "denied that"),
    ("It is absurd to say that @.", "It is absurd to say that"),
    ("I made no promise that @.", "I made no promise that"),
    ("They are wrong when they say @.", "They are wrong when they say"),
    ("None of us believes that @.", "None of us believes that"),
    ("It would be ridiculous to suggest @.", "It would be ridiculous to suggest"),
    ("“@ if we lose,” Smith said.", "if we lose"),
    ("“@, unless the council objects,” Smith said.", "unless the council objects"),
]
STRAIGHT = [
    "I think that @.",
    "And so @.",
    "Smith said @.",
    "No, @.",
    "There is no doubt that @.",
    "It is no secret that @.",
    "It's not easy, but @.",
    "We are not afraid, and @.",
    "Asked if he would quit, Smith said: “@.”",
    "Smith, who has never held office, said: “@.”",
    "Even if we lose, @.",
    "I do not deny that @.",
    "It is not a lie that @.",
    "Because nobody else will pay, @.",
    "The mayor, who never lies, told us that @.",
    "I have never said that. @.",
    "I never said that @. But today I say it: @.",
    "“@,” said Smith, who has never lost.",
    "“@,” he said, denying that he would resign.",
    "“@,” Smith told reporters, if only to calm them.",
    "I'm not lying when I say @.",
]


@pytest.mark.parametrize(("source", "lost"), CUT)
def test_words_that_turn_the_quote_and_are_left_out_make_a_cut(source, lost):
    found = check_quote(QUOTE, source.replace("@", QUOTE))
    assert (found.level, found.difference) == (QuoteLevel.CUT, f"the claim leaves out “{lost}” beside these words")


@pytest.mark.parametrize("source", STRAIGHT)
def test_harmless_words_around_a_quote_leave_it_the_same(source):
    assert check_quote(QUOTE, source.replace("@", QUOTE)).level is QuoteLevel.SAME


@pytest.mark.parametrize(
    ("quote", "source", "around", "level"),
    [
        (
            "I think … immigration should be stopped", "I think it absurd when people say immigration should be stopped.", "",
            "cut",
        ),
        ("I do not think … we will raise taxes", "I do not think, frankly, that we will raise taxes.", "", "same"),
        ("raise taxes on fuel next year", "We will not raise taxes on fuel next year.", "Smith said he would", "cut"),
        ("raise taxes on fuel next year", "We will not raise taxes on fuel next year.", "Smith said he would not", "same"),
        ("a tax on fuel next year", "We will never accept a tax on fuel next year.", "Smith spoke of", "same"),
        ("we will raise taxes", "If we lose, we will raise taxes.", "If his party loses,", "same"),
    ],
)  # fmt: skip
def test_what_the_claim_says_itself_is_not_left_out(quote, source, around, level):
    assert check_quote(quote, source, around).level.value == level


MOUTHS = [
    ("John Smith", "“#,” John Smith said.", "same"),
    ("John Smith", "“#,” Smith said.", "same"),
    ("John Smith", "John Smith: #.", "same"),
    ("John Smith", "SMITH: #.", "same"),
    ("John Smith", "“#,” Anna Smith said.", "different"),
    ("Anna Smith", "John Smith: #.", "different"),
    ("John Smith", "“#,” the chancellor said in a debate with Smith.", "unknown"),
    ("John Smith", "“#,” he said. Smith was there.", "unknown"),
    ("John Smith", "Smith was there. He said: “#.”", "unknown"),
    ("John Smith", "Asked whether “#”, Smith said no.", "unknown"),
    ("John Smith", "Smith was asked about whether “#”. Smith said no.", "unknown"),
    ("Janet Yellen", "Janet Yellen said: “#.”", "same"),
    ("Janet Yellen", "In an interview on Monday, Janet Yellen said: “#.”", "same"),
    ("Per Moe", "Janet Yellen said: “#.”", "different"),
    ("John Smith", "On Monday Smith said: “#.”", "same"),
    ("John Smith", "Yesterday Smith told reporters: “#.”", "same"),
    ("John Smith", "“#,” said the chancellor, John Smith.", "same"),
    ("John Smith", "“#,” said finance minister John Smith.", "same"),
    ("John Smith", "“#,” the chancellor, John Smith, said.", "same"),
    ("Ilse Brandt", "“#,” Mayor Ilse Brandt said.", "same"),
    ("Ilse Brandt", "“#,” Mayor Brandt said.", "same"),
    ("Janet Yellen", "“#,” Treasury Secretary Yellen said.", "same"),
    ("John Smith", "“#.” Jones said he was appalled.", "unknown"),
    ("John Smith", "THE PRESIDENT: #.", "unknown"),
    ("John Smith", "Q: #.", "unknown"),
    ("John Smith", "Sen. SMITH (R-TX): #.", "same"),
    ("Joe Biden", "“#,” Joseph Biden said.", "unknown"),
    ("Bill Hart", "“#,” William Hart said.", "same"),
    ("J. Smith", "“#,” John Smith said.", "same"),
    ("A. Smith", "“#,” John Smith said.", "different"),
    ("John Smith", "“#,” Smith said. Anna Smith is the mayor.", "different"),
    ("John Smith", "“#,” Smith said. Anna Smith met John Smith.", "unknown"),
    ("John Smith", "The simple truth is this: “#.” So wrote the paper.", "unknown"),
    ("John Smith", "Speech by John Smith\n\n#.", "same"),
    ("John Smith", "Speech by John Jones\n\n#.", "unknown"),
    ("Bank of England", "“#,” the Bank of Japan said.", "different"),
    ("Smith", "“#,” according to John Smith.", "same"),
    ("John Smith", "Jones: I was shocked when Smith said “#.”", "same"),
    ("John Smith", "“#,” the prime minister told Smith.", "unknown"),
    ("John Smith", "The answer of Smith was short: “#.”", "same"),
    ("John Smith", "Ada Lund asked: “#?”", "different"),
    ("John Smith", "“#,” Smith told Ada Lund.", "same"),
    ("John Smith", "“#,” Mr Smith, who is 61, said.", "same"),
    ("John Smith", "“#,” said the chairman of Statoil.", "unknown"),
    ("John Smith", "“#,” said Smith’s rival.", "unknown"),
    ("the company", "“#,” Smith said.", "unknown"),
]


@pytest.mark.parametrize(("claimed", "source", "answer"), MOUTHS)
def test_the_mouth_is_the_same_another_or_left_open(claimed, source, answer):
    start = source.index("#")
    text = source.replace("#", QUOTE)
    mouth = mouth_at(text, start, start + len(QUOTE))
    assert same_mouth(claimed, mouth, text).value == answer


def test_a_speaker_is_named_by_clean_words():
    text = f"In an interview on Monday, Janet Yellen said: “{QUOTE}.”"
    at = text.index(QUOTE)
    assert speaker_at(text, at, at + len(QUOTE)) == "Janet Yellen"


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        (
            f"“{QUOTE},” John Smith said.", f"John Smith: I have never said that {QUOTE}.", "CONFLICT altered_quote",
        ),
        (f"“{QUOTE},” Anna Smith said.", f"“{QUOTE},” John Smith said.", "CONFLICT attribution"),
        (f"“{QUOTE},” John Smith said.", f"“{QUOTE},” the chancellor said in a debate with Smith.", "PARTIAL speaker_unknown"),
        (f"“{QUOTE},” John Smith said.", f"Asked whether “{QUOTE}”, Smith said no.", "PARTIAL speaker_unknown"),
    ],
)  # fmt: skip
def test_neither_a_turned_quote_nor_another_mouth_matches(claim, evidence, label):
    found = compare_texts(claim, evidence).suggestion
    assert f"{found.label.value} {found.reason}" == label


def test_a_transcript_line_with_an_office_after_the_name_names_its_speaker():
    text = "Lena Brodin: Thank you.\n\nHenrik Moe, collector and guest: A museum is a poor place for a thing."
    start = text.index("A museum")
    assert speaker_at(text, start, len(text)) == "Henrik Moe, collector and guest"
