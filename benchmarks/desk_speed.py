"""How long a check takes against a large corpus, and what its time goes into.

    python benchmarks/desk_speed.py [--passages N] [--workspace FOLDER] [--rebuild]

The corpus is made of invented sentences, the same in every run, and is kept in the workspace (`build/desk_speed`, not in
git) for the next one. The vector of a passage is the sum of those of its title and sentences, digits left out, so that the
corpus is made in minutes rather than hours; nothing that is timed depends on that. Queries go through the real encoder.

Rows: 40 claims checked in full, warm (bar 4 s), and one edited claim found and judged again (bar 0.3 s); wall time. The
reference of the first is spaCy's parse of the article alone, of the second one query through the encoder. Below, the share of
each step in the check of the 40 claims; steps within a step are indented.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import importlib
import json
import os
import random
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from workbench.building import add_to_corpus
from workbench.models import Article
from workbench.parser import parse
from workbench.pipeline import Workbench
from workbench.retrieval.encoder import Encoder, Vectors

CLAIMS = 40
BAR_ALL = 4.0
BAR_ONE = 0.3
# A paragraph becomes one passage, now and then two.
PARAGRAPHS = 4
SENTENCES_A_PARAGRAPH = 7
# Well under the size at which a file is refused.
DOCUMENTS_A_FILE = 5_000
PUBLISHED = dt.date(2024, 5, 16)
ROUNDS = 3

PLACES = "Norrhavn Ostrey Hessel Dunmarrow Velland Brackwater Sallow Ivermouth".split()
THINGS = "ferry bridge tunnel museum hospital railway library reservoir airport quarry theatre shipyard".split()
SENTENCES = (
    "The {place} {thing} cost ${n} million, and the council of {other} paid a third of it.",
    "In {year} the {thing} in {place} counted {n},{m} visitors, {k} percent more than the year before.",
    "Officials in {place} said the {thing} would be closed for {k} months from March {year}.",
    "The {thing} at {place} employs {n} people, most of them from {other}.",
    "A {k}-mile road joins the {place} {thing} with the town of {other}.",
    "The old {thing} in {place} burned {n} tonnes of fuel a year before it was replaced in {year}.",
    "“We have waited {k} years for the {thing},” the mayor of {place} told a meeting in {other}.",
    "The {place} {thing} stores {k} megawatt-hours, and is charged in {m} minutes.",
    "Engineers from {other} measured the {thing} at {place}: it is {k} kilometres long and {m} metres high.",
    "The inspectors found no fault with the {thing} in {place}, but asked {other} for better records.",
    "Tickets for the {place} {thing} rose from ${k} to ${m} in {year}.",
    "The {thing} that {place} shares with {other} opened on {k} May {year}.",
)
# What is timed within a check: how far it is indented, its name, the module and the dotted name of the function.
STEPS = (
    (0, "reading the article", "workbench.pipeline", "Workbench.read"),
    (1, "its parse", "workbench.claims.reading", "parse_sentences"),
    (0, "searching", "workbench.searching", "Searcher.search"),
    (1, "encoding queries", "workbench.retrieval.encoder", "LocalEncoder.encode"),
    (1, "dense leg", "workbench.retrieval.dense", "DenseIndex.search"),
    (1, "lexical leg", "workbench.retrieval.lexical", "LexicalIndex.search"),
    (1, "typed leg", "workbench.retrieval.typed", "TypedIndex.search"),
    (0, "fetching documents", "workbench.searching", "Searcher.document"),
    (0, "parsing claims together", "workbench.pipeline", "read_claims_ahead"),
    (0, "parsing passages together", "workbench.pipeline", "read_passages_ahead"),
    (0, "weighing by rules", "workbench.pipeline", "weigh"),
    (0, "reading words by the relation model", "workbench.relation_model.cross_encoder", "TrainedRelation.relate"),
    (0, "settling", "workbench.pipeline", "settle"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """Wall time and calls of one step within a check."""

    depth: int
    name: str
    seconds: float
    calls: int


def main() -> None:
    """Build what is not there, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--workspace", type=Path, default=Path(__file__).parents[1] / "build" / "desk_speed")
    parser.add_argument("--rebuild", action="store_true", help="make the corpus again")
    arguments = parser.parse_args()
    corpus = f"bench{arguments.passages}"
    if arguments.rebuild:
        shutil.rmtree(arguments.workspace / "indexes" / corpus, ignore_errors=True)
    arguments.workspace.mkdir(parents=True, exist_ok=True)
    bench = Workbench.open(arguments.workspace)
    build(bench, corpus, arguments.passages)
    report(bench, corpus)


def report(bench: Workbench, corpus: str) -> None:
    """Time the checks and print the table."""
    articles = [article_of(bench, seed) for seed in range(ROUNDS + 3)]
    searcher = bench.searcher(corpus)
    # Another article in each round: what is remembered of a text must not count.
    fresh = iter(articles)
    whole = fastest(lambda: bench.check(next(fresh), corpus))
    parsed = fastest(lambda: parse(articles[0].text))
    *_, last = articles
    claims = iter(bench.read(last).claims)
    one = fastest(lambda: bench.assess(next(claims), last, searcher))
    query = fastest(lambda: bench.encoder().encode([articles[0].title]))
    print(f"{len(searcher.corpus.passages):,} passages, {os.cpu_count()} cores, wall time")
    print(f"{CLAIMS} claims: {whole:.2f} s (bar {BAR_ALL} s), {whole / parsed:.1f} times the parse of an article alone")
    print(f"one edited claim: {one:.3f} s (bar {BAR_ONE} s), {one / query:.1f} times a short query through the encoder")
    steps = steps_of(lambda: bench.check(next(fresh), corpus))
    total = steps.pop()
    for step in steps:
        name = "  " * step.depth + step.name
        print(f"  {name:40}{step.seconds:8.3f} s {step.seconds / total.seconds:6.0%} {step.calls:6} calls")


def article_of(bench: Workbench, seed: int) -> Article:
    """An article whose reading gives `CLAIMS` claims or a few more, since one sentence may give several."""
    draw = random.Random(f"article {seed}")  # noqa: S311 - the same articles in every run
    sentences: list[str] = []
    while True:
        sentences.append(sentence(draw))
        paragraphs = (" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
        if len(sentences) * 2 < CLAIMS:
            continue
        article = bench.make_article("\n\n".join(paragraphs), title="A year of building", published=PUBLISHED)
        if len(bench.read(article).claims) >= CLAIMS:
            return article


def build(bench: Workbench, corpus: str, passages: int) -> None:
    """Make the corpus where this workspace does not hold it."""
    if (bench.workspace / "indexes" / corpus / "CURRENT").is_file():
        return
    start = time.perf_counter()
    folder = bench.workspace / f"{corpus}-documents"
    folder.mkdir(exist_ok=True)
    documents = -(-passages // PARAGRAPHS)
    for first in range(0, documents, DOCUMENTS_A_FILE):
        lines = (document(number) for number in range(first, min(documents, first + DOCUMENTS_A_FILE)))
        (folder / f"{first:06}.jsonl").write_text("".join(lines), encoding="utf-8")
    added = add_to_corpus(bench.workspace, corpus, [folder], bench.settings, encoder=SumEncoder(bench.encoder()))
    shutil.rmtree(folder)
    if added.refused:
        sys.exit(f"expected every document to be taken; found {added.refused[0].reason}")
    print(f"built {passages:,} passages in {time.perf_counter() - start:.0f} s")


def document(number: int) -> str:
    """A line of JSON with a document."""
    draw = random.Random(number)  # noqa: S311 - the same texts in every run
    paragraphs = (" ".join(sentence(draw) for _ in range(SENTENCES_A_PARAGRAPH)) for _ in range(PARAGRAPHS))
    title = f"{draw.choice(PLACES)}: the {draw.choice(THINGS)}, report {number}"
    published = (dt.date(2020, 1, 1) + dt.timedelta(days=number % 1500)).isoformat()
    row = {"doc_id": f"{number:06}", "title": title, "published": published, "text": "\n\n".join(paragraphs)}
    return json.dumps(row, ensure_ascii=False) + "\n"


def sentence(draw: random.Random) -> str:
    """One invented sentence."""
    at = draw.randrange(len(PLACES))
    words = {"place": PLACES[at], "other": PLACES[at - 1], "thing": draw.choice(THINGS)}
    numbers = {"n": draw.randint(100, 999), "m": draw.randint(100, 999), "k": draw.randint(2, 99)}
    return draw.choice(SENTENCES).format(**words, **numbers, year=draw.randint(2004, 2023))


class SumEncoder:
    """An encoder whose vector of a text is the sum of those of its title and sentences without digits, each encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.weights_sha256 = encoder.weights_sha256
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._held: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        parts = [re.split(r"(?<=[.”])\s+|\n+", re.sub(r"\d+", "0", text)) for text in texts]
        fresh = sorted({part for row in parts for part in row} - self._held.keys())
        self._held |= zip(fresh, self._encoder.encode(fresh), strict=True)
        sums = np.stack([np.sum([self._held[part] for part in row], axis=0) for row in parts])
        unit: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit


def fastest(action: Callable[[], object]) -> float:
    """Wall time of `action`, the best of some warm runs."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def steps_of(action: Callable[[], object]) -> list[Step]:
    """What `action` spends in each of `STEPS`, and last the whole."""
    seconds: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    with ExitStack() as stack:
        for _, name, module, path in STEPS:
            stack.enter_context(timed(module, path, name, seconds, calls))
        start = time.perf_counter()
        action()
        whole = time.perf_counter() - start
    steps = [Step(depth, name, seconds[name], calls[name]) for depth, name, _, _ in STEPS]
    return [*steps, Step(0, "all", whole, 1)]


@contextmanager
def timed(module: str, path: str, name: str, seconds: Counter[str], calls: Counter[str]) -> Iterator[None]:
    """Count time and calls of a function while this lasts; one that this version does not have is left out."""
    try:
        owner: Any = importlib.import_module(module)
    except ImportError:
        owner = None
    *outer, last = path.split(".")
    for part in outer:
        owner = getattr(owner, part, None)
    plain = getattr(owner, last, None)
    if plain is None:
        yield
        return

    def counted(*args: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return plain(*args, **named)
        finally:
            seconds[name] += time.perf_counter() - start  # type: ignore[assignment]
            calls[name] += 1

    setattr(owner, last, counted)
    try:
        yield
    finally:
        setattr(owner, last, plain)


if __name__ == "__main__":
    main()
