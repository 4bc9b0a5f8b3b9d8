"""An agreement as a Word file: the shell's places filled, the parts put together."""

from collections.abc import Mapping

from msgspec.structs import replace

from agreement.document.prose import draft_words
from agreement.document.tree import Agreement
from agreement.finding import error, refuse_if
from agreement.term_sheet.forms import HEADS
from agreement.word import blocks, execution, origin, properties, tables
from agreement.word.closer import closer
from agreement.word.comments import (
    Note,
    anchors,
    in_order,
    refuse_annotated_execution,
    with_comments,
)
from agreement.word.contents import NO_PAGES, contents, on_new_page
from agreement.word.contract import BOUND, PAPER, Style
from agreement.word.drawn import Pieces
from agreement.word.duty_list import duties_part
from agreement.word.lists import lists_of, with_lists
from agreement.word.marks import Marks, marks
from agreement.word.open_points import open_points
from agreement.word.package import content_digest, packed
from agreement.word.runs import one_run
from agreement.word.shell import BODY, NUMBERING, STYLES, Shell
from agreement.word.stores import ANSWERS, DUTIES
from agreement.word.xml import encoded

DATE_LINE = "Dated " + "_" * 28
"""The agreement's own date is written in by hand when the last party signs."""


def write(
    agreement: Agreement,
    shell: Shell,
    pages: Mapping[str, int] = NO_PAGES,
    notes: tuple[Note, ...] = (),
) -> bytes:
    """The agreement in the shell's look, as the bytes of a .docx; the same input, the same bytes.

    `pages` gives the page of each bookmark where a program has laid the agreement out; without
    it the contents show no page numbers. `notes` become comments.
    Raises Refused where the provisions are nested deeper than the shell's list has levels, and
    where a copy for signature would carry notes.
    """
    return written(agreement, shell, pages, notes)[0]


def written(
    agreement: Agreement,
    shell: Shell,
    pages: Mapping[str, int] = NO_PAGES,
    notes: tuple[Note, ...] = (),
) -> tuple[bytes, origin.Provenance]:
    """The same bytes, and what they say the document was built from. Raises Refused as `write`
    does."""
    _refuse_too_deep(agreement)
    refuse_annotated_execution(agreement, notes)
    known = marks(agreement)
    notes = in_order(notes, known.ids)
    known = replace(known, notes=anchors(notes))
    places = _places(agreement, shell)
    places[BODY] = body(agreement, shell, known, pages)
    places |= {f"{name}_place": _bound_place(name, str(places[name]), known) for name in BOUND}
    parts = dict(shell.parts)
    parts |= {one.name: one.render(places) for one in shell.templates}
    if agreement.form == HEADS:
        parts[STYLES] = closer(parts[STYLES])
    added = lists_of(agreement.schedules, shell.free_list)
    parts[NUMBERING] = with_lists(parts[NUMBERING], shell.list_id, added)
    parts[ANSWERS.part] = known.controls.part()
    parts[DUTIES.part] = duties_part(agreement)
    parts[properties.CORE] = properties.core_properties(agreement)
    parts = with_comments(parts, notes, agreement)
    told = origin.recorded(agreement, shell.digest, content_digest(parts))
    return packed(parts | {origin.PART: origin.provenance_part(told)}), told


def _places(agreement: Agreement, shell: Shell) -> dict[str, str | int | tuple[bytes, ...]]:
    """What the tags of a shell print, the body left out."""
    width, height = PAPER[agreement.conventions.paper]
    return {
        "title": agreement.title,
        "reference": agreement.reference,
        "status": agreement.status,
        "status_words": agreement.status_words,
        "notice": agreement.notice,
        "form": agreement.form,
        "author": agreement.author,
        "date_line": DATE_LINE,
        "draft_line": draft_line(agreement),
        "schedule_word": agreement.conventions.schedule_word,
        "language": agreement.conventions.language,
        "paper_width": width,
        "paper_height": height,
        "text_width": width - shell.margins,
    }


def _bound_place(name: str, words: str, known: Marks) -> int:
    """Where the title or the reference stands in the part of answers; 0 where it is not bound."""
    place = known.controls.place(name, words)
    return place if one_run(words) else 0


def draft_line(agreement: Agreement) -> str:
    """Which draft this is, for the foot of each page; nothing in a copy for signature."""
    if agreement.status == "execution":
        return ""
    return "\u2002".join(filter(None, (draft_words(agreement), agreement.sheet_digest[:8])))


def body(
    agreement: Agreement, shell: Shell, known: Marks, pages: Mapping[str, int] = NO_PAGES
) -> tuple[bytes, ...]:
    """All that stands under the title block, as WordprocessingML blocks."""
    width = PAPER[agreement.conventions.paper][0] - shell.margins
    written: list[bytes] = []
    for part in agreement.conventions.parts:
        found = [encoded((one,)) for one in _part(part, agreement, known, (shell, width))]
        if part == "execution" and found and written:
            written[-1] = execution.kept_with_next(written[-1])
        written += found
    heading = _heading(agreement, "open_points")
    first = [*open_points(agreement.open_points, known, heading)]
    listed = [*contents(agreement, known, shell.schedule_style, pages)]
    if listed:
        written[:1] = map(on_new_page, written[:1])
    if written and written[-1].endswith(b"</w:tbl>"):
        # Word wants a paragraph between a table and the end of the text.
        written.append(blocks.paragraph(Style.TABLE_END, "").encode())
    return (encoded((*first, *listed)), *written)


def _part(part: str, agreement: Agreement, known: Marks, page: tuple[Shell, int]) -> Pieces:
    """One part of the agreement under its heading; `page` is the shell and the text's width."""
    shell, width = page
    match part:
        case "court":
            found = blocks.court(agreement.court, known)
        case "parties":
            found = blocks.parties(agreement.parties, known)
        case "recitals":
            found = blocks.recitals(agreement.recitals, known)
        case "operative":
            found = blocks.provisions(agreement.operative, known, shell.list_id)
        case "schedules":
            lists = lists_of(agreement.schedules, shell.free_list)
            found = tables.schedules(agreement.schedules, known, width, lists)
        case "execution":
            found = execution.signing(agreement, known, width)
        case _:
            return
    for count, block in enumerate(found):
        if count == 0:
            yield from blocks.part_heading(_heading(agreement, part))
        yield block


def _heading(agreement: Agreement, part: str) -> str:
    return dict(agreement.conventions.headings).get(part, "")


def _refuse_too_deep(agreement: Agreement) -> None:
    if blocks.depth(agreement.provisions) > blocks.DEEPEST:
        message = f"The provisions are nested more than {blocks.DEEPEST} levels deep."
        refuse_if([error("too-deep", agreement.place, message)])
