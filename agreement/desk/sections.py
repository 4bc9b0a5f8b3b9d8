"""The parts of the terms, in the order of a conversation: what a person sees in the first pane."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from agreement.desk.blank_fields import of_clause
from agreement.desk.fields import Field, Group, Item, Rows, label, of_schema
from agreement.desk.fitted import accepted, called, fitted
from agreement.desk.place import ABSENT, at
from agreement.library.clause import Clause
from agreement.library.disk import Library
from agreement.reading.source import Path, is_open

PARTS: Mapping[str, tuple[str, ...]] = {
    "document": ("title", "form", "status", "binding", "reference", "notice", "prepared_by",
                 "draft", "matter", "jurisdiction", "state"),
    "dates": ("effective_date", "mediation", "long_form_by", "dates", "assumed"),
    "proceedings": ("proceedings",),
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


class Heading(Struct, frozen=True):
    """A part of the terms in the list of them: how many of its answers are open, and wrong."""

    key: str
    title: str
    kind: str
    open: int = 0
    wrong: int = 0


class Section(Struct, frozen=True):
    """A part of the terms with its fields; `clause` where it is one, `unsettled` where this is open
    as a whole."""

    key: str
    title: str
    items: tuple[Item, ...]
    clause: Clause | None = None
    alternative: str = ""
    unsettled: bool = False


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
    for key in ("dates", "money", "proceedings", "recitals"):
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
        fields = of_clause(clause, answers, roles)
        return Section(key, clause.heading, fields, clause, chosen, is_open(answers))
    items = _items(key, value, frame)
    found = tuple(fitted(item, value, library) for item in items)
    return Section(key, title_of(key, value, library), found) if found else None


def _items(key: str, value: Mapping, frame: Mapping) -> tuple[Item, ...]:
    if key.startswith(_PARTY):
        role = key.removeprefix(_PARTY)
        party = at(value, ("parties", role))
        if party is ABSENT:
            return ()
        group = of_schema(role, {"$ref": "#/$defs/party"}, frame, (("parties",), {role: party}))
        return group.items
    if key == "accepted":
        return tuple(accepted(value))
    names = (*PARTS.get(key, ()), *(_unplaced(frame) if key == "document" else ()))
    needed = frame["required"]
    found = (of_schema(name, frame["properties"][name], frame, ((), value)) for name in names)
    items = [replace(i, needed=i.path[-1] in needed) if isinstance(i, Field) else i for i in found]
    alone = len(items) == 1 and isinstance(items[0], Group)
    return items[0].items if alone else tuple(items)


def _unplaced(frame: Mapping) -> Iterator[str]:
    """What the schema of a term sheet has and no part names."""
    placed = {name for names in PARTS.values() for name in names}
    for name in frame["properties"]:
        if name not in placed and name not in ("parties", "clauses", "private"):
            yield name


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
