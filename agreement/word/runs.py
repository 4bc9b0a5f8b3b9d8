"""Words as WordprocessingML runs, and cross-references as fields."""

import re
from functools import lru_cache

from agreement.document.number import NBSP, citation
from agreement.document.tree import (
    Blank,
    Definition,
    Inline,
    OpenPoint,
    Prose,
    Reference,
    Text,
    Use,
)
from agreement.word.contract import Style
from agreement.word.marks import Marks
from agreement.word.xml import text

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_DIRECTIONS = re.compile(f"([{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\s،؛,.-]*[{_RIGHT_TO_LEFT}])?)")
_BREAKS = re.compile("([\n\t])")


@lru_cache(maxsize=8192)
def run(words: str, style: str = "") -> str:
    """A run of words in a character style; right-to-left script gets runs of its own.

    Word shapes Arabic and Hebrew letters with the complex-script font only in a run marked
    `w:rtl` (ECMA-376 Part 1, 17.3.2.30).
    """
    if one_run(words):
        return _run(words, style, "")
    pieces = enumerate(_DIRECTIONS.split(words))
    return "".join(_run(piece, style, "<w:rtl/>" if odd % 2 else "") for odd, piece in pieces)


def one_run(words: str) -> bool:
    """Whether the words run in one direction, so that one run holds them."""
    return words.isascii() or not _DIRECTIONS.search(words)


def _run(words: str, style: str, direction: str) -> str:
    if not words:
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + direction
    opened = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    broken = "\n" in words or "\t" in words
    pieces = map(_piece, _BREAKS.split(words)) if broken else (_piece(words),)
    return f"{opened}{''.join(pieces)}</w:r>"


def _piece(words: str) -> str:
    match words:
        case "":
            return ""
        case "\n":
            return "<w:br/>"
        case "\t":
            return "<w:tab/>"
    return text(words)


def field(instruction: str, shown: str) -> str:
    """A complex field in its five pieces, with the result Word shows until it updates it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def runs(prose: Prose, marks: Marks) -> str:
    """Prose as runs, in the order of its words; words of one look that meet share a run."""
    if len(prose) == 1 and type(prose[0]) is Text:
        return run(prose[0].text)
    written: list[str] = []
    plain = ""
    for inline in prose:
        kind = type(inline)
        if kind is Text:
            plain += inline.text
        elif kind is Use:
            plain += inline.shown
        else:
            before, special, after = _inline(inline, marks)
            plain += before
            if special:
                written += (run(plain), special)
                plain = after
    return "".join((*written, run(plain)))


def _inline(inline: Inline, marks: Marks) -> tuple[str, str, str]:
    """Plain words, runs of another look after them, and plain words after those."""
    match inline:
        case Blank(name, words):
            return "", _answer(name, words, marks), ""
        case Definition(term):
            return "“", run(term, Style.DEFINED_TERM), "”"
        case Reference(target, how):
            return *_reference(target, marks, how), ""
        case OpenPoint():
            return "", marks.around_point(inline, run(str(inline), Style.OPEN_POINT)), ""


def _answer(name: str, words: str, marks: Marks) -> str:
    """The words of an answer in their control; an empty one would show Word's own prompt."""
    if not words:
        return ""
    taken = marks.controls.take(name, words)
    return taken.around(run(words), name, words, bound=one_run(words))


def reference(target: str, marks: Marks) -> str:
    """A cross-reference as Word computes it: its word typed, its number a field.

    The label of a schedule holds its word, so the field gives the whole of it. A target that the
    agreement does not number is said in the text, highlighted, since Word would print an error.
    """
    word, number = _reference(target, marks)
    return run(word) + number


def _reference(target: str, marks: Marks, joined: str = "") -> tuple[str, str]:
    number = marks.numbers.get(target)
    if number is None:
        return "", run(f"[no provision numbered for {target}]", Style.OPEN_POINT)
    told = citation(number, marks.conventions, marks.within_schedule, joined)
    shown = _number_field(target, told.shown, marks) + run(told.after)
    if told.schedule:
        schedule = marks.schedules[told.schedule - 1]
        label = f"{marks.conventions.schedule_word}{NBSP}{told.schedule}"
        shown += _number_field(schedule, label, marks)
    return told.before.removesuffix(NBSP) + marks.join * told.before.endswith(NBSP), shown


def _number_field(target: str, shown: str, marks: Marks) -> str:
    return field(f"REF {marks.names[target]} \\w \\h", shown)
