"""Rules about confidentiality: what no term may keep anybody from saying, and to whom."""

import re
from collections.abc import Iterator

from agreement.document.within import words_within
from agreement.finding import Place
from agreement.lint.england_wales_contracts import (
    ERA_1996_S43J,
    GMC_NO_GAGGING,
    REG_20_CANDOUR,
    SRA_NDA_WARNING,
    VPA_2024_S17,
)
from agreement.lint.facts import ENGLAND_WALES, INJURY, asked, says
from agreement.lint.reading import Reading, once
from agreement.lint.rule import ERROR, WARNING, Fault, rule

_SECRET, _CARVED = "general/confidentiality", "general/protected-disclosures"
_KEPT = re.compile(
    r"\b(?:keep|kept|treat(?:ed)?|remains?)\b[^.]{0,80}\bconfidential\b"
    r"|\b(?:shall|must|may|to) not (?:disclose|discuss|reveal)\b|\bnon-disclosure\b",
    re.IGNORECASE,
)
_TOLD = (
    r"regulator|police|ombudsman|general medical council|care quality commission|\bGMC\b|\bCQC\b"
)
_BURDEN = re.compile(
    rf"(?:{_TOLD}|whistle|report a concern|raise a concern)[^.]*"
    r"(?:prior (?:written )?(?:consent|notice|approval)|unless [^.]*consent|repay|forfeit)"
    rf"|(?:prior (?:written )?(?:consent|notice|approval)|unless|repay)[^.]*(?:{_TOLD}|whistle)",
    re.IGNORECASE,
)
_BARRED = re.compile(
    r"(?:withdraw|(?:shall|must|may|to) not (?:make|pursue|bring|lodge|continue)|drop|refrain)"
    rf"[^.]*\b(?:complaint|referral|report|concern)\b[^.]*(?:{_TOLD})",
    re.IGNORECASE,
)
_NO_REASON = re.compile(
    r"^(?:they|the parties|both parties) (?:so )?(?:agree|wish|want)|usual|standard|customary",
    re.IGNORECASE,
)
_FEW_WORDS = 4


@rule(
    "victims-silenced",
    ERROR,
    VPA_2024_S17,
    law=ENGLAND_WALES,
    example="""
clauses:
  general/confidentiality: {reason: ...}       # and no general/protected-disclosures
""",
)
def victims_silenced(reading: Reading) -> Iterator[Fault]:
    """A duty of confidentiality leaves out what a victim of crime may always disclose, and is void
    so far."""
    yield from _lacking(
        reading,
        "what section 17 of the Victims and Prisoners Act 2024 lets a victim of crime disclose",
        "victims and prisoners act",
    )


@rule(
    "whistleblowers-silenced",
    ERROR,
    ERA_1996_S43J,
    law=ENGLAND_WALES,
    example="""
clauses:
  general/confidentiality: {reason: ...}       # and no general/protected-disclosures
""",
)
def whistleblowers_silenced(reading: Reading) -> Iterator[Fault]:
    """A duty of confidentiality leaves out the protected disclosures of workers, and is void so
    far."""
    yield from _lacking(reading, "the protected disclosures of workers", "protected disclosure")


@rule(
    "candour-silenced",
    ERROR,
    REG_20_CANDOUR,
    law=ENGLAND_WALES,
    example="""
matter: clinical-negligence
clauses:
  general/confidentiality: {reason: ...}       # and nothing on the duty of candour
""",
)
def candour_silenced(reading: Reading) -> Iterator[Fault]:
    """A duty of confidentiality about care leaves out the duty of candour, which it cannot
    limit."""
    if reading.sheet.matter in (INJURY, "patient-billing"):
        yield from _lacking(reading, "the duty of candour", "candour")


@rule(
    "information-act-silent",
    WARNING,
    law=ENGLAND_WALES,
    example="""
parties:
  provider: {name: Example NHS Trust, kind: nhs-body}
clauses:
  general/confidentiality: {reason: ...}       # and no general/protected-disclosures
""",
)
def information_act_silent(reading: Reading) -> Iterator[Fault]:
    """A public authority promises secrecy without its duties to give information to the public."""
    kinds = {party.kind for party in reading.sheet.parties}
    if kinds & {"nhs-body", "public-body"}:
        what = "what a public authority must disclose on request"
        yield from _lacking(reading, what, "freedom of information")


@rule(
    "regulators-silenced",
    WARNING,
    SRA_NDA_WARNING,
    GMC_NO_GAGGING,
    law=ENGLAND_WALES,
    example="""
actions:
  - {role: patient, what: Keep the care confidential, due: {on: 2027-01-04}, evidence: none}
""",
)
def regulators_silenced(reading: Reading) -> Iterator[Fault]:
    """A duty of confidentiality leaves reports to regulators or to the police out."""
    yield from _lacking(reading, "reports to a regulator", "regulator")
    yield from _lacking(reading, "reports to the police", "police")


@rule(
    "reports-burdened",
    WARNING,
    SRA_NDA_WARNING,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ may go to a regulator only with the prior consent of the _Provider_.
""",
)
def reports_burdened(reading: Reading) -> Iterator[Fault]:
    """A report to a regulator or the police needs notice or leave, or costs money."""
    yield from _found(
        reading,
        _BURDEN,
        "makes a report depend on notice, leave or money; a report to a regulator or the police "
        "must be free of all three",
    )


@rule(
    "complaint-barred",
    WARNING,
    SRA_NDA_WARNING,
    GMC_NO_GAGGING,
    law=ENGLAND_WALES,
    example="""
actions:
  - {role: patient, what: Withdraw the complaint to the General Medical Council, due: ...}
""",
)
def complaints_barred(reading: Reading) -> Iterator[Fault]:
    """A complaint to a regulator or an ombudsman is barred, or is to be withdrawn."""
    yield from _found(
        reading,
        _BARRED,
        "bars or withdraws a complaint, which a settlement must leave to the person who makes it; "
        "take it out",
    )


@rule(
    "secrecy-without-reason",
    WARNING,
    SRA_NDA_WARNING,
    law=ENGLAND_WALES,
    example="""
clauses:
  general/confidentiality: {reason: the parties wish it}
""",
)
def secrecy_without_reason(reading: Reading) -> Iterator[Fault]:
    """Confidentiality is agreed for a reason that is none."""
    reason = asked(reading, _SECRET, "reason")
    empty = isinstance(reason, str) and len(reason.split()) < _FEW_WORDS
    if empty or (isinstance(reason, str) and _NO_REASON.search(reason)):
        message = (
            f"“{reason}” is no reason for confidentiality, which is not for routine use; say whom "
            "it protects and from what, or take the clause out."
        )
        yield reading.at("clauses", _SECRET, "reason"), message


def _lacking(reading: Reading, what: str, word: str) -> Iterator[Fault]:
    """Where a duty of confidentiality stands without these words anywhere in the agreement. What
    is chosen and not printed, heads of terms leave to the full agreement, unless they bind."""
    place, chosen = _duty(reading), reading.names(_CARVED)
    left = chosen and not isinstance(reading.sheet.binding, tuple)
    if place and not left and not says(reading, word):
        remedy = f"name {_CARVED} under binding too" if chosen else f"choose {_CARVED}"
        message = f"something is kept confidential, and nothing leaves out {what}; {remedy}, or "
        yield place, f"{message}say it in the same words."


@once
def _duty(reading: Reading) -> Place | None:
    """Where something is kept secret. Heads of terms may leave its words to the full agreement."""
    if any(words_within(one) for one in reading.whole.provisions if one.id.startswith(_SECRET)):
        return reading.at_clause(_SECRET)
    return next((own.place for own in reading.own.saying(_KEPT)), None)


def _found(reading: Reading, pattern: re.Pattern[str], what: str) -> Iterator[Fault]:
    for own, _ in reading.own.sentences_saying(pattern):
        yield own.place, f"{own.within} {what}."
