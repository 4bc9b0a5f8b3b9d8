"""All of the drafter's own words in an agreement, and what is found in them."""

import re
from collections.abc import Callable, Iterator, Set
from itertools import chain

from agreement.choice.picked import Picked
from agreement.document.tree import Provision
from agreement.finding import Place
from agreement.lint.heard import Ear
from agreement.lint.own import CLAUSE, KINDS, Own
from agreement.lint.search import Found, Search, search, words_of_units

_EAR = Ear()


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
        self._typed, self._cited = typed, cited
        self._texts = frozenset([own.words for own in typed])
        self._heard = _EAR.hear(self._texts)
        given = tuple(_given_by_firm(provisions, clause_of))
        self._firms, self._places = [one for one, _ in given], [place for _, place in given]

    @property
    def texts(self) -> Set[str]:
        """The words of each."""
        return self._texts.union(*words_of_units.each(self._firms)) if self._firms else self._texts

    def saying(self, *patterns: re.Pattern[str], kinds: tuple[str, ...] = KINDS) -> Iterator[Own]:
        """Those of some kinds in which each of these patterns is found."""
        return iter([own for own, _ in self._found(search(patterns, False), kinds)])

    def sentences_saying(
        self, *patterns: re.Pattern[str], kinds: tuple[str, ...] = KINDS
    ) -> Iterator[tuple[Own, str]]:
        """Each sentence of them in which each pattern is found, with what it stands in."""
        return iter(self._found(search(patterns, True), kinds))

    def _found(self, wanted: Search, kinds: tuple[str, ...]) -> list[tuple[Own, str]]:
        loud = self._heard.loud(wanted.find)
        typed = self._typed if loud else ()
        told = [own for own in typed if own.words in loud and own.kind in kinds]
        said = [(own, part) for own in told for part in wanted.parts(own.words)]
        for place, found in self._in_clauses(wanted) if self._firms and CLAUSE in kinds else ():
            for id, words, part in found:
                said.append((Own(CLAUSE, self._cited(id), place, words), part))
        return said

    def _in_clauses(self, wanted: Search) -> Iterator[tuple[Place, Found]]:
        return zip(self._places, wanted.units(self._firms), strict=True)

    def places_of_clauses(self, pattern: re.Pattern[str]) -> Set[Place]:
        """Where the term sheet chooses the clauses of a firm in which a pattern is found."""
        return {place for place, found in self._in_clauses(search((pattern,), False)) if found}

    def named(self, pattern: re.Pattern[str]) -> Set[str]:
        """All that a pattern finds in them, each once."""
        wanted = search((pattern,), False)
        loud = list(self._heard.loud(wanted.find))
        loud += [words for _, found in self._in_clauses(wanted) for _, words, _ in found]
        return frozenset(chain.from_iterable(map(pattern.findall, loud)))


def _given_by_firm(
    provisions: tuple[Provision, ...], clause_of: Callable[[str], Picked | None]
) -> Iterator[tuple[Provision, Place]]:
    """Those of these provisions, or else of the units below them, that a firm's clause gave, each
    with where the term sheet chooses it."""
    for one in provisions:
        found = clause_of(one.id)
        if found is None:
            yield from _given_by_firm(one.provisions, clause_of)
        elif found.clause.firm:
            yield one, found.place
