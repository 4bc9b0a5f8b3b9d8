"""A copy for signature is read back from its file, and refused where it is not what was agreed."""

import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace
from word_files import DOCUMENT, EXAMPLES, changed, drafted, part

from agreement.cli import main
from agreement.document.tree import Agreement
from agreement.finding import Place, Refused, error
from agreement.inspect.executed import differences
from agreement.whole import save
from agreement.word import compile_shell, write
from agreement.word.trial import tried
from tests.drafting import LIBRARY, ROOT, draft
from tests.test_cli import COMPLETE

SHELLS = ("plain", "modern")
LETTERHEAD = ROOT / "templates" / "letterhead.docx"
HEADER = "word/header1.xml"
SHEET = COMPLETE.replace(
    "payment/lump-sum:",
    "payment/instalments: {instalments: ["
    '{number: 1, date: 2027-02-01, amount: "25000.00"}, {number: 2, date: 2027-03-01, '
    'amount: "100000.00"}]}',
)


@cache
def agreed() -> Agreement:
    """A whole agreement for signature, with a table of sums and dates."""
    return draft(SHEET.encode(), "account.yaml", LIBRARY).agreement


@cache
def written(shell: str = "plain") -> bytes:
    """The same as a Word file."""
    return write(agreed(), compile_shell(ROOT / "templates" / f"{shell}.docx"))


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_reads_back_as_it_was_agreed(example, shell):
    agreement = replace(drafted(example).agreement, status="execution", status_words="")
    docx = write(agreement, compile_shell(ROOT / "templates" / f"{shell}.docx"))
    assert [one for one in differences(docx, agreement) if "[OPEN" not in one] == []


def test_a_copy_for_signature_in_a_shell_of_ours_has_no_difference():
    assert [differences(written(shell), agreed()) for shell in SHELLS] == [(), ()]


WATERMARK = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath '
    'string="DRAFT"/></v:shape></w:pict></w:r></w:p></w:hdr>'
)
SPOILT = {
    "a penny moved": ((DOCUMENT, "£100,000.00", "£100,000.01"),
                      "says “£100,000.01” where the agreement says “£100,000.00”"),
    "a day moved": ((DOCUMENT, "February", "March"), "March 2027” where the agreement says “1 Feb"),
    "a party renamed": ((DOCUMENT, "Hospitals Limited", "Hospitals Ltd"),
                        "where the agreement says “(2)"),
    "a no lost": ((DOCUMENT, "is not a waiver of it", "is a waiver of it"),
                  "where the agreement says “3.3"),
    "a list begun at two": (("word/numbering.xml", '<w:start w:val="1"/>', '<w:start w:val="2"/>'),
                            "“2. Definitions” where the agreement says “1. D"),
    "words added": ((DOCUMENT, '<w:p><w:pPr><w:pStyle w:val="Heading1"/>',
                     '<w:p><w:pPr><w:pStyle w:val="ProvisionText1"/></w:pPr><w:r><w:t>Save for x.'
                     '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Heading1"/>'),
                    "says “Save for x.” where the agreement says “1. Definitions”"),
    "draft above": ((HEADER, "</w:hdr>", "<w:p><w:r><w:t>First draft</w:t></w:r></w:p></w:hdr>"),
                    "says “draft” in word/header1.xml"),
    "a watermark": ((HEADER, "</w:hdr>", WATERMARK), "says “DRAFT” in a watermark"),
    "a property": (("docProps/core.xml", "</cp:coreProperties>",
                    "<cp:contentStatus>Subject to contract</cp:contentStatus></cp:coreProperties>"),
                   "says “Subject to contract” in docProps/core.xml"),
    "an open point": ((DOCUMENT, "</w:body>",
                       "<w:p><w:r><w:t>[OPEN 1: the body]</w:t></w:r></w:p></w:body>"),
                      "still says “[OPEN 1: the body]”"),
    "a place not filled": ((DOCUMENT, "</w:body>", "<w:p><w:r><w:t>[insert date]</w:t></w:r></w:p>"
                            "</w:body>"), "still says “[insert date]”"),
    "no xml": (("docProps/core.xml", "</cp:coreProperties>", ""), "no XML"),
}  # fmt: skip


@pytest.mark.parametrize(("mutation", "sentence"), SPOILT.values(), ids=SPOILT)
def test_whatever_the_file_says_otherwise_is_found_in_it(mutation, sentence):
    (first, *_) = differences(changed(written(), *mutation), agreed())
    assert sentence in first


def test_a_paragraph_that_is_gone_is_named():
    body = part(written())
    lost = re.search('<w:p><w:pPr><w:pStyle w:val="Provision2"/>.*?</w:p>', body)[0]
    (first, *_) = differences(changed(written(), DOCUMENT, lost, ""), agreed())
    assert "where the agreement says “1.1 In this Agreement:”" in first


def test_what_is_no_word_file_differs():
    assert differences(b"half a file", agreed())


def final(sheet: Path, *options: object) -> Result:
    return CliRunner().invoke(main, [str(sheet), "--final", *map(str, options)])


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "account.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_a_final_copy_is_written_where_nothing_is_left(sheet, tmp_path):
    result = final(sheet, "-o", tmp_path / "out")
    assert (result.exit_code, "error" in result.stderr) == (0, False)
    assert differences((tmp_path / "out" / "account.docx").read_bytes(), agreed()) == ()


def test_a_final_copy_in_a_letterhead_that_nobody_filled_is_refused_and_not_there(sheet, tmp_path):
    result = final(sheet, "--shell", "letterhead", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "error[shell-not-filled]" in result.stderr
    assert not (tmp_path / "out").exists()
    assert CliRunner().invoke(main, ["check", str(sheet), "--shell", "letterhead"]).exit_code == 0
    checked = CliRunner().invoke(main, ["check", str(sheet), "--shell", "letterhead", "--final"])
    assert (checked.exit_code, "shell-not-filled" in checked.stderr) == (1, True)
    filled = (ROOT / "templates" / "letterhead.docx", agreed())
    docx = write(filled[1], compile_shell(filled[0]))
    assert "still says “[Name of the firm]”" in " ".join(differences(docx, agreed()))


def test_a_firms_watermark_stops_the_final_copy_and_no_draft(sheet, tmp_path):
    shells = tmp_path / "firm" / "templates"
    shells.mkdir(parents=True)
    plain = (ROOT / "templates" / "plain.docx").read_bytes()
    (shells / "house.docx").write_bytes(changed(plain, HEADER, "</w:hdr>", WATERMARK))
    assert tried(compile_shell(shells / "house.docx")) == ()
    house = ("--library", tmp_path / "firm", "--shell", "house", "-o", tmp_path / "out")
    assert "says “DRAFT” in a watermark" in final(sheet, *house).stderr
    assert CliRunner().invoke(main, [str(sheet), *map(str, house)]).exit_code == 0


def test_everything_that_stands_in_the_way_is_listed_at_once(tmp_path):
    sheet = tmp_path / "account.yaml"
    spoilt = SHEET.replace("status: execution", "status: draft").replace("100000.00", "99999.99")
    sheet.write_text(spoilt.replace("recitals: [The", "recitals: [open, The"), encoding="utf-8")
    result = final(sheet, "-o", tmp_path / "out")
    assert result.exit_code == 1
    for rule in ("sum-differs", "open-point", "draft-status"):
        assert f"error[{rule}]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_proof_reads_the_disk_and_keeps_the_name_from_what_fails_it(tmp_path):
    target, read = tmp_path / "a.docx", []
    target.write_bytes(b"the earlier copy")

    def proof(docx: bytes) -> None:
        read.append(docx)
        raise Refused((error("not-as-agreed", Place("a"), "No."),))

    with pytest.raises(Refused):
        save(target, b"the new copy", proof)
    assert read == [b"the new copy"]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"the earlier copy"]
