"""The register of duties as a workbook for the months after signature: what is due, from whom, by
when, with a column to say how far it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

from agreement.assembly.entries import Entry, Kind
from agreement.assembly.listing import Listing
from agreement.beside.register_sheet import Cell, Column, Look, Sheet, Sum, write_sheet
from agreement.inspect.seal import EMPTY, sealed

_CREATED = datetime(1980, 1, 1)
_NO, _PROVISION, _MATTER = Column("No.", 5), Column("Provision", 14), Column("Matter", 20)
_DUE = (Column("Due", 32), Column("Date", 12), Column("Certainty", 11))
_STATUS = (Column("Status", 12, Look.CHOICE), Column("Days left", 9, Look.DAYS),
           Column("Overdue", 10, Look.OVERDUE))  # fmt: skip
_COLUMNS = {
    Kind.ACTION: (_NO, _PROVISION, Column("Action", 38), Column("Owner", 13), *_DUE,
                  Column("Proof", 28), *_STATUS),
    Kind.REVIEW: (_NO, _PROVISION, Column("Review", 46), *_DUE, *_STATUS),
    Kind.PAYMENT: (_NO, _PROVISION, Column("Payment", 30), Column("From", 13), Column("To", 13),
                   *_DUE, Column("Amount", 16), Column("Sum as printed", 16), *_STATUS),
}  # fmt: skip
_SHEETS = {Kind.ACTION: "Action items", Kind.REVIEW: "Review dates", Kind.PAYMENT: "Payments"}
_PARTIES = (_NO, Column("Role", 14), Column("Called", 18), Column("Description", 90))
_CLAUSES = (Column("Number", 9), Column("Clause", 40), Column("Heading", 40),
            Column("Alternative", 18), Column("Why", 30), Column("Digest", 70))  # fmt: skip
_OPEN = (_NO, Column("Owner", 18), Column("What is open", 70), Column("In the term sheet", 50))

Row = tuple[Cell, ...]


def register(listings: Sequence[Listing]) -> bytes:
    """The sealed workbook of one agreement, or of several; of several, a first column tells which.

    Rows stand in the order of each agreement's schedules. Formulas count the days against the day
    on which the workbook is opened; no formula is made of anybody's words.
    """
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    title = listings[0].title if len(listings) == 1 else "Register of duties"
    paper = listings[0].paper
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": _CREATED})
        book.set_custom_property("build-agreement", EMPTY)
        for name, columns in _tables():
            rows = tuple(_rows(name, listings))
            lead = (_MATTER,) if len(listings) > 1 else ()
            write_sheet(book, Sheet(name, (*lead, *columns), rows, title, paper))
    return sealed(file.getvalue())


def _tables() -> Iterator[tuple[str, tuple[Column, ...]]]:
    for kind, name in _SHEETS.items():
        yield name, _COLUMNS[kind]
    yield from (("Parties", _PARTIES), ("Clauses", _CLAUSES), ("Open points", _OPEN))


def _rows(sheet: str, listings: Sequence[Listing]) -> Iterator[Row]:
    for one in listings:
        others = {"Parties": one.parties, "Clauses": one.clauses, "Open points": one.open_points}
        lead = (one.matter,) if len(listings) > 1 else ()
        for row in others.get(sheet) or _duties(sheet, one):
            yield (*lead, *row)


def _duties(sheet: str, listing: Listing) -> Iterator[Row]:
    for entry in listing.entries:
        if _SHEETS[entry.kind] == sheet:
            yield _duty(entry, listing.currency)


def _duty(entry: Entry, currency: str) -> Row:
    """The cells of a duty that come from the agreement; the columns after them are filled by the
    workbook."""
    lead = (entry.count, entry.cited, entry.what)
    due = (entry.due, entry.on, entry.certainty)
    match entry.kind:
        case Kind.ACTION:
            return (*lead, entry.owner, *due, entry.evidence)
        case Kind.REVIEW:
            return (*lead, *due)
        case Kind.PAYMENT:
            known = None if entry.amount is None else Sum(entry.amount, currency)
            return (*lead, entry.owner, entry.payee, *due, known, entry.sum)
