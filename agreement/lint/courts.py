"""Rules about a claim at court and its costs: how it ends, who may seal, what an order says."""

import re
from collections.abc import Iterator

from agreement.lint.england_wales import (
    CPR_36_6_2_LATE_PAY,
    CPR_36_14_14_DAYS,
    CPR_38_6_DISCONTINUE,
    CPR_40_6_CONSENT,
    CPR_44_10_SILENT,
    FINNEGAN_V_SPIERS,
)
from agreement.lint.facts import (
    APPROVAL,
    COSTS,
    ENGLAND_WALES,
    asked,
    says,
    told,
    wording,
)
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, NOTE, WARNING, Fault, rule
from agreement.term_sheet.forms import HEADS, TOMLIN
from agreement.term_sheet.proceedings import PROCEEDINGS

_STAY, _ADVICE = "dispute-resolution/proceedings-stay", "general/independent-advice"
# What a consent order may say of costs beside each clause that settles them.
_ORDERS = dict(zip(COSTS, (("none", "agreed"), ("agreed",), ("assessed",)), strict=True))
_ISSUED = re.compile(
    r"claim (?:no\.?|number) |(?:issued|started|brought) (?:a claim|proceedings)|claim form"
    r"|in the (?:high|county) court|proceedings (?:are|were|have been) (?:issued|started|pending)"
)
_NOT_ISSUED = re.compile(r"no (?:claim|proceedings) (?:has|have)")
_OFFER = re.compile(r"part 36", re.IGNORECASE)
_ENDED = re.compile(r"discontinu", re.IGNORECASE)
_APART = re.compile(r"\bnot\b|withdr|in place of|replace")


@rule(
    "costs-silent",
    WARNING,
    CPR_44_10_SILENT,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/lump-sum:                # and none of payment/costs, agreed-costs, costs-to-be-assessed
""",
)
def costs_silent(reading: Reading) -> Iterator[Fault]:
    """Nothing says who bears the costs of the dispute."""
    if not reading.names(*COSTS) and not says(reading, "costs of the dispute", "bears its own"):
        message = (
            "nothing says who bears the costs of the dispute, and an order that is silent gives "
            f"none; choose one of {', '.join(COSTS)}."
        )
        yield reading.at_key("clauses"), message


@rule(
    "costs-not-on-account",
    NOTE,
    FINNEGAN_V_SPIERS,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/costs-to-be-assessed:    # and no payment/payment-on-account-of-costs
""",
)
def costs_not_on_account(reading: Reading) -> Iterator[Fault]:
    """Costs are to be assessed, and nothing is paid on account of them meanwhile."""
    if reading.has(COSTS[2]) and not reading.names("payment/payment-on-account-of-costs"):
        message = (
            "costs are to be assessed and nothing is paid on account of them; where that is not "
            "meant, choose payment/payment-on-account-of-costs."
        )
        yield reading.at_clause(COSTS[2]), message


@rule(
    "costs-order-differs",
    ERROR,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/costs-to-be-assessed: {costs_payer: trust, costs_payee: patient}
  dispute-resolution/proceedings-stay: {costs_order: none}          # assessed
""",
)
def differing_costs_orders(reading: Reading) -> Iterator[Fault]:
    """The consent order says one thing of costs, and the agreement another."""
    order = asked(reading, _STAY, "costs_order")
    for clause, orders in _ORDERS.items():
        if order and reading.has(clause) and order not in orders:
            message = (
                f"the consent order has costs_order: {order}, which does not carry out {clause}; "
                f"write costs_order: {' or '.join(orders)}."
            )
            yield reading.at("clauses", _STAY, "costs_order"), message


@rule(
    "claim-not-disposed",
    WARNING,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ brought proceedings in the County Court at York (claim number EX00311).
clauses:
  payment/lump-sum:                # and no dispute-resolution/proceedings-stay
""",
)
def claims_not_disposed(reading: Reading) -> Iterator[Fault]:
    """A claim is before a court, and nothing ends it, stays it or tells the court."""
    words = reading.background
    issued = told(reading) and _ISSUED.search(words) and not _NOT_ISSUED.search(words)
    issued = issued or reading.typed(PROCEEDINGS) is not None
    if issued and not reading.names(_STAY) and reading.sheet.form not in (HEADS, TOMLIN):
        message = (
            "a claim is before a court, and nothing stays it, vacates its hearings or tells the "
            f"court of the settlement; choose {_STAY}, or form: tomlin-order."
        )
        yield reading.at("recitals"), message


@rule(
    "officer-cannot-seal",
    WARNING,
    CPR_40_6_CONSENT,
    law=ENGLAND_WALES,
    example="""
clauses:
  dispute-resolution/proceedings-stay: {filing_party: provider}
  general/independent-advice: {alternative: declined}     # the patient acts in person
""",
)
def officers_cannot_seal(reading: Reading) -> Iterator[Fault]:
    """A consent order is filed for a court officer to seal, though a judge must make it: a party
    acts without a lawyer, or the court must approve."""
    declined = wording(reading, _ADVICE) == "declined"
    stayed = reading.has(_STAY) and reading.sheet.form != TOMLIN
    if stayed and (declined or reading.has(APPROVAL)):
        why = "a party has no lawyer" if declined else "the court must approve the settlement"
        message = (
            f"{why}, so a court officer cannot seal the consent order and a judge must make it; "
            "leave time for that, and give the judge what the order rests on."
        )
        yield reading.at_clause(_STAY), message


@rule(
    "part-36-mixed",
    WARNING,
    CPR_36_6_2_LATE_PAY,
    CPR_36_14_14_DAYS,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ accepted the offer of the _Trust_ under Part 36 on 1 December 2026.
""",
)
def part_36_mixed(reading: Reading) -> Iterator[Fault]:
    """An offer under Part 36 is mixed with the terms of an agreement, though it brings its own
    time for payment and its own costs."""
    for own, sentence in reading.own.sentences_saying(_OFFER):
        if not _APART.search(sentence):
            message = (
                f"{own.within} speaks of Part 36, whose acceptance brings its own costs and 14 "
                "days to pay; say that this agreement stands in place of the offer, or record the "
                "acceptance alone."
            )
            yield own.place, message


@rule(
    "discontinuance-costs",
    WARNING,
    CPR_38_6_DISCONTINUE,
    law=ENGLAND_WALES,
    example="""
actions:
  - {role: patient, what: Discontinue the claim, due: {days: 7, after: payment}, evidence: a copy}
clauses:
  payment/lump-sum:                # and no clause on costs
""",
)
def discontinuance_costs(reading: Reading) -> Iterator[Fault]:
    """A claim is to be discontinued, and nothing displaces the costs that then fall on the
    claimant."""
    for own in () if reading.names(*COSTS) else reading.own.saying(_ENDED):
        message = (
            f"{own.within} has a claim discontinued, and whoever discontinues owes the other's "
            "costs unless the court orders otherwise; choose payment/costs, or stay the claim."
        )
        yield own.place, message
