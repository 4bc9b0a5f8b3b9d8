"""Simple interest as a clause declares it: the period, the days that make a year, the line that
works it, and the sum where all of these are known."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from agreement.answers.fill import percentage, words_of
from agreement.answers.typed import Answer, Answers
from agreement.document.tree import Prose, Text
from agreement.money import interest
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open

YEARS: Mapping[str, int] = {"fixed-365": 365, "fixed-360": 360, "actual": 0}
"""The choices of a blank that says how many days make a year; 0 stands for those it really has."""

_LEAP = 366


def period(rule: Mapping, answers: Answers) -> tuple[date, date] | None:
    """The day after which interest runs and the last day for which it does, where both are fixed
    and neither is the day of an event."""
    first, last = (answers[rule[key]].value for key in ("from", "to"))
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def accrued(
    rule: Mapping, principal: Decimal | None, answers: Answers, setting: Setting
) -> tuple[Prose, Decimal | None]:
    """What follows the principal in the line of an interest rule, and the sum it comes to. Until
    the rate, the year and both days are fixed the line gives the rule and there is no sum."""
    rate, year = answers[rule["rate"]], answers[rule["year"]]
    days = period(rule, answers)
    spans: Sequence[tuple[int, int]] = ()
    if days and not isinstance(year.value, Open):
        spans = _spans(*days, YEARS[year.value])
    time = _spans_words(spans) if spans else _rule_words(rule, answers, year, setting)
    words = (Text(" × "), *_rate_words(rate, setting), Text(" × "), *time)
    if principal is None or not isinstance(rate.value, Decimal) or not spans:
        return words, None
    return words, interest(principal, rate.value, spans, setting.currency)


def _rate_words(rate: Answer, setting: Setting) -> Prose:
    if isinstance(rate.value, Decimal):
        return (Text(percentage(rate.value, setting)),)
    return words_of(rate, setting)


def _spans(first: date, last: date, year: int) -> tuple[tuple[int, int], ...]:
    """The days from the day after the first to the last, each number with the days that make a
    year: one pair on a fixed year, else one for the common years and one for the leap years."""
    if year:
        return (((last - first).days, year),)
    spans: dict[int, int] = {}
    start = first
    while start < last:
        end = min(last, date((start + timedelta(days=1)).year, 12, 31))
        length = _days_of(end.year)
        spans[length] = spans.get(length, 0) + (end - start).days
        start = end
    return tuple((days, length) for length, days in spans.items()) or ((0, _days_of(last.year)),)


def _days_of(year: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LEAP if leap else _LEAP - 1


def _spans_words(spans: Sequence[tuple[int, int]]) -> Prose:
    parts = [f"{days:,} ÷ {year}" for days, year in spans]
    return (Text(parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"),)


def _rule_words(rule: Mapping, answers: Answers, year: Answer, setting: Setting) -> Prose:
    first, last = (words_of(answers[rule[key]], setting) for key in ("from", "to"))
    days = (Text("the days after "), *first, Text(" up to and including "), *last)
    if isinstance(year.value, Open):
        return (*days, Text(" ÷ "), *words_of(year, setting))
    length = YEARS[year.value]
    return (*days, Text(f" ÷ {length}" if length else " ÷ the days of the year of each"))
