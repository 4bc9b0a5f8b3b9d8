"""A Word file on its way to a PDF, and what is read back from the PDF."""

import re
from io import BytesIO

from agreement.word.opened import read_parts
from agreement.word.origin import provenance
from agreement.word.package import packed
from agreement.word.properties import CORE

_END = b"</cp:coreProperties>"
_MAKER = "build-agreement"
_BOOKMARK = re.compile(r"/?(?:_|5F)(Ref\d{9})")
"""A bookmark of a heading as LibreOffice names its destination, the underscore as its code."""


def to_print(docx: bytes) -> bytes:
    """The same Word file with its content digest among its keywords, which its PDF will carry.

    Raises Refused where this is not a Word file.
    """
    parts = read_parts(docx)
    told = provenance(docx)
    digest = told.content_digest if told else ""
    keywords = f"<cp:keywords>{_MAKER}, {digest}</cp:keywords>"
    core = parts[CORE].replace(_END, keywords.encode() + _END)
    return packed(parts | {CORE: core})


def pages_of(pdf: bytes) -> dict[str, int]:
    """The page, from 1, on which a PDF has each bookmark that a contents entry may lead to."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    found: dict[str, int] = {}
    for name, destination in reader.named_destinations.items():
        bookmark = _BOOKMARK.fullmatch(name)
        page = reader.get_destination_page_number(destination) if bookmark else None
        if page is not None:
            found[f"_{bookmark[1]}"] = page + 1
    return found


def as_printed(pdf: bytes) -> bool:
    """Whether a PDF was printed by this program and not changed since.

    It carries our keywords and the checksum by which LibreOffice ends a file, and ends once: a
    comment or a signature is saved behind the first end (ISO 32000-1, 7.5.6), and a program that
    saves the file anew leaves that checksum out.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(pdf))
        keywords = (reader.metadata or {}).get("/Keywords", "")
        whole = "/DocChecksum" in reader.trailer and pdf.count(b"%%EOF") == 1
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # A file of any kind may have this name, and pypdf reads a broken one as far as it can.
        return False
    return whole and str(keywords).startswith(f"{_MAKER}, ")
