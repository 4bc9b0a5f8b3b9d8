"""The rules: each looks at a drafted agreement and yields what it finds."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from agreement.answers import Answer
from agreement.assemble import Drafted
from agreement.calendar import covered, is_business_day
from agreement.definitions import definition_id, used
from agreement.document import (
    ActionItem,
    Blank,
    Definition,
    Duty,
    Provision,
    Reference,
    inlines,
    plain_words,
)
from agreement.finding import Finding, Place, error, note, warning
from agreement.money import parse, shown
from agreement.number import cited, number
from agreement.terms import Open
from agreement.wording import day_words, singular

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Rule = Callable[[Drafted], Iterator[Finding]]


def _each(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    for one in provisions:
        yield one
        yield from _each(one.provisions)


def _place(drafted: Drafted, id: str) -> Place:
    """Where the term sheet asks for the provision with this id."""
    source = drafted.setting.sheet.source
    for pick, _ in drafted.clauses:
        if id == pick.clause.id or id.startswith(f"{pick.clause.id}/"):
            return pick.place
    return source.key((id.partition("/")[0],))


def _cited(drafted: Drafted, id: str) -> str:
    agreement = drafted.agreement
    found = number(agreement).get(id)
    return cited(found, agreement.conventions) if found else id


def _meanings(drafted: Drafted) -> Iterator[tuple[str, str]]:
    """Each term with the id of the provision that gives it a meaning; pointers left out."""
    for party in drafted.agreement.parties:
        yield singular(party.term), f"parties/{party.role}"
    for one in (*_each(drafted.agreement.operative), *drafted.agreement.recitals):
        for inline in one.prose:
            if isinstance(inline, Definition):
                yield singular(inline.term), one.id


def undefined_terms(drafted: Drafted) -> Iterator[Finding]:
    """A term is used that nothing in the agreement defines."""
    known = {term for term, _ in _meanings(drafted)}
    for one in _each(drafted.agreement.operative):
        for term in used(one.prose):
            if term not in known:
                message = (
                    f"“{term}” is used in {_cited(drafted, one.id)} but no chosen clause defines "
                    f"it; add {definition_id(term)} or choose the clause that defines it."
                )
                yield error("undefined-term", _place(drafted, one.id), message)


def terms_defined_twice(drafted: Drafted) -> Iterator[Finding]:
    """One term has two meanings."""
    places: dict[str, str] = {}
    for term, id in _meanings(drafted):
        if _points(drafted, id):
            continue
        if term in places:
            message = (
                f"“{term}” is defined in {_cited(drafted, places[term])} and again in "
                f"{_cited(drafted, id)}; keep one of them."
            )
            yield error("defined-twice", _place(drafted, id), message)
        places.setdefault(term, id)


def _points(drafted: Drafted, id: str) -> bool:
    """Whether a provision is an entry of the definitions that only points to another provision."""
    inner = id.removeprefix("definitions/")
    return inner != id and "/" in inner


def unused_definitions(drafted: Drafted) -> Iterator[Finding]:
    """A term is defined and never used."""
    agreement = drafted.agreement
    uses = set(used(agreement.recitals, agreement.operative, agreement.duties, agreement.schedules))
    parties = {singular(party.term) for party in agreement.parties}
    for term, id in _meanings(drafted):
        if term not in uses and term not in parties and not _points(drafted, id):
            message = f"“{term}” is defined in {_cited(drafted, id)} and never used; drop it."
            yield warning("unused-definition", _place(drafted, id), message)


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


def broken_references(drafted: Drafted) -> Iterator[Finding]:
    """A cross-reference leads nowhere."""
    known = number(drafted.agreement)
    for one in _each(drafted.agreement.operative):
        for inline in one.prose:
            if isinstance(inline, Reference) and inline.target not in known:
                message = (
                    f"{_cited(drafted, one.id)} refers to {inline.target}, which is not in the "
                    "agreement; choose that clause."
                )
                yield error("broken-reference", _place(drafted, one.id), message)


def duplicate_headings(drafted: Drafted) -> Iterator[Finding]:
    """Two provisions have the same heading."""
    counts = Counter(one.heading.casefold() for one in drafted.agreement.operative)
    seen: set[str] = set()
    for one in drafted.agreement.operative:
        key = one.heading.casefold()
        if counts[key] > 1 and key in seen:
            message = f"the heading “{one.heading}” stands over two provisions; change one."
            yield warning("duplicate-heading", _place(drafted, one.id), message)
        seen.add(key)


def sums(drafted: Drafted) -> Iterator[Finding]:
    """The rows of a table do not add up to the sum they must make."""
    for _, answers in drafted.clauses:
        for answer in answers.values():
            wanted = answer.blank.get("sums_to")
            if wanted and isinstance(answer.value, tuple):
                yield from _sum_fault(drafted, answer, wanted)


def _sum_fault(drafted: Drafted, answer: Answer, wanted: str) -> Iterator[Finding]:
    written = drafted.setting.sheet.at(tuple(wanted.split(".")))
    column = answer.blank["total"][0]
    figures = [row[column].value for row in answer.value]
    if not isinstance(written, str | int) or written == "open":
        return
    if any(isinstance(figure, Open) for figure in figures):
        return
    currency = drafted.setting.currency
    due, total = parse(written, currency), sum(figures, Decimal(0))
    if total != due:
        adds = " + ".join(shown(figure, currency) for figure in figures)
        message = (
            f"{adds} = {shown(total, currency)}, but {wanted} is {shown(due, currency)}: "
            f"{shown(abs(due - total), currency)} too {'little' if total < due else 'much'}."
        )
        yield error("sum-differs", answer.place, message)


def _dated(drafted: Drafted) -> Iterator[tuple[Duty, date]]:
    for duty in drafted.agreement.duties:
        if duty.due.on is not None:
            yield duty, duty.due.on


def _what(duty: Duty) -> str:
    return plain_words(duty.what)


def holidays(drafted: Drafted) -> Iterator[Finding]:
    """Due dates of one clause fall on days that are not business days."""
    calendar, style = drafted.setting.calendar, drafted.agreement.conventions.date_style
    idle: dict[Place, list[str]] = {}
    for duty, on in _dated(drafted):
        if not is_business_day(on, calendar):
            day = f"{_WEEKDAYS[on.weekday()]} {day_words(on, style)}"
            idle.setdefault(_place(drafted, duty.provision), []).append(f"{_what(duty)}, {day}")
    for place, days in idle.items():
        message = (
            f"due on a day that is not a business day ({calendar}): {'; '.join(days)}. Choose "
            "another day, or say in the clause which day counts instead."
        )
        yield warning("not-a-business-day", place, message)


def calendar_cover(drafted: Drafted) -> Iterator[Finding]:
    """A due date lies past the years for which the public holidays are known."""
    calendar = drafted.setting.calendar
    _, last = covered(calendar)
    for duty, on in _dated(drafted):
        if on > last:
            message = (
                f"“{_what(duty)}” falls due on {on.isoformat()}; the holidays of {calendar} are "
                f"known to the end of {last.year}, so check that day when they are published."
            )
            yield warning("past-the-calendar", _place(drafted, duty.provision), message)


def required_clauses(drafted: Drafted) -> Iterator[Finding]:
    """A clause came in because another requires it."""
    for pick, _ in drafted.clauses:
        if pick.why.startswith("required"):
            message = f"{pick.clause.id} was added: {pick.why}."
            yield note("clause-added", pick.place, message)


def defaults(drafted: Drafted) -> Iterator[Finding]:
    """An answer that the agreement prints is the clause's own default."""
    words = {
        inline.name: inline.value
        for inline in inlines(drafted.agreement.operative)
        if isinstance(inline, Blank)
    }
    for pick, answers in drafted.clauses:
        taken = [
            f"{name} {words[answer.name]}"
            for name, answer in answers.items()
            if answer.default and answer.name in words
        ]
        if taken:
            message = f"{pick.clause.id} takes its own defaults: {'; '.join(taken)}."
            yield note("default-taken", pick.place, message)


def unread_authorities(drafted: Drafted) -> Iterator[Finding]:
    """Authorities of the chosen clauses that nobody read in their source."""
    for pick, _ in drafted.clauses:
        unread = [row["cite"] for row in _authorities(drafted, pick.clause.value["authority"])]
        if unread:
            message = f"{pick.clause.id} rests on {', '.join(unread)}; read before relying on it."
            yield note("authority-unread", pick.place, message)


def _authorities(drafted: Drafted, rows: tuple[Mapping, ...]) -> Iterator[Mapping]:
    here = drafted.setting.sheet.jurisdiction
    for row in rows:
        practice = row["cite"].startswith("Drafting practice")
        if not row["verified"] and not practice and row.get("jurisdiction", here) == here:
            yield row


RULES: Mapping[str, Rule] = {
    "undefined-term": undefined_terms,
    "defined-twice": terms_defined_twice,
    "unused-definition": unused_definitions,
    "idle-party": idle_parties,
    "broken-reference": broken_references,
    "duplicate-heading": duplicate_headings,
    "sum-differs": sums,
    "not-a-business-day": holidays,
    "past-the-calendar": calendar_cover,
    "clause-added": required_clauses,
    "default-taken": defaults,
    "authority-unread": unread_authorities,
}
