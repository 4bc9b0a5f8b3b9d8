"""Parties, provisions, schedules, open points and execution blocks in a Word file."""

import html
import re

import pytest
import sample
from msgspec.structs import replace
from word_files import paragraphs, part, plain_shell, styled, words, written

from agreement.document.number import number
from agreement.document.tree import Execution, OpenPoint, Provision, Reference, Text
from agreement.word import gate, write
from agreement.word.opened import parse, w


def test_the_parts_stand_in_the_jurisdictions_order_under_its_headings():
    assert styled(written(), "PartHeading") == [
        "Parties",
        "Background",
        "Agreed terms",
        "Execution",
    ]
    american = part(written("american"))
    assert american.index("Signed by") < american.index("Action items")
    assert part(written()).index("Signed by") > part(written()).index("Action items")


def test_each_level_has_the_style_that_its_list_level_is_linked_to():
    found = written()
    assert styled(found, "Heading1")[:2] == ["Definitions and interpretation", "Corrected claims"]
    assert "Headings do not affect the meaning of this Agreement." in styled(found, "Provision2")
    assert "the contract managers; then" in styled(found, "Provision3")
    assert "a longer period has run out; and" in styled(found, "Provision4")


def test_a_first_level_provision_without_a_heading_keeps_its_place_in_the_list():
    [bare] = [found for found in paragraphs(written()) if "Provision1" in found]
    assert f'<w:ilvl w:val="0"/><w:numId w:val="{plain_shell().list_id}"/>' in bare


def test_a_definition_stands_unnumbered_under_the_words_that_lead_into_it():
    [clean] = [found for found in styled(written(), "ProvisionText2") if "Clean" in found]
    assert clean.startswith("“Clean Claim” means")
    bold = '<w:rStyle w:val="DefinedTerm"/></w:rPr><w:t>Clean Claim</w:t>'
    assert bold in part(written())
    assert "each line of it; and" in styled(written(), "ProvisionText3")


def test_words_of_one_look_that_meet_share_a_run():
    shared = "Effective Date the Provider may resubmit each Disputed Claims denied for a billing"
    assert shared in part(written())


def test_an_answer_that_looks_like_a_tag_or_like_xml_is_printed_as_typed():
    odd = "{{ 7*7 }} {% if x %} </w:t> &amp;"
    typed = Provision("odd", "", (Text(odd),))
    found = write(replace(sample.agreement(), operative=(typed,), schedules=()), plain_shell())
    assert [html.unescape(shown) for shown in styled(found, "Provision1")] == [odd]
    assert any("still holds a tag" in fault for fault in gate(found))


def test_a_heading_below_the_first_level_runs_into_the_words():
    assert 'RunInHeading"/></w:rPr><w:t>Late payment.</w:t>' in part(written())


def test_every_numbered_thing_has_a_bookmark_and_its_name_does_not_depend_on_its_place():
    names = re.findall('<w:bookmarkStart w:id="[0-9]+" w:name="([^"]+)"/>', part(written()))
    own = [name for name in names if re.fullmatch("_Ref[0-9]{9}", name)]
    assert len(own) == len(set(own)) >= len(number(sample.agreement()))
    fewer = replace(sample.agreement(), operative=sample.agreement().operative[1:])
    assert set(own) > set(re.findall('_Ref[0-9]{9}(?=")', part(write(fewer, plain_shell()))))


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ("2.2(b)(ii)", "clause\N{NO-BREAK SPACE}2.2(b)(ii) does not delay"),
        ("3", "A dispute under clause\N{NO-BREAK SPACE}3 or"),
        ("(B)", "Recital\N{NO-BREAK SPACE}(B) goes"),
        ("(2)", "party\N{NO-BREAK SPACE}(2), first to"),
        ("Schedule\N{NO-BREAK SPACE}2", " as Schedule\N{NO-BREAK SPACE}2 provides"),
    ],
)
def test_a_cross_reference_is_a_field_whose_result_is_right(shown, sentence):
    text = part(written())
    assert f'"separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>' in text
    assert sentence in words(text)


def test_a_reference_to_nothing_is_said_in_the_text_and_leaves_the_file_whole():
    lost = Provision("lost", "", (Text("See "), Reference("no/where"), Text(".")))
    found = write(replace(sample.agreement(), operative=(lost,), schedules=()), plain_shell())
    assert "See [no provision numbered for no/where]." in styled(found, "Provision1")
    unresolved = gate(found)
    assert unresolved == ()


def test_open_points_are_listed_first_by_who_owes_the_answer_and_link_to_their_place():
    found = written()
    assert styled(found, "OpenPointsOwner") == ["The provider", "Owner not named"]
    assert styled(found, "OpenPointsItem")[0] == (
        "1days the provider has to resubmitclause\N{NO-BREAK SPACE}2.1"
    )
    assert part(found).index("OpenPointsHeading") < part(found).index(">Parties<")
    for count in (1, 2, 3):
        assert part(found).count(f'<w:hyperlink w:anchor="OpenPoint{count}"') == 1
        assert part(found).count(f'w:name="OpenPoint{count}"') == 1


def test_an_open_point_met_twice_is_bookmarked_once_and_one_without_a_place_has_no_link():
    twice = Provision("twice", "", (sample.WINDOW, Text(" and "), sample.WINDOW))
    nowhere = OpenPoint(9, "something", "", "x")
    points = (sample.WINDOW, nowhere)
    drafted = replace(
        sample.agreement(), operative=(twice,), open_points=points, schedules=(), recitals=()
    )
    found = write(drafted, plain_shell())
    assert gate(found) == ()
    assert part(found).count('w:name="OpenPoint1"') == 1
    assert "OpenPoint9" not in part(found)


@pytest.mark.parametrize(("name", "width"), [("english", 9026), ("american", 9360)])
def test_columns_fill_the_width_of_the_text(name, width):
    body = parse(part(written(name)).encode())[0]
    tables = body.findall(w("tbl"))
    assert len(tables) == 4
    for table in tables:
        columns = [int(column.get(w("w"))) for column in table.find(w("tblGrid"))]
        assert sum(columns) == width
        assert table.find(f"{w('tblPr')}/{w('tblLayout')}").get(w("type")) == "fixed"


def test_table_headings_repeat_rows_stay_whole_figures_stand_right_and_a_total_is_bold():
    tables = re.findall("<w:tbl>.*?</w:tbl>", part(written()))
    actions, instalments = tables[:2]
    assert actions.count("<w:tblHeader/>") == 1
    assert actions.count("<w:cantSplit/>") == actions.count("<w:tr>") == 19
    assert instalments.count('<w:jc w:val="right"/>') == 4
    assert instalments.count('<w:pStyle w:val="TableTotal"/>') == 3
    assert 'w:lastRow="1"' in instalments
    assert 'w:lastRow="0"' in actions


def test_execution_blocks_hold_together_and_to_the_words_before_them():
    text = part(written("american"))
    before, blocks = text.split('<w:tblStyle w:val="ExecutionTable"/>', 1)
    assert '<w:pStyle w:val="Provision1"/><w:keepNext/>' in before[-900:]
    assert blocks.count("<w:cantSplit/>") == blocks.count("<w:tr>")
    styles = part(written(), "word/styles.xml")
    for style in ("ExecutionWords", "ExecutionLabel"):
        assert "<w:keepNext/>" in styles.split(f'w:styleId="{style}"')[1].split("</w:style>")[0]


def test_an_execution_block_without_lines_still_has_its_words():
    bare = Execution("payer", (Text("By consent"),), ())
    found = write(replace(sample.agreement(), execution=(bare,)), plain_shell())
    assert "By consent" in styled(found, "ExecutionWords")
    assert gate(found) == ()
