"""Rules about patients who pay: instalments within the law on credit, charges, time to reflect."""

import re
from collections.abc import Iterator, Mapping

from agreement.duties.calendar import Roll, Unit, add, roll
from agreement.finding import Place
from agreement.lint.england_wales_contracts import (
    DPC_2026,
    FCA_INSTALMENT_PAGE,
    OVR_2015_REG3,
)
from agreement.lint.facts import (
    ENGLAND_WALES,
    RELEASES,
    answers_of,
    asked,
    is_individual,
    known,
    value,
)
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.term_sheet.terms import Open

_ADVICE = "general/independent-advice"
# The exemption of instalments from consumer credit regulation: so many payments, in so many months.
_MOST, _MONTHS = 12, 12
_REFLECT_DAYS = 7
_CHARGE = re.compile(
    r"\b(?:administration|arrangement|set-?up|late payment|missed payment|reminder) (?:fee|charge)",
    re.IGNORECASE,
)
_LENDER = re.compile(r"\b(?:lender|finance company|credit provider|credit broker)\b", re.IGNORECASE)
_GIVEN_UP = (
    "billing/lump-sum-discount",
    "billing/debt-forgiveness",
    "billing/patient-relief",
    "billing/prompt-discount",
)


@rule(
    "consumer-instalments",
    ERROR,
    FCA_INSTALMENT_PAGE,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/instalments:             # the last falls due 13 months after signature
    paying_party: patient
    instalments: [{number: 1, date: 2028-01-04, amount: "600.00"}]
""",
)
def consumer_instalments(reading: Reading) -> Iterator[Fault]:
    """A person pays in more instalments, or over more months, than credit may have that needs no
    authorisation."""
    for place, rows in _plans(reading):
        signed = known(reading, "signature") or known(reading, "effective_date")
        days = [row["date"].value for row in rows if not isinstance(row["date"].value, Open)]
        calendar = reading.setting.calendar
        ends = add(signed, _MONTHS, Unit.MONTHS, calendar) if signed else None
        if len(rows) > _MOST:
            told = f"a patient pays in {len(rows)} instalments; at most {_MOST}"
            yield place, f"{told} are exempt from consumer credit regulation, so agree fewer."
        last = roll(max(days), Roll.FOLLOWING, calendar) if days else None
        if ends and last and last > ends:
            message = (
                f"a patient pays until {last.isoformat()}; instalments are exempt from "
                f"consumer credit regulation only up to {ends.isoformat()}, {_MONTHS} months after "
                "signature, so end them by then."
            )
            yield place, message


@rule(
    "consumer-charges",
    ERROR,
    FCA_INSTALMENT_PAGE,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/instalments: {paying_party: patient}
  payment/late-interest: {rate: 4}
""",
)
def consumer_charges(reading: Reading) -> Iterator[Fault]:
    """A person who pays in instalments also owes interest or a fee, which takes the exemption from
    consumer credit regulation away."""
    if not any(_plans(reading)):
        return
    if reading.has("payment/late-interest"):
        message = (
            "a patient pays in instalments and owes interest on a late one, and only credit free "
            "of interest and charges is exempt from regulation; take payment/late-interest out."
        )
        yield reading.at_clause("payment/late-interest"), message
    for own in reading.own.saying(_CHARGE):
        message = (
            f"{own.within} has “{_CHARGE.search(own.words)[0]}” beside a patient's instalments, "
            "and any fee takes the exemption from consumer credit regulation away; take it out."
        )
        yield own.place, message


@rule(
    "plan-of-a-lender",
    WARNING,
    DPC_2026,
    law=ENGLAND_WALES,
    example="""
recitals:
  - A finance company lends the _Patient_ the price of the treatment.
""",
)
def plans_of_lenders(reading: Reading) -> Iterator[Fault]:
    """A patient's plan has a lender who is not the supplier, so that it is regulated however short
    and free it is."""
    found = reading.sheet.matter == "patient-billing" and _LENDER.search(reading.background)
    if found:
        message = (
            f"the recitals speak of a “{found[0]}”; since 15 July 2026 instalments that a lender "
            "other than the supplier gives are regulated, so check its authorisation first."
        )
        yield reading.at("recitals"), message


@rule(
    "overseas-waiver",
    ERROR,
    OVR_2015_REG3,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Trust_ charged the _Patient_ as an overseas visitor.
clauses:
  billing/lump-sum-discount: {bill_total: "9000.00"}
""",
)
def overseas_waivers(reading: Reading) -> Iterator[Fault]:
    """A charge to an overseas visitor is reduced or given up, though it must be made and
    recovered."""
    for clause in _GIVEN_UP if "overseas visitor" in reading.background else ():
        if reading.has(clause):
            message = (
                f"{clause} gives up charges to an overseas visitor, which an NHS body must make "
                "and recover; agree a plan for the whole sum, or allow this with the ground on "
                "which the charge itself is disputed."
            )
            yield reading.at_clause(clause), message


@rule(
    "unadvised-patient",
    WARNING,
    law=ENGLAND_WALES,
    example="""
matter: patient-billing
clauses:
  general/release:                 # and no general/independent-advice
""",
)
def unadvised_patients(reading: Reading) -> Iterator[Fault]:
    """A patient gives up claims against a business, and nothing says that advice was taken or
    offered."""
    personal = any(is_individual(reading, party.role) for party in reading.sheet.parties)
    patient = reading.sheet.matter == "patient-billing" and personal
    if patient and reading.has(*RELEASES) and not reading.names(_ADVICE):
        message = (
            "a patient gives up claims, and nothing says that independent advice was taken or "
            f"offered; choose {_ADVICE}."
        )
        yield reading.at_key("clauses"), message


@rule(
    "short-reflection",
    WARNING,
    law=ENGLAND_WALES,
    example="""
clauses:
  general/independent-advice: {reflection_days: 1}
""",
)
def short_reflection(reading: Reading) -> Iterator[Fault]:
    """A person has less than a week with the final words before signing them."""
    days = asked(reading, _ADVICE, "reflection_days")
    if isinstance(days, int) and days < _REFLECT_DAYS:
        message = (
            f"{days} days lie between the final words and the signature; a person who signs away "
            f"claims should have {_REFLECT_DAYS} or more."
        )
        yield reading.at("clauses", _ADVICE, "reflection_days"), message


def _plans(reading: Reading) -> Iterator[tuple[Place, tuple[Mapping, ...]]]:
    for clause, payer in (("payment/instalments", "paying_party"), ("billing/patient-plan", "")):
        answers = answers_of(reading, clause)
        role, rows = value(answers, payer) if payer else "patient", value(answers, "instalments")
        if rows and is_individual(reading, str(role)):
            yield answers["instalments"].place, rows
