"""In which texts the functions that the rules have find something: each text is listened to once,
with all of them, since most rules find nothing and most texts were in the last agreement too."""

from collections.abc import Callable, Collection, Set
from functools import lru_cache

from msgspec import Struct

Find = Callable[[str], object]
"""A function, or the search of a pattern, that finds something in a text, or nothing."""

_MOST_TEXTS = 4096


class Lesson(Struct, frozen=True, eq=False):
    """The functions that an ear listens with, and what tells those that find something in a
    text."""

    finds: tuple[Find, ...]
    known: frozenset[Find]
    told: Callable[[str], tuple[Find, ...]]


def _lesson(*finds: Find) -> Lesson:
    @lru_cache(_MOST_TEXTS)
    def told(text: str) -> tuple[Find, ...]:
        return tuple([find for find in finds if find(text)])

    return Lesson(finds, frozenset(finds), told)


class Ear:
    """What hears the texts of one agreement after another. It learns what to listen for from what
    the rules ask. Several threads may ask at a time: a lesson never changes, a longer one takes its
    place, and what is lost between two that learn at once is learnt the next time."""

    def __init__(self):
        self._lesson = _lesson()

    def hear(self, texts: Set[str]) -> "Heard":
        """What is heard in these texts."""
        return Heard(texts, self._lesson, self._learn)

    def _learn(self, find: Find) -> None:
        if find not in self._lesson.known:
            self._lesson = _lesson(*self._lesson.finds, find)


class Heard:
    """What is heard in some texts by the functions known so far; another listens by itself, and is
    learnt for the texts that come."""

    def __init__(self, texts: Set[str], lesson: Lesson, learn: Callable[[Find], None]):
        self._texts, self._known, self._learn = texts, lesson.known, learn
        self._loud: dict[Find, Collection[str]] = {}
        for text in texts:
            for find in lesson.told(text):
                self._loud.setdefault(find, []).append(text)

    def loud(self, find: Find) -> Collection[str]:
        """Those of the texts, in no order, in which one of the functions finds something."""
        if find not in self._loud:
            known = find in self._known
            self._loud[find] = [] if known else [text for text in self._texts if find(text)]
            if not known:
                self._learn(find)
        return self._loud[find]
