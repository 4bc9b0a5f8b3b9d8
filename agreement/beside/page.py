"""The agreement as one HTML page: readable in any browser and by any screen reader, with the
numbers of the Word file, and nothing that is fetched or run."""

from collections.abc import Iterable, Iterator
from html import escape

from agreement.beside.page_parts import Hand, labelled, link, nothing, parts, titled, unmarked
from agreement.beside.page_style import style
from agreement.document.number import number
from agreement.document.plain import Page
from agreement.document.prose import draft_words
from agreement.document.tree import Agreement
from agreement.inspect.seal import EMPTY, sealed


def page(agreement: Agreement) -> bytes:
    """The sealed page in UTF-8: its parts in the jurisdiction's order, like the Word file's."""
    here = Hand(Page(number(agreement), agreement.conventions), unmarked, labelled, nothing)
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


def _body(agreement: Agreement, here: Hand) -> Iterator[str]:
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
    yield from parts(agreement, here)
    yield "</main></body>"


def _lines(lines: Iterable[str], kind: str) -> Iterator[str]:
    for line in filter(None, lines):
        yield f'<p class="{kind}">{escape(line)}</p>'


def _contents(agreement: Agreement, here: Hand) -> Iterator[str]:
    """Links to the first-level provisions and the schedules."""
    yield '<nav aria-label="Contents"><ul>'
    for one in agreement.operative:
        label = here.page.numbers[one.id].label if one.numbered else ""
        yield f"<li>{link(one.id, escape(f'{label} {one.heading}'.strip()))}</li>"
    for one in agreement.schedules:
        yield f"<li>{link(one.id, escape(titled(one, here)))}</li>"
    yield "</ul></nav>"


def _open_points(agreement: Agreement) -> Iterator[str]:
    if not agreement.open_points:
        return
    yield '<section aria-labelledby="open-points"><h2 id="open-points">Open points</h2><ol>'
    for point in agreement.open_points:
        words = f"{point.owner or 'To be settled'}: {point.what}"
        yield f'<li id="open-{point.number}">{escape(words)}</li>'
    yield "</ol></section>"
