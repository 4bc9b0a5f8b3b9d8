"""Schedules: a heading with a number of its own, words, and a table that fits the page."""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import accumulate, chain, pairwise

from msgspec.structs import replace

from agreement.document.tree import Column, Prose, Schedule, Table
from agreement.word.blocks import paragraph, paragraphs
from agreement.word.contract import Style
from agreement.word.drawn import Pieces, drawn
from agreement.word.marks import Marks
from agreement.word.runs import run, runs
from agreement.word.xml import encoded

RIGHT = '<w:jc w:val="right"/>'


def schedules(
    chosen: tuple[Schedule, ...], marks: Marks, width: int, lists: Mapping[str, str]
) -> Pieces:
    """Each schedule on a page of its own; `width` is the text's, in twentieths of a point, and
    `lists` gives the w:numId of the list of each schedule that has paragraphs."""
    for schedule in chosen:
        look = (width, lists.get(schedule.id, ""))
        yield from drawn((schedule,), look, marks.within(schedule.id), partial(_schedule, *look))


def _schedule(width: int, list_id: str, schedule: Schedule, marks: Marks) -> Pieces:
    title = f"<w:r><w:br/></w:r>{run(schedule.heading)}" if schedule.heading else ""
    yield paragraph(Style.SCHEDULE_HEADING, marks.around(schedule.id, title))
    if schedule.prose:
        kept = "<w:keepNext/>" if schedule.table or schedule.provisions else ""
        yield paragraph(Style.SCHEDULE_TEXT, runs(schedule.prose, marks), kept)
    yield from paragraphs(schedule.provisions, marks, list_id)
    if schedule.table:
        yield table(schedule.table, marks, width)


def table(written: Table, marks: Marks, width: int) -> bytes:
    """A table of fixed column widths under a heading row that repeats on every page.

    A reference may break between its word and its number, as a narrow column needs.
    """
    loose = replace(marks, join=" ")
    columns, totalled = written.columns, written.totalled
    widths = shared(tuple(column.share for column in columns), width)
    body, total = written.rows, ()
    if totalled:
        body, total = written.rows[:-1], written.rows[-1:]
    rows = chain(
        _rows(body, _around(columns, widths, Style.TABLE_TEXT), loose),
        _rows(total, _around(columns, widths, Style.TABLE_TOTAL), loose),
    )
    return encoded((_start(columns, widths, totalled), *rows, "</w:tbl>"))


@lru_cache(maxsize=64)
def _start(columns: tuple[Column, ...], widths: tuple[int, ...], totalled: bool) -> bytes:
    """The start of a table and its heading row."""
    return encoded((opened(Style.AGREEMENT_TABLE, widths, totalled), _heading_row(columns, widths)))


def shared(shares: tuple[int, ...], width: int) -> tuple[int, ...]:
    """A width divided by shares into whole units that add up to it."""
    total = sum(shares) or 1
    edges = [width * share // total for share in accumulate(shares, initial=0)]
    return tuple(right - left for left, right in pairwise(edges))


def opened(style: str, widths: tuple[int, ...], totalled: bool = False) -> str:
    """The start of a table: its style, its width and its columns'."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'w:firstRow="1" w:lastRow="{int(totalled)}" w:firstColumn="0" w:lastColumn="0"'
    value = "0660" if totalled else "0620"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{value}" {look} w:noHBand="1"'
        f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def cell(width: int, content: str, properties: str = "") -> str:
    """A cell; its content must end in a paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _heading_row(columns: tuple[Column, ...], widths: tuple[int, ...]) -> str:
    cells = (
        cell(width, paragraph(Style.TABLE_HEADING, run(column.heading), RIGHT * column.figures))
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


@lru_cache(maxsize=64)
def _around(
    columns: tuple[Column, ...], widths: tuple[int, ...], style: Style
) -> tuple[tuple[str, str], ...]:
    """What stands before and after the words of each column's cells, which all rows share."""
    mark = "\0"  # No words of an agreement hold it.
    cells = (
        cell(width, paragraph(style, mark, RIGHT * column.figures)).partition(mark)
        for column, width in zip(columns, widths, strict=True)
    )
    return tuple((before, after) for before, _, after in cells)


def _rows(
    rows: tuple[tuple[Prose, ...], ...], around: tuple[tuple[str, str], ...], marks: Marks
) -> Iterator[bytes]:
    return drawn(rows, around, marks, partial(_row, around))


def _row(
    around: tuple[tuple[str, str], ...], row: tuple[Prose, ...], marks: Marks
) -> Iterator[str]:
    yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    for prose, (before, after) in zip(row, around, strict=True):
        yield f"{before}{runs(prose, marks)}{after}"
    yield "</w:tr>"
