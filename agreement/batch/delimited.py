"""Rows of a CSV file (RFC 4180), parted by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from agreement.batch.heading import Heading, heading, of_cells
from agreement.batch.row import Row, Table, written
from agreement.finding import Place, Refused, error

MOST_OF_LINE = 1_000_000
"""The longest line in bytes, and the longest cell: beyond it a quotation mark was never closed."""

_DELIMITERS = ",;\t"
_ADVICE = {
    "field larger": "a cell that begins here does not end within a million characters; close its "
    "quotation mark",
    "unexpected end": "a quotation mark is opened in this row and never closed; close it",
    "expected after": "words follow a closing quotation mark; write a quotation mark inside a cell "
    "twice",
    "new-line": "the line ends as on an old Mac; save the file with ordinary line ends",
    "": "this row cannot be read; save the table as “CSV UTF-8” again",
}


def delimited(file: BinaryIO, name: str) -> Table:
    """The rows of a CSV file; blank ones are passed over. Raises Refused where the heading is at
    fault, and the rows do where the file cannot be read on."""
    lines = _lines(file, name)
    first = next(lines, "")
    csv.field_size_limit(MOST_OF_LINE)
    delimiter = max(_DELIMITERS, key=first.count)
    records = _records(first, lines, delimiter, name)
    head = heading(next(records, []), name)
    return Table(head.row, _rows(head, records))


def _rows(head: Heading, records: Iterator[list[str]]) -> Iterator[Row]:
    for number, texts in enumerate(records, 2):
        if any(text.strip() for text in texts):
            cells = tuple(written(text) if text.strip() else None for text in texts)
            given = tuple(bool(text.strip()) for text in texts)
            yield of_cells(head, number, cells, given)


def _records(first: str, lines: Iterator[str], delimiter: str, name: str) -> Iterator[list[str]]:
    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    row = 1
    try:
        for record in csv.reader(all_lines(), delimiter=delimiter, strict=True):
            yield record
            row += 1
    except csv.Error as fault:
        advice = next(words for said, words in _ADVICE.items() if said in str(fault))
        raise Refused((error("csv-syntax", Place(name, row), f"{advice}."),)) from None


def _lines(file: BinaryIO, name: str) -> Iterator[str]:
    number = 0
    while line := file.readline(MOST_OF_LINE + 1):
        number += 1
        if len(line) > MOST_OF_LINE:
            message = "this line is over 1 MB; is this a table?"
            raise Refused((error("too-long", Place(name, number), message),))
        if number == 1:
            line = _unmarked(line, name)
        try:
            yield line.decode()
        except UnicodeDecodeError as bad:
            meant = bad.object[bad.start : bad.start + 1].decode("cp1252", "replace")
            message = f"a character here ({meant} in an old Windows file?) is not UTF-8; save the "
            message += "table as “CSV UTF-8”."
            raise Refused((error("not-utf8", Place(name, number), message),)) from None


def _unmarked(line: bytes, name: str) -> bytes:
    if line[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in line[:4]:
        message = "the file is no table of text, or saved as UTF-16; save it as “CSV UTF-8”."
        raise Refused((error("not-utf8", Place(name, 1), message),))
    return line.removeprefix(b"\xef\xbb\xbf")
