"""The tree of an agreement, and what is read straight from it: prose, numbers, plain text."""
