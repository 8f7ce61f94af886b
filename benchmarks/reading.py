"""How fast text is read, each step as a ratio to a named reference in the same run on the same text.

    python benchmarks/reading.py

The text is what the project ships: the demo article and its documents, and the sentences below. Times are processor time,
the best of several warm runs; on several cores the same work takes less wall time. Rows:

- values: `read_values` on single sentences, one over the median time: of all sentences of the shipped text, of the sentences
  below, rich in numbers, with a publication date and without, and of the shipped sentences with their parse added, which
  reading values does not need. The reference is spaCy's tokenizer alone; the bar is 2,000 sentences a second and core.
- sentences: `split_sentences` on all text; the reference is sentencex where it is installed, else one regular expression
  that cuts at stops before a capital.
- parse: spaCy's parse, which reading claims needs; the reference is its tokenizer.
- article: some 900 words, values and claims. The reference is the parse alone, which nothing here can make faster; the
  bar is 0.6 seconds of wall time. What sentence vectors would add (`check_worthiness_vectors`) is told beside it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench.claims import read_claims
from workbench.claims.reading import parse_sentences
from workbench.demo import article_path, documents_path
from workbench.models import ArticleReading, SourceText
from workbench.parser import language
from workbench.reading import find_files, read_many
from workbench.retrieval import Encoder, load_encoder
from workbench.sentences import split_sentences
from workbench.settings import load
from workbench.values import read_values

VALUES_BAR = 2000
ARTICLE_BAR = 0.6
ARTICLE_WORDS = 900
NEWS_SENTENCES = 150
ROUNDS = 3
PUBLISHED = dt.date(2024, 5, 16)
SENTENCES = (
    "The council voted 7 to 4 on Tuesday to close the swimming hall, which loses 310,000 euros a year.",
    "Wheat prices rose 3.1 percent in April, the sharpest monthly gain since 2011, the statistics office said.",
    "Engineers found cracks in 14 of the 60 girders, some of them more than 30 centimetres long.",
    "The minister said the army would receive about 200 trucks by the end of next year.",
    "She was 61 and had taught at the school for three decades.",
    "Nobody was hurt, but two families had to leave their homes before dawn.",
    "The tunnel, at 12.4 kilometres the longest in the region, opened six months late.",
    "Officials declined to say how the contract had been awarded.",
    "The fund holds between $1.2 billion and $1.5 billion in bonds that mature in 2031.",
    "Rain is expected again on Friday, when winds may reach 90 kilometres per hour.",
    "The company employs 4,500 people in eight countries, a third fewer than in 2019.",
    "His lawyers have until July 12 to appeal against the ruling.",
)
_PLAIN_END = re.compile(r"[.!?]+[\"'”’)]*\s+(?=[A-Z\"“])")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; `rate` and `reference` are per second, `bar` is what the rate has to reach."""

    step: str
    rate: float
    unit: str
    reference: float
    against: str
    bar: str = "–"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of wall and of processor time."""

    wall: float
    processor: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load(Path(folder))
        encoder = load_encoder(settings)
        sources = [*read_many(find_files([article_path(), documents_path()]), settings)]
    texts = [source.text for source in sources if isinstance(source, SourceText)]
    lines = [*values_lines(texts), sentences_line("\n\n".join(texts)), parse_line(texts[0])]
    print(f"{'step':34}{'rate':>12}  {'unit':14}{'ratio':>8}  {'reference':34}bar")
    for line in lines:
        ratio = line.rate / line.reference
        print(f"{line.step:34}{line.rate:12,.1f}  {line.unit:14}{ratio:8.3f}  {line.against:34}{line.bar}")
    print(article_report(texts, encoder))


def values_lines(texts: Sequence[str]) -> list[Line]:
    """Sentences a second: the reciprocal of the median sentence's time."""
    parser, against = language(), "spaCy's tokenizer"
    plain = [text[start:end] for text in texts for start, end in split_sentences(text)][:NEWS_SENTENCES]
    dated = partial(read_values, published=PUBLISHED)

    def parsed(sentence: str) -> None:
        dated(sentence)
        parser(sentence)

    rows = (
        ("values, any sentence", dated, plain, f"{VALUES_BAR:,}"),
        ("values, rich in numbers", dated, SENTENCES, "–"),
        ("the same without a date", read_values, SENTENCES, "–"),
        ("values and parse, any sentence", parsed, plain, "–"),
    )
    return [
        Line(step, median_rate(read, over), "sentences/s", median_rate(parser.make_doc, over), against, bar)
        for step, read, over, bar in rows
    ]


def sentences_line(text: str) -> Line:
    """Megabytes a second over all shipped text, many times over so that a run takes long enough to be timed."""
    text = "\n\n".join([text] * 20)
    try:
        from sentencex import segment

        against, cut = "sentencex", lambda: segment("en", text)
    except ImportError:
        against, cut = "cut at stops before a capital", lambda: _PLAIN_END.split(text)
    megabytes = len(text.encode()) / 1e6
    ours = megabytes / seconds(lambda: split_sentences(text))
    return Line("sentences", ours, "MB/s", megabytes / seconds(cut), against)


def parse_line(text: str) -> Line:
    """Sentences a second through the parser."""
    sentences = split_sentences(text)
    parsed = len(sentences) / seconds(lambda: parse_sentences(text, sentences))
    tokens = len(sentences) / seconds(lambda: language().make_doc(text))
    return Line("parse of the demo article", parsed, "sentences/s", tokens, "spaCy's tokenizer")


def article_report(texts: Sequence[str], encoder: Encoder) -> str:
    """The seconds of an article read in full, beside those of its parse and its vectors alone."""
    text = words_of("\n\n".join(texts), ARTICLE_WORDS)
    sentences = split_sentences(text)
    claims = [claim.text for claim in read_article(text).claims]
    values = read_values(text, published=PUBLISHED)
    # In turns, so that other work on the machine slows all of them alike.
    whole, vectors, parse, read, plain = in_turns(
        lambda: read_article(text),
        lambda: encoder.encode(claims),
        lambda: parse_sentences(text, sentences),
        lambda: read_values(text, published=PUBLISHED),
        lambda: read_claims(text, values, published=PUBLISHED),
    )
    return (
        f"\narticle of {len(text.split())} words, {len(sentences)} sentences, {len(claims)} claims: {whole.wall:.2f} s wall on "
        f"{os.cpu_count()} cores (bar {ARTICLE_BAR} s), {whole.processor:.2f} s processor\n"
        f"each alone, processor: parse {parse.processor:.2f}, values {read.processor:.2f}, "
        f"quotes and claims {plain.processor - parse.processor:.2f}; ratio to the parse alone "
        f"{whole.processor / parse.processor:.2f}; sentence vectors would add {vectors.processor:.2f}"
    )


def read_article(text: str) -> ArticleReading:
    """Values and claims, as the pipeline reads them."""
    values = read_values(text, published=PUBLISHED)
    return read_claims(text, values, published=PUBLISHED)


def words_of(text: str, count: int) -> str:
    """The first paragraphs of `text`, up to `count` words."""
    kept: list[str] = []
    for paragraph in text.split("\n\n"):
        if sum(len(one.split()) for one in kept) + len(paragraph.split()) <= count:
            kept.append(paragraph)
    return "\n\n".join(kept)


def median_rate(read: Callable[[str], object], over: Sequence[str]) -> float:
    """One over the median time of the sentences, each the best of several runs."""
    return 1 / statistics.median(seconds(partial(read, sentence), rounds=5) for sentence in over)


def seconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor time of `action`, the best of `rounds` after one to warm up."""
    return in_turns(action, rounds=rounds)[0].processor


def in_turns(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[Spent]:
    """Time of each action, the best of `rounds` after one to warm up."""
    best = [Spent(float("inf"), float("inf"))] * len(actions)
    for turn in range(rounds + 1):
        for number, action in enumerate(actions):
            wall, processor = time.perf_counter(), time.process_time()
            action()
            spent = Spent(time.perf_counter() - wall, time.process_time() - processor)
            if turn:
                best[number] = Spent(min(best[number].wall, spent.wall), min(best[number].processor, spent.processor))
    return best


if __name__ == "__main__":
    main()
