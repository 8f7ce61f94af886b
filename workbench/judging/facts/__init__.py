"""What a passage holds for each value, quote and name of a claim: pairs, their slot, their arithmetic."""
