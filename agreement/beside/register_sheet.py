"""A sheet of a workbook: typed cells under frozen headings with filters, set up to be printed."""

import textwrap
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from agreement.document.wording import NBSP
from agreement.money import digits

LONGEST = 32_767
"""The most characters that Excel keeps in a cell; longer words end in an ellipsis."""

_PAPERS = {"A4": 9, "Letter": 1}  # Excel's own numbers.
_TALLEST = 409.0  # Excel has no higher row.
_FIRST_YEAR = 1900  # Excel counts its days from there.
_SIGNS = {"GBP": "[$£-809]", "USD": "[$$-409]", "EUR": "[$€-2]"}
_TOP = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 9, "border": 1,
        "border_color": "#BFBFBF"}  # fmt: skip


class Look(StrEnum):
    """What a column holds beside words and dates: a choice, or a count of days by formula."""

    WORDS = "words"
    CHOICE = "choice"
    DAYS = "days"
    OVERDUE = "overdue"


class Sum(Struct, frozen=True):
    """An amount of money and its currency's ISO code."""

    amount: Decimal
    currency: str


Cell = str | int | date | Sum | None


class Column(Struct, frozen=True):
    """A column: its heading, its width in characters, and what it holds."""

    heading: str
    width: int
    look: Look = Look.WORDS


class Sheet(Struct, frozen=True):
    """A sheet of a workbook: columns and rows, the words at the head of each printed page, and
    the paper, A4 or Letter."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str
    paper: str


class Styles(Struct, frozen=True):
    """The formats of a workbook, each made once however many cells it has."""

    book: Workbook
    made: dict[tuple, Format]

    def of(self, **look: str | bool) -> Format:
        """The format of a cell that looks like every other but for this."""
        key = tuple(look.items())
        if key not in self.made:
            self.made[key] = self.book.add_format({**_TOP, **look})
        return self.made[key]


STATUSES = ("To do", "Under way", "Done", "No longer needed")
"""What a choice of status offers; the last two end the counting of days."""


def write_sheet(book: Workbook, sheet: Sheet) -> None:
    """Add a sheet to a workbook. Words are written as words, whatever they begin with."""
    written = book.add_worksheet(sheet.name)
    _set_up(written, sheet)
    styles = Styles(book, {})
    heading = styles.of(bold=True, bg_color="#E7E6E6")
    for place, column in enumerate(sheet.columns):
        written.set_column(place, place, column.width)
        written.write_string(0, place, column.heading, heading)
    for count, row in enumerate(sheet.rows, 1):
        written.set_row(count, _height(row, sheet.columns))
        for place, cell in enumerate(row):
            _write(styles, written, (count, place), cell)
    for place, column in enumerate(sheet.columns):
        _fill(styles, written, sheet, (place, column))
    last = max(1, len(sheet.rows))
    written.autofilter(0, 0, last, len(sheet.columns) - 1)


def _height(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> float:
    """The height of a row in points, by the lines its words take: not every program that opens a
    workbook makes room for words that run on."""
    lines = (
        len(textwrap.wrap(cell, int(1.15 * column.width)))
        for cell, column in zip(row, columns, strict=False)
        if isinstance(cell, str)
    )
    return min(_TALLEST, 12.0 * max(1, *lines) + 2)


def _set_up(written: Worksheet, sheet: Sheet) -> None:
    written.freeze_panes(1, 0)
    written.set_landscape()
    written.set_paper(_PAPERS[sheet.paper])
    written.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    written.fit_to_pages(1, 0)
    written.repeat_rows(0)
    # In a header of Excel, & begins a code; a doubled one prints itself.
    title = sheet.title[:80].replace("&", "&&")
    written.set_header(f'&L&"Arial"&9{sheet.name}&R&"Arial"&9 {title}')
    written.set_footer('&R&"Arial"&9Page &P of &N')


def _write(styles: Styles, written: Worksheet, at: tuple[int, int], cell: Cell) -> None:
    match cell:
        case None | "":
            written.write_blank(*at, None, styles.of())
        case Sum(amount, currency):
            look = styles.of(num_format=money_format(currency))
            written.write_number(*at, float(amount), look)
        case date() if cell.year >= _FIRST_YEAR:
            look = styles.of(num_format="d mmm yyyy", align="left")
            written.write_datetime(*at, cell, look)
        case int():
            written.write_number(*at, cell, styles.of(align="left"))
        case _:
            # Nobody who searches for "clause 5.2" types the space that holds it together.
            words = str(cell).replace(NBSP, " ")
            kept = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
            written.write_string(*at, kept, styles.of())


def money_format(currency: str) -> str:
    """Excel's number format of a currency: its sign or its code, commas, its minor unit."""
    places = digits(currency)
    figures = f"#,##0.{'0' * places}" if places else "#,##0"
    return f"{_SIGNS.get(currency, f'[${currency}] ')}{figures}"


def _fill(styles: Styles, written: Worksheet, sheet: Sheet, of: tuple[int, Column]) -> None:
    """The cells of a column that no duty fills: the status and what is counted from today."""
    place, column = of
    if column.look is Look.WORDS or not sheet.rows:
        return
    look = styles.of(num_format="0")
    headings = [one.heading for one in sheet.columns]
    last = len(sheet.rows)
    for row in range(1, last + 1):
        on, status = (xl_rowcol_to_cell(row, headings.index(name)) for name in ("Date", "Status"))
        over = f'OR({on}="",{status}="{STATUSES[2]}",{status}="{STATUSES[3]}")'
        if column.look is Look.CHOICE:
            written.write_string(row, place, STATUSES[0], look)
        elif column.look is Look.DAYS:
            written.write_formula(row, place, f'=IF({over},"",{on}-TODAY())', look, "")
        else:
            late = f'IF({on}<TODAY(),"Overdue","")'
            written.write_formula(row, place, f'=IF({over},"",{late})', look, "")
    if column.look is Look.CHOICE:
        written.data_validation(
            1, place, last, place, {"validate": "list", "source": list(STATUSES)}
        )
    if column.look is Look.OVERDUE:
        red = styles.book.add_format({"font_color": "#9C0006", "bold": True})
        rule = {"type": "cell", "criteria": "==", "value": '"Overdue"', "format": red}
        written.conditional_format(1, place, last, place, rule)
