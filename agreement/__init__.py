"""Draft healthcare settlement agreements from a term sheet and a clause library."""

__version__ = "0.1.0"
