"""Retrieval: passages that bear on a claim, by meaning and by words, fused into one ranking."""

from workbench.retrieval.encoder import Encoder, SentenceEncoder, load_encoder
from workbench.retrieval.index import Built, Found, Index, build_index

__all__ = ["Built", "Encoder", "Found", "Index", "SentenceEncoder", "build_index", "load_encoder"]
