"""Rules about who is meant: parties by their terms, duties with somebody who owes them."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

from agreement.choice.picked import Picked
from agreement.document.wording import joined, nearest, singular
from agreement.library.clause import DUTIES
from agreement.lint.own import ACTION, KINDS, RECITAL
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.said import meanings_in
from agreement.reading.source import undotted

# What lawyers call parties; a name among these that no party goes by is somebody else's.
_CALLED = (
    "Claimant|Defendant|Plaintiff|Insurer|Hospital|Trust|Patient|Provider|Payer|Commissioner"
    "|Consultant|Surgeon|Guarantor|Council|Company|Practice|Respondent|Applicant|Supplier|Creditor"
    "|Debtor"
)
_PARTY = re.compile(rf"\b[Tt]he ({_CALLED})s?\b(?! [A-Z])")
_CAPITALS = re.compile(r"(?<![.“\"] )(?<!^)\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_ALIKE = 0.88
_SHALL = re.compile(" shall ")
_OWED = re.compile(r"\b(?:shall|must|agrees? to|undertakes? to)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:shall|must) be (?:[a-z]+ly )?"
    r"(?:[a-z]+ed|made|given|sent|paid|done|kept|held|told|shown)\b"
    r"(?![^.;]*\bby (?:the|each|a|every|either|both|its|his|her|their)\b)",
    re.IGNORECASE,
)


@rule(
    "misspelt-term",
    WARNING,
    example="""
recitals:
  - The Hosptial sent invoices.              # the party is called Hospital
""",
)
def misspelt_terms(reading: Reading) -> Iterator[Fault]:
    """A capitalised word is nearly a defined term, and is none."""
    misspelt = _speller(_terms(reading))
    near = any(map(misspelt, reading.own.texts))
    names = " ".join(str(one.name) for one in reading.sheet.parties) if near else ""
    for own in reading.own.saying(_CAPITALS) if near else ():
        for word, term in misspelt(own.words):
            if word not in names:
                message = (
                    f"{own.within} says “{word}”, and the defined term is “{term}”; spell it "
                    "so, with its marks, or use other words."
                )
                yield own.place, message


@rule(
    "pays-itself",
    ERROR,
    example="""
clauses:
  payment/lump-sum: {paying_party: payer, receiving_party: payer, …}
""",
)
def payments_to_oneself(reading: Reading) -> Iterator[Fault]:
    """A payment is owed by a party to itself."""
    for one in reading.payments:
        if one.payer == one.payee and one.payer in reading.setting.called:
            called = reading.setting.called[one.payer]
            message = f"the {called} would pay itself here; name the other party on one side."
            yield reading.place_of(one.provision), message


@rule(
    "undeclared-party",
    WARNING,
    example="""
parties: {payer: ..., provider: ...}
recitals:
  - The Claimant issued proceedings.
""",
)
def undeclared_parties(reading: Reading) -> Iterator[Fault]:
    """Somebody is called as a party is, and no party goes by that term."""
    named = reading.own.named(_PARTY)
    strangers = named.difference(_terms(reading)) if named else named
    for own in reading.own.saying(_PARTY) if strangers else ():
        found = next((one for one in _PARTY.finditer(own.words) if one[1] in strangers), None)
        if found:
            message = (
                f"{own.within} says “{found[0]}”, and no party is called that; use a party's own "
                f"term ({', '.join(reading.setting.called.values())}), or add the party."
            )
            yield own.place, message


@rule(
    "unknown-owner",
    WARNING,
    example="""
parties: {payer: ..., provider: ...}
clauses:
  coding/standard: {code_set: {open: the schedule of procedures, owner: trust}}
""",
)
def unknown_owners(reading: Reading) -> Iterator[Fault]:
    """An open point is owed by somebody who is no party."""
    called = reading.setting.called
    for point in reading.agreement.open_points:
        if point.owner and point.owner not in called.values():
            meant = nearest(point.owner, called) or joined(tuple(called), "or")
            message = f"“{point.what}” is owed by “{point.owner}”, who is no party; write {meant}."
            yield reading.at(*undotted(point.name)), message


@rule(
    "duty-in-recital",
    WARNING,
    example="""
recitals:
  - The _Provider_ shall correct its codes.
""",
)
def duties_in_recitals(reading: Reading) -> Iterator[Fault]:
    """A recital lays down a duty, though recitals only tell the background and bind nobody."""
    for own in reading.own.saying(_OWED, kinds=(RECITAL,)):
        message = (
            f"{own.within} says “{_OWED.search(own.words)[0]}”, and a recital binds nobody; move "
            "the duty to actions, with an owner, a date and its evidence."
        )
        yield own.place, message


@rule(
    "duty-without-owner",
    WARNING,
    example="""
recitals:
  - The letters shall be sent before the end of the year.
""",
)
def duties_without_owner(reading: Reading) -> Iterator[Fault]:
    """Something shall be done, and nobody is said to do it."""
    kinds = tuple(kind for kind in KINDS if kind != ACTION)
    for own, sentence in reading.own.sentences_saying(_PASSIVE, kinds=kinds):
        said = _PASSIVE.search(sentence)[0]
        yield own.place, f"{own.within} says “{said}” and not who does it; name the party."


@rule(
    "duty-unlisted",
    WARNING,
    example="""
clauses:
  general/courtesy:                # a firm's own: “Each party shall answer each letter.”
""",
)
def unlisted_duties(reading: Reading) -> Iterator[Fault]:
    """A firm's own clause lays down duties and lists none, so that they have no date, no proof and
    no place in the schedule of action items."""
    idle = [pick for pick, _ in reading.drafted.clauses if pick.clause.firm and not _lists(pick)]
    bound = reading.own.places_of_clauses(_SHALL) if idle else ()
    for pick in idle:
        if pick.place in bound:
            message = (
                f"{pick.clause.id} says that a party shall do something and lists no action; give "
                "it actions, each with a role, a due rule and its evidence."
            )
            yield pick.place, message


def _lists(pick: Picked) -> bool:
    return any(pick.clause.value.get(name) for name in DUTIES)


def _terms(reading: Reading) -> frozenset[str]:
    """The terms that the agreement defines or calls its parties by, in the singular."""
    called = (*reading.setting.role_terms, *reading.setting.called.values())
    bodies = (*reading.whole.operative, *reading.agreement.recitals)
    given = chain.from_iterable(meanings_in.each(bodies))
    return frozenset((*map(singular, called), *(term for term, _ in given)))


@lru_cache(maxsize=16)
def _speller(terms: frozenset[str]) -> Callable[[str], tuple[tuple[str, str], ...]]:
    """The capitalised words of a text that are nearly a term, each once with the term; not those
    that are one, or a part of one."""
    parts = {part for term in terms for part in term.split()} | terms
    ordered = sorted(terms)

    @lru_cache(maxsize=4096)
    def nearly(word: str) -> str:
        found = [] if word in parts else get_close_matches(word, ordered, 1, _ALIKE)
        return next(iter(found), "")

    @lru_cache(maxsize=4096)
    def misspelt(words: str) -> tuple[tuple[str, str], ...]:
        named = dict.fromkeys(_CAPITALS.findall(words))
        return tuple([(word, term) for word in named if (term := nearly(singular(word)))])

    return misspelt
