"""Rules about a trial by jury that is given up in the United States."""

from collections.abc import Iterator

from agreement.library.states import STATES, UNITED_STATES
from agreement.lint.facts import asked, of_state
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule
from agreement.lint.united_states.law_on_injuries import (
    JURY_WAIVER_CA,
    JURY_WAIVER_GA,
    JURY_WAIVER_NC,
)

_WAIVER = "dispute-resolution/jury-waiver"


@rule(
    "patient-gives-up-jury",
    WARNING,
    law=UNITED_STATES,
    example="""
parties:
  patient: {name: Example Patient, kind: individual}
clauses:
  dispute-resolution/jury-waiver:  # and no general/independent-advice
""",
)
def patient_gives_up_jury(reading: Reading) -> Iterator[Fault]:
    """A person waives a jury or agrees to arbitration, and nothing shows independent advice."""
    ladder = "dispute-resolution/escalation"
    waived = reading.has(_WAIVER)
    arbitrated = asked(reading, ladder, "final_tier") == "arbitration"
    person = any(one.kind == "individual" for one in reading.sheet.parties)
    if person and (waived or arbitrated) and not reading.names("general/independent-advice"):
        message = (
            "a person gives up a trial by jury without a word on advice; leave it out, or add "
            "general/independent-advice."
        )
        rung = reading.at("clauses", ladder, "final_tier")
        yield reading.at_clause(_WAIVER) if waived else rung, message


@rule(
    "jury-waiver-refused",
    WARNING,
    JURY_WAIVER_CA,
    JURY_WAIVER_GA,
    JURY_WAIVER_NC,
    law=UNITED_STATES,
    example="""
state: CA
clauses:
  dispute-resolution/jury-waiver:
""",
)
def jury_waiver_refused(reading: Reading) -> Iterator[Fault]:
    """A jury is waived before a dispute, in a state whose courts do not enforce that."""
    for row in of_state(reading, "jury-waiver") if reading.has(_WAIVER) else ():
        if row["value"].get("enforced") is False:
            message = (
                f"the courts of {STATES[row['state']]} do not enforce a waiver of a jury agreed "
                f"before there is a dispute ({row['cite']}); leave it out."
            )
            yield reading.at_clause(_WAIVER), message
