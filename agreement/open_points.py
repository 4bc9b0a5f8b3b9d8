"""Open points numbered in the order of the document: the last step before the tree is whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import is_

from agreement.document import OpenPoint
from agreement.prose import PIECES, held, inlines


def listed(trees: Iterable[object]) -> tuple[OpenPoint, ...]:
    """The open points of several trees, each blank once, numbered from 1."""
    first: dict[str, OpenPoint] = {}
    for tree in trees:
        for inline in inlines(tree):
            if isinstance(inline, OpenPoint):
                first.setdefault(inline.name, inline)
    return tuple(replace(point, number=count) for count, point in enumerate(first.values(), 1))


def numbering(points: tuple[OpenPoint, ...]) -> Callable[[object], object]:
    """A function that gives the open points listed their numbers and leaves the rest as it is."""
    numbers = {point.name: point for point in points}

    def numbered(tree):
        kind = type(tree)
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


def _as_it_is(tree: object) -> object:
    return tree


def _changed(tree, numbered: Callable[[object], object]):
    changes = {
        name: new
        for name in held(type(tree))
        if (new := numbered(value := getattr(tree, name))) is not value
    }
    return replace(tree, **changes) if changes else tree
