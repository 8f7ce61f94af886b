"""A pronoun is filled in where one candidate fits, and left as written where two do: cases worked by hand."""

import pytest

from workbench.claims import read_claims
from workbench.values import read_values

# text, standalone form of its last claim
FILLED = [
    ("Helga Lund met Omar Haddad in Rome. She stayed for two days.", "Helga Lund stayed for two days."),
    ("Helga Lund met Omar Haddad in Rome. He paid $4,000.", "Omar Haddad paid $4,000."),
    ("Mr. Reed hired Ms. Ott in 2019. She earns $90,000.", "Ott earns $90,000."),
    ("Helga Lund, the director of the museum, resigned. She served for nine years.", "Helga Lund served for nine years."),
    ("Helga Lund is the director of the museum. She earns $90,000.", "Helga Lund earns $90,000."),
    ("Lena Ruiz won the vote. Ruiz thanked the crowd. She got 52 percent.", "Lena Ruiz got 52 percent."),
    ("Tom Reed left in May. Paul Ott came in June. He earns $90,000.", "Paul Ott earns $90,000."),
    ("The ship left Oslo in May. She has a range of 4,000 miles.", "The ship has a range of 4,000 miles."),
    ("Ada Lark named the frigate Norvia in 2019. She displaces 4,000 tons.", "The frigate Norvia displaces 4,000 tons."),
    ("The ferry sank in 1994. Her hull was 155 meters long.", "The ferry's hull was 155 meters long."),
    ("The Tollan Bridge opened in 1998. It carries 30,000 cars a day.", "The Tollan Bridge carries 30,000 cars a day."),
    ("A river flooded the town. It rose 4 meters.", "The river rose 4 meters."),
    ("Acme Corp. bought a mine in 2020. It paid $2 billion.", "Acme Corp. paid $2 billion."),
    ("The Tollan newsprint mill opened in 1998. The mill employs 640 people.", "The Tollan newsprint mill employs 640 people."),
    ("Reed & Holt lost money. The firm cut 640 jobs in May 2019.", "Reed & Holt cut 640 jobs in May 2019."),
    ("Reed & Holt, the group behind it, is poor. The group cut 640 jobs.", "Reed & Holt cut 640 jobs."),
    ("Marks & Spencer opened in 1884. It has 65,000 staff.", "Marks & Spencer has 65,000 staff."),
]
LEFT = [
    ("The champion fell in 2019. It was a wonder that nobody broke a leg.", "It was a wonder that nobody broke a leg."),
    (
        "The field is old. Oil is traded in dollars. The firm that owns it lost $4 million.",
        "The firm that owns it lost $4 million.",
    ),
    (
        "The paper mill will close. Paper has been made there since 1892. The group that owns it lost $4 million.",
        "The group that owns it lost $4 million.",
    ),
    ("The National Bank raised its rate in May. The airline lost $4 million.", "The airline lost $4 million."),
    ("Group sales fell by 9 percent. The group sold €300 million of bonds.", "The group sold €300 million of bonds."),
    ("Harbour fees rose in 2020. The harbour handled 4 million tonnes.", "The harbour handled 4 million tonnes."),
    (
        "Acme Corp. left in 2020. At the height of its fame the mill made 40 tons.",
        "At the height of its fame the mill made 40 tons.",
    ),
    ("Tom Reed hired Paul Ott. He earned $4 million.", "He earned $4 million."),
    ("Ann Lee and Sue Park met in Rome. She left after two days.", "She left after two days."),
    ("Ann Lee told Sue Park about the port. She resigned in May 2019.", "She resigned in May 2019."),
    ("Kim Arden met Robin Vale in Oslo. He stayed for two days.", "He stayed for two days."),
    ("Kim Arden met Robin Vale in Oslo. His car cost $40,000.", "His car cost $40,000."),
    ("Ann Lee won in 2019. She thanked Sue Park. She got 52 percent.", "She got 52 percent."),
    ("Tom Reed built the Tern in 2019. Cheap she is not.", "Cheap she is not."),
    ("Norvia Lines bought the Tern in 2019. Cheap she is not.", "Cheap she is not."),
    ("Kim Arden won the race in 2019. Tall she is not.", "Tall she is not."),
    ("Ada Lark named the frigate Norvia in 2019. She is 40 years old.", "She is 40 years old."),
    ("Kim Arden spoke to the minister. She resigned in May 2019.", "She resigned in May 2019."),
    ("Boeing sued Airbus in 2019. It lost $2 billion.", "It lost $2 billion."),
    ("Norvia Air bought Delta Lines. It had 300 planes.", "It had 300 planes."),
    ("Tom Reed left in May. She earned $4 million.", "She earned $4 million."),
    ("It rained for 40 days. It was difficult to cross the river.", "It was difficult to cross the river."),
]


@pytest.mark.parametrize(("text", "expected"), [*FILLED, *LEFT], ids=[case[0][:60] for case in (*FILLED, *LEFT)])
def test_a_pronoun_is_filled_in_only_where_one_candidate_fits(text, expected):
    assert read_claims(text, read_values(text)).claims[-1].standalone == expected
