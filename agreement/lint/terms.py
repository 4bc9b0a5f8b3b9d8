"""Rules about defined terms: each has one meaning, and is used."""

from collections.abc import Iterator, Mapping
from itertools import chain

from agreement.definitions import definition_id, used
from agreement.document import ActionItem, Provision, Use
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.remembered import remembered
from agreement.within import within
from agreement.wording import singular


@rule(
    "undefined-term",
    ERROR,
    example="""
recitals:
  - The _Snark_ is disputed.
""",
)
def undefined_terms(reading: Reading) -> Iterator[Fault]:
    """A term is used that nothing in the agreement defines; reported at its first use."""
    known = {term for term, _ in reading.meanings}
    uses = (
        *map(_first_uses, reading.agreement.provisions),
        *(dict.fromkeys(used(one.prose, one.table), one.id) for one in reading.agreement.schedules),
    )
    for term, id in chain.from_iterable(one.items() for one in uses):
        if term not in known:
            known.add(term)
            message = (
                f"“{term}” is used in {reading.cited(id)} but no chosen clause defines "
                f"it; add {definition_id(term)} or choose the clause that defines it."
            )
            yield reading.place_of(id), message


@remembered(most=1024)
def _first_uses(provision: Provision) -> Mapping[str, str]:
    """The terms that a provision uses, each with the id of the unit that does so first."""
    found: dict[str, str] = {}
    for id, use in within(provision).placed[Use]:
        found.setdefault(use.term, id)
    return found


@rule(
    "defined-twice",
    ERROR,
    example="""
clauses:                           # each of two clauses of a firm says “**Audit Period** means …”
  coding/audit-by-us:
  coding/audit-by-them:
""",
)
def terms_defined_twice(reading: Reading) -> Iterator[Fault]:
    """One term has two meanings."""
    places: dict[str, str] = {}
    for term, id in reading.meanings:
        if _points(reading, id):
            continue
        if term in places:
            message = (
                f"“{term}” is defined in {reading.cited(places[term])} and again in "
                f"{reading.cited(id)}; keep one of them."
            )
            yield reading.place_of(id), message
        places.setdefault(term, id)


def _points(reading: Reading, id: str) -> bool:
    """Whether a provision is an entry of the definitions that only points to another provision."""
    inner = id.removeprefix("definitions/")
    return inner != id and "/" in inner


@rule(
    "unused-definition",
    WARNING,
    example="""
clauses:                           # a firm's own, which defines a **Reviewer** and uses none
  coding/own-review:
""",
)
def unused_definitions(reading: Reading) -> Iterator[Fault]:
    """A term is defined and never used."""
    agreement = reading.agreement
    scheduled = ((one.prose, one.table) for one in agreement.schedules)
    uses = set(used(agreement.duties, *scheduled)).union(*map(_first_uses, agreement.provisions))
    parties = {singular(party.term) for party in agreement.parties}
    for term, id in reading.meanings:
        if term not in uses and term not in parties and not _points(reading, id):
            message = f"“{term}” is defined in {reading.cited(id)} and never used; drop it."
            yield reading.place_of(id), message


@rule(
    "idle-party",
    WARNING,
    example="""
parties:
  regulator: {name: Example Regulator, kind: public-body}    # and no clause names the regulator
""",
)
def idle_parties(reading: Reading) -> Iterator[Fault]:
    """A party is bound by name and never mentioned again."""
    agreement = reading.agreement
    scheduled = (one.provisions for one in agreement.schedules)
    bodies = chain(agreement.operative, *scheduled)
    uses = set().union(*map(_first_uses, bodies))
    owners = {duty.role for duty in agreement.duties if isinstance(duty, ActionItem)}
    for party in agreement.parties:
        if singular(party.term) not in uses and not owners & {party.role, "parties"}:
            place = reading.sheet.source.key(("parties", party.role))
            message = f"the {party.term} is a party and no provision names it; say what it does."
            yield place, message
