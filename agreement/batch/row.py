"""A row of a table: what each of its cells says, and what is wrong with it."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from msgspec import Struct

from agreement.finding import Finding, Place, error
from agreement.reading.syntax import about, forbidden_in, plain

MOST_CHARACTERS = 100_000
"""The longest text that a cell may hold: some thirty pages."""

_QUOTES = "\"'"


class Cell(Struct, frozen=True):
    """A cell that is not empty: the column's name and count from 1, and the value it gives."""

    column: str
    count: int
    value: Any


class Row(Struct, frozen=True):
    """A row by its number in the table, the heading being row 1; in JSON Lines, by its line.

    Empty cells are left out. `faults` is why no agreement can be made of it.
    """

    file: str
    number: int
    cells: tuple[Cell, ...]
    faults: tuple[Finding, ...] = ()

    @property
    def place(self) -> Place:
        """The row as a whole."""
        return Place(self.file, self.number)

    def at(self, cell: Cell) -> Place:
        """Where a cell of it stands."""
        return Place(self.file, self.number, cell.count, cell.column)

    @property
    def digest(self) -> str:
        """The sha256 of what its cells say, whatever the order of the columns."""
        said = sorted((cell.column, cell.value) for cell in self.cells if cell.column)
        # Half a character, which JSON may hold, is a fault of the row and no reason to fail on it.
        words = json.dumps(said, ensure_ascii=False).encode(errors="surrogatepass")
        return sha256(words).hexdigest()


class Table(Struct, frozen=True):
    """The rows of a file, to be taken one after another. `heading` is the row that names its
    columns, or None where every row names its own."""

    heading: Row | None
    rows: Iterator[Row]


def faulty(file: str, number: int, rule: str, message: str) -> Row:
    """A row that cannot be read."""
    return Row(file, number, (), (error(rule, Place(file, number), message),))


def written(text: str) -> Any:
    """What a cell means, as the reader of term sheets takes words on a line: 30 is a number, 012
    and 1.50 are text, and so is "30" between quotation marks."""
    words = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if len(words) > 1 and words[0] in _QUOTES and words.find(words[0], 1) == len(words) - 1:
        return words[1:-1]
    return plain(words)


def unfit(value: Any, place: Place) -> Iterator[Finding]:
    """What is wrong with the texts of a value, those of a list or of a group in it too."""
    match value:
        case str():
            yield from _unfit_text(value, place)
        case list():
            for part in value:
                yield from unfit(part, place)
        case dict():
            for name, part in value.items():
                yield from _unfit_text(name, place)
                yield from unfit(part, place)


def _unfit_text(text: str, place: Place) -> Iterator[Finding]:
    if len(text) > MOST_CHARACTERS:
        message = f"the cell holds {len(text):,} characters; {MOST_CHARACTERS:,} is the most."
        yield error("too-long", place, message)
    for character in forbidden_in(text, one_line="\n" not in text):
        yield error("forbidden-character", place, about(character))
