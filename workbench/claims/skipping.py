"""Why no claim is taken from a sentence. Every reason is shown, so that nothing is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.models import Quote, Value

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NO_WORDS = "no words"
TOO_SHORT = "too short"
QUESTION = "question"
BYLINE = "byline"
HEADLINE = "headline"
NO_STATEMENT = "no statement"
COURTESY = "courtesy"
REQUEST = "request or advice"
OPINION = "opinion without a checkable fact"

_FEWEST_WORDS = 3
# Credit lines of newspapers: who wrote, took, edited or sent it. Anchored at the start, bounded in length.
_BYLINE = re.compile(
    r"(?i:(?:words |story |photos? |reporting |additional reporting |editing |writing |compiled )?by) [A-Z][\w.'’-]{0,30}"
    r"(?:,? (?:and|in|at|of|the|for|[A-Z][\w.'’-]{0,30})){0,12}[.,]?"
    r"|(?i:information|material|reporting) for this (?:article|story|report) (?:was|were) .{0,200}"
    r"|.{0,80}contributed (?:to this (?:report|article|story)|reporting).{0,40}"
    r"|(?i:copyright|©|\(c\)) .{0,120}|(?i:photo|image|credit|source)s?: .{0,120}"
)
_COURTESY = frozenset("thank thanks welcome hello hi goodbye congratulations please applause laughter".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LOOSE = re.compile(r"\W{1,50}")


def skip_reason(sentence: Span, values: Sequence[Value], quotes: Sequence[Quote], title: str | None) -> str | None:
    """The reason why `sentence` holds no claim, or ``None`` where one is to be taken.

    `values` and `quotes` are those that lie in the sentence; a value or a direct quotation always makes a claim, except in
    a headline or a byline.
    """
    words = [token for token in sentence if token.is_alpha or token.like_num]
    text = " ".join(sentence.text.split())
    if title and _same(text, title):
        return HEADLINE
    if _BYLINE.fullmatch(text):
        return BYLINE
    if values or any(quote.direct for quote in quotes):
        return None
    if not words:
        return NO_WORDS
    return _without_value(sentence, words, text)


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
    return None


def _requests(root: Token) -> bool:
    """An imperative: a bare verb at the root without subject or auxiliary."""
    return root.tag_ == "VB" and not _has_subject(root) and not any(child.dep_ in {"aux", "ccomp"} for child in root.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in token.children)


def _same(text: str, title: str) -> bool:
    return _LOOSE.sub(" ", text).strip().casefold() == _LOOSE.sub(" ", title).strip().casefold()
