"""The straight line: an article in, an assessment of each of its claims out.

This module and `building` alone see all stages. The desk, the command line and the Python API call what is here, so they show
the same `Assessment`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from workbench.building import Added, Progress, add_to_corpus
from workbench.claims import read_claims
from workbench.claims.checkworthy import WEIGHTS as CHECKWORTHY_WEIGHTS
from workbench.corpus import Corpus
from workbench.errors import BadInputError
from workbench.fingerprint import file_sha256
from workbench.judging import (
    RELATION_WEIGHTS,
    RelationModel,
    Weighed,
    find_internal_conflicts,
    inside,
    rarity_of_passages,
    read_claims_ahead,
    read_passages_ahead,
    settle,
    shipped,
    weigh,
)
from workbench.models import (
    Article,
    ArticleCheck,
    ArticleReading,
    Assessment,
    CitedDocument,
    Claim,
    Document,
    Hit,
    ModelStamp,
    SourceText,
)
from workbench.parser import language
from workbench.reading.countries import parse_country
from workbench.retrieval import Encoder, load_encoder
from workbench.searching import Searcher
from workbench.settings import Settings
from workbench.settings import load as load_settings
from workbench.values import read_values

TITLE_CHARACTERS = 90
# Claims whose passages are parsed together: more sentences than the judging keeps would be parsed twice.
_READ_TOGETHER = 40


class Workbench:
    """A workspace with its settings; loads the models once and keeps opened corpora."""

    def __init__(self, workspace: Path, settings: Settings) -> None:
        self.workspace = workspace
        self.settings = settings
        self._encoder: Encoder | None = None
        self._searchers: dict[str, Searcher] = {}

    @classmethod
    def open(cls, workspace: Path | str = ".", settings: Settings | None = None) -> Workbench:
        """Open `workspace` with its own settings, or with those given. Raises `BadInputError` for broken settings."""
        folder = Path(workspace)
        return cls(folder, settings or load_settings(folder))

    def add_documents(self, corpus: str, paths: Sequence[Path | str], progress: Progress | None = None) -> Added:
        """Read files and folders into `corpus`; what it holds already is skipped. Raises as `building.add_to_corpus` does."""
        return add_to_corpus(
            self.workspace, corpus, [Path(path) for path in paths], self.settings, progress=progress, encoder=self.encoder()
        )

    def make_article(
        self,
        text: str,
        *,
        title: str | None = None,
        published: dt.date | None = None,
        author: str | None = None,
        source_name: str = "",
        country: str | None = None,
    ) -> Article:
        """Give a text its identity. The id derives from text, date and country; without a title the opening words serve.

        `country` is the publisher's (ISO 3166, two letters): whose dollar or pound a bare sign or word means.

        Raises:
            BadInputError: the text is blank, or longer than `Settings.max_article_characters`, or `country` is no such code.
        """
        if not text.strip():
            raise BadInputError("empty_article", expected="an article", found="no words", fix="paste its text or name its file")
        limit = self.settings.max_article_characters
        if len(text) > limit:
            raise BadInputError(
                "article_too_long",
                expected=f"an article of at most {limit:,} characters",
                found=f"{len(text):,} characters",
                fix="check it in parts, or add it to a corpus if it is reference material",
            )
        home = parse_country(country)
        known = [text, published.isoformat() if published else None, *([home] if home else [])]
        identity = json.dumps(known, ensure_ascii=False)
        article_id = "a-" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return Article(article_id, title or _opening(text), text, published, author, source_name, home)

    def article_from(self, source: SourceText, published: dt.date | None = None, country: str | None = None) -> Article:
        """Make an article of a file that was read; date and country given here win over its own. Raises as `make_article`."""
        return self.make_article(
            source.text,
            title=source.title,
            published=published or source.published,
            author=source.author,
            source_name=source.source_name,
            country=country or source.country,
        )

    def read(self, article: Article) -> ArticleReading:
        """Find the sentences, claims, quotes and values of an article."""
        values = read_values(article.text, published=article.published, country=article.country)
        title = None if _is_lent(article) else article.title
        encode = self.encoder().encode if self.settings.check_worthiness_vectors else None
        return read_claims(article.text, values, title=title, published=article.published, encode=encode)

    def check(self, article: Article, corpus: str, progress: Progress | None = None) -> ArticleCheck:
        """Assess every claim of `article` against `corpus`; the same inputs give the same bytes.

        Raises:
            MissingResourceError: the corpus or a model is missing.
            DamagedError: the corpus is not what was published.
        """
        tell = progress or _silent
        searcher = self.searcher(corpus)
        if self.settings.relation_passages:
            shipped().load_ahead()
        tell("reading", 0, 1)
        reading = self.read(article)
        tell("reading", 1, 1)
        searcher.prepare([claim.standalone for claim in reading.claims])
        assessments: list[Assessment] = []
        for first in range(0, len(reading.claims), _READ_TOGETHER):
            some = reading.claims[first : first + _READ_TOGETHER]
            found = [self.find(claim, article, searcher) for claim in some]
            read_claims_ahead(some)
            beside = _all_found(found)
            read_passages_ahead(beside)
            rarity = rarity_of_passages(beside)
            weighed: list[Weighed] = []
            for claim, (hits, documents) in zip(some, found, strict=True):
                tell("matching", first + len(weighed), len(reading.claims))
                inner = inside(claim, reading.claims)
                weighed.append(weigh(claim, article, hits, documents, self.settings, beside=beside, inner=inner, rarity=rarity))
            assessments += self._settle(weighed)
        tell("matching", len(reading.claims), len(reading.claims))
        return ArticleCheck(
            article_id=article.article_id,
            title=article.title,
            date=article.published,
            corpus=corpus,
            snapshot=searcher.corpus.snapshot,
            settings=self.settings.digest(),
            sentences=reading.sentences,
            quotes=reading.quotes,
            assessments=tuple(assessments),
            internal_conflicts=find_internal_conflicts(article, reading.claims),
            cited=_cited(assessments, searcher),
            models=self.models(),
        )

    def assess(self, claim: Claim, article: Article, searcher: Searcher) -> Assessment:
        """Find and judge the evidence for one claim."""
        hits, documents = self.find(claim, article, searcher)
        return self._settle([weigh(claim, article, hits, documents, self.settings)])[0]

    def find(self, claim: Claim, article: Article, searcher: Searcher) -> tuple[tuple[Hit, ...], dict[str, Document]]:
        """The passages that bear on a claim, best first, and their documents by id."""
        hits = searcher.search(claim.standalone, self.settings.evidence, published=article.published, country=article.country)
        return hits, {hit.doc_id: searcher.document(hit.doc_id) for hit in hits}

    def _settle(self, weighed: Sequence[Weighed]) -> list[Assessment]:
        """One assessment each; the relation model is asked everything at once, which takes half the time of one by one."""
        model = self.relation_model()
        if model is None:
            return [settle(one, None, self.settings) for one in weighed]
        told = iter(model.relate([pair for one in weighed for pair in one.pairs]))
        return [settle(one, list(islice(told, len(one.asked))), self.settings) for one in weighed]

    def searcher(self, corpus: str) -> Searcher:
        """Open `corpus` at its current generation; one that is open already is used again. Raises as `check` does."""
        generation = Corpus.open(self.workspace, corpus).folder.name
        held = self._searchers.get(corpus)
        if held is None or held.corpus.generation != generation:
            # Another one may have been published meanwhile; the one opened is as good. What was open before is let go.
            held = self._searchers[corpus] = Searcher.open(self.workspace, corpus, self.settings, encoder=self.encoder())
        return held

    def models(self) -> tuple[ModelStamp, ...]:
        """The models behind a check, in the order of the line. Raises `MissingResourceError` where one is not installed."""
        parser, encoder = language().meta, self.encoder()
        return (
            ModelStamp("parser", f"{parser['lang']}_{parser['name']}", parser["version"]),
            ModelStamp("check-worthiness", CHECKWORTHY_WEIGHTS.name, file_sha256(CHECKWORTHY_WEIGHTS)),
            ModelStamp("encoder", encoder.name, encoder.weights_sha256),
            *([ModelStamp("relation", RELATION_WEIGHTS.name, shipped().weights_sha256)] if self.relation_model() else []),
        )

    def relation_model(self) -> RelationModel | None:
        """The model that reads words, unless the settings leave it out. Raises `MissingResourceError`, `DamagedError`."""
        return shipped() if self.settings.relation_passages else None

    def encoder(self) -> Encoder:
        """The embedding model, loaded on first use. Raises `MissingResourceError` where it is not installed."""
        if self._encoder is None:
            self._encoder = load_encoder(self.settings)
        return self._encoder


def _all_found(found: Sequence[tuple[Sequence[Hit], Mapping[str, Document]]]) -> list[tuple[Hit, Document]]:
    """Every passage that was found for some claim, once."""
    told = {hit.passage_id: (hit, documents[hit.doc_id]) for hits, documents in found for hit in hits}
    return list(told.values())


def _cited(assessments: Sequence[Assessment], searcher: Searcher) -> tuple[CitedDocument, ...]:
    """The documents behind all evidence, by id."""
    ids = sorted({evidence.hit.doc_id for assessment in assessments for evidence in assessment.evidence})
    cards = [searcher.corpus.card(doc_id) for doc_id in ids]
    return tuple(CitedDocument(card.doc_id, card.title, card.sha256) for card in cards)


def _opening(text: str) -> str:
    """The first words of a text, as its title."""
    line = next(line for line in text.splitlines() if line.strip()).strip()
    if len(line) <= TITLE_CHARACTERS:
        return line
    return (
        line[: line.rfind(" ", 0, TITLE_CHARACTERS)].rstrip(",;:—- ") + "…"
        if " " in line[:TITLE_CHARACTERS]
        else line[:TITLE_CHARACTERS]
    )


def _is_lent(article: Article) -> bool:
    """Whether the title is only the opening sentence of the text, which is a claim then, and not a headline above it."""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    return article.title == _opening(article.text) and (len(lines) == 1 or lines[0].endswith((".", "!", "?", "”", '"', "…")))


def _silent(stage: str, done: int, total: int) -> None:
    del stage, done, total
