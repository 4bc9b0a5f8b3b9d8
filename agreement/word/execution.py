"""Execution blocks: who signs, and rules to write on."""

import re
from collections.abc import Iterator
from itertools import chain, repeat

from agreement.document.tree import Agreement, Blank, Execution, Prose, Text
from agreement.term_sheet.forms import HEADS
from agreement.word.blocks import paragraph
from agreement.word.contract import Style
from agreement.word.marks import Marks
from agreement.word.runs import run, runs
from agreement.word.tables import cell, opened, shared

_SIDES = (44, 56)
_LINE = (18, 38)
_HEIGHTS, _CLOSER, _CLOSE = (840, 560), (700, 460), (520, 360)
"""The least height of a block's first line and of the others, in twentieths of a point; the same
where that brings all blocks onto one page, and in heads of terms, signed on their second page."""

_PAGE = 11000
"""What a page holds of blocks beside a heading and a line of the agreement, likewise."""

_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'
_LOW = '<w:vAlign w:val="bottom"/>'
_STYLED = re.compile('(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')


def signing(agreement: Agreement, marks: Marks, width: int) -> Iterator[str]:
    """The sentence that the parties signed, on the page of the first block, and the blocks."""
    if agreement.execution and agreement.testimonium:
        yield paragraph(Style.TEXT_0, run(agreement.testimonium), "<w:keepNext/>")
    heights = _CLOSE if agreement.form == HEADS else _roomiest(agreement.execution)
    yield from blocks(agreement.execution, marks, width, heights)


def blocks(
    chosen: tuple[Execution, ...], marks: Marks, width: int, heights: tuple[int, int] = _HEIGHTS
) -> Iterator[str]:
    """Every party's place to sign in one table, whose rows stay together.

    A block is one row that does not split, even where there are more blocks than a page holds.
    Its words of signing stand left; right of them, in a table of their own, labels and rules.
    """
    if not chosen:
        return
    sides = shared(_SIDES, width)
    rows = [_block(block, sides, marks, heights) for block in chosen]
    for last in _ends(chosen, heights):
        rows[last] = _released(rows[last])
    yield f"{opened(Style.EXECUTION_TABLE, sides)}{''.join(rows)}</w:tbl>"


def _roomiest(chosen: tuple[Execution, ...]) -> tuple[int, int]:
    """The heights with which all blocks stand on one page; the usual ones where none do that."""
    whole = len(chosen) - 1
    fitting = (one for one in (_HEIGHTS, _CLOSER) if next(_ends(chosen, one), whole) == whole)
    return next(fitting, _HEIGHTS)


def _block(block: Execution, sides: tuple[int, ...], marks: Marks, heights: tuple[int, int]) -> str:
    words = paragraph(Style.EXECUTION_WORDS, runs(block.words, marks))
    widths = shared(_LINE, sides[1])
    answers = chain(block.answers, repeat(""))
    lines = "".join(
        _line(label, runs(_said(value, path), marks), widths, heights[1 if count else 0])
        for count, ((label, value), path) in enumerate(zip(block.lines, answers, strict=False))
    )
    table = f"{opened(Style.EXECUTION_TABLE, widths)}{lines}</w:tbl>" if lines else ""
    right = table + paragraph(Style.TABLE_END, "", "<w:keepNext/>")
    return _row(cell(sides[0], words) + cell(sides[1], right))


def _ends(chosen: tuple[Execution, ...], heights: tuple[int, int]) -> Iterator[int]:
    """Which blocks end a chain of rows kept together, because a page holds no more of them.

    Word gives up a chain that is longer than a page, and LibreOffice leaves its heading behind.
    """
    first, other = heights
    height = 0
    for place, block in enumerate(chosen):
        own = first + other * max(len(block.lines) - 1, 0)
        if place and height + own > _PAGE:
            yield place - 1
            height = 0
        height += own
    yield len(chosen) - 1


def _released(row: str) -> str:
    """The last row of a chain, which is not kept with what follows it."""
    return _STYLED.sub(r'\1<w:keepNext w:val="0"/>', row.replace("<w:keepNext/>", ""))


def _row(cells: str, height: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def _said(value: str, path: str) -> Prose:
    return (Blank(path, value),) if path else (Text(value),)


def _line(label: str, value: str, widths: tuple[int, ...], height: int) -> str:
    """A label and a rule high enough to sign on, or the runs of what is already known."""
    left = cell(widths[0], paragraph(Style.EXECUTION_LABEL, run(label)), _LOW)
    ruled = _LOW if value else _RULE + _LOW
    right = cell(widths[1], paragraph(Style.EXECUTION_VALUE, value), ruled)
    return _row(left + right, f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>')


def kept_with_next(block: bytes) -> bytes:
    """The last paragraph, or the last row of a table, held on the page of what follows it."""
    start = block.rfind(b"<w:tr>" if block.endswith(b"</w:tbl>") else b"<w:p>")
    return block[:start] + _STYLED.sub(r"\1<w:keepNext/>", block[start:].decode()).encode()
