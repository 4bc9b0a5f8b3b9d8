"""A file that LibreOffice saved again says the same, with the same numbers."""

import re

import pytest
from lxml import etree
from word_files import FEW, SAMPLES, built, part, written

from agreement.word.labels import lists
from agreement.word.opened import parse, w

EXAMPLE = FEW[0]
REFERENCE = re.compile(r"REF (_Ref[0-9]{9}) \\w \\h")


@pytest.fixture(scope="module")
def saved(soffice):
    """A way to a sample or an example, as the program wrote it and as LibreOffice saved it."""
    known: dict[str, tuple[bytes, bytes]] = {}

    def saved(name: str) -> tuple[bytes, bytes]:
        if name not in known:
            docx = written(name) if name in SAMPLES else built(name)
            known[name] = docx, soffice(docx, "docx").read_bytes()
        return known[name]

    return saved


def sign(piece: etree._Element) -> str:
    """The words of a piece of a run; a break of the page is no word."""
    match etree.QName(piece).localname:
        case "tab":
            return "\t"
        case "br":
            return "" if piece.get(w("type")) == "page" else "\n"
    return piece.text or ""


def read(docx: bytes) -> list[tuple[str, str]]:
    """Each paragraph of the body: its label, counted from the file's own lists, and its words."""
    roots = [parse(part(docx, f"word/{name}.xml").encode()) for name in ("numbering", "styles")]
    known = lists(*roots)
    found = []
    for paragraph in parse(part(docx).encode()).iter(w("p")):
        label = known.label(paragraph)
        pieces = paragraph.iterfind(f".//{w('r')}/*")
        words = "".join(sign(one) for one in pieces if one.tag in (w("t"), w("br"), w("tab")))
        found.append((label.own if label else "", words))
    return found


def references(docx: bytes) -> list[str]:
    """The bookmark that each cross-reference leads to, in the order of the text."""
    return REFERENCE.findall(part(docx))


@pytest.mark.parametrize("name", [*SAMPLES, EXAMPLE])
class TestSavedAgain:
    def test_every_paragraph_has_its_words_and_its_number(self, name, saved):
        ours, theirs = saved(name)
        assert read(theirs) == read(ours)

    def test_every_cross_reference_leads_where_it_led(self, name, saved):
        ours, theirs = saved(name)
        marks = set(re.findall('w:name="(_Ref[0-9]{9})"', part(theirs)))
        assert references(theirs) == references(ours)
        assert marks >= set(references(ours))

    def test_every_answer_is_still_bound_to_its_place(self, name, saved):
        bound = re.compile(r'w:xpath="(/a:answers\[1\]/a:answer\[[0-9]+\]/a:words\[1\])"')
        ours, theirs = saved(name)
        assert bound.findall(part(theirs)) == bound.findall(part(ours))
        held = [parse(part(docx, "customXml/item2.xml").encode()) for docx in (ours, theirs)]
        assert [*held[1].itertext()] == [*held[0].itertext()]


def test_the_samples_and_the_example_number_and_refer():
    assert len({label for label, _ in read(built(EXAMPLE)) if label}) > 50
    assert len(references(built(EXAMPLE))) > 50
    assert len(references(written())) > 30
