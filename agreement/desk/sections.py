"""The parts of the terms, in the order of a conversation: what a person sees in the first pane."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agreement.clause import Clause
from agreement.desk.blank_fields import of_clause
from agreement.desk.fields import Field, Group, Item, Rows, label, of_schema
from agreement.desk.place import ABSENT, at
from agreement.library import Library
from agreement.roles import EVERY_PARTY
from agreement.source import Path, is_open
from agreement.terms import term_for

PARTS: Mapping[str, tuple[str, ...]] = {
    "document": ("title", "form", "status", "binding", "reference", "notice", "prepared_by",
                 "draft", "matter", "jurisdiction", "state"),
    "dates": ("effective_date", "mediation", "long_form_by", "dates", "assumed"),
    "money": ("money",),
    "recitals": ("recitals",),
    "actions": ("actions",),
    "reviews": ("reviews",),
    "accepted": ("allow",),
}  # fmt: skip
"""The parts beside the parties and the clauses, and the fields of each."""

_TITLES = {"document": "The document", "dates": "Dates", "money": "Money", "recitals": "Background",
           "actions": "Agreed actions", "reviews": "Agreed reviews",
           "accepted": "Accepted findings"}  # fmt: skip
_PARTY, _CLAUSE = "parties/", "clauses/"


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the terms in the list of them: how many of its answers are open, and wrong."""

    key: str
    title: str
    kind: str
    open: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the terms with its fields; `clause` where it is one."""

    key: str
    title: str
    items: tuple[Item, ...]
    clause: Clause | None = None
    alternative: str = ""


def key_of(path: Path) -> str:
    """The part of the terms that a place belongs to."""
    match path:
        case ("clauses", str() as id, *_):
            return f"{_CLAUSE}{id}"
        case ("parties", str() as role, *_):
            return f"{_PARTY}{role}"
        case (str() as name, *_):
            return next((key for key, names in PARTS.items() if name in names), "document")
    return "document"


def headings(value: Mapping, library: Library, wrong: Mapping[str, int]) -> tuple[Heading, ...]:
    """The parts of the terms in order. `wrong` counts the findings of each."""
    found = [*_keys(value)]
    return tuple(
        Heading(
            key, title_of(key, value, library), kind, _open(_held(key, value)), wrong.get(key, 0)
        )
        for key, kind in found
    )


def _keys(value: Mapping) -> Iterator[tuple[str, str]]:
    yield "document", "start"
    for role in _names(value, "parties"):
        yield f"{_PARTY}{role}", "parties"
    for key in ("dates", "money", "recitals"):
        yield key, "start"
    for id in _names(value, "clauses"):
        yield f"{_CLAUSE}{id}", "clauses"
    for key in ("actions", "reviews", *(["accepted"] if _names(value, "allow") else [])):
        yield key, "more"


def _names(value: Mapping, name: str) -> tuple[str, ...]:
    held = value.get(name)
    return tuple(held) if isinstance(held, Mapping) else ()


def title_of(key: str, value: Mapping, library: Library) -> str:
    """What a part of the terms is called."""
    if key.startswith(_CLAUSE):
        clause = library.clause(key.removeprefix(_CLAUSE))
        return clause.heading if clause else key.removeprefix(_CLAUSE)
    if key.startswith(_PARTY):
        return called(value).get(key.removeprefix(_PARTY), key)
    return _TITLES.get(key, label(key))


def called(value: Mapping) -> dict[str, str]:
    """The parties by role, each by the term it goes by."""
    parties = value.get("parties")
    found = {}
    for role, party in parties.items() if isinstance(parties, Mapping) else ():
        own = party.get("called") if isinstance(party, Mapping) else None
        found[role] = own if isinstance(own, str) and own else term_for(role)
    return found


def _held(key: str, value: Mapping) -> object:
    if key.startswith((_CLAUSE, _PARTY)):
        name, _, rest = key.partition("/")
        return at(value, (name, rest))
    return {name: value[name] for name in PARTS[key] if name in value}


def _open(value: object) -> int:
    if is_open(value):
        return 1
    if isinstance(value, Mapping):
        return sum(map(_open, value.values()))
    return sum(map(_open, value)) if isinstance(value, list) else 0


def section(key: str, value: Mapping, library: Library, frame: Mapping) -> Section | None:
    """A part of the terms with its fields, or None where the term sheet has no such part."""
    roles = called(value)
    if key.startswith(_CLAUSE):
        id = key.removeprefix(_CLAUSE)
        clause, answers = library.clause(id), at(value, ("clauses", id))
        if clause is None or answers is ABSENT:
            return None
        chosen = answers.get("alternative", "") if isinstance(answers, Mapping) else ""
        return Section(key, clause.heading, of_clause(clause, answers, roles), clause, chosen)
    items = _items(key, value, frame)
    fitted = tuple(_with_choices(item, roles, library) for item in items)
    return Section(key, title_of(key, value, library), fitted) if fitted else None


def _items(key: str, value: Mapping, frame: Mapping) -> tuple[Item, ...]:
    if key.startswith(_PARTY):
        role = key.removeprefix(_PARTY)
        party = at(value, ("parties", role))
        if party is ABSENT:
            return ()
        group = of_schema(role, {"$ref": "#/$defs/party"}, frame, (("parties",), {role: party}))
        return group.items
    if key == "accepted":
        return tuple(_accepted(value))
    needed = frame["required"]
    found = (
        of_schema(name, frame["properties"][name], frame, ((), value))
        for name in PARTS.get(key, ())
    )
    items = [replace(i, needed=i.path[-1] in needed) if isinstance(i, Field) else i for i in found]
    alone = len(items) == 1 and isinstance(items[0], Group)
    return items[0].items if alone else tuple(items)


def _accepted(value: Mapping) -> Iterator[Field]:
    """The findings that are accepted, each with its reason."""
    for rule in _names(value, "allow"):
        reason = at(value, ("allow", rule))
        hint = "The reason why this finding is accepted."
        yield Field(("allow", rule), label(rule), "words", reason, hint, opens=False)


def _with_choices(item: Item, roles: Mapping[str, str], library: Library) -> Item:
    """The item with the parties and the laws to choose from, which the schema does not know."""
    match item:
        case Group():
            below = tuple(_with_choices(one, roles, library) for one in item.items)
            return replace(item, items=below)
        case Rows():
            rows = tuple(
                tuple(_with_choices(cell, roles, library) for cell in row) for row in item.rows
            )
            return replace(item, rows=rows)
        case Field(kind="party"):
            every = {**roles, EVERY_PARTY: "Each party"}
            return replace(item, choices=tuple(every.items()))
        case Field(path=("jurisdiction",)):
            laws = tuple((id, library.jurisdiction(id)["name"]) for id in library.jurisdictions)
            return replace(item, kind="choice", choices=laws)
    return item


def every_field(items: tuple[Item, ...]) -> Iterator[Field]:
    """The fields of a section, those of its tables and groups among them."""
    for item in items:
        match item:
            case Field():
                yield item
            case Group():
                yield from every_field(item.items)
            case Rows():
                yield item.whole
                for row in item.rows:
                    yield from every_field(row)
