"""Rules about what goes back and forth between a plan and a provider in the United States:
overpayments, audits, fees that rest on Medicare's, and patients' records."""

import re
from collections.abc import Iterator

from agreement.library.states import UNITED_STATES
from agreement.lint.facts import asked, figure, row_of
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule
from agreement.lint.united_states.law_on_payers import (
    HIPAA_MINIMUM_NECESSARY,
    OVERPAYMENT_60,
)

_AUDIT, _FEES = "coding/audit", "billing/fee-schedule"


@rule(
    "overpayment-after-sixty-days",
    WARNING,
    OVERPAYMENT_60,
    law=UNITED_STATES,
    example="""
clauses:
  billing/reconciliation: {balances_payable: true, payment_days: 90, …}
""",
)
def overpayments_after_sixty_days(reading: Reading) -> Iterator[Fault]:
    """A balance that may hold overpayments of Medicare or Medicaid is repaid later than the law
    gives the provider to return them."""
    clause, limit = "billing/reconciliation", figure(row_of(reading, "overpayment-60"), "days")
    days = asked(reading, clause, "payment_days")
    if asked(reading, clause, "balances_payable") and days and limit and days > limit:
        message = (
            f"a balance is repaid in {days} days; an overpayment of Medicare or Medicaid goes back "
            f"in {limit} days after it is identified. Write {limit} or less."
        )
        yield reading.at("clauses", clause, "payment_days"), message


@rule(
    "medicare-fee-unnamed",
    WARNING,
    law=UNITED_STATES,
    example="""
clauses:
  billing/fee-schedule: {fee_base: the Medicare fee, …}   # and no medicare_based: true
""",
)
def medicare_fees_unnamed(reading: Reading) -> Iterator[Fault]:
    """A fee is a percentage of Medicare's, and nothing says which year, which locality, and whether
    before or after sequestration."""
    base = asked(reading, _FEES, "fee_base")
    if isinstance(base, str) and re.search(r"\bmedicare\b", base, re.IGNORECASE):
        lacking = [] if asked(reading, _FEES, "medicare_based") else ["medicare_based: true"]
        if not re.search(r"\b(?:locality|area|region|county|MAC|carrier)\b", base):
            lacking.append("the locality in fee_base")
        if lacking:
            message = (
                "the Medicare fee differs by locality, and by whether sequestration is taken off; "
                f"write {' and '.join(lacking)}."
            )
            yield reading.at("clauses", _FEES, "fee_base"), message


@rule(
    "records-without-privacy",
    WARNING,
    HIPAA_MINIMUM_NECESSARY,
    law=UNITED_STATES,
    example="""
clauses:
  documentation/records-exchange: {…}   # and no documentation/phi
""",
)
def records_without_privacy(reading: Reading) -> Iterator[Fault]:
    """Records of patients change hands, and nothing limits them to what is needed."""
    clauses = ("documentation/records-exchange", _AUDIT, "coding/independent-review")
    for clause in clauses if not reading.names("documentation/phi") else ():
        if reading.has(clause):
            message = (
                f"{clause} moves patients' records, and nothing keeps them to the least that is "
                "needed; add documentation/phi."
            )
            yield reading.at_clause(clause), message
