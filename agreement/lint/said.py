"""What each part of an agreement says to the rules: the terms that it uses, where it leads, its
words. It is found out once for each part, and not again for an agreement that has the very same."""

from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct

from agreement.document import (
    Blank,
    Definition,
    Duty,
    Prose,
    Provision,
    Reference,
    Schedule,
    Use,
)
from agreement.prose import said as prose_of
from agreement.prose import words_of
from agreement.remembered import remembered
from agreement.within import within, words_within
from agreement.wording import singular

_MOST_PROVISIONS, _MOST_ROWS = 2048, 8192


class Said(Struct, frozen=True):
    """What a provision with all units below it says, or a row or the introduction of a schedule:
    the terms that it uses, the ids that it refers to, whether some of these stand under one word,
    and its words in small letters, a line for each unit."""

    terms: frozenset[str]
    targets: frozenset[str]
    joins: bool
    words: str


@remembered(_MOST_PROVISIONS)
def said_in(provision: Provision) -> Said:
    """What a provision says."""
    placed = within(provision).placed
    uses, references = ([one for _, one in placed[kind]] for kind in (Use, Reference))
    return _said(uses, references, "\n".join(words_within(provision).values()))


@remembered(_MOST_ROWS)
def _in_row(row: tuple[Prose, ...]) -> Said:
    return _in_prose(tuple(chain.from_iterable(row)))


def _in_prose(prose: Prose) -> Said:
    uses = [one for one in prose if type(one) is Use]
    references = [one for one in prose if type(one) is Reference]
    return _said(uses, references, words_of(prose).casefold())


def _said(uses: Sequence[Use], references: Sequence[Reference], words: str) -> Said:
    terms = frozenset([one.term for one in uses])
    targets = frozenset([one.target for one in references])
    return Said(terms, targets, any(one.joined for one in references), words)


def said_in_schedule(schedule: Schedule) -> tuple[Said, ...]:
    """What the introduction and each row of a schedule say; its paragraphs are provisions."""
    rows = schedule.table.rows if schedule.table else ()
    return (_in_prose(schedule.prose), *_in_row.each(rows))


@remembered(_MOST_ROWS)
def terms_of(duty: Duty) -> frozenset[str]:
    """The terms that a duty uses."""
    pieces = chain.from_iterable(prose_of(duty))
    return frozenset([one.term for one in pieces if type(one) is Use])


@remembered(_MOST_PROVISIONS)
def meanings_in(provision: Provision) -> tuple[tuple[str, str], ...]:
    """The terms that a provision defines, in the singular, with the id of the unit that does so."""
    return tuple((singular(one.term), id) for id, one in within(provision).placed[Definition])


@remembered(_MOST_PROVISIONS)
def blanks_in(provision: Provision) -> Mapping[str, str]:
    """The words of the answers that a provision prints, by their paths in the term sheet."""
    return {one.name: one.value for one in within(provision).pieces(Blank)}
