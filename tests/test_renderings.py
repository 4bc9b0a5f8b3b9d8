"""One duty in many renderings: the same date, owner, sum and provision in each of them."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import vobject
from docx import Document
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from agreement.assembly.assemble import Drafted, draft
from agreement.assembly.entries import entries
from agreement.assembly.listing import listing
from agreement.beside.agenda import agenda
from agreement.beside.as_json import tree
from agreement.beside.page import page
from agreement.beside.plain_sheet import plain_sheet
from agreement.beside.plain_sheet_page import plain_page
from agreement.beside.plain_sheet_word import plain_file
from agreement.beside.register import register
from agreement.document.number import cited, number
from agreement.document.plain import plain
from agreement.document.tree import ActionItem, Agreement, Payment, ReviewDate
from agreement.document.wording import day_words
from agreement.money import shown
from agreement.word import compile_shell, write
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed, even

KINDS = {"payment": Payment, "action": ActionItem, "review": ReviewDate}
HEADINGS = {"Payment": "payment", "Action": "action", "Review": "review"}
SHEETS = {"Payments": "payment", "Action items": "action", "Review dates": "review"}
SPECIAL = {"parties": "Each party", "open": "Open"}


@dataclass(frozen=True)
class Expected:
    """A duty as the tree has it, and the words it must have."""

    kind: str
    count: int
    cited: str
    owner: str
    on: date | None
    day: str
    amount: Decimal | None
    sum: str

    def in_words(self, words: str) -> bool:
        """Whether a row of a table shows all of it."""
        wanted = (self.cited, self.owner, self.day, self.sum)
        return words.startswith(f"{self.count} ") and all(even(each) in words for each in wanted)


@cache
def drafts(example: Path) -> Drafted:
    return draft(example.read_bytes(), example.name, LIBRARY)


def drawn(example: Path) -> Agreement:
    return drafts(example).agreement


def expected(agreement: Agreement) -> list[Expected]:
    """What every rendering must show, read from the duties and not from the schedules."""
    numbers, terms = number(agreement), {one.role: one.term for one in agreement.parties}
    found = []
    for kind, of in KINDS.items():
        for count, duty in enumerate((d for d in agreement.duties if isinstance(d, of)), 1):
            role = getattr(duty, "role", "") or getattr(duty, "payer", "")
            amount, on = getattr(duty, "amount", None), duty.due.on
            found.append(
                Expected(
                    kind=kind,
                    count=count,
                    cited=cited(numbers[duty.provision], agreement.conventions),
                    owner=SPECIAL.get(role) or terms.get(role, ""),
                    on=on,
                    day=day_words(on, agreement.conventions.date_style) if on else "",
                    amount=amount,
                    sum="" if amount is None else shown(amount, agreement.currency),
                )
            )
    return found


def tables(rows: list[list[str]]) -> dict[str, list[str]]:
    """The rows of the tables of duties, each as one string, by kind; a table begins where the
    first cell is its heading and ends at an empty row."""
    found: dict[str, list[str]] = {}
    kind = ""
    for row in rows:
        if row == [""]:
            kind = ""
        elif row[0] == "No.":
            kind = HEADINGS.get(row[2], "") if len(row) > 2 and row[1] == "Provision" else ""
        elif kind:
            found.setdefault(kind, []).append(even(" ".join(row)))
    return found


def word_rows(document: bytes) -> list[list[str]]:
    rows = []
    for table in Document(BytesIO(document)).tables:
        for row in table._tbl.iter(qn("w:tr")):
            cells = row.iter(qn("w:tc"))
            rows.append(["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in cells])
        rows.append([""])
    return rows


def plain_rows(text: str) -> list[list[str]]:
    return [line.split(" | ") for line in text.splitlines() if " | " in line]


def html_rows(written: bytes) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in html.fromstring(written).iter("tr")]


each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
SHELL = compile_shell(ROOT / "templates" / "plain.docx")


@each_example
@pytest.mark.parametrize("form", ["word", "plain", "html"])
def test_every_duty_stands_in_the_tables_that_people_read(example, form):
    agreement = drawn(example)
    rows = {
        "word": lambda: word_rows(write(agreement, SHELL)),
        "plain": lambda: plain_rows(plain(agreement)),
        "html": lambda: html_rows(page(agreement)),
    }[form]()
    found, wanted = tables(rows), expected(agreement)
    assert sum(map(len, found.values())) == len(wanted) > 0
    for duty in wanted:
        assert duty.in_words(found[duty.kind][duty.count - 1]), duty


@each_example
def test_every_duty_stands_in_the_json(example):
    agreement = drawn(example)
    found = {(d["kind"], d["count"]): d for d in json.loads(tree(agreement))["duties"]}
    wanted = expected(agreement)
    assert len(found) == len(wanted)
    for duty in wanted:
        told = found[duty.kind, duty.count]
        amount = told["amount"] and Decimal(told["amount"]["sum"])
        on = told["due"]["on"] and date.fromisoformat(told["due"]["on"])
        assert (told["cited"], told["owner"], on, amount) == (
            duty.cited,
            duty.owner,
            duty.on,
            duty.amount,
        )


@each_example
def test_every_duty_stands_in_the_register(example):
    agreement = drawn(example)
    book, wanted = load_workbook(BytesIO(register((listing(agreement),)))), expected(agreement)
    found = {}
    for sheet, kind in SHEETS.items():
        headings, *rows = book[sheet].iter_rows(values_only=True)
        for row in rows:
            found[kind, row[0]] = dict(zip(headings, row, strict=True))
    assert len(found) == len(wanted)
    for duty in wanted:
        told = found[duty.kind, duty.count]
        assert told["Provision"] == even(duty.cited)
        assert (told.get("Owner") or told.get("From") or "") == duty.owner
        assert told["Date"] == (duty.on and datetime.combine(duty.on, datetime.min.time()))
        amount = told.get("Amount")
        assert (amount is None) == (duty.amount is None)
        assert amount is None or Decimal(f"{amount:.2f}") == duty.amount


@each_example
def test_every_dated_duty_and_no_other_stands_in_the_calendar(example):
    agreement = drawn(example)
    calendar = vobject.readOne(agenda(agreement).decode())
    found = [
        (event.dtstart.value, event.summary.value, event.description.value)
        for event in calendar.contents.get("vevent", ())
    ]
    wanted = [duty for duty in expected(agreement) if duty.on]
    assert len(found) == len(wanted)
    for duty, (on, summary, told) in zip(wanted, found, strict=True):
        assert on == duty.on
        assert duty.owner in summary
        assert even(duty.sum) in even(summary)
        assert even(duty.cited).lower() in even(told).lower().splitlines()[0]
        assert even(duty.day) in even(told)


def sheet_words(example: Path, form: str) -> list[str]:
    """Each row and each line of the plain sheet, as it is read in Word or on the page."""
    sheet = plain_sheet(drafts(example))
    if form == "page":
        root = html.fromstring(plain_page(sheet))
        return [even(one.text_content()) for one in root.iter("tr", "p")]
    body = Document(BytesIO(plain_file(sheet))).element.body
    found = [*body.iter(qn("w:tr")), *body.iter(qn("w:p"))]
    return [even(" ".join(t.text or "" for t in one.iter(qn("w:t")))) for one in found]


@each_example
@pytest.mark.parametrize("form", ["word", "page"])
def test_every_duty_stands_in_the_plain_sheet(example, form):
    said, wanted = sheet_words(example, form), expected(drawn(example))
    kinds = {"payment": "pays", "review": "Review:", "action": ""}
    for duty in wanted:
        parts = (duty.cited, duty.owner or "Each party", duty.day, duty.sum, kinds[duty.kind])
        found = [words for words in said if all(even(part) in words for part in parts)]
        assert found, duty


def test_an_open_owner_and_an_open_amount_are_said_and_not_guessed():
    found = [entry for example in EXAMPLES for entry in entries(drawn(example))]
    unstated = [entry for entry in found if entry.kind == "payment" and entry.amount is None]
    assert unstated
    assert all(entry.sum.startswith("see ") for entry in unstated)
    assert {entry.certainty for entry in found} == {"", "fixed", "provisional"}


def test_an_agreement_without_duties_has_no_entries():
    assert entries(agreed()) == ()
