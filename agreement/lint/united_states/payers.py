"""Rules about health plans and providers in the United States: clocks and rates of a state, and
what a plan may not keep secret."""

import re
from collections.abc import Iterator

from agreement.library.states import STATES, UNITED_STATES
from agreement.lint.facts import INJURY, asked, figure, limits, of_state, row_of, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_payers import (
    CA_LATE_INTEREST,
    CA_PROMPT_PAY,
    ERISA_PREEMPTION,
    GAG_CLAUSE_BAN,
    PA_CLOCKS,
    TX_PROMPT_PAY,
)

_CLOCK, _SECRET = "billing/prompt-payment", "general/confidentiality"
_SELF_FUNDED = re.compile(
    r"\b(?:self[- ](?:funded|insured)|ERISA|administrative services only|FEHB|Tricare)\b",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"\bassign(?:s|ed|ee|ees|ment|ments)\b[^.;]{0,60}\bbenefits?\b|"
    r"\bbenefits?\b[^.;]{0,60}\bassign(?:ed|ment|ments)\b",
    re.IGNORECASE,
)
_ASSIGNMENTS = "billing/assigned-benefits"


@rule(
    "rates-kept-secret",
    ERROR,
    GAG_CLAUSE_BAN,
    law=UNITED_STATES,
    example="""
parties:
  payer: {name: Example Health Plan, kind: company}
clauses:
  general/confidentiality: {…}     # and no general/rate-disclosure
""",
)
def rates_kept_secret(reading: Reading) -> Iterator[Fault]:
    """A health plan and a provider keep the terms of their agreement secret, without leaving the
    plan free to give what a provider costs to those who may not be kept from it. Who pays for an
    injury is an insurer of liability and no plan."""
    plan = reading.party("payer") is not None and reading.sheet.matter != INJURY
    whole = wording(reading, _SECRET) != "sum-only"
    if plan and whole and reading.has(_SECRET) and not reading.names("general/rate-disclosure"):
        message = (
            "a health plan may not agree to hold back what a provider's care costs from members, "
            "sponsors and referring providers; add general/rate-disclosure, or keep only the sum "
            "secret with alternative: sum-only."
        )
        yield reading.at_clause(_SECRET), message


@rule(
    "slower-than-prompt-pay",
    WARNING,
    CA_PROMPT_PAY,
    TX_PROMPT_PAY,
    law=UNITED_STATES,
    example="""
state: TX
clauses:
  billing/prompt-payment: {electronic_days: 45, interest_rate: 18}
""",
)
def slower_than_prompt_pay(reading: Reading) -> Iterator[Fault]:
    """The plan may take longer to pay a clean claim than the state gives an insurer."""
    for row in of_state(reading, "prompt-pay"):
        most = {
            "electronic_days": figure(row, "days_electronic", "days"),
            "paper_days": figure(row, "days_other", "days"),
        }
        for blank, limit in most.items():
            days = asked(reading, _CLOCK, blank)
            if days and limit and days > limit:
                message = (
                    f"{blank} is {days}, and {STATES[row['state']]} gives {limit} days "
                    f"({row['cite']}); write {limit}, or keep the longer time for claims that the "
                    "law does not reach."
                )
                yield reading.at("clauses", _CLOCK, blank), message


@rule(
    "interest-below-prompt-pay",
    WARNING,
    CA_LATE_INTEREST,
    law=UNITED_STATES,
    example="""
state: CA
clauses:
  billing/prompt-payment: {interest_rate: 5}
""",
)
def interest_below_prompt_pay(reading: Reading) -> Iterator[Fault]:
    """Interest on a claim paid late is below what the state makes an insurer pay."""
    rate = asked(reading, _CLOCK, "interest_rate")
    for row, least in limits(of_state(reading, "late-interest"), "insurer_percent"):
        if rate is not None and rate < least:
            message = (
                f"interest on a claim paid late is {rate}%, and {STATES[row['state']]} asks more "
                f"({row['cite']}: {row['states'].rstrip('.')}); write that rate."
            )
            yield reading.at("clauses", _CLOCK, "interest_rate"), message


@rule(
    "slower-than-prior-authorization",
    WARNING,
    PA_CLOCKS,
    law=UNITED_STATES,
    example="""
clauses:
  billing/prior-authorisation: {standard_days: 14}
""",
)
def slower_than_prior_authorization(reading: Reading) -> Iterator[Fault]:
    """A plan may take longer over a prior authorization than Medicare Advantage and Medicaid plans
    may take from 2026."""
    row = row_of(reading, "pa-clocks")
    limit = figure(row, "standard_days")
    for clause in ("billing/prior-authorisation", "clinical/medical-necessity"):
        days = asked(reading, clause, "standard_days")
        if days and limit and days > limit:
            message = (
                f"standard_days is {days}, and plans of Medicare Advantage and Medicaid decide in "
                f"{limit} days from 2026 ({row['cite']}); write {limit}, or part the lines of "
                "business."
            )
            yield reading.at("clauses", clause, "standard_days"), message


@rule(
    "state-clock-and-self-funded-plan",
    WARNING,
    ERISA_PREEMPTION,
    law=UNITED_STATES,
    example="""
state: TX
recitals:
  - The _Payer_ runs insured plans and self-funded plans.
clauses:
  billing/prompt-payment: {…}
""",
)
def state_clocks_and_self_funded_plans(reading: Reading) -> Iterator[Fault]:
    """Claims of self-funded or federal plans, which a state's clock does not reach, are mixed with
    insured claims."""
    mixed = reading.sheet.state and reading.has(_CLOCK)
    own = next(reading.own.saying(_SELF_FUNDED), None) if mixed else None
    if own:
        message = (
            f"{own.within} tells of plans that the law of {STATES[reading.sheet.state]} does not "
            "reach; say for each line of business which clock and which interest apply."
        )
        yield own.place, message


@rule(
    "assignments-unsaid",
    WARNING,
    law=UNITED_STATES,
    example="""
matter: payer-provider
recitals:
  - The _Provider_ claims under assignments of benefits from its patients.
clauses:
  payment/lump-sum:                # and no billing/assigned-benefits
""",
)
def assignments_unsaid(reading: Reading) -> Iterator[Fault]:
    """A provider is paid as its patients' assignee, and nothing says that the assignments are held,
    that a plan's term against them keeps no money back, or what the patients may still claim."""
    between = reading.sheet.matter == "payer-provider" and not reading.names(_ASSIGNMENTS)
    place = next((own.place for own in reading.own.saying(_ASSIGNED)), None) if between else None
    if place is not None:
        message = (
            "benefits are claimed by assignment, and nothing says what becomes of an assignment "
            f"that a plan forbids or of a claim by the patient; choose {_ASSIGNMENTS}."
        )
        yield place, message
