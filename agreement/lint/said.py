"""What each part of an agreement says to the rules: the terms that it uses, where it leads, its
words. It is found out once for each part, and not again for an agreement that has the very same."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from agreement.assembly.provisions import DEFINITIONS
from agreement.document.prose import said as prose_of
from agreement.document.prose import words_of
from agreement.document.tree import (
    Blank,
    Definition,
    Duty,
    Prose,
    Provision,
    Reference,
    Schedule,
    Use,
)
from agreement.document.within import in_row, within, words_within
from agreement.document.wording import singular
from agreement.remembered import remembered

_MOST_PROVISIONS, _MOST_SCHEDULES, _MOST_DUTIES = 2048, 512, 8192
_LISTS = (DEFINITIONS, f"{DEFINITIONS}/text")


class Said(Struct, frozen=True):
    """What a provision with all units below it says, or the introduction and the table of a
    schedule: the terms that it uses, the ids that it refers to, and whether some of these stand
    under one word."""

    terms: frozenset[str]
    targets: frozenset[str]
    joins: bool


def apart(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """These provisions, the definitions one by one: nearly every agreement has a list of its own,
    and most of what stands in it is in others too."""
    found: list[Provision] = []
    for one in provisions:
        if one.id in _LISTS:
            found.append(_alone(one.id, one.heading, one.prose, one.numbered))
            found += apart(one.provisions)
        else:
            found.append(one)
    return tuple(found)


@lru_cache(maxsize=64)
def _alone(id: str, heading: str, prose: Prose, numbered: bool) -> Provision:
    """A provision without those below it."""
    return Provision(id, heading, prose, (), numbered)


@remembered(_MOST_PROVISIONS)
def said_in(provision: Provision) -> Said:
    """What a provision says."""
    placed = within(provision).placed
    return _said(*([one for _, one in placed[kind]] for kind in (Use, Reference)))


@remembered(_MOST_PROVISIONS)
def lines_in(provision: Provision) -> str:
    """The plain words of a provision in small letters, a line for each unit."""
    return "\n".join(words_within(provision).values())


@remembered(_MOST_SCHEDULES)
def said_in_schedule(schedule: Schedule) -> Said:
    """What a schedule says; its paragraphs are provisions."""
    rows = in_row.each(_rows(schedule))
    uses = [one for found in rows for one in found.get(Use, ())]
    references = [one for found in rows for one in found.get(Reference, ())]
    uses += [one for one in schedule.prose if type(one) is Use]
    references += [one for one in schedule.prose if type(one) is Reference]
    return _said(uses, references)


def _said(uses: Iterable[Use], references: Sequence[Reference]) -> Said:
    terms = frozenset([one.term for one in uses])
    targets = frozenset([one.target for one in references])
    return Said(terms, targets, any(one.joined for one in references))


@remembered(_MOST_SCHEDULES)
def words_in_schedule(schedule: Schedule) -> str:
    """The plain words of the introduction and the table of a schedule, in small letters."""
    rows = map(chain.from_iterable, _rows(schedule))
    return "".join([words_of(prose).casefold() for prose in (schedule.prose, *rows)])


def _rows(schedule: Schedule) -> tuple[tuple[Prose, ...], ...]:
    return schedule.table.rows if schedule.table else ()


@remembered(_MOST_DUTIES)
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
