"""One clause of the library shown at work: an agreement built from an example of its own."""

import json
from collections.abc import Iterable, Iterator, Mapping

from agreement.assembly.assemble import draft
from agreement.assembly.definitions import pulled_in
from agreement.document.number import number
from agreement.document.plain import Page
from agreement.document.tree import Prose, Provision
from agreement.document.wording import singular
from agreement.library.clause import Clause
from agreement.library.disk import Library
from agreement.reading.load import load
from agreement.reading.source import is_open
from agreement.term_sheet.setting import setting
from agreement.term_sheet.terms import term_for, typed

JURISDICTIONS = ("england-wales", "united-states")


def specimen(clause: Clause, example: Mapping, library: Library) -> bytes:
    """A term sheet with plainly invented parties that asks for one clause, answered as in the
    example; what it requires is left open, and a definition is left to be pulled in."""
    here = (clause.value.get("jurisdictions") or JURISDICTIONS)[0]
    answers = {**example.get("blanks", {})}
    if "alternative" in example:
        answers["alternative"] = example["alternative"]
    jurisdiction = example.get("jurisdiction", here)
    required = _left_open(clause, library)
    roles = {*_roles(clause, required, library), *_named(clause, answers)}
    sheet = {
        "title": "Specimen agreement",
        "form": "agreement",
        "matter": (clause.value.get("matters") or ["payer-provider"])[0],
        "jurisdiction": jurisdiction,
        "effective_date": "2026-12-01",
        "parties": {role: _party(role) for role in sorted(roles)},
        "money": {
            "currency": library.jurisdiction(jurisdiction)["currency"],
            "settlement_sum": "125000.00",
        },
        "clauses": {**required, clause.id: answers},
    }
    return json.dumps(sheet, default=dict).encode()


def _named(clause: Clause, answers: Mapping) -> Iterator[str]:
    for name, blank in clause.blanks.items():
        role = answers.get(name, blank.get("default"))
        if blank["type"] == "party" and role and not is_open(role):
            yield role
        yield from _in_rows(blank, answers.get(name))


def _in_rows(blank: Mapping, rows: object) -> Iterator[str]:
    """The roles that the party columns of a table name."""
    columns = [n for n, one in blank.get("columns", {}).items() if one["type"] == "party"]
    for row in rows if columns and isinstance(rows, list | tuple) else ():
        cells = (row.get(name) for name in columns)
        yield from (role for role in cells if role and not is_open(role))


def _left_open(clause: Clause, library: Library) -> Mapping[str, Mapping]:
    required: dict[str, Mapping] = {}
    waiting = list(clause.requires)
    while waiting:
        other = library.clause(waiting.pop(0))
        if other is not None and other.id not in required:
            blanks = other.blanks.items()
            required[other.id] = {name: "open" for name, one in blanks if "default" not in one}
            waiting += other.requires
    return required


def _party(role: str) -> Mapping[str, str]:
    return {"name": f"Example {term_for(role)}", "kind": "company"}


def _roles(clause: Clause, required: Iterable[str], library: Library) -> Iterator[str]:
    yield from ("payer", "provider", *clause.roles)
    for other in filter(None, map(library.clause, required)):
        yield from (*other.roles, *_named(other, {}))


def specimen_words(clause: Clause, example: Mapping, library: Library) -> str:
    """The words of one clause in an agreement built from its example. Raises Refused."""
    sheet = specimen(clause, example, library)
    if clause.kind == "definitions":
        return _definition_words(clause, sheet, library)
    drafted = draft(sheet, "specimen", library)
    provision = next(one for one in drafted.agreement.provisions if one.id == clause.id)
    page = Page(number(drafted.agreement), drafted.agreement.conventions)
    return " ".join(page.words(prose) for prose in proses(provision))


def _definition_words(clause: Clause, sheet: bytes, library: Library) -> str:
    source = load(sheet, "specimen")
    terms = typed(source)
    here = setting(terms, library.jurisdiction(terms.jurisdiction))
    known = frozenset(map(singular, here.called.values()))
    pulled = pulled_in((clause.heading,), known, here, library)
    entry = next(entry for pick, _, entry in pulled if pick.clause.id == clause.id)
    return Page({}, here.conventions).words(entry.prose)


def proses(provision: Provision) -> Iterator[Prose]:
    """The prose of a provision and of all below it, in order."""
    yield provision.prose
    for one in provision.provisions:
        yield from proses(one)
