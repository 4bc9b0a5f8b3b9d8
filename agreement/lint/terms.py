"""Rules about defined terms: each has one meaning, and is used."""

from collections.abc import Iterator

from agreement.assembly.definitions import definition_id
from agreement.choice.unsettled import DEFINES
from agreement.document.tree import ActionItem, Agreement, Use
from agreement.document.wording import singular
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.said import said_in, terms_of


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
    known = {term for term, _ in reading.whole.meanings}
    known |= _to_be_defined(reading)
    if reading.whole.terms <= known:
        return
    for id, use in reading.whole.placed(Use, lambda said: not said.terms <= known):
        term = use.term
        if term not in known:
            known.add(term)
            message = (
                f"“{term}” is used in {reading.cited(id)} but no chosen clause defines "
                f"it; add {definition_id(term)} or choose the clause that defines it."
            )
            yield reading.place_of(id), message


def _to_be_defined(reading: Reading) -> set[str]:
    """The terms that a clause would define which is open as a whole."""
    waiting = (reading.chosen[id][0].clause for id in reading.sheet.unsettled)
    return {singular(term) for clause in waiting for term in clause.value[DEFINES]}


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
    for term, id in reading.whole.meanings:
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
    parties = {singular(party.term) for party in agreement.parties}
    idle = {term for term, _ in reading.whole.meanings} - reading.whole.terms - parties
    idle = idle.difference(*terms_of.each(agreement.duties)) if idle else idle
    for term, id in reading.whole.meanings if idle else ():
        if term in idle and not _points(reading, id):
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
    """A party is bound by name and never mentioned again, and nothing is open that might do so."""
    agreement = reading.agreement
    if reading.sheet.unsettled:
        return
    bodies = said_in.each(reading.whole.provisions[len(agreement.recitals) :])
    for party in agreement.parties:
        term = singular(party.term)
        named = any(term in one.terms for one in bodies)
        if not named and not _owes(agreement, party.role):
            place = reading.sheet.source.key(("parties", party.role))
            message = f"the {party.term} is a party and no provision names it; say what it does."
            yield place, message


def _owes(agreement: Agreement, role: str) -> bool:
    items = (duty for duty in agreement.duties if isinstance(duty, ActionItem))
    return any(item.role in (role, "parties") for item in items)


# A plural by its form that everybody writes with a verb in the singular.
_ONE_BODY = ("United States",)


@rule(
    "party-name-plural",
    WARNING,
    example="""
parties:
  provider: {name: Example Hospitals LLC, kind: company, called: Hospitals}
""",
)
def plural_party_names(reading: Reading) -> Iterator[Fault]:
    """What an organisation is called is a plural, and the clauses speak of it as of one: "the
    Hospitals pays"."""
    for party in reading.sheet.parties:
        one = singular(party.called)
        alone = party.kind == "individual" or party.called.isupper() or party.called in _ONE_BODY
        if one != party.called and not alone:
            message = (
                f"the clauses say “the {party.called} pays”, as of one body; call it {one}, or "
                f"{one} Group."
            )
            yield reading.at("parties", party.role, "called"), message
