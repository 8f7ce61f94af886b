"""Values: numbers, money, measures and dates in prose, typed, with exact offsets."""

from workbench.values.reader import read_values

__all__ = ["read_values"]
