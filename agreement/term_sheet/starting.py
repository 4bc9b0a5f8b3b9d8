"""A commented term sheet to start from: the standard for a matter, every question explained."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from textwrap import wrap

from agreement.library.clause import Clause
from agreement.library.disk import Library
from agreement.library.states import UNITED_STATES
from agreement.reading.load import load
from agreement.reading.source import is_open
from agreement.term_sheet.terms import term_for

WIDTH = 100
"""The longest line of a sheet, in characters."""

_COLUMN = 44
# What YAML reads as just these words, whatever the type of the answer.
_PLAIN = re.compile(r"(?!(true|false|yes|no|on|off|null)$)[A-Za-z]([^:#]|(?<! )#|:(?! |$))*")
_SAMPLES = {"money": '"1000.00"', "percent": '"2.5"', "date": "2026-12-01", "text": "open"}


def starting_sheet(matter: str, jurisdiction: str, library: Library) -> str | None:
    """The standard agreement of a matter under a law as a term sheet with every question explained,
    or None where the library has no such standard. Raises Refused where its file is not YAML."""
    path = library.file("standards", f"{matter}-{jurisdiction}.yaml")
    if path is None:
        return None
    raw = path.read_bytes()
    value = load(raw, path.name).value
    here = library.jurisdiction(jurisdiction)
    lines = [*_head(value, _notes(raw.decode())), *_parties(value["parties"])]
    lines += [*_money(value, here), "clauses:"]
    for id, answers in value["clauses"].items():
        clause = library.clause(id)
        if clause is not None:
            lines += _clause(clause, answers or {}, here, tuple(value["parties"]))
    return "\n".join(lines) + "\n"


def _notes(text: str) -> tuple[str, ...]:
    """The comments at the top of a standard, but not the line that names its schema."""
    top = takewhile(lambda line: line.startswith("#"), text.splitlines())
    return tuple(line for line in top if "$schema=" not in line)


def _head(value: Mapping, notes: tuple[str, ...]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=schemas/term-sheet.schema.json"
    yield "#"
    yield "# Write open for an answer that is not known yet, or {open: what is known, owner: role}."
    yield "# A line that begins with # shows what is taken where it stays out."
    yield "# The kind of a party is company, nhs-body, public-body, partnership, llp or individual."
    yield from ("#", *notes) if notes else ()
    for key in ("title", "form", "matter", "jurisdiction"):
        yield f"{key}: {value[key]}"
    if value["jurisdiction"] == UNITED_STATES:
        yield from _row("# state: CA", "two letters, where the rules of a state matter")
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
        yield f"    kind: {party['kind']}"
        yield from _row(f"    # called: {term_for(role)}", "the defined term to use instead")
        if party["kind"] == "individual":
            yield from _row("    # address: open", "where the person lives")
            continue
        yield from _row("    # address: open", "the registered office or address")
        yield from _row("    # signatories: [{name: open, capacity: open}]", "who signs")
    yield "recitals:"
    yield from _row("  - open", "who fell out over what, in a sentence or two")


def _money(value: Mapping, here: Mapping) -> Iterator[str]:
    sums = value.get("money", {})
    known = f"money: {{currency: {here['currency']}"
    if "settlement_sum" in sums:
        yield from _row(f"{known}, settlement_sum: open}}", "the sum agreed")
    elif sums:
        yield from _row(f"{known}}}", "the currency of every sum")


def _clause(
    clause: Clause, answers: Mapping, here: Mapping, roles: tuple[str, ...]
) -> Iterator[str]:
    yield ""
    yield from _comment("  ", f"{clause.heading}. {clause.value['purpose']}")
    yield f"  {clause.id}:"
    chosen = answers.get("alternative", "")
    for name, alternative in clause.alternatives.items():
        mark = "" if name == chosen else "# "
        yield from _row(f"    {mark}alternative: {name}", alternative["use"])
    asked = clause.asks(chosen, answers)
    known = clause.asks(chosen, dict.fromkeys(clause.blanks, "open"))
    for name, blank in clause.blanks.items():
        about = _about(blank) if name in known else f"{_about(blank)}, in another wording"
        yield from _row(f"    {_answer(name, blank, answers, here, name in asked)}", about)
        yield from _row_shape(blank, roles)


def _answer(name: str, blank: Mapping, answers: Mapping, here: Mapping, asked: bool) -> str:
    if name in answers:
        given = answers[name]
        return f"{name}: {'open' if is_open(given) else _typed(given, blank['type'])}"
    source, _, field = blank.get("from", "").partition(".")
    if source and (source != "jurisdiction" or field in here):
        return f"# {name}: taken from {blank['from']}"
    if "default" in blank:
        return f"# {name}: {_typed(blank['default'], blank['type'])}"
    return f"{'' if asked else '# '}{name}: open"


def _typed(value: object, kind: str) -> str:
    """An answer as a person types it in YAML."""
    plain = isinstance(value, str) and (kind == "date" or _PLAIN.fullmatch(value))
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def _about(blank: Mapping) -> str:
    choices = f" ({', '.join(blank['choices'])})" if "choices" in blank else ""
    rows = "; in its place, a list with rows such as this" if "columns" in blank else ""
    return f"{blank['ask']}{choices}{rows}"


def _row_shape(blank: Mapping, roles: tuple[str, ...]) -> Iterator[str]:
    """A sample row of a table, as comments: take the marks away and it stands."""
    samples = {**_SAMPLES, "party": roles[0]}
    mark, lead = "    # ", "  - "
    for name, column in blank.get("columns", {}).items():
        about = column["ask"] + (", where there is one" if column.get("optional") else "")
        sample = f"{lead}{name}: {samples.get(column['type'], 1)}"
        yield from (mark + line for line in _row(sample, about, len(mark)))
        lead = "    "


def _row(line: str, comment: str, taken: int = 0) -> Iterator[str]:
    """A line with its comment behind it, or above it where both do not fit; `taken` is how many
    characters of the line's width are taken by what stands before it."""
    words = " ".join(comment.split()).rstrip(".")
    beside = f"{line:<{_COLUMN - taken}}  # {words}"
    if len(beside) + taken <= WIDTH:
        yield beside
        return
    indent = " " * (len(line) - len(line.lstrip()))
    yield from _comment(indent, f"{words}:", taken)
    yield line


def _comment(indent: str, words: str, taken: int = 0) -> Iterator[str]:
    lead = f"{indent}# "
    yield from wrap(words, WIDTH - taken, initial_indent=lead, subsequent_indent=lead)
