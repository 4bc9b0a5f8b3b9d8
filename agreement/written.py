"""What a term sheet writes that may answer the blanks of a clause, and where: all that the answers
of the clause take from the term sheet, so that equal writing has equal answers."""

from collections.abc import Hashable, Iterator
from functools import lru_cache

from agreement.clause import Clause
from agreement.finding import Place
from agreement.source import Path, Source
from agreement.terms import TermSheet

FROM_LAW = "jurisdiction"
"""Where the name of a blank's field begins with this, the law gives it and no term sheet."""


def written(clause: Clause, sheet: TermSheet) -> Iterator[Hashable]:
    """What stands in each field that a blank of the clause may be answered from, as text that tells
    a number from a word, and the place of each part of it."""
    for path in _paths(clause):
        value = sheet.at(path)
        yield repr(value)
        yield from _places(value, path, sheet.source) if value is not None else ()


@lru_cache(maxsize=2048)
def _paths(clause: Clause) -> tuple[Path, ...]:
    if not clause.blanks:
        return ()
    named = (blank["from"] for blank in clause.blanks.values() if "from" in blank)
    paths = (tuple(name.split(".")) for name in named)
    return ("clauses", clause.id), *(path for path in paths if path[0] != FROM_LAW)


def _places(value: object, path: Path, source: Source) -> Iterator[Place]:
    yield source.place(path)
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(one, (*path, key), source)
