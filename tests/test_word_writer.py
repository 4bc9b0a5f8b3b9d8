"""What an agreement looks like as a Word file."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
import sample
from docx_integrity import check
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from word_files import (
    DOCUMENT,
    PARAGRAPH,
    PLAIN,
    SAMPLES,
    part,
    plain_shell,
    styled,
    words,
    words_in,
    written,
)

from agreement.document.tree import Provision, Text
from agreement.finding import Refused
from agreement.word import gate, write


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
    assert words_in(read.paragraphs[0]) == sample.HOSTILE
    assert read.core_properties.title == sample.HOSTILE
    assert read.core_properties.author == sample.HOSTILE
    header = words_in(read.sections[0].header.paragraphs[0])
    assert header == f"{sample.HOSTILE}\t{sample.HOSTILE}"
    assert read.sections[0].footer.paragraphs[0].text.startswith(f"Draft {sample.HOSTILE}")
    assert sample.HOSTILE in "".join(found.text for found in read.paragraphs[1:])
    assert sample.HOSTILE in "".join(cell.text for cell in read.tables[-1].column_cells(0))


def test_right_to_left_letters_stand_in_runs_of_their_own():
    assert "<w:rPr><w:rtl/></w:rPr><w:t>سمير</w:t>" in part(written())


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
    draft = "Draft 3, 22\u00a0November 2026\u20020f0f0f0fPage 1 of 1"
    assert words(part(written(), "word/footer1.xml")).strip() == draft
    assert words(part(written("signed"), "word/footer1.xml")).strip() == "Page 1 of 1"
    legend = "Draft – without prejudice and subject to contract"
    assert legend in styled(written(), "TitleStatus")
    assert styled(written("signed"), "TitleStatus") == []
    assert styled(written(), "TitleNotice") == ["A form for adaptation; it is not legal advice."]


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
