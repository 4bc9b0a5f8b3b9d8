"""The agreement as one HTML page: readable in any browser and by any screen reader, with the
numbers of the Word file, and nothing that is fetched or run."""

from collections.abc import Iterable, Iterator
from html import escape

from agreement.document import (
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
from agreement.number import cited, number
from agreement.page_style import style
from agreement.plain import Page
from agreement.prose import draft_words
from agreement.seal import EMPTY, sealed


def page(agreement: Agreement) -> bytes:
    """The sealed page in UTF-8: its parts in the jurisdiction's order, like the Word file's."""
    here = Page(number(agreement), agreement.conventions)
    lines = (*_head(agreement), *_body(agreement, here), "</html>", "")
    return sealed("\n".join(lines).encode())


def _head(agreement: Agreement) -> Iterator[str]:
    title = escape(agreement.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(agreement.conventions.language)}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="build-agreement"><meta name="seal" content="{EMPTY}">'
    yield f"<title>{title}</title>"
    yield f"<style>{style(agreement.conventions.paper)}</style></head>"


def _body(agreement: Agreement, here: Page) -> Iterator[str]:
    yield '<body><a class="skip" href="#agreement">Skip to the agreement</a>'
    yield "<header>"
    legend = " · ".join(filter(None, (agreement.reference, agreement.status_words)))
    yield from _lines((legend,), "legend")
    yield f"<h1>{escape(agreement.title)}</h1>"
    yield from _lines((agreement.notice, draft_words(agreement)), "notice")
    yield "</header>"
    yield from _contents(agreement, here)
    yield '<main id="agreement">'
    yield from _open_points(agreement)
    for part in agreement.conventions.parts:
        yield from _part(part, agreement, here)
    yield "</main></body>"


def _lines(lines: Iterable[str], kind: str) -> Iterator[str]:
    for line in filter(None, lines):
        yield f'<p class="{kind}">{escape(line)}</p>'


def _contents(agreement: Agreement, here: Page) -> Iterator[str]:
    """Links to the first-level provisions and the schedules."""
    yield '<nav aria-label="Contents"><ul>'
    for one in agreement.operative:
        label = here.numbers[one.id].label if one.numbered else ""
        yield f"<li>{_link(one.id, escape(f'{label} {one.heading}'.strip()))}</li>"
    for one in agreement.schedules:
        yield f"<li>{_link(one.id, escape(_titled(one, here)))}</li>"
    yield "</ul></nav>"


def _open_points(agreement: Agreement) -> Iterator[str]:
    if not agreement.open_points:
        return
    yield '<section aria-labelledby="open-points"><h2 id="open-points">Open points</h2><ol>'
    for point in agreement.open_points:
        words = f"{point.owner or 'To be settled'}: {point.what}"
        yield f'<li id="open-{point.number}">{escape(words)}</li>'
    yield "</ol></section>"


def _part(part: str, agreement: Agreement, here: Page) -> Iterator[str]:
    if part == "schedules":
        for schedule in agreement.schedules:
            yield from _schedule(schedule, here)
        return
    lines = {
        "parties": (line for one in agreement.parties for line in _party(one, here)),
        "recitals": (line for one in agreement.recitals for line in _provision(one, 2, 3, here)),
        "operative": (line for one in agreement.operative for line in _provision(one, 1, 3, here)),
        "execution": _signing(agreement, here),
    }
    written = list(lines[part])
    if written:
        heading = escape(agreement.conventions.heading(part))
        yield f'<section aria-labelledby="part-{part}"><h2 id="part-{part}">{heading}</h2>'
        yield from (*written, "</section>")


def _party(party: Party, here: Page) -> Iterator[str]:
    id = f"parties/{party.role}"
    yield _paragraph(id, here.numbers[id].label, party.prose, 2, here)


def _provision(one: Provision, level: int, heading: int, here: Page) -> Iterator[str]:
    """A provision and those below it; `heading` is the rank of its own heading on the page."""
    label = here.numbers[one.id].label if one.numbered else ""
    if one.heading:
        words = f'<span class="label">{escape(label)}</span> {escape(one.heading)}'
        yield f'<h{heading} id="{escape(one.id)}">{words}</h{heading}>'
    if one.prose:
        labelled = ("", "") if one.heading else (one.id, label)
        yield _paragraph(*labelled, one.prose, level, here)
    elif not one.heading:
        yield f'<p id="{escape(one.id)}" class="level-{level}">{escape(label)}</p>'
    below = min(6, heading + bool(one.heading))
    for lower in one.provisions:
        yield from _provision(lower, level + 1, below, here)


def _paragraph(id: str, label: str, prose: Prose, level: int, here: Page) -> str:
    named = f' id="{escape(id)}"' if id else ""
    words = _words(prose, here).replace("\n", "<br>")
    lead = f'<span class="label">{escape(label)}</span> ' if label else ""
    hung = " hung" if label else ""
    return f'<p{named} class="level-{min(level, 6)}{hung}">{lead}{words}</p>'


def _titled(schedule: Schedule, here: Page) -> str:
    return f"{cited(here.numbers[schedule.id], here.conventions)}: {schedule.heading}"


def _schedule(schedule: Schedule, here: Page) -> Iterator[str]:
    yield f'<section><h2 id="{escape(schedule.id)}">{escape(_titled(schedule, here))}</h2>'
    here = here.inside(schedule.id)
    if schedule.prose:
        yield f"<p>{_words(schedule.prose, here)}</p>"
    for one in schedule.provisions:
        yield from _provision(one, 1, 3, here)
    if schedule.table:
        yield from _table(schedule.table, schedule.heading, here)
    yield "</section>"


def _table(table: Table, caption: str, here: Page) -> Iterator[str]:
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
            heads = not place and here.words(cell).strip()
            tag, scope = ("th", ' scope="row"') if heads else ("td", "")
            yield f"<{tag}{scope}{_figures(column.figures)}>{_words(cell, here)}</{tag}>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _figures(figures: bool) -> str:
    return ' class="figures"' if figures else ""


def _signing(agreement: Agreement, here: Page) -> Iterator[str]:
    if agreement.execution and agreement.testimonium:
        yield f"<p>{escape(agreement.testimonium)}</p>"
    for block in agreement.execution:
        yield from _execution(block, here)


def _execution(block: Execution, here: Page) -> Iterator[str]:
    yield f'<div class="execution"><p>{_words(block.words, here)}</p><dl>'
    for label, value in block.lines:
        yield f"<div><dt>{escape(label)}</dt><dd>{escape(value) or '&nbsp;'}</dd></div>"
    yield "</dl></div>"


def _words(prose: Prose, here: Page) -> str:
    return "".join(_inline(inline, here) for inline in prose)


def _inline(inline: Inline, here: Page) -> str:
    words = escape(here.words((inline,)))
    match inline:
        case Text() | Use() | Blank():
            return words
        case Definition(term):
            return f"“<dfn>{escape(term)}</dfn>”"
        case Reference(target):
            return _link(target, words) if target in here.numbers else words
        case OpenPoint(count):
            return f'<a class="open" href="#open-{count}">{words}</a>'


def _link(id: str, words: str) -> str:
    return f'<a href="#{escape(id)}">{words}</a>'
