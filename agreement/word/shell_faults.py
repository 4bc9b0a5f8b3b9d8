"""What is wrong with a shell before anything is filled in, each fault a sentence for counsel."""

import re
from collections.abc import Iterator, Set

from lxml import etree

from agreement.word.contract import LEVEL_TEXTS, LISTED, PROVISION_STYLES, Style
from agreement.word.labels import Lists, lists
from agreement.word.opened import CONTENT_TYPES, Parts, is_xml, parse, w
from agreement.word.shell_safety import unsafe

_NEEDED = (
    CONTENT_TYPES,
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/_rels/document.xml.rels",
)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_OPENED = re.compile(r"\{\{|\{%|\}\}|%\}")
_ALONE = re.compile(r"\{[{%](?:p|tr|tc) ")
_COPY = "Copy it from a shell of ours: Styles pane, Manage Styles, Import/Export."
_LINK = "Click in it, then Home, Multilevel List, Define New Multilevel List."
_WITHIN = tuple(map(w, ("bookmarkStart", "bookmarkEnd", "fldChar", "instrText", "hyperlink")))
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))


def faults(parts: Parts) -> Iterator[str]:
    """Every fault that can be seen in the shell's parts without compiling them."""
    missing = [name for name in _NEEDED if name not in parts]
    if missing:
        yield f"The shell is no whole Word file: it lacks {', '.join(missing)}."
        return
    roots: dict[str, etree._Element] = {}
    for name, part in parts.items():
        try:
            roots |= {name: parse(part)} if is_xml(name) else {}
        except etree.XMLSyntaxError as fault:
            yield f"Part {name} is not well-formed XML: {fault.msg}."
    if all(name in roots for name in _NEEDED):
        yield from _page(roots["word/document.xml"])
        found = {style.get(w("styleId")) for style in roots["word/styles.xml"].iter(w("style"))}
        known = lists(roots["word/numbering.xml"], roots["word/styles.xml"])
        yield from _styles(found)
        yield from _numbering(known, found)
    yield from unsafe(parts, roots)
    for name, root in roots.items():
        if name.startswith("word/"):
            yield from _words(name, root)
        if next(root.iter(w("comment")), None) is not None:
            yield f"Part {name} holds comments; delete them."


def _page(document: etree._Element) -> Iterator[str]:
    sections = [*document.iter(w("sectPr"))]
    if (
        not sections
        or sections[-1].find(w("pgSz")) is None
        or sections[-1].find(w("pgMar")) is None
    ):
        yield "The shell's last section has no paper size or no margins."


def _styles(found: Set[str]) -> Iterator[str]:
    for style in Style:
        if style not in found:
            yield f"The style {style} is missing. {_COPY}"


def _numbering(known: Lists, found: Set[str]) -> Iterator[str]:
    """Faults of the lists; of a style that is not `found`, only that it is missing is told."""
    listed = {style: known.styled.get(style) for style in (*PROVISION_STYLES, *LISTED)}
    for style, place in listed.items():
        if place is None and style in found:
            yield f"The style {style} is not linked to a list. {_LINK}"
    provisions = listed[Style.PROVISION_HEADING]
    if provisions is None:
        return
    for level, (style, text) in enumerate(zip(PROVISION_STYLES, LEVEL_TEXTS, strict=True)):
        if listed[style] and listed[style] != (provisions[0], level):
            told = f"The style {style} is not linked to level {level + 1} of the provisions' list."
            yield f"{told} {_LINK}"
        elif listed[style] and known.levels[provisions[0]][level].text != text:
            yield f"Level {level + 1} of the provisions' list must read {text!r}. {_LINK}"
    own = [place[0] for style, place in listed.items() if place and style in LISTED]
    if len({provisions[0], *own}) <= len(own):
        yield "Provisions, parties, recitals and schedules must each have a list of their own."


def _words(name: str, root: etree._Element) -> Iterator[str]:
    if next(root.iter(*_CHANGES), None) is not None:
        yield f"Part {name} holds tracked changes; accept or reject them (Review)."
    for paragraph in root.iter(w("p")):
        yield from _tags(paragraph)


def _tags(paragraph: etree._Element) -> Iterator[str]:
    """Faults of the tags in one paragraph."""
    texts = [*paragraph.iter(w("t"))]
    words = "".join(text.text or "" for text in texts)
    if "{" not in words and "}" not in words:
        return
    if _OPENED.search(_TAG.sub("", words)):
        yield f"A tag is not closed in its paragraph: {words!r}."
    if "{%-" in words or "-%}" in words:
        yield f"A tag with a hyphen would merge paragraphs: {words!r}."
    if _ALONE.search(words) and not _TAG.fullmatch(words.strip()):
        yield f"A tag for a whole paragraph or row stands beside other words: {words!r}."
    for tag in _TAG.finditer(words):
        if any(quote in tag[0] for quote in "“”‘’&"):
            yield f"A tag holds a curly quotation mark or an ampersand: {tag[0]!r}."
        if _split(_runs(texts, tag.start(), tag.end())):
            yield f"The tag {tag[0]!r} is split; delete it and type it again in one go."


def _runs(texts: list[etree._Element], start: int, end: int) -> list[etree._Element]:
    """The runs that hold the characters from start to end of a paragraph's words."""
    runs, at = [], 0
    for text in texts:
        length = len(text.text or "")
        if at < end and start < at + length:
            runs.append(text.getparent())
        at += length
    return runs


def _split(runs: list[etree._Element]) -> bool:
    """Whether a tag's runs differ in look, or something stands between them.

    Word splits words into runs of one look for its own reasons (spelling, editing sessions), and
    docxtpl joins those again; a bookmark or a field inside a tag would lose one of its ends.
    """
    if len({_look(run) for run in runs}) > 1 or len({run.getparent() for run in runs}) > 1:
        return True
    between = runs[0].itersiblings()
    for sibling in between if len(runs) > 1 else ():
        if sibling is runs[-1]:
            return False
        if next(sibling.iter(*_WITHIN), None) is not None:
            return True
    return False


def _look(run: etree._Element) -> bytes:
    properties = run.find(w("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")
