"""The tags of a part of a shell, where they are plain: places, and whether a place says anything.

A shell needs no more than that, and its parts are then filled without Jinja. Whatever else Jinja
can say, it goes on saying itself.
"""

from collections.abc import Iterator

from jinja2 import nodes

from agreement.word.shell import Filled, Piece, an_environment


class _NotPlain(Exception):
    """A tag computes something."""


def filled(name: str, source: str) -> Filled:
    """A part by its name and its source, ready to be filled. Raises jinja2's TemplateError."""
    tree = an_environment().parse(source)
    try:
        return Filled(name, source, _pieces(tree.body))
    except _NotPlain:
        return Filled(name, source)


def _pieces(body: list[nodes.Node]) -> tuple[Piece, ...]:
    return tuple(piece for node in body for piece in _piece(node))


def _piece(node: nodes.Node) -> Iterator[Piece]:
    match node:
        case nodes.Output():
            for one in node.nodes:
                yield from _piece(one)
        case nodes.TemplateData():
            yield node.data
        case nodes.Name():
            yield (node.name,)
        case nodes.If(test=nodes.Name(name=name), elif_=[]):
            yield (name, _pieces(node.body), _pieces(node.else_))
        case _:
            raise _NotPlain
