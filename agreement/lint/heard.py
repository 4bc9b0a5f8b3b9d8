"""In which texts the functions that the rules have find something: each text is listened to once,
with all of them, since most rules find nothing and most texts were in the last agreement too."""

from collections.abc import Callable, Collection, Set
from functools import lru_cache
from itertools import islice

Find = Callable[[str], object]
"""A function, or the search of a pattern, that finds something in a text, or nothing."""

_MOST_TEXTS = 4096


class Ear:
    """What hears the texts of one agreement after another. It learns what to listen for from what
    the rules ask."""

    def __init__(self):
        self._places: dict[Find, int] = {}
        self._told = lru_cache(_MOST_TEXTS)(self._listened)

    def hear(self, texts: Set[str]) -> "Heard":
        """What is heard in these texts."""
        return Heard(texts, self._places, self._told)

    def _listened(self, text: str, count: int) -> tuple[Find, ...]:
        """Those of the functions that were asked first, so many of them, that find something."""
        return tuple([find for find in islice(self._places, count) if find(text)])


class Heard:
    """What is heard in some texts by the functions known so far; another, whose place follows
    theirs, listens by itself."""

    def __init__(
        self,
        texts: Set[str],
        places: dict[Find, int],
        told: Callable[[str, int], tuple[Find, ...]],
    ):
        self._texts, self._places, self._known = texts, places, len(places)
        self._loud: dict[Find, Collection[str]] = {}
        for text in texts:
            for find in told(text, self._known):
                self._loud.setdefault(find, []).append(text)

    def loud(self, find: Find) -> Collection[str]:
        """Those of the texts, in no order, in which one of the functions finds something."""
        found = self._loud.get(find)
        if found is None:
            known = self._places.setdefault(find, len(self._places)) < self._known
            found = [] if known else [text for text in self._texts if find(text)]
            self._loud[find] = found
        return found
