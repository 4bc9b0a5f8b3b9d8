"""Rows of a table into term sheets: what a cell means, where a column leads, and names."""

import csv
import json
import re
from datetime import date, datetime
from decimal import Decimal
from io import BufferedReader, BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from agreement.assembly.assemble import draft
from agreement.batch.columns import column_faults
from agreement.batch.filled import filled
from agreement.batch.name import MOST_BYTES, folded, name_of, pattern
from agreement.batch.row import Row, Table, written
from agreement.batch.sheet import sheet_text
from agreement.batch.table import table
from agreement.finding import Refused
from agreement.money import marks
from agreement.reading.load import load
from agreement.reading.syntax import FORBIDDEN
from tests.drafting import LIBRARY, ROOT, sheet

STANDARD = load(sheet(recitals=["One.", "Two."]), "standard.yaml")


def read(raw: bytes, name: str = "rows.csv") -> Table:
    return table(BufferedReader(BytesIO(raw)), name, marks("GBP"))


def rows(raw: bytes, name: str = "rows.csv") -> list[Row]:
    return list(read(raw, name).rows)


def cells(row: Row) -> dict:
    assert row.faults == ()
    return {cell.column: cell.value for cell in row.cells}


def told(row: Row) -> list[str]:
    return [str(fault) for fault in row.faults]


def refusal(raw: bytes, name: str = "rows.csv") -> str:
    with pytest.raises(Refused) as refused:
        rows(raw, name)
    return str(refused.value)


def excel(*lines: list, formats: dict | None = None) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    for cell, form in (formats or {}).items():
        book.active[cell].number_format = form
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class TestACell:
    @pytest.mark.parametrize(
        "words",
        ["30", "-3", "0", "012", "1.50", "125000.00", "1e5", "2026-12-01", "12:30", "no", "yes",
         "true", "false", "null", "~", "True", "open", "0x1F", "1_000", "999999999999999999999"],
    )  # fmt: skip
    def test_means_what_the_reader_of_term_sheets_takes_it_for(self, words):
        assert written(words) == load(f"value: {words}".encode(), "x").value["value"]
        assert type(written(words)) is type(load(f"value: {words}".encode(), "x").value["value"])

    @pytest.mark.parametrize(
        ("words", "meant"),
        [('"1984"', "1984"), ("'30'", "30"), ('"A" and "B"', '"A" and "B"'), ('"', '"'),
         ("' '", " "), ("  30 ", 30), ("one\r\ntwo", "one\ntwo")],
    )  # fmt: skip
    def test_between_quotation_marks_is_a_text(self, words, meant):
        assert written(words) == meant

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
    def test_that_holds_a_sum_keeps_every_figure(self, amount):
        assert str(written(str(amount))) == str(amount)


class TestACsvFile:
    def test_has_a_row_for_each_line_counted_with_the_heading(self):
        found = rows(b"title,notice\nOne,\n\nTwo,x\n")
        assert [(row.number, cells(row)) for row in found] == [
            (2, {"title": "One"}),
            (4, {"title": "Two", "notice": "x"}),
        ]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_is_read_however_a_spreadsheet_saves_it(self, delimiter, end, mark):
        file = StringIO()
        table = [["title", "notice"], ["One, two; three", "a\nb"], ["“Two”", ""]]
        csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(table)
        found = rows((mark + file.getvalue()).encode())
        assert cells(found[0]) == {"title": "One, two; three", "notice": "a\nb"}
        assert cells(found[1]) == {"title": "“Two”"}

    @pytest.mark.parametrize(
        ("raw", "told"),
        [
            pytest.param(b"", "rows.csv:1: error[no-heading]", id="empty"),
            pytest.param(b"\n\n", "rows.csv:1: error[no-heading]", id="blank"),
            pytest.param(b",a\n", "rows.csv:1:1: error[no-name]: column 1", id="no-name"),
            pytest.param(b"a,b,a\n", "rows.csv:1:a: error[duplicate-column]: columns", id="twice"),
            pytest.param("a\n£\n".encode("cp1252"), "rows.csv:2: error[not-utf8]", id="windows"),
            pytest.param("a\nb\n".encode("utf-16"), "rows.csv:1: error[not-utf8]", id="utf-16"),
            pytest.param(b'a\n"b\nc\n', "rows.csv:2: error[csv-syntax]: a quotation", id="open"),
            pytest.param(b'a\n"b"c\n', "rows.csv:2: error[csv-syntax]: words follow", id="after"),
            pytest.param(b"a\nb\rc\rd\n", "rows.csv:2: error[csv-syntax]: the line ends", id="mac"),
            pytest.param(b"a\n" + b"x" * 1_000_001, "rows.csv:2: error[too-long]", id="long-line"),
            pytest.param(b'a\n"' + b"x\n" * 600_000, "rows.csv:2: error[csv-syntax]: a", id="huge"),
            pytest.param(b"a," * 1_001 + b"b\n", "rows.csv:1: error[too-many-columns]", id="wide"),
        ],
    )  # fmt: skip
    def test_that_is_at_fault_as_a_whole_is_refused_in_a_line(self, raw, told):
        said = refusal(raw)
        assert told in said
        assert "\n" not in said

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (b"x,y,z", "rows.csv:2: error[wrong-width]: the row has 3 cells and the heading 2"),
            (b"x", "rows.csv:2: error[wrong-width]: the row has 1 cell and the heading 2"),
            (b"x\x07,y", "rows.csv:2:title: error[forbidden-character]: U+0007"),
            (b"x," + b"y" * 100_001, "rows.csv:2:notice: error[too-long]: the cell holds 100,001"),
        ],
    )
    def test_has_its_faulty_row_named_and_reads_on(self, line, expected):
        bad, good = rows(b"title,notice\n" + line + b"\nTwo,x\n")
        assert told(bad)[0].startswith(expected)
        assert cells(good) == {"title": "Two", "notice": "x"}

    def test_may_have_empty_cells_beyond_its_heading(self):
        assert cells(rows(b"title,\nOne,,,\n")[0]) == {"title": "One"}

    def test_of_another_kind_is_refused(self):
        assert "rows.ods: error[no-table]: rows are read from .csv" in refusal(b"", "rows.ods")


class TestAJsonLinesFile:
    def test_names_places_by_full_stops_or_by_objects(self):
        raw = b'{"title": "One", "parties": {"payer": {"name": "A"}}}\n\n'
        raw += b'{"parties.payer.name": "B"}\n'
        found = rows(raw, "rows.jsonl")
        assert [(row.number, cells(row)) for row in found] == [
            (1, {"title": "One", "parties.payer.name": "A"}),
            (3, {"parties.payer.name": "B"}),
        ]

    def test_keeps_decimals_as_they_stand_lists_whole_and_open_points(self):
        raw = b'{"a": 125000.10, "b": 30, "c": [{"d": 1.50}], "f": "", '
        raw += b'"e": {"open": "x", "owner": "payer"}}'
        assert cells(rows(raw, "rows.jsonl")[0]) == {
            "a": "125000.10",
            "b": 30,
            "c": [{"d": "1.50"}],
            "e": {"open": "x", "owner": "payer"},
        }

    @pytest.mark.parametrize(
        ("line", "rule"),
        [
            (b"{", "json-syntax"),
            (b'{"a": NaN}', "json-syntax"),
            (b"[" * 100_000, "json-syntax"),
            (b"[1]", "not-an-object"),
            (b'{"a": 1, "a": 2}', "duplicate-key"),
            (b'{"a": {"b": 1}, "a.b": 2}', "duplicate-column"),
            (b'{"a": "\xff"}', "not-utf8"),
            (b'{"a": "\\ud83d"}', "forbidden-character"),
            (b'{"a\\ud83d": 1}', "forbidden-character"),
            (b'{"a": "' + b"x" * 1_000_000 + b'"}', "too-long"),
        ],
    )
    def test_has_its_faulty_line_named_and_reads_on(self, line, rule):
        bad, good = rows(line + b'\n{"title": "Two"}', "rows.jsonl")
        assert [fault.rule for fault in bad.faults] == [rule]
        assert "\n" not in told(bad)[0]
        assert len(bad.digest) == 64
        assert (good.number, cells(good)) == (2, {"title": "Two"})


def with_sheet(raw: bytes, pattern: bytes, words: bytes) -> bytes:
    """A workbook in which words of its first sheet are others."""
    told, file = ZipFile(BytesIO(raw)), BytesIO()
    with ZipFile(file, "w") as package:
        for name in told.namelist():
            part = told.read(name)
            if name.endswith("sheet1.xml"):
                part, count = re.subn(pattern, words, part, flags=re.DOTALL)
                assert count == 1
            package.writestr(name, part)
    return file.getvalue()


class TestAWorkbook:
    def test_gives_every_cell_as_it_is_shown(self):
        raw = excel(
            ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
            [125000.1, 30, "007", date(2026, 12, 1), True, 0.08, 1234.5, "“x”", 0.2, 12],
            formats={"A2": "#,##0.00", "F2": "0%", "G2": "[$£-809]#,##0.00;[Red]-0",
                     "I2": '_-0.0"%"', "J2": '"GBP "0.00_)'},
        )  # fmt: skip
        assert cells(rows(raw, "rows.xlsx")[0]) == {
            "a": "125000.10", "b": 30, "c": "007", "d": "2026-12-01", "e": True, "f": 8,
            "g": "1234.50", "h": "“x”", "i": "0.2", "j": "12.00",
        }  # fmt: skip

    def test_passes_over_blank_rows_and_counts_them(self):
        raw = excel(["title", "notice", None], ["One", None], [None], ["Two", " "])
        found = rows(raw, "rows.xlsx")
        assert [(row.number, cells(row)) for row in found] == [
            (2, {"title": "One"}),
            (4, {"title": "Two"}),
        ]

    @pytest.mark.parametrize(
        ("value", "form", "expected"),
        [
            ("=1+1", "General", "error[formula]: this cell holds a formula"),
            ("#N/A", "General", "error[formula]: this cell shows the error #N/A"),
            (datetime(2026, 12, 1, 16, 30), "yyyy-mm-dd", "error[date-with-time]"),
            (0.125, "0.00", "error[rounded]: this cell shows 0.12 and holds 0.125"),
            (1234500, "#,##0.00,", "error[rounded]: this cell holds 1234500 and shows thousands"),
            (12, '0.00"m"', "error[words-beside]: this cell shows “m” beside 12.00; write"),
            (100.5, "[$€-2] #,##0.00", "error[words-beside]: this cell shows “€” beside 100.50"),
            (1250, "[$$-409]#,##0.00", "error[words-beside]: this cell shows “$” beside 1250.00"),
            (
                123456789,
                "000-00-0000",
                "error[words-beside]: this cell shows “--” between its figures; write it as text.",
            ),
            (
                date(2026, 12, 1),
                "mmm yyyy",
                "error[rounded]: this cell holds 2026-12-01 and shows a part of it",
            ),
            (30.5, "0", "error[rounded]: this cell shows 30 and holds 30.5"),
            ("x\x0b".replace("\x0b", "\u200b"), "General", "error[forbidden-character]"),
        ],
    )
    def test_has_its_faulty_cell_named_and_reads_on(self, value, form, expected):
        bad, good = rows(excel(["title"], [value], ["Two"], formats={"A2": form}), "rows.xlsx")
        assert told(bad)[0].startswith(f"rows.xlsx:2:title: {expected}")
        assert cells(good) == {"title": "Two"}

    def test_keeps_the_leading_zeros_that_a_cell_shows(self):
        raw = excel(["a", "b", "c"], [1234567, 42, -5], formats={
            "A2": "00000000", "B2": "0000.00", "C2": "000;-000"})  # fmt: skip
        assert cells(rows(raw, "rows.xlsx")[0]) == {"a": "01234567", "b": "0042.00", "c": "-005"}

    @pytest.mark.parametrize("size", ["A1", "A1:B2", "B2:C3"])
    def test_has_all_its_rows_and_columns_whatever_it_says_of_its_size(self, size):
        said = f'<dimension ref="{size}"'.encode()
        whole = excel(["a", "b", "c"], *[[n, n, n] for n in range(3)])
        raw = with_sheet(whole, rb'<dimension ref="[^"]*"', said)
        assert [cells(row) for row in rows(raw, "rows.xlsx")] == [
            {"a": n, "b": n, "c": n} for n in range(3)
        ]

    def test_with_merged_cells_below_its_heading_is_refused(self):
        book = Workbook()
        for line in (["a", "b"], ["One", "x"], ["Two", None], ["Three", None]):
            book.active.append(line)
        book.active.merge_cells("B2:B4")
        file = BytesIO()
        book.save(file)
        assert refusal(file.getvalue(), "rows.xlsx").startswith(
            "rows.xlsx:2: error[merged-cells]: the cells from B2 to row 4 are merged"
        )

    def test_with_a_merged_heading_alone_is_read(self):
        book = Workbook()
        for line in (["a", "b", None], ["One", "x", None]):
            book.active.append(line)
        book.active.merge_cells("B1:C1")
        file = BytesIO()
        book.save(file)
        assert cells(rows(file.getvalue(), "rows.xlsx")[0]) == {"a": "One", "b": "x"}

    def test_is_read_from_the_first_sheet_that_is_not_hidden(self):
        book = Workbook()
        book.active.append(["a"])
        book.active.sheet_state = "hidden"
        seen = book.create_sheet("Seen")
        seen.append(["b"])
        seen.append(["One"])
        file = BytesIO()
        book.save(file)
        assert cells(rows(file.getvalue(), "rows.xlsx")[0]) == {"b": "One"}

    def test_that_breaks_off_in_a_row_is_refused_there(self):
        raw = with_sheet(excel(["a"], ["One"], ["Two"]), rb'<row r="3".*', b'<row r="3"')
        assert refusal(raw, "rows.xlsx").startswith(
            "rows.xlsx:3: error[not-a-workbook]: this workbook cannot be read from here on"
        )

    def test_with_a_cell_beyond_its_heading_has_the_row_refused(self):
        assert [f.rule for f in rows(excel(["title"], ["One", "x"]), "r.xlsx")[0].faults] == [
            "wrong-width"
        ]

    @pytest.mark.parametrize(
        "raw", [b"", b"PK\x03\x04", b"title\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    )
    def test_that_is_none_is_refused(self, raw):
        assert refusal(raw, "rows.xlsx").startswith("rows.xlsx: error[not-a-workbook]")


class TestARowInTheStandard:
    def fill(self, **values: object) -> dict:
        raw = json.dumps(values).encode()
        return filled(STANDARD, rows(raw, "rows.jsonl")[0]).value

    def test_changes_what_it_names_and_nothing_else(self):
        found = self.fill(**{"parties.payer.name": "B", "recitals.2": "Zwei."})
        whole = json.loads(sheet(recitals=["One.", "Zwei."]))
        whole["parties"]["payer"]["name"] = "B"
        assert found == whole
        assert STANDARD.value["parties"]["payer"]["name"] == "Example Insurance Limited"

    def test_makes_what_is_wanting_above_a_place(self):
        found = self.fill(**{"parties.payer.signatories.1.name": "P", "recitals.3": "Three.",
                             "clauses.payment/lump-sum.payment_days": 28})  # fmt: skip
        assert found["parties"]["payer"]["signatories"] == [{"name": "P"}]
        assert found["recitals"] == ["One.", "Two.", "Three."]
        assert found["clauses"]["payment/lump-sum"] == {"payment_days": 28}

    @pytest.mark.parametrize(
        "values",
        [
            {"clauses.payment/lump-sum.payment_days": 30, "clauses.payment/lump-sum": None},
            {"clauses.payment/lump-sum": None, "clauses.payment/lump-sum.payment_days": 30},
            {"recitals.1": "X", "recitals": ["Y"]},
            {"money.currency": "GBP", "money": {"currency.x": "GBP"}},
        ],
    )
    def test_gives_no_place_twice_and_none_inside_another(self, values):
        with pytest.raises(Refused, match=r"same-place|no-such-place"):
            self.fill(**values)

    @pytest.mark.parametrize(
        ("column", "told"),
        [
            ("recitals.4", "item 3 of “recitals” is missing"),
            ("recitals.0", "counted from 1"),
            ("recitals.01", "counted from 1"),
            ("recitals." + "9" * 5_000, "counted from 1"),
            (".".join(["a"] * 3_000), "leads 3,000 names down"),
            ("recitals.first", "counted from 1"),
            ("title.first", "“title” is a value"),
            ("parties..name", "a name is missing"),
        ],
    )
    def test_cannot_go_to_a_place_that_is_none(self, column, told):
        with pytest.raises(Refused, match=told):
            self.fill(**{column: "x"})

    def test_shares_with_the_standard_what_no_cell_leads_into_and_changes_nothing_of_it(self):
        before = json.dumps(STANDARD.value)
        found = self.fill(**{"parties.payer.name": "B", "recitals.2": "Two again.",
                             "clauses.payment/lump-sum.payment_days": 28})  # fmt: skip
        assert json.dumps(STANDARD.value) == before
        assert found["parties"]["provider"] is STANDARD.value["parties"]["provider"]

    def test_tells_of_each_value_where_it_comes_from(self):
        source = filled(STANDARD, rows(b"title,parties.payer.called\nOne,A\n")[0])
        assert str(source.place(("title",))) == "rows.csv:2:title"
        assert (
            str(source.place(("parties", "payer", "called"))) == "rows.csv:2:parties.payer.called"
        )
        assert source.place(("matter",)).file == "standard.yaml"

    def test_is_the_same_whatever_the_order_of_its_columns(self):
        one, two = rows(b"title,notice\nA,B\n")[0], rows(b"notice,title\nB,A\n")[0]
        assert one.digest == two.digest != rows(b"title,notice\nB,A\n")[0].digest


class TestATermSheetOfItsOwn:
    @pytest.mark.parametrize(
        "value",
        ["words", "007", 30, True, None, "a\nb", "a\n  b \n\nc\n", "tab\there", "\\n", "a\\\nb",
         '"quoted"', "# no comment", "’", "😀", [{"a": ["b\n c"]}], {}, []],
    )  # fmt: skip
    def test_reads_back_as_it_was(self, value):
        whole = {"title": "T", "clauses": {"a/b": value}, "private": value}
        assert load(sheet_text(whole), "x").value == whole

    @given(st.recursive(
        st.none() | st.booleans() | st.integers(-10**17, 10**17)
        | st.text().map(lambda words: FORBIDDEN.sub("", words).replace("\r", "")),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abcde"), inner),
        max_leaves=8,
    ))  # fmt: skip
    def test_reads_back_whatever_it_says(self, value):
        assert load(sheet_text({"private": value}), "x").value == {"private": value}

    def test_says_what_its_own_row_says_whatever_rows_there_were_before(self):
        for days in (28, 35, 28):
            given = {"clauses.payment/lump-sum.payment_days": days, "recitals.1": f"Of {days}."}
            source = filled(STANDARD, rows(json.dumps(given).encode(), "rows.jsonl")[0])
            assert load(sheet_text(source.value), "x").value == source.value
            assert f'"payment_days": {days}'.encode() in sheet_text(source.value)

    def test_has_the_digest_that_the_document_records(self):
        row = rows(b"title\nOne\n")[0]
        source = filled(STANDARD, row)
        text = sheet_text(source.value)
        assert load(text, "x").digest == source.digest
        assert draft(text, "x", LIBRARY).agreement.sheet_digest == source.digest


class TestTheColumns:
    def faults(self, *names: str) -> str:
        heading = read(",".join(names).encode()).heading
        return "\n".join(map(str, column_faults(heading, STANDARD, LIBRARY)))

    def test_that_the_standard_has_or_may_have_are_in_order(self):
        known = ("title", "reference", "parties.payer.name", "parties.payer.signatories.1.name",
                 "effective_date", "clauses.payment/lump-sum.payment_days", "recitals.3",
                 "dates.signature", "jurisdiction", "private.claim", "money.settlement_sum",
                 "mediation.date")  # fmt: skip
        assert self.faults(*known) == ""

    @pytest.mark.parametrize(
        ("column", "meant"),
        [
            ("parties.payer.nmae", "name"),
            ("settlement_sum", "money.settlement_sum"),
            ("moeny.settlement_sum", "money"),
            ("clauses.payment/lump-summ.payment_days", "payment/lump-sum"),
            ("clauses.payment/lump-sum.payment_day", "payment_days"),
            ("payer.name", "parties.payer.name"),
        ],
    )
    def test_that_no_term_sheet_knows_are_answered_with_what_was_meant(self, column, meant):
        said = self.faults("title", column)
        assert said.startswith(f"rows.csv:1:{column}: error[")
        assert f"did you mean {meant}?" in said.replace("“", "").replace("”", "")


class TestAName:
    def name(self, names: str, **values: object) -> str:
        row = rows(json.dumps(values or {"title": "T"}).encode(), "rows.jsonl")[0]
        return name_of(row, STANDARD.value, pattern(names))

    @pytest.mark.parametrize(
        ("reference", "name"),
        [
            ("EX/1", "EX-1-1"),
            ("../../etc/passwd", "etc-passwd-1"),
            ("C:\\Windows\\x", "C-Windows-x-1"),
            ("Müller & Söhne", "Müller-Söhne-1"),
            ("a\u0000b\nc", "a-b-c-1"),
            ("…", "1"),
            ("open", "1"),
            ("", "1"),
            ("x" * 500, "x" * 60 + "-1"),
        ],
    )
    def test_is_safe_on_any_disk(self, reference, name):
        assert self.name("{reference}-{row}", reference=reference, notice="x") == name

    @pytest.mark.parametrize("word", ["CON", "nul", "Com1", "LPT9", "aux.old"])
    def test_is_never_one_that_a_disk_reserves(self, word):
        assert self.name("{reference}", reference=word) == f"_{word}"

    def test_is_never_longer_than_a_disk_takes(self):
        made = self.name("{title}{notice}{reference}{draft.number}-{row}",
                         title="é" * 99, notice="é" * 99, reference="é" * 99)  # fmt: skip
        assert len(made.encode()) <= MOST_BYTES
        assert made.endswith("-1")

    def test_takes_what_the_row_leaves_from_the_standard(self):
        assert self.name("{parties.payer.called}-{row}.docx") == "Insurer-1"

    def test_of_nothing_is_the_row(self):
        assert self.name("{reference}") == "row-1"

    @pytest.mark.parametrize(
        "names", ["all", "a/{row}", "..\\{row}", "{row", "{}", "{row}}", "{row}" + "x" * 190]
    )
    def test_pattern_that_is_none_is_told(self, names):
        with pytest.raises(ValueError, match=r"\w"):
            pattern(names)

    def test_is_the_same_as_another_whatever_the_capitals_and_the_accents(self):
        assert folded("STRASSE-É") == folded("straße-e\u0301")


def test_a_decimal_of_every_size_is_the_figure_that_was_typed_into_a_workbook():
    typed = [Decimal(cents) / 100 for cents in (1, 10, 99, 101, 12345678901, 99999999999999)]
    raw = excel(["a"], *([float(one)] for one in typed),
                formats={f"A{n}": "0.00" for n in range(2, 9)})  # fmt: skip
    assert [str(cells(row)["a"]) for row in rows(raw, "r.xlsx")] == [f"{one:.2f}" for one in typed]


def test_the_documentation_shows_a_table_that_can_be_built():
    page = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    shown = page.split("```csv\n")[1].split("```")[0].encode()
    standard = ROOT / "standards" / "payer-provider-england-wales.yaml"
    source = load(standard.read_bytes(), "standard.yaml")
    assert column_faults(read(shown).heading, source, LIBRARY) == ()
    for row in rows(shown):
        text = sheet_text(filled(source, row).value)
        assert draft(text, "x", LIBRARY).agreement.reference.startswith("EX/")
