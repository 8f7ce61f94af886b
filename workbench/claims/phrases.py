"""What the grammar of a sentence says of one mention: its name, its describing words, the subjects over it.

Everything here reads one token or one noun phrase; who stands for whom is decided in `mentions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.claims.genders import OF_VESSELS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_POSSESSIVE = frozenset(("his", "her", "its", "their"))


def whole_names(doc: Doc) -> Iterator[Span]:
    """The noun phrases of `doc` without their clauses; a name joined by "&" is one ("Marks & Spencer")."""
    whole: Span | None = None
    for chunk in doc.noun_chunks:
        if whole is not None and chunk.start == whole.end + 1 and doc[whole.end].text == "&" and whole[-1].pos_ == "PROPN":
            whole = doc[whole.start : chunk.end]
            continue
        if whole is not None:
            yield whole
        whole = chunk
    if whole is not None:
        yield whole


def is_possessive(token: Token) -> bool:
    """Whether a pronoun stands for an owner, so that its replacement needs ``'s``."""
    return token.lower_ in _POSSESSIVE and token.tag_ == "PRP$"


def is_fronted(token: Token) -> bool:
    """``Cheap she is not``: what stands before the pronoun is said of it, and mostly not of a person."""
    return token.dep_ == "nsubj" and any(
        child.dep_ in {"acomp", "attr", "oprd", "advmod"} and child.i < token.i and child.pos_ == "ADJ"
        for child in token.head.children
    )


def stands_before_subject(token: Token) -> bool:
    """``At the height of its fame the mill …``: an owner in a phrase before the subject is mostly that subject."""
    above = token
    while above.head.i != above.i and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    subject = next((child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and subject.left_edge.i > token.i and subject.pos_ != "PRON"


def describing(chunk: Span) -> set[str]:
    """What the named thing may be called later: any noun of a name, of a common noun with a name before it the noun alone.

    "The bridge" is the Kerch Bridge and "the mill" the Brackwater newsprint mill; "the group" is not Group sales.
    """
    if chunk.root.pos_ != "PROPN":
        return {chunk.root.lemma_.lower()}
    return {token.lemma_.lower() for token in chunk if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "poss"}


def is_of_a_vessel(token: Token) -> bool:
    """Whether the pronoun's verb or noun is one of vessels: "she displaces", "her hull", "she has a range of"."""
    above = token.head
    near = [above, *(child for child in above.children if child.dep_ in {"dobj", "attr", "acl"})]
    return any(word.lemma_.lower() in OF_VESSELS for word in near)


def subjects_over(token: Token) -> set[int]:
    """Token indices of the subjects of the verbs above `token`, shared subjects included."""
    found: set[int] = set()
    for _ in range(8):
        found.update(child.i for child in token.children if child.dep_ in {"nsubj", "nsubjpass"})
        if token.head.i == token.i:
            break
        token = token.head
    return found


def described_by(token: Token) -> Token | None:
    """The name that an apposition or a copula at `token` describes: "ATACMS, the missile", "ATACMS is a missile"."""
    if token.dep_ == "appos":
        return token.head
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        return next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    return None


def points_nowhere(token: Token) -> bool:
    """``it is difficult to say``, ``it was clear that``, ``it rained``: a pronoun that stands for no thing."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return False
    clausal = any(child.dep_ in {"xcomp", "ccomp", "advcl", "csubj"} for child in verb.children if child.i > verb.i)
    said = next((child for child in verb.children if child.dep_ in {"acomp", "attr"}), None)
    inner = said is not None and any(child.dep_ in {"xcomp", "ccomp"} or _is_that_clause(child) for child in said.children)
    return verb.lemma_ in {"rain", "snow", "seem"} or (verb.lemma_ == "be" and (clausal or inner))


def _is_that_clause(token: Token) -> bool:
    """``a wonder that nobody was hurt``: a whole clause behind a noun, with a subject of its own."""
    return (
        token.dep_ in {"acl", "relcl"}
        and any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)
        and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    )


def looks_like_person(root: Token, chunk: Span) -> bool:
    """The small model calls many names people; an article before the name or an all-capital name says otherwise."""
    return not root.is_upper and not any(token.lower_ in {"the", "a", "an"} and token.head.i == root.i for token in chunk)


def thing_name(chunk: Span) -> str:
    """The chunk without its article; a name keeps the descriptive words in front of it."""
    tokens = list(chunk)
    while len(tokens) > 1 and (
        tokens[0].dep_ in {"det", "predet", "advmod", "punct"} or tokens[0].lower_ in {"the", "a", "an"}
    ):
        tokens = tokens[1:]
    return "".join(token.text_with_ws for token in tokens).strip()
