"""register: many term sheets in one workbook, and what is due by whom."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from agreement.cli import main
from agreement.upcoming import upcoming
from tests.drafting import SHEET, agreed

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
    found = upcoming((one, two), TODAY, 30)
    told = [(each.owner, each.days) for each in found]
    assert told == [("Hospital", -20), ("Hospital", -9), ("Hospital", 10), ("Insurer", -9)]


@pytest.mark.parametrize(("within", "count"), [(0, 0), (9, 0), (10, 1), (365, 2)])
def test_a_duty_is_listed_from_the_first_day_that_reaches_it(within, count):
    made = agreed(actions=[action("2026-12-20"), action("2027-06-01")])
    assert len(upcoming((made,), TODAY, within)) == count


def test_the_term_sheets_of_a_folder_share_a_workbook(matters, tmp_path):
    output = tmp_path / "register.xlsx"
    result = register(matters, "-o", output, "--today", TODAY)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"built {output}: 4 duties of 2 term sheets\n")
    assert "2 overdue, 1 due within 30 days of 2026-12-10\nHospital\n" in result.stdout
    assert "  2026-11-20  20 days overdue     Act by 2026-11-20  [EX/2, clause " in result.stdout
    rows = load_workbook(output)["Action items"].iter_rows(min_row=2, values_only=True)
    assert [row[0] for row in rows] == ["EX/1", "EX/1", "EX/2", "EX/2"]


def test_a_faulty_term_sheet_is_named_and_costs_no_other(matters, tmp_path):
    (matters / "3.yaml").write_text("title: x\n")
    result = register(matters, "-o", tmp_path / "register.xlsx", "--today", TODAY)
    assert result.exit_code == 1
    assert "error[missing-key]" in result.stderr
    assert "1 term sheet not in the register" in result.stderr
    assert "4 duties of 2 term sheets" in result.stdout


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
    [(["-o", "register.csv"], "ends in .xlsx"), (["--today", "soon"], "does not match the format"),
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
