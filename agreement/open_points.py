"""Open points numbered in the order of the document: the last step before the tree is whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from agreement.document import OpenPoint
from agreement.prose import held, inlines


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
            parts = tuple(map(numbered, tree))
            same = len(parts) == len(tree) and all(map(_is, parts, tree))
            return tree if same else parts
        return _changed(tree, numbered) if held(kind) else tree

    return numbered


def _is(one: object, other: object) -> bool:
    return one is other


def _changed(tree, numbered: Callable[[object], object]):
    values = {name: getattr(tree, name) for name in held(type(tree))}
    changes = {name: new for name, value in values.items() if (new := numbered(value)) is not value}
    return replace(tree, **changes) if changes else tree
