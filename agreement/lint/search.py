"""Searching the drafter's own words for what a rule looks for. A firm's clause says the same in
many agreements, and a term sheet the same from one draft to the next: neither is searched again."""

import re
from collections.abc import Sequence
from functools import cache

from agreement.document.prose import plain_words
from agreement.document.tree import Provision
from agreement.document.within import within
from agreement.remembered import remembered

END = re.compile(r"(?<=[.;:])\s+")
"""What parts two sentences."""

Patterns = tuple[re.Pattern[str], ...]
Found = tuple[tuple[str, str, str], ...]
"""Units of a provision in which something is found: the id, the words and the part of these."""

_MOST_PROVISIONS = 2048


class Search:
    """A search for words in which each of some patterns is found: in the whole of a text, or in one
    of its sentences. `find` tells whether a text has such a part."""

    def __init__(self, patterns: Patterns, by_sentence: bool):
        self._searches = tuple(pattern.search for pattern in patterns)
        self._by_sentence = by_sentence
        # A single pattern that is looked for in the whole of a text tells by itself.
        alone = len(patterns) == 1 and not by_sentence
        self.find = patterns[0].search if alone else self.parts
        self.units = remembered(_MOST_PROVISIONS)(self._units).each

    def parts(self, words: str) -> Sequence[str]:
        """The words, or those sentences of them, in which each pattern is found."""
        parts = END.split(words) if self._by_sentence else (words,)
        for find in self._searches:
            parts = [part for part in parts if find(part)]
        return parts

    def _units(self, provision: Provision) -> Found:
        units = ((one.id, plain_words(one.prose)) for one in within(provision).units if one.prose)
        return tuple((id, words, part) for id, words in units for part in self.parts(words))


@cache
def search(patterns: Patterns, by_sentence: bool) -> Search:
    """The search for patterns that a rule has, with what it has found out."""
    return Search(patterns, by_sentence)


@remembered(_MOST_PROVISIONS)
def words_of_units(provision: Provision) -> tuple[str, ...]:
    """The plain words of each unit of a provision that has words."""
    return tuple([plain_words(one.prose) for one in within(provision).units if one.prose])
