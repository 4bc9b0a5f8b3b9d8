"""A Word file from anybody, opened without trusting it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from agreement.finding import Place, Refused, error

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"

_PARTS = 500
_PART_BYTES = 64 * 2**20
_ALL_BYTES = 256 * 2**20
_RATIO = 200
_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": False,
}

Parts = dict[str, bytes]


def w(name: str) -> str:
    """A WordprocessingML name with its namespace: `w("p")` is the name of a paragraph."""
    return f"{{{W}}}{name}"


_STORIES = frozenset(map(w, ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")))


def read_parts(docx: bytes, where: str = "the Word file", below: str = "") -> Parts:
    """The uncompressed parts of a Word file by name, in the order of the file; where asked, those
    alone whose names begin with `below`.

    Raises Refused for what is no zip archive or a hostile one: more than 500 parts, 64 MiB in one
    part, 256 MiB in all or 200 times its packed size, two parts of one name, or a name that
    leaves the package.
    """
    # Only what reads a Word file needs it; writing one does not.
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            entries = package.infolist()
            faults = tuple(_faults(entries))
            if faults:
                raise _refused(where, faults)
            wanted = [one for one in entries if one.filename.startswith(below)]
            return {entry.filename: package.read(entry) for entry in wanted}
    except (zipfile.BadZipFile, zipfile.LargeZipFile):
        raise _refused(
            where, ("This is not a Word file (.docx), or it is damaged; save it in Word again.",)
        ) from None
    except (EOFError, OSError, ValueError, RuntimeError, NotImplementedError, zipfile.zlib.error):
        raise _refused(where, ("A part of this Word file cannot be unpacked.",)) from None


def _faults(entries: list[ZipInfo]) -> Iterator[str]:
    if len(entries) > _PARTS:
        yield f"The package holds {len(entries)} parts, more than {_PARTS}."
    if sum(entry.file_size for entry in entries) > _ALL_BYTES:
        yield "The parts are more than 256 MiB together."
    seen: set[str] = set()
    for entry in entries:
        yield from _faults_of(entry)
        if entry.filename.lower() in seen:
            yield f"Two parts are named {entry.filename!r}."
        seen.add(entry.filename.lower())


def _faults_of(entry: ZipInfo) -> Iterator[str]:
    name = entry.filename
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        yield f"The name of part {name!r} leaves the package."
    if entry.flag_bits & 1:
        yield f"Part {name!r} is encrypted."
    if entry.file_size > _PART_BYTES:
        yield f"Part {name!r} is more than 64 MiB."
    if entry.file_size > 2**20 and entry.file_size > _RATIO * max(entry.compress_size, 1):
        yield f"Part {name!r} unpacks to more than {_RATIO} times its size."


def _refused(where: str, faults: tuple[str, ...]) -> Refused:
    return Refused(tuple(error("word-package", Place(where), fault) for fault in faults))


def parse(part: bytes) -> Element:
    """The root element of an XML part, read strictly.

    Raises lxml's XMLSyntaxError where the part is not well-formed or declares a document type.
    """
    # lxml takes longer to import than an agreement takes to write, and writing needs none of it.
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(**_PARSER))
    if root.getroottree().docinfo.doctype:
        raise etree.XMLSyntaxError("a document type is declared", 0, 0, 0)
    return root


def is_xml(name: str) -> bool:
    """Whether a part of this name holds XML."""
    return name.endswith((".xml", ".rels"))


class Opened(Struct, frozen=True):
    """A Word file's parts, and the root of each that is XML."""

    parts: Parts
    roots: dict[str, Element]

    def root(self, name: str) -> Element | None:
        """The root of a part, or None where the file has no such part."""
        return self.roots.get(name)

    def stories(self) -> Iterator[tuple[str, Element]]:
        """The parts that hold paragraphs: the body, headers, footers, notes and comments."""
        for name, root in self.roots.items():
            if root.tag in _STORIES:
                yield name, root
