"""Proving the library: every clause says what its own examples promise."""
