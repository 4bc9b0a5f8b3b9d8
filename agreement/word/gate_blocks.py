"""Rules of the gate about blocks and words: tags, marks, cells, styles, lists, revisions."""

import re
from collections import Counter
from collections.abc import Iterator

from agreement.word.opened import Opened, W, w

_TAG = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_MARK = re.compile(
    r"\*\*\w"
    r"|(?<!\w)_[A-Z][^_\n]*_(?!\w)"
    r"|\{[a-z0-9-]+(?:/[a-z0-9-]+)+\}"
    r"|\[[a-z]+(?:_[a-z0-9]+)+\]"
)
_WORDS = frozenset(map(w, ("t", "instrText", "delText", "delInstrText")))
_STYLED = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_STYLE_NAMES = tuple(map(w, ("basedOn", "next", "link")))
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_AROUND = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")))


def no_tag_left(opened: Opened) -> Iterator[str]:
    """No part holds a template's tag, in its words or in its attributes."""
    for name, part in opened.parts.items():
        found = _TAG.search(part.decode("utf-8", "replace")) if name in opened.roots else None
        if found:
            yield f"Part {name} still holds a tag: {found[0]!r}."


def no_mark_left(opened: Opened) -> Iterator[str]:
    """No paragraph holds a mark of the clause library that should have been read."""
    for name, root in opened.stories():
        for paragraph in root.iter(w("p")):
            words = "".join(text.text or "" for text in paragraph.iter(w("t")))
            for mark in _MARK.finditer(words):
                yield f"Part {name} still holds a mark: {mark[0]!r}."


def no_stray_words(opened: Opened) -> Iterator[str]:
    """Words stand only in the elements that hold words."""
    for name, root in opened.stories():
        for element in root.iter(f"{{{W}}}*"):
            inside = "" if element.tag in _WORDS else element.text or ""
            stray = inside + "".join(child.tail or "" for child in element)
            if stray.strip():
                yield f"Words stand between the blocks of {name}: {stray.strip()[:40]!r}."


def cells_end_in_paragraphs(opened: Opened) -> Iterator[str]:
    """Every cell of a table ends in a paragraph (ECMA-376 Part 1, 17.4.65)."""
    for name, root in opened.stories():
        for cell in root.iter(w("tc")):
            blocks = [child.tag for child in cell if child.tag not in _AROUND]
            if not blocks or blocks[-1] != w("p"):
                yield f"A table cell in {name} does not end in a paragraph."


def styles_exist(opened: Opened) -> Iterator[str]:
    """Every style that is used, or that a style builds on, is defined."""
    styles = opened.root("word/styles.xml")
    known = set()
    if styles is not None:
        known = {style.get(w("styleId")) for style in styles.iter(w("style"))}
        for element in styles.iter(*_STYLE_NAMES):
            if element.get(w("val")) not in known:
                yield f"A style builds on {element.get(w('val'))!r}, which is not defined."
    for name, root in opened.stories():
        used = {element.get(w("val")) for element in root.iter(*_STYLED)}
        for style in sorted(filter(None, used - known)):
            yield f"Part {name} uses the style {style!r}, which is not defined."


def lists_exist(opened: Opened) -> Iterator[str]:
    """Every list that a paragraph or a style names is defined, down to its levels."""
    numbering = opened.root("word/numbering.xml")
    known: set[str | None] = {"0"}
    if numbering is not None:
        abstracts = {found.get(w("abstractNumId")) for found in numbering.iter(w("abstractNum"))}
        for num in numbering.iter(w("num")):
            known.add(num.get(w("numId")))
            abstract = num.find(w("abstractNumId"))
            if abstract is None or abstract.get(w("val")) not in abstracts:
                yield f"List {num.get(w('numId'))} has no levels."
    for name, root in opened.roots.items():
        if root.tag == w("styles") or name in dict(opened.stories()):
            used = {found.get(w("val"), "") for found in root.iter(w("numId"))}
            for list_id in sorted(used - known):
                yield f"Part {name} names list {list_id}, which is not defined."


def controls_unique(opened: Opened) -> Iterator[str]:
    """No two content controls have one id."""
    ids = (
        found.get(w("val"))
        for _, root in opened.stories()
        for found in root.iterfind(f".//{w('sdtPr')}/{w('id')}")
    )
    for id in _twice(ids):
        yield f"Two content controls have the id {id}."


def revisions_unique(opened: Opened) -> Iterator[str]:
    """No two tracked changes have one id."""
    ids = (
        found.get(w("id"))
        for _, root in opened.stories()
        for found in root.iter(f"{{{W}}}*")
        if w("author") in found.attrib and found.tag != w("comment")
    )
    for id in _twice(ids):
        yield f"Two tracked changes have the id {id}."


def no_tracked_change(opened: Opened) -> Iterator[str]:
    """Nothing is tracked in a file that is not a redline."""
    for name, root in opened.stories():
        if next(root.iter(*_CHANGES), None) is not None:
            yield f"Part {name} holds tracked changes."


def _twice(ids: Iterator[str | None]) -> list[str | None]:
    return [id for id, count in Counter(ids).items() if count > 1]
