"""Sentences that take their own statement back, or leave it open: "it is false that ...", "if it is approved, ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import Terms, fold_word, main_verb, same_key

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATEMENT = frozenset(("ccomp", "acl", "csubj", "csubjpass", "relcl"))
_PREDICATE = frozenset(("acomp", "attr", "oprd"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_REFUTED = frozenset(("dobj", "nsubjpass"))


def denier(terms: Terms) -> str | None:
    """The word by which a sentence denies a statement within it, or None.

    One of falsehood said of a statement ("it is false that", "the false claim that", "the myth that"), a verb that refutes one,
    or one of truth negated ("no evidence that", "it is not true that").
    Without a statement to deny ("a false alarm") none counts.
    """
    for token in terms.doc:
        lemma = fold_word(token.lemma_)
        false = lemma in lexicon().falsehood and token.pos_ != "VERB" and _is_said_of_a_statement(token)
        refuted = lemma in lexicon().refuting and token.pos_ == "VERB" and _refutes_a_statement(token)
        untrue = lemma in lexicon().truth and _is_negated(token) and _is_said_of_a_statement(token)
        if false or refuted or untrue:
            return str(token.text)
    return None


def supposition(claim: Terms, evidence: Terms) -> str | None:
    """What makes a sentence a question or a supposition of what the claim tells, or None.

    A deed that stands beside what is supposed ("built in 1974, it will go if the bill passes") is told all the same.
    """
    if evidence.text.rstrip(' "”’)').endswith("?"):
        return "?"
    supposing = [(token, governed) for token in evidence.doc if (governed := _supposed_by(token))]
    if not supposing:
        return None
    open_verbs = frozenset(index for _, governed in supposing for index in governed)
    told = main_verb(claim)
    if told and any(same_key(told.key, term.key) and term.index not in open_verbs for term in evidence.terms):
        return None
    return str(supposing[0][0].text)


def _is_said_of_a_statement(token: Token) -> bool:
    """Whether a statement hangs on the word, on the noun it goes with, or stands where the word is said of it."""
    if _has_statement(token) or (token.dep_ == "amod" and _has_statement(token.head)):
        return True
    if token.dep_ not in _PREDICATE:
        return False
    return _has_statement(token.head) or any(child.dep_ in _SUBJECTS and _has_statement(child) for child in token.head.children)


def _refutes_a_statement(verb: Token) -> bool:
    return any(child.dep_ in _STATEMENT or (child.dep_ in _REFUTED and _has_statement(child)) for child in verb.children)


def _has_statement(token: Token) -> bool:
    return any(child.dep_ in _STATEMENT for child in token.children)


def _is_negated(token: Token) -> bool:
    """Whether a negator stands at the word, or at the verb that it completes ("is not true", "did not find evidence")."""
    near = list(token.children)
    if token.dep_ in _PREDICATE or token.dep_ == "dobj":
        near += token.head.children
    return any(child.dep_ == "neg" or fold_word(child.text) in lexicon().negators for child in near)


def _supposed_by(token: Token) -> frozenset[int]:
    """The verbs that a word leaves open: both of "if it is approved, it starts", "almost rose"."""
    word = fold_word(token.text)
    if token.dep_ == "mark" and word in lexicon().supposing and token.head.dep_ == "advcl":
        return frozenset((token.head.i, token.head.head.i))
    if word in lexicon().short_of and token.dep_ == "advmod" and token.head.pos_ == "VERB":
        return frozenset((token.head.i,))
    return frozenset()
