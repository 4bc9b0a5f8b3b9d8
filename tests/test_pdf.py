"""PDFs beside the Word files, and page numbers in the contents, through LibreOffice."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from junitparser import JUnitXml
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter
from test_word_contents import entries, long
from word_files import SAMPLES, built, part, plain_shell

from agreement.cli.libreoffice import NotPrinted, libreoffice
from agreement.cli.printing import Built, settled
from agreement.document.tree import Provision, Text
from agreement.word import gate, write
from agreement.word.printed import as_printed, pages_of

ROOT = Path(__file__).parents[1]
DOOR = [sys.executable, str(ROOT / "build_agreement.py")]
SHORT, LONG = (
    str(ROOT / "examples" / f"{name}.yaml")
    for name in ("us-16-hutchinson-aod", "ew-insurer-hospital-billing")
)
COMMAND = re.compile("::(?:error|warning|notice) .+")
NO_OFFICE = str(Path(sys.executable).parent)

needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def run(folder: Path, *options: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess:
    """The program run in a folder, with this search path for other programs."""
    return subprocess.run(
        [*DOOR, *options],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a long agreement and a short one, each with its PDF."""
    folder = tmp_path_factory.mktemp("printed")
    ran = run(folder, LONG, SHORT, "--pdf")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith(
        "printed build/ew-insurer-hospital-billing.pdf\nprinted build/us-16-hutchinson-aod.pdf\n"
    )
    return folder / "build"


def read(folder: Path, sheet: str, ending: str = ".pdf") -> bytes:
    """What was built from a term sheet."""
    return (folder / Path(sheet).name).with_suffix(ending).read_bytes()


@needs_libreoffice
@pytest.mark.parametrize("sheet", [LONG, SHORT])
def test_a_pdf_is_archivable_tagged_and_in_the_agreements_language(folder, sheet):
    pdf = PdfReader(BytesIO(read(folder, sheet)))
    about = pdf.root_object["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in about
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/StructTreeRoot"]["/K"]
    assert pdf.root_object["/OutputIntents"]
    assert pdf.root_object["/Lang"] == ("en-GB" if sheet == LONG else "en-US")
    assert pdf.outline


@needs_libreoffice
def test_the_contents_give_each_heading_the_page_on_which_the_pdf_has_it(folder):
    docx, pdf = read(folder, LONG, ".docx"), PdfReader(BytesIO(read(folder, LONG)))
    shown = [entry.split("\t") for entry in entries(docx)]
    assert len(shown) > 25
    for label, heading, page in shown:
        text = " ".join(pdf.pages[int(page) - 1].extract_text().split())
        assert f"{label} {heading}".replace("\N{NO-BREAK SPACE}", " ") in text
    printed = pdf.pages[1].extract_text().splitlines()
    assert [line for line in printed if line.endswith(f".{shown[-1][2]}")]
    assert gate(docx) == ()


@needs_libreoffice
def test_a_short_agreement_with_a_pdf_has_the_bytes_it_has_without(folder):
    assert read(folder, SHORT, ".docx") == built("us-16-hutchinson-aod")


@needs_libreoffice
def test_page_numbers_are_put_in_without_a_pdf_where_they_are_asked_for(folder, tmp_path):
    ran = run(tmp_path, LONG, "--page-numbers")
    assert ran.returncode == 0, ran.stderr
    assert "numbered the contents of build/ew-insurer" in ran.stdout
    assert read(tmp_path / "build", LONG, ".docx") == read(folder, LONG, ".docx")
    assert not [*tmp_path.rglob("*.pdf")]


def test_without_asking_there_are_no_page_numbers_and_libreoffice_is_not_needed(tmp_path):
    assert run(tmp_path, LONG, path=NO_OFFICE).returncode == 0
    assert read(tmp_path / "build", LONG, ".docx") == built("ew-insurer-hospital-billing")


@pytest.mark.parametrize("option", ["--pdf", "--page-numbers"])
def test_where_libreoffice_is_missing_the_word_file_is_there_and_one_line_says_how_to_install(
    tmp_path, option
):
    ran = run(tmp_path, LONG, option, path=NO_OFFICE)
    assert ran.returncode == 3
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("No page was laid out and no PDF made. LibreOffice is not installed.")
    for way in ("sudo apt install", "brew install", "winget install"):
        assert way in last
    assert read(tmp_path / "build", LONG, ".docx") == built("ew-insurer-hospital-billing")


ALONE = {
    "json": json.loads,
    "sarif": json.loads,
    "junit": lambda told: JUnitXml.fromstring(told.encode()),
    "github": lambda told: [COMMAND.fullmatch(line)[0] for line in told.splitlines()],
}


@pytest.mark.parametrize("way", ALONE)
def test_in_a_format_for_a_program_standard_output_is_the_document_though_no_pdf_is_made(
    tmp_path, way
):
    ran = run(tmp_path, LONG, "--pdf", "--format", way, path=NO_OFFICE)
    assert ran.returncode == 3
    ALONE[way](ran.stdout)
    assert "LibreOffice" not in ran.stdout and "LibreOffice is not installed" in ran.stderr


@needs_libreoffice
def test_in_a_format_for_a_program_the_pdf_is_told_on_standard_error(tmp_path):
    ran = run(tmp_path, SHORT, "--pdf", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    (sheet,) = json.loads(ran.stdout)["sheets"]
    assert sheet["outcome"] == "built"
    assert sheet["documents"] == [f"build/{Path(SHORT).stem}.docx", f"build/{Path(SHORT).stem}.pdf"]
    assert f"printed {Path('build') / Path(SHORT).stem}.pdf\n" in ran.stderr


def test_a_short_agreement_whose_page_numbers_are_asked_for_needs_no_libreoffice(tmp_path):
    assert run(tmp_path, SHORT, "--page-numbers", path=NO_OFFICE).returncode == 0


def program(folder: Path, script: str) -> str:
    """A search path on which soffice is this script."""
    file = folder / "bin" / "soffice"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f"{file.parent}:/usr/bin:/bin"


def test_a_program_that_makes_no_pdf_is_told_in_one_line_and_the_word_file_is_there(tmp_path):
    path = program(tmp_path, "echo 'Error: source file could not be loaded'")
    ran = run(tmp_path, SHORT, LONG, "--pdf", path=path)
    assert ran.returncode == 3
    lines = [line for line in ran.stderr.splitlines() if "LibreOffice" in line]
    said = "LibreOffice made no PDF: Error: source file could not be loaded."
    assert [line.split(". ", 1)[1] for line in lines] == [said, said]
    assert len([*tmp_path.glob("build/*.docx")]) == 2
    assert not [*tmp_path.glob("build/*.pdf")]


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    told = tmp_path / "child"
    script = f"sleep 60 & echo $! > {told}; wait"
    monkeypatch.setenv("PATH", program(tmp_path, script))
    started = time.monotonic()
    with libreoffice(seconds=0.5) as printed, pytest.raises(NotPrinted, match="within 0"):
        printed(built("us-16-hutchinson-aod"))
    assert time.monotonic() - started < 10
    child = Path(f"/proc/{told.read_text().strip()}/stat")
    assert not child.exists() or child.read_text().split()[2] == "Z"


def test_a_program_that_does_not_start_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", program(tmp_path, ""))
    (tmp_path / "bin" / "soffice").write_text("no script")
    with libreoffice() as printed, pytest.raises(NotPrinted, match="does not start"):
        printed(built("us-16-hutchinson-aod"))


@needs_libreoffice
def test_a_pdf_that_nobody_changed_is_printed_again(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "build")
    ran = run(tmp_path, SHORT, "--pdf")
    assert ran.returncode == 0, ran.stderr


def signed(pdf: bytes) -> bytes:
    """The PDF as it is saved with something behind its end, such as a signature."""
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    writer.add_metadata({"/Subject": "signed"})
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


def resaved(pdf: bytes) -> bytes:
    """The PDF as another program saves it anew."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


OTHERS = {
    "signed": signed,
    "resaved": resaved,
    "scan": lambda pdf: b"%PDF-1.4\nno PDF at all",
    "empty": lambda pdf: b"",
}


@needs_libreoffice
@pytest.mark.parametrize("changed", OTHERS.values(), ids=OTHERS)
def test_a_pdf_from_elsewhere_is_left_alone_and_nothing_is_written(folder, tmp_path, changed):
    target = tmp_path / "build" / "us-16-hutchinson-aod.pdf"
    target.parent.mkdir()
    target.write_bytes(changed(read(folder, SHORT)))
    before = target.read_bytes()
    assert not as_printed(before)
    ran = run(tmp_path, SHORT, "--pdf")
    assert ran.returncode == 1
    assert f"{Path('build') / target.name}: error[not-ours]" in ran.stderr
    assert target.read_bytes() == before
    assert not target.with_suffix(".docx").exists()
    assert run(tmp_path, SHORT, "--pdf", "--force").returncode == 0
    assert as_printed(target.read_bytes())


@needs_libreoffice
def test_a_pdf_carries_the_digest_of_the_word_file_and_no_comment(folder):
    about = PdfReader(BytesIO(read(folder, SHORT))).metadata
    digest = about["/Keywords"].removeprefix("build-agreement, ")
    assert len(digest) == 64
    assert "cp:keywords" not in part(read(folder, SHORT, ".docx"), "docProps/core.xml")


@needs_libreoffice
def test_contents_that_fill_more_than_a_page_are_right_too():
    many = replace(long(SAMPLES["signed"], 70), schedules=())
    one = Built(Path("a.docx"), lambda pages: write(many, plain_shell(), pages), True, None)
    with libreoffice() as printed:
        docx, pdf = settled(one, printed)
    shown = [int(entry.split("\t")[2]) for entry in entries(docx)]
    assert shown == sorted(shown)
    assert len(shown) > 70
    assert set(shown) <= set(pages_of(pdf).values())
    assert shown[0] > 2


@needs_libreoffice
def test_pages_that_do_not_come_to_rest_are_left_out():
    agreement = replace(long(SAMPLES["signed"]), schedules=())
    filler = Provision("filler", "", (Text("The parties met. " * 220),))
    more = count(1)

    def writing(pages: dict[str, int]) -> bytes:
        recitals = (*agreement.recitals, *((filler,) * (next(more) if pages else 0)))
        return write(replace(agreement, recitals=recitals), plain_shell(), pages)

    with libreoffice() as printed:
        docx, _ = settled(Built(Path("a.docx"), writing, True, None), printed)
    assert docx == writing({})
