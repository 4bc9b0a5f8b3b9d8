"""Values as ruamel.yaml writes them into a term sheet."""

from collections.abc import Mapping

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    PlainScalarString,
)

from agreement.desk.retyped import needs_quotes


def node(value: object) -> object:
    """A value as ruamel writes it: words plain where they stay words, else between quotes."""
    match value:
        case Mapping():
            made = CommentedMap((key, node(inner)) for key, inner in value.items())
            on_one_line(made)
            return made
        case list() | tuple():
            return CommentedSeq(map(node, value))
        case bool():
            return PlainScalarString("true" if value else "false")
        case None:
            return PlainScalarString("")
        case int():
            return PlainScalarString(str(value))
        case str() if "\n" in value:
            return LiteralScalarString(value)
        case str() if needs_quotes(value):
            return DoubleQuotedScalarString(value)
    # A bare text would take on the quotes of the one it replaces.
    return PlainScalarString(value)


def on_one_line(made: object) -> None:
    """A small mapping, such as an open point, stands on one line."""
    if not isinstance(made, CommentedMap):
        return
    simple = all(isinstance(value, str) and "\n" not in value for value in made.values())
    if made and simple and sum(map(len, made.values())) + sum(map(len, made)) < 80:
        made.fa.set_flow_style()
