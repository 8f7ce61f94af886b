"""Whom a sentence means by "it" or "she": the named subject of the sentences just before it, in the same paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.judging.sentence.terms import is_name, read_terms
from workbench.judging.sides.passages import sentences_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset(("it", "she", "he", "they"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_REACH = 2
_LONGEST_PARAGRAPH = 4_000


def with_named_subject(text: str, before: str) -> str:
    """`text` with the pronoun that opens it replaced by the name it stands for; unchanged where that is not plain.

    `before` is the article up to the claim. Of the last two sentences of its paragraph the nearest whose subject is no pronoun
    decides: a name serves, a common noun leaves it open.
    """
    subject = _subject(read_terms(text).doc)
    if subject is None or subject.i != 0 or subject.lower_ not in _PRONOUNS:
        return text
    name = _last_named(before)
    return text if name is None else f"{name}{text[subject.idx + len(subject.text) :]}"


def _last_named(before: str) -> str | None:
    paragraph = before.rpartition("\n\n")[2][-_LONGEST_PARAGRAPH:]
    for start, end in reversed(sentences_of(paragraph)[-_REACH:]):
        subject = _subject(read_terms(paragraph[start:end]).doc)
        if subject is not None and subject.lower_ in _PRONOUNS:
            continue
        return None if subject is None or not is_name(subject) else _name_at(subject)
    return None


def _subject(doc: Doc) -> Token | None:
    return next((token for token in doc if token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT"), None)


def _name_at(token: Token) -> str:
    """The subject with the words that make up its name, articles and titles included."""
    parts = [child for child in token.children if child.dep_ in {"compound", "det", "nmod"} and child.i < token.i]
    first = min([token.i, *(part.i for part in parts)])
    text = token.doc[first : token.i + 1].text
    return text[:1].upper() + text[1:]
