"""A value's subject names the entity and the attribute it fills, from a parse or, cheaply, from the words around it."""

import pytest

from workbench.parser import parse
from workbench.values import read_values
from workbench.values.plain_subjects import cheap_subject
from workbench.values.subjects import attach_subjects

# Text, the value's text (or part of it), the subject worked out by hand.
PARSED = [
    ("The missile has a range of 190 miles.", "190 miles", "missile · range"),
    ("The Orka, with a range of 300 kilometers, flew.", "300 kilometers", "Orka · range"),
    ("Crews closed the 12-mile Tollan Bridge.", "12-mile", "Tollan Bridge · length"),
    ("Norvia Motors manufactures 500 engines each year.", "500 engines", "Norvia Motors · engines manufactured"),
    ("The agency bought 24 helicopters.", "24 helicopters", "agency · helicopters bought"),
    ("The tunnel is 3 kilometers long.", "3 kilometers", "tunnel · length"),
    ("The tower is 210 meters high.", "210 meters", "tower · height"),
    ("Unemployment fell to 4 percent.", "4 percent", "Unemployment · fall"),
    ("The city's population is 40,000.", "40,000", "city · population"),
    ("About 40 percent of voters supported it.", "40 percent", "voters · supported"),
    ("Maria Lopez, 43, won the race.", "43", "Maria Lopez · age"),
    ("Fifty people were arrested by the police.", "Fifty people", "police · people arrested"),
    ("The drug costs $2,100 a year.", "$2,100", "drug · cost"),
    ("Minister Paul Roy spoke at a July 7 meeting.", "July 7", "meeting · date"),
    ("The plant opened in 1998.", "1998", "plant · open"),
]


@pytest.mark.parametrize(("text", "part", "expected"), PARSED, ids=[case[0] for case in PARSED])
def test_subject_from_the_parse(text, part, expected):
    values = attach_subjects(text, read_values(text), parse(text))
    assert [value.subject for value in values if part in value.text] == [expected]


CHEAP = [
    ("The ATX-4 has a range of 190 miles.", "190 miles", "ATX-4 · range"),
    ("Traffic stopped on the 12-mile Tollan Bridge today.", "12-mile", "Tollan Bridge"),
    ("Norvia Motors manufactures 500 engines each year.", "500 engines", "Norvia Motors · engine manufactures"),
    ("In 2021 the city of Perth was 40 miles wide.", "40 miles", "Perth · width"),
    ("it weighed 3 tons.", "3 tons", "weighed"),
    ("It was 3 tons.", "3 tons", None),
]


@pytest.mark.parametrize(("text", "part", "expected"), CHEAP, ids=[case[0] for case in CHEAP])
def test_subject_from_the_words_around(text, part, expected):
    value = next(value for value in read_values(text) if part in value.text)
    assert cheap_subject(text, value) == expected


def test_cheap_subject_stays_in_its_sentence():
    text = "Norvia Motors was founded in Oslo. The plant employs 300 people."
    value = next(value for value in read_values(text) if "300" in value.text)
    assert "Norvia" not in (cheap_subject(text, value) or "")


def test_order_and_offsets_of_values_stay():
    text = "In 2019 the museum, 40 miles north of Perth, sold 300 works for $2 million."
    values = read_values(text)
    attached = attach_subjects(text, values, parse(text))
    assert [(value.start, value.end, value.text) for value in attached] == [(v.start, v.end, v.text) for v in values]


def test_text_without_sentences_gives_no_subject_and_no_error():
    text = "1998 | 40 | 300"
    assert len(attach_subjects(text, read_values(text), parse(text))) == len(read_values(text))
