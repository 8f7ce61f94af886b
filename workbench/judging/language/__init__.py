"""How a sentence contradicts, denies, hedges or judges, and which word stands in the place of another."""
