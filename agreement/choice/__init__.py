"""Which clauses go into an agreement, and whether each may stand there."""
