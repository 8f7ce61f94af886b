"""Speaker and cue beside a quotation from the words alone, where there is no parse or it went astray on the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.claims.cues import TITLES
from workbench.claims.speakers import Mention

# Forms seen beside quotations; a closed list, so that "the plan, X went" is no cue.
_VERB = (
    r"(?:says?|said|told|tells|adds?|added|writes?|wrote|asks?|asked|repl(?:y|ies|ied)|tweet(?:s|ed)|not(?:es|ed)|argue[sd]|declare[sd]|"
    r"explain(?:s|ed)|insist(?:s|ed)|warn(?:s|ed)|continue[sd]|conclude[sd]|recall(?:s|ed)|respond(?:s|ed)|announce[sd]|"
    r"call(?:s|ed)|describe[sd]|acknowledge[sd]|joke[sd]|stat(?:es|ed)|remark(?:s|ed)|observe[sd]|testif(?:ies|ied)|reads?|"
    r"saying|adding|writing|calling|claim(?:s|ed)|post(?:s|ed)|shout(?:s|ed)|according to)"
)
_NAME = r"(?:[A-Z][\w.'’-]{0,24} ){0,4}[A-Z][\w'’-]{1,24}"
_NAME_WITH_PARTICLES = (
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}(?: (?:(?:de|da|del|della|di|du|la|le|van|von|den|der|bin|al|el|y|e|ter|zu) ){0,2}"
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}){0,4}"
)
_ROLE = (
    r"(?:[A-Z][a-z]+(?: [a-z]+){0,2} (?:director|engineer|manager|chief|officer|minister|teacher|nurse|doctor|leader|president"
    r"|chair|chairman|chairwoman|secretary|spokesman|spokeswoman|captain|coach|farmer|resident|owner|head|professor|scientist"
    r"|driver) )?"
)
_GROUP = r"(?:[Oo]fficials?|spokes\w{1,8}|ministry|statement|reports?|lawmakers?|sources?|experts?|government|police|company)"
_ARTICLE = r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ss]everal|[Ss]ome|[Tt]wo) )?"
_PHRASE = rf"{_ARTICLE}(?:[A-Za-z][\w.-]{{1,20}} ){{0,2}}{_GROUP}"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)"
_SPEAKER = rf"(?P<speaker>{_PRONOUN}|{_NAME}|{_PHRASE})"
_APART = r"(?:, [^,\"“”\n]{1,80},)?"
_BETWEEN = r"(?: (?:has|have|had|also|then|later|once|recently|publicly))?"

_AFTER = re.compile(
    rf"[\s,]{{0,3}}(?:{_SPEAKER}{_APART}{_BETWEEN} (?P<cue>{_VERB})|"
    rf"(?P<cue2>{_VERB}) (?P<speaker2>{_PRONOUN}|{_NAME}|{_PHRASE}))\b"
)
_NOUN_SAYS = re.compile(rf"[\s,]{{0,3}}(?:the|an?|his|her|its|their|one) [\w’'-]{{2,20}}(?: [\w’'-]{{2,20}}){{0,2}} {_VERB}\b")
_BEFORE = re.compile(rf"\b{_SPEAKER}{_APART}{_BETWEEN} (?P<cue>{_VERB})\b(?P<rest>[^.\"“”\n]{{0,80}})$")
_COLON = re.compile(rf"(?:^|[.\s]){_SPEAKER}(?P<cue>:)\s*$")
_SIGNED = re.compile(
    rf"[ \t\u00a0]*(?:\r?\n){{0,2}}[ \t\u00a0]*(?P<cue>[–—―]|--?|~)[ \t\u00a0]*{_ROLE}(?P<speaker>{_NAME_WITH_PARTICLES})\.?"
    r"(?:[ \t]*\([^()\n]{1,80}\))?(?:, [^\n\"“”–—;:]{1,120})?[ \t.]*(?=\r?\n|\Z)"
)
# Characters looked at on either side of a quotation.
_REACH = 240


@dataclass(frozen=True, slots=True)
class PlainCue:
    """A cue with its speaker, found by pattern."""

    start: int
    text: str
    speaker: Mention


def cue_after(text: str, place: int, limit: int) -> PlainCue | None:
    """The cue that opens the words after a quotation that ends at `place`, not past `limit`."""
    match = _AFTER.match(text, place, min(limit, place + _REACH))
    if match is None:
        return None
    name = "speaker" if match["speaker"] else "speaker2"
    cue = "cue" if match["cue"] else "cue2"
    return PlainCue(match.start(cue), match[cue], without_titles(text, *match.span(name)))


def is_said_after(text: str, place: int, limit: int) -> bool:
    """Whether the words from `place` say who said what stands before: a name, a pronoun or a person's noun with a cue."""
    return cue_after(text, place, limit) is not None or _NOUN_SAYS.match(text, place, min(limit, place + _REACH)) is not None


def signature_after(text: str, place: int) -> PlainCue | None:
    """The name that signs a quotation which ends at `place`: a dash, the name, perhaps a role, and the end of the paragraph."""
    match = _SIGNED.match(text, place, place + _REACH)
    if match is None:
        return None
    return PlainCue(match.start("cue"), match["cue"], without_titles(text, *match.span("speaker")))


def cue_before(text: str, place: int, limit: int) -> PlainCue | None:
    """The cue that closes the words before a quotation that opens at `place`, not before `limit`."""
    window = text[max(limit, place - _REACH) : place]
    match = _BEFORE.search(window) or _COLON.search(window)
    if match is None:
        return None
    shift = place - len(window)
    start, end = match.span("speaker")
    return PlainCue(shift + match.start("cue"), match["cue"], without_titles(text, shift + start, shift + end))


def without_titles(text: str, start: int, end: int) -> Mention:
    """The name from `start` to `end` without the titles before it: "Gen. Ada Lark" is Ada Lark."""
    while True:
        word, blank, _ = text[start:end].partition(" ")
        if not blank or word.lower().rstrip(".") not in TITLES:
            return Mention(text[start:end], start, end)
        start += len(word) + 1
