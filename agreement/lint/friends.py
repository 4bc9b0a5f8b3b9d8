"""Rules about a litigation friend and about capacity: who acts, who signs, who keeps the money."""

import re
from collections.abc import Iterator

from agreement.lint.england_wales import (
    CPR_21_2_TITLE,
    CPR_21_4_3_LF_CRITERIA,
    CPR_21_11_COP_THRESHOLD,
    DUNHILL_V_BURGIN,
)
from agreement.lint.facts import (
    ENGLAND_WALES,
    FRIEND,
    INJURY,
    answers_of,
    folded,
    says,
    settled_sum,
    value,
)
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.term_sheet.terms import PartyTerms

# CPR 21.11(9): from this sum, in pounds, the money goes to a deputy.
_DEPUTY = 100_000
_DOUBTFUL = re.compile(
    r"brain (?:injur|damag)|dementia|cerebral palsy|hypoxic|learning disabilit|psychosis|psychotic"
)


@rule(
    "friend-not-apart",
    ERROR,
    CPR_21_4_3_LF_CRITERIA,
    law=ENGLAND_WALES,
    example="""
parties:
  trust: {name: Example NHS Trust, kind: nhs-body, signatories: [{name: Alex Example}]}
clauses:
  governance/litigation-friend: {friend: Alex Example}
""",
)
def friends_apart(reading: Reading) -> Iterator[Fault]:
    """The litigation friend is an opponent, or signs for one, and so has an adverse interest."""
    answers = answers_of(reading, FRIEND)
    friend, claimant = value(answers, "friend"), value(answers, "claimant")
    for party in reading.sheet.parties if friend and claimant else ():
        if party.role != claimant and folded(friend) in _people(party):
            message = (
                f"{friend} acts for the {reading.setting.called[claimant]} and also for the "
                f"{party.called}; a litigation friend must have no adverse interest, so name "
                "another."
            )
            yield answers["friend"].place, message


@rule(
    "friend-does-not-sign",
    WARNING,
    CPR_21_2_TITLE,
    law=ENGLAND_WALES,
    example="""
parties:
  patient: {name: Child P, kind: individual, signatories: [{name: Sam Example}]}
clauses:
  governance/litigation-friend: {friend: Alex Example}
""",
)
def friends_sign(reading: Reading) -> Iterator[Fault]:
    """The child, or the person who lacks capacity, signs by somebody other than the litigation
    friend."""
    answers = answers_of(reading, FRIEND)
    friend, role = value(answers, "friend"), value(answers, "claimant")
    party = reading.party(role) if friend else None
    signing = [folded(person.name) for person in party.signatories] if party else []
    if party and not any(folded(friend) in name for name in signing or [folded(party.name)]):
        message = (
            f"{friend} is the litigation friend of the {party.called} and does not sign for it; "
            f"name {friend} under parties.{role}.signatories."
        )
        yield reading.at("parties", role, "signatories"), message


@rule(
    "protected-sum",
    WARNING,
    CPR_21_11_COP_THRESHOLD,
    law=ENGLAND_WALES,
    example="""
money: {currency: GBP, settlement_sum: "250000.00"}
clauses:
  governance/litigation-friend: {friend: Alex Example, kind: protected}
""",
)
def sums_for_a_deputy(reading: Reading) -> Iterator[Fault]:
    """A protected party receives a sum for which a deputy is needed, and nothing speaks of one."""
    amount = settled_sum(reading)
    protected = value(answers_of(reading, FRIEND), "kind") == "protected"
    if (
        protected
        and amount is not None
        and amount >= _DEPUTY
        and not says(reading, "deputy", "attorney")
    ):
        message = (
            "from £100,000 a protected party's money goes to a deputy whom the Court of "
            "Protection appoints, unless an attorney or deputy acts already; agree under actions "
            "who applies and by when, or say in a recital who acts."
        )
        yield reading.at("money", "settlement_sum"), message


@rule(
    "capacity-unasked",
    WARNING,
    DUNHILL_V_BURGIN,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ claims damages for a brain injury.     # and nothing on capacity
""",
)
def capacity_unasked(reading: Reading) -> Iterator[Fault]:
    """The background tells of an injury that may take capacity away, and says nothing of it."""
    doubtful = reading.sheet.matter == INJURY and _DOUBTFUL.search(reading.background)
    if doubtful and not reading.names(FRIEND) and "capacity" not in reading.background:
        message = (
            f"the recitals speak of “{doubtful[0]}” and not of capacity, and a settlement by a "
            "person without capacity fails though nobody knew; say in a recital who assessed it "
            f"and when, or choose {FRIEND}."
        )
        yield reading.at("recitals"), message


def _people(party: PartyTerms) -> set[str]:
    return {folded(party.name), *(folded(person.name) for person in party.signatories)} - {""}
