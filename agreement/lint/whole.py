"""What all parts of an agreement say together, found out once for all rules."""

from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain

from agreement.document.tree import Agreement, Inline, Provision
from agreement.document.within import pieces, within, words_within
from agreement.document.wording import singular
from agreement.lint.said import (
    Said,
    apart,
    meanings_in,
    said_in,
    said_in_schedule,
    words_in_schedule,
)


class Whole:
    """What an agreement says: what takes time to find out is kept. A rule asks first what all of it
    says together, and looks for where that stands only then."""

    def __init__(self, agreement: Agreement):
        self._agreement = agreement

    @cached_property
    def operative(self) -> tuple[Provision, ...]:
        """Every operative provision of the first level, the definitions one by one."""
        return apart(self._agreement.operative)

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """Recitals, these, and the paragraphs of schedules."""
        scheduled = (schedule.provisions for schedule in self._agreement.schedules)
        return (*self._agreement.recitals, *self.operative, *chain.from_iterable(scheduled))

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What each of these says, and then each schedule."""
        scheduled = said_in_schedule.each(self._agreement.schedules)
        return (*said_in.each(self.provisions), *scheduled)

    @cached_property
    def terms(self) -> Set[str]:
        """The terms that these use."""
        return frozenset().union(*[one.terms for one in self.said])

    @cached_property
    def targets(self) -> Set[str]:
        """The ids that these refer to."""
        return frozenset().union(*[one.targets for one in self.said])

    @cached_property
    def attached(self) -> Mapping[str, str]:
        """The plain words of the introduction and the table of each schedule, in small letters."""
        return {one.id: words_in_schedule(one) for one in self._agreement.schedules}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The same of each unit and each schedule that has words of its own, by id."""
        found: dict[str, str] = {}
        for one in words_within.each(self.provisions):
            found |= one
        return found | {id: words for id, words in self.attached.items() if words}

    @cached_property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """Each defined term, in the singular, with the id of the party that is called so or of the
        provision that gives it a meaning."""
        parties = ((one.term, f"parties/{one.role}") for one in self._agreement.parties)
        given = chain.from_iterable(meanings_in.each(self.provisions))
        return (*((singular(term), id) for term, id in parties), *given)

    def placed(
        self, kind: type[Inline], where: Callable[[Said], object]
    ) -> Iterator[tuple[str, Inline]]:
        """Every piece of one kind in the provisions and then in the schedules, their tables cell
        after cell, with the id of what it stands in; of those alone of which `where` holds."""
        for one, said in zip(self.provisions, self.said, strict=False):
            if where(said):
                yield from within(one).placed[kind]
        for one in self._agreement.schedules:
            if where(said_in_schedule(one)):
                yield from ((one.id, piece) for piece in pieces((one.prose, one.table), kind))
