"""Rules about what a settlement in the United States may say against the party that makes it, and
against the patient whose bill or claim it is."""

import re
from collections.abc import Iterator
from datetime import date

from agreement.answers.typed import Answer
from agreement.duties.calendar import Unit, add
from agreement.library.states import UNITED_STATES
from agreement.lint.facts import RELEASES, asked, figure, row_of, says
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.bills import PLAN, owes
from agreement.lint.united_states.law_on_injuries import FRE_408
from agreement.lint.united_states.law_on_payers import (
    MEDICARE_TIMELY_FILING,
    NSA_BALANCE_BILLING,
)
from agreement.term_sheet.anchors import named

_DENIALS = ("general/no-admission", "general/mutual-no-admission")
_SURPRISE = re.compile(
    r"\b(?:out[- ]of[- ]network|surprise bill|balance[- ]bill|air ambulance)", re.IGNORECASE
)
_MEDICARE = re.compile(r"\b(?:Centers for Medicare|Medicare (?:administrative )?contractor)", re.I)


@rule(
    "admission-left-open",
    WARNING,
    FRE_408,
    law=UNITED_STATES,
    example="""
clauses:
  payment/lump-sum: {…}
  general/release:                 # and neither no-admission clause
""",
)
def admissions_left_open(reading: Reading) -> Iterator[Fault]:
    """A party pays for a release, and nothing says whether the payment admits anything. The rule of
    evidence keeps a compromise out only for some purposes."""
    released = reading.has(*RELEASES) and bool(reading.payments)
    if released and not reading.names(*_DENIALS):
        message = (
            "a sum is paid for a release and nothing says that it admits no liability; add "
            "general/mutual-no-admission, or general/no-admission for one party."
        )
        yield reading.at_key("clauses"), message


@rule(
    "balance-bill-settled",
    WARNING,
    NSA_BALANCE_BILLING,
    law=UNITED_STATES,
    example="""
matter: patient-billing
recitals:
  - An out-of-network surgeon billed the _Patient_ the balance of $1,200.00.
""",
)
def balance_bills_settled(reading: Reading) -> Iterator[Fault]:
    """A patient pays on a bill of a provider out of network, and nothing compares it with the share
    of the cost that the patient would owe in network, above which a protected service may not be
    billed."""
    uncompared = owes(reading) and not says(reading, "in-network", "in network")
    own = next(reading.own.saying(_SURPRISE), None) if uncompared else None
    if own:
        message = (
            f"{own.within} tells of a bill out of network; if the service is protected the patient "
            "owes no more than the in-network share of the cost, so recite that share and that the "
            "sum is not above it."
        )
        yield own.place, message


@rule(
    "free-plan-with-interest",
    ERROR,
    law=UNITED_STATES,
    example="""
clauses:
  billing/patient-plan-us: {…}
  payment/late-interest: {rate: 6}
""",
)
def free_plans_with_interest(reading: Reading) -> Iterator[Fault]:
    """A plan says that the patient pays no interest or fee, and another clause makes late sums
    carry interest."""
    interest = "payment/late-interest"
    if reading.has(PLAN) and asked(reading, interest, "rate"):
        message = (
            f"{PLAN} is free of interest and {interest} charges it on late sums; take {interest} "
            "out."
        )
        yield reading.at_clause(interest), message


@rule(
    "medicare-filing-passed",
    WARNING,
    MEDICARE_TIMELY_FILING,
    law=UNITED_STATES,
    example="""
parties:
  payer: {name: Example Medicare Administrative Contractor, kind: company}
clauses:
  billing/reprocessing:
    claims: [{claim: C-1, service_date: 2024-03-02, …}]
""",
)
def medicare_filing_passed(reading: Reading) -> Iterator[Fault]:
    """A claim on Medicare is to be processed again whose year to be filed is over, which no
    agreement can lengthen."""
    payer, start = reading.party("payer"), named("effective_date", reading.setting).on
    years = figure(row_of(reading, "medicare-timely-filing"), "years")
    if not (payer and start and years and _MEDICARE.search(str(payer.name))):
        return
    for cell in _services(reading):
        last = add(cell.value, int(years), Unit.YEARS, reading.setting.calendar)
        if last < start:
            message = (
                f"the service of {cell.value.isoformat()} had to be claimed by {last.isoformat()}; "
                "show that the claim was filed in time, since an agreement cannot lengthen that "
                "year."
            )
            yield cell.place, message


def _services(reading: Reading) -> Iterator[Answer]:
    rows = asked(reading, "billing/reprocessing", "claims")
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row["service_date"].value, date):
            yield row["service_date"]
