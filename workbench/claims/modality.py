"""Whether a claim says that something is so, will be so, may be so, or is not so; read off its verb and its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.models import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE_AUX = frozenset(("could", "may", "might", "would", "can", "ca"))
_POSSIBLE_ADVERBS = frozenset(
    ("possibly", "perhaps", "maybe", "potentially", "allegedly", "presumably", "probably", "reportedly", "likely")
)
_POSSIBLE_VERBS = frozenset(("seem", "appear", "consider", "suspect", "weigh"))
_PLANNED_AUX = frozenset(("will", "'ll", "’ll", "wo", "shall"))
_PLANNED_VERBS = frozenset(
    "plan intend aim expect schedule propose promise pledge vow commit seek slate destine project forecast "
    "anticipate set due".split()
)
_PLANNED_ADJECTIVES = frozenset(("due", "set", "ready", "poised", "likely"))
_DENYING_VERBS = frozenset(("deny", "refute", "dispute", "disprove", "debunk"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
_NO_THING = frozenset(("no", "none", "nobody", "nothing", "neither"))
_REPORTING_ABOVE = 3


def read_modality(head: Token, inside: Iterable[Token]) -> Modality:
    """Modality of the claim whose verb (or noun) is `head`; `inside` are the claim's tokens.

    A doubt outweighs a plan and a denial outweighs both, except that "may not" stays possible.
    """
    words = list(inside)
    near = _verb_group(head)
    auxiliaries = {token.lower_ for token in near if token.dep_ in {"aux", "auxpass"} or token.i == head.i}
    negated = any(token.dep_ == "neg" or token.lower_ in _NEGATIONS for token in near) or _no_thing(head)
    if negated and not auxiliaries & {"may", "might"}:
        return Modality.DENIED
    if _denied_above(head):
        return Modality.DENIED
    if auxiliaries & _POSSIBLE_AUX or _doubted(head, near, words):
        return Modality.POSSIBLE
    if auxiliaries & _PLANNED_AUX or _planned(head):
        return Modality.PLANNED
    return Modality.ASSERTED


def _verb_group(head: Token) -> list[Token]:
    """The head with its auxiliaries, negation and adverbs; a coordinated verb borrows the auxiliaries it shares."""
    group = [head, *(child for child in head.children if child.dep_ in {"aux", "auxpass", "neg", "advmod", "preconj"})]
    if head.dep_ == "conj" and not any(child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for child in head.children):
        group += [child for child in head.head.children if child.dep_ in {"aux", "auxpass"}]
    return group


def _no_thing(head: Token) -> bool:
    """``no decision had been made``, ``there is no reason``, ``none of them came``."""
    for child in head.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "expl"} and (
            child.lower_ in _NO_THING or any(word.lower_ in _NO_THING or word.lower_ == "not" for word in child.lefts)
        ):
            return True
    return False


def _denied_above(head: Token) -> bool:
    if head.lemma_.lower() in _DENYING_VERBS:
        return True
    current = head
    for _ in range(_REPORTING_ABOVE):
        if current.dep_ not in {"ccomp", "conj"} or current.head.i == current.i:
            return False
        current = current.head
        if current.lemma_.lower() in _DENYING_VERBS:
            return True
    return False


def _doubted(head: Token, near: list[Token], words: list[Token]) -> bool:
    if any(token.lower_ in _POSSIBLE_ADVERBS for token in near):
        return True
    if head.lemma_.lower() in _POSSIBLE_VERBS and any(
        child.dep_ in {"xcomp", "oprd", "ccomp", "dobj"} for child in head.children
    ):
        return True
    return bool(words) and words[0].lower_ in _POSSIBLE_ADVERBS


def _planned(head: Token) -> bool:
    """``plans to``, ``is expected to``, ``going to``, ``due to open``: a verb or adjective of intent with an infinitive."""
    candidates = [head, *(child for child in head.children if child.dep_ in {"acomp", "xcomp", "oprd", "attr", "dobj"})]
    for token in candidates:
        infinitive = any(_is_infinitive(child) for child in token.children)
        if (
            token.lemma_.lower() in _PLANNED_VERBS
            and token.pos_ in {"VERB", "ADJ", "NOUN"}
            and (infinitive or _prospective(token))
        ):
            return True
        if token.lower_ == "going" and infinitive:
            return True
        if token.lower_ in _PLANNED_ADJECTIVES and infinitive:
            return True
    return False


def _is_infinitive(token: Token) -> bool:
    return token.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and any(
        child.lower_ == "to" and child.dep_ == "aux" for child in token.children
    )


def _prospective(token: Token) -> bool:
    """``is scheduled for May``, ``destined for sale``: a passive of intent with ``for``."""
    passive = token.tag_ == "VBN" or token.pos_ == "ADJ"
    return passive and any(child.dep_ == "prep" and child.lower_ == "for" for child in token.children)
