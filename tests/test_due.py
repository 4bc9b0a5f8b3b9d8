"""When a duty falls due, in words that a lawyer would print and as a date."""

from datetime import date

import pytest

from agreement.answers.typed import Answer
from agreement.document.prose import plain_words
from agreement.document.tree import Due, Text
from agreement.duties.due import due
from agreement.duties.occasion import Occasion, RuleFault
from agreement.finding import Place
from agreement.term_sheet.terms import Open
from tests.drafting import drafted, even

SIGNED = "the date on which the last party signs this Agreement"
ROLLED = "or, if the last day allowed is not a Business Day, by the"
RULES = [
    # 1 December 2026 is a Tuesday; 25 and 28 December 2026 and 1 January 2027 are holidays.
    ({"days": 30, "after": "effective_date"}, "within 30 days after the Effective Date",
     date(2026, 12, 31)),
    ({"days": 1, "after": "effective_date"}, "within 1 day after the Effective Date",
     date(2026, 12, 2)),
    ({"days": 0, "after": "effective_date"}, "on the Effective Date", date(2026, 12, 1)),
    ({"days": 0, "after": {"event": "the court decides"}},
     "on the same day, after the court decides", None),
    ({"business_days": 20, "after": "effective_date"},
     "within 20 Business Days after the Effective Date", date(2026, 12, 31)),
    ({"business_days": 1, "before": "2026-12-29"},
     "not later than 1 Business Day before 29 December 2026", date(2026, 12, 24)),
    ({"clear_days": 3, "before": "2025-10-20"},
     "not later than 3 clear days before 20 October 2025", date(2025, 10, 14)),
    ({"clear_days": 1, "after": "effective_date"}, "within 1 clear day after the Effective Date",
     date(2026, 12, 3)),
    ({"weeks": 2, "after": "effective_date"}, "within 2 weeks after the Effective Date",
     date(2026, 12, 15)),
    ({"months": 1, "after": "2027-01-31"}, "within 1 month after 31 January 2027",
     date(2027, 2, 28)),
    ({"months": 2, "after": "2027-01-31"}, "within 2 months after 31 January 2027",
     date(2027, 3, 31)),
    ({"years": 1, "after": "2028-02-29"}, "within 1 year after 29 February 2028",
     date(2029, 2, 28)),
    ({"days": 1000, "after": "effective_date"}, "within 1,000 days after the Effective Date",
     date(2029, 8, 27)),
    ({"days": 30, "after": "signature"}, f"within 30 days after {SIGNED}", None),
    ({"days": 30, "after": {"event": "the _Provider_ receives it"}},
     "within 30 days after the Hospital receives it", None),
    ({"days": 5, "before": {"event": "the hearing"}}, "not later than 5 days before the hearing",
     None),
    ({"days": 30, "after": "effective_date", "roll": "none"},
     "within 30 days after the Effective Date", date(2026, 12, 31)),
    ({"days": 24, "after": "effective_date", "roll": "following"},
     f"within 24 days after the Effective Date {ROLLED} next Business Day", date(2026, 12, 29)),
    ({"days": 24, "after": "effective_date", "roll": "preceding"},
     f"within 24 days after the Effective Date {ROLLED} last Business Day before it",
     date(2026, 12, 24)),
    ({"months": 1, "after": "2027-01-31", "roll": "modified-following"},
     f"within 1 month after 31 January 2027 {ROLLED} next Business Day in the same month or else "
     "the last before it", date(2027, 2, 26)),
    ({"on": "2026-12-25", "roll": "following"},
     "on or before 25 December 2026 or, if that day is not a Business Day, by the next Business "
     "Day", date(2026, 12, 29)),
    ({"on": "2026-12-24", "roll": "following"},
     "on or before 24 December 2026 or, if that day is not a Business Day, by the next Business "
     "Day", date(2026, 12, 24)),
    ({"days": 24, "after": "effective_date", "by": "16:00"},
     "within 24 days after the Effective Date, by 4.00 pm on the last day allowed",
     date(2026, 12, 25)),
    ({"days": 24, "after": "effective_date", "roll": "following", "by": "12:00"},
     f"within 24 days after the Effective Date {ROLLED} next Business Day, in either case by "
     "12.00 noon", date(2026, 12, 29)),
    ({"business_days": 1, "after": "2026-11-27", "calendar": "scotland"},
     "within 1 business day in Scotland after 27 November 2026", date(2026, 12, 1)),
    ({"business_days": 1, "after": "2026-11-27", "calendar": "england-wales"},
     "within 1 Business Day after 27 November 2026", date(2026, 11, 30)),
    ({"days": 1, "after": "2026-11-29", "roll": "following", "calendar": "scotland"},
     "within 1 day after 29 November 2026 or, if the last day allowed is not a business day in "
     "Scotland, by the next business day in Scotland", date(2026, 12, 1)),
    ({"days": 14, "before": "2026-12-10", "not_before": "effective_date"},
     "not later than 14 days before 10 December 2026, or on the Effective Date if that is later",
     date(2026, 12, 1)),
    ({"days": 14, "before": "2026-12-20", "not_before": "effective_date"},
     "not later than 14 days before 20 December 2026, or on the Effective Date if that is later",
     date(2026, 12, 6)),
    ({"days": 14, "before": {"event": "the hearing"}, "not_before": "2027-01-31"},
     "not later than 14 days before the hearing, or on 31 January 2027 if that is later", None),
    ({"on": "2027-01-31"}, "on or before 31 January 2027", date(2027, 1, 31)),
    ({"on": "2027-01-31", "by": "16:30"}, "by 4.30 pm on 31 January 2027", date(2027, 1, 31)),
    ({"on": "payment"}, "on the date on which the sum payable under this Agreement is paid", None),
    ({"on": "effective_date"}, "on the Effective Date", date(2026, 12, 1)),
    ({"on": {"later_of": ["effective_date", "2027-01-31"]}},
     "on or before the later of the Effective Date and 31 January 2027", date(2027, 1, 31)),
    ({"throughout": "the _Payer_ owes a sum"}, "while the Insurer owes a sum", None),
    ({"days": 5, "after": {"earlier_of": ["2027-01-31", "2027-02-28"]}},
     "within 5 days after the earlier of 31 January 2027 and 28 February 2027",
     date(2027, 2, 5)),
    ({"days": 5, "after": {"later_of": ["effective_date", {"event": "the court decides"}]}},
     "within 5 days after the Effective Date or after the court decides, whichever is later", None),
    ({"days": 5, "before": {"earlier_of": ["2027-01-31", {"event": "the hearing"}]}},
     "not later than 5 days before 31 January 2027 or before the hearing, whichever is earlier",
     None),
]  # fmt: skip
AMERICAN = [
    ({"on": "2027-01-31", "by": "16:30"}, "by 4:30 p.m. on January 31, 2027", date(2027, 1, 31)),
    ({"business_days": 1, "after": "2026-11-25"}, "within 1 Business Day after November 25, 2026",
     date(2026, 11, 27)),
    ({"business_days": 2, "after": "2026-07-02", "calendar": "us-fedwire"},
     "within 2 business days of the Federal Reserve Banks after July 2, 2026", date(2026, 7, 6)),
    ({"days": 1, "after": {"later_of": ["2027-01-31", "2027-02-01", "effective_date"]}},
     "within 1 day after the latest of January 31, 2027, February 1, 2027, and the Effective Date",
     date(2027, 2, 2)),
]  # fmt: skip
FAULTS = {
    "effectve_date": "unknown-anchor",
    "2027-02-30": "unknown-anchor",
    "some-duty": "unknown-anchor",
    "wording": "unknown-anchor",
}
UNITS = ("days", "business_days", "clear_days", "weeks", "months", "years")


def blank(name: str, value, type: str = "days", rule=None) -> Answer:
    """An answer to one blank."""
    path = ("clauses", "a/b", name)
    return Answer({"type": type, "ask": name}, path, Place("x"), value, rule=rule)


ANSWERS = {
    "period": blank("period", 10),
    "open_period": blank("open_period", Open("days to answer", "payer")),
    "day": blank("day", date(2027, 1, 31), "date"),
    "open_day": blank("open_day", Open("the day", "provider"), "date"),
    "ruled_day": blank("ruled_day", None, "date", {"later_of": ["2026-12-01", "2026-12-05"]}),
    "wording": blank("wording", "some words", "text"),
}
BLANKS = [
    ({"days": "period", "after": "effective_date"}, "within 10 days after the Effective Date",
     date(2026, 12, 11)),
    ({"business_days": "period", "after": "effective_date"},
     "within 10 Business Days after the Effective Date", date(2026, 12, 15)),
    ({"days": "open_period", "after": "effective_date"},
     "within [OPEN 0: days to answer, Insurer to confirm] after the Effective Date", None),
    ({"days": 5, "after": "day"}, "within 5 days after 31 January 2027", date(2027, 2, 5)),
    ({"days": 5, "after": "open_day"},
     "within 5 days after [OPEN 0: the day, Hospital to confirm]", None),
    ({"days": 5, "after": "ruled_day"},
     "within 5 days after the later of 1 December 2026 and 5 December 2026", date(2026, 12, 10)),
    ({"on": "day"}, "on or before 31 January 2027", date(2027, 1, 31)),
    ({"on": "open_day"}, "on or before [OPEN 0: the day, Hospital to confirm]", None),
    ({"on": {"later_of": ["day", "open_day"]}},
     "on or before the later of 31 January 2027 and [OPEN 0: the day, Hospital to confirm]", None),
]  # fmt: skip


def occasion(duties=None, **changes) -> Occasion:
    """The small term sheet with these keys, the answers above and these other duties."""
    return Occasion(ANSWERS, drafted(**changes).setting, duties or {})


def read(rule, **changes) -> tuple[str, date | None]:
    """A rule's words and date."""
    found = due(rule, occasion(**changes))
    return even(plain_words(found.rule)), found.on


@pytest.mark.parametrize(("rule", "words", "on"), RULES)
def test_a_rule_reads_as_a_sentence_and_gives_its_date(rule, words, on):
    assert read(rule) == (words, on)


@pytest.mark.parametrize(("rule", "words", "on"), AMERICAN)
def test_an_american_rule_is_written_and_counted_the_american_way(rule, words, on):
    assert read(rule, jurisdiction="united-states") == (words, on)


@pytest.mark.parametrize(("rule", "words", "on"), BLANKS)
def test_a_blank_in_a_rule_is_answered_or_shown_as_open(rule, words, on):
    assert read(rule) == (words, on)


@pytest.mark.parametrize("unit", UNITS)
def test_a_period_after_an_assumed_date_is_provisional(unit):
    found = due({unit: 2, "after": "signature"}, occasion(assumed={"signature": "2026-12-04"}))
    assert found.provisional and found.on is not None


@pytest.mark.parametrize("unit", UNITS)
def test_a_period_after_a_known_date_is_not_provisional(unit):
    found = due({unit: 2, "after": "signature"}, occasion(dates={"signature": "2026-12-04"}))
    assert not found.provisional and found.on is not None


def test_a_time_of_day_is_kept_beside_the_words():
    assert due({"on": "2027-01-31", "by": "16:30"}, occasion()).at == "4.30\N{NO-BREAK SPACE}pm"
    assert due({"on": "2027-01-31"}, occasion()).at == ""


def test_a_duty_may_be_counted_from_another_and_is_then_provisional():
    before = {"send": ((Text("Send the list"),), Due((), date(2026, 12, 10)), "")}
    found = due({"days": 5, "after": "send"}, occasion(before))
    assert even(plain_words(found.rule)) == (
        "within 5 days after the completion of the action “Send the list”"
    )
    assert (found.on, found.provisional) == (date(2026, 12, 15), True)


def test_a_duty_counted_from_one_without_a_date_has_none():
    before = {"send": ((Text("Send the list"),), Due(()), "")}
    found = due({"days": 5, "after": "send"}, occasion(before))
    assert (found.on, found.provisional) == (None, False)


HOURS = [
    ({"hours": 24, "after": "report"}, "16:00", "within 24 hours after", (11, "4.00 pm")),
    ({"hours": 4, "after": "report"}, "16:00", "within 4 hours after", (10, "8.00 pm")),
    ({"hours": 8, "after": "report"}, "16:00", "within 8 hours after", (11, "12.00 midnight")),
    ({"hours": 1, "after": "report"}, "16:00", "within 1 hour after", (10, "5.00 pm")),
    ({"hours": 48, "before": "report"}, "16:00", "not later than 48 hours before", (8, "4.00 pm")),
    ({"hours": "period", "after": "report"}, "16:00", "within 10 hours after", (11, "2.00 am")),
    ({"hours": "open_period", "after": "report"}, "16:00",
     "within [OPEN 0: days to answer, Insurer to confirm] after", None),
    ({"hours": 24, "after": "report"}, "", "within 24 hours after", None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "by", "lead", "last"), HOURS)
def test_hours_run_by_the_clock_and_have_a_date_only_from_a_time_of_day(rule, by, lead, last):
    before = {"report": ((Text("Report it"),), Due((), date(2026, 12, 10)), by)}
    found = due(rule, occasion(before))
    words = even(plain_words(found.rule))
    assert words == f"{lead} the completion of the action “Report it”"
    told = (found.on.day, even(found.at)) if found.on else None
    assert told == last


@pytest.mark.parametrize(
    "anchor", ["effective_date", "signature", "2027-01-31", {"event": "the _Payer_ learns of it"}]
)
def test_hours_from_a_day_or_an_event_give_the_rule_alone(anchor):
    found = due({"hours": 72, "after": anchor}, occasion())
    assert even(plain_words(found.rule)).startswith("within 72 hours after ")
    assert (found.on, found.at) == (None, "")


def test_hours_that_leave_the_calendar_are_a_fault():
    before = {"report": ((Text("Report it"),), Due((), date(9999, 12, 31)), "16:00")}
    with pytest.raises(RuleFault) as raised:
        due({"hours": 24, "after": "report"}, occasion(before))
    assert raised.value.rule == "impossible-date"


@pytest.mark.parametrize(("anchor", "fault"), FAULTS.items())
def test_an_anchor_that_nothing_gives_is_a_fault(anchor, fault):
    with pytest.raises(RuleFault) as raised:
        due({"days": 5, "after": anchor}, occasion())
    assert raised.value.rule == fault and anchor in raised.value.message


@pytest.mark.parametrize("count", ["no_such_blank", "wording"])
def test_a_count_must_be_a_number_or_a_blank_that_asks_for_one(count):
    with pytest.raises(RuleFault, match=count):
        due({"days": count, "after": "effective_date"}, occasion())


def test_nothing_falls_on_an_event_in_words():
    with pytest.raises(RuleFault, match="count from it"):
        due({"on": {"event": "the hearing"}}, occasion())


def test_a_period_past_the_last_year_is_a_fault():
    with pytest.raises(RuleFault) as raised:
        due({"years": 9000, "after": "effective_date"}, occasion())
    assert raised.value.rule == "impossible-date"
