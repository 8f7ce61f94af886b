"""How a suggestion looks in a terminal: of a claim, of each of its facts, and how many there are of each label."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from workbench.models import Fact, Suggestion, SuggestionLabel
from workbench.sentences import split_sentences

LABEL_STYLES = {
    SuggestionLabel.MATCH: "bold green",
    SuggestionLabel.MATCH_ROUNDED: "green",
    SuggestionLabel.PARTIAL: "yellow",
    SuggestionLabel.CONFLICT: "bold red",
    SuggestionLabel.CONFLICTING_SOURCES: "red",
    SuggestionLabel.NOT_COMPARABLE: "magenta",
    SuggestionLabel.NO_EVIDENCE: "cyan",
    SuggestionLabel.NOT_CHECKABLE: "dim",
    SuggestionLabel.REVIEW: "blue",
}
_TEXT_CUT = 48


def suggestion_line(suggestion: Suggestion) -> Text:
    """The label with its reason, its confidence where it was calibrated, and the explanation."""
    label = (_words(suggestion.label), LABEL_STYLES[suggestion.label])
    sure = f"  {suggestion.calibrated}" if suggestion.calibrated else ""
    return Text.assemble(label, (f"  {suggestion.reason}{sure}", "dim"), f"  {suggestion.explanation}")


def facts_table(facts: Sequence[Fact], claim: Suggestion) -> Table:
    """A row a fact: kind, label, the first words of its text, and one sentence.

    The sentence is left out where it is the one of the `claim`, which stands above the facts already.
    """
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", max_width=_TEXT_CUT)
    table.add_column(style="dim", overflow="fold")
    for fact in facts:
        own = fact.suggestion
        told = "" if own.explanation == claim.explanation else _first_sentence(own.explanation)
        label = Text(_words(own.label), LABEL_STYLES[own.label])
        table.add_row(fact.kind.value, label, Text(_cut(fact.text)), Text(told))
    return table


def tally(noun: str, suggestions: Sequence[Suggestion]) -> Text:
    """How many suggestions of each label there are: ``3 facts: 2 MATCH · 1 REVIEW``; `noun` is what has one, in the plural."""
    labels = [suggestion.label for suggestion in suggestions]
    counts = [(label, labels.count(label)) for label in SuggestionLabel if label in labels]
    line = Text(f"{len(labels)} {noun}: ", style="bold")
    return line.append_text(Text(" · ").join(Text(f"{n} {_words(label)}", LABEL_STYLES[label]) for label, n in counts))


def _words(label: SuggestionLabel) -> str:
    return label.value.replace("_", " ")


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _TEXT_CUT else f"{flat[: _TEXT_CUT - 1].rstrip()}…"


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    return next((flat[start:end] for start, end in split_sentences(flat)), flat)
