"""The part of a passage that the relation model reads for a claim: all of a short one, of a long one the sentences that matter.

A small cross-encoder reads about 250 word pieces. Cutting a long passage off would hide its end, so its sentences are chosen
by how much of the claim they say, one after the other, and keep their order.
"""

from __future__ import annotations

from workbench.sentences import split_sentences
from workbench.tokens import content_words

WINDOW_WORDS = 130
"""About 180 word pieces, which leaves room for the claim."""
_STEM = 5  # letters two words must share: "infected" meets "infection"


def window(claim: str, passage: str, *, words: int = WINDOW_WORDS) -> str:
    """The sentences of `passage` that say most of `claim`, in their order, of about `words` words together.

    Sentences are taken greedily: each time the one that adds most words of the claim not yet said, then the one that repeats
    most of them, then the earliest. At least one sentence is returned; a text of blanks comes back as it is.
    """
    if len(passage.split()) <= words:
        return passage
    spans = split_sentences(passage)
    if len(spans) < 2:  # noqa: PLR2004 nothing to choose from
        return passage
    texts = [passage[start:end] for start, end in spans]
    chosen = _greedy(_stems(claim), [_stems(text) for text in texts], [len(text.split()) for text in texts], words)
    return " ".join(texts[index] for index in sorted(chosen))


def _greedy(wanted: frozenset[str], offered: list[frozenset[str]], lengths: list[int], room: int) -> list[int]:
    left, missing, chosen = set(range(len(offered))), set(wanted), list[int]()
    while left:
        best = min(left, key=lambda i: (-len(offered[i] & missing), -len(offered[i] & wanted), i))
        if chosen and (room < lengths[best] or not offered[best] & wanted):
            break
        chosen.append(best)
        left.discard(best)
        room -= lengths[best]
        missing -= offered[best]
    return chosen


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in content_words(text))
