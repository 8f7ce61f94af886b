"""A word of the claim in whose place another word stands in the evidence: the commonest form of an error.

"Effective against infection" and "effective against severe disease", "the firm hired 500" and "the firm fired 500": the same
words around it, by the same grammar. That both may be true, or both words mean the same, is for the relation model to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.judging.sentence.terms import Terms, key_of, same_key

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE_TO = frozenset(("dobj", "nsubjpass"))
_DOING = frozenset(("nsubj", "csubj"))
_QUALIFYING = frozenset(("amod", "compound", "nmod", "poss"))

Place = tuple[str, ...]


def replaced(claim: Terms, evidence: Sequence[Terms], missing: Collection[str]) -> tuple[str, str] | None:
    """The first of the claim's `missing` lemmas in whose place `evidence` has another word, and that word; both as written."""
    theirs: dict[Place, list[Token]] = {}
    for sentence in evidence:
        for term in sentence.terms:
            for place in _places(sentence.doc[term.index]):
                theirs.setdefault(place, []).append(sentence.doc[term.index])
    for term in claim.terms:
        if term.lemma not in missing:
            continue
        own = claim.doc[term.index]
        for place in _places(own):
            for other in theirs.get(place, ()):
                if key_of(other) not in claim.keys:
                    return own.text, other.text
    return None


def exchanged(claim: Terms, evidence: Terms) -> tuple[str, str] | None:
    """Two words of the claim that stand in each other's place in the evidence: "from Serbia into Romania" and the way back."""
    ours, theirs = _held(claim), _held(evidence)
    moved = [
        (one, other)
        for place, keys in sorted(ours.items())
        for one in sorted(keys)
        for other in sorted(theirs.get(place, ()))
        if one not in theirs[place] and other not in keys and not same_key(one, other)
    ]
    found = next(((one, other) for one, other in moved if (other, one) in moved), None)
    return None if found is None else (_written(claim, found[0]), _written(claim, found[1]))


def _written(terms: Terms, key: str) -> str:
    return next(terms.doc[term.index].text for term in terms.terms if term.key == key)


@lru_cache(maxsize=4096)
def _held(terms: Terms) -> dict[Place, set[str]]:
    """The keys of what stands in each place. A verb's place is left to the other rules of turning."""
    held: dict[Place, set[str]] = {}
    for term in terms.terms:
        for place in _places(terms.doc[term.index]):
            if place[0] != "verb":
                held.setdefault(place, set()).add(term.key)
    return held


def _places(token: Token) -> Iterator[Place]:
    """Where a word stands: its relation and what governs it; of a verb, two of the words around it."""
    while token.dep_ == "conj" and token.head.i != token.i:  # "between coffee and cancer": one place, several words
        token = token.head
    head = token.head
    if token.dep_ == "pobj":
        yield ("agent", key_of(head.head)) if head.dep_ == "agent" else (head.lower_, key_of(head.head))
    elif token.dep_ in _DONE_TO:
        yield "done to", key_of(head)
    elif token.dep_ in _DOING:
        yield "agent", key_of(head)
    elif token.dep_ in _QUALIFYING:
        yield "qualifying", key_of(head)
    elif token.dep_ in {"attr", "acomp"}:
        yield "being", *(key_of(child) for child in head.children if child.dep_ in _DOING)
    if token.pos_ == "VERB":
        around = sorted({key_of(child) for child in _around(token)})
        yield from (("verb", one, other) for at, one in enumerate(around) for other in around[at + 1 :])


def _around(verb: Token) -> Iterator[Token]:
    """Who does it and to whom, passive and active alike."""
    for child in verb.children:
        if child.dep_ in _DONE_TO | _DOING:
            yield child
        elif child.dep_ in {"agent", "prep"}:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")
