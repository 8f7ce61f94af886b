"""Words that turn a sentence round: a negation on one side only, an opposite, another number or role, places changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.judging.language.denial import denier
from workbench.judging.language.substitution import exchanged
from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import (
    NUMBER_WORDS,
    Term,
    Terms,
    fold_word,
    key_of,
    main_verb,
    negated_tokens,
    same_key,
)

_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


@dataclass(frozen=True, slots=True)
class Turn:
    """What keeps a claim and a sentence of like words from saying the same. ``kind`` is a reason code."""

    kind: str
    words: str


def find_turn(claim: Terms, wanted: tuple[Term, ...], evidence: Terms, loose_numbers: tuple[str, ...] = ()) -> Turn | None:
    """The first turn between a claim and one evidence sentence: a changed number, negation, opposites, swapped roles.

    `loose_numbers` are the claim's numbers that belong to no value ("by nine votes to four").
    """
    return (
        _changed_number(claim, loose_numbers, evidence)
        or _negation(claim, wanted, evidence)
        or _denied(claim, evidence)
        or _opposite(wanted, evidence)
        or _particle(claim, evidence)
        or _shifted_role(claim, evidence)
        or _swapped(claim, evidence)
        or _swapped_around_verb(claim, evidence)
        or _exchanged(claim, evidence)
        or _quantified(claim, evidence)
    )


def _changed_number(claim: Terms, loose: tuple[str, ...], evidence: Terms) -> Turn | None:
    """The two words before a number stand in the evidence before another one, and the claim's number is nowhere in it."""
    if not loose:
        return None
    ours, theirs = _folded(claim), _folded(evidence)
    for number in loose:
        if number in theirs or number not in ours:
            continue
        at = ours.index(number)
        before = ours[max(0, at - 2) : at]
        for place in range(2, len(theirs)):
            if len(before) == 2 and theirs[place - 2 : place] == before and _is_number(theirs[place]):  # noqa: PLR2004 two words
                lead = " ".join(before)
                return Turn(
                    "number_differs", f"the claim has “{lead} {number}” where the evidence has “{lead} {theirs[place]}”"
                )
    return None


def _denied(claim: Terms, evidence: Terms) -> Turn | None:
    """A sentence that says of its own statement that it is not so: "it is false that", "the claim that ... was debunked"."""
    word = denier(evidence)
    if word is None or denier(claim) is not None:
        return None
    return Turn("denied", f"the evidence says “{word}” of it")


def _folded(terms: Terms) -> list[str]:
    return [fold_word(token.text).strip(".,:") for token in terms.doc if not token.is_space]


def _is_number(word: str) -> bool:
    return word in NUMBER_WORDS or word[:1].isdigit()


def _negation(claim: Terms, wanted: tuple[Term, ...], evidence: Terms) -> Turn | None:
    for term in wanted:
        others = [other for other in evidence.terms if same_key(term.key, other.key)]
        if (
            others
            and all(other.negated != term.negated for other in others)
            and not _negated_beside(claim, term, evidence, others)
        ):
            side = "the claim" if term.negated else "the evidence"
            return Turn("negation", f"“{term.lemma}” is negated in {side} only")
    return None


def _negated_beside(claim: Terms, term: Term, evidence: Terms, others: list[Term]) -> bool:
    """Whether the sentence without the negation there has it at the verb or what goes with it: "took no money"."""
    if term.negated:
        return any(_goes_with_a_negated(evidence, other) for other in others)
    return _goes_with_a_negated(claim, term)


def _goes_with_a_negated(terms: Terms, term: Term) -> bool:
    negated = negated_tokens(terms.doc)
    token = terms.doc[term.index]
    near = {token.head.i} if token.dep_ in _ARGUMENTS else {child.i for child in token.children if child.dep_ in _ARGUMENTS}
    return bool(near & negated)


def _opposite(wanted: tuple[Term, ...], evidence: Terms) -> Turn | None:
    ours, theirs = {term.key for term in wanted}, evidence.keys
    for term in wanted:
        facing = lexicon().opposite.get(term.key, frozenset())
        for other in evidence.terms:
            if other.key in facing and term.key not in theirs and other.key not in ours and not other.name:
                return Turn("opposite", f"“{term.lemma}” in the claim stands against “{other.lemma}” in the evidence")
    return None


def _particle(claim: Terms, evidence: Terms) -> Turn | None:
    """Prepositions that turn: "voted against the bill" and "voted for the bill", "with power" and "without power"."""
    ours, theirs = _particles(claim), _particles(evidence)
    for key in sorted(ours.keys() & theirs.keys()):
        one, other = ours[key], theirs[key]
        facing = lexicon().opposite_particles
        if one != other and ({one, other} & lexicon().turning_particles or other in facing.get(one, ())):
            return Turn("opposite", f"“{one} {key}” in the claim stands against “{other} {key}” in the evidence")
    return None


@lru_cache(maxsize=4096)
def _particles(terms: Terms) -> dict[str, str]:
    """The preposition before each noun that hangs on one, and the conjunction before each verb ("after it was published")."""
    found = {
        key_of(child): fold_word(token.text)
        for token in terms.doc
        if token.dep_ == "prep"
        for child in token.children
        if child.dep_ == "pobj"
    }
    return found | {key_of(token.head): fold_word(token.text) for token in terms.doc if token.dep_ == "mark"}


def _quantified(claim: Terms, evidence: Terms) -> Turn | None:
    """Every one in the claim, some in the evidence; the other way round the evidence says more than the claim."""
    ours, theirs = _determined(claim), _determined(evidence)
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key] in lexicon().every and theirs[key] in lexicon().some:
            return Turn("quantifier", f"“{ours[key]}” in the claim, “{theirs[key]}” in the evidence")
    return None


@lru_cache(maxsize=4096)
def _determined(terms: Terms) -> dict[str, str]:
    return {
        key_of(token): fold_word(child.text)
        for token in terms.doc
        if token.pos_ in {"NOUN", "PROPN"}
        for child in token.children
        if fold_word(child.text) in lexicon().every | lexicon().some
    }


def _shifted_role(claim: Terms, evidence: Terms) -> Turn | None:
    """A deputy mayor is not the mayor, a proposed law is no law: such a word before a shared noun must be on both sides."""
    ours, theirs = _shifters(claim), _shifters(evidence)
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key] != theirs[key]:
            word = next(iter(sorted(ours[key] ^ theirs[key])))
            return Turn("other_role", f"“{word} {key}” stands on one side only")
    return None


@lru_cache(maxsize=4096)
def _shifters(terms: Terms) -> dict[str, frozenset[str]]:
    """For each noun the words right under it that shift whom or what it means."""
    under: dict[int, set[str]] = {}
    for token in terms.doc:
        if token.head.i != token.i and fold_word(token.text) in lexicon().shifting:
            under.setdefault(token.head.i, set()).add(fold_word(token.text))
    return {key_of(token): frozenset(under.get(token.i, ())) for token in terms.doc if token.pos_ in {"NOUN", "PROPN"}}


def _swapped(claim: Terms, evidence: Terms) -> Turn | None:
    """Who did it to whom: the claim's doer is the evidence's object of the same verb, or the other way round."""
    ours, theirs = _roles(claim), _roles(evidence)
    for verb in sorted(ours.keys() & theirs.keys()):
        doers, objects = ours[verb]
        other_doers, other_objects = theirs[verb]
        if doers & other_objects and not doers & other_doers:
            return Turn("roles_swapped", f"who does it and to whom differ for “{verb}”")
        if objects & other_doers and not objects & other_objects:
            return Turn("roles_swapped", f"who does it and to whom differ for “{verb}”")
    return None


def _swapped_around_verb(claim: Terms, evidence: Terms) -> Turn | None:
    """What stands on each side of the same verb has changed places, and neither sentence is passive."""
    ours, theirs = main_verb(claim), main_verb(evidence)
    if ours is None or theirs is None or ours.key != theirs.key or _passive(claim) or _passive(evidence):
        return None
    before, after = _sides(claim, ours)
    other_before, other_after = _sides(evidence, theirs)
    changed = _meet(before, other_after) and _meet(after, other_before)
    if changed and not _meet(before, other_before) and before != after:
        return Turn("roles_swapped", f"who does it and to whom differ for “{ours.lemma}”")
    return None


def _exchanged(claim: Terms, evidence: Terms) -> Turn | None:
    pair = exchanged(claim, evidence)
    return None if pair is None else Turn("roles_swapped", f"“{pair[0]}” and “{pair[1]}” have changed places")


def _meet(ones: frozenset[str], others: frozenset[str]) -> bool:
    return any(same_key(one, other) for one in ones for other in others)


def _passive(terms: Terms) -> bool:
    return any(token.dep_ in {"nsubjpass", "auxpass", "agent"} for token in terms.doc)


def _sides(terms: Terms, verb: Term) -> tuple[frozenset[str], frozenset[str]]:
    before = frozenset(fold_word(term.lemma) for term in terms.terms if term.index < verb.index)
    return before, frozenset(fold_word(term.lemma) for term in terms.terms if term.index > verb.index)


@lru_cache(maxsize=4096)
def _roles(terms: Terms) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    keyed = {term.index: term.key for term in terms.terms}
    roles: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for token in terms.doc:
        if token.pos_ != "VERB" or token.i not in keyed:
            continue
        doers: set[str] = set()
        objects: set[str] = set()
        for child in token.children:
            parts = {keyed[part.i] for part in (child, *child.children) if part.i in keyed and part.dep_ != "prep"}
            if child.dep_ == "nsubj":
                doers |= parts
            elif child.dep_ in {"nsubjpass", "dobj"}:
                objects |= parts
            elif child.dep_ == "agent":
                doers |= {keyed[part.i] for part in child.children if part.i in keyed}
        roles[keyed[token.i]] = (frozenset(doers), frozenset(objects))
    return roles
