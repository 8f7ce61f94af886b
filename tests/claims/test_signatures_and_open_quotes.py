"""Who said what where the marks are unusual: a signature after a dash, a mark never closed, two speakers in one sentence.

A case is a text and, for pieces of its quotes, the speaker that the piece must have; all worked by hand.
"""

import pytest

from workbench.claims import find_quotes, read_claims, split_sentences
from workbench.parser import parse
from workbench.values import read_values

SIGNED = [
    ("“The harbour will silt up.” — Inge Falk, engineer", "harbour", "Inge Falk"),
    ("“We sold 900 bikes.” – Omar Nasr, shopkeeper", "900 bikes", "Omar Nasr"),
    ('"Nobody asked the farmers." - Lena Ruiz', "farmers", "Lena Ruiz"),
    ("“It was a quiet year.” — Dr. Paul Ott", "quiet year", "Paul Ott"),
    ("“Rain saved the crop.”\n— Mara de la Cruz, grower\n\nThe rest was lost.", "Rain saved", "Mara de la Cruz"),
    ("“The law is clear,” – Judge Ada Lark, Court of Appeal", "law is clear", "Ada Lark"),
    ("“Schools need 40 teachers.” — Tom Reed (union leader)", "40 teachers", "Tom Reed"),
    ("« Le pont tiendra. » — Luc Martin, maire", "pont", "Luc Martin"),
    ("„Der Fluss steigt.“ – Hanna Kurz, Försterin", "Fluss", "Hanna Kurz"),
    ("“I left at nine.” ― Nia Cole, nurse", "left at nine", "Nia Cole"),
    ("“The kiln is new.” — Works manager Nia Cole", "kiln is new", "Nia Cole"),
    ("“The vote was fair.” – Sen. Ada Lark (R-Ohio), committee chair", "vote was fair", "Ada Lark"),
]
ASIDES = [
    "“We sold 900 bikes.” — That was a record for the shop.",
    "“It was a quiet year” — at least in the south.",
    "“The kiln is new.” — Nobody believed Nia Cole",
    "“The harbour will silt up.” — Nobody believed it then; now they do.",
]
OPEN = [
    ("“We own 12 trams, Falk said. The city leases 9 more.", "12 trams", "city leases"),
    ("“Fares will rise, Reed told reporters. A ticket costs 3 euros.", "Fares will rise", "A ticket"),
    ("“The mill is safe, said Ada Lark. It opened in 1901. It has 40 looms.", "mill is safe", "opened in 1901"),
    ("“Why now? asked Tom Reed. The vote is in May.", "Why now", "vote is in May"),
    ("“The roof leaks. The school has 300 pupils.", "roof leaks", "300 pupils"),
    ("“Mr. Ott paid twice, Cole said. The fine was 90 euros.", "Mr. Ott paid twice", "fine was"),
    ("“Nobody came, Lund told the court. Police took 4 statements.", "Nobody came", "Police took"),
    ('"We lost 30 cows, Hahn said. The farm covers 90 hectares.', "30 cows", "farm covers"),
    ("“The lake is clean, the ministry said. Tests found no lead.", "lake is clean", "Tests found"),
    ("“It rained for 9 days, Kerr recalled. The river rose 2 metres.", "9 days", "river rose"),
]
TWO_SPEAKERS = [
    ("According to Ott, rents fell 4 percent; Lark called that a dream.", "rents fell 4 percent", "Ott"),
    ("According to Ott, “rents fell 4 percent”; Lark called that “a dream”.", "a dream", "Lark"),
    ("According to Reed, the mine employs 90 people; Cole said it employs 60.", "employs 60", "Cole"),
    ("According to Reed, the mine employs 90 people; Cole said it employs 60.", "employs 90", "Reed"),
    ("Sales rose 9 percent, according to Falk; Kurz said costs doubled.", "costs doubled", "Kurz"),
    ("Sales rose 9 percent, according to Falk; Kurz said costs doubled.", "Sales rose", "Falk"),
    ("According to Lind, “the road is safe”; Sato, a driver, called it “a trap”.", "the road is safe", "Lind"),
    ("According to Lind, “the road is safe”; Sato, a driver, called it “a trap”.", "a trap", "Sato"),
    ("According to Voss, “wages are fair”; Hale said they were “a joke”.", "a joke", "Hale"),
    ("According to Voss, the dam holds 3 million litres; Dunn said the figure was wrong.", "3 million litres", "Voss"),
]
PLACES = [
    "Rents in Ostrava rose 6 percent in June. The company cut 200 jobs.",
    "Unemployment in Tarn was 4 percent in 2021. The firm opened 12 shops.",
    "Traffic near Halden doubled in a year. The company built 3 bridges.",
    "Wages in Mirow fell 2 percent. The company sold 40 ferries.",
    "Growth in Vale was 3 percent. The company hired 70 people.",
    "Floods around Pell closed 9 roads. The company moved 20 lorries.",
    "Prices across Norden rose 5 percent. The firm bought 30 vans.",
    "Births in Kolm fell in May. The company lost 12 ships.",
    "Housing in Arden cost 9 percent more. The company let 60 flats.",
    "Crime in Lasko fell by a third. The company closed 4 plants.",
]


def quotes_of(text):
    doc = parse(text)
    return find_quotes(text, split_sentences(text), doc)


@pytest.mark.parametrize(("text", "piece", "speaker"), SIGNED)
def test_a_name_after_a_dash_signs_the_quotation(text, piece, speaker):
    assert [quote.speaker for quote in quotes_of(text) if piece in quote.text] == [speaker]


@pytest.mark.parametrize("text", ASIDES)
def test_an_aside_after_a_dash_is_no_speaker(text):
    assert not [quote for quote in quotes_of(text) if quote.direct and quote.speaker]


@pytest.mark.parametrize(("text", "piece", "later"), OPEN)
def test_a_quotation_never_closed_ends_before_the_sentences_that_follow(text, piece, later):
    quotes = quotes_of(text)
    assert any(piece in quote.text for quote in quotes)
    assert not any(later in quote.text for quote in quotes)


def test_a_quotation_over_paragraphs_stays_whole():
    text = "“We own 12 trams. The depot is old.\n\n“The city leases 9 more,” Falk said.\n\nFares rose."
    assert [quote.text for quote in quotes_of(text)] == ["We own 12 trams. The depot is old.", "The city leases 9 more,"]


@pytest.mark.parametrize(("text", "piece", "speaker"), TWO_SPEAKERS)
def test_a_semicolon_parts_what_two_people_say(text, piece, speaker):
    assert {quote.speaker for quote in quotes_of(text) if piece in quote.text} == {speaker}


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_not_the_company(text):
    place = next(word for word in text.split()[1:] if word[0].isupper())
    claims = read_claims(text, read_values(text)).claims
    assert not [claim.standalone for claim in claims[1:] if place in claim.standalone]


def test_a_firm_whose_shares_are_named_is_the_company():
    text = "Shares in Varo Steel fell. The company cut 300 jobs."
    assert "Varo Steel cut 300 jobs." in {claim.standalone for claim in read_claims(text, read_values(text)).claims}
