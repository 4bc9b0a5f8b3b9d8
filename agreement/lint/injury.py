"""Rules about the money of an injury claim: benefits, interim payments, what is gross and net."""

import re
from collections.abc import Iterator

from agreement.lint.england_wales import (
    CROOKS_V_HENDRICKS,
    NHS_CHARGES_CONTRIB_3M,
    SSRBA_S4_CERTIFICATE,
    SSRBA_S6_LIABILITY,
    SSRBA_S8_REDUCTION,
    SSRBA_SCH2_HEADS,
)
from agreement.lint.facts import (
    ENGLAND_WALES,
    INJURY,
    answers_of,
    says,
    settled_sum,
    told,
    value,
)
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, NOTE, WARNING, Fault, rule
from agreement.money import shown

_BENEFITS = ("payment/recoverable-benefits", "payment/deducted-benefits")
_INTERIMS = ("payment/interim-payments", "payment/interim-payments-kept")
# Social Security (Recovery of Benefits) Act 1997 Sch.2: only these heads are cut for benefits.
_HEADS = ("earnings", "care", "mobility")
_HARM = re.compile(r"injur|harm|death|died|killed|stillb|disab|damage to|brain|psychiatric|pain\b")


@rule(
    "benefits-silent",
    ERROR,
    SSRBA_S4_CERTIFICATE,
    SSRBA_S6_LIABILITY,
    law=ENGLAND_WALES,
    example="""
money: {currency: GBP, settlement_sum: "48000.00"}
clauses:
  payment/lump-sum: {paying_party: trust, receiving_party: patient}
""",
)
def benefits_silent(reading: Reading) -> Iterator[Fault]:
    """A sum for an injury is agreed, and nothing says whether recoverable benefits come out of it
    or are paid beside it."""
    owed = reading.sheet.matter == INJURY and settled_sum(reading)
    if owed and not reading.names(*_BENEFITS) and not says(reading, "recoverable benefit"):
        message = (
            "nothing says whether the sum is before or after recoverable benefits, which the "
            f"payer owes from the first payment on; choose {_BENEFITS[0]}."
        )
        yield reading.at("money", "settlement_sum"), message


@rule(
    "certificate-expired",
    WARNING,
    SSRBA_S4_CERTIFICATE,
    law=ENGLAND_WALES,
    example="""
assumed: {signature: 2026-12-09}
clauses:
  payment/recoverable-benefits: {certificate: CRU/EXAMPLE of 1 May 2026, expiry: 2026-12-31}
""",
)
def expired_certificates(reading: Reading) -> Iterator[Fault]:
    """The certificate of recoverable benefits runs out before a payment falls due."""
    late = max((duty.due.on for duty in reading.payments if duty.due.on), default=None)
    for clause in _BENEFITS:
        answers = answers_of(reading, clause)
        expiry = value(answers, "expiry")
        if late and expiry and late > expiry:
            message = (
                f"the certificate holds until {expiry.isoformat()}, and a payment may fall due on "
                f"{late.isoformat()}; apply for another now, or pay before."
            )
            yield answers["expiry"].place, message


@rule(
    "benefit-head",
    ERROR,
    SSRBA_SCH2_HEADS,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/deducted-benefits:
    deductions: [{benefit: Universal credit, head: pain, amount: "900.00", deducted: "900.00"}]
""",
)
def heads_of_benefits(reading: Reading) -> Iterator[Fault]:
    """A benefit is deducted from a head of loss that the law protects."""
    for row in _deductions(reading):
        head, cut = value(row, "head"), value(row, "deducted")
        if head and cut and not any(one in head.casefold() for one in _HEADS):
            message = (
                f"a benefit is deducted from “{head}”; only earnings, care and mobility of the "
                "relevant period are cut, each by the benefit that matches it."
            )
            yield row["head"].place, message


@rule(
    "deduction-above-benefit",
    ERROR,
    SSRBA_S8_REDUCTION,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/deducted-benefits:
    deductions: [{benefit: Universal credit, head: earnings, amount: "90.00", deducted: "95.00"}]
""",
)
def deductions_above_benefits(reading: Reading) -> Iterator[Fault]:
    """More is deducted for a benefit than the benefit comes to."""
    currency = reading.setting.currency
    for row in _deductions(reading):
        amount, cut = value(row, "amount"), value(row, "deducted")
        if amount is not None and cut is not None and cut > amount:
            message = (
                f"{shown(cut, currency)} is deducted for a benefit of {shown(amount, currency)}; "
                "deduct no more than the benefit."
            )
            yield row["deducted"].place, message


@rule(
    "interims-silent",
    NOTE,
    CROOKS_V_HENDRICKS,
    law=ENGLAND_WALES,
    example="""
money: {currency: GBP, settlement_sum: "190000.00"}
clauses:
  payment/lump-sum:                          # and no payment/interim-payments
""",
)
def interims_silent(reading: Reading) -> Iterator[Fault]:
    """Nothing says whether money was paid on account before an injury claim was settled."""
    owed = reading.sheet.matter == INJURY and settled_sum(reading)
    if owed and not reading.names(*_INTERIMS) and "interim" not in reading.background:
        message = (
            "nothing says whether an interim payment was made; say in a recital that there was "
            f"none, or list them with {_INTERIMS[0]}."
        )
        yield reading.at("money", "settlement_sum"), message


@rule(
    "contribution-unrecorded",
    WARNING,
    NHS_CHARGES_CONTRIB_3M,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ accepts a reduction for contributory negligence.     # by 25%
""",
)
def unrecorded_contributions(reading: Reading) -> Iterator[Fault]:
    """Contributory negligence is agreed and its share is not, so that no NHS charge falls."""
    words = reading.background
    if "contributory negligence" in words and not re.search(r"\d ?%|per cent", words):
        message = (
            "the recitals speak of contributory negligence without its percentage, on which a "
            "reduction of the NHS charges rests; state it, and send the evidence within three "
            "months."
        )
        yield reading.at("recitals"), message


@rule(
    "injury-unrecited",
    WARNING,
    example="""
recitals:
  - The parties disagree over the care of March 2025.        # no injury is described
clauses:
  general/release:
""",
)
def unrecited_injuries(reading: Reading) -> Iterator[Fault]:
    """A claim for an injury is settled, and the recitals describe none, so that the release, which
    leaves out injuries that no recital describes, does not reach it."""
    injured = reading.sheet.matter == INJURY and reading.has("general/release")
    if injured and told(reading) and not _HARM.search(reading.background):
        message = (
            "no recital describes an injury, and the release does not reach one that no recital "
            "describes; say in a recital what injury the claim is for."
        )
        yield reading.at("recitals"), message


def _deductions(reading: Reading) -> tuple:
    return value(answers_of(reading, _BENEFITS[1]), "deductions") or ()
