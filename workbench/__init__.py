"""A fact-checking workbench: it finds, pairs, converts, compares, shows and remembers; the checker decides."""
