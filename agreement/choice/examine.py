"""Whether a term sheet can be drafted: its values held to the blanks of the clauses it names."""

from collections.abc import Mapping

from agreement.choice.choose import Picked, choose
from agreement.finding import Finding
from agreement.library.blanks import sheet_schema
from agreement.library.disk import Library
from agreement.reading.source import Source
from agreement.schema import faults
from agreement.term_sheet.terms import frame


def examine(source: Source, library: Library) -> tuple[tuple[Picked, ...], tuple[Finding, ...]]:
    """The clauses that a term sheet asks for, and what is wrong with its values and its choice."""
    chosen, misfits = choose(source, library)
    return chosen, (*faults(source, _schema(chosen, library), open_allowed=True), *misfits)


def _schema(chosen: tuple[Picked, ...], library: Library) -> Mapping:
    """The schema of a term sheet with the blanks of these clauses."""

    def framed() -> Mapping:
        return frame(library.schema("term-sheet-frame"), library.clause_schema)

    def composed() -> Mapping:
        # What a clause takes is the same while it is open as a whole.
        clauses = filter(None, map(library.clause, ids))
        return sheet_schema(library.once("term-sheet-frame", framed), clauses)

    ids = tuple(pick.clause.id for pick in chosen)
    return library.once(("sheet-schema", *ids), composed)
