"""A word of the claim in whose place the evidence has another word: cases worked by hand."""

import pytest

from workbench.judging.language.substitution import exchanged, replaced
from workbench.judging.sentence.coverage import Words, cover
from workbench.judging.sentence.coverage import wanted_terms as wanted
from workbench.judging.sentence.terms import read_terms

# claim, evidence, the claim's word and the word in its place
CASES = [
    ("The firm hired 500 workers in Texas.", "The firm fired 500 workers in Texas.", ("hired", "fired")),
    ("The treaty was signed by 40 countries.", "The treaty was ratified by 40 countries.", ("signed", "ratified")),
    ("The council approved the plan.", "The plan was rejected by the council.", ("approved", "rejected")),
    (
        "The vaccine is 95 percent effective against infection.",
        "The vaccine is 95 percent effective against severe disease.",
        ("infection", "disease"),
    ),
    ("Solar power supplied 26 percent.", "Wind power supplied 26 percent.", ("Solar", "Wind")),
    ("Police arrested 12 dockers.", "Police arrested 12 bankers.", ("dockers", "bankers")),
    ("The bridge was closed for repairs.", "The bridge was closed for a parade.", ("repairs", "parade")),
    # said in other words, or with more of them: nothing stands in the place of anything
    ("The factory employs 300 people.", "There are 300 employees at the factory.", None),
    ("The glacier lost 12 metres.", "By last summer 12 metres of the glacier had melted away.", None),
    ("The agency approved the vaccine.", "The agency approved the vaccine after a long review.", None),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_word_in_the_place_of_another_is_found(claim, evidence, expected):
    ours, theirs = read_terms(claim), read_terms(evidence)
    missing = cover(wanted(ours, ()), Words((theirs,), frozenset(), ())).missing_words
    assert replaced(ours, (theirs,), missing) == expected


def test_an_equal_sentence_has_nothing_replaced():
    terms = read_terms("The firm hired 500 workers in Texas.")
    assert replaced(terms, (terms,), [term.lemma for term in terms.terms]) is None


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        ("The river flows from Serbia into Romania.", "The river flows from Romania into Serbia.", {"Serbia", "Romania"}),
        ("Trains are cheaper than buses.", "Buses are cheaper than trains.", {"Trains", "buses"}),
        (
            "Juventus were relegated and Napoli promoted.",
            "Napoli were relegated and Juventus promoted.",
            {"Juventus", "Napoli"},
        ),
        ("The river flows from Serbia into Romania.", "From Serbia the river flows into Romania.", None),
        ("Trains are cheaper than buses.", "Trains are much cheaper than buses and planes.", None),
    ],
)
def test_words_that_changed_places_are_found(claim, evidence, expected):
    found = exchanged(read_terms(claim), read_terms(evidence))
    assert (set(found) if found else None) == expected
