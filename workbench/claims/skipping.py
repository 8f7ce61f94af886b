"""Why no claim is taken from a sentence. Every reason is shown, so that nothing is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.claims.datelines import is_dateline
from workbench.models import Quote, Value

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NO_WORDS = "no words"
TOO_SHORT = "too short"
QUESTION = "question"
BYLINE = "byline"
DATELINE = "dateline"
LABEL = "name of the speaker"
NOTE = "about the text itself"
HEADLINE = "headline"
NO_STATEMENT = "no statement"
COURTESY = "courtesy"
REQUEST = "request or advice"
OPINION = "opinion without a checkable fact"
EVALUATIVE: frozenset[str] = frozenset(
    "lovely beautiful ugly wonderful terrible horrible awful dreadful nice delightful charming splendid magnificent brilliant "
    "boring dull tasteless disgusting gorgeous shameful noble pleasant unpleasant heartbreaking foolish silly stupid "
    "ridiculous absurd glorious ghastly marvellous marvelous enchanting hideous exquisite sublime".split()
)
"""Adjectives of taste and blame: what they say of a thing no reference settles."""

_FEWEST_WORDS = 3
# Credit lines of newspapers: who wrote, took, edited or sent it. Anchored at the start, bounded in length.
_BYLINE = re.compile(
    r"(?i:(?:words |story |photos? |reporting |additional reporting |editing |writing |compiled )?by) [A-Z][\w.'’-]{0,30}"
    r"(?:,? (?:and|in|at|of|the|for|[A-Z][\w.'’-]{0,30})){0,12}[.,]?"
    r"|(?i:information|material|reporting) for this (?:article|story|report) (?:was|were) .{0,200}"
    r"|.{0,80}contributed (?:to this (?:report|article|story)|reporting).{0,40}"
    r"|(?i:copyright|©|\(c\)) .{0,120}|(?i:photo|image|credit|source)s?: .{0,120}"
)
_TEXT = r"(?:article|story|post|page|column|newsletter|interview|piece)"
_TREATED = (
    r"(?:is|are|was|were|has been|have been|had been) (?:\w{1,12} ){0,2}"
    r"(?:updated|corrected|published|written|translated|edited|condensed|adapted|invented|reprinted|amended|clarified|shortened)"
)
# What a newsroom or a writer says of the text in hand, not of the world.
_NOTE = re.compile(
    rf"[(\[]?(?:this|(?:an earlier|a previous|a) version of this) {_TEXT} {_TREATED}\b.{{0,400}}"
    rf"|.{{0,200}}\bin this {_TEXT} {_TREATED}\b.{{0,400}}",
    re.IGNORECASE | re.DOTALL,
)
_COURTESY = frozenset("thank thanks welcome hello hi goodbye congratulations please applause laughter".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SEEMING = frozenset(("be", "seem", "look", "feel", "sound", "remain"))
_LOOSE = re.compile(r"\W{1,50}")


def skip_reason(
    sentence: Span, values: Sequence[Value], quotes: Sequence[Quote], title: str | None = None, before: str = ""
) -> str | None:
    """The reason why `sentence` holds no claim, or ``None`` where one is to be taken.

    `values` and `quotes` are those that lie in the sentence; a value or a direct quotation always makes a claim, except in
    a headline, a dateline, a byline or a note about the text. `before` is what stands before it in its paragraph: a note
    in brackets goes on to the bracket's end.
    """
    words = [token for token in sentence if token.is_alpha or token.like_num]
    text = " ".join(sentence.text.split())
    if around := _of_the_text(sentence.text, text, title, before):
        return around
    if values or any(quote.direct for quote in quotes):
        return None
    if not words:
        return NO_WORDS
    return _without_value(sentence, words, text)


def _of_the_text(raw: str, text: str, title: str | None, before: str) -> str | None:
    """The reason where a sentence is not of the article's story but around it; `text` is `raw` with single blanks."""
    if title and _same(text, title):
        return HEADLINE
    if _BYLINE.fullmatch(text):
        return BYLINE
    if is_dateline(raw):
        return DATELINE
    bracketed = before.startswith(("(", "[")) and not before.rstrip().endswith((")", "]"))
    return NOTE if _NOTE.fullmatch(text) or (bracketed and _NOTE.match(before)) else None


def _without_value(sentence: Span, words: list[Token], text: str) -> str | None:
    if words[0].lower_ in _COURTESY:
        return COURTESY
    if text.rstrip("\"'”’)").endswith("?"):
        return QUESTION
    if len(words) < _FEWEST_WORDS:
        return TOO_SHORT
    verbs = [token for token in sentence if token.pos_ in {"VERB", "AUX"}]
    if not any(token.tag_ in _FINITE for token in verbs):
        return REQUEST if sentence.root.tag_ == "VB" and not _has_subject(sentence.root) else NO_STATEMENT
    if _requests(sentence.root):
        return REQUEST
    return OPINION if _judges(sentence.root) else None


def _judges(root: Token) -> bool:
    """Whether all the sentence says is that something is, seems or may be lovely, dreadful or the like."""
    if root.lemma_.lower() not in _SEEMING:
        return False
    complements = [child for child in root.children if child.dep_ in {"acomp", "attr", "oprd"}]
    return any(_evaluates(token) or any(map(_evaluates, token.children)) for token in complements)


def _evaluates(token: Token) -> bool:
    """An evaluative adjective, in any degree."""
    word = token.lower_
    return token.pos_ in {"ADJ", "ADV"} and (token.lemma_.lower() in EVALUATIVE or _positive(word) in EVALUATIVE)


def _positive(word: str) -> str:
    """``loveliest`` → ``lovely``, ``nicer`` → ``nice``, ``duller`` → ``dull``; the parser's lemmas miss rare ones."""
    for ending in ("est", "er"):
        stem = word.removesuffix(ending)
        if stem != word:
            return stem[:-1] + "y" if stem.endswith("i") else stem if stem in EVALUATIVE else stem + "e"
    return word


def _requests(root: Token) -> bool:
    """An imperative: a bare verb at the root without subject or auxiliary."""
    return root.tag_ == "VB" and not _has_subject(root) and not any(child.dep_ in {"aux", "ccomp"} for child in root.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in token.children)


def _same(text: str, title: str) -> bool:
    return _LOOSE.sub(" ", text).strip().casefold() == _LOOSE.sub(" ", title).strip().casefold()
