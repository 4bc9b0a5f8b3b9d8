"""Fields fitted to one term sheet: its parties to choose from, and what it accepts."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from agreement.desk.fields import Field, Group, Item, Rows, label
from agreement.desk.place import at
from agreement.library.disk import Library
from agreement.term_sheet.roles import EVERY_PARTY
from agreement.term_sheet.terms import term_for


def called(value: Mapping) -> dict[str, str]:
    """The parties by role, each by the term it goes by."""
    parties = value.get("parties")
    found = {}
    for role, party in parties.items() if isinstance(parties, Mapping) else ():
        own = party.get("called") if isinstance(party, Mapping) else None
        found[role] = own if isinstance(own, str) and own else term_for(role)
    return found


def accepted(value: Mapping) -> Iterator[Field]:
    """The findings that are accepted, each with its reason."""
    for rule in _allowed(value):
        reason = at(value, ("allow", rule))
        hint = "The reason why this finding is accepted."
        yield Field(("allow", rule), label(rule), "words", reason, hint, opens=False)


def fitted(item: Item, value: Mapping, library: Library) -> Item:
    """The item with the parties and the laws to choose from, which the schema does not know, and
    with a field for each party where the schema has one for each role."""
    match item:
        case Group(items=()):
            each = (
                Field((*item.path, role), name, "line", at(value, (*item.path, role)))
                for role, name in called(value).items()
            )
            return replace(item, items=tuple(each))
        case Group():
            return replace(item, items=tuple(fitted(one, value, library) for one in item.items))
        case Rows():
            rows = tuple(tuple(fitted(cell, value, library) for cell in row) for row in item.rows)
            return replace(item, rows=rows)
        case Field(kind="party"):
            every = {**called(value), EVERY_PARTY: "Each party"}
            return replace(item, choices=tuple(every.items()))
        case Field(path=("jurisdiction",)):
            laws = tuple((id, library.jurisdiction(id)["name"]) for id in library.jurisdictions)
            return replace(item, kind="choice", choices=laws)
    return item


def _allowed(value: Mapping) -> tuple[str, ...]:
    held = value.get("allow")
    return tuple(held) if isinstance(held, Mapping) else ()
