"""Rules about who signs and as what: whether what the form requires of a signature is met."""

import re
from collections.abc import Iterator, Mapping

from agreement.assembly.signing import way_of
from agreement.finding import Place
from agreement.lint.facts import FRIEND, asked, folded, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.term_sheet.terms import PartyTerms, Signatory, Witness

# How a name tells what kind of party has it.
_TELLING = (
    ("llp", re.compile(r"\b(?:LLP|limited liability partnership)\b", re.IGNORECASE)),
    ("company", re.compile(r"\b(?:Limited|Ltd|PLC|Inc|Corp|Corporation|LLC)\.?$", re.IGNORECASE)),
    ("nhs-body", re.compile(r"\bNHS (?:Foundation )?Trust$|\bIntegrated Care Board$")),
)
# Companies Act 2006 s.44(2)-(3): every director and the secretary are authorised signatories, and
# only a director may sign alone before a witness.
_ALONE, _TOGETHER = ("director",), ("director", "secretary")
_ADVICE, _MINORS = "general/independent-advice", "governance/minors-approval"


@rule(
    "kind-differs",
    WARNING,
    example="""
parties:
  provider: {name: Example Clinic LLP, kind: partnership}
""",
)
def kinds_that_differ(reading: Reading) -> Iterator[Fault]:
    """The name of a party tells another kind than the term sheet, so that it would be described
    and would sign as what it is not."""
    for terms in reading.sheet.parties:
        name = terms.name if isinstance(terms.name, str) else ""
        kinds = [kind for kind, telling in _TELLING if telling.search(name)]
        if kinds and terms.kind not in kinds:
            message = f"{name} is given as {terms.kind}; write kind: {kinds[0]}, or mend the name."
            yield reading.at("parties", terms.role, "kind"), message


@rule(
    "witness-not-apart",
    ERROR,
    example="""
parties:
  patient:
    signatories:
      - {name: A. Example, witness: {name: A. Example}}
""",
)
def witnesses_apart(reading: Reading) -> Iterator[Fault]:
    """A witness is a party, or signs for the same party."""
    names = {folded(one.name) for one in reading.sheet.parties} - {""}
    for terms, witness, place in _witnesses(reading, needed=True):
        if folded(witness.name) in names | _signing(terms):
            told = f"{witness.name} is a party or signs too; a witness to a deed must be neither."
            yield place, told


@rule(
    "idle-witness",
    WARNING,
    example="""
form: agreement
parties:
  payer:
    signatories:
      - {name: A. Example, witness: {name: B. Example}}
""",
)
def idle_witnesses(reading: Reading) -> Iterator[Fault]:
    """A witness is named where none signs."""
    for terms, _, place in _witnesses(reading, needed=False):
        told = f"no witness signs for the {terms.called} in this form; take the witness out."
        yield place, told


def _witnesses(reading: Reading, needed: bool) -> Iterator[tuple[PartyTerms, Witness, Place]]:
    setting = reading.setting
    for terms in setting.sheet.parties:
        wanted = bool(way_of(terms, setting).get("witness")) == needed
        for index, person in enumerate(terms.signatories if wanted else ()):
            path = ("parties", terms.role, "signatories", index, "witness")
            if person.witness:
                yield terms, person.witness, setting.sheet.source.place(path)


def _signing(terms: PartyTerms) -> set[str]:
    return {folded(person.name) for person in terms.signatories} - {""}


@rule(
    "deed-signatory",
    WARNING,
    example="""
form: deed
parties:
  payer:
    signatories:
      - {name: A. Example, capacity: Head of Claims}
""",
)
def signatories_of_a_deed(reading: Reading) -> Iterator[Fault]:
    """A company's deed is signed by somebody who holds no office that may sign it."""
    source = reading.sheet.source
    for terms, ways, _ in _seals(reading):
        people = terms.signatories if ways and terms.kind == "company" else ()
        offices = _ALONE if len(people) < 2 else _TOGETHER
        for index, person in enumerate(people):
            if _lacks_office(person, offices):
                told = (
                    f"{person.capacity} signs for the {terms.called}; a company's deed needs a "
                    f"{' or '.join(offices)} here, or an attorney appointed by deed."
                )
                place = source.place(("parties", terms.role, "signatories", index))
                yield place, told


def _lacks_office(person: Signatory, offices: tuple[str, ...]) -> bool:
    held = folded(person.capacity)
    return bool(held) and not any(office in held for office in offices)


@rule(
    "idle-seal",
    WARNING,
    example="""
parties:
  patient: {name: Example Patient, kind: individual, seal: true}
""",
)
def idle_seals(reading: Reading) -> Iterator[Fault]:
    """What the term sheet says of a seal has no effect."""
    for terms, ways, place in _seals(reading):
        if terms.seal is not None and "sealed" not in ways:
            told = f"no seal is put to this form for the {terms.called}; take the line out."
            yield place, told


@rule(
    "deed-without-seal",
    WARNING,
    example="""
form: deed
parties:
  trust: {name: Example NHS Trust, kind: nhs-body, seal: false}
""",
)
def missing_seals(reading: Reading) -> Iterator[Fault]:
    """A body that makes its deeds under seal signs one without."""
    for terms, ways, place in _seals(reading):
        if terms.seal is False and "sealed" in ways and "alone" not in ways:
            told = (
                f"the {terms.called} makes a deed without its seal; check that a statute or its "
                "constitution gives it the power to do so."
            )
            yield place, told


def _seals(reading: Reading) -> Iterator[tuple[PartyTerms, Mapping, Place]]:
    setting = reading.setting
    for terms in setting.sheet.parties:
        ways = setting.form.get("execution", {}).get(terms.kind, {})
        yield terms, ways, setting.sheet.source.key(("parties", terms.role, "seal"))


@rule(
    "advice-to-the-represented",
    WARNING,
    example="""
clauses:
  governance/minors-approval: {representative: "Alex Example, the mother", …}
  general/independent-advice: {advised_party: patient}     # and no alternative: represented
""",
)
def advice_to_the_represented(reading: Reading) -> Iterator[Fault]:
    """A child, or a person without capacity, states that a lawyer has explained the agreement, that
    a decision was free or that advice was declined, where another signs and decides."""
    acted_for = asked(reading, _MINORS, "protected_person"), asked(reading, FRIEND, "claimant")
    advised = asked(reading, _ADVICE, "advised_party")
    if advised in acted_for and advised and wording(reading, _ADVICE) != "represented":
        message = (
            f"the {reading.setting.called[advised]} does not sign and cannot state what advice was "
            "taken; write alternative: represented, so that the person who signs states it."
        )
        yield reading.at_clause(_ADVICE), message
