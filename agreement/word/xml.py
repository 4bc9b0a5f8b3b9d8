"""What every part of a Word file has in common: its first line, and words as they stand in XML."""

from collections.abc import Iterable

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The first line of a part."""


def encoded(pieces: Iterable[str | bytes]) -> bytes:
    """Pieces of XML, some of them encoded before, as one. As bytes they are joined several times
    faster than as text, which curled quotation marks make twice as wide."""
    return b"".join([one if type(one) is bytes else one.encode() for one in pieces])


def text(words: str) -> str:
    """Words as the text of a run, with the spaces at its ends, which Word takes away unasked."""
    kept = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<w:t{kept}>{escape(words)}</w:t>"


def escape(words: str) -> str:
    """Words as they stand in XML, in an element or between double quotes."""
    return (
        words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
