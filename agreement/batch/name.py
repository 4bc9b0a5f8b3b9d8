"""What the document of a row is called: a pattern filled from its term sheet, safe on any disk."""

import re
import unicodedata
from typing import Any

from msgspec import Struct

from agreement.batch.place import at
from agreement.batch.row import Row

ROW = "row"
"""What stands for the number of the row in a pattern."""

PATTERN = "{reference}-{row}"
"""The names where no pattern is given."""

MOST_OF_FIELD, MOST_BYTES = 60, 200
"""Characters that a place gives to a name, and bytes in the whole name; a disk takes 255."""

_LEAST_ROOM = 12
_FIELD = re.compile(r"\{([^{}]+)\}")
_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Pattern(Struct, frozen=True):
    """A pattern of names without their ending: "{reference}-{row}"."""

    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The places that it is filled from."""
        return tuple(_FIELD.findall(self.text))

    @property
    def room(self) -> int:
        """The bytes that each of its places may fill."""
        return (MOST_BYTES - len(_FIELD.sub("", self.text).encode())) // len(self.fields)


def pattern(text: str) -> Pattern:
    """A pattern that was typed. Raises ValueError where it cannot be one."""
    stem = text.removesuffix(".docx")
    if "/" in stem or "\\" in stem:
        raise ValueError("a name has no folder in it; name the folder with -o")
    if "{" in _FIELD.sub("", stem) or "}" in _FIELD.sub("", stem):
        raise ValueError("a brace is not closed; write a place as {reference}")
    if not _FIELD.search(stem):
        raise ValueError("every row would have this name; put {row} or {reference} into it")
    if Pattern(stem).room < _LEAST_ROOM:
        raise ValueError("it is too long for a name, or has too many places")
    return Pattern(stem)


def name_of(row: Row, standard: Any, names: Pattern) -> str:
    """The name of a row's document without its ending: letters of any script, digits, hyphens and
    full stops. What is open or wanting is left out."""
    given = {cell.column: cell.value for cell in row.cells}

    def words(found: re.Match[str]) -> str:
        if found[1] == ROW:
            return str(row.number)
        value = given[found[1]] if found[1] in given else at(standard, found[1])
        plain = isinstance(value, str | int) and value != "open"
        return _cut(safe(str(value))[:MOST_OF_FIELD], names.room) if plain else ""

    whole = safe(_FIELD.sub(words, names.text))
    return whole or f"row-{row.number}"


def _cut(words: str, most: int) -> str:
    return words.encode()[:most].decode(errors="ignore")


def safe(words: str) -> str:
    """Words as a disk anywhere takes them for a name."""
    even = _UNSAFE.sub("-", unicodedata.normalize("NFC", words))
    even = re.sub(r"\.{2,}", ".", re.sub(r"-{2,}", "-", even)).strip(".-")
    return f"_{even}" if _RESERVED.fullmatch(even) else even


def folded(name: str) -> str:
    """A name as a disk sees it that knows no capitals: two rows may not come to the same."""
    return unicodedata.normalize("NFC", name.casefold())
