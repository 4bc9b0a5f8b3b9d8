"""The schedules: tables that clauses ask for, and the duties as tables."""

from datetime import date

import pytest

from agreement.assembly.schedules import ACTIONS, PAYMENTS, REVIEWS, due_words
from agreement.document.tree import Due, Text
from tests.drafting import agreed, clause, drafted, even, firm, page

ROWS = [
    {"number": 1, "date": "2027-01-15", "amount": "600.00"},
    {"number": 2, "date": "2027-04-15", "amount": "400.00"},
]
COLUMNS = {
    "who": {"type": "party", "heading": "Owner", "ask": "who owns it", "optional": True},
    "when": {"type": "business_days", "heading": "Time", "ask": "the time"},
    "share": {"type": "percent", "heading": "Share", "ask": "the share", "share": 3},
    "first": {"type": "money", "heading": "First sum", "ask": "the first sum", "optional": True},
    "second": {"type": "money", "heading": "Second sum", "ask": "the second sum"},
}
TABLE = {"type": "table", "heading": "Authorised sums", "ask": "the sums", "columns": COLUMNS,
         "total": ["first", "second"]}  # fmt: skip
ROW = {"who": "provider", "when": 3, "share": "2.5", "first": "10.00", "second": "1.50"}
SPARSE = {"when": 1, "share": 10, "second": "2.00"}
RULE = (Text("within 10 days after signature"),)
WORDS = [
    (Due(RULE), "Within 10 days after signature"),
    (Due(RULE, date(2026, 12, 1)), "Within 10 days after signature: 1 December 2026"),
    (Due(RULE, date(2026, 12, 1), True),
     "Within 10 days after signature (provisionally, 1 December 2026)"),
    (Due((Text("on or before 1\N{NO-BREAK SPACE}December 2026"),), date(2026, 12, 1)),
     "On or before 1 December 2026"),
    (Due((Text("not later than 10 days before 11\N{NO-BREAK SPACE}December 2026"),),
         date(2026, 12, 1)),
     "Not later than 10 days before 11 December 2026: 1 December 2026"),
]  # fmt: skip


def tabled(tmp_path, answer, **changes):
    """The agreement of a firm's clause that asks for the table above."""
    own = clause(
        text="The _Payer_ shall pay the sums in [sums].",
        roles=["payer"],
        blanks={"sums": TABLE},
    )
    library = firm(tmp_path, billing__clawback=own)
    return agreed(library, clauses={"billing/clawback": {"sums": answer}}, **changes)


def cells(agreement, schedule) -> list[list[str]]:
    """The rows of a schedule as words."""
    here = page(agreement)
    return [[even(here.words(cell)) for cell in row] for row in schedule.table.rows]


def test_a_table_becomes_a_schedule_with_its_sums_added_up(tmp_path):
    agreement = tabled(tmp_path, [ROW, SPARSE])
    (schedule,) = agreement.schedules
    assert schedule.heading == "Authorised sums" and schedule.table.totalled
    assert cells(agreement, schedule) == [
        ["Hospital", "3 Business Days", "2.5%", "£10.00", "£1.50"],
        ["", "1 Business Day", "10%", "", "£2.00"],
        ["Total", "", "", "£10.00", "£3.50"],
    ]
    assert [column.figures for column in schedule.table.columns] == [False, False, True, True, True]
    assert [column.share for column in schedule.table.columns] == [1, 1, 3, 1, 1]


def test_the_text_refers_to_the_schedule_of_its_table(tmp_path):
    agreement = tabled(tmp_path, [ROW])
    words = page(agreement).words(agreement.operative[-1].provisions[0].prose)
    assert even(words) == "The Insurer shall pay the sums in Schedule 1."


def test_a_table_brings_in_the_terms_of_its_cells(tmp_path):
    entries = tabled(tmp_path, [ROW]).operative[0].provisions[0].provisions
    assert [entry.id for entry in entries] == ["definitions/business-day"]


def test_a_heading_is_spelt_as_the_jurisdiction_does(tmp_path):
    assert (
        tabled(tmp_path, [ROW], jurisdiction="united-states").schedules[0].heading
        == "Authorized sums"
    )


def test_an_open_table_is_a_schedule_that_says_so(tmp_path):
    agreement = tabled(tmp_path, {"open": "the sums agreed", "owner": "payer"})
    (schedule,) = agreement.schedules
    assert schedule.table is None
    assert page(agreement).words(schedule.prose) == "[OPEN 1: the sums agreed, Insurer to confirm]"


def test_an_open_figure_leaves_the_total_open(tmp_path):
    agreement = tabled(tmp_path, [ROW, {**ROW, "second": "open"}])
    assert cells(agreement, agreement.schedules[0])[-1] == ["Total", "", "", "£20.00", "open"]


def test_a_row_that_is_open_is_open_in_every_cell(tmp_path):
    agreement = tabled(tmp_path, [ROW, "open"])
    assert [cell[:6] for cell in cells(agreement, agreement.schedules[0])[1]] == ["[OPEN "] * 5


def test_payments_actions_and_reviews_each_have_a_schedule_in_that_order():
    agreement = agreed(clauses={
        "payment/instalments": {"instalments": ROWS},
        "governance/action-register": {"register_keeper": "payer"},
    })  # fmt: skip
    assert [schedule.id for schedule in agreement.schedules] == [
        "schedules/payment/instalments/instalments",
        PAYMENTS,
        ACTIONS,
        REVIEWS,
    ]


def test_duties_that_nobody_has_make_no_schedule():
    assert agreed().schedules == ()


def test_every_duty_has_one_row_and_rows_are_counted_from_one():
    agreement = agreed(clauses={"payment/instalments": {"instalments": ROWS}})
    rows = [row for schedule in agreement.schedules[1:] for row in cells(agreement, schedule)]
    assert len(rows) == len(agreement.duties)
    for schedule in agreement.schedules[1:]:
        counts = [row[0] for row in cells(agreement, schedule)]
        assert counts == [str(count) for count in range(1, len(counts) + 1)]


def test_a_payment_without_a_figure_points_to_the_provision_that_has_the_rule(tmp_path):
    payment = {
        "payer": "payer",
        "payee": "provider",
        "what": "the balance",
        "due": {"on": "payment"},
    }
    own = clause(text="The _Payer_ pays.", roles=["payer", "provider"], payments=[payment])
    library = firm(tmp_path, billing__clawback=own)
    agreement = agreed(library, clauses={"billing/clawback": None})
    assert cells(agreement, agreement.schedules[0]) == [[
        "1", "clause 1", "The balance", "Insurer", "Hospital",
        "On the date on which the sum payable under this Agreement is paid", "see clause 1",
    ]]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "owner"), [("parties", "Each party"), ("sender", "Open"), ("payer", "Insurer")]
)
def test_an_owner_goes_by_name(role, owner, tmp_path):
    action = {"role": role, "what": "Pay", "due": {"on": "payment"}, "evidence": "the receipt"}
    blanks = {"sender": {"type": "party", "ask": "who sends it"}}
    own = clause(text="[sender] sends.", roles=["payer"], blanks=blanks, actions=[action])
    library = firm(tmp_path, billing__clawback=own)
    agreement = agreed(library, clauses={"billing/clawback": {"sender": "open"}})
    assert cells(agreement, agreement.schedules[0])[0][3] == owner


@pytest.mark.parametrize(("due", "words"), WORDS)
def test_a_due_date_is_printed_after_its_rule_unless_the_rule_says_it(due, words):
    assert even("".join(part.text for part in due_words(due, drafted().setting))) == words
