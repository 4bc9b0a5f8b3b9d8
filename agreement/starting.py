"""A commented term sheet to start from: the standard for a matter, every question explained."""

from collections.abc import Iterator, Mapping

from agreement.clause import Clause
from agreement.library import Library
from agreement.load import load
from agreement.source import Source
from agreement.terms import term_for

_WIDTH = 44


def standard(matter: str, jurisdiction: str, library: Library) -> Source | None:
    """The standard agreement of a matter under a law, or None where the library has none."""
    path = library.file("standards", f"{matter}-{jurisdiction}.yaml")
    return load(path.read_bytes(), path.name) if path else None


def commented(sheet: Source, library: Library) -> str:
    """A term sheet with the standard's parties and clauses, everything open and explained."""
    value = sheet.value
    here = library.jurisdiction(value["jurisdiction"])
    lines = [*_head(value), *_parties(value["parties"]), *_money(value, here), "clauses:"]
    for id in value["clauses"]:
        clause = library.clause(id)
        if clause is not None:
            lines += _clause(clause, here)
    return "\n".join(lines) + "\n"


def _head(value: Mapping) -> Iterator[str]:
    yield "# yaml-language-server: $schema=schemas/term-sheet.schema.json"
    yield "#"
    yield "# Write open for an answer that is not known yet, or {open: what is known, owner: role}."
    yield "# A line that begins with # shows what is taken where it stays out."
    yield f"title: {value['title']}"
    yield f"form: {value['form']}"
    yield f"matter: {value['matter']}"
    yield f"jurisdiction: {value['jurisdiction']}"
    yield from _row("status: draft", "draft, agreed-in-principle or execution")
    yield from _row("# draft: {number: 1, date: 2026-12-01}", "which draft this is")
    yield from _row("# reference: AB/2026/0001", "printed in the header")
    yield from _row("effective_date: open", "a date, signature, or {later_of: [signature, DATE]}")
    yield from _row("# assumed: {signature: 2026-12-01}", "gives provisional dates")


def _parties(parties: Mapping) -> Iterator[str]:
    yield "parties:"
    for role, party in parties.items():
        yield f"  {role}:"
        yield from _row("    name: open", "the full legal name")
        kinds = "company, nhs-body, public-body, partnership or individual"
        yield from _row(f"    kind: {party['kind']}", kinds)
        yield from _row(f"    # called: {term_for(role)}", "the defined term to use instead")
        yield from _row("    # address: open", "the registered office or address")
        yield from _row("    # signatories: [{name: open, capacity: open}]", "who signs")
    yield "recitals:"
    yield from _row("  - open", "what the parties fell out over, a sentence or two each")


def _money(value: Mapping, here: Mapping) -> Iterator[str]:
    if "money" in value:
        money = f"money: {{currency: {here['currency']}, settlement_sum: open}}"
        yield from _row(money, "the sum agreed")


def _clause(clause: Clause, here: Mapping) -> Iterator[str]:
    yield f"  # {clause.heading}. {clause.value['purpose']}"
    yield f"  {clause.id}:"
    for name, alternative in clause.alternatives.items():
        yield from _row(f"    # alternative: {name}", alternative["use"])
    for name, blank in clause.blanks.items():
        yield from _row(f"    {_answer(name, blank, here)}", _asked(blank))


def _answer(name: str, blank: Mapping, here: Mapping) -> str:
    source, _, field = blank.get("from", "").partition(".")
    if source and (source != "jurisdiction" or field in here):
        return f"# {name}: taken from {blank['from']}"
    if "default" not in blank:
        return f"{name}: open"
    return f"# {name}: {_typed(blank['default'])}"


def _typed(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _asked(blank: Mapping) -> str:
    choices = f" ({', '.join(blank['choices'])})" if "choices" in blank else ""
    columns = blank.get("columns", {})
    rows = f", a list of {{{', '.join(f'{name}: …' for name in columns)}}}" if columns else ""
    return f"{blank['ask']}{choices}{rows}"


def _row(line: str, comment: str) -> Iterator[str]:
    yield f"{line:<{_WIDTH}}  # {' '.join(comment.split())}"
