"""Rules about a patient's plan of payment in the United States, and about what a patient gives up
or is not told."""

import re
from collections.abc import Iterator

from agreement.library.states import STATES, UNITED_STATES
from agreement.lint.facts import asked, figure, is_individual, limits, of_state, row_of, says
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.bills import PLAN, owes
from agreement.lint.united_states.law_on_bills import (
    CA_DEBT_CONTRACT_TERM,
    CA_PLAN_CAP,
    CO_DISCOUNTED_CARE,
    NY_PLAN_CAP,
    PPDR_SETTLEMENT_DISCOUNT,
    PPDR_SETTLEMENT_NOTICE,
    REGE_PREAUTHORISED,
    REGZ_CREDITOR,
    REGZ_REGULARLY,
)

_INSTALMENTS = "payment/instalments"
_ESTIMATE = re.compile(r"\bgood[- ]faith estimate\b|\bpatient[-–]provider dispute\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:dispute resolution entity|dispute entity|HHS|Department)\b", re.IGNORECASE
)
_DEBIT = re.compile(
    r"\b(?:auto(?:matic(?:ally)?)?[- ]?(?:debit|pay(?:ment)?)s?|direct debits?|card on file|"
    r"recurring (?:debit|charge|payment)s?|(?:charge|debit)s? the card|pre-?authori[sz]ed)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\b(?:sign|written|in writing|authori[sz]ation)", re.IGNORECASE)


def _many(reading: Reading, rows: object) -> bool:
    most = figure(row_of(reading, "regz-creditor"), "instalments_over")
    return isinstance(rows, tuple) and most is not None and len(rows) > most


@rule(
    "instalments-over-four",
    ERROR,
    REGZ_CREDITOR,
    law=UNITED_STATES,
    example="""
clauses:
  billing/patient-plan-us: {count: 6, more_than_four: false, …}
""",
)
def instalments_over_four(reading: Reading) -> Iterator[Fault]:
    """A patient's plan has more instalments than a plan without credit disclosures may have, and
    says that it has not."""
    rows = asked(reading, PLAN, "instalments")
    denied = asked(reading, PLAN, "more_than_four") is False
    if denied and _many(reading, rows):
        message = (
            f"the plan has {len(rows)} instalments; write more_than_four: true, which prints the "
            "confirmation on the disclosures of Regulation Z, or agree four."
        )
        yield reading.at("clauses", PLAN, "more_than_four"), message


@rule(
    "credit-disclosures",
    WARNING,
    REGZ_CREDITOR,
    REGZ_REGULARLY,
    law=UNITED_STATES,
    example="""
matter: patient-billing
clauses:
  payment/instalments: {paying_party: patient, instalments: […five rows…]}
""",
)
def credit_disclosures(reading: Reading) -> Iterator[Fault]:
    """A person pays in more than four instalments under a signed agreement that says nothing of
    the disclosures which a regular creditor owes."""
    rows, payer = (asked(reading, _INSTALMENTS, name) for name in ("instalments", "paying_party"))
    if _many(reading, rows) and isinstance(payer, str) and is_individual(reading, payer):
        message = (
            f"a person pays in {len(rows)} instalments under a written agreement; find out whether "
            f"the payee is a creditor under Regulation Z, agree four, or choose {PLAN}, which "
            "deals with the disclosures."
        )
        yield reading.at("clauses", _INSTALMENTS, "instalments"), message


@rule(
    "california-debt-term",
    ERROR,
    CA_DEBT_CONTRACT_TERM,
    law=UNITED_STATES,
    example="""
state: CA
clauses:
  billing/patient-plan-us: {…}     # and no words on Civil Code section 1785.27
""",
)
def california_debt_term(reading: Reading) -> Iterator[Fault]:
    """A contract that makes a medical debt in California lacks the term without which it is void:
    that nobody may report the debt to a credit bureau."""
    here = reading.sheet.state == "CA" and reading.has(PLAN)
    if here and not says(reading, "1785.27"):
        message = (
            "a Californian contract that creates a medical debt is void without the no-reporting "
            "term of Civil Code section 1785.27(c); print that term, which names the section, in "
            "a recital or a clause of your own."
        )
        yield reading.at_clause(PLAN), message


@rule(
    "no-itemized-bill",
    WARNING,
    law=UNITED_STATES,
    example="""
matter: patient-billing
clauses:
  billing/lump-sum-discount: {…}   # and no billing/itemised-bills
""",
)
def no_itemized_bill(reading: Reading) -> Iterator[Fault]:
    """A patient settles a bill that nobody has to itemize, though several states require it before
    a debt is collected."""
    itemized = ("billing/itemised-bills", "billing/fair-price-benchmark")
    asks = reading.has(PLAN, "billing/lump-sum-discount")
    if owes(reading) and asks and not reading.names(*itemized):
        message = (
            "the patient settles a bill without a list of what was billed; add "
            "billing/itemised-bills, or billing/fair-price-benchmark with its table."
        )
        yield reading.at_key("clauses"), message


@rule(
    "plan-above-income-cap",
    WARNING,
    NY_PLAN_CAP,
    CA_PLAN_CAP,
    CO_DISCOUNTED_CARE,
    law=UNITED_STATES,
    example="""
state: CO
clauses:
  billing/patient-plan-us: {income_share: 5, …}
""",
)
def plan_above_income_cap(reading: Reading) -> Iterator[Fault]:
    """A plan may take more of the household's income each month than the state lets a hospital
    take from a patient who qualifies."""
    share = asked(reading, PLAN, "income_share")
    rows = of_state(reading, "instalment-cap")
    for row, cap in limits(rows, "income_percent", "facility_income_percent"):
        if share is not None and share > cap:
            message = (
                f"the plan may take {share}% of the monthly income; in {STATES[row['state']]} a "
                f"patient who qualifies pays at most {cap}% ({row['cite']}); write {cap} or less."
            )
            yield reading.at("clauses", PLAN, "income_share"), message


@rule(
    "debit-without-authority",
    WARNING,
    REGE_PREAUTHORISED,
    law=UNITED_STATES,
    example="""
actions:
  - {role: provider, what: Charge the card on file each month, …}
""",
)
def debits_without_authority(reading: Reading) -> Iterator[Fault]:
    """Money is taken from a person's account or card time and again, and nothing says that the
    person has signed for it and has a copy."""
    unsigned = owes(reading) and not reading.names(PLAN)
    for own in reading.own.saying(_DEBIT) if unsigned else ():
        if not _SIGNED.search(own.words):
            message = (
                f"{own.within} lets the account or card of the patient be charged time and again; "
                "say that the patient has signed an authorization and been given a copy."
            )
            yield own.place, message


@rule(
    "estimate-dispute-open",
    WARNING,
    PPDR_SETTLEMENT_NOTICE,
    PPDR_SETTLEMENT_DISCOUNT,
    law=UNITED_STATES,
    example="""
recitals:
  - The bill exceeds the good-faith estimate, and the _Patient_ has begun the federal dispute.
""",
)
def estimate_disputes_left_open(reading: Reading) -> Iterator[Fault]:
    """A bill above its good-faith estimate is settled while the patient may dispute it or does so,
    and nobody has to tell the entity that decides such disputes."""
    untold = owes(reading) and not any(reading.own.sentences_saying(_TOLD))
    own = next(reading.own.saying(_ESTIMATE), None) if untold else None
    if own:
        message = (
            f"{own.within} tells of a good-faith estimate; if the patient has begun the federal "
            "dispute, add an action by which the provider tells the dispute resolution entity of "
            "the settlement within 3 business days, and take half of the administrative fee off "
            "the sum."
        )
        yield own.place, message
