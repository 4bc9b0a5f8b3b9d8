"""The agreement as plain text: every word and every number, and no look."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from agreement.document.conventions import Conventions
from agreement.document.number import Numbers, cited, number
from agreement.document.prose import draft_words, plain_words, words_of_piece
from agreement.document.tree import (
    Agreement,
    Execution,
    Inline,
    Party,
    Prose,
    Provision,
    Reference,
    Schedule,
    Table,
)

WIDTH = 96


class Page(Struct, frozen=True):
    """What every line of the text depends on: the numbers, the jurisdiction's words, and which
    schedule it stands in, 0 for none."""

    numbers: Numbers
    conventions: Conventions
    within: int = 0

    def inside(self, schedule: str) -> "Page":
        """The same for the words of a schedule."""
        return replace(self, within=self.numbers[schedule].schedule)

    def words(self, prose: Prose) -> str:
        """Prose as words, its cross-references as numbers."""
        if Reference not in map(type, prose):
            return plain_words(prose)
        return "".join(map(self._word, prose))

    def _word(self, inline: Inline) -> str:
        if isinstance(inline, Reference):
            number = self.numbers.get(inline.target)
            lost = f"[no provision numbered for {inline.target}]"
            told = (self.conventions, self.within, inline.joined)
            return cited(number, *told) if number else lost
        return words_of_piece(inline)


def plain(agreement: Agreement) -> str:
    """The text of an agreement, its parts in the jurisdiction's order."""
    page = Page(number(agreement), agreement.conventions)
    lines = [*_title(agreement), *_open_points(agreement)]
    for part in agreement.conventions.parts:
        lines += _part(part, agreement, page)
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def _title(agreement: Agreement) -> Iterator[str]:
    legend = " · ".join(filter(None, (agreement.reference, agreement.status_words)))
    yield from filter(None, (legend, agreement.title.upper(), agreement.notice))
    yield from filter(None, (draft_words(agreement),))


def _open_points(agreement: Agreement) -> Iterator[str]:
    if agreement.open_points:
        yield from ("", "Open points", "")
    for point in agreement.open_points:
        yield f"{point.number:>3}  {point.owner or 'To be settled'}: {point.what}"


def _part(part: str, agreement: Agreement, page: Page) -> Iterator[str]:
    rows: dict[str, Iterator[str]] = {
        "court": (page.words(line) for line in agreement.court),
        "parties": _each(agreement.parties, _party, page),
        "recitals": _each(agreement.recitals, _recital, page),
        "operative": _provisions(agreement.operative, 1, page),
        "execution": _signing(agreement, page),
    }
    if part == "schedules":
        for schedule in agreement.schedules:
            yield from _schedule(schedule, page)
        return
    lines = list(rows[part])
    if lines:
        heading = agreement.conventions.heading(part).upper()
        yield from ("", *((heading, "") if heading else ()), *lines)


def _each(units, line, page: Page) -> Iterator[str]:
    for unit in units:
        yield from line(unit, page)


def _party(party: Party, page: Page) -> Iterator[str]:
    label = page.numbers[f"parties/{party.role}"].label
    yield from hung(label, page.words(party.prose), 0)


def _recital(recital: Provision, page: Page) -> Iterator[str]:
    if recital.numbered:
        yield from hung(page.numbers[recital.id].label, page.words(recital.prose), 0)
    else:
        yield from _wrapped(page.words(recital.prose))


def _provisions(provisions: tuple[Provision, ...], level: int, page: Page) -> Iterator[str]:
    for one in provisions:
        yield from _provision(one, level, page)
        yield from _provisions(one.provisions, level + 1, page)


def _provision(one: Provision, level: int, page: Page) -> Iterator[str]:
    label = page.numbers[one.id].label if one.numbered else ""
    if one.heading:
        yield from ("", f"{label:<6}{one.heading}")
    if one.prose:
        yield from hung("" if one.heading else label, page.words(one.prose), 6 * max(0, level - 2))


def _schedule(schedule: Schedule, page: Page) -> Iterator[str]:
    yield from ("", f"{cited(page.numbers[schedule.id], page.conventions)}: {schedule.heading}", "")
    page = page.inside(schedule.id)
    if schedule.prose:
        yield from _wrapped(page.words(schedule.prose))
        yield ""
    yield from _provisions(schedule.provisions, 1, page)
    if schedule.table:
        yield from _table(schedule.table, page)


def _table(table: Table, page: Page) -> Iterator[str]:
    yield " | ".join(column.heading for column in table.columns)
    for row in table.rows:
        yield " | ".join(page.words(cell) for cell in row)


def _signing(agreement: Agreement, page: Page) -> Iterator[str]:
    if agreement.execution and agreement.testimonium:
        yield from (*_wrapped(agreement.testimonium), "")
    yield from _each(agreement.execution, _execution, page)


def _execution(block: Execution, page: Page) -> Iterator[str]:
    yield page.words(block.words)
    for label, value in block.lines:
        yield f"  {label}: {value or '____________________'}"
    yield ""


def hung(label: str, words: str, indent: int) -> Iterator[str]:
    """A paragraph whose lines hang behind its label."""
    hang = " " * (indent + 6)
    first = f"{' ' * indent}{label:<6}"
    for paragraph in words.split("\n"):
        yield from _wrapped(
            paragraph, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False
        )
        first = hang


def _wrapped(words: str, **ways: str | bool) -> list[str]:
    # Entries of duties take their words from this module, and wrap no line.
    import textwrap

    return textwrap.wrap(words, WIDTH, **ways)
