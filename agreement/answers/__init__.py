"""The answers to the blanks of the clauses: typed, in words, and worked into sums."""
