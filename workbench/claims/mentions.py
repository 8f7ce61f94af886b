"""Who and what an article has named so far, so that a later pronoun or "the company" can be read alone.

Names and described things are remembered in the order of the text. A later mention is resolved to the most recent
candidate that agrees in number, kind and description. Where two candidates are equally near, or none fits,
nothing is resolved: a claim left as written is better than a claim with a wrong name in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.claims.genders import FEMALE_NAMES, MALE_NAMES, VESSELS, gender_of
from workbench.claims.phrases import (
    described_by,
    describing,
    is_fronted,
    is_of_a_vessel,
    looks_like_person,
    points_nowhere,
    stands_before_subject,
    subjects_over,
    thing_name,
    whole_names,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# How many sentences back a mention may reach; names of people stay in a reader's mind much longer than pronouns.
PRONOUN_REACH = 2
NOUN_REACH = 12
DESCRIPTION_REACH = 1

# So many mentions are looked at for a rival in one sentence.
_NEAR_MENTIONS = 40

_OBJECTS = frozenset(("dobj", "dative", "pobj"))

_PERSON_PRONOUNS = frozenset("he she him her his hers himself herself".split())
_THING_PRONOUNS = frozenset("it its itself".split())
_GROUP_PRONOUNS = frozenset("they them their theirs themselves".split())

# Generic nouns a named organisation or person is called by later on.
_COMPANY_NOUNS = frozenset(
    "company firm manufacturer maker bank group corporation carrier airline automaker retailer contractor publisher startup "
    "lender insurer brewer developer supplier".split()
)
_ANY_COMPANY = frozenset(("company", "firm"))
_WHERE = frozenset("in near across around outside inside throughout".split())
_HELD_IN = frozenset("share stake stock investment investor invest interest confidence trust holding shareholder".split())
# Words in the names of bodies that are no company.
_PUBLIC = frozenset(
    "department ministry committee commission council court agency office senate house congress parliament government police "
    "university school college nato union association federation institute service army navy force bureau administration "
    "white pentagon republicans democrats party kremlin state treasury reserve".split()
)
_PERSON_NOUNS = frozenset(
    "president minister senator governor mayor chairman chairwoman chair secretary judge justice chief "
    "director executive officer "
    "commissioner ambassador chancellor spokesman spokeswoman spokesperson general professor coach captain king queen prince "
    "author actor singer scientist researcher economist lawmaker congressman congresswoman representative premier".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named or described thing at one place: its full name, the words that describe it, and how it agrees.

    ``perhaps``: its first word is a first name, though the parser does not take it for a person: enough to be a rival.
    """

    start: int
    end: int
    sentence: int
    name: str
    words: frozenset[str]
    person: bool
    plural: bool
    subject: bool
    gender: str = ""
    named: bool = False
    article: bool = False
    token: int = 0
    perhaps: bool = False

    @property
    def display(self) -> str:
        """The name as it reads inside a sentence."""
        return f"the {self.name}" if self.article else self.name


class Memory:
    """The mentions of an article in order. Built once, then asked for the antecedent of a token."""

    def __init__(self, doc: Doc, sentences: list[Span]) -> None:
        self.text = doc.text
        self._doc = doc
        self._sentence_of = {token.i: index for index, sentence in enumerate(sentences) for token in sentence}
        self._small = frozenset(token.text for token in doc if token.is_lower)
        self._full_names: dict[str, list[tuple[int, str]]] = {}
        self._mentions = list(self._read(doc))
        self._learn_descriptions(doc)
        self._starts = [mention.start for mention in self._mentions]
        self._first_of = [sentence.start_char for sentence in sentences]

    def full_name(self, token: Token) -> str | None:
        """The longer name the article used before for a person named at `token` by the last name alone."""
        known = self._full_names.get(token.text, [])
        earlier = [name for place, name in known if place < token.idx]
        names = list(dict.fromkeys(earlier))
        return names[0] if len(names) == 1 else None

    def antecedent(self, token: Token) -> Mention | None:
        """What the pronoun or definite noun phrase headed by `token` stands for, or ``None`` when unsure."""
        lower = token.lower_
        if lower in _PERSON_PRONOUNS:
            return self._for_person(token)
        if lower in _THING_PRONOUNS:
            return self._for_thing(token)
        if lower in _GROUP_PRONOUNS:
            return self._for_group(token)
        return self._for_noun(token)

    # -------------------------------------------------------------------------------------------- resolution

    def _before(self, token: Token, reach: int) -> Iterator[Mention]:
        """Mentions before `token`, most recent sentence first; within a sentence its subject first, then in order."""
        here = self._sentence_of.get(token.i, 0)
        first = bisect_left(self._starts, self._first_of[max(here - reach, 0)])
        near = [m for m in self._mentions[first : bisect_left(self._starts, token.idx)] if m.end <= token.idx]
        yield from sorted(near, key=lambda m: (-m.sentence, not m.subject, m.start))

    def _for_person(self, token: Token) -> Mention | None:
        """The one person (or vessel, for "she") that fits; two that fit in one sentence are told apart by nothing."""
        if is_fronted(token):
            return None
        gender = "f" if token.lower_ in {"she", "her", "hers", "herself"} else "m"
        near = [m for m in self._before(token, PRONOUN_REACH) if not m.plural and not self._names_again(m)]
        people = [m for m in near if (m.person or m.perhaps) and m.gender in {"", gender}]
        vessels = [m for m in near if gender == "f" and not m.person and self._may_be_vessel(m)]
        if vessels and is_of_a_vessel(token):
            known = [m for m in vessels if _is_vessel(m)] or vessels
            return self._with_name(self._only_one(known), token)
        fitting = [m for m in near if m in people or m in vessels]
        return self._with_name(self._only_one(fitting), token)

    def _names_again(self, mention: Mention) -> bool:
        """Whether it only describes somebody named beside it: "Ada Lark, the director", "Lark is the director"."""
        return self._doc[mention.token].dep_ in {"appos", "attr"}

    def _may_be_vessel(self, mention: Mention) -> bool:
        """A vessel, or a name with an article that stands for no known sort of thing: "the Tern"."""
        token = self._doc[mention.token]
        return _is_vessel(mention) or (mention.named and mention.article and token.ent_type_ in {"", "PRODUCT", "PERSON"})

    @staticmethod
    def _only_one(found: list[Mention]) -> Mention | None:
        """The first, unless another name fits in its sentence, or stands further off while the first is no subject."""
        if not found:
            return None
        best = found[0]
        rivals = [m for m in found if m.sentence == best.sentence or not best.subject]
        return best if not best.perhaps and all(_same_name(m.name, best.name) for m in rivals) else None

    def _for_thing(self, token: Token) -> Mention | None:
        if points_nowhere(token) or (token.lower_ == "its" and stands_before_subject(token)):
            return None
        things = [m for m in self._before(token, PRONOUN_REACH) if not m.person and not m.plural and m.subject]
        found = self._unless_rivalled(things[:1] if token.lower_ == "its" else things)
        return None if found is None or self._is_opposed(found) else self._with_name(found, token)

    def _for_group(self, token: Token) -> Mention | None:
        groups = [m for m in self._before(token, PRONOUN_REACH) if m.plural and m.subject]
        found = self._unless_rivalled(groups)
        return None if found is None or self._is_opposed(found) else self._with_name(found, token)

    def _is_opposed(self, mention: Mention) -> bool:
        """Whether a name acts on another name of its number: after "Boeing sued Airbus", "it" may be either."""
        return mention.named and any(
            m.named
            and m.plural == mention.plural
            and not m.person
            and self._doc[m.token].dep_ in {"dobj", "dative"}
            and not _same_name(m.name, mention.name)
            for m in self._mentions[bisect_left(self._starts, self._first_of[mention.sentence]) :][:_NEAR_MENTIONS]
            if m.sentence == mention.sentence
        )

    def _with_name(self, mention: Mention | None, token: Token) -> Mention | None:
        """A named thing, or the named thing that "the company" stood for, or else the description itself if it is near.

        A verb's object is never its own subject ("Norvia built it"), and then nothing else is guessed.
        """
        if mention is None or (token.dep_ in _OBJECTS and mention.token in subjects_over(token)):
            return None
        if mention.named:
            return mention
        near = mention.article and self._sentence_of.get(token.i, 0) - mention.sentence <= DESCRIPTION_REACH
        return self._for_noun(self._doc[mention.token]) or (mention if near else None)

    def _for_noun(self, token: Token) -> Mention | None:
        """``the bridge`` for the Kerch Bridge, ``the company`` for the one organisation acting before."""
        lemma = token.lemma_.lower()
        if any(
            child.dep_ in {"relcl", "acl", "prep", "amod", "compound", "nummod", "appos", "poss"} for child in token.children
        ):
            return None
        plural = token.tag_ in {"NNS", "NNPS"}
        earlier = list(self._before(token, NOUN_REACH))
        described = [m for m in earlier if lemma in m.words]
        if described:
            return self._unless_ambiguous(described)
        if plural:
            return None
        if lemma in _COMPANY_NOUNS:
            return self._unless_rivalled([m for m in earlier if "org" in m.words and _may_be_called(lemma, m.words)])
        return None

    @staticmethod
    def _unless_rivalled(found: list[Mention]) -> Mention | None:
        """The first candidate, unless another name shares its sentence and its standing (subject or not)."""
        if not found:
            return None
        best = found[0]
        rivals = {m.name for m in found if m.sentence == best.sentence and m.subject == best.subject}
        return best if len(rivals) == 1 else None

    @staticmethod
    def _unless_ambiguous(found: list[Mention]) -> Mention | None:
        names = {m.name for m in found}
        return found[0] if len(names) == 1 else None

    # ---------------------------------------------------------------------------------------------- learning

    def _read(self, doc: Doc) -> Iterator[Mention]:
        people = {token.i: entity for entity in doc.ents if entity.label_ == "PERSON" for token in entity}
        organisations = {token.i for entity in doc.ents if entity.label_ == "ORG" for token in entity}
        for chunk in whole_names(doc):
            mention = self._mention(chunk, people, organisations)
            if mention is not None:
                yield mention

    def _mention(self, chunk: Span, people: dict[int, Span], organisations: set[int]) -> Mention | None:
        root = chunk.root
        if root.pos_ == "PRON" or root.i not in self._sentence_of or root.like_num:
            return None
        entity = people.get(root.i)
        person = entity is not None and looks_like_person(root, chunk)
        named = [token for token in chunk if token.pos_ == "PROPN" and not self._is_a_word(token)]
        name = self._remember_person(entity) if person and entity is not None else thing_name(chunk)
        words = describing(chunk) if not person else set()
        if any(token.i in organisations for token in named) and root.pos_ == "PROPN" and not _is_where(root):
            words.add("org")
        return Mention(
            start=chunk.start_char,
            end=chunk.end_char,
            sentence=self._sentence_of[root.i],
            name=name,
            words=frozenset(words) if named or (root.pos_ == "PROPN" and not self._is_a_word(root)) else frozenset(),
            person=person or (root.pos_ == "NOUN" and root.lemma_.lower() in _PERSON_NOUNS),
            plural=root.tag_ in {"NNS", "NNPS"}
            or any(child.dep_ == "conj" and child.i >= chunk.end for child in root.children),
            subject=root.dep_ in {"nsubj", "nsubjpass"},
            gender=gender_of([token.lower_ for token in chunk if token.is_alpha or "." in token.text]),
            named=person or bool(named),
            article=not person and any(token.lower_ in {"the", "a", "an"} for token in chunk[:2]),
            token=root.i,
            perhaps=not person and len(named) > 1 and named[0].lower_ in FEMALE_NAMES | MALE_NAMES,
        )

    def _is_a_word(self, token: Token) -> bool:
        """Whether a capital is that of a sentence's start alone: the text has the word in small letters too."""
        return bool(token.is_sent_start) and token.lower_ in self._small

    def _remember_person(self, entity: Span) -> str:
        words = [token for token in entity if token.is_alpha or "." in token.text or "-" in token.text]
        name = " ".join(token.text for token in words if token.lower_ not in {"'s", "’s"}) or entity.text
        last = name.split()[-1]
        if " " in name:
            self._full_names.setdefault(last, []).append((entity.start_char, name))
            return name
        known = [full for place, full in self._full_names.get(last, []) if place < entity.start_char]
        return known[0] if len(set(known)) == 1 else name

    def _learn_descriptions(self, doc: Doc) -> None:
        """``ATACMS, the Army Tactical Missile System``: what an apposition or a copula calls a name describes it later."""
        named_at = {place: m.name for m in self._mentions if not m.person for place in range(m.start, m.end)}
        called: dict[str, set[str]] = {}
        for token in doc:
            owner = described_by(token)
            if owner is not None and owner.pos_ == "PROPN" and owner.idx in named_at:
                parts = (part for part in (token, *token.lefts) if part.pos_ in {"NOUN", "PROPN"} and part.dep_ != "poss")
                called.setdefault(named_at[owner.idx], set()).update(part.lemma_.lower() for part in parts)
        self._mentions = [_with_words(m, called.get(m.name, set())) for m in self._mentions]


def _may_be_called(lemma: str, words: frozenset[str]) -> bool:
    """Whether a body may be "the company", "the airline" and so on: none that is public, nor one that calls itself another."""
    other = words & _COMPANY_NOUNS - {lemma}
    return not words & _PUBLIC and (not other or lemma in _ANY_COMPANY)


def _is_where(name: Token) -> bool:
    """As in "rents in Brell": a place, though the parser may take it for a body; "shares in Varo" are of a company."""
    above = name.head
    return name.dep_ == "pobj" and above.lower_ in _WHERE and above.head.lemma_.lower() not in _HELD_IN


def _is_vessel(mention: Mention) -> bool:
    return bool(VESSELS & ({*mention.name.lower().split()} | mention.words))


def _same_name(one: str, other: str) -> bool:
    """Whether one name is the other or a part of it: "Lark", "Ada Lark"."""
    return one == other or one in other.split() or other in one.split()


def _with_words(mention: Mention, words: set[str]) -> Mention:
    return replace(mention, words=mention.words | words) if words else mention
