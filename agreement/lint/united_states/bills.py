"""Rules about what a patient in the United States owes: assistance before collection, what a state
lets a plan ask and cost."""

import re
from collections.abc import Iterator

from agreement.library.states import STATES, UNITED_STATES
from agreement.lint.facts import asked, limits, of_state, row_of
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_bills import (
    CA_DEBT_SALE_WAIT,
    CA_NO_CREDIT_REPORTING,
    CO_DEBT_INTEREST,
    CO_HOSPITAL_ECA_WAIT,
    CO_NO_CREDIT_REPORTING,
    FAP_AGB_STATUTE,
    FAP_APPLICATION_PERIOD,
    FAP_ECA_NOTICE,
    FAP_ECA_WAIT,
    FAP_NO_ECA_STATUTE,
    NY_CONSUMER_DEBT_INTEREST,
    NY_NO_CREDIT_REPORTING,
    NY_PLAN_CAP,
)

SCREENING, PLAN = "billing/hardship-screening", "billing/patient-plan-us"
_ASKS = (PLAN, "billing/lump-sum-discount", "billing/prompt-discount", "payment/instalments")
_BILLING = "patient-billing"
_SCREENED = re.compile(
    r"\b(?:screened|screening|financial assistance|charity care)\b[^.;]{0,160}"
    r"\b(?:qualif|eligib|approv|grant|den(?:y|ied)|declin|refus|found)",
    re.IGNORECASE,
)


def owes(reading: Reading) -> bool:
    """Whether a patient is a party to a settlement of bills."""
    return reading.sheet.matter == _BILLING and reading.party("patient") is not None


@rule(
    "assistance-not-screened",
    WARNING,
    FAP_NO_ECA_STATUTE,
    FAP_AGB_STATUTE,
    law=UNITED_STATES,
    example="""
matter: patient-billing
clauses:
  billing/lump-sum-discount: {…}   # and no billing/hardship-screening
""",
)
def assistance_not_screened(reading: Reading) -> Iterator[Fault]:
    """A patient agrees what to pay, and nobody finds out first whether the hospital's financial
    assistance would have left less to pay, or nothing."""
    for clause in _ASKS if owes(reading) and not reading.names(SCREENING) else ():
        if reading.has(clause) and not any(reading.own.saying(_SCREENED)):
            message = (
                f"{clause} fixes what the patient pays before anybody has looked at financial "
                f"assistance, which a tax-exempt hospital must offer; add {SCREENING}, or recite "
                "what the screening found."
            )
            yield reading.at_clause(clause), message


_TIMES = (
    ("wait_days", "fap-eca-wait"),
    ("warning_days", "fap-eca-notice"),
    ("application_days", "fap-application-period"),
)


@rule(
    "collection-too-soon",
    WARNING,
    FAP_ECA_WAIT,
    FAP_ECA_NOTICE,
    FAP_APPLICATION_PERIOD,
    law=UNITED_STATES,
    example="""
clauses:
  billing/hardship-screening: {wait_days: 90}
""",
)
def collection_too_soon(reading: Reading) -> Iterator[Fault]:
    """The times for financial assistance are shorter than those for a tax-exempt hospital: to
    wait with collection, to warn of it, and to apply."""
    for blank, id in _TIMES:
        days = asked(reading, SCREENING, blank)
        for row, least in limits([row_of(reading, id)], "days"):
            if isinstance(days, int) and days < least:
                message = (
                    f"{blank} is {days}, and a tax-exempt hospital gives {least} days "
                    f"({row['cite']}); write {least} or more."
                )
                yield reading.at("clauses", SCREENING, blank), message


@rule(
    "state-collection-wait",
    ERROR,
    CO_HOSPITAL_ECA_WAIT,
    CA_DEBT_SALE_WAIT,
    law=UNITED_STATES,
    example="""
state: CO
clauses:
  billing/hardship-screening: {wait_days: 120}
""",
)
def state_collection_wait(reading: Reading) -> Iterator[Fault]:
    """The hospital may take steps to collect sooner than the law of the state lets it."""
    days = asked(reading, SCREENING, "wait_days")
    for row, least in limits(of_state(reading, "collection"), "days"):
        waits = row["id"].endswith(("-eca-wait", "-sale-wait")) and row["verified"]
        if waits and isinstance(days, int) and days < least:
            message = (
                f"wait_days is {days}; in {STATES[row['state']]} it is {least} ({row['cite']}). "
                f"Write {least}."
            )
            yield reading.at("clauses", SCREENING, "wait_days"), message


@rule(
    "state-suit-wait",
    WARNING,
    NY_PLAN_CAP,
    law=UNITED_STATES,
    example="""
state: NY
clauses:
  billing/hardship-screening: {wait_days: 120}
""",
)
def state_suit_wait(reading: Reading) -> Iterator[Fault]:
    """The hospital may sue sooner than a state lets it under a law that was not read here."""
    days = asked(reading, SCREENING, "wait_days")
    for row, least in limits(of_state(reading, "instalment-cap"), "suit_wait_days"):
        if isinstance(days, int) and days < least:
            message = (
                f"wait_days is {days}; in {STATES[row['state']]} no suit may be brought "
                f"for {least} days ({row['cite']}). Check it, and write {least}."
            )
            yield reading.at("clauses", SCREENING, "wait_days"), message


@rule(
    "credit-reporting-allowed",
    ERROR,
    NY_NO_CREDIT_REPORTING,
    CA_NO_CREDIT_REPORTING,
    CO_NO_CREDIT_REPORTING,
    law=UNITED_STATES,
    example="""
state: NY
clauses:
  billing/no-collections: {never_reported: false}
""",
)
def credit_reporting_allowed(reading: Reading) -> Iterator[Fault]:
    """A medical debt may be reported to a credit bureau in a state that keeps it out."""
    clause, blank = "billing/no-collections", "never_reported"
    allowed = asked(reading, clause, blank) is False
    for row in of_state(reading, "credit-reporting") if allowed else ():
        if row["value"].get("reporting_allowed") is False:
            message = (
                f"the debt may be reported to a credit bureau, and {STATES[row['state']]} forbids "
                f"it ({row['cite']}: {row['states'].rstrip('.')}); write {blank}: true."
            )
            yield reading.at("clauses", clause, blank), message


@rule(
    "medical-debt-interest",
    ERROR,
    CO_DEBT_INTEREST,
    NY_CONSUMER_DEBT_INTEREST,
    law=UNITED_STATES,
    example="""
matter: patient-billing
state: CO
clauses:
  payment/late-interest: {rate: 8}
""",
)
def medical_debt_interest(reading: Reading) -> Iterator[Fault]:
    """A patient who pays late owes more interest than the state allows on such a debt."""
    rate = asked(reading, "payment/late-interest", "rate")
    rows = (*of_state(reading, "medical-debt-interest"), *of_state(reading, "judgment-interest"))
    for row, most in limits(rows, "percent_a_year") if owes(reading) else ():
        if rate is not None and rate > most:
            message = (
                f"interest of {rate}% a year is above the {most}% of {STATES[row['state']]} "
                f"({row['cite']}); write {most} or less."
            )
            yield reading.at("clauses", "payment/late-interest", "rate"), message
