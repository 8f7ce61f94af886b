"""What the facts of a claim come to: whether they all agree, what such a claim is accepted with, and what each leads to.

Nothing of Streamlit in here.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.models import Assessment, Evidence, Fact, FactKind, SuggestionLabel
from workbench.sentences import split_sentences
from workbench.tokens import words

AGREES = frozenset({SuggestionLabel.MATCH, SuggestionLabel.MATCH_ROUNDED})


def agreeing(facts: Iterable[Fact]) -> int:
    """Return how many of the facts a passage bears out."""
    return sum(fact.suggestion.label in AGREES for fact in facts)


def basis(assessment: Assessment) -> tuple[str, ...]:
    """Return the passages that bear out all facts of a claim, best first: what accepting the claim as a whole rests on.

    There are none where a fact does not agree, where one has no passage among the evidence shown, or where there are no facts.
    """
    facts = assessment.facts
    shown = [evidence.hit.passage_id for evidence in assessment.evidence]
    if agreeing(facts) < len(facts) or not all(set(fact.evidence) & set(shown) for fact in facts):
        return ()
    return tuple(passage for passage in shown if any(passage in fact.evidence for fact in facts))


def first_card(fact: Fact, numbers: dict[str, int]) -> int | None:
    """Return the number of the evidence card that a fact leads to: its best passage, else that of its first pair."""
    passages = (*fact.evidence, *(pair.passage_id or "" for pair in fact.comparisons))
    return next((numbers[passage] for passage in passages if passage in numbers), None)


def words_beside(fact: Fact, evidence: Evidence) -> str:
    """Return the words of a passage to set beside a fact that is no value: those that share most words with it.

    They are the passage's best sentence, what is marked in it, or another of its sentences, the earlier of these at a tie.
    A statement is always set beside the best sentence, which was chosen for it.
    """
    text, base = evidence.hit.text, evidence.hit.start
    stretches = [(evidence.sentence_start, evidence.sentence_end), *evidence.spans]
    within = [(start - base, end - base) for start, end in stretches if base <= start < end <= base + len(text)]
    if fact.kind is not FactKind.STATEMENT:
        within += split_sentences(text)
    wanted = set(words(fact.text)) if fact.kind is not FactKind.STATEMENT else set()
    start, end = max(within, key=lambda span: len(wanted & set(words(text[slice(*span)]))), default=(0, len(text)))
    return text[start:end].strip()
