"""Every point of the gate, shown by a good file made bad in that one way."""

import re

import pytest
from word_files import DOCUMENT, changed, part, with_part, written

from agreement.word import gate

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
END = "</w:body>"
TYPES = "[Content_Types].xml"
BOUND = (
    '<w:p><w:sdt><w:sdtPr><w:id w:val="{id}"/><w:dataBinding w:prefixMappings='
    '"xmlns:p=\'urn:build-agreement:provenance:1\'" w:xpath="{path}" '
    'w:storeItemID="{store}"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>'
)
STORE = "{5B0E6A57-3C4D-4E8A-9F4B-2D8C1A7E6F30}"
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def target(style: str) -> str:
    """The bookmark of the first paragraph in a style."""
    found = re.search(f'"{style}"/>.*?w:name="(_Ref[0-9]+)"', part(written()))
    return found[1]


def added(xml: str) -> tuple[str, str, str]:
    """A change that adds XML at the end of the body."""
    return DOCUMENT, END, xml + END


def change(id: int) -> str:
    """A tracked insertion."""
    return f'<w:p><w:ins w:id="{id}" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'


FAULTS = {
    "broken-xml": ((DOCUMENT, END, ""), "is not well-formed XML"),
    "document-type": (
        (DOCUMENT, "<w:document ", '<!DOCTYPE w:document [<!ENTITY a "b">]><w:document '),
        "is not well-formed XML",
    ),
    "tag": (added("<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"), "still holds a tag: '{{'"),
    "tag-in-attribute": ((NUMBERING, "(%3)", "{% if x %}"), "still holds a tag: '{%'"),
    "defines-mark": (added("<w:p><w:r><w:t>**Term**</w:t></w:r></w:p>"), "a mark: '**T'"),
    "uses-mark": (added("<w:p><w:r><w:t>the _Payer_</w:t></w:r></w:p>"), "a mark: '_Payer_'"),
    "refers-mark": (added("<w:p><w:r><w:t>{a/b}</w:t></w:r></w:p>"), "a mark: '{a/b}'"),
    "blank-mark": (added("<w:p><w:r><w:t>[due_days]</w:t></w:r></w:p>"), "a mark: '[due_days]'"),
    "stray-words": (added("stray"), "Words stand between the blocks"),
    "cell-without-paragraph": ((DOCUMENT, "</w:tc>", "<w:tbl/></w:tc>"), "does not end in a para"),
    "unknown-style": ((DOCUMENT, '"Recital"', '"Nothing"'), "uses the style 'Nothing'"),
    "unknown-base": ((STYLES, 'basedOn w:val="TableText"', 'basedOn w:val="No"'), "builds on 'No'"),
    "unknown-list": ((DOCUMENT, '<w:numId w:val="1"', '<w:numId w:val="77"'), "names list 77"),
    "unknown-list-of-style": ((STYLES, '<w:numId w:val="2"', '<w:numId w:val="77"'), "list 77"),
    "list-without-levels": (
        (NUMBERING, '<w:abstractNumId w:val="3"', '<w:abstractNumId w:val="9"'),
        "List 4 has no levels",
    ),
    "bookmark-id-twice": (
        added('<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>'),
        "Two bookmarks have the id 1",
    ),
    "bookmark-name-twice": (
        added('<w:bookmarkStart w:id="990" w:name="OpenPoint1"/><w:bookmarkEnd w:id="990"/>'),
        "Two bookmarks are named 'OpenPoint1'",
    ),
    "bookmark-without-end": (added('<w:bookmarkStart w:id="991" w:name="b"/>'), "lacks its end"),
    "bookmark-without-start": (added('<w:bookmarkEnd w:id="992"/>'), "992 lacks its start"),
    "bookmark-name-long": (
        added(f'<w:bookmarkStart w:id="993" w:name="{"b" * 41}"/><w:bookmarkEnd w:id="993"/>'),
        "has not between 1 and 40",
    ),
    "reference-to-nothing": (
        added(FIELD.format(code="REF _RefX \\w \\h", result="<w:r><w:t>1</w:t></w:r>")),
        "leads to '_RefX', which is no bookmark",
    ),
    "page-reference-to-nothing": (
        added(FIELD.format(code="PAGEREF _RefX \\h", result="<w:r><w:t>1</w:t></w:r>")),
        "leads to '_RefX', which is no bookmark",
    ),
    "link-to-nothing": (
        (DOCUMENT, 'w:anchor="OpenPoint1"', 'w:anchor="Gone"'),
        "leads to 'Gone', which is no bookmark",
    ),
    "wrong-number": ((DOCUMENT, ">2.2(b)(ii)<", ">2.2(b)(iii)<"), "computes '2.2(b)(ii)'"),
    "wrong-number-by-numbering": ((NUMBERING, '"lowerRoman"', '"upperRoman"'), "(b)(II)"),
    "wrong-number-by-start": ((NUMBERING, 'start w:val="1"', 'start w:val="4"'), "Word computes"),
    "field-without-end": (
        (DOCUMENT, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        "does not end",
    ),
    "field-without-beginning": (
        (DOCUMENT, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""),
        "ends without a beginning",
    ),
    "field-without-result": (added(FIELD.format(code="PAGE", result="")), "keeps no result"),
    "control-id-twice": (
        added(BOUND.format(id=5, path="/p:provenance", store=STORE) * 2),
        "Two content controls have the id 5",
    ),
    "binding-to-no-store": (
        added(BOUND.format(id=5, path="/p:provenance", store="{0}")),
        "bound to store {0}",
    ),
    "binding-to-no-place": (
        added(BOUND.format(id=5, path="/p:nothing", store=STORE)),
        "which selects nothing",
    ),
    "binding-to-other-words": (
        ("customXml/item2.xml", ">£125,000.00<", ">£125,000.01<"),
        "shows '£125,000.00'; '/a:answers[1]/a:answer[1]/a:words[1]' holds '£125,000.01'",
    ),
    "binding-unreadable": (
        added(BOUND.format(id=5, path="/q:[[", store=STORE)),
        "which selects nothing",
    ),
    "revision-id-twice": (added(change(7) * 2), "Two tracked changes have the id 7"),
    "tracked": (added(change(7)), "holds tracked changes"),
    "private-part": (
        ("customXml/item1.xml", "<clause ", '<clause note="private: x" '),
        "holds something private",
    ),
    "private-bookmark": (
        added('<w:bookmarkStart w:id="994" w:name="private"/><w:bookmarkEnd w:id="994"/>'),
        "is marked private",
    ),
    "private-answer": (
        ("customXml/item2.xml", "<path>money", "<path>private.money"),
        "holds something private",
    ),
    "hidden-words": (
        added("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"),
        "holds hidden words",
    ),
    "type-of-no-part": ((TYPES, "/word/styles.xml", "/word/stiles.xml"), "does not hold"),
    "relationship-to-no-part": (
        ("word/_rels/document.xml.rels", "fontTable.xml", "gone.xml"),
        "leads to 'gone.xml'",
    ),
    "relationship-out": (
        (
            "word/_rels/document.xml.rels",
            'Target="fontTable.xml"',
            'Target="http://x" TargetMode="External"',
        ),
        "leads out of the package",
    ),
    "relationship-unknown": ((DOCUMENT, 'r:id="rId10"', 'r:id="rId99"'), "relationship rId99"),
}


@pytest.mark.parametrize(("mutation", "sentence"), FAULTS.values(), ids=FAULTS)
def test_the_gate_finds_a_file_made_bad_in_one_way(mutation, sentence):
    found = gate(changed(written(), *mutation))
    assert any(sentence in fault for fault in found), found


def test_the_gate_finds_a_part_without_a_content_type():
    assert "Part word/x.bin has no content type." in gate(with_part(written(), "word/x.bin", b"x"))


def test_the_gate_finds_a_package_that_is_none():
    assert gate(b"not a zip") == (
        "This is not a Word file (.docx), or it is damaged; save it in Word again.",
    )


def test_a_redline_may_hold_tracked_changes():
    tracked = changed(written(), *added(change(7)))
    assert gate(tracked, redline=True) == ()


def test_a_control_for_private_beds_passes():
    titled = changed(
        written(), DOCUMENT, 'alias w:val="Settlement sum"', 'alias w:val="Private beds"'
    )
    assert gate(changed(titled, DOCUMENT, "money.settlement_sum", "money.private_beds")) == ()


def test_words_that_only_look_like_marks_pass():
    harmless = "<w:p><w:r><w:t>[sic] 2 ** 3 {x} a_b_c ____ (a/b) [OPEN 3: x]</w:t></w:r></w:p>"
    assert gate(changed(written(), *added(harmless))) == ()


@pytest.mark.parametrize(
    ("switch", "style", "right"),
    [
        ("\\n", "Provision4", "(i)"),
        ("\\w", "Provision4", "2.2(b)(i)"),
        ("\\r", "Provision4", "2.2(b)(i)"),
        ("\\n", "Heading1", "1"),
        ("\\w", "Party", "(1)"),
        ("\\n", "ScheduleHeading", "Schedule\N{NO-BREAK SPACE}1"),
    ],
)
def test_a_reference_is_computed_as_word_does_for_each_switch(switch, style, right):
    def faults(shown: str) -> tuple[str, ...]:
        code = f"REF {target(style)} {switch} \\h"
        field = FIELD.format(code=code, result=f"<w:r><w:t>{shown}</w:t></w:r>")
        return gate(changed(written(), *added(field)))

    assert faults(right) == ()
    assert f"Word computes {right!r}" in faults("9.9")[0]


def test_a_relative_reference_leaves_out_what_source_and_target_share():
    code = f"REF {target('Provision4')} \\r \\h"
    field = FIELD.format(code=code, result="<w:r><w:t>(b)(i)</w:t></w:r>")
    runs = field.removeprefix("<w:p>").removesuffix("</w:p>")
    sibling = re.search('<w:p><w:pPr><w:pStyle w:val="Provision3"/></w:pPr>', part(written()))[0]
    assert gate(changed(written(), DOCUMENT, sibling, sibling + runs)) == ()


def test_a_reference_to_a_paragraph_without_a_number_is_a_fault():
    mark = '<w:bookmarkStart w:id="995" w:name="plain"/><w:bookmarkEnd w:id="995"/>'
    field = FIELD.format(code="REF plain \\w", result="<w:r><w:t>1</w:t></w:r>")
    found = gate(changed(written(), *added(f"<w:p>{mark}</w:p>{field}")))
    assert found == ("A cross-reference leads to 'plain', which stands in no numbered paragraph.",)
