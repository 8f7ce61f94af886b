"""The claim as the judging needs it: its terms, the values and quotes to be carried, and where each stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.judging.language.subjectivity import is_aside, is_forecast, is_judgement, is_open_forecast
from workbench.judging.sentence.coverage import wanted_terms
from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import NUMBER_WORDS, Term, Terms, read_terms, read_terms_ahead
from workbench.judging.sides.antecedents import with_named_subject
from workbench.judging.sides.places import Place, with_periods
from workbench.models import Article, Claim, Modality, Quote, Value, ValueKind
from workbench.tokens import fold, words
from workbench.values import read_values

if TYPE_CHECKING:
    from spacy.tokens import Doc

DATES = frozenset((ValueKind.DATE, ValueKind.TIME))
LONG_QUOTE = 6
_ANONYMOUS = frozenset(
    "official officials expert experts analyst analysts source sources critic critics observer observers aide aides "
    "researchers scientists "
    "police authorities people person spokesman spokeswoman spokesperson one some many he she they it".split()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One value the evidence has to carry: as the claim holds it, and in its place in the standalone sentence."""

    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class ClaimSide:
    """A claim prepared once for all its passages. ``quotes`` are those with words of their own to check.

    ``loose_numbers`` are numbers in no value ("3-1", "F-16", "to four"): evidence must have them letter by letter.
    """

    claim: Claim
    terms: Terms
    wanted_terms: tuple[Term, ...]
    values: tuple[Wanted, ...]
    quotes: tuple[Quote, ...]
    published: dt.date | None
    loose_numbers: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[Value, ...]:
        """The settled dates of the claim."""
        return tuple(wanted.value for wanted in self.values if wanted.value.kind in DATES)

    @property
    def speaker(self) -> str | None:
        """Who is named as saying it, where that is somebody: "officials" are nobody."""
        named = self.claim.speaker or next((quote.speaker for quote in self.quotes if quote.speaker), None)
        if named is None or set(words(named)) <= _ANONYMOUS:
            return None
        return named if any(character.isupper() for character in named) else None


def read_claims_ahead(claims: Iterable[Claim]) -> None:
    """Parse the sentences of several claims together, for `prepare` to come."""
    read_terms_ahead(text for claim in claims for text in (claim.standalone, claim.text) if text)


def prepare(claim: Claim, article: Article) -> ClaimSide:
    """Read the claim's standalone sentence and settle what has to be carried."""
    text = with_named_subject(claim.standalone or claim.text, article.text[: claim.start])
    terms = read_terms(text)
    values = _values_of(claim, article)
    placed = _placed(values, text, terms, article.published)
    inside = [(wanted.place.value.start, wanted.place.value.end) for wanted in placed]
    direct = tuple(quote for quote in claim.quotes if quote.direct and _says_something(quote))
    long = [quote for quote in direct if is_long(quote)]
    stated = tuple(one for one in placed if not _in_quote(one.value, claim.quotes) and not _is_adverb(one))
    side = ClaimSide(claim, terms, (), stated, direct, article.published)
    quoted = _quote_spans(long, text)
    frame = _saying_frame(side, terms)
    return replace(
        side,
        wanted_terms=tuple(term for term in wanted_terms(terms, inside + quoted) if term.index not in frame),
        loose_numbers=_loose_numbers(text, inside + _quote_spans(list(direct), text)),
    )


def _says_something(quote: Quote) -> bool:
    """Whether there are words to look for: a firm “no” is a matter of wording."""
    return not set(words(quote.text)) <= lexicon().negators | lexicon().filler | {"yes"}


_WITH_DIGIT = re.compile(r"[\w][\w.,:/–-]*")
NOTE = re.compile(r"\[[^\[\]]{1,60}\]")


def _loose_numbers(text: str, taken: list[tuple[int, int]]) -> tuple[str, ...]:
    """Words with a digit outside `taken` and outside the bracketed dates the standalone sentence adds."""
    spans = [*taken, *(match.span() for match in NOTE.finditer(text))]
    return tuple(
        fold(match.group()).strip(".,:")
        for match in _WITH_DIGIT.finditer(text)
        if _is_numeral(match.group()) and not any(start < match.end() and match.start() < end for start, end in spans)
    )


def _is_numeral(word: str) -> bool:
    return any(character.isdigit() for character in word) or fold(word).strip(".,:") in NUMBER_WORDS


@lru_cache(maxsize=8)
def _article_values(text: str, published: dt.date | None, country: str | None) -> tuple[Value, ...]:
    return read_values(text, published=published, country=country)


def _values_of(claim: Claim, article: Article) -> tuple[Value, ...]:
    """The claim's own values, and those of parts nested in it that its standalone sentence still states."""
    own = {(value.start, value.end): value for value in claim.values}
    standalone = claim.standalone or claim.text
    for value in _article_values(article.text, article.published, article.country):
        inside = claim.start <= value.start and value.end <= claim.end and value.text in standalone
        if inside and not any(start < value.end and value.start < end for start, end in own):
            own[value.start, value.end] = value
    return tuple(value for _, value in sorted(own.items()) if _checkable(value))


def _checkable(value: Value) -> bool:
    """Whether the value states something: "now", "for years" and bare ordinals of time ("for the first time") do not."""
    if value.kind is ValueKind.SET or value.vague:
        return False
    return value.kind in DATES or value.low is not None or value.high is not None


def _placed(values: Sequence[Value], text: str, terms: Terms, published: dt.date | None) -> list[Wanted]:
    """Each value with its place in the standalone sentence; equal texts are taken in order."""
    found: list[Wanted] = []
    after: dict[str, int] = {}
    for value in values:
        at = text.find(value.text, after.get(value.text, 0))
        if at >= 0:
            after[value.text] = at + len(value.text)
        else:
            at = 0
        local = replace(value, start=at, end=at + len(value.text))
        found.append(Wanted(value, Place(local, terms, (), published)))
    dates = with_periods([wanted.place.value for wanted in found if wanted.value.kind in DATES], text)
    return [replace(wanted, place=replace(wanted.place, dates=_own_dates(wanted.place, dates))) for wanted in found]


def _own_dates(place: Place, dates: Sequence[Value]) -> tuple[Value, ...]:
    """The dates that may be the value's time: not those of a relative clause it stands outside of ("61, who came in 1911")."""
    doc = place.terms.doc
    own = doc.char_span(place.value.start, place.value.end, alignment_mode="expand")
    if own is None:
        return tuple(dates)
    above = {own.root.i, *(token.i for token in own.root.ancestors)}
    return tuple(date for date in dates if (clause := _relative_clause(doc, date)) is None or clause in above)


def _relative_clause(doc: Doc, value: Value) -> int | None:
    """The verb of the relative clause a value stands in, as its place in the sentence."""
    span = doc.char_span(value.start, value.end, alignment_mode="expand")
    if span is None:
        return None
    return next((token.i for token in (span.root, *span.root.ancestors) if token.dep_ == "relcl"), None)


def _is_adverb(wanted: Wanted) -> bool:
    """An order word that ranks nothing: "first denied", "for the first time"."""
    value = wanted.place.value
    if value.kind is not ValueKind.ORDINAL:
        return False
    span = wanted.place.terms.doc.char_span(value.start, value.end, alignment_mode="expand")
    token = span[-1] if span is not None and len(span) else None
    return token is None or token.pos_ == "ADV" or token.head.lower_ == "time"


def _in_quote(value: Value, quotes: Sequence[Quote]) -> bool:
    return any(quote.start <= value.start and value.end <= quote.end for quote in quotes if quote.direct)


def _quote_spans(quotes: Sequence[Quote], text: str) -> list[tuple[int, int]]:
    spans = []
    for quote in quotes:
        at = text.find(quote.text)
        if quote.direct and at >= 0:
            spans.append((at, at + len(quote.text)))
    return spans


def _saying_frame(side: ClaimSide, terms: Terms) -> frozenset[int]:
    """Tokens of "X said (that)": who said it is checked apart from what was said."""
    if not (side.claim.speaker or side.quotes):
        return frozenset()
    speaker = set(words(side.speaker or side.claim.speaker or ""))
    return frozenset(
        token.i for token in terms.doc if fold(token.lemma_) in lexicon().say or fold(token.text).strip(".'") in speaker
    )


def core_terms(side: ClaimSide) -> tuple[Term, ...]:
    """The wanted words no paraphrase may lose: who did it, to what, as what, with the words that say which one."""
    doc = side.terms.doc
    heads = [child for token in doc if token.dep_ == "ROOT" for child in token.children if child.dep_ in _ARGUMENTS]
    indices = {head.i for head in heads} | {
        inner.i for head in heads for inner in head.children if inner.dep_ in {"compound", "nmod", "amod", "conj"}
    }
    # Where only a date is to be borne out, what happened on it is the whole claim.
    if all(wanted.value.kind in DATES for wanted in side.values):
        indices |= {token.i for token in doc if token.dep_ == "ROOT"}
    loose = lexicon().neutral | lexicon().generic | lexicon().attributes.keys()
    return tuple(term for term in side.wanted_terms if term.index in indices and term.lemma not in loose)


_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd", "dative"))


def is_long(quote: Quote) -> bool:
    """Whether the quote is an utterance of its own; a word or two in quotation marks is wording of the sentence."""
    return len(words(quote.text)) >= LONG_QUOTE


def setting_names(side: ClaimSide) -> frozenset[str]:
    """The names of where and when something was said ("said in Prague"): part of the claim even where the words are a quote."""
    found: set[str] = set()
    doc = side.terms.doc
    for term in side.terms.terms:
        token = doc[term.index]
        while token.dep_ in {"compound", "amod", "nmod", "pobj"} and token.head.i != token.i:
            token = token.head
        if term.name and token.dep_ == "prep" and fold(token.head.lemma_) in lexicon().say:
            found.add(term.key)
    return frozenset(found)


def is_opinion(side: ClaimSide) -> bool:
    """Whether nothing in the claim can be looked up: a judgement or advice nobody is named for, without value or quote.

    A value in a clause that qualifies what is judged ("the best idea in ten years") is part of the judgement.
    """
    if side.quotes or _is_reported(side):
        return False
    doc = read_terms(side.claim.text).doc
    spans = [(wanted.value.start - side.claim.start, wanted.value.end - side.claim.start) for wanted in side.values]
    measured = [
        one for one, span in zip(side.values, spans, strict=True) if not _is_one(one.value) and not is_aside(doc, *span)
    ]
    return not measured and is_judgement(doc)


def is_prediction(side: ClaimSide) -> bool:
    """Whether the claim speaks of what may come and nobody is named for it; a plan with its day is a fact to look up.

    With a value it must be open ("may cost", "will probably") or be about how long something will take.
    """
    if side.quotes or side.dates or _is_reported(side) or side.claim.modality is Modality.DENIED:
        return False
    doc = read_terms(side.claim.text).doc
    return is_open_forecast(doc) if side.values else is_forecast(doc)


def _is_one(value: Value) -> bool:
    """Whether it counts nothing, as in "one chimney"."""
    return (
        value.kind in {ValueKind.COUNT, ValueKind.NUMBER}
        and value.low == value.high == 1
        and fold(value.text).startswith("one")
    )


def _is_reported(side: ClaimSide) -> bool:
    """Whether somebody who can be looked up is said to have said it; "may tell us" and "will say" report nothing."""
    speaker = side.claim.speaker
    if speaker is None or set(words(speaker)) <= _ANONYMOUS:
        return False
    saying = [token for token in read_terms(side.claim.text).doc if fold(token.lemma_) in lexicon().say]
    open_ = [token for token in saying if any(child.tag_ == "MD" for child in token.children)]
    return not open_ or len(open_) < len(saying)


def speaks_of_now(side: ClaimSide) -> bool:
    """Whether the claim says how things stand: no date of its own, and no past deed as its main verb."""
    root = next((token for token in side.terms.doc if token.dep_ == "ROOT"), None)
    return not side.dates and root is not None and root.tag_ not in {"VBD", "VBN"}
