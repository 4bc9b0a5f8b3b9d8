"""What an agreement looks like as a Word file."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
import sample
from docx_integrity import check
from openxml_audit import OpenXmlValidator
from word_files import DOCUMENT, PLAIN, SAMPLES, part, plain_shell, written

from agreement.document import Execution, OpenPoint, Provision, Reference, Text
from agreement.finding import Refused
from agreement.number import number
from agreement.word import gate, write

TAGS = re.compile("<[^>]+>")
PARAGRAPH = re.compile("<w:p>.*?</w:p>")


def paragraphs(docx: bytes) -> list[str]:
    """The paragraphs of the body, as XML."""
    return PARAGRAPH.findall(part(docx))


def words(xml: str) -> str:
    """What a piece of XML says."""
    return TAGS.sub("", re.sub("<w:instrText.*?</w:instrText>", "", xml))


def styled(docx: bytes, style: str) -> list[str]:
    """The words of each paragraph in a style."""
    return [words(found) for found in paragraphs(docx) if f'<w:pStyle w:val="{style}"/>' in found]


@pytest.mark.parametrize("name", SAMPLES)
class TestEverySample:
    def test_the_gate_finds_nothing(self, name):
        assert gate(written(name)) == ()

    def test_the_python_audit_finds_nothing(self, name, tmp_path):
        file = tmp_path / "a.docx"
        file.write_bytes(written(name))
        assert not OpenXmlValidator().validate(file).errors

    def test_the_integrity_check_finds_nothing(self, name, tmp_path):
        file = tmp_path / "a.docx"
        file.write_bytes(written(name))
        assert not check(file)

    def test_the_open_xml_sdk_finds_nothing(self, name, ooxml_validator):
        assert '"ok": true' in ooxml_validator(written(name))

    def test_it_is_written_twice_with_the_same_bytes(self, name):
        assert write(SAMPLES[name], plain_shell()) == written(name)

    def test_every_paragraph_has_a_style_and_none_is_there_for_space(self, name):
        body = re.sub("<w:tbl>.*?</w:tbl>", "", part(written(name)))
        for found in PARAGRAPH.findall(body):
            assert "<w:pStyle " in found
            empty = not words(found) and "ScheduleHeading" not in found
            assert not empty or "TableEnd" in found


def test_another_process_in_another_zone_and_locale_writes_the_same_bytes():
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; import word_files, hashlib;"
        "print(hashlib.sha256(word_files.written('hostile')).hexdigest())"
    )
    tests = str(Path(__file__).parent)
    root = str(PLAIN.parents[1])
    digests = set()
    for zone, locale, seed in (("Asia/Tokyo", "C", "1"), ("America/New_York", "C.UTF-8", "77")):
        ways = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        ran = subprocess.run(
            [sys.executable, "-c", program, root, tests],
            env=os.environ | ways,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(ran.stdout)
    assert len(digests) == 1


def test_title_header_footer_and_properties_hold_characters_as_typed():
    read = docx.Document(BytesIO(written("hostile")))
    assert read.paragraphs[0].text == sample.HOSTILE
    assert read.core_properties.title == sample.HOSTILE
    assert read.core_properties.author == sample.HOSTILE
    header = read.sections[0].header.paragraphs[0].text
    assert header == f"{sample.HOSTILE}\t{sample.HOSTILE}"
    assert read.sections[0].footer.paragraphs[0].text.startswith(sample.HOSTILE)
    assert sample.HOSTILE in "".join(found.text for found in read.paragraphs[1:])
    assert sample.HOSTILE in "".join(cell.text for cell in read.tables[-1].column_cells(0))


def test_right_to_left_letters_stand_in_runs_of_their_own():
    assert '<w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">سمير</w:t>' in part(written())


@pytest.mark.parametrize(
    ("name", "language", "millimetres"),
    [("english", "en-GB", (210, 297)), ("american", "en-US", (216, 279))],
)
def test_paper_and_language_follow_the_jurisdiction(name, language, millimetres):
    read = docx.Document(BytesIO(written(name)))
    section = read.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres
    assert section.left_margin.cm == pytest.approx(2.54, abs=0.01)
    assert f'w:lang w:val="{language}"' in part(written(name), "word/styles.xml")
    assert f'themeFontLang w:val="{language}"' in part(written(name), "word/settings.xml")
    assert read.core_properties.language == language


def test_the_properties_hold_the_drafts_own_date_and_nothing_of_the_machine():
    properties = docx.Document(BytesIO(written())).core_properties
    assert properties.created == properties.modified == datetime(2026, 11, 22, tzinfo=UTC)
    undated = write(replace(sample.agreement(), dated=None), plain_shell())
    assert docx.Document(BytesIO(undated)).core_properties.created.year == 1980
    assert properties.last_modified_by == properties.comments == properties.keywords == ""


def test_a_draft_says_so_at_its_head_and_foot_and_a_copy_for_signature_does_not():
    assert words(part(written(), "word/footer1.xml")).strip() == "Draft 3\u20020f0f0f0fPage 1 of 1"
    assert words(part(written("signed"), "word/footer1.xml")).strip() == "Page 1 of 1"
    legend = "Draft – without prejudice and subject to contract"
    assert legend in styled(written(), "TitleStatus")
    assert styled(written("signed"), "TitleStatus") == []
    assert styled(written(), "TitleNotice") == ["A form for adaptation; it is not legal advice."]


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
    bold = '<w:rStyle w:val="DefinedTerm"/></w:rPr><w:t xml:space="preserve">Clean Claim</w:t>'
    assert bold in part(written())
    assert "each line of it; and" in styled(written(), "ProvisionText3")


def test_a_heading_below_the_first_level_runs_into_the_words():
    assert 'RunInHeading"/></w:rPr><w:t xml:space="preserve">Late payment.</w:t>' in part(written())


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
    assert f'"separate"/></w:r><w:r><w:t xml:space="preserve">{shown}</w:t></w:r>' in text
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
    assert styled(found, "OpenPointsItem")[0] == "1days the provider has to resubmit"
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
    for table in re.findall("<w:tbl>.*?</w:tbl>", part(written(name))):
        columns = [int(found) for found in re.findall('<w:gridCol w:w="([0-9]+)"', table)]
        assert sum(columns) == width
        assert '<w:tblLayout w:type="fixed"/>' in table


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
    before, blocks = text.split('<w:tblStyle w:val="ExecutionTable"/>')
    assert '<w:pStyle w:val="Provision1"/><w:keepNext/>' in before[-900:]
    assert blocks.split("</w:tbl>")[0].count("<w:cantSplit/>") == 8
    styles = part(written(), "word/styles.xml")
    for style in ("ExecutionWords", "ExecutionLabel"):
        assert "<w:keepNext/>" in styles.split(f'w:styleId="{style}"')[1].split("</w:style>")[0]


def test_an_execution_block_without_lines_still_has_its_words():
    bare = Execution("payer", (Text("By consent"),), ())
    found = write(replace(sample.agreement(), execution=(bare,)), plain_shell())
    assert "By consent" in styled(found, "ExecutionWords")
    assert gate(found) == ()


def test_an_empty_agreement_is_still_a_whole_file():
    empty = replace(
        sample.agreement(),
        parties=(),
        recitals=(),
        operative=(),
        schedules=(),
        execution=(),
        open_points=(),
    )
    assert gate(write(empty, plain_shell())) == ()


def test_provisions_deeper_than_the_list_are_refused():
    nested = Provision("deepest", "", (Text("x"),))
    for level in range(6):
        nested = Provision(f"level-{level}", "", (Text("x"),), (nested,))
    with pytest.raises(Refused, match="more than 6 levels"):
        write(replace(sample.agreement(), operative=(nested,)), plain_shell())


def test_no_part_keeps_a_mention_of_the_term_sheet_file():
    assert "sheet.yaml" not in "".join(part(written(), name) for name in _names())


def _names() -> list[str]:
    return [DOCUMENT, "customXml/item1.xml", "docProps/core.xml", "docProps/app.xml"]
