"""Open points numbered in the order of the document: the last step before the tree is whole."""

from collections.abc import Callable, Iterable, Mapping
from operator import is_

from msgspec.structs import replace

from agreement.document import OpenPoint, Provision, Table
from agreement.prose import DUTIES, PIECES, held
from agreement.remembered import Memory, remembered
from agreement.within import pieces, within

_NUMBERED = Memory(most=256)


def listed(trees: Iterable[object]) -> tuple[OpenPoint, ...]:
    """The open points of several trees, each blank once, numbered from 1."""
    first: dict[str, OpenPoint] = {}
    for tree in trees:
        for part in tree:
            for point in _waiting(part):
                first.setdefault(point.name, point)
    return tuple(replace(point, number=count) for count, point in enumerate(first.values(), 1))


@remembered(most=8192)
def _waiting(part: object) -> tuple[OpenPoint, ...]:
    return tuple(pieces(part, OpenPoint))


def numbering(points: tuple[OpenPoint, ...]) -> Callable[[object], object]:
    """A function that gives the open points listed their numbers and leaves the rest as it is."""
    numbers = {point.name: point for point in points}

    def numbered(tree):
        kind = type(tree)
        if kind is Table and next(pieces(tree, OpenPoint), None) is None:
            return tree
        if kind in DUTIES and not _waiting(tree):
            return tree
        if kind is Provision:
            return _in_provision(tree, numbers)
        if kind is OpenPoint:
            # Heads of terms leave out duties, and with them the open points that only these have.
            return numbers.get(tree.name, tree)
        if kind is tuple:
            if tree and type(tree[0]) in PIECES and OpenPoint not in map(type, tree):
                return tree
            parts = [*map(numbered, tree)]
            return tree if all(map(is_, parts, tree)) else tuple(parts)
        return _changed(tree, numbered) if held(kind) else tree

    return numbered if points else _as_it_is


def _in_provision(provision: Provision, numbers: Mapping[str, OpenPoint]) -> Provision:
    points = tuple(numbers.get(one.name, one) for one in within(provision).pieces(OpenPoint))
    if not points:
        return provision
    # What is remembered holds the provision, so that no other can take over its identity.
    key = (id(provision), points)
    return _NUMBERED.recall(key, lambda: (provision, _with_points(provision, numbers)))[1]


def _with_points(provision: Provision, numbers: Mapping[str, OpenPoint]) -> Provision:
    prose = (
        numbers.get(one.name, one) if type(one) is OpenPoint else one for one in provision.prose
    )
    below = tuple(_in_provision(one, numbers) for one in provision.provisions)
    return replace(provision, prose=tuple(prose), provisions=below)


def _as_it_is(tree: object) -> object:
    return tree


def _changed(tree, numbered: Callable[[object], object]):
    changes = {
        name: new
        for name in held(type(tree))
        if (new := numbered(value := getattr(tree, name))) is not value
    }
    return replace(tree, **changes) if changes else tree
