"""Notes to the drafter as Word comments, each at the heading or the words that it is about."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from agreement.document.tree import Agreement
from agreement.finding import error, refuse_if
from agreement.word.blocks import paragraph
from agreement.word.contract import Style
from agreement.word.opened import CONTENT_TYPES
from agreement.word.runs import run
from agreement.word.xml import DECLARATION

PART = "word/comments.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
AUTHOR, INITIALS = "Drafting notes", "DN"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPE = f'<Override PartName="/{PART}" ContentType="{_KIND}"/>'
_WAY = (
    '<Relationship Id="rIdNotes" Target="comments.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/comments"/>'
)


class Note(Struct, frozen=True):
    """Words for the drafter, a paragraph a line, at what has this id: a provision, a recital, a
    party or a schedule. An id that the agreement does not hold means the agreement as a whole."""

    provision: str
    words: str


def in_order(notes: Iterable[Note], ids: Mapping[str, int]) -> tuple[Note, ...]:
    """The notes in the order of the document; those on the whole of it stand at its beginning."""
    first = next(iter(ids), "")
    placed = [note if note.provision in ids else Note(first, note.words) for note in notes]
    return tuple(sorted(placed, key=lambda note: ids[note.provision])) if ids else ()


def anchors(notes: tuple[Note, ...]) -> dict[str, tuple[int, ...]]:
    """The numbers of the notes at each id, from 0 in their order."""
    numbers: dict[str, tuple[int, ...]] = {}
    for count, note in enumerate(notes):
        numbers[note.provision] = (*numbers.get(note.provision, ()), count)
    return numbers


def comments_part(notes: tuple[Note, ...], agreement: Agreement) -> bytes:
    """The part that holds the comments, dated with the draft's own date."""
    dated = f' w:date="{agreement.dated.isoformat()}T00:00:00Z"' if agreement.dated else ""
    written = "".join(
        f'<w:comment w:id="{count}" w:author="{AUTHOR}"{dated} w:initials="{INITIALS}">'
        f"{_paragraphs(note.words)}</w:comment>"
        for count, note in enumerate(notes)
    )
    return f'{DECLARATION}<w:comments xmlns:w="{_WORD}">{written}</w:comments>'.encode()


def _paragraphs(words: str) -> str:
    """Word finds its way back from a comment by a mark in its first paragraph."""
    first, *others = words.split("\n")
    back = "<w:r><w:annotationRef/></w:r>"
    lines = (paragraph(Style.TEXT_0, run(line)) for line in others)
    return paragraph(Style.TEXT_0, back + run(first)) + "".join(lines)


def with_comments(
    parts: Mapping[str, bytes], notes: tuple[Note, ...], agreement: Agreement
) -> dict[str, bytes]:
    """The parts of a document with its comments, their content type and the way to them."""
    if not notes:
        return dict(parts)
    return {
        **parts,
        PART: comments_part(notes, agreement),
        CONTENT_TYPES: _added(parts[CONTENT_TYPES], _TYPE, "</Types>"),
        RELATIONSHIPS: _added(parts[RELATIONSHIPS], _WAY, "</Relationships>"),
    }


def _added(part: bytes, element: str, end: str) -> bytes:
    """A shell whose comments were deleted may still have the part, its type and the way to it."""
    known = b'comments.xml"' in part
    return part if known else part.replace(end.encode(), (element + end).encode())


def refuse_annotated_execution(agreement: Agreement, notes: tuple[Note, ...]) -> None:
    """Raise Refused where a copy for signature would carry notes."""
    if notes and agreement.status == "execution":
        message = "A copy for signature carries no notes; build it without --annotate."
        refuse_if([error("annotated-execution", agreement.place, message)])
