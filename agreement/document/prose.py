"""Reading the tree of an agreement: every piece of prose in it, and prose as plain words."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import get_args

from msgspec import Struct

from agreement.document.tree import (
    ActionItem,
    Agreement,
    Blank,
    Definition,
    Duty,
    Inline,
    Payment,
    Prose,
    Reference,
    Text,
    Use,
)
from agreement.document.wording import day_words, time_words
from agreement.remembered import remembered

PIECES = frozenset(get_args(Inline))
"""The kinds of the pieces of prose."""

DUTIES = frozenset(get_args(Duty))
"""The kinds of duties."""

_WITHOUT_PROSE = (str, int, bool, date | None, Decimal | None)


def inlines(tree: object) -> Iterator[Inline]:
    """Every piece of prose in a part of an agreement, in the order of the document."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind in PIECES:
            yield part
        elif kind is tuple:
            # A tuple whose first part is a piece of prose is prose throughout.
            if part and type(part[0]) in PIECES:
                yield from part
            else:
                waiting += part[::-1]
        else:
            waiting += [getattr(part, name) for name in reversed(held(kind))]


@cache
def held(kind: type) -> tuple[str, ...]:
    """The names of what a kind of part holds that may hold prose, in order; words and inlines hold
    nothing."""
    if kind in PIECES or not issubclass(kind, Struct):
        return ()
    return tuple(name for name, of in kind.__annotations__.items() if of not in _WITHOUT_PROSE)


def said(duty: Duty) -> tuple[Prose, ...]:
    """The prose of a duty, in order: what it is, when it is due, and what proves it or, of a
    payment, its open amount."""
    proof = duty.evidence if isinstance(duty, ActionItem) else ()
    return duty.what, duty.due.rule, duty.left_open if isinstance(duty, Payment) else proof


def draft_words(agreement: Agreement) -> str:
    """Which draft this is, of which day and which time; nothing of a copy for signature."""
    if agreement.status == "execution":
        return ""
    style = agreement.conventions.date_style
    dated = day_words(agreement.dated, style) if agreement.dated else ""
    timed = time_words(agreement.timed, style) if agreement.timed else ""
    counted = f"Draft {agreement.draft}" if agreement.draft else "Draft" if dated or timed else ""
    return ", ".join(filter(None, (counted, dated, timed)))


@remembered(most=4096)
def plain_words(prose: Prose) -> str:
    """The words of prose without marks; a reference, whose words need numbers, gives its id."""
    return words_of(prose)


def words_of(prose: Prose) -> str:
    """The same of prose that is not asked for again."""
    return "".join([one.text if type(one) is Text else words_of_piece(one) for one in prose])


def words_of_piece(inline: Inline) -> str:
    """The same of one piece of prose."""
    kind = type(inline)
    if kind is Text:
        return inline.text
    if kind is Use:
        return inline.shown
    if kind is Blank:
        return inline.value
    if kind is Definition:
        return f"“{inline.term}”"
    return f"{inline.between}{inline.target}" if kind is Reference else str(inline)
