"""Claims of a text: sentences, quotes with their speakers, and the statements that can be checked."""

from workbench.claims.sentences import split_sentences

__all__ = ["split_sentences"]
