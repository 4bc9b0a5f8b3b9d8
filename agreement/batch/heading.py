"""The heading of a table: the place in the term sheet that each column names."""

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from agreement.batch.row import Cell, Row, unfit
from agreement.finding import Finding, Place, error, refuse_if

MOST_COLUMNS = 1_000


class Heading(Struct, frozen=True):
    """The names of the columns of a file, in order; a name may be wanting at the right end."""

    file: str
    columns: tuple[str, ...]

    @property
    def row(self) -> Row:
        """The heading as a row, in which every place is left open."""
        named = enumerate(self.columns, 1)
        return Row(self.file, 1, tuple(Cell(name, count, "open") for count, name in named))


def heading(names: Sequence[str], file: str) -> Heading:
    """The heading from its cells. Raises Refused where a name is missing or stands twice."""
    columns = tuple(name.strip() for name in names)
    while columns and not columns[-1]:
        columns = columns[:-1]
    found: list[Finding] = []
    if not columns:
        message = "the first row names no columns; write places of the term sheet into it, such as "
        found.append(error("no-heading", Place(file, 1), f"{message}parties.payer.name."))
    if len(columns) > MOST_COLUMNS:
        message = f"the table has {len(columns):,} columns; {MOST_COLUMNS:,} is the most."
        refuse_if([error("too-many-columns", Place(file, 1), message)])
    for name, count in Counter(columns).items():
        if not name:
            at = columns.index("") + 1
            message = f"column {at} has no name; name its place in the term sheet, or delete it."
            found.append(error("no-name", Place(file, 1, at), message))
        elif count > 1:
            at = [number for number, other in enumerate(columns, 1) if other == name]
            places = " and ".join(map(str, at))
            message = f"columns {places} have the same name; keep one of them."
            found.append(error("duplicate-column", Place(file, 1, at[1], name), message))
    refuse_if(found)
    return Heading(file, columns)


def of_cells(head: Heading, number: int, values: tuple[Any, ...], given: tuple[bool, ...]) -> Row:
    """A row from the values of its cells, those not given left out."""
    wide = len(head.columns)
    if any(given[wide:]) or len(values) < wide:
        count = len(values)
        advice = (
            "put a text that has a comma in it between quotation marks"
            if any(given[wide:])
            else "leave a cell empty for what stays as in the standard"
        )
        message = (
            f"the row has {count} cell{'s' * (count != 1)} and the heading {wide} columns; "
            f"{advice}."
        )
        return Row(
            head.file, number, (), (error("wrong-width", Place(head.file, number), message),)
        )
    named = zip_longest(head.columns, values[:wide], given[:wide])
    cells = tuple(
        Cell(name, count, value)
        for count, (name, value, is_given) in enumerate(named, 1)
        if is_given
    )
    row = Row(head.file, number, cells)
    faults = tuple(fault for cell in cells for fault in unfit(cell.value, row.at(cell)))
    return Row(head.file, number, cells, faults)
