"""Rules of the gate about the contents: an entry for each heading, as the heading reads."""

import re
from collections.abc import Iterator

from lxml import etree

from agreement.word.gate_fields import Field, labels_of, paragraph_of, places_of, read
from agreement.word.labels import Label
from agreement.word.opened import Opened, w

_BUILT_IN = re.compile(r'\\o "(\d)-(\d)"')
_STYLES = re.compile(r'\\t "([^"]*)"')
_WRITTEN = tuple(map(w, ("t", "tab")))

Labels = dict[etree._Element | None, Label | None]


def contents_right(opened: Opened) -> Iterator[str]:
    """The contents keep an entry for each heading they gather, in the order of the text.

    An entry is a link to its heading and repeats its number and words; where the field does not
    leave pages out, each entry has one, and no page is before that of the entry above.
    """
    document = opened.root("word/document.xml")
    fields = [] if document is None else read(document).whole
    for found in fields:
        if found.words[0].upper() == "TOC":
            yield from _entries(found, opened, labels_of(opened))
            yield from _pages(found)


def _entries(found: Field, opened: Opened, labels: Labels) -> Iterator[str]:
    places, gathered = places_of(opened), _gathered(found, opened)
    headings = [heading for heading in labels if _style(heading) in gathered and _words(heading)]
    links = [link for link in found.links if link.get(w("anchor")) in places]
    linked = [paragraph_of(places[link.get(w("anchor"))]) for link in links]
    for heading in headings:
        if heading not in linked:
            yield f"The contents leave out {_words(heading)!r}."
    if linked != [heading for heading in headings if heading in linked]:
        yield "The contents stand in another order than the text, or list what is no heading."
    for link, heading in zip(links, linked, strict=True):
        label = labels.get(heading)
        right = [label.own if label else "", _words(heading)]
        if _shown(link)[:2] != right:
            yield f"The contents show {_shown(link)[:2]!r}; the heading reads {right!r}."


def _pages(found: Field) -> Iterator[str]:
    pages = [_shown(link)[2:] for link in found.links]
    if "\\n" in found.words:
        if any(pages):
            yield "The contents show pages that their field leaves out."
        return
    if not all(len(page) == 1 and page[0].isdecimal() for page in pages):
        yield "The contents lack a page of an entry."
    elif [int(page[0]) for page in pages] != sorted(int(page[0]) for page in pages):
        yield "The pages of the contents do not rise."


def _gathered(found: Field, opened: Opened) -> set[str]:
    """The ids of the styles whose paragraphs the field lists."""
    names: set[str] = set()
    for first, last in _BUILT_IN.findall(found.instruction):
        names |= {f"heading {level}" for level in range(int(first), int(last) + 1)}
    for named in _STYLES.findall(found.instruction):
        names |= set(named.split(",")[::2])
    styles = opened.root("word/styles.xml")
    known = [] if styles is None else styles.iter(w("style"))
    return {
        style.get(w("styleId"), "")
        for style in known
        if style.find(w("name")) is not None and style.find(w("name")).get(w("val")) in names
    }


def _style(paragraph: etree._Element | None) -> str:
    style = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val"), "")


def _words(paragraph: etree._Element | None) -> str:
    found = () if paragraph is None else paragraph.iter(w("t"))
    return "".join(text.text or "" for text in found)


def _shown(link: etree._Element) -> list[str]:
    """What an entry shows between its tabs: the number, the words and perhaps the page."""
    pieces = ("\t" if piece.tag == w("tab") else piece.text or "" for piece in link.iter(*_WRITTEN))
    return "".join(pieces).split("\t")
