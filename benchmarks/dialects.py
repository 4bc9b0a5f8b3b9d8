"""A template for each program that fills one: our shell, with the program's own tags in its body.

The template goes through the agreement stretch by stretch, as a person would lay it out: the
title, the open points, the contents, the parties, the provisions, the schedules. A stretch is a
loop; where it has blocks of several styles the block's style chooses among them. Where paragraphs
of a style have defined terms, the template has a loop over their parts, each a run of its own. For
each shape of table it has a table, with a loop over the rows of each group.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from docx import Document
from docx.shared import Twips
from told import Block, Paragraph, Table, W

SHELL = Path(__file__).resolve().parents[1] / "templates" / "plain.docx"
HEADS = {"OpenPointsHeading", "TOCHeading", "PartHeading"}
SCHEDULES = "ScheduleHeading"


@dataclass(frozen=True, slots=True)
class Look:
    """What a template must hold: the names of the blocks in each stretch, each paragraph style
    with the character styles inside it, and each shape of table. A paragraph is named for its
    style, a table for its shape: T1, T2 … in their order."""

    stretches: tuple[tuple[str, ...], ...]
    styles: dict[str, tuple[str, ...]]
    shapes: dict[str, tuple]


def looked(blocks: tuple[Block, ...]) -> tuple[Look, list[list[Block]]]:
    """The look of an agreement, and its blocks by stretches."""
    inside: dict[str, set[str]] = {}
    for one in blocks:
        if isinstance(one, Paragraph):
            inside.setdefault(one.style, set()).update(part.style for part in one.parts)
    styles = {style: tuple(sorted(found - {""})) for style, found in inside.items()}
    told = dict.fromkeys(one.shape for one in blocks if isinstance(one, Table))
    shapes = {f"T{count}": shape for count, shape in enumerate(told, 1)}
    names = [name_of(one, shapes) for one in blocks]
    cuts = [*_cuts(names), len(names)]
    spans = list(pairwise(cuts))
    stretches = tuple(tuple(dict.fromkeys(names[start:end])) for start, end in spans)
    return Look(stretches, styles, shapes), [list(blocks[start:end]) for start, end in spans]


def name_of(one: Block, shapes: dict[str, tuple]) -> str:
    """The name of a block in a template."""
    if isinstance(one, Paragraph):
        return one.style
    return next(name for name, shape in shapes.items() if shape == one.shape)


def _cuts(names: list[str]) -> Iterator[int]:
    """Where a stretch begins: at a part's heading, at the first schedule, and wherever no style
    from before comes again before the next of these."""
    parts = [n for n, name in enumerate(names) if name in HEADS]
    first = [names.index(SCHEDULES)] if SCHEDULES in names else []
    for start, end in pairwise(sorted({0, *parts, *first, len(names)})):
        last = {name: n for n, name in enumerate(names[start:end], start)}
        reach = start - 1
        for n in range(start, end):
            if n > reach:
                yield n
            reach = max(reach, last[names[n]])


Pair = tuple[str, str]
Runs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program says it. A pair is what opens and what closes, in paragraphs of its own, or
    within the first and the last of what it holds. A path is where a block stands in what the
    program is given: that of a block alone in its stretch has no name."""

    every: Callable[[str], Pair]
    choice: Callable[[str, list[str]], list[Pair]]
    path: Callable[[str, str], str]
    words: Callable[[str], str]
    parts: Callable[[str, tuple[str, ...]], Runs]
    lines: Callable[[str, str, int], list[list[str]]]
    within: bool = False


def template(dialect: Dialect, look: Look, file: Path) -> None:
    """Write the template of an agreement of this look."""
    document = emptied()
    styles = {one.style_id: one for one in document.styles}
    for key, stretch in zip(keys(look), look.stretches, strict=True):
        names = _between(stretch, look.shapes) if dialect.within else list(stretch)
        before = len(document.element.body)
        alone = len(names) == 1
        choices = [("", "")] if alone else dialect.choice(key, names)
        for name, pair in zip(names, choices, strict=True):
            start = len(document.element.body)
            path = dialect.path(key, "" if alone else name)
            _block(document, dialect, look, (name, path), styles)
            _around(document, pair, dialect.within, start)
        _around(document, dialect.every(key), dialect.within, before)
    document.save(file)


def _between(stretch: tuple[str, ...], shapes: dict) -> list[str]:
    """The names of a stretch with a paragraph last: a tag cannot stand within a table."""
    paragraphs = [name for name in stretch if name not in shapes]
    tables = [name for name in stretch if name in shapes]
    return [*paragraphs[1:], *tables, *paragraphs[:1]]


def _around(document, pair: Pair, within: bool, start: int) -> None:
    """Put a pair of tags around what stands in the body from a place to its end."""
    body = document.element.body
    first, last = body[start - 1], body[-2]
    for tag, holder, early in zip(pair, (first, last), (True, False), strict=True):
        if not tag:
            continue
        if within and holder.tag == f"{W}p":
            run = document.add_paragraph().add_run(tag)
            body.remove(run._element.getparent())
            holder.insert(len(holder.findall(f"{W}pPr")) if early else len(holder), run._element)
            continue
        paragraph = document.add_paragraph(tag)._element
        if early:
            first.addprevious(paragraph)


def keys(look: Look) -> list[str]:
    """The names of the stretches: s1, s2 …"""
    return [f"s{count}" for count in range(1, len(look.stretches) + 1)]


def emptied():
    """Our shell without its tags: its styles, its lists, its page."""
    document = Document(SHELL)
    body = document.element.body
    for block in [one for one in body if not one.tag.endswith("}sectPr")]:
        body.remove(block)
    for section in document.sections:
        for part in (section.header, section.footer):
            for text in part._element.iter(f"{W}t"):
                text.text = ""
    return document


def _block(document, dialect: Dialect, look: Look, place: Pair, styles: dict) -> None:
    name, path = place
    if name in look.shapes:
        _table(document, dialect, (path, look.shapes[name]), styles)
        return
    inside = look.styles[name]
    paragraph = document.add_paragraph(style=styles[name])
    for words, style in dialect.parts(path, inside) if inside else [(dialect.words(path), "")]:
        paragraph.add_run(words, styles[style] if style else None)


def _table(document, dialect: Dialect, placed: tuple[str, tuple], styles: dict) -> None:
    path, (style, widths, groups) = placed
    table = document.add_table(0, len(widths), styles[style])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for group, inside in zip(numbered(len(groups)), groups, strict=True):
        for line in dialect.lines(path, group, len(inside)):
            for cell, words, kept in zip(table.add_row().cells, line, inside, strict=True):
                cell.paragraphs[0].style = styles[kept]
                cell.paragraphs[0].add_run(words)


def numbered(groups: int) -> list[str]:
    """The names of the groups of rows in a shape: g1, g2 …"""
    return [f"g{count}" for count in range(1, groups + 1)]
