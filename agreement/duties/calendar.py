"""Business days and periods: where a period of days, weeks, months or years ends.

Pure functions of dates; nothing here reads a clock. The public holidays come from the `holidays`
package, whose dates that fall at a weekend are dropped: a weekend is never a business day, and a
substitute day stands in the data beside the day it replaces.
"""

import calendar as months
from datetime import date, timedelta
from enum import StrEnum

from agreement.duties.public_holidays import public_holidays

CALENDARS = ("england-wales", "scotland", "northern-ireland", "us-federal", "us-fedwire")
"""The names of the calendars, as a term sheet and a jurisdiction write them."""

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_LONGEST_SHORT_PERIOD = 5


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    CLEAR_DAYS = "clear_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Roll(StrEnum):
    """Where a date goes that is not a business day.

    Modified following is following, or preceding where following would leave the month.
    """

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"
    MODIFIED_FOLLOWING = "modified-following"


def covered(calendar: str) -> tuple[date, date]:
    """The first and the last day for which the holidays of a calendar can be relied on.

    The United Kingdom: 2012 to 2028, the years for which the list of gov.uk/bank-holidays was
    compared and agrees; later years follow the standing rules alone and miss any day that a royal
    proclamation will add or move. The United States: 2021, when Juneteenth became a holiday
    (Pub. L. 117-17), to 2030, the last year of the schedule that the Federal Reserve has
    published. Dates outside are computed all the same; the caller reports them.
    """
    _known(calendar)
    if calendar.startswith("us-"):
        return date(2021, 1, 1), date(2030, 12, 31)
    return date(2012, 1, 1), date(2028, 12, 31)


def is_business_day(day: date, calendar: str) -> bool:
    """Whether a day is neither Saturday, Sunday nor a holiday of the calendar.

    The United Kingdom's holidays are those of CPR 6.2: bank holidays under the Banking and
    Financial Dealings Act 1971 in that part of it, Good Friday and Christmas Day. us-federal is
    5 U.S.C. 6103: a holiday on a Saturday is kept on the Friday before, on a Sunday on the Monday
    after. us-fedwire is the same but for Saturdays: the Reserve Banks are open on the Friday.
    Raises ValueError where there is no such calendar.
    """
    return day.weekday() < _SATURDAY and day not in public_holidays(_known(calendar), day.year)


def add(start: date, count: int, unit: Unit, calendar: str) -> date:
    """The last day of a period counted from a day that is itself left out (not yet rolled).

    A negative count runs backwards; a count of 0 is the start itself. A month or a year ends on
    the corresponding date, or on the last day of a month that has none (Dodds v Walker [1981]
    UKHL 3). A number of business days passes over every other day.

    Clear days are those of CPR 2.8: both end days are left out, and in a period of five days or
    less a day that is not a business day does not count. So three clear days before Monday
    20 October is Tuesday 14 October. The calendar matters to these two units only. Raises
    ValueError where there is no such calendar, or the period leaves the years 1 to 9999.
    """
    _known(calendar)
    try:
        return _counted(start, count, Unit(unit), calendar)
    except OverflowError:
        raise ValueError(
            f"{count} {unit} from {start:%Y-%m-%d} is not a date: shorten the period"
        ) from None


def series(start: date, every: int, unit: Unit, times: int, calendar: str) -> tuple[date, ...]:
    """The dates that follow a start at equal periods: the nth is n periods after the start.

    Each is counted from the start and never from the date before it, so that monthly dates from
    31 January are 28 February and then 31 March. The start is not among them.
    """
    return tuple(add(start, every * nth, unit, calendar) for nth in range(1, times + 1))


def roll(day: date, how: Roll, calendar: str) -> date:
    """The business day that a date is moved to; a business day, and any date under none, stays."""
    _known(calendar)
    match how:
        case Roll.NONE:
            return day
        case Roll.FOLLOWING:
            return _nearest_business_day(day, 1, calendar)
        case Roll.PRECEDING:
            return _nearest_business_day(day, -1, calendar)
        case Roll.MODIFIED_FOLLOWING:
            later = _nearest_business_day(day, 1, calendar)
            same_month = later.month == day.month
            return later if same_month else _nearest_business_day(day, -1, calendar)
    raise ValueError(f"there is no roll “{how}”: write one of {', '.join(Roll)}")


def _counted(start: date, count: int, unit: Unit, calendar: str) -> date:
    match unit:
        case Unit.DAYS:
            return start + timedelta(days=count)
        case Unit.WEEKS:
            return start + timedelta(weeks=count)
        case Unit.MONTHS:
            return _corresponding_date(start, count)
        case Unit.YEARS:
            return _corresponding_date(start, 12 * count)
        case Unit.BUSINESS_DAYS:
            return _business_days_on(start, count, calendar)
        case Unit.CLEAR_DAYS:
            return _clear_days_on(start, count, calendar)


def _corresponding_date(start: date, count: int) -> date:
    year, month = divmod(12 * start.year + start.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


def _business_days_on(start: date, count: int, calendar: str) -> date:
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    day = start
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day, calendar):
            day += step
    return day


def _clear_days_on(start: date, count: int, calendar: str) -> date:
    if count == 0:
        return start
    short = abs(count) <= _LONGEST_SHORT_PERIOD
    last = _business_days_on(start, count, calendar) if short else start + count * _ONE_DAY
    return last + (_ONE_DAY if count > 0 else -_ONE_DAY)


def _nearest_business_day(day: date, step: int, calendar: str) -> date:
    return day if is_business_day(day, calendar) else _business_days_on(day, step, calendar)


def _known(calendar: str) -> str:
    if calendar not in CALENDARS:
        raise ValueError(f"there is no calendar “{calendar}”: write one of {', '.join(CALENDARS)}")
    return calendar
