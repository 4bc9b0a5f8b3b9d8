"""Units drawn once: what a provision, or a row of a table, was drawn as is taken again for as long
as nothing that it needs of the rest of the document has changed."""

from collections.abc import Callable, Hashable, Iterable
from itertools import chain, starmap

from msgspec import Struct
from msgspec.structs import replace

from agreement.document import Blank, OpenPoint, Prose, Provision, Reference
from agreement.remembered import Memory, remembered
from agreement.within import within
from agreement.word.controls import Taken
from agreement.word.marks import Marks
from agreement.word.xml import encoded

Row = tuple[Prose, ...]
Pieces = Iterable[str | bytes]

_PROVISIONS, _ROWS = Memory(most=1024), Memory(most=2048)


class Needs(Struct, frozen=True):
    """What drawing a unit takes from the rest of the document: the ids that its references lead to,
    the paths and words of its answers, each in the order of the text, and whether it has open
    points, whose first places no unit knows by itself."""

    targets: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    open: bool


@remembered(most=1024)
def of_provision(provision: Provision) -> Needs:
    """What a provision needs, with those below it."""
    placed = within(provision).placed
    return Needs(
        tuple(one.target for _, one in placed[Reference]),
        tuple((one.name, one.value) for _, one in placed[Blank] if one.value),
        bool(placed[OpenPoint]),
    )


@remembered(most=2048)
def of_row(row: Row) -> Needs:
    """What a row of a table needs."""
    pieces = tuple(chain.from_iterable(row))
    return Needs(
        tuple(one.target for one in pieces if type(one) is Reference),
        tuple((one.name, one.value) for one in pieces if type(one) is Blank and one.value),
        OpenPoint in map(type, pieces),
    )


def drawn(
    unit: Provision | Row,
    needs: Needs,
    look: Hashable,
    marks: Marks,
    draw: Callable[[Marks], Pieces],
) -> bytes:
    """What `draw` makes of a unit with these marks, or made of the very same unit before.

    `look` is all else that it draws with. Where a unit takes its bookmarks' ids from the place it
    stands at, they follow on from that of its own.
    """
    if needs.open or marks.notes or not marks.distinct:
        return encoded(draw(marks))
    controls = tuple(starmap(marks.controls.take, needs.answers))
    numbers = tuple(map(marks.numbers.get, needs.targets))
    surroundings = (id(marks.conventions), marks.join, marks.within_schedule, marks.schedules)
    key = (id(unit), look, surroundings, numbers, controls)

    def made() -> tuple:
        # What is remembered holds what the key knows by identity alone.
        drawing = encoded(draw(replace(marks, controls=Taken(iter(controls)))))
        return drawing, unit, marks.conventions

    drawings = _PROVISIONS if type(unit) is Provision else _ROWS
    return drawings.recall(key, made)[0]
