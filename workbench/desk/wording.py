"""What the desk calls things: one label, glyph and tone for each suggestion, verdict, level, relation and badge.

Tones are names of the palette in `theme`. Glyphs are names in the icon font, so a meaning never hangs on colour alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.models import (
    FactKind,
    Level,
    Modality,
    Modifier,
    Qualifier,
    Relation,
    SuggestionLabel,
    Tier,
    Value,
    ValueKind,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """How a thing is shown: its words, the glyph beside them, its tone, and one line of explanation."""

    label: str
    glyph: str
    tone: str
    meaning: str = ""


SUGGESTIONS: dict[SuggestionLabel, Sign] = {
    SuggestionLabel.MATCH: Sign("Match", "check_circle", "good", "A passage says the same."),
    SuggestionLabel.MATCH_ROUNDED: Sign("Match, rounded", "target", "near", "The same within the precision of the words."),
    SuggestionLabel.PARTIAL: Sign("Partly matched", "contrast", "part", "Some parts are found, others are not."),
    SuggestionLabel.CONFLICT: Sign("Conflict", "error", "bad", "A passage says otherwise."),
    SuggestionLabel.CONFLICTING_SOURCES: Sign(
        "Sources conflict", "call_split", "mixed", "The sources disagree among themselves."
    ),
    SuggestionLabel.NOT_COMPARABLE: Sign("Not comparable", "difference", "none", "Values were found, but for another slot."),
    SuggestionLabel.NO_EVIDENCE: Sign("No evidence", "search_off", "none", "No passage of this corpus fills the slot."),
    SuggestionLabel.NOT_CHECKABLE: Sign("Not checkable", "block", "none", "Nothing here that documents could settle."),
    SuggestionLabel.REVIEW: Sign("Needs your reading", "visibility", "ask", "The workbench cannot tell; read the passages."),
}

VERDICTS: dict[Verdict, Sign] = {
    Verdict.SUPPORTED: Sign("Supported", "check", "good"),
    Verdict.REFUTED: Sign("Refuted", "close", "bad"),
    Verdict.CONFLICTING: Sign("Conflicting / needs context", "call_split", "mixed"),
    Verdict.NOT_ENOUGH_EVIDENCE: Sign("Not enough evidence", "question_mark", "part"),
    Verdict.NOT_CHECKABLE: Sign("Not checkable", "block", "none"),
}

LEVELS: dict[Level, Sign] = {
    Level.EXACT: Sign("Same value", "check_circle", "good"),
    Level.WITHIN_PRECISION: Sign("Within precision", "target", "near"),
    Level.DIFFERS: Sign("Differs", "error", "bad"),
    Level.NOT_COMPARABLE: Sign("Not comparable", "difference", "none"),
}

RELATIONS: dict[Relation, Sign] = {
    Relation.SUPPORTS: Sign("Supports", "thumb_up", "good"),
    Relation.REFUTES: Sign("Refutes", "thumb_down", "bad"),
    Relation.NEUTRAL: Sign("Neutral", "remove", "none"),
}

TIERS: dict[Tier, Sign] = {
    Tier.PRIMARY: Sign("Primary", "verified", "ask", "The source itself."),
    Tier.SECONDARY: Sign("Secondary", "newspaper", "none", "Somebody reporting the source."),
    Tier.AUTHOR: Sign("Author-supplied", "person_edit", "part", "Given by the article's author."),
}

FACT_KINDS: dict[FactKind, str] = {
    FactKind.AMOUNT: "Amount",
    FactKind.DATE: "Date",
    FactKind.QUOTE: "Quote",
    FactKind.NAME: "Name",
    FactKind.STATEMENT: "Statement",
}

QUALIFIERS: dict[Qualifier, str] = {
    Qualifier.ROUNDED: "Rounded",
    Qualifier.OUTDATED: "Outdated",
    Qualifier.MISATTRIBUTED: "Misattributed",
    Qualifier.ON_AUTHOR: "On author",
}

MODALITIES: dict[Modality, str] = {
    Modality.ASSERTED: "stated as fact",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.DENIED: "denied",
}

_MODIFIERS: dict[Modifier, str] = {
    Modifier.ABOUT: "about ",
    Modifier.MORE_THAN: "more than ",
    Modifier.AT_LEAST: "at least ",
    Modifier.LESS_THAN: "less than ",
    Modifier.AT_MOST: "at most ",
    Modifier.UP_TO: "up to ",
    Modifier.EXACTLY: "exactly ",
}

_CONFLICTS = frozenset({SuggestionLabel.CONFLICT, SuggestionLabel.CONFLICTING_SOURCES})
_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PLURALS = {"foot": "feet", "inch": "inches", "person": "people", "man": "men", "woman": "women", "child": "children"}
_NO_PLURAL = frozenset({"percent", "hertz", "horsepower", "aircraft", "people"})
_DATED = frozenset({ValueKind.DATE, ValueKind.TIME})


def is_conflict(label: SuggestionLabel) -> bool:
    """Say whether a suggestion belongs under the filter "conflicts"."""
    return label in _CONFLICTS


def in_words(code: str) -> str:
    """Turn a stable code (``independent_secondary_2``) into words, first letter up."""
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def plural(count: int, noun: str, many: str | None = None) -> str:
    """Return ``1 claim``, ``2 claims``, ``3 entries`` (with `many`)."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def day(date: dt.date | None) -> str:
    """Return ``7 Jul 2023``, or ``undated``."""
    return f"{date.day} {date:%b %Y}" if date else "undated"


def moment(when: dt.datetime | str | None) -> str:
    """Return an instant as day and time in UTC, or a dash where there is none."""
    if not when:
        return "–"
    parsed = dt.datetime.fromisoformat(when) if isinstance(when, str) else when
    return f"{parsed.day} {parsed:%b %Y, %H:%M} UTC"


def number(amount: float) -> str:
    """Return a number as a reader writes it: grouped thousands, words for millions, at most four decimals."""
    for size, word in _MAGNITUDES:
        if abs(amount) >= size:
            return f"{amount / size:,.4f}".rstrip("0").rstrip(".") + f" {word}"
    written = f"{amount:,.4f}".rstrip("0").rstrip(".")
    return written if written not in {"0", "-0"} or not amount else f"{amount:.3g}"


def reading_of(value: Value) -> str:
    """Say how a value was understood: number, unit and rate, or the days a date can mean."""
    if value.kind in _DATED or (value.first_day and value.low is None):
        return _days(value)
    amount = _amount(value.low, value.high)
    unit = _unit_words(value)
    per = f" a {value.per}" if value.per else ""
    modifier = _MODIFIERS.get(value.modifier, "") if value.modifier and value.low == value.high else ""
    return f"{modifier}{amount} {unit}".strip() + per if amount else value.timex or value.text


def _unit_words(value: Value) -> str:
    """The unit as it is said: plural unless there is one of it; codes (USD) and percent as they are."""
    words = value.unit.replace("_", " ")
    if value.low == value.high == 1 or words.upper() == words or words in _NO_PLURAL or words.endswith("s"):
        return words
    return _PLURALS.get(words) or words + "s"


def _amount(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"up to {number(high)}" if high is not None else f"from {number(low or 0)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _days(value: Value) -> str:
    if not value.resolved:
        return f"unresolved, hangs on {value.hangs_on}" if value.hangs_on else "unresolved"
    if value.first_day and value.first_day == value.last_day:
        return f"{value.first_day:%a} {day(value.first_day)}"
    if value.first_day and value.last_day:
        return f"{day(value.first_day)} – {day(value.last_day)}"
    if value.first_day or value.last_day:
        return f"from {day(value.first_day)}" if value.first_day else f"up to {day(value.last_day)}"
    return value.timex or "unresolved"
