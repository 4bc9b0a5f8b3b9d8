"""The bookmarks of a document: one for everything a cross-reference or a reader can jump to."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct, field

from agreement.conventions import Conventions
from agreement.document import Agreement, OpenPoint, Provision
from agreement.number import NBSP, Numbers, number
from agreement.word.controls import Controls


class Marks(Struct, frozen=True):
    """What a run of words needs to know about the rest of the document.

    `names` gives each id its bookmark's name. `here` is the id of what the words stand in.
    `placed` fills, while the document is written, with the number of each open point whose first
    place has been reached, because only that place holds its bookmark, and the id it stands in.
    `controls` fills with the controls of the answers. `notes` gives the comments at each id.
    `join` stands between a reference's word and its number. `schedules` are the ids of the
    schedules in order.
    """

    numbers: Numbers
    conventions: Conventions
    names: dict[str, str]
    ids: dict[str, int]
    placed: dict[int, str] = field(default_factory=dict)
    controls: Controls = field(default_factory=Controls)
    notes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    join: str = NBSP
    here: str = ""
    schedules: tuple[str, ...] = ()

    @property
    def within_schedule(self) -> int:
        """The count of the schedule that the words stand in, 0 for none."""
        number = self.numbers.get(self.here)
        return number.schedule if number else 0

    def within(self, id: str) -> "Marks":
        """The same marks for words that stand in this provision, recital, party or schedule."""
        # Asked for each provision: msgspec.structs.replace takes longer.
        return Marks(
            self.numbers, self.conventions, self.names, self.ids, self.placed, self.controls,
            self.notes, self.join, id, self.schedules,
        )  # fmt: skip

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
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in _ids(agreement):
        if id not in names:
            names[id] = _name(id, taken)
            taken.add(names[id])
    ids = {id: count for count, id in enumerate(names, 1)}
    schedules = tuple(schedule.id for schedule in agreement.schedules)
    return Marks(number(agreement), agreement.conventions, names, ids, schedules=schedules)


def _name(id: str, taken: set[str]) -> str:
    """Word's own form of a name for a cross-reference; the underscore hides it from its list."""
    digits = _digits(id)
    while f"_Ref{digits:09}" in taken:
        digits = (digits + 1) % 10**9
    return f"_Ref{digits:09}"


@lru_cache(maxsize=4096)
def _digits(id: str) -> int:
    return int.from_bytes(sha256(id.encode()).digest()[:8]) % 10**9


def _ids(agreement: Agreement) -> Iterator[str]:
    for party in agreement.parties:
        yield f"parties/{party.role}"
    yield from _ids_of(agreement.recitals)
    yield from _ids_of(agreement.operative)
    for schedule in agreement.schedules:
        yield schedule.id
        yield from _ids_of(schedule.provisions)


def _ids_of(provisions: tuple[Provision, ...]) -> Iterator[str]:
    for provision in provisions:
        yield provision.id
        yield from _ids_of(provision.provisions)
