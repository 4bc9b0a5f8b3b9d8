"""What stands within a provision, found out once for each: not again for every step of the way, and
not for every agreement that has the very same provision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from agreement.document.prose import DUTIES, PIECES, held, said, words_of
from agreement.document.tree import Inline, Prose, Provision, Table
from agreement.remembered import remembered

_MOST = 2048


class Within(Struct, frozen=True):
    """A provision and all units below it in the order of the document, and the pieces of their
    prose by kind, each with the id of the unit that it is placed in."""

    units: tuple[Provision, ...]
    placed: Mapping[type[Inline], Sequence[tuple[str, Inline]]]

    def pieces(self, kind: type[Inline]) -> Iterator[Inline]:
        """The pieces of one kind."""
        return (piece for _, piece in self.placed[kind])


@remembered(_MOST)
def within(provision: Provision) -> Within:
    """What stands within a provision."""
    units = tuple(_units(provision))
    placed: dict[type[Inline], list[tuple[str, Inline]]] = {kind: [] for kind in PIECES}
    for one in units:
        for piece in one.prose:
            placed[type(piece)].append((one.id, piece))
    return Within(units, placed)


@remembered(most=4096)
def in_row(row: tuple[Prose, ...]) -> Mapping[type[Inline], Sequence[Inline]]:
    """The pieces of prose in the cells of a row of a table, by kind."""
    found: dict[type[Inline], list[Inline]] = {}
    for piece in chain.from_iterable(row):
        found.setdefault(type(piece), []).append(piece)
    return found


def is_row(part: object) -> bool:
    """Whether a part is a row of a table: cells, each of them prose or empty."""
    return type(part) is tuple and bool(part) and all(map(_is_prose, part))


def _is_prose(part: object) -> bool:
    return type(part) is tuple and (not part or type(part[0]) in PIECES)


def _units(provision: Provision) -> Iterator[Provision]:
    yield provision
    for one in provision.provisions:
        yield from _units(one)


@remembered(_MOST)
def words_within(provision: Provision) -> Mapping[str, str]:
    """The plain words of each of its units that has words, in small letters, by id."""
    units = within(provision).units
    return {one.id: _small(one.prose) for one in units if one.prose}


@remembered(most=4096)
def _small(prose: Prose) -> str:
    return words_of(prose).casefold()


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
            yield from within(part).pieces(kind)
        elif of is tuple and part and type(part[0]) in PIECES:
            yield from (one for one in part if type(one) is kind)
        elif is_row(part):
            yield from in_row(part).get(kind, ())
        elif of is Table:
            for found in in_row.each(part.rows):
                yield from found.get(kind, ())
        elif of in DUTIES:
            yield from (one for one in chain.from_iterable(said(part)) if type(one) is kind)
        elif of is tuple:
            waiting += part[::-1]
        elif of is kind:
            yield part
        else:
            waiting += [getattr(part, name) for name in reversed(held(of))]
