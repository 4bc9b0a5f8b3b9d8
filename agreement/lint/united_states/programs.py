"""Rules about money that may buy referrals in the United States, and about the federal process on
surprise bills."""

import re
from collections.abc import Iterator

from agreement.duties.dated import OPEN_ROLE
from agreement.library.states import UNITED_STATES
from agreement.lint.facts import asked, says
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_payers import (
    AKS,
    IDR_SETTLE_NOTICE,
    IDR_SETTLE_PATIENT,
    IDR_SETTLE_PAYMENT,
    NSA_BALANCE_BILLING,
    STARK_FMV_STATUTE,
    STARK_ISOLATED_RULE,
    STARK_ISOLATED_STATUTE,
)

# Whose payments are no price of referrals: these roles, and a party that is still open.
_NOT_REFERRERS = frozenset(("payer", "patient", "regulator", OPEN_ROLE))
_REFERRED = re.compile(
    r"\b(?:per|for each|for every) (?:patient )?referral\b|\breferral (?:fee|bonus|commission)s?\b|"
    r"\b(?:number|volume|value) of (?:the )?(?:patients )?(?:referrals|referred)\b|"
    r"\bpercent(?:age)? of (?:the )?(?:revenue|collections|charges)[^.;]{0,40}\breferr",
    re.IGNORECASE,
)
_NOT_VARYING = re.compile(r"\b(?:not|never|no part|without regard|regardless)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:past|earlier|unpaid|undocumented|already (?:given|rendered|provided)) services\b",
    re.IGNORECASE,
)
_FEDERAL_DISPUTE = re.compile(
    r"\b(?:independent dispute resolution|No Surprises Act|IDR (?:process|disputes?|entit))",
    re.IGNORECASE,
)
_DISPUTES, _LUMP_SUM = "billing/federal-disputes", "payment/lump-sum"
# Without a holiday 30 business days are done in so many days; with one they take longer.
_MOST_DAYS = 42


@rule(
    "referral-source-paid",
    WARNING,
    AKS,
    STARK_FMV_STATUTE,
    law=UNITED_STATES,
    example="""
matter: alliance
clauses:
  payment/lump-sum: {paying_party: provider, receiving_party: group}
""",
)
def referral_sources_paid(reading: Reading) -> Iterator[Fault]:
    """One provider pays another, who may refer patients to it, and nothing says that the price is
    fair market value and does not follow referrals."""
    for one in reading.payments if not says(reading, "fair market value") else ():
        if not {one.payer, one.payee} & _NOT_REFERRERS:
            message = (
                "one provider pays another that may refer patients to it; recite that the sum is "
                "fair market value, commercially reasonable and not a price of referrals, if that "
                "is true, and keep the valuation."
            )
            yield reading.place_of(one.provision), message
            return


@rule(
    "paid-by-referral",
    ERROR,
    AKS,
    law=UNITED_STATES,
    example="""
actions:
  - {role: provider, what: Pay the _Group_ $500.00 for each referral, …}
""",
)
def paid_by_referral(reading: Reading) -> Iterator[Fault]:
    """What is paid follows the number or the value of referrals."""
    for own, sentence in reading.own.sentences_saying(_REFERRED):
        if not _NOT_VARYING.search(sentence):
            message = (
                f"{own.within} makes money follow referrals, which is a crime where a federal "
                "program pays; take it out."
            )
            yield own.place, message


@rule(
    "past-services-paid-at-once",
    WARNING,
    STARK_ISOLATED_STATUTE,
    STARK_ISOLATED_RULE,
    law=UNITED_STATES,
    example="""
matter: alliance
recitals:
  - The _Provider_ owes the _Group_ for past services that no contract covered.
""",
)
def past_services_paid_at_once(reading: Reading) -> Iterator[Fault]:
    """One payment is made to a referring physician for many services of the past, which the
    exception for isolated transactions no longer covers."""
    among_providers = any(not {one.payer, one.payee} & _NOT_REFERRERS for one in reading.payments)
    for own, _ in reading.own.sentences_saying(_PAST) if among_providers else ():
        message = (
            f"{own.within} tells of services paid for afterwards; name the exception of the Stark "
            "law that covers the payment, since that for isolated transactions may not."
        )
        yield own.place, message


@rule(
    "federal-dispute-open",
    WARNING,
    IDR_SETTLE_NOTICE,
    IDR_SETTLE_PAYMENT,
    IDR_SETTLE_PATIENT,
    NSA_BALANCE_BILLING,
    law=UNITED_STATES,
    example="""
recitals:
  - The _Provider_ has begun independent dispute resolution under the No Surprises Act.
""",
)
def federal_disputes_left_open(reading: Reading) -> Iterator[Fault]:
    """Claims in the federal process on surprise bills are settled, and nobody has to tell those who
    run it, or nothing keeps the patients' share as it is."""
    place = next((own.place for own in reading.own.saying(_FEDERAL_DISPUTE)), None)
    if place is None or reading.names(_DISPUTES):
        return
    told = any(
        duty.get("what") and re.search(r"\b(?:Departments?|entity|CMS)\b", str(duty["what"]))
        for duty in reading.typed("actions") or ()
    )
    if not told:
        message = (
            f"a federal dispute is settled and nobody reports it; choose {_DISPUTES}, or add an "
            "action by which the party that began it tells the Departments and the entity in 3 "
            "business days, and pay the rate in 30 business days."
        )
        yield place, message
    if not reading.names("billing/hold-harmless", "billing/reprocessing"):
        message = (
            "a rate settled in a federal dispute may not raise what the patient owes; add "
            "billing/hold-harmless."
        )
        yield place, message


@rule(
    "federal-rate-paid-late",
    WARNING,
    IDR_SETTLE_PAYMENT,
    law=UNITED_STATES,
    example="""
clauses:
  payment/lump-sum: {payment_days: 60}
  billing/federal-disputes: {disputes: open}
""",
)
def federal_rates_paid_late(reading: Reading) -> Iterator[Fault]:
    """The sum is payable later than a rate that settles a federal dispute must be paid."""
    days = asked(reading, _LUMP_SUM, "payment_days") if reading.has(_DISPUTES) else None
    if isinstance(days, int) and days > _MOST_DAYS:
        message = (
            f"payment_days is {days}, and a rate that settles a federal dispute is paid in 30 "
            f"business days; write {_MOST_DAYS} or less, or pay the other claims apart."
        )
        yield reading.at("clauses", _LUMP_SUM, "payment_days"), message
