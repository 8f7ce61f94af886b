"""The `retrieval` suite: do the documents that bear on a claim come up first? A document ranks where its best passage ranks.

nDCG (Järvelin and Kekäläinen 2002) and average precision are over the documents that a query cites; recall over those of
them that hold evidence, and only for queries that have such.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workbench.building import Progress
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import at_most, digest_of
from workbench.evaluation.metrics import Metric, mean
from workbench.evaluation.retrieval_layouts import Query, SearchSet, read_search_set
from workbench.pipeline import Workbench

COLUMNS = ("queries", "ndcg10", "ap5", "with_evidence", "recall5", "recall10", "first")
METRICS: dict[str, Metric] = {
    "ndcg10": mean("ndcg10", "queries"),
    "recall5": mean("recall5", "with_evidence"),
    "recall10": mean("recall10", "with_evidence"),
    "map5": mean("ap5", "queries"),
    "first": mean("first", "queries"),
}
CORPUS = "evaluation"
_PASSAGES = 50
_SHOWN = 10
_BANDS = ((1, "first"), (5, "second to fifth"), (10, "sixth to tenth"))


def score_retrieval(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Index the documents of `data` in a temporary workspace and search for each query; `limit` is of queries.

    Raises:
        BadInputError: `data` is missing or not in a layout that docs/evaluation.md names.
        MissingResourceError: the embedding model is missing.
    """
    found = read_search_set(data)
    queries = at_most(found.queries, limit)
    items = []
    with tempfile.TemporaryDirectory(prefix="workbench-evaluation-") as folder:
        searcher = _index(found, Workbench(Path(folder), workbench.settings), Path(folder), tell)
        for done, query in enumerate(queries, start=1):
            hits = searcher.searcher(CORPUS).search(query.text, _PASSAGES)
            items.append(_item(query, list(dict.fromkeys(hit.doc_id for hit in hits))))
            tell("searching", done, len(queries))
    return Scored(data.name, digest_of((*found.documents, *queries)), tuple(items))


def _index(found: SearchSet, workbench: Workbench, folder: Path, tell: Progress) -> Workbench:
    path = folder / "documents.jsonl"
    with path.open("w", encoding="utf-8") as target:
        for document in found.documents:
            record = {"doc_id": document.doc_id, "title": document.title, "text": document.text}
            target.write(json.dumps(record, ensure_ascii=False) + "\n")
    workbench.add_documents(CORPUS, [path], tell)
    return workbench


def _item(query: Query, ranked: Sequence[str]) -> Item:
    cited, gold = set(query.cited), set(query.evidence)
    places = [place for place, doc_id in enumerate(ranked, start=1) if doc_id in cited]
    best = places[0] if places else None
    band = next((name for last, name in _BANDS if best is not None and best <= last), "below or not found")
    return Item(
        item_id=query.name, group=query.name, kind=query.kind, gold=" ".join(query.cited), found=" ".join(ranked[:_SHOWN]),
        row=query.kind, column=band, correct=best is not None and best <= 5, score=None,  # noqa: PLR2004 - as in recall at 5
        counts=(
            1, _ndcg(places, len(cited)), _average_precision(places, len(cited)), bool(gold),
            _recall(gold, ranked[:5]), _recall(gold, ranked[:10]), best == 1,
        ),
    )  # fmt: skip


def _ndcg(places: Sequence[int], cited: int) -> float:
    gain = sum(1 / math.log2(place + 1) for place in places if place <= 10)  # noqa: PLR2004 - nDCG at 10
    return gain / sum(1 / math.log2(place + 1) for place in range(1, min(10, cited) + 1))


def _average_precision(places: Sequence[int], cited: int) -> float:
    within = [place for place in places if place <= 5]  # noqa: PLR2004 - MAP at 5
    return sum(number / place for number, place in enumerate(within, start=1)) / min(5, cited)


def _recall(gold: set[str], ranked: Sequence[str]) -> float:
    return len(gold & set(ranked)) / len(gold) if gold else 0.0
