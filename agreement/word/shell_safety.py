"""What no shell may bring into an agreement: programs, files from elsewhere, words left over."""

import re
from collections.abc import Iterator

from lxml import etree

from agreement.word.opened import CONTENT_TYPES, Parts, w

_MACROS = "holds macros; save it as a Word document (.docx), not as a macro-enabled one."
_STRANGE = {
    "word/vbaProject": _MACROS,
    "word/vbaData": _MACROS,
    "word/activeX/": "holds ActiveX controls; delete them (Developer, Design Mode).",
    "word/embeddings/": "holds embedded files, such as a worksheet; paste them as pictures.",
    "word/afchunk": "holds another document whole; open it in Word and save it again.",
}
_LINK = "/hyperlink"
_TEMPLATE = "/attachedTemplate"
_TAG = re.compile(rb"\{\{|\{%")
_CALLED = frozenset(("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "MACROBUTTON"))


def unsafe(parts: Parts, roots: dict[str, etree._Element]) -> Iterator[str]:
    """Every fault of this kind, a sentence each that says what to do in Word."""
    yield from _programs(parts)
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _elsewhere(name, root)
        elif name.startswith("word/"):
            yield from _calls(name, root)
    for name, part in parts.items():
        if name.startswith("docProps/") and _TAG.search(part):
            yield "The document's properties hold a tag; delete it (File, Info, Properties)."
    comments = roots.get("word/comments.xml")
    if comments is not None and next(comments.iter(w("comment")), None) is not None:
        yield "The shell holds comments; delete them (Review, Delete, Delete All Comments)."
    if "word/document.xml" in roots:
        yield from _page_numbers(roots["word/document.xml"])
        if roots["word/document.xml"].tag != w("document"):
            yield "The shell is a Strict Open XML document; save it as a Word document (.docx)."


def _programs(parts: Parts) -> Iterator[str]:
    found = {told for name in parts for start, told in _STRANGE.items() if name.startswith(start)}
    types = parts.get(CONTENT_TYPES, b"")
    if b"macroEnabled" in types:
        found.add(_MACROS)
    if b"template.main+xml" in types:
        found.add("is a Word template (.dotx); save it as a Word document (.docx).")
    yield from (f"The shell {told}" for told in sorted(found))


def _elsewhere(name: str, relationships: etree._Element) -> Iterator[str]:
    for found in relationships:
        kind = found.get("Type", "")
        if found.get("TargetMode") != "External" or kind.endswith(_LINK):
            continue
        if kind.endswith(_TEMPLATE):
            yield (
                f"The shell is tied to the template {found.get('Target')!r}; detach it (Developer, "
                "Document Template, Attach: Normal)."
            )
        else:
            what = kind.rpartition("/")[2] or "part"
            yield (
                f"{name} fetches its {what} from {found.get('Target')!r} whenever the file is "
                "opened; insert it into the shell instead of linking to it."
            )


def _calls(name: str, root: etree._Element) -> Iterator[str]:
    instructions = [text.text or "" for text in root.iter(w("instrText"))]
    instructions += [field.get(w("instr"), "") for field in root.iter(w("fldSimple"))]
    for instruction in instructions:
        called = (instruction.split() or [""])[0].upper()
        if called in _CALLED:
            yield f"Part {name} holds the field {called}; replace it by its result (Ctrl+Shift+F9)."


def _page_numbers(document: etree._Element) -> Iterator[str]:
    """The contents count pages from 1 to the end, so the page numbers must too."""
    for count, section in enumerate(document.iter(w("sectPr"))):
        for kind in section.iter(w("pgNumType")):
            start, form = kind.get(w("start")), kind.get(w("fmt"), "decimal")
            if form != "decimal" or start not in ((None, "1") if count == 0 else (None,)):
                yield (
                    "Page numbers start anew or are no plain figures, and the contents would name "
                    "other pages; let them run through (Insert, Page Number, Format)."
                )
