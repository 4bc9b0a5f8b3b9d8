"""Rules about ways out: of a dispute, of an audit, of an alliance; and about which state's law and
courts they lead to."""

import re
from collections.abc import Iterator

from agreement.document.wording import joined
from agreement.library.states import STATES, UNITED_STATES, rules_of, states_named
from agreement.lint.facts import asked, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, NOTE, WARNING, Fault, rule

ESCALATION, COURTS = "dispute-resolution/escalation", "dispute-resolution/courts"
ARBITRATION, EXPERT = "dispute-resolution/arbitration", "dispute-resolution/expert"
MEDIATION, RATES = "dispute-resolution/mediation", "dispute-resolution/rate-arbitration"
_DECIDED = (ESCALATION, COURTS, ARBITRATION, EXPERT, MEDIATION, RATES)
_AUDITS = ("coding/audit", "coding/independent-review", "coding/prepayment-review")
_DECIDER = re.compile(r"\b(?:arbitrat|mediat|expert|court)", re.IGNORECASE)
_NAMING = (("general/governing-law", "law"), (COURTS, "courts"), (ARBITRATION, "seat"))


@rule(
    "two-final-tiers",
    ERROR,
    example="""
clauses:
  dispute-resolution/escalation: {final_tier: arbitration}
  dispute-resolution/courts: {courts: the courts of England and Wales}
""",
)
def two_final_tiers(reading: Reading) -> Iterator[Fault]:
    """The ladder of escalation ends with one decider while another clause gives the same disputes
    to a different one: arbitration or an expert beside courts whose jurisdiction is exclusive, or
    the court beside arbitration."""
    tier = asked(reading, ESCALATION, "final_tier")
    place = reading.at("clauses", ESCALATION, "final_tier")
    exclusive = reading.has(COURTS) and wording(reading, COURTS) != "non-exclusive"
    if tier in ("arbitration", "expert") and exclusive:
        message = (
            f"the last step of {ESCALATION} is {tier}, but {COURTS} gives the same disputes to "
            "the courts alone; write final_tier: court, take the courts out, or choose their "
            "wording non-exclusive."
        )
        yield place, message
    if tier == "court" and reading.has(ARBITRATION):
        message = (
            f"the last step of {ESCALATION} is the court, but {ARBITRATION} gives the same "
            "disputes to an arbitrator; write final_tier: arbitration, or take one of them out."
        )
        yield place, message


@rule(
    "audit-without-dispute-path",
    WARNING,
    example="""
clauses:
  coding/audit:   # and no clause on disputes
""",
)
def audits_without_dispute_path(reading: Reading) -> Iterator[Fault]:
    """Claims are audited or reviewed, and no clause says who decides where the parties differ."""
    for audit in _AUDITS if not reading.names(*_DECIDED) else ():
        if reading.has(audit):
            message = (
                f"nobody decides where the parties differ on a result of {audit}; add "
                f"{ESCALATION} or {EXPERT}."
            )
            yield reading.at_clause(audit), message


@rule(
    "alliance-without-exit",
    WARNING,
    example="""
matter: alliance
clauses:
  governance/steering-committee:   # and no exit
""",
)
def alliances_without_exit(reading: Reading) -> Iterator[Fault]:
    """An alliance is governed over time, and nothing says how a party leaves it or when it ends."""
    ends = ("governance/exit", "governance/decree-term", "billing/network-participation")
    if reading.sheet.matter == "alliance" and not reading.names(*ends):
        message = "nothing says how the alliance ends or a party leaves it; add governance/exit."
        yield reading.at_key("clauses"), message


@rule(
    "alliance-without-deadlock",
    WARNING,
    example="""
matter: alliance
clauses:
  governance/joint-planning:   # and no way to decide
""",
)
def alliances_without_deadlock(reading: Reading) -> Iterator[Fault]:
    """The parties to an alliance decide together, and nothing says what follows where they do not
    agree. A duty of the term sheet to go to an arbitrator, a mediator or an expert is enough."""
    alliance = reading.sheet.matter == "alliance"
    if alliance and not reading.names(*_DECIDED) and not _agreed_decider(reading):
        message = (
            "nothing says what happens where the parties to the alliance do not agree; add "
            f"{ESCALATION} or {MEDIATION}."
        )
        yield reading.at_key("clauses"), message


def _agreed_decider(reading: Reading) -> bool:
    agreed = (text for path, text in reading.written if path[0] == "actions")
    return any(_DECIDER.search(text) for text in agreed)


@rule(
    "law-of-another-state",
    WARNING,
    example="""
state: CA
clauses:
  general/governing-law: {law: the laws of the State of Texas}
""",
)
def laws_of_another_state(reading: Reading) -> Iterator[Fault]:
    """The governing law, the courts or the seat of an arbitration name another state than the term
    sheet, whose rules are those that were checked."""
    here = reading.sheet.state
    for clause, blank in _NAMING if here else ():
        named = states_named(str(asked(reading, clause, blank) or ""))
        if named and here not in named:
            others = joined([STATES[one] for one in named])
            message = (
                f"the {blank} of {clause} is that of {others}, while the state of the term sheet "
                f"is {STATES[here]}, whose rules were checked; make them agree, or keep both on "
                "purpose and say why under allow."
            )
            yield reading.at("clauses", clause, blank), message


@rule(
    "state-not-given",
    NOTE,
    law=UNITED_STATES,
    example="""
jurisdiction: united-states
clauses:
  general/governing-law: {law: the laws of the State of California}   # and no state: CA
""",
)
def states_not_given(reading: Reading) -> Iterator[Fault]:
    """The law or the courts of a state are named whose rules the program has, and the term sheet
    gives no state, so that nothing was checked against them."""
    if reading.sheet.state:
        return
    for clause, blank in _NAMING:
        for state in states_named(str(asked(reading, clause, blank) or "")):
            if rules_of(reading.setting.jurisdiction, state):
                message = f"write state: {state}, so that the rules of {STATES[state]} are checked."
                yield reading.at("clauses", clause, blank), message
