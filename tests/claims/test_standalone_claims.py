"""A claim's standalone form can be read without the article and adds nothing the article does not say."""

import datetime as dt

import pytest

from workbench.claims import read_claims
from workbench.values import read_values

PUBLISHED = dt.date(2024, 3, 15)  # a Friday

# Text, standalone form of the last claim in it.
CASES = [
    # Pronouns of a person named just before.
    ("Helga Lund won the race. She trained in Kenya for two years.", "Helga Lund trained in Kenya for two years."),
    ("Omar Haddad founded the firm in 2010. He owns 40 percent of it.", "Omar Haddad owns 40 percent of it."),
    ("Omar Haddad founded the firm in 2010. His brother runs it today.", "Omar Haddad's brother runs it today [2024-03-15]."),
    # Two people: nobody is guessed.
    ("Ann Lee and Sue Park met in Rome. She left after two days.", "She left after two days."),
    # Last names.
    ("Mayor Jan Novak opened the bridge. Novak has served since 2018.", "Jan Novak has served since 2018."),
    # Things.
    ("The Tollan Bridge opened in 1998. It carries 30,000 cars a day.", "The Tollan Bridge carries 30,000 cars a day."),
    ("The Tollan Bridge opened in 1998. The bridge is 2 kilometers long.", "The Tollan Bridge is 2 kilometers long."),
    ("Boeing delivered 528 planes in 2023. The company lost $2 billion.", "Boeing lost $2 billion."),
    # "It" that stands for nothing, and things never named.
    ("Boeing cut its forecast. It is difficult to hire 500 engineers.", "It is difficult to hire 500 engineers."),
    ("A river flooded the town. It rose 4 meters.", "The river rose 4 meters."),
    ("Norvia sold the mine. Acme Corp. bought it in 2020.", "Acme Corp. bought it in 2020."),
    # Not a company.
    ("The Labor Department counted 5,000 jobs. The company hired 20 people.", "The company hired 20 people."),
    # Shared subjects and auxiliaries.
    ("The airline cut 300 jobs and closed two bases in Spain.", "The airline closed two bases in Spain."),
    ("The clinic will hire 40 doctors and buy two scanners in May.", "The clinic will buy two scanners in May [2024-05]."),
    # Nested parts become sentences.
    ("The hospital, which treated 1,200 patients, will close.", "The hospital treated 1,200 patients."),
    ("Anna Berg, the director of the museum, resigned.", "Anna Berg is the director of the museum."),
    ("The drone, with a range of 40 miles, was shown in Paris.", "The drone has a range of 40 miles."),
    # Dates are made plain in brackets, and only where the year is not written.
    ("Exports fell 4 percent last month.", "Exports fell 4 percent last month [2024-02]."),
    ("The court ruled on Wednesday.", "The court ruled on Wednesday [2024-03-13]."),
    ("The museum opened in May 2019.", "The museum opened in May 2019."),
    # The frame of a report is set apart.
    ("Officials said that 14 people were hurt.", "14 people were hurt."),
    ("The dam holds 3 million liters, engineers said.", "The dam holds 3 million liters."),
    ("The vaccine could cut deaths by 60 percent, according to researchers.", "The vaccine could cut deaths by 60 percent."),
    ("The government said it will spend $5 billion on schools.", "The government will spend $5 billion on schools."),
    # A frame that holds a value stays.
    ("The ministry said on Monday that exports fell.", "The ministry said on Monday [2024-03-11] that exports fell."),
    # Words in quotation marks stay as spoken.
    ('Jan Novak is mayor. "I closed it," Novak said.', '"I closed it," Jan Novak said.'),
    # Joining words go.
    ("But 40 percent of farmers disagreed.", "40 percent of farmers disagreed."),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][-40:] for case in CASES])
def test_last_claim_stands_alone(text, expected):
    reading = read_claims(text, read_values(text, published=PUBLISHED), published=PUBLISHED)
    assert reading.claims[-1].standalone == expected


def test_outer_claim_leaves_out_what_a_nested_claim_states():
    text = "The hospital, which treated 1,200 patients, will close two wards."
    assert read_claims(text, read_values(text)).claims[0].standalone == "The hospital will close two wards."


def test_without_a_publication_date_no_day_is_added():
    text = "Exports fell 4 percent last month."
    assert "[" not in read_claims(text, read_values(text)).claims[0].standalone
