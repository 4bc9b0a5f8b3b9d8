"""Units drawn once: what a provision, a row of a table or a schedule was drawn as is taken again
for as long as nothing that it needs of the rest of the document has changed."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain, starmap

from msgspec import Struct
from msgspec.structs import replace

from agreement.document.conventions import Conventions
from agreement.document.tree import (
    Blank,
    Inline,
    OpenPoint,
    Prose,
    Provision,
    Reference,
    Schedule,
    Text,
    Use,
)
from agreement.document.within import within
from agreement.remembered import Memory, remembered
from agreement.word.controls import Taken
from agreement.word.marks import Marks
from agreement.word.xml import encoded

Row = tuple[Prose, ...]
Unit = Provision | Row | Schedule
Pieces = Iterable[str | bytes]
Draw = Callable[[Unit, Marks], Pieces]

_DRAWINGS, _SURROUNDINGS = Memory(most=4096), Memory(most=512)


class Needs(Struct, frozen=True):
    """What drawing a unit takes from the rest of the document: the ids that its references lead to,
    the paths and words of its answers, and the numbers of its open points, whose first places no
    unit knows by itself; each in the order of the text."""

    targets: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    points: tuple[int, ...]


class Surroundings(Struct, frozen=True, eq=False):
    """What several units are drawn with, as one value that is quickly told from others: how they
    look, the law's conventions, what joins a reference's word to its number, the count of the
    schedule that they stand in, and all schedules."""

    look: Hashable
    conventions: Conventions
    join: str
    within: int
    schedules: tuple[str, ...]


@remembered(most=4096)
def needs_of(unit: Unit) -> Needs:
    """What a unit needs, with those below it."""
    match unit:
        case Provision():
            return _needs(chain.from_iterable(one.prose for one in within(unit).units))
        case Schedule():
            rows = unit.table.rows if unit.table else ()
            return _together((_needs(unit.prose), *needs_of.each((*unit.provisions, *rows))))
    return _needs(chain.from_iterable(unit))


def _needs(prose: Iterable[Inline]) -> Needs:
    targets, answers, points = [], [], []
    for one in prose:
        match one:
            case Text() | Use():
                continue
            case Reference(target):
                targets.append(target)
            case Blank(name, words) if words:
                answers.append((name, words))
            case OpenPoint(number):
                points.append(number)
    return Needs(tuple(targets), tuple(answers), tuple(points))


def _together(needs: tuple[Needs, ...]) -> Needs:
    return Needs(
        tuple(chain.from_iterable(one.targets for one in needs)),
        tuple(chain.from_iterable(one.answers for one in needs)),
        tuple(chain.from_iterable(one.points for one in needs)),
    )


def drawn(units: Iterable[Unit], look: Hashable, marks: Marks, draw: Draw) -> Iterator[bytes]:
    """What `draw` makes of each of these units with these marks, or made of the very same unit
    before. `look` is all else that it draws with. Where a unit takes its bookmarks' ids from the
    place it stands at, they follow on from that of its own."""
    if marks.notes or not marks.distinct:
        yield from (encoded(draw(one, marks)) for one in units)
        return
    around = _surroundings(look, marks)
    for one in units:
        yield _drawn(one, around, marks, draw)


def _drawn(unit: Unit, around: Surroundings, marks: Marks, draw: Draw) -> bytes:
    needs = needs_of(unit)
    controls = tuple(starmap(marks.controls.take, needs.answers))
    numbers = tuple(map(marks.numbers.get, needs.targets))
    first = 0 if type(unit) is tuple else marks.ids[unit.id]
    met = needs.points and (len(marks.ids), *map(marks.placed.__contains__, needs.points))

    def made() -> tuple[bytes, Mapping[int, str], Unit]:
        given = replace(marks, controls=Taken(iter(controls)), placed=dict(marks.placed))
        drawing = encoded(draw(unit, given))
        placed = {point: id for point, id in given.placed.items() if point not in marks.placed}
        # What is remembered holds the unit, so that no other can take over its identity.
        return drawing, placed, unit

    drawing, placed, _ = _DRAWINGS.recall((id(unit), around, first, numbers, controls, met), made)
    marks.placed.update(placed)
    return drawing


def _surroundings(look: Hashable, marks: Marks) -> Surroundings:
    told = (marks.join, marks.within_schedule, marks.schedules)
    # What is remembered holds the conventions, so that no others can take over their identity.
    key = (look, id(marks.conventions), *told)
    return _SURROUNDINGS.recall(key, lambda: Surroundings(look, marks.conventions, *told))
