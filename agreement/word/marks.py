"""The bookmarks of a document: one for everything a cross-reference or a reader can jump to."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import chain, count

from msgspec import Struct, field
from msgspec.structs import replace

from agreement.document.conventions import Conventions
from agreement.document.number import NBSP, Numbers, number
from agreement.document.tree import Agreement, OpenPoint, Provision
from agreement.document.within import within
from agreement.remembered import remembered
from agreement.word.controls import Controls, Taken


class Marks(Struct, frozen=True):
    """What a run of words needs to know about the rest of the document.

    `names` gives each id its bookmark's name. `here` is the id of what the words stand in.
    `placed` fills, while the document is written, with the number of each open point whose first
    place has been reached, because only that place holds its bookmark, and the id it stands in.
    `controls` fills with the controls of the answers. `notes` gives the comments at each id.
    `join` stands between a reference's word and its number. `schedules` are the ids of the
    schedules in order. `distinct` says that each id stands once and has the name that it has in
    every document, which two ids may have to share out.
    """

    numbers: Numbers
    conventions: Conventions
    names: dict[str, str]
    ids: dict[str, int]
    placed: dict[int, str] = field(default_factory=dict)
    controls: Controls | Taken = field(default_factory=Controls)
    notes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    join: str = NBSP
    here: str = ""
    schedules: tuple[str, ...] = ()
    distinct: bool = False

    @property
    def within_schedule(self) -> int:
        """The count of the schedule that the words stand in, 0 for none."""
        number = self.numbers.get(self.here)
        return number.schedule if number else 0

    def within(self, id: str) -> "Marks":
        """The same marks for words that stand in this provision, recital, party or schedule."""
        return replace(self, here=id)

    def around(self, id: str, content: str) -> str:
        """Content inside the bookmark and the comments of a provision, party or schedule."""
        marked = bookmarked(self.names[id], self.ids[id], content)
        return commented(self.notes[id], marked) if id in self.notes else marked

    def around_point(self, point: OpenPoint, content: str) -> str:
        """The words of an open point, inside its bookmark where this is its first place."""
        if point.number in self.placed:
            return content
        self.placed[point.number] = self.here
        return bookmarked(point_name(point), len(self.ids) + point.number, content)


def bookmarked(name: str, id: int, content: str) -> str:
    """Content between the two ends of a bookmark."""
    start = f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{id}"/>'


def commented(comments: tuple[int, ...], content: str) -> str:
    """Content that these comments are about, and after it where each of them hangs."""
    starts = "".join(f'<w:commentRangeStart w:id="{id}"/>' for id in comments)
    ends = "".join(
        f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'
        for id in comments
    )
    return f"{starts}{content}{ends}"


def point_name(point: OpenPoint) -> str:
    """The bookmark of an open point, which Word lists under Go To: "OpenPoint3"."""
    return f"OpenPoint{point.number}"


def marks(agreement: Agreement) -> Marks:
    """The numbers and the bookmarks of an agreement, the same ones for the same ids."""
    own = [*_own_names(agreement)]
    names: dict[str, str] = {}
    for part in own:
        names |= part
    distinct = len(set(names.values())) == sum(map(len, own))
    names = names if distinct else _shared_out(names)
    ids = dict(zip(names, count(1)))
    schedules = tuple(schedule.id for schedule in agreement.schedules)
    return Marks(
        number(agreement), agreement.conventions, names, ids, schedules=schedules, distinct=distinct
    )


def _own_names(agreement: Agreement) -> Iterator[Mapping[str, str]]:
    """The names that the ids of each part have where no other id has the same."""
    yield {id: _own_name(id) for id in (f"parties/{one.role}" for one in agreement.parties)}
    yield from map(_names_within, chain(agreement.recitals, agreement.operative))
    for schedule in agreement.schedules:
        yield {schedule.id: _own_name(schedule.id)}
        yield from map(_names_within, schedule.provisions)


@remembered(most=1024)
def _names_within(provision: Provision) -> Mapping[str, str]:
    return {one.id: _own_name(one.id) for one in within(provision).units}


def _shared_out(names: Mapping[str, str]) -> dict[str, str]:
    """A name of its own for each id, the next that is free where another id has its own."""
    taken: dict[str, str] = {}
    for id in names:
        digits = _digits(id)
        while _name(digits) in taken:
            digits = (digits + 1) % 10**9
        taken[_name(digits)] = id
    return {id: name for name, id in taken.items()}


@lru_cache(maxsize=8192)
def _own_name(id: str) -> str:
    return _name(_digits(id))


def _name(digits: int) -> str:
    """Word's own form of a name for a cross-reference; the underscore hides it from its list."""
    return f"_Ref{digits:09}"


def _digits(id: str) -> int:
    return int.from_bytes(sha256(id.encode()).digest()[:8]) % 10**9
