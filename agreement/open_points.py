"""Open points numbered in the order of the document: the last step before the tree is whole."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace

from agreement.document import OpenPoint
from agreement.prose import inlines


def listed(trees: Iterable[object]) -> tuple[OpenPoint, ...]:
    """The open points of several trees, each blank once, numbered from 1."""
    first: dict[str, OpenPoint] = {}
    for tree in trees:
        for inline in inlines(tree):
            if isinstance(inline, OpenPoint):
                first.setdefault(inline.name, inline)
    return tuple(replace(point, number=count) for count, point in enumerate(first.values(), 1))


def numbering(points: tuple[OpenPoint, ...]) -> Callable[[object], object]:
    """A function that gives a tree's open points their numbers and leaves the rest as it is."""
    numbers = {point.name: point for point in points}

    def numbered(tree):
        if isinstance(tree, OpenPoint):
            return numbers[tree.name]
        if isinstance(tree, tuple):
            parts = tuple(map(numbered, tree))
            same = len(parts) == len(tree) and all(map(_is, parts, tree))
            return tree if same else parts
        if is_dataclass(tree):
            return _changed(tree, numbered)
        return tree

    return numbered


def _is(one: object, other: object) -> bool:
    return one is other


def _changed(tree, numbered: Callable[[object], object]):
    values = {field.name: getattr(tree, field.name) for field in fields(tree)}
    changes = {name: new for name, value in values.items() if (new := numbered(value)) is not value}
    return replace(tree, **changes) if changes else tree
