"""Answers as content controls, bound to a custom XML part that holds each of them once."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import starmap

from msgspec import Struct, field

from agreement.word.stores import ANSWERS
from agreement.word.xml import DECLARATION, escape

_LONGEST = 64
"""The most characters that Word takes in the tag and in the title of a control."""

_MOST_IDS = 2**31 - 1
_MAPPING = f"xmlns:a='{ANSWERS.namespace}'"
_UNSAID = frozenset(("clauses", "money", "parties"))


class Control(Struct, frozen=True):
    """A control of an answer: its place in the part of answers, and an id that no other has."""

    place: int
    id: int

    def around(self, runs: str, name: str, words: str, bound: bool = True) -> str:
        """The runs that print the words of the answer at this path, in their control.

        Word puts the bound words into one run, so words that need several are not bound.
        """
        binding = _bound(self.place, "\n" in words) if bound else "<w:richText/>"
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(title(name))}"/>'
            f'<w:tag w:val="{escape(tag(name))}"/><w:id w:val="{self.id}"/>'
            f"{binding}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )


class Controls(Struct):
    """The controls of a document, known as they are written.

    `places` gives each answer, a path of the term sheet and the words printed for it, its place
    in the part of answers, from 1. One path that prints in two ways has two places, because what
    is bound to one place reads alike everywhere.
    """

    places: dict[tuple[str, str], int] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)

    def take(self, name: str, words: str) -> Control:
        """The next control of the answer at this path, with its words."""
        return Control(self.place(name, words), self._id(name))

    def place(self, name: str, words: str) -> int:
        """The place of an answer in the part, from 1; 0 where there are no words to hold."""
        known = self.places
        return known.setdefault((name, words), len(known) + 1) if words else 0

    def _id(self, name: str) -> int:
        """An id that stays when controls of other answers come and go."""
        times = self.times[name] = self.times.get(name, 0) + 1
        id = _first_id(name, times)
        while id in self.ids:
            id = id % _MOST_IDS + 1
        self.ids.add(id)
        return id

    def part(self) -> bytes:
        """The custom XML part of the answers: each by its whole path, with the words printed.

        It has elements and no attributes, because LibreOffice drops those of a part it writes to.
        """
        answers = "".join(starmap(_answer, self.places))
        root = f'<answers xmlns="{ANSWERS.namespace}" xml:space="preserve">'
        return f"{DECLARATION}{root}{answers}</answers>".encode()


class Taken(Struct):
    """Controls that a unit has taken already, given to its answers in their order."""

    waiting: Iterator[Control]

    def take(self, name: str, words: str) -> Control:
        """The control of the next answer."""
        return next(self.waiting)


@lru_cache(maxsize=4096)
def _answer(name: str, words: str) -> str:
    return f"<answer><path>{escape(name)}</path><words>{escape(words)}</words></answer>"


@lru_cache(maxsize=4096)
def _first_id(name: str, times: int) -> int:
    digest = sha256(f"{name}\n{times}".encode()).digest()
    return int.from_bytes(digest[:8]) % _MOST_IDS + 1


def _bound(place: int, lines: bool) -> str:
    """What binds plain words to a place in the part of answers (ECMA-376 Part 1, 17.5.2.6)."""
    return (
        f'<w:dataBinding w:prefixMappings="{_MAPPING}"'
        f' w:xpath="/a:answers[1]/a:answer[{place}]/a:words[1]"'
        f' w:storeItemID="{ANSWERS.identity}"/>'
        f'<w:text w:multiLine="{int(lines)}"/>'
    )


@lru_cache(maxsize=4096)
def tag(name: str) -> str:
    """The path of an answer, cut to what a control's tag holds and told apart by its digest."""
    if len(name) <= _LONGEST:
        return name
    digest = sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST - len(digest) - 1]}~{digest}"


@lru_cache(maxsize=4096)
def title(name: str) -> str:
    """The name of an answer as a person reads it on the control: "Payer name", "Lines 2 claim"."""
    keys = [key for key in name.split(".") if "/" not in key]
    if len(keys) > 1 and keys[0] in _UNSAID:
        del keys[0]
    said = " ".join(keys).replace("_", " ")
    return (said[:1].upper() + said[1:])[:_LONGEST]
