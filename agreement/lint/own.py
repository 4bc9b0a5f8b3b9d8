"""The drafter's own words: what the term sheet and a firm's clauses say, and not the library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement.answers import Answer
from agreement.finding import Place
from agreement.source import Path


@dataclass(frozen=True, slots=True)
class Own:
    """Words that the drafter wrote, and not the library: of which kind (title, recital, action,
    review, answer or clause), what they stand in, where, and what they say, without marks."""

    kind: str
    within: str
    place: Place
    words: str


def answered(answer: Answer) -> Iterator[Own]:
    """An answer, or the cells of one, that are words which the term sheet's own file gives."""
    table = answer.blank["type"] == "table" and isinstance(answer.value, tuple)
    rows = answer.value if table else ()
    for one in (answer, *(cell for row in rows for cell in row.values())):
        typed = one.path[0] == "clauses" and not one.default
        if typed and one.blank["type"] == "text" and isinstance(one.value, str):
            yield Own("answer", one.name, one.place, one.value)


def texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in a value of the term sheet, with its path."""
    match value:
        case str():
            yield path, value
        case Mapping():
            for key, inner in value.items():
                yield from texts(inner, (*path, key))
        case list() | tuple():
            for index, inner in enumerate(value):
                yield from texts(inner, (*path, index))
