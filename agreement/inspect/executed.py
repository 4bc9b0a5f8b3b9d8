"""A copy for signature read back from its file: whether it says what was agreed, and no more.

What is read is the file on the disk, by its own paragraphs, lists and fields. What it must say is
told by the tree of the agreement, so that a fault of writer, shell or disk shows.
"""

import re
from collections.abc import Iterator

from lxml import etree

from agreement.document.number import cited, number
from agreement.document.plain import Page
from agreement.document.tree import Agreement, Definition, Provision, Schedule
from agreement.finding import Place, Refused, error, refuse_if
from agreement.term_sheet.status import drafts_words
from agreement.word import gate
from agreement.word.contract import PROVISION_STYLES, TEXT_STYLES, Style
from agreement.word.gate_fields import labels_of
from agreement.word.opened import Opened, is_xml, parse, read_parts, w

_OURS = frozenset((
    *PROVISION_STYLES, *TEXT_STYLES[1:], Style.PROVISION_1, Style.PARTY, Style.RECITAL,
    Style.SCHEDULE_HEADING, Style.SCHEDULE_TEXT, Style.TABLE_HEADING, Style.TABLE_TEXT,
    Style.TABLE_TOTAL, Style.EXECUTION_WORDS, Style.EXECUTION_LABEL, Style.EXECUTION_VALUE,
))  # fmt: skip
"""Styles that hold the words of the agreement and nothing of the shell's own."""

_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_UNFILLED = re.compile(
    r"\[OPEN \d+:[^\]]*\]|\[(?:insert|name|date|amount|address|tbc|tbd)\b[^\]]*\]|\[[ .…•●_]*\]"
    r"|\{[{%][^}]*",
    re.IGNORECASE,
)
_SHOWN = 60


def refuse_unless_as_agreed(docx: bytes, agreement: Agreement, file: str) -> None:
    """Raise Refused where the written file of a copy for signature differs from the agreement, has
    a fault of structure, or still holds what belongs to a draft."""
    told = (*gate(docx), *differences(docx, agreement))
    refuse_if([error("not-as-agreed", Place(file), message) for message in told])


def differences(docx: bytes, agreement: Agreement) -> tuple[str, ...]:
    """How a written file differs from the agreement that is to be signed, a sentence each; empty
    where every number and every word is there, in order, and no word of a draft is left."""
    try:
        parts = read_parts(docx)
        opened = Opened(parts, {name: parse(parts[name]) for name in parts if is_xml(name)})
    except Refused as refused:
        return tuple(finding.message for finding in refused.findings)
    except etree.XMLSyntaxError:
        return ("A part of the file is no XML.",)
    return (*_compared(opened, agreement), *_left_of_a_draft(opened))


def _compared(opened: Opened, agreement: Agreement) -> Iterator[str]:
    """The first place where the file does not say what was agreed, or says more; what is not in a
    style of the agreement is the shell's own."""
    left = _paragraphs(opened)
    for wanted in filter(None, map(_even, _agreed(agreement))):
        own = (words for style, words in left if words == wanted or style in _OURS)
        found = next(own, "")
        if found != wanted:
            said = f"says {_short(found)}" if found else "ends"
            yield f"The file {said} where the agreement says {_short(wanted)}."
            return
    for style, words in left:
        if style in _OURS:
            yield f"The file says {_short(words)}, which is not in the agreement."


def _paragraphs(opened: Opened) -> Iterator[tuple[str, str]]:
    """The style of each paragraph of the body that has words, and its number and words."""
    for paragraph, label in labels_of(opened).items():
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        words = _words(paragraph)
        if words.strip():
            counted = f"{label.own} {words}" if label else words
            yield "" if style is None else style.get(w("val"), ""), _even(counted)


def _words(paragraph: etree._Element) -> str:
    pieces = paragraph.iter(w("t"), w("br"), w("tab"))
    return "".join(piece.text or "" if piece.tag == w("t") else " " for piece in pieces)


def _agreed(agreement: Agreement) -> Iterator[str]:
    """The number and the words of every paragraph of the agreement, in the order of the file."""
    page = Page(number(agreement), agreement.conventions)
    for part in agreement.conventions.parts:
        match part:
            case "court":
                yield from map(page.words, agreement.court)
            case "parties":
                for party in agreement.parties:
                    yield f"{_label(f'parties/{party.role}', page)}{page.words(party.prose)}"
            case "recitals" | "operative":
                for one in getattr(agreement, part):
                    yield from _unit(one, part == "operative", page)
            case "schedules":
                for schedule in agreement.schedules:
                    yield from _schedule(schedule, page)
            case "execution":
                yield from _signing(agreement, page)


def _label(id: str, page: Page) -> str:
    return f"{page.numbers[id].label} " if id in page.numbers else ""


def _unit(unit: Provision, headed: bool, page: Page) -> Iterator[str]:
    """A unit and those below it; a heading stands over the words of a first level, and begins the
    words of a deeper one."""
    label = _label(unit.id, page) if unit.numbered else ""
    words = page.words(unit.prose)
    if headed and unit.heading:
        yield from (f"{label}{unit.heading}", words)
    else:
        yield f"{label}{_run_in(unit, words)}"
    for below in unit.provisions:
        yield from _unit(below, False, page)


def _run_in(unit: Provision, words: str) -> str:
    defines = bool(unit.prose) and isinstance(unit.prose[0], Definition)
    if not unit.heading or (defines and not unit.numbered):
        return words
    ended = unit.heading.endswith((".", "?", ":")) or not unit.prose
    return f"{unit.heading}{'' if ended else '.'} {words}"


def _schedule(schedule: Schedule, page: Page) -> Iterator[str]:
    yield f"{cited(page.numbers[schedule.id], page.conventions)} {schedule.heading}"
    page = page.inside(schedule.id)
    yield page.words(schedule.prose)
    for one in schedule.provisions:
        yield from _unit(one, True, page)
    if schedule.table:
        yield from (column.heading for column in schedule.table.columns)
        yield from (page.words(cell) for row in schedule.table.rows for cell in row)


def _signing(agreement: Agreement, page: Page) -> Iterator[str]:
    yield agreement.testimonium if agreement.execution else ""
    for block in agreement.execution:
        yield page.words(block.words)
        yield from (words for line in block.lines for words in line)


def _left_of_a_draft(opened: Opened) -> Iterator[str]:
    """Words of a draft around the text, in the properties or in a watermark, and places that
    nobody filled anywhere."""
    for name, words in _told(opened):
        unfilled = _UNFILLED.search(words)
        if unfilled:
            yield f"The file still says {_short(unfilled[0])} where an answer belongs ({name})."
        said = "" if name == _BODY else drafts_words(words)
        if said:
            yield f"The file says “{said}” in {name}; take it out of the shell or the term sheet."


def _told(opened: Opened) -> Iterator[tuple[str, str]]:
    for name, root in opened.stories():
        yield from ((name, _words(paragraph)) for paragraph in root.iter(w("p")))
        # Word writes a watermark as the path of a drawing's text.
        yield from ((f"a watermark of {name}", found.get("string", ""))
                    for found in root.iter("{urn:schemas-microsoft-com:vml}textpath"))  # fmt: skip
    properties = opened.root(_PROPERTIES)
    for found in () if properties is None else properties:
        yield _PROPERTIES, found.text or ""


def _even(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
