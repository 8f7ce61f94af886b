"""Where documents, queries and relevance lie: our own and BEIR's files, SciFact's, and those of CheckThat! 2020 task 2."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInputError
from workbench.evaluation.labelled import GUIDE, Line, existing, find_file, lines_of, unique, unknown_layout

_TREC_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A document to be found."""

    doc_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the documents that bear on it, and those of them that are known to hold evidence."""

    name: str
    kind: str
    text: str
    cited: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchSet:
    """Documents and the queries over them; queries without a document that bears on them are left out."""

    documents: tuple[SearchDocument, ...]
    queries: tuple[Query, ...]


def read_search_set(data: Path) -> SearchSet:
    """The search set in the folder `data`; a file names the claims, and the corpus lies beside it.

    Raises:
        BadInputError: `data` is missing, in no known layout, or cites a document that is not there.
    """
    folder = data if existing(data).is_dir() else data.parent
    if (folder / "tweets.queries.tsv").exists():
        found = _checkthat(folder)
    elif not (folder / "corpus.jsonl").exists():
        raise unknown_layout(folder, "corpus.jsonl")
    else:
        documents = [_document(line) for line in lines_of(folder / "corpus.jsonl")]
        queries = _beir(folder) if (folder / "qrels").is_dir() else _claims(data)
        found = SearchSet(tuple(documents), tuple(query for query in queries if query.cited))
    return _checked(found, data)


def _checked(found: SearchSet, data: Path) -> SearchSet:
    held = {document.doc_id for document in found.documents}
    for query in found.queries:
        for doc_id in query.cited:
            if doc_id not in held:
                raise BadInputError(
                    "unknown_document", expected=f"a document that {data.name} holds",
                    found=f"{doc_id} cited by {query.name}", fix=GUIDE,
                )  # fmt: skip
    if not found.queries:
        raise BadInputError("no_queries", expected="queries that cite a document", found=f"none in {data}", fix=GUIDE)
    return found


def _document(line: Line) -> SearchDocument:
    """A document of ours (`doc_id`, `text`), of BEIR's (`_id`, `text`) or of SciFact's (`doc_id`, `abstract` by sentences)."""
    record = line.record
    doc_id = record["doc_id"] if "doc_id" in record else line.text("_id")
    text = " ".join(line.texts("abstract")) if "abstract" in record else line.text("text")
    return SearchDocument(str(doc_id), line.maybe_text("title") or "", text)


def _claims(data: Path) -> Iterable[Query]:
    path = find_file(data, "retrieval.jsonl", "claims_dev.jsonl", "claims_train.jsonl", "claims*.jsonl")
    lines = list(lines_of(path))
    for line, name in zip(lines, unique(line.name() for line in lines), strict=True):
        if "cited_doc_ids" in line.record:
            cited, evidence = line.texts("cited_doc_ids"), tuple(sorted(line.record.get("evidence") or {}))
        else:
            cited = evidence = line.texts("documents")
        yield Query(name, line.maybe_text("kind") or "claim", line.text("claim", "query"), cited, evidence)


def _beir(folder: Path) -> Iterable[Query]:
    relevant: dict[str, list[str]] = {}
    for line in lines_of(find_file(folder / "qrels", "test.tsv", "dev.tsv", "*.tsv")):
        if line.text("score").strip() not in {"", "0"}:
            relevant.setdefault(line.text("query-id"), []).append(line.text("corpus-id"))
    for line in lines_of(folder / "queries.jsonl"):
        cited = tuple(relevant.get(line.text("_id"), ()))
        yield Query(line.text("_id"), line.maybe_text("kind") or "query", line.text("text"), cited, cited)


def _checkthat(folder: Path) -> SearchSet:
    """Verified claims in the folder above, posts and their pairs in this one."""
    documents = tuple(
        SearchDocument(row[0], row[2], row[1]) for row in _table(folder.parent / "verified_claims.docs.tsv", 3, header=True)
    )
    relevant: dict[str, list[str]] = {}
    for row in _table(folder / "tweet-vclaim-pairs.qrels", _TREC_COLUMNS):
        relevant.setdefault(row[0], []).append(row[2])
    posts = _table(folder / "tweets.queries.tsv", 2, header=True)
    queries = (Query(row[0], "post", row[1], tuple(relevant.get(row[0], ())), tuple(relevant.get(row[0], ()))) for row in posts)
    return SearchSet(documents, tuple(query for query in queries if query.cited))


def _table(path: Path, columns: int, *, header: bool = False) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as source:
            rows = list(csv.reader(source, delimiter="\t"))[int(header) :]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInputError("unreadable", expected=f"a table in {path}", found=str(error)[:100], fix=GUIDE) from error
    for number, row in enumerate(rows, start=1 + int(header)):
        if len(row) < columns:
            raise BadInputError(
                "bad_line", expected=f"{columns} columns", found=f"{len(row)} in line {number} of {path.name}", fix=GUIDE
            )
    return rows
