"""Execution blocks: who signs, and rules to write on."""

import re
from collections.abc import Iterator

from agreement.document import Execution
from agreement.word.blocks import paragraph
from agreement.word.contract import Style
from agreement.word.marks import Marks
from agreement.word.runs import run, runs
from agreement.word.tables import cell, opened, shared

_SHARES = (44, 18, 38)
_FIRST, _OTHER = 840, 560
"""The least height of a block's first row and of the others, in twentieths of a point."""

_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'
_STYLED = re.compile('(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')


def blocks(chosen: tuple[Execution, ...], marks: Marks, width: int) -> Iterator[str]:
    """Every party's place to sign in one table, whose rows stay together.

    Words of signing stand left; right of them a label and a rule, or the words already known.
    """
    if not chosen:
        return
    widths = shared(_SHARES, width)
    rows = [row for block in chosen for row in _rows(block, widths, marks)]
    rows[-1] = _STYLED.sub(r'\1<w:keepNext w:val="0"/>', rows[-1])
    yield f"{opened(Style.EXECUTION_TABLE, widths)}{''.join(rows)}</w:tbl>"


def _rows(block: Execution, widths: tuple[int, ...], marks: Marks) -> Iterator[str]:
    words = paragraph(Style.EXECUTION_WORDS, runs(block.words, marks))
    for count, (label, value) in enumerate(block.lines or (("", ""),)):
        merged = f'<w:vMerge w:val="{"restart" if count == 0 else "continue"}"/>'
        left = cell(widths[0], words if count == 0 else _empty(), merged)
        yield _row(count == 0, left + _line(label, value, widths))


def _row(first: bool, cells: str) -> str:
    """A row high enough to sign on; the first of a block stands clear of the block above."""
    height = f'<w:trHeight w:val="{_FIRST if first else _OTHER}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def _line(label: str, value: str, widths: tuple[int, ...]) -> str:
    low = '<w:vAlign w:val="bottom"/>'
    ruled = low if value or not label else _RULE + low
    return cell(widths[1], paragraph(Style.EXECUTION_LABEL, run(label)), low) + cell(
        widths[2], paragraph(Style.EXECUTION_VALUE, run(value)), ruled
    )


def _empty() -> str:
    return paragraph(Style.EXECUTION_LABEL, "")


def kept_with_next(block: str) -> str:
    """A paragraph, or the last row of a table, held on the page of what follows it."""
    start = block.rfind("<w:tr>") if block.endswith("</w:tbl>") else 0
    return block[:start] + _STYLED.sub(r"\1<w:keepNext/>", block[start:])
