"""An agreement as any program for Word files can be asked for it, and what a file tells of one.

A block is a paragraph or a table. A paragraph has a style and parts, which are words with a
character style. A table has a shape: its style, its columns' widths and its groups of rows, where
the rows of a group have the same styles in their cells. A cell is one paragraph of plain words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACED = {f"{W}tab": "\t", f"{W}br": "\n"}


@dataclass(frozen=True, slots=True)
class Part:
    """Words in one character style, "" for none."""

    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    style: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the same styles in their cells: a heading row, the rows, a row of totals."""

    styles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the widths are in twentieths of a point."""

    style: str
    widths: tuple[int, ...]
    groups: tuple[Group, ...]

    @property
    def shape(self) -> tuple:
        """What two tables must share to be made from one table of a template."""
        return self.style, self.widths, tuple(group.styles for group in self.groups)


Block = Paragraph | Table


def told(docx: bytes) -> tuple[Block, ...]:
    """The paragraphs of a Word file that have words, and its tables, in their order."""
    with ZipFile(BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[-1]
    return tuple(_blocks(body))


def difference(wanted: tuple[Block, ...], got: tuple[Block, ...]) -> str:
    """What is wrong in a file that should tell the same: words, order, styles, tables, rows."""
    pairs = zip(_plain(wanted), _plain(got), strict=False)
    wrong = next(((one, other) for one, other in pairs if one != other), None)
    if wrong:
        return f"{wrong[1]} where {wrong[0]} should be"
    return "" if len(wanted) == len(got) else f"{len(got)} blocks where {len(wanted)} should be"


def unstyled(wanted: tuple[Block, ...], got: tuple[Block, ...]) -> int:
    """How many parts that have a character style lost it."""
    return (_styled(wanted) - _styled(got)).total()


def empty(docx: bytes) -> int:
    """How many paragraphs between the blocks have no words."""
    with ZipFile(BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[-1]
    return sum(not "".join(p.itertext()).strip() for p in body.iterchildren(f"{W}p"))


def _blocks(holder) -> Iterator[Block]:
    """The blocks of a body or a cell. A table that only sets others side by side is told as what
    stands in it: the execution blocks are so set, and nobody else is asked for that."""
    for one in holder:
        if one.tag == f"{W}p":
            paragraph = _paragraph(one)
            if paragraph.parts:
                yield paragraph
        elif one.tag == f"{W}tbl" and one.find(f".//{W}tbl") is None:
            yield _table(one)
        elif one.tag == f"{W}tbl":
            for cell in one.iterfind(f"{W}tr/{W}tc"):
                yield from _blocks(cell)


def _paragraph(p) -> Paragraph:
    style = p.find(f"{W}pPr/{W}pStyle")
    parts = ((_style(r), _words(r)) for r in p.iter(f"{W}r"))
    joined = groupby((one for one in parts if one[1]), key=lambda one: one[0])
    found = [Part("".join(words for _, words in group), key) for key, group in joined]
    return Paragraph("Normal" if style is None else style.get(f"{W}val"),
                     tuple(found if any(one.words.strip() for one in found) else ()))  # fmt: skip


def _style(r) -> str:
    style = r.find(f"{W}rPr/{W}rStyle")
    return "" if style is None else style.get(f"{W}val")


def _words(r) -> str:
    return "".join(one.text or "" if one.tag == f"{W}t" else SPACED.get(one.tag, "") for one in r)


def _table(tbl) -> Table:
    rows = []
    for tr in tbl.iter(f"{W}tr"):
        cells = [_paragraph(p) for p in tr.iter(f"{W}p")]
        words = tuple("".join(one.words for one in cell.parts) for cell in cells)
        rows.append((tuple(cell.style for cell in cells), words))
    grouped = groupby(rows, key=lambda one: one[0])
    groups = tuple(Group(key, tuple(row for _, row in group)) for key, group in grouped)
    widths = tuple(int(one.get(f"{W}w", "0")) for one in tbl.iter(f"{W}gridCol"))
    return Table(tbl.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val"), widths, groups)


def _plain(blocks: tuple[Block, ...]) -> list[tuple]:
    return [
        (one.style, _even("".join(part.words for part in one.parts)))
        if isinstance(one, Paragraph)
        else (one.style, [(g.styles, tuple(map(_even, r))) for g in one.groups for r in g.rows])
        for one in blocks
    ]


def _even(words: str) -> str:
    """Words with every space, tab and line break told alike: the programs differ in those."""
    return re.sub(r"\s+", " ", words).strip()


def _styled(blocks: tuple[Block, ...]) -> Counter:
    paragraphs = (one for one in blocks if isinstance(one, Paragraph))
    return Counter(
        (part.words, part.style) for one in paragraphs for part in one.parts if part.style
    )
