"""Retrieval: passages that bear on a claim, by meaning, by words and by values, fused into one ranking."""

from workbench.retrieval.copies import copies_last
from workbench.retrieval.encoder import BuiltInEncoder, Encoder, SentenceEncoder, load_encoder
from workbench.retrieval.index import Found, Index
from workbench.retrieval.indexing import Built, Heading, build_index, indexed_text
from workbench.retrieval.lexical import matched_words

__all__ = [
    "Built",
    "BuiltInEncoder",
    "Encoder",
    "Found",
    "Heading",
    "Index",
    "SentenceEncoder",
    "build_index",
    "copies_last",
    "indexed_text",
    "load_encoder",
    "matched_words",
]
