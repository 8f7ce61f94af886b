"""The corpus: reference documents, cut into passages, published in immutable generations under ``indexes/``."""

from workbench.corpus.cards import Card
from workbench.corpus.documents import document_sha256, make_document
from workbench.corpus.manifest import EncoderStamp, Manifest
from workbench.corpus.passages import make_passages
from workbench.corpus.publish import Entry, IndexStamp, Writer, open_writer
from workbench.corpus.snapshot import snapshot_digest
from workbench.corpus.store import Corpus, list_corpora
from workbench.corpus.verify import Problem, verify_corpus

__all__ = [
    "Card",
    "Corpus",
    "EncoderStamp",
    "Entry",
    "IndexStamp",
    "Manifest",
    "Problem",
    "Writer",
    "document_sha256",
    "list_corpora",
    "make_document",
    "make_passages",
    "open_writer",
    "snapshot_digest",
    "verify_corpus",
]
