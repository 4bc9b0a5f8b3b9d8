"""register: many agreements in one workbook, and what is due by whom."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from agreement.assembly.assemble import draft
from agreement.assembly.entries import entries
from agreement.assembly.listing import listing
from agreement.beside.upcoming import upcoming
from agreement.cli import main
from agreement.word import compile_shell, write
from agreement.word.duty_list import duties_held, duties_part
from agreement.word.opened import parse
from tests.drafting import EXAMPLES, LIBRARY, ROOT, SHEET, agreed, even
from tests.test_renderings import word_rows
from tests.word_files import DOCUMENT, changed, part, with_part

LIST = "customXml/item3.xml"
TODAY = date(2026, 12, 10)


def action(on: str, role: str = "provider") -> dict:
    return {"role": role, "what": f"Act by {on}", "due": {"on": on}, "evidence": "a note"}


def register(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["register", *map(str, arguments)])


@pytest.fixture
def matters(tmp_path) -> Path:
    folder = tmp_path / "matters"
    folder.mkdir()
    days = {"EX/1": ("2026-12-01", "2026-12-20"), "EX/2": ("2026-11-20", "2027-06-01")}
    for reference, on in days.items():
        actions = [*map(action, on)]
        whole = {**SHEET, "reference": reference, "actions": actions}
        (folder / f"{reference[-1]}.yaml").write_text(json.dumps(whole), encoding="utf-8")
    (folder / "notes.txt").write_text("not a term sheet")
    return folder


def test_what_is_due_stands_by_owner_the_longest_overdue_first():
    one = agreed(actions=[action("2026-12-20"), action("2026-12-01", "payer")])
    two = agreed(actions=[action("2026-12-01"), action("2026-11-20"), action("2027-06-01")])
    found = upcoming((listing(one), listing(two)), TODAY, 30)
    told = [(each.owner, each.days) for each in found]
    hospital, insurer = "Example Hospitals Limited", "Example Insurance Limited"
    assert told == [(hospital, -20), (hospital, -9), (hospital, 10), (insurer, -9)]


def test_owners_of_one_term_are_told_apart_and_one_owner_of_several_terms_stands_once(tmp_path):
    other = {"name": "Other Hospitals Limited", "kind": "company", "called": "Hospital"}
    clinic = {**SHEET["parties"]["provider"], "called": "Clinic"}
    open_name = {**other, "name": "open"}
    for name, party in {"1": other, "2": clinic, "3": open_name}.items():
        parties = {**SHEET["parties"], "provider": party}
        whole = {**SHEET, "reference": name, "parties": parties, "actions": [action("2026-12-20")]}
        (tmp_path / f"{name}.yaml").write_text(json.dumps(whole), encoding="utf-8")
    whole = {**SHEET, "reference": "4", "actions": [action("2026-12-21")]}
    (tmp_path / "4.yaml").write_text(json.dumps(whole), encoding="utf-8")
    result = register(tmp_path, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    owners = [line for line in result.stdout.splitlines()[2:] if not line.startswith(" ")]
    assert owners == [
        "Example Hospitals Limited (Clinic, Hospital)", "Hospital",
        "Other Hospitals Limited (Hospital)",
    ]  # fmt: skip


@pytest.mark.parametrize(("within", "count"), [(0, 0), (9, 0), (10, 1), (365, 2)])
def test_a_duty_is_listed_from_the_first_day_that_reaches_it(within, count):
    made = agreed(actions=[action("2026-12-20"), action("2027-06-01")])
    assert len(upcoming((listing(made),), TODAY, within)) == count


def test_the_last_day_of_the_calendar_is_a_day_like_any_other():
    made = agreed(actions=[action("2026-12-20")])
    assert len(upcoming((listing(made),), date.max, 30)) == 1


def test_the_term_sheets_of_a_folder_share_a_workbook(matters, tmp_path):
    output = tmp_path / "register.xlsx"
    result = register(matters, "-o", output, "--today", TODAY)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"built {output}: 4 duties of 2 agreements\n")
    due = "2 overdue, 1 due within 30 days of 2026-12-10\nExample Hospitals Limited (Hospital)\n"
    assert due in result.stdout
    assert "  2026-11-20  20 days overdue     Act by 2026-11-20  [EX/2, clause " in result.stdout
    rows = load_workbook(output)["Action items"].iter_rows(min_row=2, values_only=True)
    assert [row[0] for row in rows] == ["EX/1", "EX/1", "EX/2", "EX/2"]


def test_a_faulty_term_sheet_is_named_and_costs_no_other(matters, tmp_path):
    (matters / "3.yaml").write_text("title: x\n")
    result = register(matters, "-o", tmp_path / "register.xlsx", "--today", TODAY)
    assert result.exit_code == 1
    assert "error[missing-key]" in result.stderr
    assert "1 agreement not in the register" in result.stderr
    assert "4 duties of 2 agreements" in result.stdout


def test_a_register_that_somebody_filled_in_is_left_alone(matters, tmp_path):
    output = tmp_path / "register.xlsx"
    register(matters, "-o", output, "--today", TODAY)
    book = load_workbook(output)
    book["Action items"]["J2"] = "Done"
    book.save(output)
    filled = output.read_bytes()
    result = register(matters, "-o", output, "--today", TODAY)
    assert result.exit_code == 1
    assert "error[not-ours]" in result.stderr
    assert output.read_bytes() == filled
    assert register(matters, "-o", output, "--today", TODAY, "--force").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["-o", "register.csv"], "ends in .xlsx"), (["--today", "soon"], "write it as in 2026-12-01"),
     (["--today", "15/12/2026"], "“15/12/2026” is no day of the calendar"),
     (["--today", "2026-02-30"], "“2026-02-30” is no day of the calendar"),
     (["--days", "-1"], "is not in the range")],
)  # fmt: skip
def test_wrong_usage_is_told_before_anything_is_written(matters, arguments, said):
    result = register(matters, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_folder_without_a_term_sheet_is_wrong_usage(tmp_path):
    result = register(tmp_path)
    assert result.exit_code == 2
    assert "there is no term sheet" in result.stderr


def built(matters: Path, tmp_path: Path) -> Path:
    """The folder of the Word files of the matters, and of a plain sheet, which is none."""
    folder = tmp_path / "built"
    sheets = sorted(map(str, matters.glob("*.yaml")))
    command = [*sheets, "-o", str(folder), "--also", "plain-sheet"]
    assert CliRunner().invoke(main, command).exit_code == 0
    return folder


def duty_rows(workbook: Path) -> list[tuple]:
    book = load_workbook(workbook)
    names = ("Action items", "Review dates", "Payments")
    return [row for name in names for row in book[name].iter_rows(values_only=True)]


def test_word_files_give_the_same_duties_as_their_term_sheets(matters, tmp_path):
    files = built(matters, tmp_path)
    one, two = tmp_path / "sheets.xlsx", tmp_path / "word.xlsx"
    by_sheets = register(matters, "-o", one, "--today", TODAY)
    by_files = register(files, "-o", two, "--today", TODAY)
    assert by_files.exit_code == 0
    assert by_files.stdout.replace(str(two), str(one)) == by_sheets.stdout
    assert duty_rows(two) == duty_rows(one)
    clauses = load_workbook(two)["Clauses"].iter_rows(min_row=2, values_only=True)
    assert ("EX/1", "general/effect") in {(row[0], row[2]) for row in clauses}


def test_a_word_file_and_a_term_sheet_stand_in_one_register(matters, tmp_path):
    files = built(matters, tmp_path)
    given = (files / "1.docx", matters / "2.yaml", "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert "4 duties of 2 agreements" in register(*given).stdout


def test_of_an_edited_word_file_the_duties_are_listed_as_written_and_that_is_said(
    matters, tmp_path
):
    file = built(matters, tmp_path) / "1.docx"
    file.write_bytes(changed(file.read_bytes(), DOCUMENT, "Act by 2026-12-01", "Act by Friday"))
    result = register(file, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert result.exit_code == 0
    assert "1.docx: warning[edited-since]" in result.stderr
    assert "Act by 2026-12-01" in result.stdout


@pytest.mark.parametrize("spoil", [
    lambda old: with_part(old, LIST, b""),
    lambda old: with_part(old, LIST, b"<x/>"),
    lambda old: changed(old, LIST, 'count="1"', 'count="one"'),
    lambda old: changed(old, LIST, 'on="2026-12-01"', 'on="Friday"'),
    lambda old: changed(old, LIST, 'kind="action"', 'kind="wish"'),
])  # fmt: skip
def test_a_word_file_without_a_list_of_duties_is_named_and_costs_no_other(matters, tmp_path, spoil):
    files = built(matters, tmp_path)
    (files / "1.docx").write_bytes(spoil((files / "1.docx").read_bytes()))
    result = register(files, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert result.exit_code == 1
    assert "1.docx: error[no-duties]" in result.stderr
    assert "2 duties of 1 agreement\n" in result.stdout


def test_a_plain_sheet_is_called_what_it_is(matters, tmp_path):
    sheet = built(matters, tmp_path) / "1.plain-sheet.docx"
    result = register(sheet, "-o", tmp_path / "r.xlsx")
    assert result.exit_code == 1
    assert "error[no-duties]: this is the plain sheet of an agreement; give" in result.stderr


def test_a_file_that_is_no_word_file_is_named(tmp_path):
    (tmp_path / "x.docx").write_bytes(b"PK")
    result = register(tmp_path / "x.docx", "-o", tmp_path / "r.xlsx")
    assert result.exit_code == 1
    assert "x.docx" in result.stderr


@pytest.mark.parametrize("beside", ["word", "sheets"])
def test_a_manifest_stands_for_the_agreements_that_it_records(matters, tmp_path, beside):
    files = built(matters, tmp_path)
    sheets = {one.stem: {"sheet": f"matters/{one.name}"} for one in sorted(matters.glob("*.yaml"))}
    folder = files if beside == "word" else matters
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({"manifest": 1, "sources": {}, "agreements": sheets}))
    result = register(manifest, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 duties of 2 agreements" in result.stdout


def test_the_manifest_of_a_batch_stands_for_the_documents_beside_it(matters, tmp_path):
    files = built(matters, tmp_path)
    lines = [{"batch": 1}, {"row": 1, "output": "1.docx"}, {"row": 2, "refused": []},
             {"row": 3, "output": "2.docx"}]  # fmt: skip
    manifest = files / "manifest.jsonl"
    manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    result = register(manifest, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert "4 duties of 2 agreements" in result.stdout


SPOILT = {
    '{"batch": 1}\n{"row": 1, "refused": []}\n': "manifest.jsonl: error[no-agreement]",
    '{"batch": 1}\n{"row": 1, "outp': "manifest.jsonl:2: error[damaged-manifest]",
    '{"batch": 1}\n5\n': "manifest.jsonl:2: error[damaged-manifest]",
    '{"manifest": 1, "agreements": {}}': "manifest.json: error[no-agreement]",
    '{\n "manifest": 1,\n "agre': "manifest.json: error[damaged-manifest]",
    '{"manifest": 1, "agreements": {"a": {}}}': "manifest.json: error[damaged-manifest]",
}


@pytest.mark.parametrize(("words", "said"), SPOILT.items(), ids=range(len(SPOILT)))
def test_a_manifest_that_names_no_agreement_is_not_read_as_a_term_sheet(
    matters, tmp_path, words, said
):
    manifest = tmp_path / f"manifest{'.jsonl' if 'batch' in words else '.json'}"
    manifest.write_text(words)
    result = register(manifest, matters, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert result.exit_code == 1
    assert said in result.stderr and "1 agreement not in the register" in result.stderr
    assert "4 duties of 2 agreements" in result.stdout


def test_a_document_that_a_manifest_records_and_that_is_gone_is_named(matters, tmp_path):
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"manifest": 1, "agreements": {"gone": {"sheet": "gone.yaml"}}}))
    result = register(manifest, "-o", tmp_path / "r.xlsx")
    assert result.exit_code == 1
    assert "gone.docx" in result.stderr


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_list_inside_a_word_file_is_whole_and_says_nothing_that_the_document_does_not(example):
    agreement = draft(example.read_bytes(), example.name, LIBRARY).agreement
    docx = write(agreement, compile_shell(ROOT / "templates" / "plain.docx"))
    held = duties_held(docx)
    assert held.entries == entries(agreement)
    assert held.parties == listing(agreement).parties
    text = even(" ".join(cell for row in word_rows(docx) for cell in row))
    for one in held.entries:
        assert even(held.names.get(one.owner, "")) in text
        for words in (one.what, one.due, one.owner, one.payee, one.evidence, one.sum, one.cited):
            assert even(words) in text, words
    printed = even("".join(parse(part(docx).encode()).itertext()))
    for *_, words in held.parties:
        assert even(words) in printed, words


def test_heads_of_terms_hold_no_list_because_they_do_not_print_every_duty(tmp_path):
    agreement = agreed(form="heads-of-terms", binding="none", actions=[action("2026-12-20")])
    assert b"<duty " not in duties_part(agreement)
    file = tmp_path / "heads.docx"
    file.write_bytes(write(agreement, compile_shell(ROOT / "templates" / "plain.docx")))
    result = register(file, "-o", tmp_path / "r.xlsx", "--today", TODAY)
    assert "heads.docx: warning[no-duties]" in result.stderr
    assert "0 duties of 1 agreement" in result.stdout
