"""Rules about what stands in a row: instalments, dates from start to end, shares of a whole."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise

from agreement.answers.typed import Answer, Answers
from agreement.lint.facts import asked, instalments, tables
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.remembered import remembered
from agreement.term_sheet.anchors import named
from agreement.term_sheet.status import EXECUTION

_PLANS = ("billing/patient-plan", "billing/patient-plan-us")


@rule(
    "instalments-out-of-order",
    WARNING,
    example="""
clauses:
  payment/instalments:
    instalments:
      - {number: 1, date: 2027-04-15, amount: "600.00"}
      - {number: 2, date: 2027-01-15, amount: "400.00"}
""",
)
def instalments_out_of_order(reading: Reading) -> Iterator[Fault]:
    """Two sums of one table of payments fall due on one day, or the later row on the earlier."""
    for answer in instalments(reading):
        days = [row["date"] for row in answer.value if isinstance(row["date"].value, date)]
        for before, after in pairwise(days):
            if after.value <= before.value:
                which = "on the same day as" if after.value == before.value else "before"
                message = (
                    f"the sum of {after.value.isoformat()} is due {which} the one above it, of "
                    f"{before.value.isoformat()}; put the rows in the order of their dates, one "
                    "sum a day."
                )
                yield after.place, message


@rule(
    "instalment-numbers",
    WARNING,
    example="""
clauses:
  payment/instalments:
    instalments:
      - {number: 1, date: 2027-01-15, amount: "600.00"}
      - {number: 3, date: 2027-04-15, amount: "400.00"}
""",
)
def instalment_numbers(reading: Reading) -> Iterator[Fault]:
    """The rows of a table of payments are not numbered from 1 one by one."""
    for answer in instalments(reading):
        for count, row in enumerate(answer.value, 1):
            if isinstance(row["number"].value, int) and row["number"].value != count:
                message = f"row {count} is numbered {row['number'].value}; number the rows from 1."
                yield row["number"].place, message
                break


@rule(
    "instalment-count",
    ERROR,
    example="""
clauses:
  billing/patient-plan-us: {count: 6, instalments: […five rows…]}
""",
)
def instalment_counts(reading: Reading) -> Iterator[Fault]:
    """A plan says how many instalments it has, and its table has another number of them."""
    for clause in _PLANS:
        count, rows = asked(reading, clause, "count"), asked(reading, clause, "instalments")
        if isinstance(count, int) and isinstance(rows, tuple) and count != len(rows):
            message = f"the plan says {count} instalments and its table has {len(rows)}; mend one."
            yield reading.at("clauses", clause, "count"), message


@rule(
    "due-before-the-start",
    ERROR,
    example="""
effective_date: 2026-12-01
actions:
  - {role: payer, what: Pay, due: {on: 2026-11-16}, …}
""",
)
def due_before_the_start(reading: Reading) -> Iterator[Fault]:
    """A duty falls due, or a review is held, before the day on which the agreement takes effect.
    Dates that rest on an assumed one are passed over."""
    start = named("effective_date", reading.setting)
    if start.on is None or start.provisional:
        return
    for duty, on in reading.dated:
        if on < start.on and not duty.due.provisional:
            message = (
                f"“{reading.words(duty.what)}” is due on {on.isoformat()}, before the "
                f"agreement takes effect on {start.on.isoformat()}; move one of the two dates."
            )
            yield reading.place_of(duty.provision), message


@rule(
    "assumed-date-passed",
    WARNING,
    example="""
status: execution
draft: {date: 2026-12-20}
assumed: {signature: 2026-12-04}
""",
)
def assumed_dates_passed(reading: Reading) -> Iterator[Fault]:
    """A date that was only assumed lies before the date of the draft, or stands in a copy for
    signature, which prints what rests on it as provisional."""
    sheet = reading.sheet
    for event, day in sheet.assumed.items():
        place = reading.at("assumed", event)
        if sheet.dated and day < sheet.dated:
            message = (
                f"{event} was assumed for {day.isoformat()}, and the draft is of "
                f"{sheet.dated.isoformat()}; assume a later day, or give the day under dates."
            )
            yield place, message
        elif sheet.status == EXECUTION:
            message = (
                f"the copy for signature rests on an assumed day of {event}, {day.isoformat()}; "
                "give the day under dates, or take it out so that the rule alone is printed."
            )
            yield place, message


@rule(
    "monitor-past-term",
    WARNING,
    example="""
clauses:
  governance/monitor: {term_months: 12, interval: 6, reports: 4, …}
""",
)
def monitors_past_term(reading: Reading) -> Iterator[Fault]:
    """The reports of a monitor run on after the monitoring has ended."""
    clause = "governance/monitor"
    term, interval, reports = (
        asked(reading, clause, name) for name in ("term_months", "interval", "reports")
    )
    if term and interval and reports and interval * reports > term:
        message = (
            f"{reports} reports every {interval} months take {interval * reports} months, and the "
            f"monitor is appointed for {term}; make the term longer or the reports fewer."
        )
        yield reading.at_clause(clause), message


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)")
_PARTED = re.compile(r"\b(?:shares?|split|divided?|apportion(?:ed)?|proportions?)\b", re.IGNORECASE)
# Figures far from a whole are rates, or shares of different things.
_NEAR = (Decimal(80), Decimal(120))


@rule(
    "shares-not-whole",
    WARNING,
    example="""
actions:
  - {what: Pay the mediator’s fee in shares of 60% and 50%, …}
""",
)
def shares_not_whole(reading: Reading) -> Iterator[Fault]:
    """A sentence of the term sheet divides something into percentages that do not make 100."""
    for path, text in reading.written_with(_PERCENT.search):
        for figures in _unequal(text):
            sums = " + ".join(f"{one}%" for one in figures)
            message = f"{sums} = {sum(figures)}%; make the shares add up to 100%."
            yield reading.at(*path), message


def _unequal(text: str) -> list[list[Decimal]]:
    """The percentages of each sentence that parts something into shares which are no whole."""
    parted = filter(_PARTED.search, re.split(r"[.;] ", text))
    shares = ([Decimal(one) for one in _PERCENT.findall(sentence)] for sentence in parted)
    return [
        figures
        for figures in shares
        if len(figures) > 1 and _NEAR[0] <= sum(figures) <= _NEAR[1] and sum(figures) != 100
    ]


@rule(
    "ends-before-it-begins",
    ERROR,
    example="""
clauses:
  billing/reconciliation: {period_from: 2026-04-01, period_to: 2025-03-31}
""",
)
def periods_backwards(reading: Reading) -> Iterator[Fault]:
    """A clause or a row of its table gives a period whose last day lies before its first."""
    given = _ends.each(reading.answers)
    for answers, name in chain.from_iterable(given):
        first, last = answers.get(f"{name.removesuffix('_to')}_from"), answers[name]
        days = [one.value for one in (first, last) if one and isinstance(one.value, date)]
        if len(days) == 2 and days[1] < days[0]:
            message = f"the last day, {days[1]}, is before the first, {days[0]}; mend one."
            yield last.place, message


@remembered(most=2048)
def _ends(answers: Answers) -> tuple[tuple[Mapping[str, Answer], str], ...]:
    """The answers of a clause, and each row of its tables, that give the last day of a period, with
    the name of that day among them."""
    given = (answers, *chain.from_iterable(answer.value for answer in tables(answers)))
    return tuple((one, name) for one in given for name in one if name.endswith("_to"))
