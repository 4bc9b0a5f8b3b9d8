"""Rules about an order on agreed terms: what needs the court, and what it costs in time."""

import re
from collections.abc import Iterator
from datetime import date

from agreement.assembly.order import TERMS
from agreement.document.within import each
from agreement.lint.england_wales import CPR_21_10_1_APPROVAL, CPR_40_6_CONSENT
from agreement.lint.facts import ENGLAND_WALES
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.term_sheet.forms import TOMLIN
from agreement.term_sheet.proceedings import PROCEEDINGS, Proceedings, proceedings
from agreement.term_sheet.status import needs_approval

_POWER = re.compile(
    r"detailed assessment|assessed on the (?:standard|indemnity) basis|order as to costs"
    r"|costs of (?:this|the|these) (?:claim|action|proceedings)|legal costs"
    r"|(?:paid|payment) out of court|money in court"
)


@rule(
    "power-in-schedule",
    ERROR,
    CPR_40_6_CONSENT,
    law=ENGLAND_WALES,
    example="""
form: tomlin-order
actions:
  - {role: trust, what: Pay the costs of the claim, due: {on: 2027-04-30}, evidence: a receipt}
""",
)
def power_in_schedule(reading: Reading) -> Iterator[Fault]:
    """The schedule of a Tomlin order deals with costs, or with money in court. The schedule is a
    contract and no part of the order, so what needs the court's power must stand in the body."""
    for schedule in reading.agreement.schedules:
        for one in each(schedule.provisions) if schedule.id == TERMS else ():
            found = _POWER.search(reading.whole.words.get(one.id, ""))
            if found:
                message = (
                    f"{reading.cited(one.id)} says “{found[0]}”, which only the body of an order "
                    "can order; take it out, and choose a clause on costs, which goes to the body."
                )
                yield reading.place_of(one.id), message


@rule(
    "judge-must-seal",
    WARNING,
    CPR_40_6_CONSENT,
    CPR_21_10_1_APPROVAL,
    law=ENGLAND_WALES,
    example="""
form: tomlin-order
proceedings:
  claimant: patient
  defendant: trust
  solicitors: {trust: Example Legal Services LLP}     # and none for the patient
""",
)
def judge_must_seal(reading: Reading) -> Iterator[Fault]:
    """A court officer cannot seal the order, because a party acts without solicitors or the court
    must approve the settlement. A judge makes it, which takes time."""
    claim = proceedings(reading.sheet)
    if reading.sheet.form == TOMLIN and claim is not None:
        for reason in _reasons(claim, reading):
            yield reading.at_key(PROCEEDINGS), f"{reason}, so a judge makes the order; allow time."


def _reasons(claim: Proceedings, reading: Reading) -> Iterator[str]:
    for role in claim.sides:
        if role not in claim.solicitors:
            yield f"the {reading.setting.called[role]} acts without solicitors"
    if needs_approval(reading.chosen) and not reading.names("dispute-resolution/proceedings-stay"):
        yield "the court must approve this settlement"


@rule(
    "approval-route",
    ERROR,
    CPR_21_10_1_APPROVAL,
    law=ENGLAND_WALES,
    example="""
proceedings: {court: High Court of Justice, claimant: patient, defendant: trust}
clauses:
  governance/court-approval: {route: part-8}     # route: existing
""",
)
def approval_route(reading: Reading) -> Iterator[Fault]:
    """Approval is to be asked for in a claim under Part 8, though a claim has been issued."""
    route = reading.answer("governance/court-approval", "route")
    if proceedings(reading.sheet) is not None and route and route.value == "part-8":
        message = (
            "a claim has been issued, and Part 8 is for approval before; write route: existing."
        )
        yield route.place, message


@rule(
    "hearing-passed",
    WARNING,
    law=ENGLAND_WALES,
    example="""
form: tomlin-order
draft: {date: 2027-03-10}
proceedings: {hearing: 2026-05-10, …}
""",
)
def hearing_passed(reading: Reading) -> Iterator[Fault]:
    """The order vacates a hearing whose day is over when it is drafted."""
    claim, dated = proceedings(reading.sheet), reading.sheet.dated
    given = claim.answers.get("hearing") if claim else None
    if dated and isinstance(given, str) and date.fromisoformat(given) < dated:
        message = (
            f"the hearing to be vacated was on {given}, before the draft of {dated.isoformat()}; "
            "mend the date, or take it out."
        )
        yield reading.at(PROCEEDINGS, "hearing"), message
