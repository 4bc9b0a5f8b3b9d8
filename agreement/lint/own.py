"""The drafter's own words: what the term sheet and a firm's clauses say, and not the library."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from agreement.answers import Answer
from agreement.assemble import Drafted
from agreement.finding import Place
from agreement.prose import plain_words
from agreement.source import Path
from agreement.terms import Open, TermSheet

TITLE, RECITAL, ACTION, REVIEW = "title", "recital", "action", "review"
ANSWER, CLAUSE = "answer", "clause"
KINDS = (TITLE, RECITAL, ACTION, REVIEW, ANSWER, CLAUSE)
"""The kinds of a drafter's own words; those of a clause stand in a firm's own."""

_MARK = re.compile(r"_(?=\w)|(?<=\w)_|\*\*")
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
    for _, answers in drafted.clauses:
        for name, answer in answers.items():
            if name != "alternative":
                yield from _answered(answer)


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


def _answered(answer: Answer) -> Iterator[Own]:
    """An answer, or the cells of one, that are words which the term sheet's own file gives."""
    table = answer.blank["type"] == "table" and isinstance(answer.value, tuple)
    rows = answer.value if table else ()
    for one in (answer, *(cell for row in rows for cell in row.values())):
        given = one.path[0] == "clauses" and not one.default
        if given and one.blank["type"] == "text" and isinstance(one.value, str):
            yield Own(ANSWER, one.name, one.place, one.value)


def texts(value: dict | list, path: Path = ()) -> list[tuple[Path, str]]:
    """Every text in a mapping or a list of the term sheet, with its path."""
    found = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            found.append(((*path, key), inner))
        elif isinstance(inner, dict | list | tuple):
            found += texts(inner, (*path, key))
    return found
