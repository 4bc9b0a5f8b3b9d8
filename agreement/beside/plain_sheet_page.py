"""The plain sheet as one HTML page in large type, which fetches and runs nothing."""

from collections.abc import Iterator
from html import escape

from agreement.beside.page_style import sheet_style
from agreement.beside.plain_parts import Grid, Line, PlainSheet, Section
from agreement.inspect.seal import EMPTY, sealed


def plain_page(sheet: PlainSheet) -> bytes:
    """The sealed page in UTF-8."""
    lines = (*_head(sheet), *_body(sheet), "</html>", "")
    return sealed("\n".join(lines).encode())


def _head(sheet: PlainSheet) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(sheet.language)}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="build-agreement"><meta name="seal" content="{EMPTY}">'
    yield f"<title>In plain words: {escape(sheet.title)}</title>"
    yield f"<style>{sheet_style(sheet.paper)}</style></head>"


def _body(sheet: PlainSheet) -> Iterator[str]:
    yield f'<body><header><p class="legend">{escape(sheet.about)}</p>'
    yield f"<h1>{escape(sheet.title)}</h1>"
    for note in sheet.notes:
        yield f'<p class="notice">{escape(note)}</p>'
    yield "</header><main>"
    for count, section in enumerate(sheet.sections, 1):
        yield from _section(count, section)
    yield "</main></body>"


def _section(count: int, section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="part-{count}">'
    yield f'<h2 id="part-{count}">{escape(section.heading)}</h2>'
    for grid in section.grids:
        yield from _grid(grid, section.heading)
    for line in section.lines:
        yield _line(line)
    yield "</section>"


def _grid(grid: Grid, title: str) -> Iterator[str]:
    """A table that scrolls by itself on a narrow screen, by keyboard too."""
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(title)}: table">'
    yield f'<table aria-label="{escape(title)}"><thead><tr>'
    for heading in grid.headings:
        yield f'<th scope="col">{escape(heading)}</th>'
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        first, *others = map(escape, row)
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _line(line: Line) -> str:
    lead = f"<strong>{escape(line.lead)}:</strong> " if line.lead else ""
    where = f' <span class="cited">({escape(line.cited)})</span>' if line.cited else ""
    return f"<p>{lead}{escape(line.words)}{where}</p>"
