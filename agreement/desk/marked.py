"""The agreement as the desk shows it: every answer linked to its field, every change marked."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from html import escape

from msgspec import Struct

from agreement.beside.page_parts import Hand, inline_words, parts
from agreement.document.number import number
from agreement.document.plain import Page
from agreement.document.tree import (
    Agreement,
    Blank,
    Definition,
    Inline,
    OpenPoint,
    Prose,
    Provision,
    Reference,
)
from agreement.document.wording import NBSP
from agreement.standards.units import told

_WORD = re.compile(r"\s*\S+|\s+$")
_REFERENCE = re.compile(r"\{[^}]*\}")


class Marks(Struct, frozen=True):
    """What the page shows beside the words: where a unit and an answer lead, the words by unit
    `since` which changes are marked, and a note beside a unit."""

    link: Callable[[str], str]
    field: Callable[[str], str]
    since: Mapping[str, str] | None = None
    origin: Callable[[str], str] = lambda id: ""


class Block(Struct, frozen=True):
    """A stretch of the page that can be replaced by itself; one that is not `whole` opens or
    closes a part and cannot."""

    html: str
    whole: bool


def marked(agreement: Agreement, marks: Marks) -> tuple[Block, ...]:
    """The parts of an agreement as HTML, in the jurisdiction's order: a block for each provision
    of the first level, and what stands between them."""
    headed = _headed(agreement)

    def words(id: str, prose: Prose, page: Page) -> str:
        before = None if marks.since is None or not id else marks.since.get(id, "")
        if before is not None and id in headed:
            before = before.partition("\n")[2]
        return _compared(before, prose, (page, marks))

    page = Page(number(agreement), agreement.conventions)
    hand = Hand(
        page,
        words,
        lambda id, label: _label((id, label), marks, id in headed),
        lambda id: _origin(id, marks),
    )
    return tuple(_blocks(parts(agreement, hand)))


def _blocks(lines: Iterator[str]) -> Iterator[Block]:
    held: list[str] = []
    for line in lines:
        edge = line.startswith(("<section", "</section"))
        if held and (edge or line.startswith("<h3 ")):
            yield Block("\n".join(held), True)
            held = []
        if edge:
            yield Block(line, False)
        else:
            held.append(line)
    if held:
        yield Block("\n".join(held), True)


def _headed(agreement: Agreement) -> frozenset[str]:
    """The units whose words begin with a heading."""
    units = (*_all((*agreement.recitals, *agreement.operative)), *agreement.schedules)
    return frozenset(one.id for one in units if one.heading)


def _all(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    for one in provisions:
        yield one
        yield from _all(one.provisions)


def _label(labelled: tuple[str, str], marks: Marks, headed: bool) -> str:
    """The number of a unit, which leads to its fields; Tab stops at those with a heading only."""
    id, label = labelled
    origin = marks.origin(id)
    note = f'<span class="origin">{escape(origin)}</span> ' if origin else ""
    stop = "" if headed else ' tabindex="-1"'
    return f'<a class="label"{stop} href="{escape(marks.link(id))}">{escape(label)}</a> {note}'


def _origin(id: str, marks: Marks) -> str:
    """Where a definition came from, which has no number to say it beside."""
    origin = marks.origin(id) if id.startswith("definitions/") else ""
    return f' data-origin="{escape(origin)}"' if origin else ""


Piece = tuple[str, str]
"""A word as it is compared, and as HTML."""


def _pieces(prose: Prose, page: Page, marks: Marks) -> list[Piece]:
    pieces: list[Piece] = []
    for inline in prose:
        plain = told((inline,)).replace(NBSP, " ")
        before, after = _around(inline, page, marks)
        if isinstance(inline, Reference):
            pieces.append((plain, inline_words(inline, page)))
        else:
            shown = (f"{before}{escape(word)}{after}" for word in _WORD.findall(plain))
            pieces += zip(_WORD.findall(plain), _numbered(shown, inline), strict=True)
    return pieces


def _around(inline: Inline, page: Page, marks: Marks) -> tuple[str, str]:
    """The marks around each word of a piece of prose."""
    match inline:
        case Blank(name):
            link = escape(marks.field(name))
            return f'<a class="answer" tabindex="-1" href="{link}">', "</a>"
        case OpenPoint():
            return f'<a class="open" href="{escape(marks.field(inline.name))}">', "</a>"
        case Definition():
            return "<dfn>", "</dfn>"
    return "", ""


def _numbered(words: Iterator[str], inline: Inline) -> Iterator[str]:
    """An open point shows its number, by which it is not compared."""
    for word in words:
        numbered = isinstance(inline, OpenPoint)
        yield word.replace("[OPEN:", f"[OPEN {inline.number}:") if numbered else word


def _compared(before: str | None, prose: Prose, on: tuple[Page, Marks]) -> str:
    """Prose as HTML, what differs from the words before it marked."""
    now = told(prose).replace(NBSP, " ").strip()
    if before is None or before.replace(NBSP, " ").strip() == now:
        return "".join(_plain(inline, *on) for inline in prose)
    return "".join(_steps(_WORD.findall(before.replace(NBSP, " ")), _pieces(prose, *on)))


def _plain(inline: Inline, page: Page, marks: Marks) -> str:
    before, after = _around(inline, page, marks)
    if isinstance(inline, Blank | OpenPoint):
        return f"{before}{escape(page.words((inline,)))}{after}"
    return inline_words(inline, page)


def _steps(old: list[str], new: list[Piece]) -> Iterator[str]:
    plain = [word.strip() for word, _ in new]
    matched = SequenceMatcher(None, [word.strip() for word in old], plain, autojunk=False)
    for kind, a, b, c, d in matched.get_opcodes():
        if kind == "equal":
            yield "".join(shown for _, shown in new[c:d])
            continue
        if a < b:
            gone = _REFERENCE.sub("another provision", "".join(old[a:b]))
            yield f"<del>{escape(gone)}</del> "
        if c < d:
            yield f"<ins>{''.join(shown for _, shown in new[c:d])}</ins>"
