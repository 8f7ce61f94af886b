"""Quoted words: where they stand, what was left out, who says them."""
