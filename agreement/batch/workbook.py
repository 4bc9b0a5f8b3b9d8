"""Rows of an Excel workbook: those of its first sheet, as they are shown."""

import re
import zlib
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from agreement.batch.heading import Heading, heading, of_cells
from agreement.batch.number_format import NumberFormat, number_format
from agreement.batch.row import Row, Table, written
from agreement.finding import Finding, Place, Refused, error, refuse_if

MOST_UNPACKED = 1_000_000_000
"""The bytes to which a workbook may unpack."""

_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"'
)
_PIECE = 2**20
_OF_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_OLD = b"\xd0\xcf\x11\xe0"


def workbook(file: BinaryIO, name: str, marks: Container[str] = ()) -> Table:
    """The rows of the first sheet that is not hidden; blank ones are passed over. A number may have
    one of these `marks` beside it, those of a currency. Raises Refused where the file is no
    workbook or its heading is at fault. Needs openpyxl."""
    sheet = _first_sheet(file, name)
    refuse_if([*_merged(sheet, name)])
    # What a file says of its size may be wrong, and would cut rows and columns off.
    sheet.reset_dimensions()
    rows = _whole(sheet.iter_rows(min_row=1, min_col=1), name)
    head = heading([str(cell.value or "") for cell in next(rows, ())], name)
    return Table(head.row, _rows(head, rows, marks))


def _rows(head: Heading, rows: Iterator[tuple[Any, ...]], marks: Container[str]) -> Iterator[Row]:
    for number, cells in enumerate(rows, 2):
        given = tuple(_is_given(cell) for cell in cells)
        if any(given):
            yield _row(head, number, cells, (given, marks))


def _whole(rows: Iterator[tuple[Any, ...]], name: str) -> Iterator[tuple[Any, ...]]:
    done = 0
    try:
        for row in rows:
            yield row
            done += 1
    except Exception:
        # As below: the file breaks off, or what it holds is no table.
        message = "this workbook cannot be read from here on; save it as .xlsx again."
        raise Refused((error("not-a-workbook", Place(name, done + 1), message),)) from None


def _merged(sheet: Any, name: str) -> Iterator[Finding]:
    """The merged cells below the heading: the first of them alone has the value that all show."""
    for first, row, last in _ranges(sheet):
        if last != b"1":
            message = (
                f"the cells from {(first + row).decode()} to row {last.decode()} are merged, and "
                "the first alone has the value; unmerge them and fill in each row."
            )
            yield error("merged-cells", Place(name, int(row)), message)


def _ranges(sheet: Any) -> Iterator[tuple[bytes, bytes, bytes]]:
    # Reading row by row, openpyxl passes over what is merged, which stands after the rows.
    before = b""
    # Reading the rows tells of a part that breaks off.
    with (
        suppress(BadZipFile, EOFError, zlib.error),
        sheet.parent._archive.open(sheet._worksheet_path) as part,
    ):
        while piece := part.read(_PIECE):
            text = before + piece
            # Cut behind the last mark that is whole, so that none is found twice or missed.
            end = text.rfind(b">") + 1
            yield from _MERGED.findall(text[:end])
            before = text[end:]


def _first_sheet(file: BinaryIO, name: str) -> Any:
    from openpyxl import load_workbook

    if file.peek(4)[:4] == _OLD:
        message = "this is an old .xls or has a password; save it as .xlsx without one."
        raise Refused((error("not-a-workbook", Place(name), message),))
    try:
        with ZipFile(file) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
                raise BadZipFile
        file.seek(0)
        # A formula's last result is not asked for: it may be old, and a cell may have none.
        sheets = load_workbook(file, read_only=True, data_only=False).worksheets
        return next((one for one in sheets if one.sheet_state == "visible"), sheets[0])
    except Exception:
        # openpyxl raises whatever it meets in a file that is no workbook.
        message = "this cannot be read as an Excel workbook; save it as .xlsx again."
        raise Refused((error("not-a-workbook", Place(name), message),)) from None


def _is_given(cell: Any) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def _row(
    head: Heading, number: int, cells: tuple[Any, ...], by: tuple[tuple[bool, ...], Container[str]]
) -> Row:
    values, faults, (given, marks) = [], [], by
    # A sheet gives as many cells as its widest row has; short rows are only empty at the end.
    wide = max(len(head.columns), len(cells))
    for count in range(wide):
        cell = cells[count] if count < len(cells) else None
        name = head.columns[count] if count < len(head.columns) else ""
        try:
            refuse_if(_unusable(cell, Place(head.file, number, count + 1, name), marks))
            values.append(None if cell is None else _value(cell))
        except Refused as refused:
            faults += refused.findings
            values.append(None)
    row = of_cells(head, number, tuple(values), (*given, *[False] * (wide - len(given))))
    return Row(row.file, row.number, row.cells, (*faults, *row.faults))


def _unusable(cell: Any, place: Place, marks: Container[str]) -> list[Finding]:
    value = None if cell is None else cell.value
    if value is not None and cell.data_type == "f":
        message = "this cell holds a formula; copy the column and paste its values only."
        return [error("formula", place, message)]
    if value is not None and cell.data_type == "e":
        return [error("formula", place, f"this cell shows the error {value}; write the value.")]
    if isinstance(value, datetime) and value.time() != time():
        message = f"this cell is {value}, a date with a time of the day; write the date alone."
        return [error("date-with-time", place, message)]
    if isinstance(value, date) and not _shows_day(cell.number_format):
        message = f"this cell holds {value:%Y-%m-%d} and shows a part of it; show the whole date."
        return [error("rounded", place, message)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [*_misread(value, number_format(cell.number_format), marks, place)]
    return []


@lru_cache(maxsize=256)
def _shows_day(written: str) -> bool:
    """Whether a date in this format shows its day, month and year."""
    return {"d", "m", "y"} <= set(_OF_DATE.sub("", written).casefold())


def _misread(
    value: float, form: NumberFormat, marks: Container[str], place: Place
) -> Iterator[Finding]:
    """Why a number is not what its cell shows."""
    exact, seen = form.exact(value), form.shown(value)
    if form.scaled:
        message = f"this cell holds {exact:f} and shows thousands or millions; show it in full."
        yield error("rounded", place, message)
    elif form.between:
        message = f"this cell shows “{form.between}” between its figures; write it as text."
        yield error("words-beside", place, message)
    elif form.beside not in ("", "%") and form.beside not in marks:
        message = f"this cell shows “{form.beside}” beside {seen}; write the figure alone."
        yield error("words-beside", place, message)
    elif Decimal(seen) != exact:
        message = f"this cell shows {seen} and holds {exact:f}; round the value to what it shows."
        yield error("rounded", place, message)


def _value(cell: Any) -> Any:
    match cell.value:
        case bool() as value:
            return value
        case datetime() as value:
            return value.date().isoformat()
        case date() as value:
            return value.isoformat()
        case time() as value:
            return value.isoformat("minutes")
        case int() | float() as value:
            return written(number_format(cell.number_format).shown(value))
        case value:
            return None if value is None else written(str(value))
