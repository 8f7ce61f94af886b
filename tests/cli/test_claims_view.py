"""The `claims` view for a person: modality where it is not plain assertion, and to whom and where something was said."""

from rich.console import Console

from workbench.claims import read_claims
from workbench.cli.tables import claims_view
from workbench.models import Article
from workbench.values import read_values

TEXT = (
    "The port cost $40 million. The council plans to buy 12 cranes. The bridge may cost $3 million. "
    "The mayor never paid $2 million. "
    '"We lost 300 jobs," Helga Lund told reporters at a news conference in Oslo.'
)


def shown():
    console = Console(width=160)
    with console.capture() as captured:
        console.print(claims_view(Article("a-1", "Port", TEXT, None), read_claims(TEXT, read_values(TEXT))))
    return captured.get().splitlines()


def line_of(words):
    return next(line for line in shown() if "▸" in line and words in line)


def test_modality_is_shown_unless_asserted():
    assert "asserted" not in "".join(shown())
    assert line_of("12 cranes").rstrip().endswith("planned")
    assert line_of("$3 million").rstrip().endswith("possible")
    assert line_of("$2 million").rstrip().endswith("denied")


def test_speaker_addressee_and_occasion_stand_below_the_claim():
    assert any("said by Helga Lund · to reporters · at a news conference in Oslo" in line for line in shown())
