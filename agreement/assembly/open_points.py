"""Open points numbered in the order of the document: the last step before the tree is whole."""

from collections.abc import Iterable, Mapping
from operator import is_

from msgspec.structs import replace

from agreement.document.prose import DUTIES, held
from agreement.document.tree import OpenPoint, Provision, Schedule
from agreement.document.within import is_row, pieces
from agreement.remembered import Memory, remembered

_NUMBERED = Memory(most=1024)
_SHARED = DUTIES | {Provision, Schedule}


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


def numbered(tree: object, points: tuple[OpenPoint, ...]) -> object:
    """A tree in which the open points listed have their numbers; the rest is as it was."""
    return _changed(tree, {point.name: point for point in points}) if points else tree


def _numbered(tree: object, numbers: Mapping[str, OpenPoint]) -> object:
    kind = type(tree)
    if not (kind in _SHARED or is_row(tree)):
        return _changed(tree, numbers)
    points = tuple(numbers.get(one.name, one) for one in _waiting(tree))
    if not points:
        return tree
    # A part with these numbers is the very same where another agreement gives it the same. What
    # is remembered holds the part, so that no other can take over its identity.
    return _NUMBERED.recall((id(tree), points), lambda: (tree, _changed(tree, numbers)))[1]


def _changed(tree: object, numbers: Mapping[str, OpenPoint]) -> object:
    kind = type(tree)
    if kind is OpenPoint:
        # Heads of terms leave out duties, and with them the open points that only these have.
        return numbers.get(tree.name, tree)
    if kind is tuple:
        waiting = _waiting.each(tree)
        if not any(waiting):
            return tree
        pairs = zip(tree, waiting, strict=True)
        parts = tuple(_numbered(one, numbers) if points else one for one, points in pairs)
        return tree if all(map(is_, parts, tree)) else parts
    return _with_parts(tree, numbers) if held(kind) else tree


def _with_parts(tree, numbers: Mapping[str, OpenPoint]):
    changes = {
        name: new
        for name in held(type(tree))
        if (new := _numbered(value := getattr(tree, name), numbers)) is not value
    }
    return replace(tree, **changes) if changes else tree
