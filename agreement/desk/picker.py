"""The clauses that fit a term sheet, what each says in its wordings, and what choosing one adds."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from agreement.desk.edits import Edit, Put, Take
from agreement.desk.place import ABSENT, at
from agreement.document.markup import parse
from agreement.document.prose import words_of_piece
from agreement.document.tree import Blank, Reference, clause_of
from agreement.document.wording import joined
from agreement.library.clause import STANDARD, Clause
from agreement.library.disk import Library
from agreement.reading.source import is_open
from agreement.term_sheet.terms import term_for


class Offer(Struct, frozen=True):
    """A clause that may be chosen: whether it is `chosen`, which chosen clauses it cannot stand
    beside, and which role nobody fills."""

    clause: Clause
    chosen: bool
    instead: tuple[str, ...]
    lacks: str


class Wording(Struct, frozen=True):
    """One wording of a clause: its name, when to use it, and its units, each with its words."""

    name: str
    use: str
    units: tuple[tuple[int, str, str], ...]


def fitting(value: Mapping, library: Library, search: str = "") -> Mapping[str, tuple[Offer, ...]]:
    """The clauses for the matter and the law of a term sheet, by kind; of these, the ones that
    have every word of a search in their id, heading or purpose."""
    matter, law = str(value.get("matter", "")), str(value.get("jurisdiction", ""))
    found: dict[str, list[Offer]] = {}
    for id in library.ids():
        clause = None if id.startswith("definitions/") else library.clause(id)
        if clause and clause.stands_in(matter, law) and _has(clause, search):
            found.setdefault(clause.kind, []).append(_offer(clause, value, library))
    return {kind: tuple(offers) for kind, offers in found.items()}


def _has(clause: Clause, search: str) -> bool:
    words = f"{clause.id} {clause.heading} {clause.value['purpose']}".lower()
    return all(word in words for word in search.lower().split())


def _offer(clause: Clause, value: Mapping, library: Library) -> Offer:
    named = value.get("clauses")
    chosen = named if isinstance(named, Mapping) else {}
    agreed = [id for id, given in chosen.items() if not is_open(given)]
    barred = [id for id in agreed if id in clause.excludes or clause.id in _excluded(id, library)]
    parties = value.get("parties")
    lacking = [
        role for role in clause.roles if not isinstance(parties, Mapping) or role not in parties
    ]
    lacks = joined([term_for(role) for role in lacking]) if lacking else ""
    return Offer(clause, clause.id in chosen, tuple(barred), lacks)


def _excluded(id: str, library: Library) -> tuple[str, ...]:
    other = library.clause(id)
    return other.excludes if other else ()


def named(words: str, library: Library) -> Clause | None:
    """The clause whose id or heading somebody names, and no other."""
    wanted = " ".join(words.lower().split())
    for id in library.ids():
        clause = library.clause(id)
        if clause and wanted in (id, clause.heading.lower()) and clause.kind != "definitions":
            return clause
    return None


def wordings(clause: Clause, library: Library) -> tuple[Wording, ...]:
    """The wordings of a clause side by side, each blank in brackets by what it asks."""
    standard = Wording(STANDARD, "", tuple(_units(clause.value, clause, library, 1)))
    others = (
        Wording(name, one["use"], tuple(_units(one, clause, library, 1)))
        for name, one in clause.alternatives.items()
    )
    return (standard, *others)


def _units(
    wording: Mapping, clause: Clause, library: Library, level: int
) -> Iterator[tuple[int, str, str]]:
    if wording.get("text"):
        yield level, "", _words(wording["text"], clause, library)
    for unit in wording.get("provisions", {}).values():
        whole = {"text": unit} if isinstance(unit, str) else unit
        when = " and ".join(f"{k.replace('_', ' ')}: {v}" for k, v in whole.get("when", {}).items())
        for depth, condition, words in _units(whole, clause, library, level + 1):
            yield depth, condition or when, words


def _words(text: str, clause: Clause, library: Library) -> str:
    return "".join(_told(inline, clause, library) for inline in parse(" ".join(text.split())))


def _told(inline: object, clause: Clause, library: Library) -> str:
    match inline:
        case Blank(name):
            return f"[{clause.blanks.get(name, {}).get('ask', name)}]"
        case Reference(target):
            other = library.clause(clause_of(target))
            return f"the clause “{other.heading}”" if other else "this provision"
    return words_of_piece(inline)


def choosing(clause: Clause, value: Mapping, library: Library) -> tuple[Edit, ...]:
    """What chooses a clause, and with it those that it requires and that ask for something: every
    answer that is needed is left open."""
    edits: list[Edit] = []
    waiting, met = [clause], set()
    while waiting:
        one = waiting.pop(0)
        met.add(one.id)
        wanted = [(("clauses", one.id, name)) for name in _needed(one, value)]
        if at(value, ("clauses", one.id)) is ABSENT and (wanted or one is clause):
            edits += [Put(path, "open") for path in wanted] or [Put(("clauses", one.id), None)]
        required = (library.clause(id) for id in one.requires if id not in met)
        waiting += [other for other in required if other]
    return tuple(edits)


def _needed(clause: Clause, value: Mapping) -> Iterator[str]:
    for name in clause.blanks:
        blank = clause.blanks[name]
        elsewhere = tuple(blank.get("from", "").split("."))
        given = elsewhere[0] == "jurisdiction" or at(value, elsewhere) is not ABSENT
        if (
            name in clause.asks("", {})
            and "default" not in blank
            and not ("from" in blank and given)
        ):
            yield name


def settling(clause: Clause, value: Mapping, library: Library) -> tuple[Edit, ...]:
    """What chooses a clause that was open as a whole, in its place among the others."""
    others = {id: given for id, given in value["clauses"].items() if id != clause.id}
    here = {**value, "clauses": others}
    return Put(("clauses", clause.id), None), *choosing(clause, here, library)


def leaving(id: str) -> tuple[Edit, ...]:
    """What takes a clause out."""
    return (Take(("clauses", id)),)
