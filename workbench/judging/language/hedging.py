"""Words that make the evidence say less than the claim: a plan, a possibility, a supposition, somebody's say-so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.judging.language.contradiction import Turn
from workbench.judging.language.denial import supposition
from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import Terms, fold_word, has_key
from workbench.models import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# A clause before a verb that says something of its own ("it was closed; it will be torn down").
_JOINED = frozenset(("conj", "advcl", "parataxis", "ccomp"))
_ASIDE = frozenset(("acl", "relcl", "appos"))


def find_weakening(claim: Terms, modality: Modality, evidence: Terms, *, claim_is_said: bool) -> Turn | None:
    """Why the evidence says less than the claim: it plans or allows where the claim asserts, or only reports a say-so.

    A word weakens what hangs on its verb. Where none of that is the claim's, and other words of the sentence are, it is beside
    the point: "closed to traffic; it will be torn down" says straight that it was closed.
    """
    asserts = modality is Modality.ASSERTED and not _unsure(claim, None)
    supposed = None if supposition(claim, claim) else supposition(claim, evidence)
    if supposed:
        return Turn("modality", f"the evidence only supposes it (“{supposed}”)")
    shared = frozenset(term.index for term in evidence.terms if has_key(term.key, claim.keys))
    if asserts:
        word = _unsure(evidence, shared)
        if word:
            return Turn("modality", f"the evidence says “{word}”, the claim asserts it")
    if not claim_is_said and not _said(claim, anybody=True):
        word = _said(evidence)
        if word:
            return Turn(
                "said_not_shown", f"the evidence reports that it was said (“{word}”), which does not show that it is so"
            )
    return None


def _unsure(terms: Terms, shared: frozenset[int] | None) -> str | None:
    """A hedging auxiliary, a verb of planning, or what "is to be" done; where `shared` tokens are given it must touch them."""
    for token in terms.doc:
        word = _leaving_open(token)
        if word and (shared is None or _touches(token, shared)):
            return word
    return None


def _leaving_open(token: Token) -> str | None:
    lemma = fold_word(token.lemma_)
    hedge = token.tag_ == "MD" and fold_word(token.text) in lexicon().hedges
    open_deed = lemma in lexicon().unfulfilled and any(child.dep_ == "xcomp" for child in token.children)
    due = lemma == "be" and token.tag_ in {"VBZ", "VBP", "VBD"} and any(_is_infinitive(child) for child in token.children)
    planned = (
        token.pos_ in {"VERB", "AUX"}
        and lemma in lexicon().planned
        and token.dep_ in {"ROOT", "relcl", "acl", "ccomp", "conj", "aux"}
    )
    return str(token.text) if hedge or open_deed or due or planned else None


def _is_infinitive(token: Token) -> bool:
    return token.dep_ == "xcomp" and any(child.lower_ == "to" for child in token.children)


def _touches(token: Token, shared: frozenset[int]) -> bool:
    """Whether what the word's verb tells is the claim's: some of `shared` hang on it, or none but its subject are there at all.

    Clauses joined before the verb, and clauses inside its subject, say something of their own.
    """
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    aside = _under(part for subject in subjects for part in subject.subtree if part.dep_ in _ASIDE)
    aside |= _under(child for child in verb.children if child.dep_ in _JOINED and child.i < verb.i)
    if fold_word(verb.lemma_) in lexicon().factive:
        aside |= _under(child for child in verb.children if child.dep_ == "ccomp")
    rest = shared - (_under(subjects) - aside)
    return not rest or not rest.isdisjoint(_under([verb]) - aside)


def _under(tokens: Iterable[Token]) -> frozenset[int]:
    return frozenset(part.i for token in tokens for part in token.subtree)


def _said(terms: Terms, *, anybody: bool = False) -> str | None:
    """The verb by which somebody is reported to say so; `anybody` takes one without a subject too ("at pains to say that")."""
    for token in terms.doc:
        if fold_word(token.lemma_) in lexicon().say and token.pos_ == "VERB":
            deps = {child.dep_ for child in token.children}
            if (anybody or deps & _SUBJECTS) and ("ccomp" in deps or token.dep_ == "parataxis"):
                return str(token.text)
        if token.lower_ == "according" and any(child.lower_ == "to" for child in token.children):
            return "according to"
    return None
