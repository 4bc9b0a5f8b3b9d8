"""The term sheet, typed: what a drafter filled in, before any clause is read.

An answer that is not known yet is an `Open`. Answers to clauses stay as typed in the file until
`answers` reads them by the blanks of their clauses.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from agreement.finding import Place
from agreement.reading.source import Path, Source, is_open


class Open(Struct, frozen=True):
    """An answer nobody has given yet: what is known about it, and who owes it."""

    what: str = ""
    owner: str = ""


class Witness(Struct, frozen=True):
    """A person who sees another sign a deed, and attests it."""

    name: str | Open
    address: str | Open
    occupation: str | Open


class Signatory(Struct, frozen=True):
    """A person who signs for a party, or for himself, and who sees it where that is known."""

    name: str | Open
    capacity: str | Open
    witness: Witness | None = None


class PartyTerms(Struct, frozen=True):
    """A party as the term sheet gives it; `called` is the defined term it goes by, and `seal`
    whether it seals a deed, None where the term sheet does not say."""

    role: str
    called: str
    kind: str
    name: str | Open
    number: str | Open
    address: str | Open
    signatories: tuple[Signatory, ...]
    seal: bool | None = None


class TermSheet(Struct, frozen=True):
    """One checked term sheet. `source` keeps the answers and the place of each; `binding` is none,
    all, the ids of the clauses that bind, or empty where the term sheet does not say; `unsettled`
    are the ids of the clauses that are open as a whole."""

    source: Source
    title: str
    notice: str
    form: str
    matter: str
    jurisdiction: str
    state: str
    status: str
    binding: str | tuple[str, ...]
    draft: str
    dated: date | None
    author: str
    reference: str
    parties: tuple[PartyTerms, ...]
    recitals: tuple[str | Open, ...]
    unsettled: frozenset[str]
    dates: Mapping[str, date]
    assumed: Mapping[str, date]
    allow: Mapping[str, str]

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.source.file)

    def at(self, path: Path) -> object:
        """The value at a path of the file, or None where it gives none."""
        value = self.source.value
        for key in path:
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key]
            else:
                return None
        return value


_DUE = "{on: 2026-12-01}, {days: 30, after: effective_date} or {throughout: what is going on}"


def typed(source: Source) -> TermSheet:
    """A term sheet from values that its schema accepts."""
    value = source.value
    draft, binding = value.get("draft", {}), value.get("binding", "")
    return TermSheet(
        source=source,
        title=value["title"],
        notice=value.get("notice", ""),
        form=value["form"],
        matter=value["matter"],
        jurisdiction=value["jurisdiction"],
        state=value.get("state", ""),
        status=value.get("status", "draft"),
        binding=binding if isinstance(binding, str) else tuple(binding),
        draft=str(draft.get("number", "")),
        dated=_date(draft.get("date")),
        author=value.get("prepared_by", ""),
        reference=value.get("reference", ""),
        parties=tuple(_party(role, party) for role, party in value["parties"].items()),
        recitals=tuple(map(known, value.get("recitals", ()))),
        unsettled=frozenset([id for id, given in value["clauses"].items() if is_open(given)]),
        dates=_dates(value.get("dates", {})),
        assumed=_dates(value.get("assumed", {})),
        allow=value.get("allow", {}),
    )


def frame(term_sheet: Mapping, clause: Mapping) -> dict:
    """The schema of a term sheet, its due rules taken from the schema of a clause.

    A rule of a term sheet has figures where one of a clause may name a blank, and nothing in it
    can be left open.
    """
    rules = {name: _settled(clause["$defs"][name]) for name in ("due", "time")}
    rules["due"] = {**rules["due"], "x-fault": _DUE}
    return {**term_sheet, "$defs": {**rules, **term_sheet["$defs"]}}


def _settled(schema: object) -> object:
    if isinstance(schema, list):
        return list(map(_settled, schema))
    if not isinstance(schema, Mapping):
        return schema
    kept = {keyword: _settled(value) for keyword, value in schema.items()}
    properties = schema.get("properties", {})
    if properties:
        kept["properties"] = {
            name: {**_settled(part), "x-never-open": True} for name, part in properties.items()
        }
    return kept


def known(value: object) -> object:
    """The value as typed, or an Open where it is an open point mark."""
    if not is_open(value):
        return value
    return Open(value["open"], value.get("owner", "")) if isinstance(value, Mapping) else Open()


def term_for(role: str) -> str:
    """The defined term of a role: payer is the Payer, debt_buyer the Debt Buyer."""
    return role.replace("_", " ").title()


def _party(role: str, party: Mapping) -> PartyTerms:
    return PartyTerms(
        role=role,
        called=party.get("called", term_for(role)),
        kind=party["kind"],
        name=known(party["name"]),
        number=known(_text(party.get("number", ""))),
        address=known(party.get("address", "")),
        signatories=_signatories(party.get("signatories", ())),
        seal=party.get("seal"),
    )


def _text(value: object) -> object:
    return str(value) if isinstance(value, int) else value


def _signatories(signatories: object) -> tuple[Signatory, ...]:
    if is_open(signatories):
        return (Signatory(known(signatories), ""),)
    return tuple(map(_signatory, signatories))


def _signatory(person: Mapping) -> Signatory:
    if is_open(person):
        return Signatory(known(person), "")
    witness = _witness(person["witness"]) if "witness" in person else None
    return Signatory(known(person["name"]), known(person.get("capacity", "")), witness)


def _witness(person: Mapping) -> Witness:
    if is_open(person):
        return Witness(known(person), "", "")
    return Witness(*(known(person.get(key, "")) for key in ("name", "address", "occupation")))


def _dates(dates: Mapping[str, str]) -> Mapping[str, date]:
    return {anchor: date.fromisoformat(day) for anchor, day in dates.items()}


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
