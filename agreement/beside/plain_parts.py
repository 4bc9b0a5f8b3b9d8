"""The values of a plain sheet: its lines, tables and sections, whatever writes them."""

from msgspec import Struct

from agreement.beside.reading_level import ReadingLevel


class Line(Struct, frozen=True):
    """A paragraph: the words that lead into it, which may be empty, and where to read more."""

    lead: str
    words: str
    cited: str = ""


class Grid(Struct, frozen=True):
    """A table of a section; each row has a cell for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(Struct, frozen=True):
    """A part of the sheet: its tables, then its lines."""

    heading: str
    grids: tuple[Grid, ...] = ()
    lines: tuple[Line, ...] = ()


class PlainSheet(Struct, frozen=True):
    """The whole sheet: what stands over it, its parts, and how hard its sentences are to read.

    `paper` is A4 or Letter, `language` a tag such as en-GB.
    """

    title: str
    about: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    level: ReadingLevel
    language: str
    paper: str
