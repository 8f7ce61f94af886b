"""What a sentence's words and parse say about its worth to a checker: a fixed list of numbers, each with a name.

The same features serve training and reading. They come from the parse alone, so that training needs no values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = frozenset("i me my mine myself i'm i've".split())
_WE = frozenset("we us our ours ourselves".split())
_YOU = frozenset("you your yours yourself yourselves".split())
_THEY = frozenset("he she they him her them his their it its".split())
_OPINION = frozenset(
    "think believe hope want feel wish guess suppose like love hate doubt wonder agree disagree prefer".split()
)
_DUTY = frozenset("should must ought need let'".split())
_EVALUATIVE = frozenset(
    "good bad great terrible wonderful horrible best worst wrong right important fair unfair proud tough "
    "strong weak disgraceful "
    "beautiful stupid crazy sad fantastic incredible ridiculous tremendous awful honest decent clear".split()
)
_RECORD = frozenset(
    "vote pass sign cut raise spend create lose cost pay build veto introduce propose support oppose "
    "approve kill die invade attack "
    "sell buy import export own earn hire fire close open ban launch elect appoint convict indict sue enact repeal fund "
    "reduce expand double triple increase decrease rise fall grow drop decline win serve send supply produce".split()
)
_QUANTIFIERS = frozenset(
    "all every most many few several half majority million millions billion billions trillion thousands hundreds".split()
)
_TIMES = frozenset("year years month months week decade today yesterday ago since last past during".split())
_POLITE = frozenset("thank thanks please welcome sorry applause evening ladies gentlemen hello".split())
_FEW_WORDS = 6
_MANY_WORDS = 30
_CONDITION = frozenset("if unless whether".split())
_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "DATE", "MONEY", "PERCENT", "CARDINAL", "LAW", "QUANTITY")
_TAGS = ("NOUN", "PROPN", "PRON", "VERB", "ADJ", "ADV", "NUM")
_ROOT_TAGS = ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB")

NAMES: tuple[str, ...] = (
    "words",
    "few words",
    "many words",
    "digits",
    "number words",
    "a percentage",
    "money",
    "a year",
    "times",
    "quantifiers",
    *(f"entity {label}" for label in _ENTITIES),
    *(f"part of speech {tag}" for tag in _TAGS),
    *(f"root {tag}" for tag in _ROOT_TAGS),
    "first person",
    "we",
    "you",
    "third person",
    "speaker as subject",
    "named subject",
    "noun subject",
    "no subject",
    "opinion verb",
    "duty",
    "evaluation",
    "record verb",
    "record verb at root",
    "comparison",
    "change with number",
    "negation",
    "future",
    "conditional mood",
    "condition",
    "question",
    "exclamation",
    "courtesy",
    "perfect",
    "passive",
    "copula",
    "quotation",
    "value and name",
    "value and no speaker",
    "past and name",
    "imperative",
)


def features_of(tokens: Sequence[Token]) -> npt.NDArray[np.float32]:
    """The features of one stretch of a parse, in the order of `NAMES`."""
    words = [token for token in tokens if not token.is_space and not token.is_punct]
    # "Artemis I" is no speaker: a name never counts as a pronoun.
    lowered = [token.lower_ if token.pos_ != "PROPN" or len(token) > 1 else "" for token in words]
    root = _root(words)
    numbers = sum(any(character.isdigit() for character in word) for word in lowered)
    number_words = sum(token.pos_ == "NUM" for token in words)
    counts = _entity_counts(tokens)
    figures = [
        *_sizes(tokens, lowered, numbers, number_words),
        *(min(counts[label], 3) for label in _ENTITIES),
        *(sum(token.pos_ == tag for token in words) / max(len(words), 1) for tag in _TAGS),
        *(float(root is not None and root.tag_ == tag) for tag in _ROOT_TAGS),
        *_persons(lowered),
        *_subjects(root),
        *_stances(words, lowered, root, numbers),
        *_moods(tokens, words, lowered, root),
    ]
    named = counts["PERSON"] + counts["ORG"] + counts["GPE"] > 0
    spoken = any(word in _FIRST or word in _YOU for word in lowered)
    valued = numbers > 0 or number_words > 0
    past = root is not None and root.tag_ in {"VBD", "VBN"}
    crossed = [valued and named, valued and not spoken, past and named, _imperative(root)]
    return np.array([*figures, *crossed], dtype=np.float32)


def _sizes(tokens: Sequence[Token], lowered: list[str], numbers: int, number_words: int) -> list[float]:
    text = "".join(token.text_with_ws for token in tokens)
    return [
        math.log1p(len(lowered)),
        float(len(lowered) < _FEW_WORDS),
        float(len(lowered) > _MANY_WORDS),
        min(numbers, 3),
        min(number_words, 3),
        float("%" in text or "percent" in lowered or "per cent" in text),
        float(any(mark in text for mark in "$€£") or "dollars" in lowered),
        float(any(word[:2] in {"18", "19", "20"} and word[:4].isdigit() and len(word) in {4, 5} for word in lowered)),
        float(any(word in _TIMES for word in lowered)),
        float(any(word in _QUANTIFIERS for word in lowered)),
    ]


def _entity_counts(tokens: Sequence[Token]) -> dict[str, int]:
    counts = dict.fromkeys(_ENTITIES, 0)
    for token in tokens:
        if token.ent_iob_ == "B" and token.ent_type_ in counts:
            counts[token.ent_type_] += 1
    return counts


def _persons(lowered: list[str]) -> list[float]:
    return [float(min(sum(word in group for word in lowered), 3)) for group in (_FIRST, _WE, _YOU, _THEY)]


def _subjects(root: Token | None) -> list[float]:
    subject = None if root is None else next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None:
        return [0.0, 0.0, 0.0, 1.0]
    return [float(subject.lower_ in _FIRST), float(subject.pos_ == "PROPN"), float(subject.pos_ == "NOUN"), 0.0]


def _stances(words: list[Token], lowered: list[str], root: Token | None, numbers: int) -> list[float]:
    lemmas = [token.lemma_.lower() for token in words]
    compares = any(token.tag_ in {"JJR", "RBR", "JJS", "RBS"} for token in words)
    return [
        float(any(lemma in _OPINION for lemma in lemmas)),
        float(any(word in _DUTY for word in lowered)),
        float(min(sum(word in _EVALUATIVE for word in lowered), 3)),
        float(min(sum(lemma in _RECORD for lemma in lemmas), 3)),
        float(root is not None and root.lemma_.lower() in _RECORD),
        float(compares),
        float(compares and numbers > 0),
        float(any(token.dep_ == "neg" for token in words)),
    ]


def _moods(tokens: Sequence[Token], words: list[Token], lowered: list[str], root: Token | None) -> list[float]:
    auxiliaries = {child.lower_ for child in root.children if child.dep_ in {"aux", "auxpass"}} if root is not None else set()
    marks = {token.text for token in tokens if token.is_punct}
    return [
        float(bool(auxiliaries & {"will", "'ll", "shall"}) or "going" in lowered),
        float(bool(auxiliaries & {"would", "could", "might", "may", "can"})),
        float(any(word in _CONDITION for word in lowered)),
        float("?" in marks),
        float("!" in marks),
        float(any(word in _POLITE for word in lowered)),
        float(bool(auxiliaries & {"has", "have", "had", "'ve"})),
        float(any(token.dep_ in {"auxpass", "nsubjpass"} for token in words)),
        float(root is not None and root.lemma_ == "be"),
        float(bool(marks & {'"', "“", "”"})),
    ]


def _root(words: list[Token]) -> Token | None:
    inside = {token.i for token in words}
    return next((token for token in words if token.head.i == token.i or token.head.i not in inside), None)


def _imperative(root: Token | None) -> bool:
    dependents = {"nsubj", "nsubjpass", "expl", "aux", "auxpass"}
    return root is not None and root.tag_ == "VB" and not any(child.dep_ in dependents for child in root.children)
