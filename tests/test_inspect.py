"""inspect: what a Word file was built from, what is open in it, and whether it was edited."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from agreement.assembly.assemble import draft
from agreement.beside.plain_sheet import plain_sheet
from agreement.beside.plain_sheet_word import plain_file
from agreement.cli import main
from agreement.inspect.inspected import inspected
from agreement.word import compile_shell, write
from agreement.word.opened import read_parts
from agreement.word.package import packed
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed, drafted

SHELL = compile_shell(ROOT / "templates" / "plain.docx")


def inspect(*files: Path) -> Result:
    return CliRunner().invoke(main, ["inspect", *map(str, files)])


@pytest.fixture
def built(tmp_path) -> Path:
    path = tmp_path / "matter.docx"
    path.write_bytes(write(agreed(clauses={"payment/lump-sum": {"payment_days": "open"}}), SHELL))
    return path


def test_a_file_tells_what_it_was_built_from(built):
    result = inspect(built)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{built}: not edited since it was built\n  built by build-")
    assert "\n    payment/lump-sum " in result.stdout
    sources = {used.clause: used.digest for used in inspected(built.read_bytes()).built.clauses}
    assert sources["payment/lump-sum"][:12] in result.stdout


def test_an_edited_file_says_so_and_ends_with_1(built):
    opened = Document(built)
    opened.paragraphs[-1].add_run(" as agreed by telephone")
    opened.save(built)
    result = inspect(built)
    assert result.exit_code == 1
    assert f"{built}: edited since it was built" in result.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_open_point_is_found_again_as_it_is_printed(example):
    agreement = draft(example.read_bytes(), example.name, LIBRARY).agreement
    found = inspected(write(agreement, SHELL)).open_points
    printed = [(point.number, str(point)) for point in agreement.open_points]
    assert [(number, f"[OPEN {number}: {what}]") for number, what in found] == printed


def test_an_answer_typed_over_an_open_point_closes_it(built):
    before = inspected(built.read_bytes()).open_points
    opened = Document(built)
    for paragraph in opened.element.body.iter("{*}p"):
        texts = list(paragraph.iter("{*}t"))
        if "[OPEN 1:" in "".join(text.text or "" for text in texts):
            for text in texts:
                text.text = "14 days"
    opened.save(built)
    assert [number for number, _ in before] == [1]
    assert inspected(built.read_bytes()).open_points == ()


def test_a_file_of_somebody_else_is_told_apart_and_ends_with_1(tmp_path):
    foreign = tmp_path / "minutes.docx"
    Document().save(foreign)
    result = inspect(foreign)
    assert result.exit_code == 1
    assert f"{foreign}: not a file that this program wrote" in result.stdout


def test_a_plain_sheet_is_called_what_it_is(tmp_path):
    sheet = tmp_path / "matter.plain-sheet.docx"
    sheet.write_bytes(plain_file(plain_sheet(drafted())))
    result = inspect(sheet)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{sheet}: the plain sheet of an agreement, whose own Word")
    assert result.stdout.endswith(", not edited since it was built\n")
    parts = read_parts(sheet.read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Specimen", b"Another")
    sheet.write_bytes(packed(parts))
    result = inspect(sheet)
    assert result.exit_code == 1
    assert result.stdout.endswith(", edited since it was built\n")


@pytest.mark.parametrize("content", [b"", b"minutes", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_said_in_a_line(tmp_path, content):
    path = tmp_path / "minutes.docx"
    path.write_bytes(content)
    result = inspect(path, tmp_path)
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first.startswith(f"{path}: ")
    assert second == f"{tmp_path}: cannot be read: is a directory"
