"""A term sheet and its clauses put together into one agreement."""
