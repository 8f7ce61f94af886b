"""Who a cue belongs to: the subject of a verb in the parse, its name without title, and whom a pronoun means.

A `Mention` points at the words next to the cue ("he", "McCaul", "officials"); its name is what a reader would call the
speaker ("Michael McCaul" for "committee chairman Michael McCaul, R-Texas").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claims.cues import DOCUMENT_NOUNS, FEMALE, GROUP, ISSUING, MALE, PARTICLES, PRONOUNS, SPEECH, TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_LEFT_PARTS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "neg"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_CLIMBED = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "aux", "parataxis"})
_BELONGING = frozenset({"of", "for", "at", "from", "with", "in"})
# Steps up the parse, tokens in a speaker's phrase, characters a pronoun looks back.
_MOST_STEPS = 6
_LONGEST_PHRASE = 12
_FARTHEST = 3000


@dataclass(frozen=True, slots=True)
class Mention:
    """The speaker's name and the span of the words that stand for it beside the cue."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody a later pronoun may mean."""

    start: int
    name: str
    kind: str
    gender: str | None
    subject: bool


class Speakers:
    """Finds speakers in one parsed text; `is_quoted(offset)` says what stands within quotation marks."""

    def __init__(self, doc: Doc, is_quoted: Callable[[int], bool]) -> None:
        self._is_quoted = is_quoted
        self._candidates = sorted(_candidates(doc, is_quoted), key=lambda candidate: candidate.start)
        self._starts = [candidate.start for candidate in self._candidates]

    def of_verb(self, verb: Token) -> Mention | None:
        """The speaker of a verb: its subject, or that of the verb it depends on; never words of a quotation."""
        subject = _subject(verb)
        if subject is None or self._is_quoted(subject.idx):
            return None
        return self.of_noun(subject)

    def as_written(self, verb: Token) -> Mention | None:
        """The subject of a verb inside a quotation, as the quotation names it: its pronouns may mean anybody."""
        subject = _subject(verb)
        if subject is None:
            return None
        written = Mention(subject.text, subject.idx, subject.idx + len(subject))
        return written if subject.pos_ == "PRON" else _mention(subject)

    def beside(self, verb: Token) -> Mention | None:
        """The noun right after or right before a verb, where the parse gives no subject: "said a person close to"."""
        noun = _noun_after(verb) or _noun_before(verb)
        return None if noun is None or self._is_quoted(noun.idx) else self.of_noun(noun)

    def of_noun(self, noun: Token) -> Mention | None:
        """The speaker a noun stands for: of "a statement by X" or "X issued a statement", it is X."""
        if noun.tag_ in {"WP", "WDT"} and (antecedent := _antecedent_noun(noun)) is not None:
            stood_for = self.of_noun(antecedent)
            return Mention(stood_for.name, noun.idx, noun.idx + len(noun)) if stood_for else None
        if noun.lower_ in PRONOUNS:
            return self._of_pronoun(noun)
        if noun.lemma_.lower() in DOCUMENT_NOUNS and (issuer := _issuer(noun)) is not None and not self._is_quoted(issuer.idx):
            return self._of_pronoun(issuer) if issuer.lower_ in PRONOUNS else _mention(issuer)
        return _mention(noun)

    def _of_pronoun(self, pronoun: Token) -> Mention:
        name = self._antecedent(pronoun.lower_, pronoun.idx) or pronoun.text
        return Mention(name, pronoun.idx, pronoun.idx + len(pronoun))

    def _antecedent(self, pronoun: str, place: int) -> str | None:
        """The nearest fitting subject before `place`, else the nearest that fits at all."""
        wanted = "group" if pronoun in GROUP or pronoun in {"one", "others"} else "thing" if pronoun == "it" else "person"
        gender = "m" if pronoun in MALE else "f" if pronoun in FEMALE else None
        if pronoun in {"i", "you", "this", "that", "who", "which"}:
            return None
        second: str | None = None
        for index in range(bisect_left(self._starts, place) - 1, -1, -1):
            candidate = self._candidates[index]
            if place - candidate.start > _FARTHEST:
                break
            if candidate.kind != wanted or (gender and candidate.gender and candidate.gender != gender):
                continue
            if candidate.subject:
                return f"one of {candidate.name}" if pronoun == "one" else candidate.name
            second = second or candidate.name
        return second


# ------------------------------------------------------------------------------------------------ subjects


def is_passive(verb: Token) -> bool:
    """Whether `verb` is passive or a passive participle: its subject is no speaker."""
    parts = {child.dep_ for child in verb.children}
    return "auxpass" in parts or (verb.tag_ == "VBN" and verb.dep_ != "conj" and not parts & {"aux", "nsubj"})


def _subject(verb: Token) -> Token | None:
    """The subject of `verb`, or of what it hangs on; the noun a relative clause or participle describes."""
    passive = is_passive(verb)
    for step in range(_MOST_STEPS):
        for child in verb.children:
            if child.dep_ == "agent":
                return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
            if child.dep_ in _SUBJECTS and not (passive and step == 0):
                return child
        if step == 0 and passive:
            return None
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
        if verb.dep_ not in _CLIMBED or verb.head == verb:
            return None
        verb = verb.head
    return None


def _antecedent_noun(pronoun: Token) -> Token | None:
    """The noun a "who" or "that" refers to: the one its clause describes."""
    for above in pronoun.ancestors:
        if above.dep_ == "relcl" and above.head != above:
            return above.head
    return None


def _noun_after(verb: Token) -> Token | None:
    noun = None
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _MOST_STEPS]:
        if token.pos_ in _NOUNS:
            noun = token
        elif noun is not None or token.pos_ not in {"DET", "ADJ", "NUM"}:
            break
    return noun


def _noun_before(verb: Token) -> Token | None:
    for token in reversed(verb.doc[max(0, verb.i - _MOST_STEPS) : verb.i]):
        if token.pos_ in _NOUNS:
            return token
        if token.pos_ not in {"ADV", "AUX"}:
            break
    return None


def _issuer(document: Token) -> Token | None:
    """Who stands behind a document: its possessor, its "by" or "from", or the subject of the verb that issues it."""
    for child in document.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    governor = document.head if document.dep_ == "dobj" else document.head.head if document.dep_ == "pobj" else None
    if governor is not None and governor.pos_ in {"VERB", "AUX"} and governor.lemma_ in ISSUING | SPEECH:
        return _subject(governor)
    return None


# ------------------------------------------------------------------------------------------------ names


def _mention(head: Token) -> Mention | None:
    """The name or phrase around `head`, with those joined to it by "and"."""
    if head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"}:
        return None
    first, last = _name(_named(head))
    for other in head.conjuncts:
        if head.i < other.i <= head.i + _LONGEST_PHRASE and other.pos_ in {"PROPN", "NOUN"}:
            last = max(last, _name(other)[1])
    words = head.doc[first : last + 1]
    return Mention(" ".join(words.text.split()), words.start_char, words.end_char)


def _named(head: Token) -> Token:
    """A person set beside the head ("the ministry's head, Ada Lark,") speaks in the head's place."""
    if head.ent_type_ == "PERSON" or head.pos_ == "PROPN":
        return head
    return next((child for child in head.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"), head)


def _name(head: Token) -> tuple[int, int]:
    """First and last token of a proper name without titles, or of a noun with what stands before it and belongs to it."""
    return _proper_run(head) if head.pos_ == "PROPN" or head.ent_type_ == "PERSON" else _phrase(head)


def _proper_run(head: Token) -> tuple[int, int]:
    doc = head.doc
    first = last = head.i
    while first > 0 and head.i - first < _LONGEST_PHRASE and _joins(doc[first - 1], head):
        first -= 1
    while last + 1 < len(doc) and last - head.i < _LONGEST_PHRASE and _follows(doc[last + 1], head):
        last += 1
    while first < head.i and doc[first].lower_.rstrip(".") in TITLES and head.ent_type_ in {"PERSON", ""}:
        first += 1
    while first > 0 and doc[first - 1].lower_ in PARTICLES and doc[first - 1].text.islower() and first == head.i:
        first -= 1
    if head.ent_type_ == "PERSON":
        while first < head.i and doc[first].ent_type_ in {"NORP", "GPE", "ORG"}:
            first += 1
    return first, last


def _joins(token: Token, head: Token) -> bool:
    """Whether `token` is part of the name before `head`; the tagger takes rare first names for other kinds of word."""
    if token.ent_type_ == head.ent_type_ == "PERSON" and token.pos_ != "PUNCT":
        return True
    named = token.pos_ == "PROPN" or (token.text[0].isupper() and token.is_alpha and not token.is_stop)
    return named and token.dep_ in {"compound", "nmod", "amod", "det"} and _leads_to(token, head)


def _follows(token: Token, head: Token) -> bool:
    return bool(
        token.ent_type_ and token.ent_type_ == head.ent_type_ and token.ent_iob_ == "I" and token.lower_ not in {"'s", "’s"}
    )


def _leads_to(token: Token, head: Token) -> bool:
    for _ in range(3):
        if token.head == head:
            return True
        token = token.head
    return False


def _phrase(head: Token) -> tuple[int, int]:
    first = min(
        (child.left_edge.i for child in head.children if child.i < head.i and child.dep_ in _LEFT_PARTS), default=head.i
    )
    last = head.i
    for child in head.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in _BELONGING
            and child.i <= last + 2
            and child.right_edge.i - head.i < _LONGEST_PHRASE
        ):
            last = child.right_edge.i
    return max(first, head.i - _LONGEST_PHRASE), last


# ------------------------------------------------------------------------------------------------ antecedents


def _candidates(doc: Doc, is_quoted: Callable[[int], bool]) -> Iterator[_Candidate]:
    """Persons, and the groups, bodies and unclassed names that are subjects, outside quotations."""
    for entity in doc.ents:
        if entity.label_ == "PERSON" and not is_quoted(entity.start_char):
            first, last = _name(entity.root)
            name = doc[first : last + 1]
            subject = entity.root.dep_ in _SUBJECTS
            yield _Candidate(name.start_char, name.text, "person", _gender(doc, entity.start), subject)
    for token in doc:
        if token.dep_ not in _SUBJECTS or token.ent_type_ == "PERSON" or is_quoted(token.idx):
            continue
        plural = token.tag_ in {"NNS", "NNPS"}
        if (plural or (token.pos_ == "PROPN" and token.ent_type_ in {*_NAMES, ""})) and (mention := _mention(token)):
            kind = "group" if plural else "thing" if token.ent_type_ else "person"
            yield _Candidate(mention.start, mention.name, kind, None, subject=True)


def _gender(doc: Doc, start: int) -> str | None:
    before = doc[start - 1].lower_.rstrip(".") if start else ""
    first = doc[start].lower_.rstrip(".")
    if {before, first} & {"mr", "sir", "king", "prince", "chairman", "spokesman", "congressman"}:
        return "m"
    return (
        "f" if {before, first} & {"mrs", "ms", "miss", "lady", "queen", "chairwoman", "spokeswoman", "congresswoman"} else None
    )
