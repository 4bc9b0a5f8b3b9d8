"""A term sheet as one request sees it: what stands, how it reads, and what to show of it."""

from collections.abc import Mapping
from functools import cached_property

from markupsafe import Markup
from msgspec import Struct

from agreement.desk import points, sections, steps
from agreement.desk.fields import Rows
from agreement.desk.fitted import called
from agreement.desk.marked import Block, Marks, marked
from agreement.desk.named import meaning, step_words, summed, unit_path
from agreement.desk.place import anchor
from agreement.desk.points import Points, path_named
from agreement.desk.preview import Preview
from agreement.desk.rounds import Round, last_round
from agreement.desk.seat import Seat
from agreement.desk.sheet import Now, Sheet
from agreement.document.number import cited, number
from agreement.document.tree import clause_of
from agreement.document.wording import BRITISH
from agreement.reading.source import Path

SCRIVENER = "scrivener"
"""What a line of the history records when the mode is switched; `told` says whether it is on."""


MOST_TOLD = 6
"""How many of the units that a change touched are named beside its field."""


class Look(Struct, frozen=True, dict=True):
    """What one request sees of a term sheet. `tab` is the tab that asks, `key` the part of the
    terms in sight, `just` the units whose words the request changed, `shows` the digest of the text
    that the page shows, and `before` the term sheet before the request."""

    seat: Seat
    name: str
    sheet: Sheet
    now: Now
    preview: Preview
    tab: str = ""
    key: str = "document"
    just: frozenset[str] = frozenset()
    shows: str = ""
    before: "Look | None" = None

    @property
    def base(self) -> str:
        """The address of the term sheet."""
        return f"/s/{self.name}"

    @property
    def title(self) -> str:
        """The title of the agreement, or the name of the file."""
        title = self.now.value.get("title")
        return title if isinstance(title, str) and title else self.name

    @property
    def currency(self) -> str:
        """The currency of every sum."""
        here = self.preview.drafted
        return here.setting.currency if here else "GBP"

    @property
    def style(self) -> str:
        """How dates are written here."""
        here = self.preview.drafted
        return here.setting.conventions.date_style if here else BRITISH

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The parties by role, each by the term it goes by."""
        return called(self.now.value)

    @cached_property
    def points(self) -> Points:
        """What is open or wrong."""
        return points.points(self.now, self.preview)

    @cached_property
    def headings(self) -> tuple[sections.Heading, ...]:
        """The parts of the terms."""
        wrong = points.wrong(self.now, self.preview)
        return sections.headings(self.now.value, self.seat.library, wrong)

    @cached_property
    def section(self) -> sections.Section | None:
        """The part of the terms in sight."""
        seat = self.seat
        return sections.section(self.key, self.now.value, seat.library, seat.frame)

    def about(self, path: Path) -> tuple[str, ...]:
        """What is wrong with one field."""
        return points.about(path, self.now, self.preview)

    @cached_property
    def steps(self) -> tuple[str, str]:
        """What would be taken back and what would be made again, in words."""
        done, undone = steps.steps(self.now.lines)
        return step_words(done), step_words(undone)

    @cached_property
    def touched(self) -> tuple[tuple[str, str], ...]:
        """The units that the request changed, each with its number, as far as they have one."""
        drafted = self.preview.drafted
        if drafted is None or not self.just:
            return ()
        numbers, style = number(drafted.agreement), drafted.agreement.conventions
        named: dict[str, str] = {}
        for unit in (one for one in self.preview.words if one in self.just):
            place = unit.partition(":")[0]
            if place in numbers:
                named[place] = cited(numbers[place], style)
            elif place.startswith("definitions/"):
                named[place] = f"what {meaning(place, self.seat.library)} means"
        return tuple(named.items())[:MOST_TOLD]

    def total(self, table: Rows) -> str:
        """The sum of the amounts of a table, in words; nothing where it has none."""
        return summed(table, self.currency)

    @cached_property
    def scrivener(self) -> bool:
        """Whether the desk offers no wording that the parties did not choose."""
        switched = [line for line in self.now.lines if line.do == SCRIVENER]
        return bool(switched) and bool(switched[-1].told.get("on"))

    @cached_property
    def round(self) -> Round | None:
        """The last draft that was circulated."""
        return last_round(self.sheet)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The agreement as HTML, answers linked and changes since the last round marked."""
        drafted = self.preview.drafted
        if drafted is None:
            return ()
        return self.seat.drawn(self._picture(self.now.digest), self._marked)

    def _picture(self, digest: str) -> tuple:
        return (self.name, digest, self.round.digest if self.round else "", self.scrivener)

    def _marked(self) -> tuple[Block, ...]:
        marks = Marks(
            link=self._link,
            field=self._field,
            since=self.round.words if self.round else None,
            origin=self._origin if self.scrivener else _no_origin,
        )
        return marked(self.preview.drafted.agreement, marks)

    @property
    def agreement(self) -> Markup:
        """The agreement as HTML, each block under a name of its own."""
        each = enumerate(self.blocks)
        return Markup("\n".join(_named(n, one) if one.whole else one.html for n, one in each))

    @cached_property
    def fresh(self) -> tuple[tuple[str, Markup], ...] | None:
        """The blocks that the page does not show yet, by name; None where it needs all of them.

        An answer to another request may have brought the page from the text that it showed when it
        asked to the text before this request, so a block must stand alike in both to be left out.
        """
        digests = {self.shows, self.before.now.digest if self.before else ""}
        known = [self.seat.pictures.get(self._picture(digest), ()) for digest in digests]
        if not all(_alike(blocks, self.blocks) for blocks in known):
            return None
        rows = enumerate(zip(self.blocks, *known, strict=True))
        return tuple((f"b{n}", Markup(_named(n, row[0]))) for n, row in rows if len({*row}) > 1)

    def leads(self, key: str, field: str = "") -> str:
        """The address of a part of the terms, and of one field of it."""
        return (
            f"{self.base}/terms?at={key}&field={field}" if field else f"{self.base}/terms?at={key}"
        )

    def _link(self, unit: str) -> str:
        return self.leads(sections.key_of(unit_path(unit)))

    def _field(self, name: str) -> str:
        path = path_named(name)
        return self.leads(sections.key_of(path), anchor(path))

    def _origin(self, unit: str) -> str:
        """The clause that a unit came from, and whether the parties chose it."""
        drafted = self.preview.drafted
        sources = {one.clause: one for one in drafted.agreement.sources} if drafted else {}
        id = clause_of(unit)
        if id not in sources:
            return ""
        found = sources[id]
        why = "chosen" if found.why == "chosen" else found.why
        return f"{id}{f', {found.alternative}' if found.alternative else ''} ({why})"


def _alike(old: tuple[Block, ...], new: tuple[Block, ...]) -> bool:
    """Whether two drawings differ in blocks that can be replaced by themselves, and in no other."""
    if not old or len(old) != len(new):
        return False
    return all(a == b for a, b in zip(old, new, strict=True) if not (a.whole and b.whole))


def _named(count: int, block: Block) -> str:
    return f'<div class="block" id="b{count}">{block.html}</div>'


def _no_origin(unit: str) -> str:
    return ""
