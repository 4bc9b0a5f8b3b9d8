"""A person who reads by ear, by keyboard or with weak sight finds the way through a Word file."""

import re
from collections.abc import Iterator

import pytest
from word_files import DOCUMENT, EXAMPLES, ROOT, SAMPLES, built, changed, drafted, part, written

from agreement.word import compile_shell, write
from agreement.word.opened import Opened, is_xml, parse, read_parts, w

CORE, STYLES = "docProps/core.xml", "word/styles.xml"
HEADINGS = frozenset(("PartHeading", "Heading1", "ScheduleHeading", "OpenPointsHeading"))
UNWRITTEN = frozenset(("TableEnd", "ExecutionValue"))
"""Styles of paragraphs that Word wants after a table, or that are there to be written on."""

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DRAWING = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://'
    'schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="x"/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
LEAST_CONTRAST = 4.5
"""Between the colours of words and of what lies behind them (WCAG 2.2, success criterion 1.4.3)."""

FILES = (*SAMPLES, *EXAMPLES)


def file(name: str) -> bytes:
    """A sample or an example as a Word file."""
    return written(name) if name in SAMPLES else built(name)


def opened(docx: bytes) -> Opened:
    """A Word file read part by part."""
    parts = read_parts(docx)
    return Opened(parts, {name: parse(one) for name, one in parts.items() if is_xml(name)})


def style_of(paragraph) -> str:
    """The style that a paragraph names."""
    return paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))


def luminance(colour: str) -> float:
    """The relative luminance of a colour in hexadecimal, from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def unheaded(docx: Opened) -> Iterator[str]:
    """Headings that are no step of the outline."""
    known = {style.get(w("styleId")): style for style in docx.root(STYLES).iter(w("style"))}
    for paragraph in docx.root(DOCUMENT).iter(w("p")):
        style = style_of(paragraph)
        level = known[style].find(f"{w('pPr')}/{w('outlineLvl')}")
        if style in HEADINGS and level is None:
            yield f"{style} has no level of the outline"


def untitled_tables(docx: Opened) -> Iterator[str]:
    """Tables of the agreement whose first row is not marked as their heading."""
    for table in docx.root(DOCUMENT).iter(w("tbl")):
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}").get(w("val"))
        head = table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}")
        if style == "AgreementTable" and head is None:
            yield "a table has no heading row"


def unsaid(docx: Opened) -> Iterator[str]:
    """A language or a title that the file does not tell."""
    if docx.root(STYLES).find(f"{w('docDefaults')}//{w('lang')}") is None:
        yield "the text has no language"
    for name in ("title", "language"):
        if not docx.root(CORE).findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
            yield f"the file has no {name}"


def empty_paragraphs(docx: Opened) -> Iterator[str]:
    """Paragraphs without words that stand for space, outside the cells of tables."""
    for _, root in docx.stories():
        for paragraph in root.iter(w("p")):
            said = any(text.text for text in paragraph.iter(w("t")))
            inside = next(paragraph.iterancestors(w("tc")), None) is not None
            if not (said or inside or style_of(paragraph) in UNWRITTEN):
                yield f"an empty paragraph in {style_of(paragraph)}"


def pale_words(docx: Opened) -> Iterator[str]:
    """Words too near in colour to what lies behind them."""
    for name, root in docx.roots.items():
        if not name.startswith("word/") or name.startswith("word/theme"):
            continue
        for holder in root.iter(w("rPr"), w("pPr"), w("tcPr"), w("tblStylePr"), w("style")):
            front, back = holder.find(f".//{w('color')}"), holder.find(f".//{w('shd')}")
            ink = "auto" if front is None else front.get(w("val"))
            paper = "auto" if back is None else back.get(w("fill"))
            apart = contrast(
                *("000000" if ink == "auto" else ink, "FFFFFF" if paper == "auto" else paper)
            )
            if apart < LEAST_CONTRAST:
                yield f"{ink} on {paper} in {name}"


def undescribed(docx: Opened) -> Iterator[str]:
    """Drawings without a description."""
    for _, root in docx.stories():
        for drawn in root.iter(DRAWN):
            if not drawn.get("descr"):
                yield "a drawing has no alternative text"


CHECKS = (unheaded, untitled_tables, unsaid, empty_paragraphs, pale_words, undescribed)
END = "</w:body>"
BAD = {
    "heading": (STYLES, '<w:outlineLvl w:val="0"/>', "", "has no level of the outline"),
    "table": (DOCUMENT, "<w:tblHeader/>", "", "no heading row"),
    "language": (STYLES, '<w:lang w:val="en-GB"', '<w:langs w:val="en-GB"', "has no language"),
    "title": (
        CORE,
        "<dc:title>Settlement of disputed orthopaedic claims",
        "<dc:title>",
        "no title",
    ),
    "space": (
        DOCUMENT,
        END,
        '<w:p><w:pPr><w:pStyle w:val="Party"/></w:pPr></w:p>' + END,
        "in Party",
    ),
    "grey": (STYLES, "<w:b/>", '<w:color w:val="888888"/>', "888888 on auto"),
    "shade": (STYLES, 'w:fill="EDEDED"', 'w:fill="707070"', "auto on 707070"),
    "drawing": (DOCUMENT, END, DRAWING + END, "no alternative text"),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", FILES)
def test_a_file_keeps_nobody_out(name, check):
    assert [*check(opened(file(name)))] == []


@pytest.mark.parametrize("shell", sorted(ROOT.glob("templates/*.docx")), ids=lambda path: path.stem)
def test_no_shell_of_ours_keeps_anybody_out(shell):
    docx = opened(write(SAMPLES["english"], compile_shell(shell)))
    assert [fault for check in CHECKS for fault in check(docx)] == []


@pytest.mark.parametrize(("name", "old", "new", "told"), BAD.values(), ids=BAD)
def test_a_file_that_keeps_somebody_out_is_found(name, old, new, told):
    bad = opened(changed(written(), name, old, new))
    assert any(told in fault for check in CHECKS for fault in check(bad))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("000000", "FFFFFF", 21.0), ("767676", "FFFFFF", 4.54), ("FF0000", "FFFFFF", 4.0)],
)
def test_contrast_is_measured_as_the_guidelines_say(one, other, apart):
    assert contrast(one, other) == pytest.approx(apart, abs=0.01)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_title_and_the_language_are_those_of_the_agreement(example):
    agreement = drafted(example).agreement
    core = part(built(example), CORE)
    assert re.search("<dc:language>(.*?)<", core)[1] == agreement.conventions.language
    assert f"<dc:title>{agreement.title}</dc:title>" in core
    assert f'<w:lang w:val="{agreement.conventions.language}"' in part(built(example), STYLES)
