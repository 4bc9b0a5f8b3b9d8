"""Rules about the release and what it must not reach: other disputes, other people, later harm."""

import re
from collections.abc import Iterator

from agreement.lint.england_wales_contracts import (
    CONTRIBUTION_ACT_S1,
    CRTPA_S1,
    HEATON_V_AXA,
    UCTA_S2,
)
from agreement.lint.facts import ENGLAND_WALES, INJURY, says, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, NOTE, WARNING, Fault, rule

_RELEASE, _PROMISE = "general/release", "general/covenant-not-to-sue"
_EVERYTHING = re.compile(
    r"any and all (?:claims|causes|liabilit)|(?:all|every) claims? (?:whatsoever|of (?:any|every) )"
    r"|of what(?:so)?ever (?:nature|kind)|howsoever (?:caused|arising)|beginning of time",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"exclud|no liability|not (?:be )?liable|waiv|releas|indemnif|hold harmless", re.IGNORECASE
)
# A sentence that says what is not released or excluded.
_DENIED = re.compile(
    r"\bnot (?:releas|exclud|waiv|reach|affect)|\bno (?:releas|waiv)", re.IGNORECASE
)
_HARM = re.compile(r"\bdeath\b|\binjur", re.IGNORECASE)
_LATER = re.compile(r"\bfuture\b|\blater (?:care|treatment)|\bnegligen", re.IGNORECASE)


@rule(
    "release-without-dispute",
    ERROR,
    example="""
recitals: []
clauses:
  general/release:
""",
)
def releases_without_dispute(reading: Reading) -> Iterator[Fault]:
    """A release reaches the claims that the recitals describe, and there is no recital."""
    for clause in (_RELEASE, _PROMISE):
        if reading.has(clause) and not reading.sheet.recitals:
            message = (
                f"{clause} ends the claims that the recitals describe, and none does, so that it "
                "ends nothing; describe the dispute under recitals."
            )
            yield reading.at_clause(clause), message


@rule(
    "release-wider-than-dispute",
    WARNING,
    example="""
recitals:
  - The _Patient_ gives up any and all claims of whatever nature against the _Provider_.
""",
)
def wide_releases(reading: Reading) -> Iterator[Fault]:
    """The drafter's own words give up more than the dispute that the recitals describe."""
    for own in reading.own.saying(_EVERYTHING):
        message = (
            f"{own.within} says “{_EVERYTHING.search(own.words)[0]}”, which is wider than the "
            "dispute that the recitals describe; name the dispute, or say which others are meant."
        )
        yield own.place, message


@rule(
    "release-before-payment",
    NOTE,
    example="""
money: {currency: GBP, settlement_sum: "125000.00"}
clauses:
  general/release: {alternative: on-signature}
""",
)
def releases_before_payment(reading: Reading) -> Iterator[Fault]:
    """The release takes effect before the sum is paid."""
    if wording(reading, _RELEASE) == "on-signature" and reading.payments:
        message = (
            "the release takes effect before the sum is paid; where the payee has not agreed to "
            "that, take the release's own wording, which waits for the payment."
        )
        yield reading.at_clause(_RELEASE), message


@rule(
    "third-parties-unsaid",
    WARNING,
    CRTPA_S1,
    law=ENGLAND_WALES,
    example="""
clauses:
  general/release:                 # and no general/third-party-rights
""",
)
def third_parties_unsaid(reading: Reading) -> Iterator[Fault]:
    """People who are not parties are released, and nothing says whether they may enforce it."""
    released = reading.has(_RELEASE, "general/general-release")
    said = reading.names("general/third-party-rights") or says(reading, "rights of third parties")
    if released and not said:
        message = (
            "the release also releases people who are not parties, who may then be able to enforce "
            "more than is meant; choose general/third-party-rights."
        )
        yield reading.at_key("clauses"), message


@rule(
    "contribution-silent",
    WARNING,
    CONTRIBUTION_ACT_S1,
    HEATON_V_AXA,
    law=ENGLAND_WALES,
    example="""
matter: clinical-negligence
parties:                           # two bodies that may both be liable
  trust: {name: Example NHS Trust, kind: nhs-body}
  hospital: {name: Example Private Hospitals Limited, kind: company}
""",
)
def contribution_silent(reading: Reading) -> Iterator[Fault]:
    """Several bodies may be liable for one injury, and nothing says whether one may claim a
    contribution from another."""
    bodies = [one for one in reading.sheet.parties if one.kind != "individual"]
    several = reading.sheet.matter == INJURY and len(bodies) > 1
    if several and not reading.names("payment/contribution") and not says(reading, "contribution"):
        message = (
            f"the {bodies[0].called} and the {bodies[1].called} may both be liable, and nothing "
            "says whether one may claim a contribution from the other; choose "
            "payment/contribution, or say so under actions or recitals."
        )
        yield reading.at("parties"), message


@rule(
    "harm-excluded",
    ERROR,
    UCTA_S2,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ waives liability for injury in future treatment.
""",
)
def excluded_harm(reading: Reading) -> Iterator[Fault]:
    """Liability for death or injury that is still to come is excluded or released."""
    for own, sentence in reading.own.sentences_saying(_EXCLUDES, _HARM, _LATER):
        if not _DENIED.search(sentence):
            message = (
                f"{own.within} gives up liability for death or injury to come, which no term of a "
                "business can exclude where negligence causes it; keep to what has happened."
            )
            yield own.place, message
