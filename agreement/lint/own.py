"""The drafter's own words: what the term sheet and a firm's clauses say, and not the library."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from agreement.answers import Answer
from agreement.finding import Place
from agreement.source import Path

CLAUSE = "clause"
"""The kind of the words of a firm's clause."""

END = re.compile(r"(?<=[.;:])\s+")
"""What parts two sentences."""

_MOST = 4096


class Own(Struct, frozen=True):
    """Words that the drafter wrote, and not the library: of which kind (title, recital, action,
    review, answer or clause), what they stand in, where, and what they say, without marks."""

    kind: str
    within: str
    place: Place
    words: str


@cache
def _silent(pattern: re.Pattern[str], in_sentence: bool) -> set[str]:
    """The words in which a pattern, of those that the rules have, is not found. A firm's clause
    says the same in many agreements, and a term sheet the same from one draft to the next: neither
    is searched again."""
    return set()


def saying(owns: Iterable[Own], pattern: re.Pattern[str]) -> Iterator[Own]:
    """Those of them in whose words a pattern is found."""
    for own, _ in _found(owns, pattern, False):
        yield own


def sentences_saying(owns: Iterable[Own], pattern: re.Pattern[str]) -> Iterator[tuple[Own, str]]:
    """Each sentence in which a pattern is found, with what it stands in."""
    yield from _found(owns, pattern, True)


def _found(
    owns: Iterable[Own], pattern: re.Pattern[str], in_sentence: bool
) -> Iterator[tuple[Own, str]]:
    silent = _silent(pattern, in_sentence)
    for own in (one for one in owns if one.words not in silent):
        parts = END.split(own.words) if in_sentence else (own.words,)
        found = [part for part in parts if pattern.search(part)]
        yield from ((own, part) for part in found)
        if not found:
            if len(silent) >= _MOST:
                silent.clear()
            silent.add(own.words)


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
