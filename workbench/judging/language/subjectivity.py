"""Whether a sentence judges or foretells, read off its main verbs: what stands in a side clause may still be looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.judging.sentence.lexicon import lexicon
from workbench.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

_COPULAS = frozenset("be seem look sound feel remain become appear".split())
_COMPLEMENTS = frozenset(("attr", "acomp", "oprd"))
_ADVICE = frozenset(("should", "ought", "shouldn't"))
_DUTY = frozenset(("must", "need", "have"))
# "We must", "one has to": advice; "drivers must" may be the law.
_EVERYBODY = frozenset("we you one everyone everybody nobody people society mankind humanity".split())
_SOMETHING = frozenset(("something", "nothing", "little", "much"))
_FORMAL_SUBJECTS = frozenset(("it", "that", "this", "which"))
_OPEN = frozenset(("may", "might", "could"))
_COMING = frozenset(("will", "'ll", "’ll", "wo", "shall", "would"))
_UNSURE = frozenset("perhaps maybe probably likely possibly surely".split())
_AGAINST = frozenset(("more", "less", "least", "as", "times", "twice"))
_AFTERWARDS = frozenset("later eventually afterwards subsequently then often always sometimes usually".split())
_LASTING = frozenset("take last be need require continue remain pass go".split())
_WHETHER = frozenset(("whether", "if"))
_THAT = frozenset(("that",))
_FIRST_PERSON = frozenset(("i", "we"))


def is_judgement(doc: Doc) -> bool:
    """Whether every main verb of the sentence judges or advises ("is a disgrace", "should never"), none tells a fact."""
    verbs = main_verbs(doc)
    return bool(verbs) and all(_judges(verb) for verb in verbs)


def is_forecast(doc: Doc) -> bool:
    """Whether every main verb speaks of what may come ("will look", "may tell", "is likely to rise")."""
    verbs = main_verbs(doc)
    return bool(verbs) and all(_foretells(verb) for verb in verbs)


def is_open_forecast(doc: Doc) -> bool:
    """Whether the sentence foretells without settling it: "may be ten years", "will probably cost", "will take ten years"."""
    return is_forecast(doc) and all(_unsure(verb) or verb.lemma_ in _LASTING for verb in main_verbs(doc))


def main_verbs(doc: Doc) -> tuple[Token, ...]:
    """The verbs of the main clauses in order; "experts say that …" is passed through to what they say."""
    roots = [token for token in doc if token.dep_ == "ROOT" and not token.is_punct]
    found = {verb.i: verb for root in roots for verb in _said(root)}
    return tuple(found[index] for index in sorted(found))


def is_aside(doc: Doc, start: int, end: int) -> bool:
    """Whether `start`…`end` stands in a clause that qualifies what is judged ("the best idea it has had in ten years")."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    above = [span.root, *span.root.ancestors]
    clause = next((token for token in above if token.dep_ == "relcl"), None)
    return clause is not None and clause.head.dep_ in _COMPLEMENTS and clause.head.head in main_verbs(doc)


def _said(root: Token) -> list[Token]:
    """The verb with those joined to it, or what it reports."""
    told = [child for child in root.children if child.dep_ == "ccomp" and not _has_mark(child, _WHETHER)]
    if told and fold(root.lemma_) in lexicon().say and not _modals(root) and not _first_person(root):
        return [verb for inner in told for verb in _joined(inner)]
    return _joined(root)


def _joined(verb: Token) -> list[Token]:
    joined: list[Token] = [verb]
    for one in joined:
        joined += [child for child in one.children if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}]
    return joined


# ------------------------------------------------------------------------------------------------------- judgement


def _judges(verb: Token) -> bool:
    words = lexicon()
    if _advises(verb) or fold(verb.lemma_) in words.merit:
        return True
    if fold(verb.lemma_) in words.holding:  # "I believe": in the first person an opinion, in the third a report of one
        return _first_person(verb)
    if verb.lemma_ not in _COPULAS:
        return False
    complements = [child for child in verb.children if child.dep_ in _COMPLEMENTS]
    return any(_rates(verb, complement) for complement in complements) and not _states_a_fact(verb, complements)


def _advises(verb: Token) -> bool:
    """By "should", "ought to"; "must", "need to" and "have to" where everybody is meant."""
    auxiliaries = {child.lower_ for child in _auxiliaries(verb)}
    if auxiliaries & _ADVICE or verb.lower_ == "ought":
        return True
    everybody = any(child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in _EVERYBODY for child in verb.children)
    to_do = verb.lemma_ in _DUTY and verb.tag_ != "VBD" and any(child.dep_ == "xcomp" for child in verb.children)
    return everybody and (to_do or "must" in auxiliaries)


def _rates(verb: Token, complement: Token) -> bool:
    words = lexicon()
    near = [complement, *_qualifiers(complement)]
    if any(_folded(token) & words.opinion for token in near):
        return True
    there = any(child.dep_ == "expl" for child in verb.children)
    if there and complement.lower_ in _SOMETHING:
        return len(near) > 1
    if not any(_folded(token) & words.rating for token in near):
        return False
    return bool(_folded(complement) & words.matters) or _of_a_deed(verb, complement)


def _qualifiers(complement: Token) -> list[Token]:
    """Its adjectives ("a sensible objection") and what follows "something"; adjectives joined by "and" too."""
    direct = [child for child in complement.children if child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ == "VBG")]
    return [*direct, *(joined for one in (complement, *direct) for joined in one.conjuncts)]


def _of_a_deed(verb: Token, complement: Token) -> bool:
    """As in "It is right to leave", "the decision was wrong": a deed or a plan is rated, which nobody can measure."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "csubj"}]
    rated = any(child.dep_ == "csubj" or _folded(child) & lexicon().matters for child in subjects)
    formal = any(child.lower_ in _FORMAL_SUBJECTS for child in subjects)
    to_do = any(child.dep_ in {"xcomp", "acl"} and child.tag_ == "VB" for one in (verb, complement) for child in one.children)
    return rated or (formal and to_do)


def _states_a_fact(verb: Token, complements: Sequence[Token]) -> bool:
    """As in "It was a wonder that nobody was hurt": the clause after "that" is a fact, whatever is thought of it."""
    clauses = [
        child for one in (verb, *complements) for child in one.children if child.dep_ in {"acl", "ccomp", "relcl", "advcl"}
    ]
    return any(_has_mark(clause, _THAT) for clause in clauses)


def _has_mark(clause: Token, marks: frozenset[str]) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in marks for child in clause.children)


def _first_person(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.lower_ in _FIRST_PERSON for child in verb.children)


def _folded(token: Token) -> frozenset[str]:
    return frozenset((fold(token.lemma_), fold(token.text)))


# -------------------------------------------------------------------------------------------------------- forecast


def _foretells(verb: Token) -> bool:
    modals = _modals(verb)
    perfect = any(child.lower_ in {"have", "'ve"} for child in _auxiliaries(verb))
    if modals & _COMING:
        known = "would" in modals and any(child.lower_ in _AFTERWARDS for child in verb.children)
        return not known
    if modals & _OPEN:
        able = "could" in modals and fold(verb.lemma_) in lexicon().abilities
        return not perfect and not able
    return _is_likely(verb)


def _unsure(verb: Token) -> bool:
    said = any(child.lower_ in _UNSURE for child in verb.children)
    return bool(_modals(verb) & _OPEN) or said or _is_likely(verb)


def _is_likely(verb: Token) -> bool:
    """As in "is likely to rise", "is unlikely to"; set against another ("20 times more likely to") it is a statistic."""
    return verb.lemma_ == "be" and any(
        child.dep_ == "acomp"
        and child.lower_ in {"likely", "unlikely", "bound"}
        and any(own.dep_ == "xcomp" for own in child.children)
        and not any(own.lower_ in _AGAINST for own in child.lefts)
        for child in verb.children
    )


def _modals(verb: Token) -> frozenset[str]:
    return frozenset(child.lower_ for child in _auxiliaries(verb) if child.tag_ == "MD")


def _auxiliaries(verb: Token) -> list[Token]:
    """Its auxiliaries; a verb joined to another without a subject of its own shares that one's."""
    own = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    return own if own or subject or verb.dep_ != "conj" else _auxiliaries(verb.head)
