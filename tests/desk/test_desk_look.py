"""The desk's colours can be read, its words are complete, and its options are the same wherever it is started."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from workbench.desk import wording
from workbench.desk.options import ADDRESS, options, serve_command
from workbench.desk.theme import DARK, LIGHT, STYLE_SHEET, TONES, style
from workbench.models import FactKind, Level, Qualifier, Relation, SuggestionLabel, Tier, Value, ValueKind, Verdict

ROOT = Path(__file__).parents[2]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_the_standard_names() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", list(TONES))
def test_every_tone_reads_on_its_tint_and_on_the_page(name: str) -> None:
    tone = TONES[name]
    for ink, grounds in (
        (tone.ink, (tone.tint, LIGHT.paper, LIGHT.panel, LIGHT.side)),
        (tone.dark_ink, (tone.dark_tint, DARK.paper, DARK.panel, DARK.side)),
    ):
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (name, ink, ground)


@pytest.mark.parametrize("shades", [LIGHT, DARK])
def test_text_reads_on_every_surface_and_tint(shades: object) -> None:
    tints = [tone.tint if shades is LIGHT else tone.dark_tint for tone in TONES.values()]
    for ink in (shades.ink, shades.soft):
        for ground in (shades.paper, shades.panel, shades.side, *tints):
            assert contrast(ink, ground) >= 4.5, (ink, ground)


def test_every_variable_the_style_sheet_uses_is_defined() -> None:
    import re

    used = set(re.findall(r"var\((--wb-[a-z-]+)", STYLE_SHEET.read_text(encoding="utf-8")))
    defined = set(re.findall(r"(--wb-[a-z-]+):", style()))
    assert used <= defined


@pytest.mark.parametrize(
    ("kinds", "table"),
    [
        (SuggestionLabel, wording.SUGGESTIONS),
        (Verdict, wording.VERDICTS),
        (Level, wording.LEVELS),
        (Relation, wording.RELATIONS),
        (Tier, wording.TIERS),
        (Qualifier, wording.QUALIFIERS),
        (FactKind, wording.FACT_KINDS),
    ],
)
def test_everything_has_words_and_no_two_share_them(kinds: type, table: dict[object, object]) -> None:
    assert set(table) == set(kinds)
    labels = [getattr(sign, "label", sign) for sign in table.values()]
    assert len(set(labels)) == len(labels)


def test_a_suggestion_is_never_told_by_colour_alone() -> None:
    glyphs = [sign.glyph for sign in wording.SUGGESTIONS.values()]
    assert len(set(glyphs)) == len(glyphs)
    assert all(sign.tone in TONES for sign in (*wording.SUGGESTIONS.values(), *wording.VERDICTS.values()))


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (12, "12"),
        (9400, "9,400"),
        (3.2e6, "3.2 million"),
        (1.3e9, "1.3 billion"),
        (0.25, "0.25"),
        (0.00002, "2e-05"),
        (0, "0"),
        (-7.5, "-7.5"),
    ],
)
def test_numbers_are_written_as_read(amount: float, written: str) -> None:
    assert wording.number(amount) == written


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Value(ValueKind.QUANTITY, 0, 1, "x", 190, 190, "mile"), "190 miles"),
        (Value(ValueKind.QUANTITY, 0, 1, "x", 1, 1, "mile"), "1 mile"),
        (Value(ValueKind.QUANTITY, 0, 1, "x", 6, 6, "foot"), "6 feet"),
        (Value(ValueKind.COUNT, 0, 1, "x", 500, 500, "missile", per="year"), "500 missiles a year"),
        (Value(ValueKind.MONEY, 0, 1, "x", 3.2e6, 3.2e6, "USD"), "3.2 million USD"),
        (Value(ValueKind.COUNT, 0, 1, "x", 40, None, "car"), "from 40 cars"),
        (Value(ValueKind.PERCENT, 0, 1, "x", 5, 7, "percent"), "5–7 percent"),
        (
            Value(ValueKind.DATE, 0, 1, "x", first_day=dt.date(2023, 7, 7), last_day=dt.date(2023, 7, 7)),
            "Fri 7 Jul 2023",
        ),
        (
            Value(ValueKind.DATE, 0, 1, "x", first_day=dt.date(2023, 6, 1), last_day=dt.date(2023, 6, 30)),
            "1 Jun 2023 – 30 Jun 2023",
        ),
        (Value(ValueKind.DATE, 0, 1, "x", resolved=False, hangs_on="late May"), "unresolved, hangs on late May"),
    ],
)
def test_values_say_how_they_were_read(value: Value, read: str) -> None:
    assert wording.reading_of(value) == read


def test_the_configuration_file_holds_the_options_that_serve_passes() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert _flat(written) == options()


def test_the_server_listens_here_alone_and_reports_nothing() -> None:
    command = serve_command(8601)
    for name, value in (
        ("server.address", ADDRESS),
        ("browser.gatherUsageStats", "false"),
        ("client.showErrorDetails", "none"),
        ("client.disableDataExport", "true"),
        ("server.enableXsrfProtection", "true"),
        ("server.maxUploadSize", "25"),
        ("server.port", "8601"),
    ):
        assert command[command.index(f"--{name}") + 1] == value
    assert [command[at + 1] for at, part in enumerate(command) if part == "--server.allowedHosts"] == ["localhost", ADDRESS]


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat
