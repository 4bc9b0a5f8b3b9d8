"""Reading the tree of an agreement: every piece of prose in it, and prose as plain words."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from agreement.document import (
    Agreement,
    Blank,
    Definition,
    Inline,
    OpenPoint,
    Prose,
    Reference,
    Text,
    Use,
)
from agreement.wording import day_words


def inlines(tree: object) -> Iterator[Inline]:
    """Every piece of prose in a part of an agreement, in the order of the document."""
    if isinstance(tree, Inline):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree:
            yield from inlines(part)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from inlines(getattr(tree, field.name))


def draft_words(agreement: Agreement) -> str:
    """Which draft this is and of which day; nothing of a copy for signature."""
    if agreement.status == "execution":
        return ""
    style = agreement.conventions.date_style
    dated = day_words(agreement.dated, style) if agreement.dated else ""
    counted = f"Draft {agreement.draft}" if agreement.draft else "Draft" if dated else ""
    return ", ".join(filter(None, (counted, dated)))


def plain_words(prose: Prose) -> str:
    """The words of prose without marks; a reference, whose words need numbers, gives its id."""
    return "".join(map(_words, prose))


def _words(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Definition(term):
            return f"“{term}”"
        case Use(_, shown):
            return shown
        case Reference(target):
            return target
        case Blank(_, value):
            return value
        case OpenPoint():
            return str(inline)
