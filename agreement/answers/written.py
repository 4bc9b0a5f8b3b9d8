"""What a term sheet writes that may answer the blanks of a clause, and where: all that the answers
of the clause take from the term sheet, so that equal writing has equal answers."""

from collections.abc import Hashable
from functools import lru_cache

from agreement.library.clause import Clause
from agreement.reading.source import Path, Source
from agreement.term_sheet.terms import TermSheet

FROM_LAW = "jurisdiction"
"""Where the name of a blank's field begins with this, the law gives it and no term sheet."""


def written(clause: Clause, sheet: TermSheet) -> tuple[Hashable, ...]:
    """What stands in each field that a blank of the clause may be answered from, as text that tells
    a number from a word, and the place of each part of it."""
    found: list[Hashable] = []
    for path in _paths(clause):
        value = sheet.at(path)
        found.append(repr(value))
        if value is not None:
            _add_places(found, value, path, sheet.source)
    return tuple(found)


@lru_cache(maxsize=2048)
def _paths(clause: Clause) -> tuple[Path, ...]:
    if not clause.blanks:
        return ()
    named = (blank["from"] for blank in clause.blanks.values() if "from" in blank)
    paths = (tuple(name.split(".")) for name in named)
    return ("clauses", clause.id), *(path for path in paths if path[0] != FROM_LAW)


def _add_places(found: list[Hashable], value: object, path: Path, source: Source) -> None:
    found.append(source.place(path))
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            _add_places(found, one, (*path, key), source)
