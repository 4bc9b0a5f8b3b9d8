"""The shells that come with the program, and what is said to a firm about its own."""

import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx_integrity import check
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from word_files import DOCUMENT, EXAMPLES, SAMPLES, changed, drafted, part, with_part

from agreement.cli import main
from agreement.document.tree import Agreement
from agreement.word import Shell, compile_shell, gate, write
from agreement.word.opened import parse, read_parts
from agreement.word.package import packed
from agreement.word.trial import tried

TEMPLATES = Path(__file__).parents[1] / "templates"
SHELLS = tuple(sorted(path.stem for path in TEMPLATES.glob("*.docx")))
STYLES, NUMBERING, TYPES = "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"
HEADER, WAYS = "word/header1.xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def shell(name: str) -> Shell:
    """A shell that comes with the program."""
    return compile_shell(TEMPLATES / f"{name}.docx")


def own(name: str = "plain") -> bytes:
    """The bytes of a shell, to change as a firm would."""
    return (TEMPLATES / f"{name}.docx").read_bytes()


def in_status(agreement: Agreement, status: str) -> Agreement:
    """An agreement as a draft, or as the copy for signature."""
    words = "" if status == "execution" else "Draft – subject to contract"
    return replace(agreement, status=status, status_words=words)


def invoke(*arguments: str) -> Result:
    """The templates commands."""
    return CliRunner().invoke(main, ["templates", *arguments])


@pytest.fixture
def checked(tmp_path):
    """A way to have a shell checked from its bytes."""

    def checked(docx: bytes) -> Result:
        file = tmp_path / "house.docx"
        file.write_bytes(docx)
        return invoke("check", str(file))

    return checked


@pytest.mark.parametrize("status", ["draft", "execution"])
@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize("example", [*SAMPLES, *EXAMPLES])
def test_every_agreement_is_clean_in_every_shell(example, name, status, tmp_path):
    agreement = SAMPLES[example] if example in SAMPLES else drafted(example).agreement
    docx = write(in_status(agreement, status), shell(name))
    file = tmp_path / "a.docx"
    file.write_bytes(docx)
    assert gate(docx) == ()
    assert not OpenXmlValidator().validate(file).errors
    assert not check(file)


@pytest.mark.parametrize("name", SHELLS)
def test_the_open_xml_sdk_finds_nothing_in_a_shell_nor_in_what_it_makes(name, ooxml_validator):
    assert '"ok": true' in ooxml_validator(own(name))
    assert '"ok": true' in ooxml_validator(write(SAMPLES["english"], shell(name)))


@pytest.mark.parametrize("name", SHELLS)
def test_every_shell_of_ours_passes_its_own_check_and_is_slim(name):
    assert tried(shell(name)) == ()
    assert len(own(name)) < 16_000


@pytest.mark.parametrize("name", SHELLS)
def test_no_shell_indents_by_hand_what_another_shell_numbers(name):
    """One ladder of indents, whatever the shell: numbers at 0, 0, 1.25 and 2.5 cm."""
    ladder = re.findall('w:left="([0-9]+)" w:hanging', part(own(name), NUMBERING))
    assert ladder[:4] == ["709", "709", "1417", "2126"]


def test_the_list_names_each_shell_and_what_it_looks_like():
    listed = invoke("list")
    assert listed.exit_code == 0
    lines = listed.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(SHELLS)
    assert all(len(line.split()) > 4 for line in lines)


def test_the_list_shows_a_firms_own_shells_before_ours(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "house.docx").write_bytes(changed(own(), "docProps/core.xml", "Times", "Our Times"))
    silent = {name: part for name, part in read_parts(own()).items() if "docProps" not in name}
    (folder / "plain.docx").write_bytes(packed(silent))
    listed = invoke("list", "--library", str(tmp_path)).stdout
    assert re.search("^house +Our Times", listed, re.MULTILINE)
    assert re.search("^plain +.no description", listed, re.MULTILINE)


def test_a_shell_in_order_is_said_to_be_ready(checked):
    result = checked(own())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("house.docx: ready to use\n")


def test_every_fault_of_every_file_is_told_and_the_others_are_still_checked(tmp_path):
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(own())
    broken = changed(own(), STYLES, 'styleId="Recital"', 'styleId="R"')
    bad.write_bytes(changed(broken, STYLES, 'styleId="Party"', 'styleId="P"'))
    result = invoke("check", str(bad), str(good), str(tmp_path / "none.docx"))
    assert result.exit_code == 1
    for words in ("The style Recital", "The style Party", "The shell cannot be read"):
        assert words in result.stderr
    assert "good.docx: ready to use" in result.stdout


def related(kind: str, target: str) -> tuple[str, str, str]:
    """A relationship of the body to something outside the file."""
    added = (
        f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    return WAYS, "</Relationships>", f"{added}</Relationships>"


def in_header(content: str) -> tuple[str, str, str]:
    """Something put at the end of the header."""
    return HEADER, "</w:hdr>", f"{content}</w:hdr>"


CALL = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
FAULTS = {
    "macros": ((TYPES, "document.main", "document.macroEnabled.main"), "holds macros"),
    "template": ((TYPES, "document.main+xml", "template.main+xml"), "(.dotx); save it as"),
    "linked picture": (related("image", "http://x.example/logo.png"), "fetches its image"),
    "attached template": (related("attachedTemplate", "file:///x.dotm"), "detach it"),
    "field that calls": (in_header(CALL.format("INCLUDETEXT x.docx")), "the field INCLUDETEXT"),
    "document type": ((HEADER, "<w:hdr", "<!DOCTYPE w:hdr []><w:hdr"), "document type"),
    "properties": (("docProps/core.xml", "Plain shell", "{{ title }}"), "properties hold a tag"),
    "pages anew": ((DOCUMENT, "<w:pgMar", '<w:pgNumType w:start="7"/><w:pgMar'), "let them run"),
    "roman pages": ((DOCUMENT, "<w:pgMar", '<w:pgNumType w:fmt="lowerRoman"/><w:pgMar'), "let th"),
    "tracked": ((DOCUMENT, "<w:sectPr>", '<w:p><w:del w:id="1"/></w:p><w:sectPr>'), "accept or"),
    "no style": ((STYLES, 'styleId="TOC1"', 'styleId="X"'), "Import/Export"),
    "tag beside words": ((DOCUMENT, "{{p body }}", "Here {{p body }}"), "beside other words"),
    "header's style": (in_header('<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr></w:p>'), "'Gone'"),
    "strict": (
        (DOCUMENT, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "urn:strict"),
        "Strict Open XML",
    ),
}


@pytest.mark.parametrize(("mutation", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_what_to_do_in_word(checked, mutation, sentence):
    result = checked(changed(own(), *mutation))
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "house.docx: error[shell]: " in result.stderr


PARTS = {
    "macros": ("word/vbaProject.bin", b"x", "holds macros"),
    "embedded": ("word/embeddings/sheet.xlsx", b"x", "embedded files"),
    "controls": ("word/activeX/activeX1.xml", b"<x/>", "ActiveX"),
    "comments": (
        "word/comments.xml",
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:comment w:id="1"/></w:comments>',
        "Delete All Comments",
    ),
    "bomb": ("word/media/big.bin", b"\0" * 2**25, "unpacks to more than"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), PARTS.values(), ids=PARTS)
def test_a_part_that_no_shell_may_hold_is_told(checked, name, content, sentence):
    result = checked(with_part(own(), name, content))
    assert result.exit_code == 1
    assert sentence in result.stderr


def test_a_link_to_a_website_is_no_fault(checked):
    assert checked(changed(own(), *related("hyperlink", "https://firm.example/"))).exit_code == 0


TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="HouseGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="4513"/><w:gridCol w:w="4513"/></w:tblGrid><w:tr>'
    '<w:tc><w:p><w:pPr><w:pStyle w:val="HouseName"/></w:pPr><w:r><w:t>Hartley &amp; Vane LLP</w:t>'
    '</w:r></w:p></w:tc><w:tc><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r>'
    "<w:t>{{ reference }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
HOUSE_STYLES = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="HouseName"><w:name w:val="House, '
    'name"/><w:basedOn w:val="Header"/><w:rPr><w:smallCaps/></w:rPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="HouseGrid"><w:name w:val="House Grid"/>'
    '<w:basedOn w:val="TableNormal"/></w:style></w:styles>'
)


def house() -> bytes:
    """A shell as a firm keeps it: other fonts, names and indents, more styles, a table on top."""
    docx = changed(own(), STYLES, "</w:styles>", HOUSE_STYLES)
    styles = part(docx, STYLES).replace("Times New Roman", "Garamond")
    styles = styles.replace('w:val="Schedule Heading"', 'w:val="HV Schedule"')
    docx = with_part(docx, STYLES, styles.encode())
    indents = part(docx, NUMBERING).replace(
        'w:left="709" w:hanging="709"', 'w:left="850" w:hanging="850"'
    )
    docx = with_part(docx, NUMBERING, indents.encode())
    return changed(docx, HEADER, "<w:p>", f"{TABLE}<w:p>")


def test_a_firms_unusual_but_lawful_shell_works(checked, tmp_path):
    assert checked(house()).exit_code == 0
    docx = write(
        drafted("ew-insurer-hospital-billing").agreement, compile_shell(tmp_path / "house.docx")
    )
    assert gate(docx) == ()
    assert "Hartley &amp; Vane LLP" in part(docx, HEADER)
    assert "Garamond" in part(docx, STYLES)
    assert "\\t &quot;HV Schedule,2&quot;" in part(docx)
    file = tmp_path / "a.docx"
    file.write_bytes(docx)
    assert not OpenXmlValidator().validate(file).errors


def test_a_letterhead_stands_on_page_one_and_is_described_to_those_who_cannot_see_it():
    docx = write(SAMPLES["american"], shell("letterhead"))
    parts = read_parts(docx)
    assert "<w:titlePg/>" in part(docx)
    header = parse(parts["word/header2.xml"])
    drawn = header.iter("{*}docPr")
    assert [found.get("descr", "")[:24] for found in drawn] == ["Place for the firm’s log"]
    assert parts["word/media/logo.png"].startswith(b"\x89PNG")
    assert "[Name of the firm]" in part(docx, "word/header2.xml")
    assert "[Name of the firm]" not in part(docx, "word/header1.xml")


@pytest.mark.parametrize("name", SHELLS)
def test_the_command_builds_in_every_shell(name, tmp_path):
    sheet = str(TEMPLATES.parent / "examples" / "us-16-hutchinson-aod.yaml")
    result = CliRunner().invoke(main, [sheet, "--shell", name, "-o", str(tmp_path)])
    assert result.exit_code == 0
    [docx] = tmp_path.glob("*.docx")
    assert docx.read_bytes() == write(drafted("us-16-hutchinson-aod").agreement, shell(name))


def test_a_shell_that_is_not_there_is_told_with_those_that_are(tmp_path):
    sheet = str(TEMPLATES.parent / "examples" / "us-16-hutchinson-aod.yaml")
    result = CliRunner().invoke(main, [sheet, "--shell", "modem", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert f"there are {', '.join(SHELLS)}." in result.stderr
