"""Rules about what late money costs, when money is due, and the tax on it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agreement.lint.england_wales_contracts import (
    JUDGMENTS_ACT_S17,
    LPCDIA_RATE,
    LPCDIA_S8_9,
)
from agreement.lint.facts import (
    ENGLAND_WALES,
    INJURY,
    asked,
    is_individual,
    settled_sum,
    wording,
)
from agreement.lint.reading import Reading
from agreement.lint.rule import NOTE, WARNING, Fault, rule

_LATE, _PROMPT, _LUMP = "payment/late-interest", "billing/prompt-payment", "payment/lump-sum"
# The rate of judgments, which the statutory rate for business debts adds to Bank Rate, in per cent.
_STATUTORY = Decimal(8)
_SLIGHT = Decimal(3)
_SOON, _LONG = 7, 56
_VAT = re.compile(r"\bvat\b|value added tax")


@rule(
    "late-rate-high",
    WARNING,
    JUDGMENTS_ACT_S17,
    LPCDIA_RATE,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/late-interest: {rate: 15}
""",
)
def high_late_rates(reading: Reading) -> Iterator[Fault]:
    """Interest on a late payment is above the rate of judgments or, over Bank Rate, above the
    statutory rate for business debts, and may be a penalty. The line is the house's own."""
    rate = asked(reading, _LATE, "rate")
    if isinstance(rate, Decimal) and rate > _STATUTORY:
        over = " above Bank Rate" if wording(reading, _LATE) == "above-bank-rate" else ""
        message = (
            f"{rate.normalize():f}%{over} is more than the {_STATUTORY}%{over} that the law itself "
            "gives, and may be attacked as a penalty; lower it, or recite why it is in proportion."
        )
        yield reading.at("clauses", _LATE, "rate"), message


@rule(
    "late-rate-slight",
    WARNING,
    LPCDIA_S8_9,
    law=ENGLAND_WALES,
    example="""
clauses:
  billing/prompt-payment: {interest_rate: 1}
""",
)
def slight_late_rates(reading: Reading) -> Iterator[Fault]:
    """Interest on future invoices between businesses is so low that it may be no substantial
    remedy, in which case the statutory rate applies beside it. The line is the house's own."""
    rate = asked(reading, _PROMPT, "interest_rate")
    if isinstance(rate, Decimal) and rate < _SLIGHT:
        message = (
            f"{rate.normalize():f}% on future invoices may be no substantial remedy, and then the "
            "statutory rate applies instead; agree a higher one."
        )
        yield reading.at("clauses", _PROMPT, "interest_rate"), message


@rule(
    "interest-silent",
    NOTE,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/lump-sum:                # and no payment/late-interest
""",
)
def interest_silent(reading: Reading) -> Iterator[Fault]:
    """Nothing says what interest runs on a sum between businesses that is paid late."""
    due = [one for one in reading.payments if not is_individual(reading, one.payer)]
    if due and reading.sheet.matter != INJURY and not reading.names(_LATE, _PROMPT):
        message = (
            "nothing says what interest runs if a sum is paid late, and a sum under an agreement "
            f"carries none as a judgment does; choose {_LATE} where it is meant."
        )
        yield reading.place_of(due[0].provision), message


@rule(
    "payment-time-unusual",
    NOTE,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/lump-sum: {payment_days: 90}
""",
)
def unusual_payment_times(reading: Reading) -> Iterator[Fault]:
    """The time to pay is shorter than a week or longer than eight."""
    days = asked(reading, _LUMP, "payment_days")
    if isinstance(days, int) and not _SOON <= days <= _LONG:
        message = (
            f"{days} days to pay is unusual, where 14 to 28 are common; check that the payer can "
            "keep to it, or that the payee knows it waits."
        )
        yield reading.at("clauses", _LUMP, "payment_days"), message


@rule(
    "vat-silent",
    WARNING,
    law=ENGLAND_WALES,
    example="""
matter: payer-provider
money: {currency: GBP, settlement_sum: "125000.00"}
clauses:
  payment/lump-sum:                # and no payment/vat
""",
)
def vat_silent(reading: Reading) -> Iterator[Fault]:
    """A sum between businesses is agreed, and nothing says whether it changes a price or includes
    VAT."""
    sheet = reading.sheet
    business = not any(is_individual(reading, party.role) for party in sheet.parties)
    owed = business and settled_sum(reading) is not None and not reading.names("payment/vat")
    if owed and not any(map(_VAT.search, reading.whole.words.values())):
        message = (
            "nothing says whether the sum changes the price of a supply or compensates a loss, nor "
            "whether it includes VAT; choose payment/vat."
        )
        yield reading.at("money", "settlement_sum"), message
