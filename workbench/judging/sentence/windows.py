"""The part of a passage that the relation model reads for a claim: all of a short one, of a long one the sentences that matter.

A small cross-encoder reads about 250 word pieces. Cutting a long passage off would hide its end, so its sentences are chosen
by how much of the claim they say, one after the other, and keep their order.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.sentences import split_sentences
from workbench.tokens import content_words

WINDOW_WORDS = 130
"""About 180 word pieces, which leaves room for the claim."""
_RUN = 4  # sentences; the next run begins in the middle of this one
_STEM = 5  # letters two words must share: "infected" meets "infection"


def window(claim: str, passage: str, *, words: int = WINDOW_WORDS) -> str:
    """The sentences of `passage` that say most of `claim`, in their order, of about `words` words together.

    Sentences are taken greedily: each time the one that adds most words of the claim not yet said, then the one that repeats
    most of them, then the earliest. At least one sentence is returned; a text of blanks comes back as it is.
    """
    if len(passage.split()) <= words:
        return passage
    texts = [passage[start:end] for start, end in split_sentences(passage)]
    return " ".join(texts[index] for index in chosen_sentences(claim, texts, words)) or passage


def chosen_sentences(claim: str, texts: Sequence[str], words: int) -> list[int]:
    """The places of the sentences to read, in order. All of them where there is room for all."""
    lengths = [len(text.split()) for text in texts]
    if sum(lengths) <= words:
        return list(range(len(texts)))
    wanted, offered = _stems(claim), [_stems(text) for text in texts]
    left, missing, chosen, room = set(range(len(texts))), set(wanted), list[int](), words
    while left:
        best = min(left, key=lambda i: (-len(offered[i] & missing), -len(offered[i] & wanted), i))
        if chosen and (room < lengths[best] or not offered[best] & wanted):
            break
        chosen.append(best)
        left.discard(best)
        room -= lengths[best]
        missing -= offered[best]
    return sorted(chosen)


def stretches(claim: str, texts: Sequence[str], *, words: int = WINDOW_WORDS, most: int = 2) -> list[str]:
    """Runs of neighbouring sentences with most of the claim's words, the best first; none where all of `texts` fits a window.

    Chosen sentences lose what ties them together, as in a report of several speakers; a run keeps it (the best window
    counts as in SummaC, Laban et al. 2022).
    """
    if sum(len(text.split()) for text in texts) <= words:
        return []
    wanted = _stems(claim)
    runs = [" ".join(texts[at : at + _RUN]) for at in range(0, max(1, len(texts) - _RUN // 2), _RUN // 2)]
    return sorted(runs, key=lambda run: -len(_stems(run) & wanted))[:most]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in content_words(text))
