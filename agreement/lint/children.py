"""Rules about children and people who lack capacity: what the court must approve, and when.

All of them are of the law of England and Wales, Part 21 of the Civil Procedure Rules above all.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from agreement.finding import Place
from agreement.lint.england_wales import (
    CPR_21_2_TITLE,
    CPR_21_10_1_APPROVAL,
    CPR_46_4_CHILD_COSTS,
    JX_MX_V_DARTFORD,
)
from agreement.lint.facts import (
    APPROVAL,
    ENGLAND_WALES,
    FRIEND,
    INJURY,
    answers_of,
    folded,
    known,
    value,
)
from agreement.lint.reading import Reading, once
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.term_sheet.terms import Open, PartyTerms

_NAMED = re.compile(r"litigation friend|\ba child\b|\bprotected party\b|^child\b")
_TOLD = re.compile(
    r"litigation friend|\bprotected party\b|\black(?:s|ed|ing)? (?:mental )?capacity"
    r"|\bis a (?:child|minor)\b|\baged (?:1[0-7]|[1-9])\b(?! (?:months? )?or over)"
)
_WITHHELD = re.compile(r"[A-Z]{1,4}|(?i:a|child|patient|claimant|protected|party|beneficiary)")


@rule(
    "child-without-approval",
    ERROR,
    CPR_21_10_1_APPROVAL,
    law=ENGLAND_WALES,
    example="""
parties:
  patient: {name: Child P (acting by the litigation friend Alex Example), kind: individual}
clauses:
  payment/lump-sum:                # and no governance/court-approval
""",
)
def children_without_approval(reading: Reading) -> Iterator[Fault]:
    """A claim of a child, or of a person who lacks capacity, is settled without the approval of
    the court, so that the settlement is not valid."""
    place = _ward(reading)
    if place and not reading.names(APPROVAL):
        message = (
            "a party is a child or lacks capacity, and nothing asks the court to approve the "
            f"settlement, which is not valid without it; choose {APPROVAL}."
        )
        yield place, message


@rule(
    "child-without-friend",
    ERROR,
    CPR_21_2_TITLE,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_, who is a child, claims damages for an injury.
clauses:
  payment/lump-sum:                # and no governance/litigation-friend
""",
)
def children_without_friend(reading: Reading) -> Iterator[Fault]:
    """A child, or a person who lacks capacity, is a party, and nobody acts as litigation friend."""
    place = _ward(reading)
    named = any("litigation friend" in words for party in reading.sheet.parties
                for words in _names(party))  # fmt: skip
    if place and not named and not reading.names(FRIEND):
        message = (
            "a party is a child or lacks capacity, and no litigation friend acts for that party; "
            f"choose {FRIEND} and name the friend in the party's name."
        )
        yield place, message


@rule(
    "effective-before-approval",
    ERROR,
    CPR_21_10_1_APPROVAL,
    law=ENGLAND_WALES,
    example="""
effective_date: signature          # court_approval
clauses:
  governance/court-approval: {longstop: 2027-07-30}
""",
)
def effective_before_approval(reading: Reading) -> Iterator[Fault]:
    """The agreement takes effect before the court approves it, so that periods run and sums fall
    due under a settlement that is not valid yet."""
    start = str(reading.typed("effective_date"))
    waits = "court_approval" in start or "sealed_order" in start or "open" in start
    if reading.has(APPROVAL) and not waits:
        message = (
            "the court must approve this settlement, and it takes effect without waiting for "
            "that; write effective_date: court_approval."
        )
        yield reading.at("effective_date"), message


@rule(
    "longstop-too-soon",
    ERROR,
    law=ENGLAND_WALES,
    example="""
assumed: {signature: 2027-02-10}
clauses:
  governance/court-approval: {papers_days: 28, longstop: 2027-03-01}
""",
)
def longstops_too_soon(reading: Reading) -> Iterator[Fault]:
    """The settlement falls away before the time to ask the court for approval has passed."""
    answers = answers_of(reading, APPROVAL)
    longstop, days = value(answers, "longstop"), value(answers, "papers_days")
    signed = known(reading, "signature")
    if longstop and days and signed and longstop <= signed + timedelta(days=days):
        message = (
            f"approval must be given by {longstop.isoformat()}, before the {days} days to ask for "
            f"it have passed after signature on {signed.isoformat()}; choose a later longstop."
        )
        yield answers["longstop"].place, message


@rule(
    "name-of-a-child",
    WARNING,
    JX_MX_V_DARTFORD,
    law=ENGLAND_WALES,
    example="""
parties:
  patient: {name: Sam Example (acting by Alex Example), kind: individual}     # Child P
clauses:
  governance/court-approval: {longstop: 2027-07-30}
""",
)
def names_of_children(reading: Reading) -> Iterator[Fault]:
    """A child or protected party goes by name, though the court is likely to withhold it."""
    role = value(answers_of(reading, APPROVAL), "claimant")
    party = reading.party(role) if role else None
    if party and not isinstance(party.name, Open):
        name = re.split(r"[(,]| by ", party.name)[0]
        if not all(map(_WITHHELD.fullmatch, name.split())):
            message = (
                f"parties.{role} goes by name, and the court will normally order that the name be "
                "withheld; write letters, such as Child P, and hand the name over apart."
            )
            yield reading.at("parties", role, "name"), message


@rule(
    "child-costs",
    WARNING,
    CPR_46_4_CHILD_COSTS,
    law=ENGLAND_WALES,
    example="""
clauses:
  governance/litigation-friend: {friend: Alex Example}
  payment/agreed-costs: {costs_payer: trust, costs_payee: patient, agreed_costs: "9000.00"}
""",
)
def costs_of_children(reading: Reading) -> Iterator[Fault]:
    """The costs of a child, or of a person who lacks capacity, are fixed between the parties,
    though they generally go to detailed assessment."""
    for clause in ("payment/costs", "payment/agreed-costs"):
        if reading.has(APPROVAL, FRIEND) and reading.has(clause):
            message = (
                f"{clause} fixes the costs of a party who is a child or lacks capacity; choose "
                "payment/costs-to-be-assessed, or give the reason why an exception applies."
            )
            yield reading.at_clause(clause), message


@once
def _ward(reading: Reading) -> Place | None:
    """Where the term sheet says that a party is a child or lacks capacity, or None."""
    if reading.has(FRIEND, APPROVAL):
        return reading.at_clause(FRIEND if reading.has(FRIEND) else APPROVAL)
    for party in reading.sheet.parties:
        if any(map(_NAMED.search, _names(party))):
            return reading.at("parties", party.role, "name")
    personal = reading.sheet.matter in (INJURY, "patient-billing")
    for index, recital in enumerate(reading.sheet.recitals if personal else ()):
        if not isinstance(recital, Open) and _TOLD.search(recital.casefold()):
            return reading.at("recitals", index)
    return None


def _names(party: PartyTerms) -> Iterator[str]:
    yield party.called.casefold()
    yield folded(party.name)
    for person in party.signatories:
        yield folded(person.name)
        yield folded(person.capacity)
