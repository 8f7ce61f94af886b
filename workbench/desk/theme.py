"""One visual language in light and dark: the palette as data, and the style sheet that uses it by name.

A tone is a text colour and the tint it stands on, each for light and dark; the tests hold every pair at a contrast of
at least 4.5 (WCAG 2.1, level AA, normal text). The browser picks the side through CSS ``light-dark()``, which follows
the colour scheme Streamlit sets on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STYLE_SHEET = Path(__file__).with_name("desk.css")


@dataclass(frozen=True, slots=True)
class Shades:
    """The surfaces, inks and lines of one side of the theme."""

    paper: str
    panel: str
    side: str
    ink: str
    soft: str
    line: str
    accent: str


@dataclass(frozen=True, slots=True)
class Tone:
    """Ink and tint of one meaning, light then dark."""

    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


LIGHT = Shades(
    paper="#FBFAF8", panel="#FFFFFF", side="#F3F1EC", ink="#1C2024", soft="#5A626B", line="#E1DED7", accent="#1F4E79"
)
DARK = Shades(paper="#14171A", panel="#1B1F23", side="#101316", ink="#E8E6E1", soft="#A3ABB4", line="#30363C", accent="#8DB9E8")

TONES: dict[str, Tone] = {
    "good": Tone("#1A6437", "#DFF0E4", "#84D3A2", "#18301F"),
    "near": Tone("#0F6166", "#DCEFEF", "#7ACFD1", "#123032"),
    "part": Tone("#7A4F00", "#FAEED2", "#E6BE68", "#342A12"),
    "bad": Tone("#9E261D", "#FBE4E1", "#F4A097", "#3D1E1B"),
    "mixed": Tone("#63389A", "#EEE6F7", "#C9ACEF", "#2D2241"),
    "none": Tone("#4A525C", "#E9EAEC", "#B7BFC8", "#292E34"),
    "ask": Tone("#1D5590", "#E0ECF8", "#93C0F1", "#182A3F"),
}


def style() -> str:
    """Return the desk's style element: the palette as CSS variables, then the style sheet."""
    names = ("paper", "panel", "side", "ink", "soft", "line", "accent")
    pairs = [(name, getattr(LIGHT, name), getattr(DARK, name)) for name in names]
    for name, tone in TONES.items():
        pairs += [(name, tone.ink, tone.dark_ink), (f"{name}-tint", tone.tint, tone.dark_tint)]
    variables = "".join(f"--wb-{name}: light-dark({light}, {dark});" for name, light, dark in pairs)
    tones = "".join(f".wb-{name}{{--tone: var(--wb-{name}); --tint: var(--wb-{name}-tint);}}" for name in TONES)
    return f"<style>.stApp{{{variables}}}{tones}{STYLE_SHEET.read_text(encoding='utf-8')}</style>"
