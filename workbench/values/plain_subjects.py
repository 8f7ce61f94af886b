"""What a value is about, guessed from the words of its sentence: for text that is too much to parse.

English puts the subject first: the noun phrase that opens the sentence is taken for the entity, the nearest verb before the
value, with the counted noun, for the attribute; a measure word ("price", "range") is the attribute and its owner the entity.
"""

from __future__ import annotations

import re

from workbench.models import Value, ValueKind
from workbench.values.subjects import ADJECTIVES, IRREGULAR, MEASURES, Subject

_WINDOW = 300
_STOP_MARK = re.compile(r"[.!?][\"'”’)]?\s+(?=[\"'“‘(]?[A-Z0-9])|\n")
_NAME = re.compile(r"[A-Z][\w&’'.-]{1,40}(?:(?: (?:of|the|and|de|for)){0,2} [A-Z0-9][\w&’'.-]{0,40}){0,5}")
_WORD = re.compile(r"[^\W\d_][\w&’'-]{0,40}|[$€£]?\d[\d,.]{0,20}|[,;:()—–]")
_DETERMINERS = frozenset("the a an its his her their our this that these those each every some about nearly there".split())
_PREPOSITIONS = frozenset(
    "of in for from at on by to with within near among since until after before between under over".split()
)
_AUXILIARIES = frozenset(
    "is are was were be been has have had will would can could may might should must do does did not now also still already "
    "up".split()
)
_PRONOUNS = frozenset("it he she they we i you who which that this".split())
_JOINTS = frozenset("and but or which who that when where while as than".split())
_DULL_STARTS = (
    _DETERMINERS
    | _PREPOSITIONS
    | _JOINTS
    | frozenset(
        "it he she they we i if during although though without more less last next many most all both here then january "
        "february march april may june july august september october november december monday tuesday wednesday thursday "
        "friday saturday sunday".split()
    )
)
_PASTS = frozenset((*IRREGULAR.values(), *IRREGULAR)) | frozenset(
    "rose fell won lost began cost took struck flew drew came went grew ran said held hit cut shot lay stood became left saw "
    "paid bought sold made sent lent built caught found spent".split()
)
_LONGEST_PHRASE = 6  # words
_BESIDE = 6


def cheap_subject(text: str, value: Value) -> str | None:
    """Guess the subject of `value` from the words around it in `text`; ``None`` where nothing tells."""
    left, right = _sentence_around(text, value)
    before = _WORD.findall(left)
    following = _described(value, right)
    entity, owned = _opening(before)
    attribute = _attribute(before, right, value) or owned
    if following:
        entity, attribute = following, attribute if attribute in MEASURES else ""
    return str(Subject(None, entity or _nearest_name(left, right), attribute)) or None


def _sentence_around(text: str, value: Value) -> tuple[str, str]:
    left = text[max(0, value.start - _WINDOW) : value.start]
    right = text[value.end : value.end + _WINDOW]
    marks = list(_STOP_MARK.finditer(left))
    after = _STOP_MARK.search(right)
    return left[marks[-1].end() :] if marks else left, right[: after.start()] if after else right


# --------------------------------------------------------------------------------------------------------- entity


def _described(value: Value, right: str) -> str:
    """``12-mile Kerch Bridge``, ``four-year contract``: the name or noun behind a value tied to it by a hyphen."""
    if not (right.startswith("-") or "-" in value.text) or value.kind in {ValueKind.DATE, ValueKind.TIME}:
        return ""
    name = _NAME.match(right.lstrip("- "))
    if name:
        return name.group().rstrip(".,'’")
    words = _WORD.findall(right)
    return words[0] if words and words[0].isalpha() and words[0] not in _DULL_STARTS | _AUXILIARIES else ""


def _opening(words: list[str]) -> tuple[str, str]:
    """The noun phrase that opens the sentence, parted into owner and measure: ``Oslo's population``, ``price of bread``."""
    at = _past_lead(words)
    phrase, at = _phrase(words, at)
    if not phrase or phrase[-1].lower() in _PRONOUNS:
        return "", ""
    for place, word in enumerate(phrase):
        if word.endswith(("'s", "’s", "s'", "s’")):
            return " ".join([*phrase[:place], word.rstrip("s").rstrip("'’") or word]), " ".join(phrase[place + 1 :])
    if phrase[-1].lower() in MEASURES and at < len(words) and words[at].lower() in {"of", "in", "for", "from"}:
        owner, _ = _phrase(words, at + 1)
        return (" ".join(owner), phrase[-1].lower()) if owner else ("", phrase[-1].lower())
    return " ".join(phrase), phrase[-1].lower() if phrase[-1].lower() in MEASURES else ""


def _past_lead(words: list[str]) -> int:
    """Where the subject begins: behind ``In 2021,`` and its like, where a comma closes them."""
    if words and words[0].lower() in _PREPOSITIONS | {"last", "next", "this"} and "," in words:
        return words.index(",") + 1
    return 0


def _phrase(words: list[str], at: int) -> tuple[list[str], int]:
    """The words of the noun phrase from `at` up to a verb, preposition, mark or number, and where it ends."""
    while at < len(words) and words[at].lower() in _DETERMINERS:
        at += 1
    first = at
    while at < len(words) and at - first < _LONGEST_PHRASE and not _ends_phrase(words, at, first):
        at += 1
    return words[first:at], at


def _ends_phrase(words: list[str], at: int, first: int) -> bool:
    word = words[at]
    lower = word.lower()
    if not word[0].isalpha() or lower in _PREPOSITIONS | _AUXILIARIES | _JOINTS | _DETERMINERS:
        return True
    return at > first and _is_verb(words, at)


def _is_verb(words: list[str], at: int) -> bool:
    """A past form, or a word in -s right before a number or article ("holds 40,000"), in lower case."""
    word = words[at]
    if not word.islower() or word in MEASURES | _AUXILIARIES:
        return False
    if word in _PASTS or (word.endswith("ed") and len(word) > 4):  # noqa: PLR2004 - "need", "bed"
        return True
    last = at + 1 == len(words)
    return word.endswith("s") and not word.endswith(("ss", "us")) and (last or words[at + 1].lower() in _DETERMINERS)


def _nearest_name(left: str, right: str) -> str:
    names = [cleaned for match in _NAME.finditer(left) if (cleaned := _clean_name(match.group()))]
    if names:
        return names[-1]
    later = [cleaned for match in _NAME.finditer(right) if (cleaned := _clean_name(match.group()))]
    return later[0] if later else ""


def _clean_name(name: str) -> str:
    words = name.rstrip(".,'’-").split()
    while words and words[0].lower().strip("’'.") in _DULL_STARTS:
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


# ------------------------------------------------------------------------------------------------------ attribute


def _attribute(before: list[str], right: str, value: Value) -> str:
    """The measure word, adjective, or counted noun with its verb, nearest to the value."""
    near = before[-_BESIDE:]
    joints = [index for index, word in enumerate(near) if word in {"and", ";"}]
    near = near[joints[-1] + 1 :] if joints else near
    for word in reversed(near):
        if word.lower() in MEASURES:
            return word.lower()
    after = [word.lower() for word in _WORD.findall(right)][:3]
    adjective = next((ADJECTIVES[word] for word in after[:2] if word in ADJECTIVES), "")
    if adjective or "old" in value.text.split("-"):
        return adjective or "age"
    if "," in before[-1:] and value.text.isdigit() and after[:1] == [","]:
        return "age"
    verb = next((word for place, word in reversed(list(enumerate(before))) if _is_verb(before, place)), "")
    counted = value.unit if value.kind is ValueKind.COUNT else ""
    return f"{counted} {verb or _verb_behind(after)}".strip()


def _verb_behind(after: list[str]) -> str:
    """``Twelve people were injured``: the participle behind a value that opens its sentence."""
    return next((word for place, word in enumerate(after) if _is_verb(after, place) and word not in _AUXILIARIES), "")
