"""The parts of an agreement as lines of HTML, in whatever hand they are to be written."""

from collections.abc import Callable, Iterator
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from agreement.document.number import cited
from agreement.document.plain import Page
from agreement.document.tree import (
    Agreement,
    Blank,
    Definition,
    Execution,
    Inline,
    OpenPoint,
    Party,
    Prose,
    Provision,
    Reference,
    Schedule,
    Table,
    Text,
    Use,
)


class Hand(Struct, frozen=True):
    """How the parts of an agreement are written: the words of a unit by its id, the label before
    them, and what attributes the unit has beside its id, with a space before them."""

    page: Page
    words: Callable[[str, Prose, Page], str]
    label: Callable[[str, str], str]
    about: Callable[[str], str]

    def inside(self, schedule: str) -> "Hand":
        """The same hand within a schedule, whose paragraphs are numbered by themselves."""
        return replace(self, page=self.page.inside(schedule))


def parts(agreement: Agreement, here: Hand) -> Iterator[str]:
    """The parts of an agreement in the jurisdiction's order, as lines of HTML."""
    for part in agreement.conventions.parts:
        yield from _part(part, agreement, here)


def unmarked(id: str, prose: Prose, page: Page) -> str:
    """The words of a unit without more marks than the agreement has."""
    return "".join(inline_words(inline, page) for inline in prose)


def labelled(id: str, label: str) -> str:
    """The number that stands before a unit."""
    return f'<span class="label">{escape(label)}</span> '


def nothing(id: str) -> str:
    """No attributes."""
    return ""


def _part(part: str, agreement: Agreement, here: Hand) -> Iterator[str]:
    if part == "schedules":
        for schedule in agreement.schedules:
            yield from _schedule(schedule, here)
        return
    lines = {
        "court": (f"<p>{here.words('', line, here.page)}</p>" for line in agreement.court),
        "parties": (line for one in agreement.parties for line in _party(one, here)),
        "recitals": (line for one in agreement.recitals for line in _provision(one, 2, 3, here)),
        "operative": (line for one in agreement.operative for line in _provision(one, 1, 3, here)),
        "execution": _signing(agreement, here),
    }
    written = list(lines[part])
    if written:
        heading = escape(agreement.conventions.heading(part))
        named = f'<section aria-labelledby="part-{part}"><h2 id="part-{part}">{heading}</h2>'
        yield from (named if heading else "<section>", *written, "</section>")


def _party(party: Party, here: Hand) -> Iterator[str]:
    id = f"parties/{party.role}"
    words = here.words(id, party.prose, here.page)
    yield _paragraph(id, here.page.numbers[id].label, words, 2, here)


def _provision(one: Provision, level: int, heading: int, here: Hand) -> Iterator[str]:
    """A provision and those below it; `heading` is the rank of its own heading on the page."""
    label = here.page.numbers[one.id].label if one.numbered else ""
    if one.heading:
        named = f'id="{escape(one.id)}"{here.about(one.id)}'
        words = here.label(one.id, label) + escape(one.heading)
        yield f"<h{heading} {named}>{words}</h{heading}>"
    if one.prose:
        labelled = ("", "") if one.heading else (one.id, label)
        yield _paragraph(*labelled, here.words(one.id, one.prose, here.page), level, here)
    elif not one.heading:
        yield f'<p id="{escape(one.id)}" class="level-{level}">{escape(label)}</p>'
    below = min(6, heading + bool(one.heading))
    for lower in one.provisions:
        yield from _provision(lower, level + 1, below, here)


def _paragraph(id: str, label: str, words: str, level: int, here: Hand) -> str:
    named = f' id="{escape(id)}"{here.about(id)}' if id else ""
    lead = here.label(id, label) if label else ""
    hung = " hung" if label else ""
    broken = words.replace("\n", "<br>")
    return f'<p{named} class="level-{min(level, 6)}{hung}">{lead}{broken}</p>'


def titled(schedule: Schedule, here: Hand) -> str:
    """A schedule by its number and its heading."""
    return f"{cited(here.page.numbers[schedule.id], here.page.conventions)}: {schedule.heading}"


def _schedule(schedule: Schedule, here: Hand) -> Iterator[str]:
    yield f'<section><h2 id="{escape(schedule.id)}">{escape(titled(schedule, here))}</h2>'
    here = here.inside(schedule.id)
    if schedule.prose:
        yield f"<p>{here.words(schedule.id, schedule.prose, here.page)}</p>"
    for one in schedule.provisions:
        yield from _provision(one, 1, 3, here)
    if schedule.table:
        yield from _table(schedule.table, schedule.heading, here)
    yield "</section>"


def _table(table: Table, caption: str, here: Hand) -> Iterator[str]:
    """A table that scrolls by itself on a narrow screen, by keyboard too."""
    last = len(table.rows) - 1
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}">'
    yield f"<table><caption>{escape(caption)}</caption><thead><tr>"
    for column in table.columns:
        yield f'<th scope="col"{_figures(column.figures)}>{escape(column.heading)}</th>'
    yield "</tr></thead><tbody>"
    for count, row in enumerate(table.rows):
        yield f"<tr{' class=total' if table.totalled and count == last else ''}>"
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            heads = not place and here.page.words(cell).strip()
            tag, scope = ("th", ' scope="row"') if heads else ("td", "")
            words = here.words("", cell, here.page)
            yield f"<{tag}{scope}{_figures(column.figures)}>{words}</{tag}>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _figures(figures: bool) -> str:
    return ' class="figures"' if figures else ""


def _signing(agreement: Agreement, here: Hand) -> Iterator[str]:
    if agreement.execution and agreement.testimonium:
        yield f"<p>{escape(agreement.testimonium)}</p>"
    for block in agreement.execution:
        yield from _execution(block, here)


def _execution(block: Execution, here: Hand) -> Iterator[str]:
    yield f'<div class="execution"><p>{here.words("", block.words, here.page)}</p><dl>'
    for label, value in block.lines:
        yield f"<div><dt>{escape(label)}</dt><dd>{escape(value) or '&nbsp;'}</dd></div>"
    yield "</dl></div>"


def inline_words(inline: Inline, page: Page) -> str:
    """A piece of prose as HTML: a definition marked, a reference and an open point linked."""
    words = escape(page.words((inline,)))
    match inline:
        case Text() | Use() | Blank():
            return words
        case Definition(term):
            return f"“<dfn>{escape(term)}</dfn>”"
        case Reference(target):
            return link(target, words) if target in page.numbers else words
        case OpenPoint(count):
            return f'<a class="open" href="#open-{count}">{words}</a>'


def link(id: str, words: str) -> str:
    """A link to a unit on the same page."""
    return f'<a href="#{escape(id)}">{words}</a>'
