"""Do two values fill the same slot: the same entity, attribute, dimension, scope and time?

Each check has three answers. DIFFERENT forbids the comparison, UNKNOWN allows the arithmetic and forbids a full match.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.judging.sentence.coverage import Words, covers_name, covers_word, name_groups
from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import Term, Terms, fold_word, has_key, is_name, key_of, same_key
from workbench.judging.sides.places import Place, head_of, is_instrument, qualifiers, subject_of
from workbench.models import Level, Slot, SlotCheck, Value, ValueKind
from workbench.tokens import fold, words
from workbench.values.date_compare import compare_days, has_days

if TYPE_CHECKING:
    from spacy.tokens import Token

SAME, DIFFERENT, UNKNOWN = SlotCheck.SAME, SlotCheck.DIFFERENT, SlotCheck.UNKNOWN
_COUNTED = frozenset((ValueKind.COUNT, ValueKind.NUMBER))
_PHRASE = frozenset(("compound", "amod", "nmod", "poss", "appos", "nummod"))
_LINKS = frozenset(("of", "over", "in", "at", "for", "from", "to", "by", "on"))
ALL_SAME = Slot(SAME, SAME, SAME, SAME, SAME)
# What the subject finder calls a value whose attribute it could not read: no cue.
_LABELS = frozenset(("share", "amount", "duration"))
_MONTH = 31
_PEOPLE = "person"  # stands for its line of the lexicon
_TIMELESS = frozenset(("length", "width", "height", "depth", "distance", "weight", "range", "area", "speed"))


def build_slot(claim: Place, evidence: Place, offered: Words) -> Slot:
    """Check the five parts of the slot; `offered` are the words of the evidence with its title and the sentence before."""
    return Slot(
        entity=_entity(claim, evidence, offered),
        attribute=_attribute(claim, evidence, offered),
        dimension=_dimension(claim.value, evidence.value),
        scope=_scope(claim, evidence),
        time=_time(claim, evidence),
    )


def agrees(slot: Slot) -> bool:
    """Whether entity and attribute are the same and nothing is different: the ground a match or conflict needs."""
    parts = (slot.entity, slot.attribute, slot.dimension, slot.scope, slot.time)
    return slot.entity is SAME and slot.attribute is SAME and DIFFERENT not in parts


# ------------------------------------------------------------------------------------------------------ entity


def _entity(claim: Place, evidence: Place, offered: Words) -> SlotCheck:
    ours, theirs = entity_terms(claim), entity_terms(evidence)
    if not ours:
        ours = tuple(term for term in claim.terms.terms if term.name)
    if not ours:
        return UNKNOWN
    specific = tuple(term for term in theirs if term.name or term.lemma not in lexicon().generic)
    near = Words((), frozenset(term.key for term in theirs) | frozenset(term.lemma for term in theirs), offered.short_names)
    if _shares_head(ours, near):
        return _unless_other_name(ours, theirs, offered) if _heads_agree(claim, evidence, offered) else UNKNOWN
    everywhere = offered.keys | offered.context
    all_there = all(covers_name(group, everywhere, offered) for group in name_groups(ours)) and all(
        covers_word(term, everywhere, offered) for term in ours if not term.name
    )
    if not specific or (all_there and _is_short_for(ours, specific, offered)):
        return SAME if all_there else UNKNOWN
    if all_there and is_instrument(claim, evidence):
        return SAME
    # A common noun of the evidence's own: the claim's entity may still be its title or its sentence before.
    if all_there and not any(term.name for term in specific):
        return UNKNOWN
    return UNKNOWN if all_there else DIFFERENT


def _heads_agree(claim: Place, evidence: Place, offered: Words) -> bool:
    """Whether the common nouns at the head of both entities may be one thing.

    A canal in X is no river in X, and wind power is not solar power. Generic heads and names agree with anything.
    """
    ours, theirs = head_of(claim), head_of(evidence)
    if ours is None or theirs is None:
        return True
    one, other = key_of(ours), key_of(theirs)
    loose = lexicon().generic | lexicon().attributes.keys()
    plain = not is_name(ours) and not is_name(theirs) and not {fold_word(ours.lemma_), fold_word(theirs.lemma_)} & loose
    if plain and one != other and one not in offered.keys:
        return False
    left, right = qualifiers(ours, claim), qualifiers(theirs, evidence)
    return one != other or not left or not right or any(same_key(a, b) for a in left for b in right)


def _shares_head(ours: tuple[Term, ...], near: Words) -> bool:
    """The names of the claim's entity decide where it has names, else its nouns."""
    groups = name_groups(ours)
    if groups:
        return any(covers_name(group, near.context, near) for group in groups)
    heads = [term for term in ours if term.key not in lexicon().generic] or list(ours)
    return any(covers_word(term, near.context, near) for term in heads)


def _is_short_for(ours: tuple[Term, ...], theirs: tuple[Term, ...], offered: Words) -> bool:
    """Whether "the missile" stands for a name whose full form has the word ("Army Tactical Missile System")."""
    nouns = {term.key for term in theirs if not term.name}
    full_names = [full for short, full in offered.short_names if any(term.key == short for term in ours)]
    named = frozenset(part for full in full_names for part in full) | {term.key for term in ours if term.name}
    return bool(nouns) and nouns <= {lexicon().key(part) for part in named} | lexicon().generic


def _unless_other_name(ours: tuple[Term, ...], theirs: tuple[Term, ...], offered: Words) -> SlotCheck:
    everywhere = offered.keys | offered.context
    lost = [group for group in name_groups(ours) if not covers_name(group, everywhere, offered)]
    if not lost:
        return SAME
    foreign = [term for term in theirs if term.name and not any(same_key(term.key, other.key) for other in ours)]
    return DIFFERENT if foreign else UNKNOWN


def entity_terms(place: Place) -> tuple[Term, ...]:
    """The noun phrase the value belongs to, without the words that name what is measured or the value itself."""
    return _entity_in(place.value, place.terms)


@lru_cache(maxsize=8_192)
def _entity_in(value: Value, terms: Terms) -> tuple[Term, ...]:
    head = head_of(Place(value, terms))
    if head is None:
        return ()
    inside = _phrase(head)
    return tuple(
        term
        for term in terms.terms
        if term.index in inside
        and not (value.start < term.end and term.start < value.end)
        and (term.name or (term.key not in lexicon().attributes and term.lemma not in lexicon().neutral))
    )


def _phrase(head: Token) -> frozenset[int]:
    found = {head.i}
    for child in head.children:
        if child.dep_ in _PHRASE:
            found |= {child.i} | {inner.i for inner in child.children if inner.dep_ in _PHRASE | {"conj"}}
        elif child.dep_ == "prep" and child.lower_ in _LINKS:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found |= {inner.i} | {part.i for part in inner.children if part.dep_ in _PHRASE}
    return frozenset(found)


# --------------------------------------------------------------------------------------------------- attribute


def _attribute(claim: Place, evidence: Place, offered: Words) -> SlotCheck:
    if claim.is_count and evidence.is_count and (claim.value.unit or evidence.value.unit):
        return _counted(claim, evidence, offered)
    ours, theirs = _cue(claim), _cue(evidence)
    if ours and theirs:
        return _same_modifiers(claim, evidence) if ours == theirs else DIFFERENT
    if ours or theirs:
        return UNKNOWN
    return SAME if _near_keys(claim) & _near_keys(evidence) else UNKNOWN


def _counted(claim: Place, evidence: Place, offered: Words) -> SlotCheck:
    """The nouns counted, by their heads; the verbs may not exclude each other."""
    noun, other = claim.value.unit, evidence.value.unit
    if not noun or not other:
        return UNKNOWN
    if not _same_noun(noun, other, offered):
        return UNKNOWN if people_both(noun, other) else DIFFERENT
    return SAME


def people_both(noun: str, other: str) -> bool:
    """Whether one counts people and the other some sort of people: adults are people, and who else was counted is open."""
    ours, theirs = _noun_keys(noun)[-1], _noun_keys(other)[-1]
    return _PEOPLE in {ours, theirs} and {ours, theirs} <= {_PEOPLE, *lexicon().humans}


def _counts_both(claim: Place, evidence: Place) -> bool:
    return claim.is_count and evidence.is_count


def _same_doing(claim: Place, evidence: Place) -> bool:
    """What is done to the things counted: 500 hired are not 500 dismissed. Both may do nothing ("there are", "has")."""
    ours = _doing(claim)
    if ours is None:
        theirs = _doing(evidence)
        return theirs is None or has_key(theirs, claim.terms.keys)
    return has_key(ours, evidence.terms.keys)


def _doing(place: Place) -> str | None:
    """Key of the verb that governs the value, or that qualifies the noun counted ("homes destroyed"); light verbs are none."""
    span = place.terms.doc.char_span(place.value.start, place.value.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token = span.root
    qualifying = next((child for child in token.children if child.dep_ == "acl" and child.pos_ == "VERB"), None)
    if qualifying is not None:
        return key_of(qualifying)
    for _ in range(8):
        if token.pos_ == "VERB" and token.i != span.root.i:
            break
        if token.head.i == token.i:
            break
        token = token.head
    light = token.pos_ != "VERB" or fold_word(token.lemma_) in lexicon().filler | lexicon().say
    return None if light else key_of(token)


def _same_noun(noun: str, other: str, offered: Words) -> bool:
    ours, theirs = (_noun_keys(text) for text in (noun, other))
    if ours[-1] != theirs[-1]:
        return any(
            (short in ours and theirs[-1] in {lexicon().key(part) for part in full})
            or (short in theirs and ours[-1] in {lexicon().key(part) for part in full})
            for short, full in offered.short_names
        )
    return True


def _noun_keys(noun: str) -> list[str]:
    found = [lexicon().key(word) for word in words(noun.replace("_", " "))]
    return found or [fold(noun)]


def _cue(place: Place) -> str | None:
    """The attribute whose cue word stands nearest to the value in its sentence, or the one its place in the parse gives."""
    attributes = lexicon().attributes
    subject = subject_of(place)
    if subject and subject.attribute:
        for word in reversed(words(subject.attribute)):
            if word in attributes and word not in _LABELS:
                return attributes[word]
    best: tuple[int, str] | None = None
    for term in place.terms.terms:
        name = attributes.get(term.lemma)
        if name is None or term.name:
            continue
        distance = min(abs(term.start - place.value.end), abs(place.value.start - term.end))
        if best is None or distance < best[0]:
            best = (distance, name)
    return best[1] if best else None


def _same_modifiers(claim: Place, evidence: Place) -> SlotCheck:
    """One measure or two: "the unemployment rate" is not "the participation rate"."""
    ours, theirs = _measure_modifiers(claim), _measure_modifiers(evidence)
    if ours and theirs and not ours & theirs:
        return DIFFERENT
    return SAME


def _measure_modifiers(place: Place) -> frozenset[str]:
    subject = subject_of(place)
    if subject is None:
        return frozenset()
    found = [lexicon().key(word) for word in words(subject.attribute)[:-1]]
    skip = lexicon().neutral | lexicon().generic | lexicon().filler
    return frozenset(word for word in found if word not in skip and word.isalpha())


def _near_keys(place: Place) -> frozenset[str]:
    """Keys of the words that govern the value: the nouns and verbs above it, and what its parse names as attribute."""
    doc = place.terms.doc
    span = doc.char_span(place.value.start, place.value.end, alignment_mode="expand")
    subject = subject_of(place)
    found = set() if subject is None else {lexicon().key(word) for word in words(subject.attribute)}
    token = span.root if span is not None and len(span) else None
    for _ in range(4):
        if token is None or token.head.i == token.i:
            break
        token = token.head
        found.add(key_of(token))
    return frozenset(found) - lexicon().filler - lexicon().say - {"in", "of", "to", "at", "by", "for", "be", "share", "amount"}


# ------------------------------------------------------------------------------------- dimension, scope and time


def _dimension(claim: Value, evidence: Value) -> SlotCheck:
    if not claim.dimension or not evidence.dimension:
        return UNKNOWN if claim.unit != evidence.unit else SAME
    return SAME if claim.dimension == evidence.dimension else UNKNOWN


def _scope(claim: Place, evidence: Place) -> SlotCheck:
    """Words that exclude each other ("list price", "street price"): the nearest of a group must be the same."""
    if {_change_or_level(claim), _change_or_level(evidence)} == {"change", "level"}:
        return DIFFERENT
    ours, theirs = _nearest_exclusive(claim), _nearest_exclusive(evidence)
    result = UNKNOWN if claim.value.unit and _counts_both(claim, evidence) and not _same_doing(claim, evidence) else SAME
    for group in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(group), theirs.get(group)
        if one and other and one != other:
            return DIFFERENT
        if one is None or other is None:
            result = UNKNOWN
    return result


def _change_or_level(place: Place) -> str | None:
    """Change or level: "rose by 12 percent" is a change, "rose to 12 percent" and "stood at 12 percent" are levels."""
    before = words(place.terms.text[max(0, place.value.start - 24) : place.value.start])[-2:]
    if "by" in before:
        return "change"
    return "level" if {"to", "at"} & set(before) else None


def _nearest_exclusive(place: Place) -> dict[str, str]:
    best: dict[str, tuple[int, str]] = {}
    for term in place.terms.terms:
        word = term.lemma if term.lemma in lexicon().exclusive else term.key
        group = lexicon().exclusive.get(word)
        if group is None or term.name:
            continue
        distance = min(abs(term.start - place.value.end), abs(place.value.start - term.end))
        if group not in best or distance < best[group][0]:
            best[group] = (distance, word)
    return {group: word for group, (_, word) in best.items()}


def _time(claim: Place, evidence: Place) -> SlotCheck:
    ours = [value for value in claim.dates if has_days(value)]
    theirs = [value for value in evidence.dates if has_days(value)]
    if not ours and not theirs:
        return SAME
    if not ours:
        return SAME if _cue(claim) in _TIMELESS or _recent(theirs, claim.as_of) else UNKNOWN
    if not theirs:
        return SAME if _cue(claim) in _TIMELESS else UNKNOWN
    checks = [_period(one, other) for one in ours for other in theirs]
    return next((check for check in (SAME, UNKNOWN) if check in checks), DIFFERENT)


def _period(claim: Value, evidence: Value) -> SlotCheck:
    """The same period; half a year is not the year, while a day stands for its month."""
    days = compare_days(claim, evidence)
    if days.level is Level.DIFFERS:
        return UNKNOWN if days.reason else DIFFERENT
    if days.level is Level.EXACT or claim.first_day is None or claim.last_day is None:
        return SAME
    return SAME if (claim.last_day - claim.first_day).days <= _MONTH else UNKNOWN


def _recent(dates: list[Value], as_of: dt.date | None) -> bool:
    """Whether every date lies in the year before `as_of`: near enough for a claim that speaks of the present."""
    if as_of is None:
        return False
    days = [(as_of - (date.last_day or date.first_day or as_of)).days for date in dates]
    return all(-_YEAR <= day <= _YEAR for day in days)


_YEAR = 366
