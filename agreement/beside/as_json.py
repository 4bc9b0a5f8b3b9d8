"""The assembled agreement as JSON: the whole tree with its numbers and the words of every
cross-reference, for programs that read agreements. schemas/agreement.schema.json describes it.

Dates are ISO 8601; an amount is a string of digits with the currency beside it; keys keep one
order, so that equal agreements give equal bytes.
"""

import json
from collections.abc import Iterable, Mapping

from agreement.assembly.entries import Entry, entries
from agreement.document.number import cited, number
from agreement.document.plain import Page
from agreement.document.tree import (
    Agreement,
    Blank,
    Definition,
    Execution,
    Inline,
    OpenPoint,
    Party,
    Prose,
    Provision,
    Reference,
    Schedule,
    Table,
    Text,
    Use,
)
from agreement.inspect.seal import EMPTY, sealed

FORMAT = "build-agreement/agreement/1"
"""Which shape the JSON has; a change that breaks a reader gives it the next number."""


def tree(agreement: Agreement) -> bytes:
    """The agreement as sealed JSON in UTF-8, indented, with a line break at its end."""
    text = json.dumps(composed(agreement), ensure_ascii=False, indent=1)
    return sealed(f"{text}\n".encode())


def composed(agreement: Agreement) -> dict:
    """The agreement as mappings, lists, strings, numbers and truth values."""
    page = Page(number(agreement), agreement.conventions)
    listed = entries(agreement)
    return {
        "format": FORMAT,
        "title": agreement.title,
        "form": agreement.form,
        "status": agreement.status,
        "legend": agreement.status_words,
        "draft": agreement.draft,
        "dated": agreement.dated and agreement.dated.isoformat(),
        "timed": agreement.timed,
        "reference": agreement.reference,
        "author": agreement.author,
        "language": agreement.conventions.language,
        "currency": agreement.currency,
        "notice": agreement.notice,
        "testimonium": agreement.testimonium,
        "court": [_prose(line, page) for line in agreement.court],
        "parts": list(agreement.conventions.parts),
        "parties": [_party(party, page) for party in agreement.parties],
        "recitals": _provisions(agreement.recitals, page),
        "operative": _provisions(agreement.operative, page),
        "schedules": [_schedule(schedule, page) for schedule in agreement.schedules],
        "execution": [_execution(block, page) for block in agreement.execution],
        "duties": [_duty(entry, agreement.currency) for entry in listed],
        "open_points": [_open_point(point) for point in agreement.open_points],
        "clauses": _clauses(agreement),
        "term_sheet": agreement.sheet_digest,
        "seal": EMPTY,
    }


def _clauses(agreement: Agreement) -> list[Mapping]:
    return [
        {
            "clause": source.clause,
            "alternative": source.alternative,
            "sha256": source.digest,
            "why": source.why,
        }
        for source in agreement.sources
    ]


def _party(party: Party, page: Page) -> Mapping:
    label = page.numbers[f"parties/{party.role}"].label
    return {
        "role": party.role,
        "term": party.term,
        "label": label,
        "prose": _prose(party.prose, page),
    }


def _provisions(provisions: Iterable[Provision], page: Page) -> list[Mapping]:
    return [_provision(provision, page) for provision in provisions]


def _provision(one: Provision, page: Page) -> Mapping:
    return {
        "id": one.id,
        **_number(one.id if one.numbered else "", page),
        "heading": one.heading,
        "prose": _prose(one.prose, page),
        "provisions": _provisions(one.provisions, page),
    }


def _number(id: str, page: Page) -> Mapping:
    """A number in full, as its paragraph shows it, and as a cross-reference does."""
    found = page.numbers.get(id)
    if found is None:
        return {"number": "", "label": "", "cited": ""}
    return {
        "number": str(found),
        "label": found.label,
        "cited": cited(found, page.conventions),
    }


def _schedule(schedule: Schedule, page: Page) -> Mapping:
    page = page.inside(schedule.id)
    return {
        "id": schedule.id,
        **_number(schedule.id, page),
        "heading": schedule.heading,
        "prose": _prose(schedule.prose, page),
        "provisions": _provisions(schedule.provisions, page),
        "table": _table(schedule.table, page) if schedule.table else None,
    }


def _table(table: Table, page: Page) -> Mapping:
    return {
        "columns": [
            {"heading": column.heading, "figures": column.figures} for column in table.columns
        ],
        "rows": [[_prose(cell, page) for cell in row] for row in table.rows],
        "totalled": table.totalled,
    }


def _execution(block: Execution, page: Page) -> Mapping:
    lines = [{"label": label, "value": value} for label, value in block.lines]
    return {"role": block.role, "prose": _prose(block.words, page), "lines": lines}


def _duty(entry: Entry, currency: str) -> Mapping:
    amount = None if entry.amount is None else {"sum": f"{entry.amount}", "currency": currency}
    return {
        "kind": str(entry.kind),
        "count": entry.count,
        "provision": entry.provision,
        "cited": entry.cited,
        "what": entry.what,
        "owner": entry.owner,
        "payee": entry.payee,
        "due": {
            "rule": entry.due,
            "on": entry.on and entry.on.isoformat(),
            "at": entry.at,
            "provisional": entry.provisional,
        },
        "amount": amount,
        "amount_words": entry.sum,
        "evidence": entry.evidence,
    }


def _prose(prose: Prose, page: Page) -> Mapping:
    """Prose as words, and as its pieces, each with the words it prints."""
    return {
        "words": page.words(prose),
        "pieces": [{**_piece(inline), "words": page.words((inline,))} for inline in prose],
    }


def _piece(inline: Inline) -> Mapping:
    match inline:
        case Text():
            return {"is": "text"}
        case Definition(term):
            return {"is": "definition", "term": term}
        case Use(term):
            return {"is": "use", "term": term}
        case Reference(target):
            return {"is": "reference", "target": target}
        case Blank(name):
            return {"is": "answer", "name": name}
        case OpenPoint():
            return {"is": "open point", **_open_point(inline)}


def _open_point(point: OpenPoint) -> Mapping:
    return {
        "number": point.number,
        "what": point.what,
        "owner": point.owner,
        "name": point.name,
    }
