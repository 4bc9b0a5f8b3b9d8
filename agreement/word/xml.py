"""What every part of a Word file has in common: its first line, and words as they stand in XML."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The first line of a part."""


def escape(words: str) -> str:
    """Words as they stand in XML, in an element or between double quotes."""
    return (
        words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
