"""Words left out around a quote that turn what it says: "I never said that ...", "It is a lie that ...", "If we lose, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import fold_word, read_terms
from workbench.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "Even if we lose" and "whether or not" leave the rest standing.
_NO_CONDITION = re.compile(
    r"(?i)\beven\s+if\b|\bas\s+if\b|\bwhether\s+or\s+not\b|\bif\s+(?:you\s+(?:ask|like|will)|i\s+may|anything|so|necessary)\b"
)
_ON_THE_WAY = frozenset(("nsubj", "nsubjpass", "advmod", "neg", "det", "prep", "pobj", "dobj", "npadvmod", "attr", "preconj"))
_SAID_OF = frozenset(("attr", "acomp", "oprd", "advmod", "dobj"))
_UPWARD = frozenset("ccomp acl relcl csubj csubjpass xcomp pcomp prep pobj dobj attr nsubj nsubjpass parataxis advcl".split())
_AFTER = re.compile(r"\A[\s,;–—-]{0,4}(?:but |and |only |even ){0,1}(if|unless|provided)\b([^.!?;“”\"\n]{0,120})")
_OPENING = re.compile(r"[“\"](?=\S)")
_MARKS = " ,:;“”\"'‘’\n"
_SHOWN = 80  # characters of what is left out, from its beginning
_WINDOW = 1_000
_DEEP = 3
_HIGH = 8


@dataclass(frozen=True, slots=True)
class _Place:
    """The sentence of a quote, the span of the quote in it and where the utterance opens; offsets of the sentence."""

    doc: Doc
    start: int
    end: int
    opens: int

    def outside(self, token: Token) -> bool:
        return not self.start <= token.idx < self.end


def dropped_sense(evidence: str, start: int, end: int, kept: Sequence[tuple[int, int]] = (), around: str = "") -> str | None:
    """The words of `evidence` beside the quote at ``start:end`` whose loss turns its sense; None where nothing is lost.

    `kept` are spans that the quote has too; `around` is what the claim itself says beside the quote: what it says there is not
    lost. Only the quote's own sentence is read, and only where the quote has a verb of its own.
    """
    first, last = _sentence_of(evidence, start)
    doc = read_terms(evidence[first:last]).doc
    place = _Place(doc, start - first, min(end, last) - first, _opens(evidence[first:start]))
    root = _root(place)
    if root is None:
        return None
    told = set(map(fold_word, re.findall(r"[\w'’]+", around[-_WINDOW:])))
    spans = [(one - first, other - first) for one, other in kept]
    lost = None if _denied_by(told) else _denial(root, place, spans)
    return lost or (None if told & _conditions() else _condition(root, place) or _condition_after(evidence, end))


def _conditions() -> frozenset[str]:
    return lexicon().supposing | {"whether"}


def _sentence_of(evidence: str, start: int) -> tuple[int, int]:
    """Half-open offsets of the sentence of `start`, cut out of its neighbourhood only."""
    low, high = max(0, start - _WINDOW), min(len(evidence), start + _WINDOW)
    for one, other in split_sentences(evidence[low:high]):
        if one + low <= start < other + low:
            return one + low, other + low
    return start, high


def _opens(before: str) -> int:
    """Where the quotation that the quote stands in opens, 0 where it stands in none."""
    marks = [match.start() for match in _OPENING.finditer(before + "x")]
    at = marks[-1] if marks else 0
    return at if "”" not in before[at:] else 0


def _root(place: _Place) -> Token | None:
    """The quote's main verb: finite, or with "will" and its like before it, in the quote or left out of it."""
    inside = [token for token in place.doc if not place.outside(token)]
    heads = [token for token in inside if token.head == token or place.outside(token.head)]
    for token in heads:
        if token.pos_ in {"VERB", "AUX"} and (_is_finite(token) or any(child.dep_ == "aux" for child in token.children)):
            return token
        if token.pos_ in {"ADJ", "NOUN", "VERB"} and any(child.dep_ in {"nsubj", "cop"} for child in token.children):
            return token
    return None


def _is_finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _denied_by(told: set[str]) -> bool:
    endings = ("", "s", "d", "ed", "ing")
    deniers = lexicon().unsaying | lexicon().denying
    return any(word in lexicon().negators or word.endswith("n't") for word in told) or any(
        word.removesuffix(ending) in deniers or word == "denied" for word in told for ending in endings
    )


# ------------------------------------------------------------------------------------------------------- denial


def _denial(root: Token, place: _Place, kept: list[tuple[int, int]]) -> str | None:
    for word, only_deniers in _over(root):
        for token in (word, *(child for child in word.children if child.dep_ in _SAID_OF and word != root)):
            if token != root and not place.outside(token):
                continue
            against = _against(token, place, kept, only_deniers=only_deniers)
            if against is not None:
                return _left_out(against, place)
    return None


def _over(root: Token) -> Iterator[tuple[Token, bool]]:
    """The verb and the words above it that take it in, nearest first, and whether a negation there is of another clause."""
    token, aside = root, False
    yield token, aside
    for _ in range(_HIGH):
        if token.head == token:
            return
        above = token.head
        if token.dep_ == "conj":
            # A second "that" hangs on the same verb as the first; without one the clause stands by itself.
            if not any(child.dep_ == "mark" and child.lower_ == "that" for child in token.children):
                return
            token = above
            continue
        if token.dep_ not in _UPWARD:
            return
        aside = aside or token.dep_ in {"advcl", "parataxis"}
        token = above
        yield token, aside


def _against(token: Token, place: _Place, kept: list[tuple[int, int]], *, only_deniers: bool) -> Token | None:
    """The word that turns what hangs on `token`: a negation of it, or itself, unless one is over the other."""
    negation = next((one for one in _negations(token) if _counts(one, place, kept)), None)
    lemma = fold_word(token.lemma_)
    denies = (
        place.outside(token) and (lemma in lexicon().unsaying or lemma in lexicon().denying) and _counts(token, place, kept)
    )
    if denies:
        return None if negation is not None or _negated_above(token) else token
    if _denying_child(token):
        return None
    return None if only_deniers else negation


def _negated_above(token: Token) -> bool:
    """Whether the verb that says the word of something is negated: "it is not a lie"."""
    return token.dep_ in _SAID_OF and any(True for _ in _negations(token.head))


def _denying_child(token: Token) -> bool:
    """Whether something is said of the subject that denies it: a negation then belongs to that."""
    return any(
        child.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp"} and fold_word(child.lemma_) in lexicon().unsaying
        for child in token.children
    )


def _counts(token: Token, place: _Place, kept: list[tuple[int, int]]) -> bool:
    return place.outside(token) and not any(start <= token.idx < end for start, end in kept)


def _negations(token: Token, depth: int = _DEEP) -> Iterator[Token]:
    """The negating words that belong to a word, through its subject and its adverbials: "at no time did I say"."""
    for child in token.children:
        if fold_word(child.text) in lexicon().negators:
            if _negates(child):
                yield child
        elif depth > 1 and child.dep_ in _ON_THE_WAY:
            yield from _negations(child, depth - 1)


def _negates(token: Token) -> bool:
    """Whether it is more than an answer ("No, we will") or half of a phrase ("not only", "no wonder")."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.dep_ == "intj" or (token.lower_ == "no" and after is not None and after.is_punct):
        return False
    return after is None or fold_word(after.text) not in lexicon().unnegated


# ---------------------------------------------------------------------------------------------------- condition


def _condition(root: Token, place: _Place) -> str | None:
    """A condition or an open question over the verb, in the same mouth: what a reporter asks is not part of the words."""
    if _NO_CONDITION.search(place.doc.text):
        return None
    for token, aside in _over(root):
        if aside:
            return None
        for child in token.children:
            mark = child if child.dep_ == "mark" else next((one for one in child.children if one.dep_ == "mark"), None)
            bound = child.dep_ in {"mark", "advcl"} and mark is not None and fold_word(mark.text) in _conditions()
            if bound and mark is not None and place.opens <= mark.idx < place.start:
                return _left_out(mark, place)
    return None


def _condition_after(evidence: str, end: int) -> str | None:
    match = _AFTER.match(evidence[end : end + 160])
    if match is None or _NO_CONDITION.search(match.group(1) + match.group(2)):
        return None
    return (match.group(1) + match.group(2)).strip(" ,")


def _left_out(token: Token, place: _Place) -> str:
    """The words from where the utterance opens, or from the one that turns the sense if that is far, to the quote."""
    text = place.doc.text
    if token.idx >= place.start:
        return text[place.end : token.idx + len(token.text)].strip(_MARKS)
    begin = place.opens if place.opens <= token.idx and place.start - place.opens <= _SHOWN else token.idx
    return text[begin : place.start].strip(_MARKS)
