"""The register: typed cells that a spreadsheet counts with, and nobody's words as formulas."""

import csv
import subprocess
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from shutil import which

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from agreement.assembly.assemble import draft
from agreement.assembly.listing import listing
from agreement.beside.register import register
from agreement.beside.register_sheet import STATUSES, Column, Sheet, Sum, money_format, write_sheet
from agreement.inspect.seal import unbroken
from agreement.word.opened import read_parts
from tests.drafting import EXAMPLES, LIBRARY, agreed

SHEETS = ["Action items", "Review dates", "Payments", "Parties", "Clauses", "Open points"]
ACTION = {
    "role": "provider",
    "what": "=HYPERLINK(1)",
    "due": {"on": "2020-01-31"},
    "evidence": "+1",
}


def book(*agreements):
    return load_workbook(BytesIO(register(tuple(map(listing, agreements)))))


def example(number: int):
    path = EXAMPLES[number]
    return draft(path.read_bytes(), path.name, LIBRARY).agreement


def test_a_workbook_has_its_sheets_frozen_filtered_and_ready_to_print():
    made = book(example(0))
    assert made.sheetnames == SHEETS
    for sheet in made:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(("law", "paper"), [("england-wales", 9), ("united-states", 1)])
def test_a_workbook_prints_on_the_paper_of_its_law(law, paper):
    made = book(agreed(jurisdiction=law, money=None, clauses={"general/effect": None}))
    assert {int(sheet.page_setup.paperSize) for sheet in made} == {paper}


def test_dates_and_money_are_typed_and_a_status_is_chosen():
    made = book(agreed(clauses={"payment/lump-sum": {"payment_days": 14}}))
    headings, cells = made["Payments"].iter_rows(max_row=2)
    row = {head.value: cell for head, cell in zip(headings, cells, strict=True)}
    assert row["Date"].value == datetime(2026, 12, 15)
    assert row["Amount"].value == 1000
    assert row["Amount"].number_format == "[$£-809]#,##0.00"
    assert row["Status"].value == STATUSES[0]
    (choice,) = made["Payments"].data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(STATUSES)}"'
    assert row["Days left"].value.endswith("TODAY())")


@pytest.mark.parametrize(
    ("currency", "shown"),
    [("GBP", "[$£-809]#,##0.00"), ("USD", "[$$-409]#,##0.00"), ("EUR", "[$€-2]#,##0.00"),
     ("CHF", "[$CHF] #,##0.00"), ("JPY", "[$JPY] #,##0")],
)  # fmt: skip
def test_money_is_shown_in_its_currency(currency, shown):
    assert money_format(currency) == shown


def test_no_words_of_a_term_sheet_become_a_formula_a_link_or_a_code_of_the_header():
    written = register((listing(agreed(actions=[ACTION], title="R&D https://example.org")),))
    made = load_workbook(BytesIO(written))
    row = next(made["Action items"].iter_rows(min_row=2))
    typed = {cell.value: cell.data_type for cell in row}
    assert typed["=HYPERLINK(1)"] == "s"
    assert typed["+1"] == "s"
    assert all(cell.hyperlink is None for cell in row)
    assert b"R&amp;&amp;D" in read_parts(written)["xl/worksheets/sheet1.xml"]


def test_a_row_is_as_high_as_its_longest_words_and_no_higher():
    rows = ((Sum(Decimal("125000.00"), "GBP"), "short"), (None, "Send the statement " * 8))
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as made:
        columns = (Column("Amount", 16), Column("Action", 38))
        write_sheet(made, Sheet("Payments", columns, rows, "Specimen", "A4"))
    sheet = load_workbook(file)["Payments"]
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [14.25, 50.25]


def test_several_agreements_share_one_register_that_says_which_is_which():
    made = book(agreed(actions=[ACTION], reference="EX/1"), agreed(actions=[ACTION]))
    first, *rows = made["Action items"].iter_rows(values_only=True)
    assert first[0] == "Matter"
    assert [row[0] for row in rows] == ["EX/1", "Specimen"]


def test_the_same_agreement_gives_the_same_sealed_bytes():
    made = register((listing(agreed(actions=[ACTION])),))
    assert made == register((listing(agreed(actions=[ACTION])),))
    assert unbroken(made)
    edited = load_workbook(BytesIO(made))
    edited["Action items"]["I2"] = "Done"
    saved = BytesIO()
    edited.save(saved)
    assert not unbroken(saved.getvalue())


def test_the_properties_bear_no_date_of_the_clock():
    core = read_parts(register((listing(agreed(actions=[ACTION])),)))["docProps/core.xml"]
    assert core.count(b"1980-01-01T00:00:00Z") == 2


@pytest.fixture(scope="module")
def reckoned(tmp_path_factory):
    """A workbook's sheets as LibreOffice reckons them, the words of each row by its heading."""
    program = which("soffice")
    calc = Path(program).resolve().with_name("libsclo.so") if program else None
    if calc is None or not calc.exists():
        pytest.skip("LibreOffice Calc is not installed")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def reckoned(workbook: bytes) -> dict[str, list[dict[str, str]]]:
        folder = tmp_path_factory.mktemp("register")
        (folder / "register.xlsx").write_bytes(workbook)
        # The last option of the filter asks for every sheet, each as a file of its own.
        form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form,
             "--outdir", folder, folder / "register.xlsx"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        sheets = {}
        for path in folder.glob("register-*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                sheets[path.stem.removeprefix("register-")] = list(csv.DictReader(file))
        return sheets

    return reckoned


def test_libreoffice_reckons_the_days_and_finds_no_error(reckoned):
    agreements = [example(number) for number in range(len(EXAMPLES))]
    sheets = reckoned(register(tuple(map(listing, agreements))))
    assert set(sheets) == set(SHEETS)
    cells = [cell for rows in sheets.values() for row in rows for cell in row.values()]
    assert len(cells) > 1000
    assert [cell for cell in cells if cell.startswith(("#", "Err:"))] == []


def test_a_duty_past_its_date_is_overdue_and_one_without_a_date_never(reckoned):
    undated = {**ACTION, "due": {"days": 5, "after": {"event": "it asks"}}}
    far = {**ACTION, "due": {"on": "2199-01-31"}}
    rows = reckoned(register((listing(agreed(actions=[ACTION, undated, far])),)))["Action items"]
    assert [row["Overdue"] for row in rows] == ["Overdue", "", ""]
    assert int(rows[0]["Days left"]) < 0
    assert rows[1]["Days left"] == ""
    assert int(rows[2]["Days left"]) > 0
