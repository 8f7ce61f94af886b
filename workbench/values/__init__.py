"""Values: numbers, money, measures and dates in prose, typed, with exact offsets."""
