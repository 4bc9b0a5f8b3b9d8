"""Business days and periods, held to the vectors of the rules they follow."""

import calendar as months
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.duties.calendar import (
    CALENDARS,
    Roll,
    Unit,
    add,
    covered,
    is_business_day,
    roll,
    series,
)

EW, SCT, NI, FEDERAL, FEDWIRE = CALENDARS

days = st.dates(date(2012, 1, 1), date(2030, 12, 31))
calendars = st.sampled_from(CALENDARS)
rolls = st.sampled_from(Roll)


def day(written: str) -> date:
    return date.fromisoformat(written)


@pytest.mark.parametrize(
    ("written", "closed"),
    [
        ("2026-12-28", (EW, SCT, NI)),  # Boxing Day's substitute
        ("2027-01-02", CALENDARS),  # a Saturday
        ("2027-01-04", (SCT,)),  # 2 January's substitute
        ("2027-03-17", (NI,)),
        ("2027-03-26", (EW, SCT, NI)),  # Good Friday
        ("2027-03-29", (EW, NI)),  # Easter Monday
        ("2026-07-13", (NI,)),  # 12 July's substitute
        ("2026-08-03", (SCT,)),
        ("2026-08-31", (EW, NI)),
        ("2026-11-30", (SCT,)),
        ("2022-09-19", (EW, SCT, NI)),  # by proclamation
        ("2026-06-15", (SCT,)),  # by proclamation
        ("2026-06-19", (FEDERAL, FEDWIRE)),
        ("2026-07-03", (FEDERAL,)),  # 4 July is a Saturday
        ("2021-12-31", (FEDERAL,)),  # 1 January 2022 is a Saturday
        ("2027-07-05", (FEDERAL, FEDWIRE)),  # 4 July is a Sunday
        ("2026-11-27", ()),  # the day after Thanksgiving
        ("2026-12-24", ()),
    ],
)
def test_each_calendar_has_its_own_holidays(written, closed):
    assert tuple(name for name in CALENDARS if not is_business_day(day(written), name)) == closed


@pytest.mark.parametrize(
    ("start", "count", "unit", "england", "scotland", "northern_ireland"),
    [
        ("2026-12-18", 14, Unit.DAYS, "2027-01-04", "2027-01-05", "2027-01-04"),
        ("2027-03-05", 21, Unit.DAYS, "2027-03-30", "2027-03-29", "2027-03-30"),
        ("2027-03-03", 14, Unit.DAYS, "2027-03-17", "2027-03-17", "2027-03-18"),
        ("2026-11-16", 14, Unit.DAYS, "2026-11-30", "2026-12-01", "2026-11-30"),
        ("2026-11-28", 28, Unit.DAYS, "2026-12-29", "2026-12-29", "2026-12-29"),
        ("2027-07-31", 30, Unit.DAYS, "2027-08-31", "2027-08-30", "2027-08-31"),
        ("2026-12-16", 10, Unit.BUSINESS_DAYS, "2027-01-04", "2027-01-05", "2027-01-04"),
        ("2027-03-22", 5, Unit.BUSINESS_DAYS, "2027-03-31", "2027-03-30", "2027-03-31"),
        ("2026-12-18", 2, Unit.WEEKS, "2027-01-04", "2027-01-05", "2027-01-04"),
    ],
)
def test_a_period_ends_on_the_business_day_of_its_part_of_the_united_kingdom(
    start, count, unit, england, scotland, northern_ireland
):
    ends = (roll(add(day(start), count, unit, c), Roll.FOLLOWING, c) for c in (EW, SCT, NI))
    assert tuple(map(str, ends)) == (england, scotland, northern_ireland)


@pytest.mark.parametrize(
    ("start", "count", "due", "skipped"),
    [
        ("2026-06-01", 30, "2026-07-15", ("2026-06-19", "2026-07-03")),
        ("2026-07-15", 4, "2026-07-21", ()),
        ("2026-12-18", 10, "2027-01-05", ("2026-12-25", "2027-01-01")),
    ],
)
def test_federal_business_days_skip_the_holidays(start, count, due, skipped):
    assert add(day(start), count, Unit.BUSINESS_DAYS, FEDERAL) == day(due)
    weekdays = (
        day(start) + timedelta(days=passed) for passed in range((day(due) - day(start)).days)
    )
    closed = [d for d in weekdays if d.weekday() < 5 and not is_business_day(d, FEDERAL)]
    assert tuple(map(str, closed)) == skipped


def test_fedwire_pays_on_the_friday_before_a_saturday_holiday():
    assert add(day("2026-06-01"), 30, Unit.BUSINESS_DAYS, FEDWIRE) == day("2026-07-14")


@pytest.mark.parametrize(
    ("start", "count", "raw", "how", "due"),
    [
        ("2013-10-22", 60, "2013-12-21", Roll.NONE, "2013-12-21"),
        ("2013-10-22", 60, "2013-12-21", Roll.PRECEDING, "2013-12-20"),
        ("2013-10-22", 101, "2014-01-31", Roll.NONE, "2014-01-31"),
        ("2013-10-22", 104, "2014-02-03", Roll.NONE, "2014-02-03"),
        ("2013-10-22", 106, "2014-02-05", Roll.NONE, "2014-02-05"),
        ("2026-06-04", 30, "2026-07-04", Roll.FOLLOWING, "2026-07-06"),
        ("2026-06-18", 3, "2026-06-21", Roll.FOLLOWING, "2026-06-22"),
    ],
)
def test_calendar_days_are_counted_first_and_rolled_last(start, count, raw, how, due):
    counted = add(day(start), count, Unit.DAYS, FEDERAL)
    assert (counted, roll(counted, how, FEDERAL)) == (day(raw), day(due))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("1978-09-30", 4, "1979-01-30"),  # Dodds v Walker
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2027-02-28", 1, "2027-03-28"),
        ("1991-04-28", 3, "1991-07-28"),  # New York General Construction Law section 30
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-01-15", -1, "2026-12-15"),
    ],
)
def test_a_month_ends_on_the_corresponding_date(start, count, due):
    assert add(day(start), count, Unit.MONTHS, EW) == day(due)


def test_a_year_from_29_february_ends_on_28_february():
    assert add(day("2028-02-29"), 1, Unit.YEARS, EW) == day("2029-02-28")


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2023-10-20", -3, "2023-10-16"),  # the printed examples of CPR 2.8
        ("2025-10-20", -3, "2025-10-14"),
        ("2025-10-01", 28, "2025-10-30"),
        ("2017-03-30", -7, "2017-03-22"),
        ("2017-03-14", -5, "2017-03-06"),
        ("2027-03-30", -1, "2027-03-24"),  # over Easter
        ("2025-10-01", 0, "2025-10-01"),
    ],
)
def test_clear_days_leave_out_both_ends(start, count, due):
    assert add(day(start), count, Unit.CLEAR_DAYS, EW) == day(due)


def test_days_within_a_period_leave_out_the_first_only():
    assert add(day("2025-10-02"), 14, Unit.DAYS, EW) == day("2025-10-16")


@pytest.mark.parametrize(
    ("written", "how", "due"),
    [
        ("2027-01-31", Roll.NONE, "2027-01-31"),
        ("2027-01-31", Roll.FOLLOWING, "2027-02-01"),
        ("2027-01-31", Roll.PRECEDING, "2027-01-29"),
        ("2027-01-31", Roll.MODIFIED_FOLLOWING, "2027-01-29"),
        ("2027-01-30", "modified-following", "2027-01-29"),
        ("2027-01-24", Roll.MODIFIED_FOLLOWING, "2027-01-25"),
        ("2027-01-29", Roll.PRECEDING, "2027-01-29"),
    ],
)
def test_a_date_rolls_to_a_business_day(written, how, due):
    assert roll(day(written), how, EW) == day(due)


@pytest.mark.parametrize(
    ("start", "every", "unit", "dates"),
    [
        (
            "2027-01-31",
            1,
            Unit.MONTHS,
            ("2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"),
        ),
        ("2026-11-30", 3, Unit.MONTHS, ("2027-02-28", "2027-05-30", "2027-08-30")),
        ("2028-02-29", 1, Unit.YEARS, ("2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29")),
        ("2026-12-16", 5, Unit.BUSINESS_DAYS, ("2026-12-23", "2027-01-04")),
        ("2026-12-16", 5, Unit.DAYS, ()),
    ],
)
def test_a_series_is_counted_from_its_first_anchor(start, every, unit, dates):
    assert tuple(map(str, series(day(start), every, unit, len(dates), EW))) == dates


def test_an_unknown_calendar_is_refused_by_naming_those_there_are():
    for asked in (
        lambda: is_business_day(day("2026-12-01"), "wales"),
        lambda: add(day("2026-12-01"), 1, Unit.DAYS, "wales"),
        lambda: roll(day("2026-12-01"), Roll.NONE, "wales"),
        lambda: covered("wales"),
    ):
        with pytest.raises(ValueError, match="no calendar “wales”: write one of england-wales, "):
            asked()


def test_an_unknown_roll_is_refused_by_naming_those_there_are():
    with pytest.raises(ValueError, match="no roll “next”: write one of none, following"):
        roll(day("2026-12-01"), "next", EW)


@pytest.mark.parametrize("unit", Unit)
def test_a_period_that_leaves_the_calendar_is_refused_in_a_sentence(unit):
    with pytest.raises(ValueError, match=r"from 9999-12-20 is not a date: shorten the period"):
        add(day("9999-12-20"), 50, unit, EW)


@pytest.mark.parametrize("name", CALENDARS)
def test_a_cover_is_whole_years_that_hold_the_holidays_of_each(name):
    first, last = covered(name)
    assert (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    assert not is_business_day(date(last.year, 12, 25), name)


@given(days, st.integers(-240, 240))
def test_a_month_keeps_the_day_or_takes_the_last_one(start, count):
    due = add(start, count, Unit.MONTHS, EW)
    assert due.year * 12 + due.month == start.year * 12 + start.month + count
    assert due.day == min(start.day, months.monthrange(due.year, due.month)[1])


@given(days, st.integers(-200, 200), st.integers(-200, 200))
def test_days_add_up(start, first, second):
    chained = add(add(start, first, Unit.DAYS, EW), second, Unit.DAYS, EW)
    assert chained == add(start, first + second, Unit.DAYS, EW)


@given(days, st.integers(1, 60), calendars)
def test_business_days_counted_back_lead_to_where_they_began(start, count, name):
    start = roll(start, Roll.FOLLOWING, name)
    due = add(start, count, Unit.BUSINESS_DAYS, name)
    passed = (start + timedelta(days=n) for n in range(1, (due - start).days + 1))
    assert sum(is_business_day(d, name) for d in passed) == count
    assert add(due, -count, Unit.BUSINESS_DAYS, name) == start


@given(days, st.integers(1, 60), calendars)
def test_clear_days_counted_back_leave_as_many_days_between(event, count, name):
    before = add(event, -count, Unit.CLEAR_DAYS, name)
    assert (event - before).days - 1 >= count
    if count > 5:
        assert add(before, count, Unit.CLEAR_DAYS, name) == event


@given(days, rolls, calendars)
def test_a_rolled_date_stays_where_it_is(start, how, name):
    rolled = roll(start, how, name)
    assert roll(rolled, how, name) == rolled
    assert how is Roll.NONE or is_business_day(rolled, name)


@given(days, calendars)
def test_following_is_never_before_nor_preceding_after(start, name):
    assert roll(start, Roll.PRECEDING, name) <= start <= roll(start, Roll.FOLLOWING, name)
    assert roll(start, Roll.MODIFIED_FOLLOWING, name).month == start.month
