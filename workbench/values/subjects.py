"""What a value is about: the entity and the attribute it fills, such as ``ATACMS · range``.

`attach_subjects` reads them off a sentence parse; `plain_subjects` guesses them without one. A subject is a hint for
pairing values, never evidence by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.models import Value, ValueKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SEPARATOR = " · "

# Nouns that name a measurable attribute of something else ("the range of the missile", "Ohio's unemployment rate").
MEASURES = frozenset(
    "age altitude amount area average balance bill budget capacity cost count debt deficit depth diameter distance "
    "duration emission emissions fee fine flow frequency growth height income increase inflation length level limit loss "
    "margin mass maximum minimum number output pace payload population power pressure price production profit quota "
    "radius range rate ratio reserves revenue salary sale sales score share size speed spending stockpile sum supply "
    "surplus tax temperature threshold toll total turnout value volume wage weight width yield".split()
)
ADJECTIVES = {
    "long": "length",
    "tall": "height",
    "high": "height",
    "wide": "width",
    "deep": "depth",
    "old": "age",
    "heavy": "weight",
    "thick": "thickness",
    "away": "distance",
    "far": "distance",
    "large": "size",
    "strong": "strength",
}
DIMENSIONS = {
    "[length]": "length",
    "[mass]": "weight",
    "[currency]": "amount",
    "[length] ** 2": "area",
    "[length] ** 3": "volume",
    "[temperature]": "temperature",
    "[length] / [time]": "speed",
    "[percent]": "share",
    "[time]": "duration",
}
_HAVING = frozenset(("have", "boast", "feature", "carry", "hold"))
_VERBAL = frozenset(("VERB", "AUX"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_NAME_PARTS = frozenset(("compound", "amod", "nmod", "nummod", "poss", "case", "punct"))
# Past participles of the irregular verbs that news counts things with.
IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "buy:bought sell:sold build:built send:sent spend:spent lose:lost win:won make:made pay:paid hold:held find:found "
        "give:given take:taken see:seen lead:led leave:left cut:cut hit:hit put:put lay:laid lend:lent bring:brought "
        "catch:caught teach:taught draw:drawn drive:driven fly:flown grow:grown shoot:shot steal:stolen write:written "
        "get:got keep:kept tell:told meet:met feed:fed drop:dropped ship:shipped plan:planned shut:shut run:run set:set "
        "beat:beaten choose:chosen"
    ).split()
)
_LONGEST_CLIMB = 12
_LONGEST_NAME = 6  # words
_AGED = re.compile(r"\bold\b")
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Subject:
    """The parts of a subject: the entity's token index in the parse (``None`` where unknown) and both texts."""

    token: int | None
    entity: str
    attribute: str

    def __str__(self) -> str:
        """Entity and attribute, or the one that is known."""
        return SEPARATOR.join(part for part in (self.entity, self.attribute) if part)


def attach_subjects(text: str, values: Sequence[Value], doc: Doc) -> tuple[Value, ...]:
    """Give every value of `text` its subject from the parse `doc`; order and offsets stay. ``None`` where none is found."""
    del text  # offsets of values and of the parse both refer to it
    found = ((value, find_subject(value, doc)) for value in values)
    return tuple(replace(value, subject=str(subject) or None) if subject else value for value, subject in found)


def find_subject(value: Value, doc: Doc) -> Subject | None:
    """Entity and attribute that `value` fills in `doc`, or ``None`` where its place in the parse tells nothing."""
    span = doc.char_span(value.start, value.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token = span.root
    subject = _of_age(value, token) or _of_premodifier(value, token) or _of_measure(token) or _of_clause(value, token)
    return subject if subject and str(subject) else None


def name_of(token: Token) -> str:
    """The compact noun phrase around `token`: its name parts without articles, possessives or clauses."""
    parts = [token]
    for child in reversed(list(token.lefts)):
        if child.i != parts[0].i - 1 and child.right_edge.i != parts[0].i - 1:
            break
        if child.dep_ not in _NAME_PARTS or child.dep_ == "poss" or any(token.like_num for token in child.subtree):
            break
        parts = [*child.subtree, *parts]
    text = "".join(part.text_with_ws for part in [*parts, *_tail_of_name(token)]).strip()
    return " ".join(text.split()[-_LONGEST_NAME:]).strip(" ,-'\"“”‘’")


def _tail_of_name(token: Token) -> list[Token]:
    """``of Defence`` behind ``Ministry``, ``& Spencer`` behind ``Marks``: names go on over what ties another name to them."""
    if token.pos_ == "PROPN" and token.i + 2 < len(token.doc) and token.nbor().text == "&" and token.nbor(2).pos_ == "PROPN":
        last = token.nbor(2)
        while last.dep_ == "compound" and last.head.i == last.i + 1 and last.head.pos_ == "PROPN":
            last = last.head
        return list(token.doc[token.i + 1 : last.i + 1])
    if token.pos_ != "PROPN" or token.i + 1 >= len(token.doc) or token.nbor().lower_ not in {"of", "for"}:
        return []
    inner = next((child for child in token.nbor().children if child.dep_ == "pobj" and child.pos_ == "PROPN"), None)
    return [] if inner is None or inner.i - token.i > _LONGEST_NAME else list(token.doc[token.i + 1 : inner.i + 1])


# ------------------------------------------------------------------------------------------------- from the parse


def _of_premodifier(value: Value, token: Token) -> Subject | None:
    """``the 12-mile Kerch Bridge``: a value in front of the noun it describes. Counts own the noun they stand before."""
    head = token.head
    if (
        token.dep_ not in {"compound", "amod", "nmod", "nummod", "npadvmod"}
        or head.pos_ not in _NOMINAL | {"ADJ"}
        or head.i <= token.i
    ):
        return None
    if head.pos_ == "ADJ":
        return _of_adjective(head)
    if value.kind is ValueKind.COUNT and head.idx < value.end:
        return None
    if value.kind in {ValueKind.DATE, ValueKind.TIME, ValueKind.SET}:
        return Subject(head.i, name_of(head), "date")
    if head.lemma_.lower() in MEASURES:
        return _measured(head)
    return Subject(head.i, name_of(head), _dimension(value))


def _of_age(value: Value, token: Token) -> Subject | None:
    """``Maria Lopez, 43,``: a small bare number set off after a person's name."""
    head = token.head
    plain = value.text.isdigit() and 0 < int(value.text[:4]) <= _OLDEST
    if plain and token.dep_ in {"appos", "nummod", "npadvmod"} and head.i < token.i and head.ent_type_ == "PERSON":
        return Subject(head.i, name_of(head), "age")
    return None


def _of_adjective(adjective: Token) -> Subject | None:
    """``12 miles long``, ``a 45-year-old senator``: the adjective names the attribute."""
    attribute = ADJECTIVES.get(adjective.lemma_.lower())
    if attribute is None:
        return None
    if adjective.dep_ == "amod" or adjective.head.pos_ in _NOMINAL:
        return Subject(adjective.head.i, name_of(adjective.head), attribute)
    owner = _subject_of(adjective.head)
    return Subject(owner.i, name_of(owner), attribute) if owner is not None else None


def _of_measure(token: Token) -> Subject | None:
    """``a range of 190 miles``, ``its range is 190 miles``, ``a $5 price``: a measure noun governs the value."""
    head = token.head
    if token.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in {"of", "at", "to", "from", "between"}:
        noun = head.head
        if head.lower_ == "of" and noun.pos_ in {"NOUN", "PROPN"} and not noun.like_num:
            return _measured(noun)
    if token.dep_ in {"attr", "dobj", "oprd", "acomp", "pobj"}:
        verb = _governor(token)
        owner = _subject_of(verb) if verb is not None else None
        if owner is not None and owner.lemma_.lower() in MEASURES:
            return _measured(owner)
    return None


def _measured(noun: Token) -> Subject:
    """The owner of a measure noun: its ``of`` phrase, possessor, or what it is attached to; the noun is the attribute."""
    owner = _owner(noun)
    if owner is None:
        return Subject(None, "", name_of(noun))
    attribute = name_of(noun)
    return Subject(owner.i, name_of(owner), attribute)


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "in", "at", "from"}:
            inner = next((t for t in child.children if t.dep_ == "pobj" and t.pos_ in _NOMINAL and not _numeric(t)), None)
            if inner is not None:
                return inner
    if noun.dep_ == "pobj" and noun.head.lower_ in {"with", "of", "at"} and noun.head.head.pos_ in _NOMINAL:
        return noun.head.head
    if noun.dep_ in {"dobj", "attr", "pobj"}:
        verb = _governor(noun)
        return _subject_of(verb) if verb is not None else None
    return None


def _of_clause(value: Value, token: Token) -> Subject | None:
    """The clause around the value: its subject is the entity, its verb (and a counted noun) the attribute."""
    verb = _governor(token)
    if verb is None:
        return None
    counted = name_of(token) if value.kind is ValueKind.COUNT and token.pos_ in {"NOUN", "PROPN"} else ""
    owner = _subject_of(verb)
    if owner is not None and _inside(owner, value):
        agent = _agent_of(verb)
        share = _whole_of(token) if value.kind is ValueKind.PERCENT else None
        if share is not None:
            return Subject(share.i, name_of(share), verb.lower_)
        entity, index = (name_of(agent), agent.i) if agent is not None else (counted or name_of(owner), owner.i)
        doing = f"{counted} {verb.lower_}" if agent is not None and counted else verb.lower_
        return Subject(index, entity, doing)
    doing = "" if verb.pos_ == "AUX" else _participle(verb) if counted else verb.lemma_.lower()
    if verb.lemma_.lower() in _HAVING or verb.pos_ == "AUX":
        doing = "" if counted else _attribute_noun(verb, token) or _dimension(value)
    attribute = f"{counted} {doing}".strip()
    return Subject(owner.i, name_of(owner), attribute) if owner is not None else Subject(None, "", attribute)


def _whole_of(token: Token) -> Token | None:
    """``40 percent of voters``: what the share is of."""
    of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    return None if of is None else next((child for child in of.children if child.dep_ == "pobj"), None)


def _attribute_noun(verb: Token, token: Token) -> str:
    adjective = next((t for t in (token.head, *verb.children) if t.lemma_.lower() in ADJECTIVES), None)
    return ADJECTIVES[adjective.lemma_.lower()] if adjective is not None else ""


def _governor(token: Token) -> Token | None:
    """The nearest verb above `token`; bounded, because a broken parse may chain hundreds of tokens."""
    current = token
    for _ in range(_LONGEST_CLIMB):
        if current.head.i == current.i:
            return current if current.pos_ in _VERBAL else None
        current = current.head
        if current.pos_ in _VERBAL:
            return current
    return None


def _subject_of(verb: Token) -> Token | None:
    """The subject of `verb`, borrowed along coordination, control and relative clauses where it has none of its own."""
    current = verb
    for _ in range(_LONGEST_CLIMB):
        for child in current.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return _antecedent(child, current)
        if current.dep_ in {"relcl", "acl"}:
            return current.head
        if current.dep_ not in {"conj", "xcomp", "advcl", "pcomp"} or current.head.i == current.i:
            return None
        current = current.head.head if current.dep_ == "pcomp" else current.head
        if current.pos_ not in _VERBAL:
            return current if current.pos_ in _NOMINAL else None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    return verb.head if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else subject


def _agent_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def _participle(verb: Token) -> str:
    """The verb as written when past, else its past participle: what happened to the things counted."""
    if verb.tag_ in {"VBD", "VBN"}:
        return verb.lower_
    lemma = verb.lemma_.lower()
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    return lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else lemma + "ed"


def _dimension(value: Value) -> str:
    if _AGED.search(value.text):
        return "age"
    if value.kind is ValueKind.MONEY:
        return "amount"
    if value.kind is ValueKind.PERCENT:
        return "share"
    return DIMENSIONS.get(value.dimension, "duration" if value.kind is ValueKind.DURATION else value.unit)


def _numeric(token: Token) -> bool:
    return bool(token.like_num) or any(child.dep_ in {"nummod", "quantmod"} for child in token.children)


def _inside(token: Token, value: Value) -> bool:
    return value.start <= token.idx < value.end or any(
        child.dep_ in {"nummod", "quantmod"} and value.start <= child.idx < value.end for child in token.children
    )
