"""Rules about where a settlement can be proved and enforced, and by which law and time."""

import re
from collections.abc import Iterator, Mapping

from agreement.lint.england_wales import (
    BROWN_V_RICE,
    CPR_2_8_5_COURT_OFFICE,
    FARM_ASSIST_NO2,
    NHS_ACT_S9,
)
from agreement.lint.facts import ENGLAND_WALES, asked, folded, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule

_EFFECT, _BINDING = "general/effect", "dispute-resolution/binding-effect"
_ESCALATION, _COURTS = "dispute-resolution/escalation", "dispute-resolution/courts"
_FORUMS = (("general/governing-law", "law"), (_COURTS, "courts"))
_SAID = re.compile(
    r"\b(?:at|in|during) the mediation\b[^.]{0,60}\b(?:said|offered|admitted|conceded|proposed)\b"
    r"|\bmediator (?:said|told|advised|suggested|proposed|recommended)\b",
    re.IGNORECASE,
)
_FIXED_BY_LAW = re.compile(
    r"limitation|statut|\bregulation \d|\bsection \d|claim form|to appeal|notice of appeal"
    r"|certificate of recoverable|civil procedure",
    re.IGNORECASE,
)
_ROLLS_ON = ("following", "modified-following")


@rule(
    "nhs-contract-in-court",
    WARNING,
    NHS_ACT_S9,
    law=ENGLAND_WALES,
    example="""
parties:
  payer: {name: Example Integrated Care Board, kind: nhs-body}
  provider: {name: Example NHS Trust, kind: nhs-body}
clauses:
  dispute-resolution/courts:
""",
)
def nhs_contracts_in_court(reading: Reading) -> Iterator[Fault]:
    """Health service bodies send their disputes to the courts, though an NHS contract between them
    gives no right that a court enforces."""
    parties = reading.sheet.parties
    bodies = all(one.kind == "nhs-body" for one in parties)
    foundation = any("foundation trust" in folded(one.name) for one in parties)
    to_court = reading.has(_COURTS) or asked(reading, _ESCALATION, "final_tier") == "court"
    if bodies and to_court and not foundation:
        clause = _COURTS if reading.has(_COURTS) else _ESCALATION
        message = (
            "every party is a health service body, and an NHS contract between listed bodies is "
            "not enforced by a court but referred to the Secretary of State; check the list, and "
            "end the steps with the determination that the NHS Act provides."
        )
        yield reading.at_clause(clause), message


@rule(
    "law-differs",
    WARNING,
    law=ENGLAND_WALES,
    example="""
jurisdiction: england-wales
clauses:
  general/governing-law: {law: the law of Scotland}
""",
)
def differing_laws(reading: Reading) -> Iterator[Fault]:
    """The governing law or the courts are not those of the jurisdiction whose clauses, calendar
    and rules the agreement uses."""
    for clause, name in _FORUMS:
        given, own = asked(reading, clause, name), reading.setting.jurisdiction.get(name)
        if isinstance(given, str) and own and folded(own) not in folded(given):
            message = (
                f"{given} stands beside clauses and holidays of {own}; change the jurisdiction, or "
                "have the whole text read by a lawyer of that law."
            )
            yield reading.at("clauses", clause, name), message


@rule(
    "mediated-unprovable",
    WARNING,
    BROWN_V_RICE,
    law=ENGLAND_WALES,
    example="""
mediation: {date: 2026-12-01}
clauses:
  general/effect:                  # {alternative: mediated}
""",
)
def mediated_and_unprovable(reading: Reading) -> Iterator[Fault]:
    """The terms were agreed in a mediation, and nothing lets them be put in evidence."""
    mediated = reading.typed("mediation") is not None and reading.has(_EFFECT)
    if mediated and wording(reading, _EFFECT) not in ("mediated", "on-approval"):
        message = (
            "the terms were agreed in a mediation, whose secrecy may keep them out of evidence; "
            f"choose {_EFFECT} with alternative: mediated."
        )
        yield reading.at_clause(_EFFECT), message


@rule(
    "mediation-told",
    WARNING,
    FARM_ASSIST_NO2,
    law=ENGLAND_WALES,
    example="""
recitals:
  - At the mediation the _Provider_ offered to pay half of the claims.
""",
)
def mediations_told(reading: Reading) -> Iterator[Fault]:
    """The agreement tells what was said in a mediation, which the parties and the mediator keep
    confidential."""
    for own in reading.own.saying(_SAID):
        message = (
            f"{own.within} tells what passed in the mediation (“{_SAID.search(own.words)[0]}”), "
            "which is confidential; state what is agreed and nothing of how it came about."
        )
        yield own.place, message


@rule(
    "legal-limit-rolls",
    WARNING,
    CPR_2_8_5_COURT_OFFICE,
    example="""
actions:
  - role: patient
    what: Issue the claim form before the limitation period ends
    due: {months: 6, after: 2026-12-12, roll: following}     # none
    evidence: the sealed claim form
""",
)
def legal_limits_that_roll(reading: Reading) -> Iterator[Fault]:
    """A time that the law fixes is moved on to the next business day, which the law does not do."""
    for index, action in enumerate(reading.typed("actions") or ()):
        due, what = action["due"], action["what"]
        rolls = isinstance(due, Mapping) and due.get("roll") in _ROLLS_ON
        if rolls and isinstance(what, str) and _FIXED_BY_LAW.search(what):
            message = (
                "this time is fixed by law and does not move to the next business day; write "
                "roll: none, or preceding for a margin."
            )
            yield reading.at("actions", index, "due"), message
