"""Rules about due dates."""

from bisect import bisect_left
from collections.abc import Iterator, Set
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from itertools import chain

from agreement.answers.typed import Answer, Answers
from agreement.document.tree import ActionItem, Duty, ReviewDate, clause_of
from agreement.document.wording import weekday_words
from agreement.duties.calendar import Unit, add, covered, is_business_day
from agreement.finding import Place
from agreement.lint.facts import tables
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule
from agreement.remembered import Silent, remembered
from agreement.term_sheet.anchors import named

_MOST_DAYS = 4096
_SHORTEST_YEAR = timedelta(days=365)


@cache
def _working(calendar: str) -> Silent:
    """The days of a calendar of which it is known that they are business days."""
    return Silent(_MOST_DAYS)


def _idle(calendar: str, day: date) -> bool:
    return not is_business_day(day, calendar)


def _due_on(reading: Reading, days: Set[date]) -> Iterator[tuple[Duty, date]]:
    """The duties of these days, but for those whose date rests on an assumed one."""
    for duty, on in reading.dated if days else ():
        if on in days and not duty.due.provisional:
            yield duty, on


@rule(
    "not-a-business-day",
    WARNING,
    example="""
actions:                           # a Saturday
  - {role: payer, what: Pay, due: {on: 2026-12-05}, evidence: a receipt}
""",
)
def holidays(reading: Reading) -> Iterator[Fault]:
    """Actions or payments of one clause fall due on days that are not business days; a review on
    such a day is held on the next."""
    calendar, style = reading.setting.calendar, reading.agreement.conventions.date_style
    found: dict[Place, list[str]] = {}
    days = _working(calendar).loud(reading.days, partial(_idle, calendar))
    for duty, on in _due_on(reading, days):
        if not isinstance(duty, ReviewDate):
            day = weekday_words(on, style)
            late = f"{reading.words(duty.what)}, {day}"
            found.setdefault(reading.place_of(duty.provision), []).append(late)
    for place, told in found.items():
        message = (
            f"due on a day that is not a business day ({calendar}): {'; '.join(told)}. Choose "
            "another day, or say in the clause which day counts instead."
        )
        yield place, message


@rule(
    "told-out-of-time",
    WARNING,
    example="""
effective_date: 2026-12-01
clauses:
  payment/interim-payments:        # paid before the Effective Date
    interims: [{date: 2027-06-15, amount: "1000.00"}]
""",
)
def told_out_of_time(reading: Reading) -> Iterator[Fault]:
    """A clause tells a day as gone by that lies after the day on which the agreement takes effect,
    or as still to come that lies before it."""
    start = named("effective_date", reading.setting)
    if start.on is None or start.provisional:
        return
    told = {"past": ("gone by", start.on.__lt__), "future": ("still to come", start.on.__gt__)}
    for answer in chain.from_iterable(_tensed.each(reading.answers)):
        words, wrong = told[answer.blank["tense"]]
        if wrong(answer.value):
            message = (
                f"{answer.value.isoformat()} is told as {words}, and the agreement takes effect on "
                f"{start.on.isoformat()}; mend one of the two dates."
            )
            yield answer.place, message


@remembered(most=2048)
def _tensed(answers: Answers) -> tuple[Answer, ...]:
    """The days among the answers of a clause that its words tell as gone by or as to come."""
    rows = chain.from_iterable(answer.value for answer in tables(answers))
    given = chain.from_iterable(one.values() for one in (answers, *rows))
    return tuple(one for one in given if "tense" in one.blank and isinstance(one.value, date))


@rule(
    "past-the-calendar",
    WARNING,
    example="""
actions:
  - {role: payer, what: Pay, due: {on: 2039-01-03}, evidence: a receipt}
""",
)
def calendar_cover(reading: Reading) -> Iterator[Fault]:
    """Due dates of a clause lie past the years for which the public holidays are known. A period in
    which something is done, and which ends on its last day whatever that is, needs no holidays."""
    calendar = reading.setting.calendar
    _, last = covered(calendar)
    found: dict[Place, list[str]] = {}
    for duty, on in _due_on(reading, {day for day in reading.days if day > last}):
        if not _any_last_day(duty, reading):
            late = f"{reading.words(duty.what)}, {on.isoformat()}"
            found.setdefault(reading.place_of(duty.provision), []).append(late)
    for place, told in found.items():
        message = (
            f"due after {last.year}, and the holidays of {calendar} are known to the end of that "
            f"year: {'; '.join(told)}. Check each day when they are published."
        )
        yield place, message


def _any_last_day(duty: Duty, reading: Reading) -> bool:
    words = reading.words(duty.due.rule)
    return type(duty) is ActionItem and words.startswith("within ") and "Business Day" not in words


@rule(
    "unreviewed-duty",
    WARNING,
    example="""
effective_date: 2026-12-01
actions:                           # and nothing under reviews
  - {role: payer, what: Send the last report, due: {on: 2028-06-01}, evidence: the report}
""",
)
def unreviewed_duties(reading: Reading) -> Iterator[Fault]:
    """A duty falls due more than a year after the start, and nobody looks at it before: neither
    its own clause has a review date, nor does any stand in the year that leads up to it."""
    setting = reading.setting
    start = named("effective_date", setting).on
    late = {on for on in reading.days if on - start > _SHORTEST_YEAR} if start else ()
    reviews = [(duty, on) for duty, on in reading.dated if type(duty) is ReviewDate] if late else ()
    days = sorted([on for _, on in reviews])

    def unwatched(on: date) -> bool:
        before = _a_year_before(on, setting.calendar)
        following = bisect_left(days, before)
        return before > start and not (following < len(days) and days[following] <= on)

    late = {on for on in late if unwatched(on)}
    reviewed = {clause_of(duty.provision) for duty, _ in reviews} if late else ()
    for duty, on in reading.dated if late else ():
        if on in late and clause_of(duty.provision) not in reviewed:
            message = (
                f"“{reading.words(duty.what)}” falls due on {on.isoformat()}, and no review date "
                "stands in the year before it; agree one under reviews."
            )
            yield reading.place_of(duty.provision), message


@lru_cache(maxsize=4096)
def _a_year_before(day: date, calendar: str) -> date:
    return add(day, -12, Unit.MONTHS, calendar)
