"""The dated duties of clauses and of the term sheet."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from agreement.document.prose import plain_words
from agreement.document.tree import ActionItem, Payment, ReviewDate
from agreement.finding import Refused
from tests.drafting import SHEET, agreed, clause, even, firm, page

ACTION = {"role": "payer", "what": "Pay", "due": {"days": 5, "after": "effective_date"},
          "evidence": "the receipt"}  # fmt: skip
PAYMENT = {"payer": "payer", "payee": "provider", "what": "_Settlement Sum_"}
DAYS = {"days": {"type": "days", "ask": "days to pay"}}
AFTER = {"days": "days", "after": "effective_date"}


def duties(tmp_path, answers=None, sheet=None, **keys):
    """The duties of a firm's clause with these keys, in the small term sheet."""
    own = clause(text="The _Payer_ shall pay.", roles=["payer", "provider"], **keys)
    library = firm(tmp_path, billing__clawback=own)
    return agreed(library, clauses={"billing/clawback": answers}, **(sheet or {})).duties


def review(**keys) -> dict:
    """A review date with these keys."""
    return {"what": "the sums paid", **keys}


def told(duty) -> str:
    """The rule of a duty in plain words."""
    return even(plain_words(duty.due.rule))


def test_a_duty_of_the_term_sheet_may_be_open_in_each_of_its_words():
    owed = {"open": "by the end of the month", "owner": "payer"}
    action = {"role": "provider", "what": "open", "due": owed, "evidence": "open"}
    found = agreed(actions=[action], reviews=[{"what": "open", "due": "open"}]).open_points
    assert {point.name: str(point).partition(": ")[2] for point in found} == {
        "actions.1.due": "by the end of the month, Insurer to confirm]",
        "actions.1.what": "what is to be done]",
        "actions.1.evidence": "what proves that it is done]",
        "reviews.1.what": "what is looked at]",
        "reviews.1.due": "when the review is held]",
    }


@pytest.mark.parametrize("days", [1, 30, 365])
def test_the_date_of_a_duty_in_the_schedule_is_the_date_its_rule_gives(days, tmp_path):
    own = clause(text="The _Payer_ shall pay within [days].", roles=["payer"], blanks=DAYS,
                 actions=[{**ACTION, "due": AFTER}])  # fmt: skip
    agreement = agreed(
        firm(tmp_path, billing__clawback=own), clauses={"billing/clawback": {"days": days}}
    )
    on = date(2026, 12, 1) + timedelta(days=days)
    assert agreement.duties[0].due.on == on
    row = agreement.schedules[0].table.rows[0]
    assert even(page(agreement).words(row[4])).endswith(f"Date: {on.day} {on:%B %Y}")


def test_a_duty_names_the_unit_that_creates_it_or_the_clause(tmp_path):
    found = duties(tmp_path, actions=[ACTION, {**ACTION, "provision": "text"}])
    assert [duty.provision for duty in found] == ["billing/clawback", "billing/clawback/text"]


def test_actions_come_before_reviews_and_reviews_before_payments(tmp_path):
    found = duties(
        tmp_path,
        payments=[{**PAYMENT, "due": {"on": "2027-01-31"}}],
        reviews=[review(due={"on": "2027-01-31"})],
        actions=[ACTION],
    )
    assert [type(duty) for duty in found] == [ActionItem, ReviewDate, Payment]


def test_a_duty_falls_away_with_the_answer_it_hangs_on(tmp_path):
    blanks = {"kept": {"type": "boolean", "ask": "whether it is kept"}}
    keys = {"blanks": blanks, "actions": [{**ACTION, "when": {"kept": True}}]}
    assert [len(duties(tmp_path, {"kept": kept}, **keys)) for kept in (True, False, "open")] == [
        1,
        0,
        1,
    ]


def test_a_duty_may_belong_to_one_wording(tmp_path):
    keys = {
        "alternatives": {"gentle": {"use": "where it is gentle", "text": "The _Payer_ may pay."}},
        "actions": [{**ACTION, "when": {"alternative": "standard"}}],
    }
    assert [
        len(duties(tmp_path, answers, **keys)) for answers in (None, {"alternative": "gentle"})
    ] == [1, 0]


def test_an_action_may_be_owed_by_the_party_a_blank_names(tmp_path):
    blanks = {"sender": {"type": "party", "ask": "who sends it"}}
    keys = {"blanks": blanks, "actions": [{**ACTION, "role": "sender"}]}
    roles = [duties(tmp_path, {"sender": who}, **keys)[0].role for who in ("provider", "open")]
    assert roles == ["provider", "open"]


def test_a_review_after_a_period_is_held_on_a_business_day_and_one_of_a_named_day_on_it(tmp_path):
    period, saturday = {"days": 4, "after": "effective_date"}, {"on": "2026-12-05"}
    found = duties(tmp_path, reviews=[review(due=period), review(due=saturday)])
    assert [duty.due.on for duty in found] == [date(2026, 12, 7), date(2026, 12, 5)]


def test_an_action_may_be_counted_from_an_earlier_one_of_its_clause(tmp_path):
    later = {**ACTION, "what": "Tell", "due": {"days": 5, "after": "paying"}}
    found = duties(tmp_path, actions=[{**ACTION, "id": "paying"}, later])
    assert found[1].due.on == date(2026, 12, 11) and found[1].due.provisional
    assert told(found[1]) == "within 5 days after the completion of the action “Pay”"


def test_reviews_are_counted_from_their_first_anchor_and_held_on_business_days(tmp_path):
    found = duties(
        tmp_path, reviews=[review(every={"months": 1}, **{"from": "2027-01-31"}, times=3)]
    )
    assert [duty.due.on for duty in found] == [
        date(2027, 3, 1),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]
    assert [told(duty) for duty in found] == [
        "1 month after 31 January 2027",
        "2 months after 31 January 2027",
        "3 months after 31 January 2027",
    ]


@pytest.mark.parametrize(
    ("every", "times", "words", "count"),
    [
        (6, 2, "6 weeks after the Effective Date", 2),
        (6, 0, "", 0),
        ("open", 2,
         "at an interval of [OPEN 1: weeks between reviews] after the Effective Date", 1),
        (6, "open",
         "6 weeks after the Effective Date, and at that interval again: [OPEN 1: how many times]",
         1),
    ],
)  # fmt: skip
def test_a_series_takes_its_interval_and_length_from_blanks(every, times, words, count, tmp_path):
    blanks = {
        "every": {"type": "integer", "ask": "weeks between reviews"},
        "times": {"type": "integer", "ask": "how many times"},
    }
    series = review(every={"weeks": "every"}, times="times", **{"from": "effective_date"})
    found = duties(tmp_path, {"every": every, "times": times}, blanks=blanks, reviews=[series])
    assert len(found) == count
    assert [told(duty) for duty in found[:1]] == [words] * bool(count)


def test_reviews_after_an_assumed_date_are_provisional_and_after_none_have_no_date(tmp_path):
    keys = {"reviews": [review(every={"months": 1}, **{"from": "signature"}, times=1)]}
    assumed = duties(tmp_path, sheet={"assumed": {"signature": "2026-12-04"}}, **keys)
    assert (assumed[0].due.on, assumed[0].due.provisional) == (date(2027, 1, 4), True)
    assert duties(tmp_path, **keys)[0].due.on is None


def test_a_payment_takes_its_figure_from_a_money_blank(tmp_path):
    blanks = {"sum": {"type": "money", "ask": "the sum"}}
    keys = {
        "blanks": blanks,
        "payments": [{**PAYMENT, "amount": "sum", "due": {"on": "2027-01-31"}}],
    }
    amounts = [duties(tmp_path, {"sum": given}, **keys)[0].amount for given in ("10.50", "open")]
    assert amounts == [Decimal("10.50"), None]


def test_each_row_of_a_table_is_a_payment_on_its_own_date():
    rows = [
        {"number": 1, "date": "2027-01-15", "amount": "600.00"},
        {"number": 2, "date": {"open": "the last day"}, "amount": "400.00"},
    ]
    found = [
        duty
        for duty in agreed(clauses={"payment/instalments": {"instalments": rows}}).duties
        if isinstance(duty, Payment)
    ]
    assert [(duty.due.on, duty.amount) for duty in found] == [
        (date(2027, 1, 15), Decimal("600.00")),
        (None, Decimal("400.00")),
    ]
    assert told(found[1]) == "[OPEN 1: the last day]"


def test_a_payment_of_a_row_that_rolls_says_the_day_it_moves_to_and_why():
    rows = [
        {"number": 1, "date": "2026-12-25", "amount": "600.00"},
        {"number": 2, "date": "2027-01-15", "amount": "400.00"},
    ]
    agreement = agreed(clauses={"payment/instalments": {"instalments": rows}})
    first, second = (duty for duty in agreement.duties if isinstance(duty, Payment))
    assert first.due.on == date(2026, 12, 29)
    assert told(first) == "29 December 2026 (the next Business Day after 25 December 2026)"
    assert told(second) == "15 January 2027"


TASKS = {"tasks": {"type": "table", "ask": "the tasks", "heading": "Tasks", "columns": {
    "task": {"type": "text", "heading": "Task", "ask": "what is done"},
    "owner": {"type": "party", "heading": "Owner", "ask": "who does it"},
    "by": {"type": "date", "heading": "By", "ask": "the day", "optional": True},
    "days": {"type": "days", "heading": "Days", "ask": "days to do it", "optional": True},
    "cost": {"type": "money", "heading": "Cost", "ask": "what it costs", "optional": True},
}}}  # fmt: skip
ROWS = [
    {"task": "count the beds", "owner": "provider", "by": "2027-01-15", "days": 5, "cost": "10.00"},
    {"task": "count the claims", "owner": "payer", "by": "2027-02-15", "days": 9, "cost": "5.50"},
]


def test_each_row_of_a_table_is_an_action_with_its_own_words_owner_and_date(tmp_path):
    action = {"each": "tasks", "role": "owner", "what": "Do this: [task]", "due": {"on": "by"},
              "evidence": "a note on [task]"}  # fmt: skip
    found = duties(tmp_path, {"tasks": ROWS}, blanks=TASKS, actions=[action])
    assert [(one.role, even(plain_words(one.what)), one.due.on) for one in found] == [
        ("provider", "Do this: count the beds", date(2027, 1, 15)),
        ("payer", "Do this: count the claims", date(2027, 2, 15)),
    ]
    assert even(plain_words(found[1].evidence)) == "a note on count the claims"


def test_each_row_of_a_table_may_give_a_period_a_review_or_a_payment(tmp_path):
    days = {"days": "days", "after": "effective_date"}
    keys = {
        "actions": [{**ACTION, "each": "tasks", "due": days}],
        "reviews": [{"each": "tasks", "what": "[task]", "due": {"on": "by"}}],
        "payments": [{"each": "tasks", "payer": "owner", "payee": "provider", "what": "[task]",
                      "amount": "cost", "due": {"on": "by"}}],
    }  # fmt: skip
    found = duties(tmp_path, {"tasks": ROWS}, blanks=TASKS, **keys)
    actions, reviews, payments = found[:2], found[2:4], found[4:]
    assert [one.due.on for one in actions] == [date(2026, 12, 6), date(2026, 12, 10)]
    assert [plain_words(one.what) for one in reviews] == ["count the beds", "count the claims"]
    assert [(one.payer, one.amount) for one in payments] == [
        ("provider", Decimal("10.00")),
        ("payer", Decimal("5.50")),
    ]


def test_an_open_table_makes_one_open_duty_and_an_open_cell_another(tmp_path):
    action = {**ACTION, "each": "tasks", "what": "[task]", "role": "owner", "due": {"on": "by"}}
    keys = {"blanks": TASKS, "actions": [action]}
    (one,) = duties(tmp_path, {"tasks": "open"}, **keys)
    assert (one.role, one.due.on) == ("open", None)
    assert plain_words(one.what) == "[OPEN 1: the tasks]"
    assert told(one) == "on or before [OPEN 1: the tasks]"
    row = {"task": {"open": "the task"}, "owner": "open", "by": "open"}
    (one,) = duties(tmp_path, {"tasks": [row]}, **keys)
    assert (one.role, one.due.on) == ("open", None)
    assert plain_words(one.what) == "[OPEN 1: the task]"


def test_a_date_that_a_row_leaves_out_is_a_fault_of_the_rule(tmp_path):
    action = {**ACTION, "each": "tasks", "due": {"on": "by"}}
    row = {"task": "count", "owner": "payer"}
    with pytest.raises(Refused) as raised:
        duties(tmp_path, {"tasks": [row]}, blanks=TASKS, actions=[action])
    assert [fault.rule for fault in raised.value.findings] == ["unknown-anchor"]


def test_a_row_that_names_a_role_nobody_fills_is_refused(tmp_path):
    action = {**ACTION, "each": "tasks", "role": "owner"}
    row = {"task": "count", "owner": "regulator"}
    with pytest.raises(Refused) as raised:
        duties(tmp_path, {"tasks": [row]}, blanks=TASKS, actions=[action])
    assert "unknown-role" in {fault.rule for fault in raised.value.findings}


def test_the_actions_and_reviews_of_a_term_sheet_are_duties_too():
    found = agreed(actions=[ACTION, ACTION], reviews=[review(due={"on": "2027-01-31"})]).duties
    assert [duty.provision for duty in found][-3:] == [
        "term-sheet/actions/1",
        "term-sheet/actions/2",
        "term-sheet/reviews",
    ]


@pytest.mark.parametrize(
    ("keys", "rule", "told"),
    [
        ({"actions": [{**ACTION, "due": {"on": "never"}}]}, "unknown-anchor", "never"),
        ({"actions": [{**ACTION, "due": {"days": "gap", "after": "payment"}}]}, "unknown-anchor",
         "gap"),
        ({"actions": [{**ACTION, "role": "regulator"}]}, "unknown-role", "regulator"),
        ({"actions": [{**ACTION, "due": {"years": 9999, "after": "effective_date"}}]},
         "impossible-date", "9999 years"),
        ({"reviews": [review(every={"months": 1}, times="count", **{"from": "payment"})]},
         "unknown-anchor", "count"),
        ({"payments": [{**PAYMENT, "payee": "insurer", "due": {"on": "2027-01-31"}}]},
         "unknown-role", "insurer"),
    ],
)  # fmt: skip
def test_a_duty_that_cannot_be_read_is_refused_at_its_place(keys, rule, told, tmp_path):
    with pytest.raises(Refused) as refused:
        duties(tmp_path, **keys)
    (finding,) = refused.value.findings
    assert finding.rule == rule and told in finding.message
    assert finding.place.file.endswith("clawback.yaml") and finding.place.line


def test_every_fault_of_the_duties_is_told_at_once(tmp_path):
    late = {**ACTION, "due": {"days": 5, "after": "never"}}
    with pytest.raises(Refused) as refused:
        duties(
            tmp_path, actions=[late, {**ACTION, "role": "judge"}], reviews=[review(due={"on": "x"})]
        )
    assert len(refused.value.findings) == 3


def test_the_small_term_sheet_has_no_duties():
    assert agreed(**SHEET).duties == ()
