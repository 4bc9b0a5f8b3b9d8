"""All of the drafter's own words in an agreement, and what is found in them."""

import re
from collections.abc import Callable, Iterator, Set
from itertools import chain

from agreement.document import Provision
from agreement.lint.own import CLAUSE, KINDS, Own
from agreement.lint.search import Search, listing, search
from agreement.picked import Picked


class OwnWords:
    """The drafter's own words: those that the term sheet has, and those of a firm's own clauses.

    `clause_of` tells the clause that gave a provision, and `cited` its number, by its id.
    """

    def __init__(
        self,
        typed: tuple[Own, ...],
        provisions: tuple[Provision, ...],
        clause_of: Callable[[str], Picked | None],
        cited: Callable[[str], str],
    ):
        self._typed, self._clause_of, self._cited = typed, clause_of, cited
        self._firms = tuple(self._given_by_firm(provisions))
        self._texts = frozenset(own.words for own in typed)

    def _given_by_firm(self, provisions: tuple[Provision, ...]) -> Iterator[Provision]:
        """Those of these provisions, or else of the units below them, that a firm's clause gave."""
        for one in provisions:
            found = self._clause_of(one.id)
            if found is None:
                yield from self._given_by_firm(one.provisions)
            elif found.clause.firm:
                yield one

    def _unit(self, id: str, words: str) -> Own:
        found = self._clause_of(id)
        assert found is not None, "a firm's clause gave this unit"
        return Own(CLAUSE, self._cited(id), found.place, words)

    def saying(self, *patterns: re.Pattern[str], kinds: tuple[str, ...] = KINDS) -> Iterator[Own]:
        """Those of some kinds in which each of these patterns is found."""
        return (own for own, _ in self._found(search(patterns, False), kinds))

    def sentences_saying(
        self, *patterns: re.Pattern[str], kinds: tuple[str, ...] = KINDS
    ) -> Iterator[tuple[Own, str]]:
        """Each sentence of them in which each pattern is found, with what it stands in."""
        return self._found(search(patterns, True), kinds)

    def _found(self, wanted: Search, kinds: tuple[str, ...]) -> Iterator[tuple[Own, str]]:
        loud = wanted.loud(self._texts)
        for own in self._typed if loud else ():
            if own.words in loud and own.kind in kinds:
                yield from ((own, part) for part in wanted.parts(own.words))
        units = wanted.units(self._firms) if CLAUSE in kinds else ()
        for id, words, part in chain.from_iterable(units):
            yield self._unit(id, words), part

    def named(self, pattern: re.Pattern[str]) -> Set[str]:
        """All that a pattern finds in them, each once."""
        wanted = listing(pattern)
        return frozenset().union(*map(wanted.in_text, self._texts), *wanted.in_each(self._firms))
