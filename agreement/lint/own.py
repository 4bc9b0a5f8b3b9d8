"""The drafter's own words: what the term sheet and a firm's clauses say, and not the library."""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from msgspec import Struct

from agreement.answers.typed import Answer, Answers
from agreement.assembly.assemble import Drafted
from agreement.document.prose import plain_words
from agreement.finding import Place
from agreement.reading.source import Path
from agreement.remembered import remembered
from agreement.term_sheet.terms import Open, TermSheet

TITLE, RECITAL, ACTION, REVIEW = "title", "recital", "action", "review"
ANSWER, CLAUSE = "answer", "clause"
KINDS = (TITLE, RECITAL, ACTION, REVIEW, ANSWER, CLAUSE)
"""The kinds of a drafter's own words; those of a clause stand in a firm's own."""

_MARK = re.compile(r"_(?=\w)|(?<=\w)_|\*\*")
_HOLDERS = (dict, list, tuple)
_AGREED = (("actions", "what"), ("actions", "evidence"), ("reviews", "what"))


class Own(Struct, frozen=True):
    """Words that the drafter wrote, and not the library: of which kind, what they stand in, where,
    and what they say, without marks."""

    kind: str
    within: str
    place: Place
    words: str


def typed(drafted: Drafted, cited: Callable[[str], str]) -> Iterator[Own]:
    """The drafter's own words in the term sheet: its title, recitals, agreed actions and reviews,
    and answers in words. `cited` gives a provision by its number."""
    sheet = drafted.setting.sheet
    yield Own(TITLE, "the title", sheet.source.place(("title",)), sheet.title)
    yield from _recited(drafted, cited)
    yield from _agreed(sheet)
    yield from chain.from_iterable(_answered.each([answers for _, answers in drafted.clauses]))


def _recited(drafted: Drafted, cited: Callable[[str], str]) -> Iterator[Own]:
    # The recital of the mediation stands before them; an order has them in its schedule.
    sheet = drafted.setting.sheet
    recitals = sheet.recitals
    printed = drafted.agreement.recitals[-len(recitals) :] if recitals else ()
    for index, written in enumerate(recitals):
        if not isinstance(written, Open):
            one = printed[index] if len(printed) == len(recitals) else None
            within = cited(one.id) if one else f"recital {index + 1}"
            words = plain_words(one.prose) if one else _MARK.sub("", written)
            yield Own(RECITAL, within, sheet.source.place(("recitals", index)), words)


def _agreed(sheet: TermSheet) -> Iterator[Own]:
    for name, key in _AGREED:
        for index, duty in enumerate(sheet.at((name,)) or ()):
            if isinstance(duty.get(key), str):
                kind, place = name[:-1], sheet.source.place((name, index, key))
                yield Own(kind, f"agreed {kind} {index + 1}", place, _MARK.sub("", duty[key]))


@remembered(most=2048)
def _answered(answers: Answers) -> tuple[Own, ...]:
    """The answers to a clause, and the cells of its tables, that are words which the term sheet's
    own file gives; the wording chosen is none."""
    told = (_cells(answer) for name, answer in answers.items() if name != "alternative")
    return tuple(
        Own(ANSWER, one.name, one.place, one.value)
        for one in chain.from_iterable(told)
        if one.path[0] == "clauses"
        and not one.default
        and one.blank["type"] == "text"
        and isinstance(one.value, str)
    )


def _cells(answer: Answer) -> Iterator[Answer]:
    """An answer, and those that a table consists of."""
    yield answer
    if answer.blank["type"] == "table" and isinstance(answer.value, tuple):
        yield from chain.from_iterable(row.values() for row in answer.value)


def texts(value: dict | list, path: Path = ()) -> list[tuple[Path, str]]:
    """Every text in a mapping or a list of the term sheet, with its path."""
    found = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            found.append(((*path, key), inner))
        elif isinstance(inner, _HOLDERS):
            found += texts(inner, (*path, key))
    return found
