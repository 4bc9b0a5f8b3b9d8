"""What stands within a provision, found out once for each: not again for every step of the way, and
not for every agreement that has the very same provision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from agreement.document import Definition, Inline, Provision, Table
from agreement.prose import PIECES, held
from agreement.remembered import remembered

_MOST = 8192


@dataclass(frozen=True, slots=True)
class Within:
    """A provision and all units below it in the order of the document, the pieces of their prose
    by kind, and each term that they define with the id of the unit that does."""

    units: tuple[Provision, ...]
    pieces: Mapping[type[Inline], tuple[Inline, ...]]
    defined: tuple[tuple[str, str], ...]


@remembered(_MOST)
def within(provision: Provision) -> Within:
    """What stands within a provision."""
    units = tuple(_units(provision))
    pieces: dict[type[Inline], list[Inline]] = {kind: [] for kind in PIECES}
    defined = []
    for one in units:
        for piece in one.prose:
            pieces[type(piece)].append(piece)
            if type(piece) is Definition:
                defined.append((piece.term, one.id))
    return Within(units, {kind: tuple(found) for kind, found in pieces.items()}, tuple(defined))


def _units(provision: Provision) -> Iterator[Provision]:
    yield provision
    for one in provision.provisions:
        yield from _units(one)


def each(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """These provisions and all below them, in the order of the document."""
    for one in provisions:
        yield from within(one).units


def pieces(tree: object, kind: type[Inline]) -> Iterator[Inline]:
    """Every piece of prose of one kind in a part of an agreement, in the order of the document."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        of = type(part)
        if of is Provision:
            yield from within(part).pieces[kind]
        elif of is tuple and part and type(part[0]) in PIECES:
            yield from (one for one in part if type(one) is kind)
        elif of is Table:
            cells = chain.from_iterable(part.rows)
            yield from (one for one in chain.from_iterable(cells) if type(one) is kind)
        elif of is tuple:
            waiting += part[::-1]
        elif of is kind:
            yield part
        else:
            waiting += [getattr(part, name) for name in reversed(held(of))]
