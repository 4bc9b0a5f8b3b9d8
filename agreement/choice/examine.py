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
        clauses = (pick.clause for pick in chosen)
        return sheet_schema(library.once("term-sheet-frame", framed), clauses)

    return library.once(("sheet-schema", *(pick.clause for pick in chosen)), composed)
