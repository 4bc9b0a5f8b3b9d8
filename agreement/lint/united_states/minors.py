"""Rules about a minor's claim in the United States, which most states leave to a court."""

import re
from collections.abc import Iterator, Mapping

from agreement.finding import Place
from agreement.library.states import STATES, UNITED_STATES
from agreement.lint.facts import answers_of, figure, folded, of_state, settled_sum, value
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_injuries import MINOR_CA, MINOR_FL, MINOR_NY, MINOR_OTHER

_APPROVAL = "governance/minors-approval"
_MINOR = re.compile(
    r"\b(?:minor (?:child|patient|plaintiff|claimant|son|daughter)|guardian ad litem|next friend|"
    r"natural guardian|infant plaintiff)\b|\b(?:an?|the) (?:minor|infant)\b(?=[,.;)’']| who| by|$)|"
    r"\baged (?:\d|1[0-7])\b(?! or over)", re.IGNORECASE,
)  # fmt: skip


def _minor(reading: Reading) -> Place | None:
    """Where a minor is spoken of, in an agreement that a person is a party to."""
    if not any(one.kind == "individual" for one in reading.sheet.parties):
        return None
    for one in reading.sheet.parties:
        if isinstance(one.name, str) and _MINOR.search(one.name):
            return reading.at("parties", one.role, "name")
    return next((own.place for own in reading.own.saying(_MINOR)), None)


def _above(row: Mapping, reading: Reading) -> bool:
    due = settled_sum(reading)
    sued = reading.has("dispute-resolution/dismissal", "dispute-resolution/litigation-stay")
    least = figure(row, "threshold_dollars")
    return due is None or least is None or sued or due > least


@rule(
    "minor-without-court",
    ERROR,
    MINOR_CA,
    MINOR_FL,
    MINOR_NY,
    law=UNITED_STATES,
    example="""
state: CA
recitals:
  - The _Patient_, a minor, was injured at birth.
clauses:
  payment/lump-sum: {…}            # and no governance/minors-approval
""",
)
def minors_without_court(reading: Reading) -> Iterator[Fault]:
    """A minor's claim is settled without the court in a state whose law was read: California and
    New York at any sum, Florida above a threshold or once suit is filed."""
    rows = [row for row in of_state(reading, "minors-approval") if row["verified"]]
    place = _minor(reading) if rows and not reading.names(_APPROVAL) else None
    for row in rows if place else ():
        if _above(row, reading):
            message = (
                f"a minor's claim is settled without the court ({row['cite']}: "
                f"{row['states'].rstrip('.')}); add {_APPROVAL}."
            )
            yield place, message


@rule(
    "minor-in-another-state",
    WARNING,
    MINOR_OTHER,
    law=UNITED_STATES,
    example="""
state: OH
recitals:
  - The _Patient_, a minor, was injured at birth.
""",
)
def minors_in_another_state(reading: Reading) -> Iterator[Fault]:
    """A minor's claim is settled without the court in a state whose law nobody read, or in none."""
    rows = of_state(reading, "minors-approval")
    place = None if reading.names(_APPROVAL) else _minor(reading)
    if place and not any(row["verified"] for row in rows) and all(_above(r, reading) for r in rows):
        state = STATES.get(reading.sheet.state, "")
        whose = f"the threshold of {state}" if state else "the state and its threshold"
        message = (
            f"a minor's claim is settled without the court; check {whose}, or add {_APPROVAL}."
        )
        yield place, message


@rule(
    "minor-signs-alone",
    WARNING,
    law=UNITED_STATES,
    example="""
parties:
  patient: {name: "A.B., a minor", kind: individual}     # and no signatories
clauses:
  governance/minors-approval: {representative: "Alex Example, the mother", …}
""",
)
def minor_signs_alone(reading: Reading) -> Iterator[Fault]:
    """The minor, or the person without capacity, signs by somebody other than the representative by
    whom it enters into the agreement."""
    answers = answers_of(reading, _APPROVAL)
    acting, role = folded(value(answers, "representative")), value(answers, "protected_person")
    party = reading.party(role) if acting else None
    signing = [folded(person.name) for person in party.signatories] if party else []
    if party and not any(name and name in acting for name in signing) and acting not in signing:
        message = (
            f"the {party.called} enters into this by a representative and signs by somebody else; "
            f"name the representative under parties.{role}.signatories."
        )
        yield reading.at("parties", role, "signatories"), message
