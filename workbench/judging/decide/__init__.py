"""From findings to one suggestion: the rules in order, and what the relation model is asked."""
