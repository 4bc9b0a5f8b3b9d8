"""What a Word file was built from, told by a custom XML part inside it."""

from functools import lru_cache

from msgspec import Struct

from agreement import __version__
from agreement.document.tree import Agreement
from agreement.word.opened import Parts, parse, read_parts
from agreement.word.package import content_digest
from agreement.word.stores import PROVENANCE
from agreement.word.xml import DECLARATION, escape

PART = PROVENANCE.part
NAMESPACE = PROVENANCE.namespace
_CUSTOM = "customXml/item"


class ClauseUsed(Struct, frozen=True):
    """A clause of the library in the document: its id, its alternative, the sha256 of its text."""

    clause: str
    alternative: str
    digest: str


class Provenance(Struct, frozen=True):
    """The program's version, the digests of term sheet, shell and content, and the clauses."""

    tool: str
    sheet_digest: str
    shell_digest: str
    content_digest: str
    clauses: tuple[ClauseUsed, ...]


def recorded(agreement: Agreement, shell_digest: str, content: str) -> Provenance:
    """The provenance of a document written now from this agreement."""
    used = tuple(
        ClauseUsed(source.clause, source.alternative, source.digest) for source in agreement.sources
    )
    return Provenance(__version__, agreement.sheet_digest, shell_digest, content, used)


def provenance_part(told: Provenance) -> bytes:
    """The custom XML part that tells it."""
    clauses = "".join(map(_element, told.clauses))
    return (
        f'{DECLARATION}<provenance xmlns="{NAMESPACE}" tool="{escape(told.tool)}"'
        f' sheet="{escape(told.sheet_digest)}" shell="{escape(told.shell_digest)}"'
        f' content="{escape(told.content_digest)}">{clauses}</provenance>'
    ).encode()


@lru_cache(maxsize=1024)
def _element(used: ClauseUsed) -> str:
    return (
        f'<clause id="{escape(used.clause)}" alternative="{escape(used.alternative)}"'
        f' digest="{escape(used.digest)}"/>'
    )


def provenance(docx: bytes, whole: bool = True) -> Provenance | None:
    """What a Word file says it was built from; where the `whole` is not to be proved, no part is
    unpacked but those that may say it.

    None where it says nothing: LibreOffice empties the part when it saves, and Word may give it
    another name, so every custom XML part is tried. Raises Refused for a hostile package.
    """
    return _told(read_parts(docx, below="" if whole else _CUSTOM))


def edited(docx: bytes) -> bool:
    """Whether anything differs from what the program wrote, by the content digest it recorded.

    True, too, where the file says nothing about its provenance: nothing then vouches for it.
    Raises Refused for a hostile package.
    """
    parts = read_parts(docx)
    told = _told(parts)
    return told is None or told.content_digest != content_digest(parts, without=(PART,))


def _told(parts: Parts) -> Provenance | None:
    for name in sorted(parts):
        if name.startswith(_CUSTOM) and name.endswith(".xml"):
            told = _read(parts[name])
            if told:
                return told
    return None


def _read(part: bytes) -> Provenance | None:
    try:
        root = parse(part)
    except SyntaxError:
        return None
    if root.tag != f"{{{NAMESPACE}}}provenance":
        return None
    clauses = tuple(
        ClauseUsed(child.get("id", ""), child.get("alternative", ""), child.get("digest", ""))
        for child in root.iter(f"{{{NAMESPACE}}}clause")
    )
    tool, sheet, shell, content = (
        root.get(name, "") for name in ("tool", "sheet", "shell", "content")
    )
    return Provenance(tool, sheet, shell, content, clauses)
