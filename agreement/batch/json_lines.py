"""Rows of a JSON Lines file: on each line an object whose names are places in the term sheet."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from agreement.batch.row import Cell, Row, Table, faulty, unfit
from agreement.finding import Place
from agreement.reading.source import is_open
from agreement.reading.syntax import plain

MOST_OF_LINE = 1_000_000
"""The longest line in bytes."""

_SHAPE = 'write one object a line, such as {"reference": "EX/1"}'


class _Twice(ValueError):
    """A name that stands twice in an object."""


def json_lines(file: BinaryIO, name: str) -> Table:
    """The rows of a file; blank lines are passed over. A line that cannot be read is a row at
    fault, and those after it are read all the same."""
    return Table(None, _rows(file, name))


def _rows(file: BinaryIO, name: str) -> Iterator[Row]:
    number = 0
    while line := file.readline(MOST_OF_LINE + 1):
        number += 1
        if len(line) > MOST_OF_LINE:
            yield faulty(name, number, "too-long", "the line is over 1 MB; one object a line.")
            while line and not line.endswith(b"\n"):
                line = file.readline(MOST_OF_LINE)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _row(line, name, number)


def _row(line: bytes, file: str, number: int) -> Row:
    try:
        value = json.loads(
            line.decode("utf-8-sig").rstrip("\r\n"), object_pairs_hook=_object, parse_float=str,
            parse_int=plain, parse_constant=_no_constant,
        )  # fmt: skip
    except _Twice as fault:
        message = f"“{fault}” stands twice in one object; keep one of them."
        return faulty(file, number, "duplicate-key", message)
    except UnicodeDecodeError:
        return faulty(file, number, "not-utf8", "the line is not UTF-8; save the file as UTF-8.")
    except (ValueError, RecursionError) as fault:
        at = f" at column {fault.colno}" if isinstance(fault, json.JSONDecodeError) else ""
        return faulty(file, number, "json-syntax", f"this is not JSON{at}; {_SHAPE}.")
    if not isinstance(value, dict):
        return faulty(file, number, "not-an-object", f"this is no object; {_SHAPE}.")
    return _of_pairs(tuple(_spread(value, "")), file, number)


def _of_pairs(pairs: tuple[tuple[str, Any], ...], file: str, number: int) -> Row:
    cells = tuple(Cell(name, count, value) for count, (name, value) in enumerate(pairs, 1))
    names = [cell.column for cell in cells]
    for name in names:
        faults = tuple(unfit(name, Place(file, number)))
        if faults:
            return Row(file, number, (), faults)
        if names.count(name) > 1:
            message = f"“{name}” is given twice; keep one of them."
            return faulty(file, number, "duplicate-column", message)
    row = Row(file, number, cells)
    faults = tuple(fault for cell in cells for fault in unfit(cell.value, row.at(cell)))
    return Row(file, number, cells, faults)


def _spread(value: dict[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """The places that an object names, an object within it joined to its name by a dot; an empty
    text leaves a place as in the standard."""
    for name, inner in value.items():
        if isinstance(inner, dict) and inner and not is_open(inner):
            yield from _spread(inner, f"{above}{name}.")
        elif inner != "":
            yield f"{above}{name}", inner


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(word: str) -> None:
    raise ValueError(word)
