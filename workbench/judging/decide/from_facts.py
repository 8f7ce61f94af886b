"""The claim from its facts: one label, one reason, naming the fact it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.judging.sources.grounds import STRENGTH
from workbench.models import Fact, FactKind, Suggestion, SuggestionLabel

L = SuggestionLabel
GREEN = frozenset((L.MATCH, L.MATCH_ROUNDED))
_BY_WORDS = frozenset(("altered_quote", "attribution", "negation", "wording_contrary", "number_differs"))
"""Reasons of the rules for a conflict that words alone give; of values the facts decide."""
_DOUBTS = frozenset(("wording_disagrees", "negation", "denied", "opposite", "other_role", "roles_swapped", "quantifier"))
"""Reasons of the rules for a look at the words, which values that agree do not settle."""


def statement_of(rules: Suggestion, told: Sequence[Fact]) -> Suggestion:
    """What the statement of a claim gets from what the rules suggest for the claim, beside the facts `told` of its values.

    One statement is not borne out in part; and where a value is not, the rules' match says too much.
    """
    sure = all(fact.suggestion.label in GREEN for fact in told)
    if rules.label is L.PARTIAL or (rules.label in GREEN and not sure):
        return replace(rules, label=L.REVIEW, reason="slot_unclear" if rules.label in GREEN else rules.reason)
    return rules


def from_facts(facts: Sequence[Fact], rules: Suggestion) -> Suggestion:
    """The suggestion for a claim whose values were judged fact by fact; `rules` is what the rules suggest for it as a whole.

    A conflict wins, then sources that disagree; all borne out is a match with the weakest of their grounds; some is partial;
    none leaves what the statement got.
    """
    told = [fact for fact in facts if fact.kind is not FactKind.STATEMENT]
    by_words = rules.label in {L.NOT_CHECKABLE, L.CONFLICTING_SOURCES} or (
        rules.label is L.CONFLICT and rules.reason in _BY_WORDS
    )
    if not told or by_words:
        return rules
    for label in (L.CONFLICT, L.CONFLICTING_SOURCES):
        found = next((fact for fact in told if fact.suggestion.label is label), None)
        if found is not None:
            return replace(found.suggestion, explanation=_named(found))
    borne = [fact for fact in told if fact.suggestion.label in GREEN]
    if len(borne) == len(told):
        return rules if rules.reason in _DOUBTS and rules.label is L.REVIEW else _match(borne)
    return _partial(borne, [fact for fact in told if fact not in borne]) if borne else _open(told, rules)


def _named(fact: Fact) -> str:
    return f"“{fact.text.strip()}”: {fact.suggestion.explanation}"


def _rests_on(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage for fact in facts for passage in fact.suggestion.rests_on))


def _match(borne: Sequence[Fact]) -> Suggestion:
    rounded = any(fact.suggestion.label is L.MATCH_ROUNDED for fact in borne)
    known = [fact.suggestion.reason for fact in borne if fact.suggestion.reason in STRENGTH]
    reason = min(known, key=STRENGTH.index, default=borne[0].suggestion.reason)
    told = " ".join(fact.suggestion.explanation for fact in borne)
    return Suggestion(L.MATCH_ROUNDED if rounded else L.MATCH, reason, told, rests_on=_rests_on(borne))


def _partial(borne: Sequence[Fact], missing: Sequence[Fact]) -> Suggestion:
    told = " ".join(fact.suggestion.explanation for fact in borne)
    named = ", ".join(f"“{fact.text.strip()}”" for fact in missing)
    return Suggestion(L.PARTIAL, "part_missing", f"{told} Not borne out: {named}.", rests_on=_rests_on(borne))


def _open(told: Sequence[Fact], rules: Suggestion) -> Suggestion:
    """Nothing is borne out surely: what the rules leave open stands, else the surest open fact."""
    if rules.label not in GREEN and rules.label is not L.CONFLICT:
        return rules
    for label in (L.REVIEW, L.PARTIAL):
        found = next((fact for fact in told if fact.suggestion.label is label), None)
        if found is not None:
            return replace(found.suggestion, explanation=_named(found))
    told_so = f"{rules.explanation} Whether it is the same thing is not settled."
    return Suggestion(L.REVIEW, "slot_unclear", told_so, rests_on=rules.rests_on)
