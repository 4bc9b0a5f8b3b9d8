"""The contents: a field that Word can update, with the entries it would give already kept in it."""

import re
from collections.abc import Iterator, Mapping
from math import ceil

from msgspec import Struct

from agreement.document.number import cited
from agreement.document.tree import Agreement, Provision
from agreement.word.blocks import paragraph
from agreement.word.contract import Style
from agreement.word.marks import Marks
from agreement.word.runs import field, run
from agreement.word.xml import escape

HEADING = "Contents"
"""The heading over the contents where the jurisdiction has none of its own."""

MOST_PROVISIONS = 15
"""With more headed provisions than this at the first level, an agreement has contents."""

MOST_PAGES = 12
"""With more pages than this, by the measure of `pages`, it has contents too."""

NO_PAGES: Mapping[str, int] = {}
"""Before anybody laid the agreement out on pages."""

_CHARACTERS, _PARAGRAPH, _ROWS = 2400, 50, 20
"""What a page of an agreement holds: characters, of which the end of a paragraph costs some, or
rows of a table. Measured on agreements of 3 to 22 pages, this is right to a tenth or a page."""

_BELOW_TITLE = 24
"""The most entries that find room below the title on page one, in every shell of ours."""

_START = re.compile(rb'<w:pStyle w:val="[^"]*"/>(?:<w:keepNext[^>]*/>)?(?:<w:keepLines[^>]*/>)?')


class Entry(Struct, frozen=True):
    """A line of the contents: the style of its level, its label, its words, its bookmark."""

    style: Style
    label: str
    words: str
    bookmark: str


def wanted(agreement: Agreement) -> bool:
    """Whether an agreement is long enough to want contents: it has more than 15 headed
    first-level provisions, or fills more than about 12 pages."""
    headed = [unit for unit in agreement.operative if unit.heading and unit.numbered]
    return len(headed) > MOST_PROVISIONS or (bool(headed) and pages(agreement) > MOST_PAGES)


def pages(agreement: Agreement) -> int:
    """About how many pages an agreement fills, from its tree alone."""
    units = tuple(_units(agreement.provisions))
    characters = sum(_PARAGRAPH + len(unit.heading) + _length(unit) for unit in units)
    tables = [len(schedule.table.rows) if schedule.table else 0 for schedule in agreement.schedules]
    schedules = sum(max(1, ceil(rows / _ROWS)) for rows in tables)
    return 1 + ceil(characters / _CHARACTERS) + schedules


def _units(units: tuple[Provision, ...]) -> Iterator[Provision]:
    for unit in units:
        yield unit
        yield from _units(unit.provisions)


def _length(unit: Provision) -> int:
    names = ("text", "shown", "term", "value", "what")
    return sum(
        len(next((getattr(inline, name) for name in names if hasattr(inline, name)), ""))
        for inline in unit.prose
    )


def entries(agreement: Agreement, marks: Marks) -> Iterator[Entry]:
    """A line for each headed first-level provision and each schedule, in the order of the text."""
    for part in agreement.conventions.parts:
        if part == "operative":
            yield from _provisions(agreement, marks)
        elif part == "schedules":
            yield from _schedules(agreement, marks)


def _provisions(agreement: Agreement, marks: Marks) -> Iterator[Entry]:
    for unit in agreement.operative:
        if unit.heading and unit.numbered:
            label = marks.numbers[unit.id].label
            yield Entry(Style.CONTENTS_1, label, unit.heading, marks.names[unit.id])


def _schedules(agreement: Agreement, marks: Marks) -> Iterator[Entry]:
    for schedule in agreement.schedules:
        label = cited(marks.numbers[schedule.id], agreement.conventions)
        yield Entry(Style.CONTENTS_2, label, schedule.heading, marks.names[schedule.id])


def contents(
    agreement: Agreement, marks: Marks, schedule_style: str, pages: Mapping[str, int]
) -> Iterator[str]:
    """The heading, the entries inside one field, and the paragraph in which the field ends.

    `schedule_style` is the name of the shell's style for the heading of a schedule. `pages` gives
    the page of each bookmark; unless it knows all of them the field is told to show none, so that
    Word does not put in later what nobody looked at.
    """
    if not wanted(agreement):
        return
    heading = dict(agreement.conventions.headings).get("contents", HEADING)
    lines = [line for line in entries(agreement, marks) if line.words]
    headed = paragraph(Style.CONTENTS_HEADING, run(heading))
    crowded = agreement.open_points or len(lines) > _BELOW_TITLE
    yield on_new_page(headed.encode()) if crowded else headed
    known = pages if all(line.bookmark in pages for line in lines) else NO_PAGES
    opened = _opened(_instruction(schedule_style, bool(known)))
    for line in lines:
        yield paragraph(line.style, opened + _entry(line, known))
        opened = ""
    yield paragraph(Style.TABLE_END, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def _instruction(schedule_style: str, numbered: bool) -> str:
    """Built-in headings of the first level, schedules below them, links, pages only where known.

    `\\t` names a style by the name Word shows, with the level of its entries after a comma.
    """
    unnumbered = "" if numbered else "\\n "
    return f'TOC \\o "1-1" {unnumbered}\\h \\z \\t "{schedule_style},2"'


def _opened(instruction: str) -> str:
    """The start of a field whose result runs over several paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _entry(line: Entry, pages: Mapping[str, int]) -> str:
    page = ""
    if pages:
        page = run("\t") + field(f"PAGEREF {line.bookmark} \\h", str(pages[line.bookmark]))
    words = run(f"{line.label}\t{line.words}")
    return f'<w:hyperlink w:anchor="{line.bookmark}" w:history="1">{words}{page}</w:hyperlink>'


def on_new_page(block: bytes) -> bytes:
    """Paragraphs of which the first starts a page; a table stays where it is."""
    if not block.startswith(b"<w:p>"):
        return block
    return _START.sub(lambda style: style[0] + b"<w:pageBreakBefore/>", block, count=1)
