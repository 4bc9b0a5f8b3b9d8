"""Rules about defined terms: each has one meaning, and is used."""

from collections.abc import Iterator

from agreement.assemble import Drafted
from agreement.definitions import definition_id, used
from agreement.document import ActionItem, Definition
from agreement.finding import Finding, error, warning
from agreement.lint.places import citing, each, place_of, worded
from agreement.wording import singular


def _meanings(drafted: Drafted) -> Iterator[tuple[str, str]]:
    """Each term with the id of the provision that gives it a meaning; pointers left out."""
    for party in drafted.agreement.parties:
        yield singular(party.term), f"parties/{party.role}"
    for one in (*each(drafted.agreement.operative), *drafted.agreement.recitals):
        for inline in one.prose:
            if isinstance(inline, Definition):
                yield singular(inline.term), one.id


def undefined_terms(drafted: Drafted) -> Iterator[Finding]:
    """A term is used that nothing in the agreement defines; reported at its first use."""
    cited_as = citing(drafted)
    known = {term for term, _ in _meanings(drafted)}
    for id, words in worded(drafted.agreement):
        for term in used(words):
            if term not in known:
                known.add(term)
                message = (
                    f"“{term}” is used in {cited_as(id)} but no chosen clause defines "
                    f"it; add {definition_id(term)} or choose the clause that defines it."
                )
                yield error("undefined-term", place_of(drafted, id), message)


def terms_defined_twice(drafted: Drafted) -> Iterator[Finding]:
    """One term has two meanings."""
    cited_as = citing(drafted)
    places: dict[str, str] = {}
    for term, id in _meanings(drafted):
        if _points(drafted, id):
            continue
        if term in places:
            message = (
                f"“{term}” is defined in {cited_as(places[term])} and again in "
                f"{cited_as(id)}; keep one of them."
            )
            yield error("defined-twice", place_of(drafted, id), message)
        places.setdefault(term, id)


def _points(drafted: Drafted, id: str) -> bool:
    """Whether a provision is an entry of the definitions that only points to another provision."""
    inner = id.removeprefix("definitions/")
    return inner != id and "/" in inner


def unused_definitions(drafted: Drafted) -> Iterator[Finding]:
    """A term is defined and never used."""
    cited_as = citing(drafted)
    agreement = drafted.agreement
    uses = set(used(agreement.recitals, agreement.operative, agreement.duties, agreement.schedules))
    parties = {singular(party.term) for party in agreement.parties}
    for term, id in _meanings(drafted):
        if term not in uses and term not in parties and not _points(drafted, id):
            message = f"“{term}” is defined in {cited_as(id)} and never used; drop it."
            yield warning("unused-definition", place_of(drafted, id), message)


def idle_parties(drafted: Drafted) -> Iterator[Finding]:
    """A party is bound by name and never mentioned again."""
    agreement = drafted.agreement
    uses = set(used(agreement.operative))
    owners = {duty.role for duty in agreement.duties if isinstance(duty, ActionItem)}
    for party in agreement.parties:
        if singular(party.term) not in uses and not owners & {party.role, "parties"}:
            place = drafted.setting.sheet.source.key(("parties", party.role))
            message = f"the {party.term} is a party and no provision names it; say what it does."
            yield warning("idle-party", place, message)
