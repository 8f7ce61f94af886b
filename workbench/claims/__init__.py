"""Claims of a text: sentences, quotes with their speakers, and the statements that can be checked."""

from workbench.claims.attribution import find_quotes
from workbench.claims.reading import read_claims
from workbench.sentences import split_sentences

__all__ = ["find_quotes", "read_claims", "split_sentences"]
