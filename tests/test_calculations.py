"""The sums that clauses work out: what they come to, the lines that show how, and what is open."""

from decimal import Decimal

import pytest

from agreement.assembly.entries import entries
from agreement.document.tree import Payment
from agreement.finding import Refused
from agreement.lint import lint
from tests.drafting import PARTIES as SIDES
from tests.drafting import agreed, clause, drafted, even, firm, page

INTEREST = {
    "principal": "125000.00",
    "rate": "8",
    "starts": "2026-12-01",
    "ends": "2027-01-31",
}
LINES = [
    ({}, "£125,000.00 × 8% × 61 ÷ 365 = £1,671.23"),
    ({"principal": "84250.00", "ends": "2026-12-31"}, "£84,250.00 × 8% × 30 ÷ 365 = £553.97"),
    ({"year": "fixed-360"}, "£125,000.00 × 8% × 61 ÷ 360 = £1,694.44"),
    ({"year": "actual"}, "£125,000.00 × 8% × 61 ÷ 365 = £1,671.23"),
    ({"year": "actual", "starts": "2027-12-16", "ends": "2028-01-15"},
     "£125,000.00 × 8% × (15 ÷ 365 + 15 ÷ 366) = £820.79"),
    ({"year": "actual", "starts": "2027-12-31", "ends": "2028-12-31"},
     "£125,000.00 × 8% × 366 ÷ 366 = £10,000.00"),
    ({"starts": "2027-12-31", "ends": "2028-12-31"},
     "£125,000.00 × 8% × 366 ÷ 365 = £10,027.40"),
    ({"year": "actual", "starts": "2026-12-31", "ends": "2029-12-31"},
     "£125,000.00 × 8% × (730 ÷ 365 + 366 ÷ 366) = £30,000.00"),
    ({"ends": "2026-12-01"}, "£125,000.00 × 8% × 0 ÷ 365 = £0.00"),
    ({"ends": "2026-12-01", "year": "actual"}, "£125,000.00 × 8% × 0 ÷ 365 = £0.00"),
    ({"rate": "2.50"}, "£125,000.00 × 2.5% × 61 ÷ 365 = £522.26"),
    ({"principal": "0.36", "ends": "2027-12-01", "rate": "12.5"},
     "£0.36 × 12.5% × 365 ÷ 365 = £0.05"),
]  # fmt: skip
OPEN_LINES = [
    ({"ends": {"open": "the day of payment", "owner": "payer"}},
     "£125,000.00 × 8% × the days after 1 December 2026 up to and including "
     "[OPEN 1: the day of payment, Insurer to confirm] ÷ 365"),
    ({"principal": "open"},
     "[OPEN 1: the sum on which interest runs] × 8% × 61 ÷ 365"),
    ({"rate": "open"}, "£125,000.00 × [OPEN 1: the yearly rate of simple interest] × 61 ÷ 365"),
    ({"year": "open"},
     "£125,000.00 × 8% × the days after 1 December 2026 up to and including 31 January 2027 ÷ "
     "[OPEN 1: how many days make a year]"),
    ({"ends": "open", "year": "actual"},
     "£125,000.00 × 8% × the days after 1 December 2026 up to and including "
     "[OPEN 1: the last day for which interest runs] ÷ the days of the year of each"),
]  # fmt: skip
PARTIES = {"paying_party": "payer", "receiving_party": "provider"}
INTERIMS = [{"date": "2026-06-15", "amount": "250.00"}, {"date": "2026-07-15", "amount": "50.00"}]


def interest(**answers) -> dict:
    """The clauses of a sheet that agrees interest, with these answers in place of its own."""
    return {"payment/agreed-interest": {**INTEREST, **answers}}


def schedules(agreement) -> dict[str, list[list[str]]]:
    """The rows of each schedule as words, by heading."""
    here = page(agreement)
    return {
        one.heading: [[even(here.words(cell)) for cell in row] for row in one.table.rows]
        for one in agreement.schedules
        if one.table
    }


def line(**answers) -> str:
    """The line that works the interest."""
    ((_, worked),) = schedules(agreed(clauses=interest(**answers)))["Agreed interest: calculation"]
    return worked


def deducting(gross, interims=INTERIMS, **more) -> dict:
    """The clauses of a sheet that deducts interim payments from this gross sum."""
    return {
        "payment/balance": {"gross_sum": gross},
        "payment/interim-payments": {**PARTIES, "interims": interims},
        **more,
    }


def faults(**changes) -> list[str]:
    """What the rule about sums says of a sheet."""
    return [one.message for one in lint(drafted(**changes)) if one.rule == "sum-differs"]


@pytest.mark.parametrize(("answers", "worked"), LINES)
def test_simple_interest_is_worked_in_a_line_and_rounded_once(answers, worked):
    assert line(**answers) == worked


@pytest.mark.parametrize(("answers", "worked"), OPEN_LINES)
def test_while_a_part_is_open_the_line_gives_the_rule_with_what_is_open_in_its_place(
    answers, worked
):
    assert line(**answers) == worked


def test_the_result_is_printed_in_the_text_and_due_as_a_payment():
    agreement = agreed(clauses=interest())
    words = even(page(agreement).words(agreement.operative[-1].provisions[1].prose))
    assert words.startswith("The Agreed Interest is £1,671.23. It is calculated as Schedule 1")
    (payment,) = (one for one in agreement.duties if isinstance(one, Payment))
    assert (payment.amount, payment.answer) == (Decimal("1671.23"), "")


def test_until_it_is_known_the_text_and_the_payment_point_to_the_schedule():
    agreement = agreed(clauses=interest(ends="open"))
    words = even(page(agreement).words(agreement.operative[-1].provisions[1].prose))
    assert words.startswith("The Agreed Interest is the sum that Schedule 1 shows.")
    (payment,) = (one for one in agreement.duties if isinstance(one, Payment))
    assert payment.amount is None


def test_a_period_that_runs_backwards_is_refused_where_it_ends():
    with pytest.raises(Refused) as raised:
        agreed(clauses=interest(ends="2026-11-30"))
    (fault,) = raised.value.findings
    assert fault.rule == "period-backwards"
    assert fault.message == (
        "clauses.payment/agreed-interest.ends is 2026-11-30, before 2026-12-01, the day after "
        "which interest runs; give a later day."
    )


def test_interim_payments_are_deducted_once_and_the_balance_is_worked_in_a_line():
    agreement = agreed(clauses=deducting("1300.00"))
    assert schedules(agreement)["How the Settlement Sum is made up: calculation"] == [[
        "The Settlement Sum: the Gross Sum, less the Interim Payments",
        "£1,300.00 − £300.00 = £1,000.00",
    ]]  # fmt: skip
    assert faults(clauses=deducting("1300.00")) == []


def test_a_balance_that_is_not_the_sum_agreed_is_a_finding_that_shows_the_arithmetic():
    assert faults(clauses=deducting("1250.00")) == [
        "£1,250.00 − £300.00 = £950.00, but money.settlement_sum is £1,000.00: £50.00 too little."
    ]


def test_an_interim_payment_deducted_twice_is_found():
    assert faults(clauses=deducting("1000.00"), money={"currency": "GBP",
                                                       "settlement_sum": "400.00"}) == [
        "£1,000.00 − £300.00 = £700.00, but money.settlement_sum is £400.00: £300.00 too much."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("interims", "worked"),
    [
        ("open", "£1,300.00 − [OPEN 1: the interim payments]"),
        ([{**INTERIMS[0], "amount": "open"}], "£1,300.00 − the total of Schedule 2"),
    ],
)
def test_a_figure_that_is_open_leaves_the_balance_open_and_no_finding(interims, worked):
    clauses = deducting("1300.00", interims)
    ((_, found),) = schedules(agreed(clauses=clauses))[
        "How the Settlement Sum is made up: calculation"
    ]
    assert found == worked
    assert faults(clauses=clauses) == []


def test_benefits_and_interim_payments_are_each_deducted_once_from_one_gross_sum():
    benefits = {"certificate": "CRU/EXAMPLE/1", "expiry": "2027-03-31", "compensator": "payer",
                "injured_party": "provider", "deductions": [
                    {"benefit": "A", "head": "earnings", "amount": "120.00", "deducted": "100.00"},
                    {"benefit": "B", "head": "care", "amount": "20.00", "deducted": "0.00"},
                ]}  # fmt: skip
    clauses = deducting("1400.00", **{"payment/deducted-benefits": benefits})
    found = schedules(agreed(clauses=clauses, matter="clinical-negligence"))
    assert found["How the Settlement Sum is made up: calculation"] == [[
        "The Settlement Sum: the Gross Sum, less the Interim Payments, less the benefits deducted "
        "from the heads of loss",
        "£1,400.00 − £300.00 − £100.00 = £1,000.00",
    ]]  # fmt: skip
    assert found["Recoverable benefits and deductions"][-1] == ["Total", "", "£140.00", "£100.00"]


def test_a_calculation_falls_away_with_the_answer_it_hangs_on(tmp_path):
    own = clause(
        text="The _Payer_ shall pay [principal].",
        roles=["payer"],
        blanks={
            "principal": {"type": "money", "ask": "the sum"},
            "more": {"type": "boolean", "ask": "whether there is more", "default": False},
        },
        calculations={
            "twice": {
                "what": "twice the sum",
                "add": [{"of": "principal", "what": "once"}, {"of": "principal", "what": "again"}],
                "when": {"more": True},
            },
            "fourfold": {
                "what": "all of it",
                "add": [{"of": "twice", "what": "twice"}, {"of": "twice", "what": "twice again"}],
                "when": {"more": True},
            },
        },
    )
    library = firm(tmp_path, billing__own=own)
    for more, rows in (
        (False, {}),
        (True, {"Clawback: calculation": [
            ["Twice the sum: once, plus again", "£10.50 + £10.50 = £21.00"],
            ["All of it: twice, plus twice again", "£21.00 + £21.00 = £42.00"]]}),
    ):  # fmt: skip
        answers = {"principal": "10.50", "more": more}
        assert schedules(agreed(library, clauses={"billing/own": answers})) == rows


SHARES = [
    ({"shares": [{"paying_party": "payer", "amount": "600.00"},
                 {"paying_party": "regulator", "amount": "400.00"}]}, []),
    ({"shares": [{"paying_party": "payer", "amount": "600.00"},
                 {"paying_party": "regulator", "amount": "200.00"}]},
     ["£600.00 + £200.00 = £800.00, but money.settlement_sum is £1,000.00: £200.00 too little."]),
    ({"alternative": "percentages",
      "parts": [{"paying_party": "payer", "percentage": "66.67"},
                {"paying_party": "regulator", "percentage": "33.33"}]}, []),
    ({"alternative": "percentages",
      "parts": [{"paying_party": "payer", "percentage": "60"},
                {"paying_party": "regulator", "percentage": "50.5"}]},
     ["60% + 50.5% = 110.5%, but the whole is 100%: 10.5% too much."]),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "said"), SHARES)
def test_the_shares_of_several_parties_come_to_the_whole(answers, said):
    parties = {
        "payer": {"name": "Example Insurance Limited", "kind": "company"},
        "provider": {"name": "Example Hospitals Limited", "kind": "company"},
        "regulator": {"name": "Example Authority", "kind": "public-body"},
    }
    clauses = {"payment/contribution": {"receiving_party": "provider", **answers}}
    assert faults(clauses=clauses, parties=parties) == said
    drawn = drafted(clauses=clauses, parties=parties).agreement
    payments = [one for one in drawn.duties if isinstance(one, Payment)]
    assert [one.payer for one in payments] == ["payer", "regulator"]


FIFTHS = [{"paying_party": "payer", "percentage": "60"},
          {"paying_party": "regulator", "percentage": "40"}]  # fmt: skip
IN_PER_CENT = [
    ("1000.00", FIFTHS, ["£600.00", "£400.00"]),
    ("1000.04", FIFTHS, ["£600.03", "£400.01"]),
    ("open", FIFTHS, ["see Schedule 1", "see Schedule 1"]),
    ("1000.00", [{**FIFTHS[0], "percentage": "open"}, FIFTHS[1]],
     ["see Schedule 1", "see Schedule 1"]),
    ("1000.00", "open", ["see Schedule 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "parts", "amounts"), IN_PER_CENT)
def test_a_share_in_per_cent_is_worked_out_once_the_whole_is_known(whole, parts, amounts):
    answers = {"receiving_party": "provider", "alternative": "percentages", "parts": parts}
    parties = {"regulator": {"name": "Example Authority", "kind": "public-body"}}
    money = {"currency": "GBP", "settlement_sum": whole}
    drawn = agreed(clauses={"payment/contribution": answers}, money=money, parties=SIDES | parties)
    rows = schedules(drawn)["Payments"]
    assert [even(row[-1]) for row in rows] == amounts
    assert [even(one.sum) for one in entries(drawn) if one.kind == "payment"] == amounts


@pytest.mark.parametrize(("second", "said"), [
    ("400.00", []),
    ("390.00", ["£600.00 + £390.00 = £990.00, but repayment_sum is £1,000.00: £10.00 too little."]),
])  # fmt: skip
def test_the_rows_of_a_table_may_have_to_come_to_a_sum_of_their_own_clause(second, said):
    rows = [{"number": 1, "date": "2027-01-15", "amount": "600.00"},
            {"number": 2, "date": "2027-04-15", "amount": second}]  # fmt: skip
    answers = {"repayment_sum": "1000.00", "instalments": rows}
    assert faults(clauses={"billing/clawback": answers}) == said


def test_heads_of_loss_less_what_is_deducted_come_to_the_settlement_sum():
    patient = {"name": "Sam Example", "kind": "individual"}
    parties = {
        "payer": {"name": "Example Trust", "kind": "nhs-body"},
        "provider": {"name": "Example Hospitals Limited", "kind": "company"},
        "patient": patient,
    }
    heads = [{"head": "Pain", "amount": "800.00"}, {"head": "Care", "amount": "450.00"}]
    clauses = deducting("1300.00", **{"payment/heads-of-loss": {"heads": heads}})
    said = faults(clauses=clauses, parties=parties, matter="clinical-negligence")
    assert said == [
        "£1,250.00 − £300.00 = £950.00, but money.settlement_sum is £1,000.00: £50.00 too little."
    ]
