"""Find the verified claim that a short post repeats, leg by leg; prints one JSON line for each way of ranking.

    python benchmarks/verified_claims.py --data FOLDER [--split dev] [--workspace FOLDER]

FOLDER has the layout of CLEF 2020 CheckThat! task 2: ``verified_claims.docs.tsv`` (number, claim, title), and for each split
``tweets.queries.tsv`` (number, text) and ``tweet-vclaim-pairs.qrels`` (post, 0, claim, 1), tab-separated.

Every verified claim becomes a document of one corpus, built by the product (some minutes) in a temporary workspace, or in
the one given, where it is used again. Posts are the queries as they stand. `dense`, `lexical` and `values` are the rankings of
one leg alone, `fused` is what a search answers; `bm25` is the lexical leg's own formula over the claims alone, without their
titles and without stems, for reference.
MAP@k is the mean of the average precision over the first k documents, the sum divided by the smaller of k and the number of
right ones; `p1` the share of first places that are right; `mrr` the mean of one over the first right place among 50.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np

from workbench.building import add_to_corpus
from workbench.models import Hit
from workbench.retrieval.lexical import K1, B
from workbench.searching import Searcher
from workbench.settings import Settings
from workbench.tokens import words

NAME = "verified"
DEPTH = 50
CUTS = (1, 3, 5)
LEGS: dict[str, Callable[[Hit], int | None]] = {
    "dense": lambda hit: hit.dense_rank,
    "lexical": lambda hit: hit.lexical_rank,
    "values": lambda hit: hit.value_rank,
}


@dataclass(frozen=True)
class Post:
    """A post with the numbers of the verified claims that it repeats."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True)
class Verified:
    """A verified claim with its number and the title of the article that verified it."""

    number: str
    title: str
    text: str


def main() -> None:
    """Score the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--workspace", type=Path, help="where the corpus is kept; a temporary folder without it")
    arguments = parser.parse_args()
    posts = read_posts(arguments.data / arguments.split)
    claims = read_claims(arguments.data / "verified_claims.docs.tsv")
    with tempfile.TemporaryDirectory() as folder:
        searcher = open_corpus(arguments.workspace or Path(folder), claims)
        rankings = dict(ranked_by_leg(searcher, posts))
    rankings["bm25"] = ranked_plainly(claims, posts)
    for way, ranked in rankings.items():
        print(json.dumps({"score": "verified_claims", "split": arguments.split, "way": way} | score(ranked, posts)))


def read_posts(folder: Path) -> list[Post]:
    """The posts of a split that repeat at least one verified claim, in the order of the file."""
    right: dict[str, set[str]] = {}
    for line in (folder / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines():
        post, _, claim, relevant = line.split()
        if relevant != "0":
            right.setdefault(post, set()).add(claim)
    rows = _rows(folder / "tweets.queries.tsv")
    return [Post(row[1], frozenset(right[row[0]])) for row in rows if row[0] in right]


def read_claims(path: Path) -> list[Verified]:
    """The verified claims, in the order of the file."""
    return [Verified(number=row[0], title=row[2], text=row[1]) for row in _rows(path)]


def open_corpus(workspace: Path, claims: Sequence[Verified]) -> Searcher:
    """The corpus of the verified claims, a document each; what it holds already is not encoded again."""
    settings = Settings(workspace=workspace, copies=DEPTH)
    lines = (json.dumps({"doc_id": claim.number, "title": claim.title, "text": claim.text}) for claim in claims)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        add_to_corpus(workspace, NAME, [path], settings)
    return Searcher.open(workspace, NAME, settings)


def ranked_by_leg(searcher: Searcher, posts: Sequence[Post]) -> Iterator[tuple[str, list[list[str]]]]:
    """For each leg, and for all together, the documents found for each post, best first."""
    # Three legs of `DEPTH` rows each are seen whole only in a list three times as long.
    deep = [searcher.search(post.text, 3 * DEPTH) for post in posts]
    for leg, rank_of in LEGS.items():
        yield leg, [_documents(hits, rank_of) for hits in deep]
    yield "fused", [_documents(searcher.search(post.text, DEPTH), lambda hit: hit.rank) for post in posts]


def ranked_plainly(claims: Sequence[Verified], posts: Sequence[Post]) -> list[list[str]]:
    """The documents found by BM25 over the folded words of the claims alone."""
    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(word, len(vocabulary)) for word in words(claim.text)] for claim in claims]
    index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
    index.index((rows, vocabulary), create_empty_token=False, show_progress=False)
    ranked = []
    for post in posts:
        known = [vocabulary[word] for word in dict.fromkeys(words(post.text)) if word in vocabulary]
        scores = index.get_scores_from_ids(known) if known else np.zeros(len(rows))
        order = np.lexsort((np.arange(len(scores)), -scores))[:DEPTH]
        ranked.append([claims[at].number for at in order if scores[at] > 0])
    return ranked


def score(ranked: Sequence[Sequence[str]], posts: Sequence[Post]) -> dict[str, float]:
    """The figures of one way of ranking."""
    figures = {
        f"map{cut}": float(
            np.mean([average_precision(row[:cut], post.right, cut) for row, post in zip(ranked, posts, strict=True)])
        )
        for cut in CUTS
    }
    firsts = [
        next((place for place, number in enumerate(row[:DEPTH], 1) if number in post.right), 0)
        for row, post in zip(ranked, posts, strict=True)
    ]
    figures["p1"] = float(np.mean([first == 1 for first in firsts]))
    figures["mrr"] = float(np.mean([1 / first if first else 0.0 for first in firsts]))
    return {name: round(figure, 4) for name, figure in figures.items()} | {"posts": len(posts)}


def average_precision(found: Sequence[str], right: frozenset[str], cut: int) -> float:
    """The average precision over the first `cut` places."""
    hits, total = 0, 0.0
    for place, number in enumerate(found, start=1):
        if number in right:
            hits += 1
            total += hits / place
    return total / min(cut, len(right))


def _documents(hits: Sequence[Hit], rank_of: Callable[[Hit], int | None]) -> list[str]:
    ranked = sorted((rank, hit.doc_id) for hit in hits if (rank := rank_of(hit)) is not None)
    return list(dict.fromkeys(doc_id for _, doc_id in ranked))[:DEPTH]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t") if row and row[0]]


if __name__ == "__main__":
    main()
