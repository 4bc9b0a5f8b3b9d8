"""Rules about fault and saying sorry: admissions, apologies and the duty of candour."""

import re
from collections.abc import Iterator

from agreement.lint.england_wales_contracts import COMPENSATION_ACT_S2, REG_20_CANDOUR
from agreement.lint.facts import ENGLAND_WALES
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule

_DENIALS = ("general/mutual-no-admission", "general/no-admission")
_SORRY = re.compile(r"apolog|\bsorry\b|regret", re.IGNORECASE)
_ADMITS = re.compile(r"\badmit|negligen|\bliab|our fault|at fault|breach of", re.IGNORECASE)
_ADMITTED = re.compile(
    r"\b(?:admit(?:s|ted)?|accept(?:s|ed)?|concede[sd]?)\b[^.;]{0,60}"
    r"\b(?:liab|negligen|breach of duty|fault|caus)\w*|\badmission of liability",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bnot\b|\bno\b|\bnor\b|without", re.IGNORECASE)
_CANDOUR = re.compile("candour")
_ENDS = re.compile(r"discharg|satisf|fulfil|perform|replac|releas|waiv|in place of", re.IGNORECASE)


@rule(
    "admission-denied",
    WARNING,
    example="""
recitals:
  - The _Trust_ admits liability for the injury.
clauses:
  general/mutual-no-admission:
""",
)
def admissions_denied(reading: Reading) -> Iterator[Fault]:
    """Liability is admitted beside a clause that admits nothing."""
    denied = reading.has(*_DENIALS)
    for own, sentence in reading.own.sentences_saying(_ADMITTED) if denied else ():
        # An apology that admits has a rule of its own.
        if not _NOT.search(sentence) and not _SORRY.search(sentence):
            message = (
                f"{own.within} says “{_ADMITTED.search(sentence)[0]}” beside a clause that admits "
                "nothing; take that clause out, or say who alleges it and that it is not admitted."
            )
            yield own.place, message


@rule(
    "apology-admits",
    WARNING,
    COMPENSATION_ACT_S2,
    law=ENGLAND_WALES,
    example="""
actions:
  - {role: trust, what: Apologise for its negligence, due: {days: 21, after: effective_date}}
clauses:
  general/mutual-no-admission:
""",
)
def apologies_that_admit(reading: Reading) -> Iterator[Fault]:
    """An apology, which of itself admits nothing, is worded as an admission that the agreement
    denies."""
    denied = reading.has(*_DENIALS)
    for own, sentence in reading.own.sentences_saying(_SORRY, _ADMITS) if denied else ():
        if not _NOT.search(sentence):
            message = (
                f"{own.within} apologises and says “{_ADMITS.search(sentence)[0]}” beside a clause "
                "that admits nothing; apologise for what happened, or take the clause out."
            )
            yield own.place, message


@rule(
    "candour-discharged",
    ERROR,
    REG_20_CANDOUR,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The letter of apology discharges the duty of candour of the _Trust_.
""",
)
def discharged_candour(reading: Reading) -> Iterator[Fault]:
    """The settlement claims to perform or to end the statutory duty of candour."""
    for own, sentence in reading.own.sentences_saying(_ENDS, _CANDOUR):
        if not _NOT.search(sentence):
            message = (
                f"{own.within} treats the duty of candour as performed or ended, which no "
                "agreement can do; choose notification/candour-status, which keeps it apart."
            )
            yield own.place, message
