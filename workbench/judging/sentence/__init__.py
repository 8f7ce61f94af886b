"""The parsed sentence: its terms, how much of a claim they cover, word lists."""
