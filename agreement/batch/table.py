"""The rows of a table, whatever kind of file it is."""

from collections.abc import Container
from pathlib import PurePath
from typing import BinaryIO

from agreement.batch.delimited import delimited
from agreement.batch.json_lines import json_lines
from agreement.batch.row import Table
from agreement.batch.workbook import workbook
from agreement.finding import Place, Refused, error

READERS = {
    ".csv": delimited,
    ".tsv": delimited,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".xlsx": workbook,
}
"""What reads a table, by the ending of its name."""


def table(file: BinaryIO, name: str, marks: Container[str] = ()) -> Table:
    """The table in an open file, in which a number may be shown with one of these marks of a
    currency. Raises Refused where it is none."""
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        message = f"rows are read from {', '.join(READERS)}; save the table as one of these."
        raise Refused((error("no-table", Place(name), message),))
    return workbook(file, name, marks) if reader is workbook else reader(file, name)
