"""What is wrong with the actions and reviews that a term sheet adds itself, where its schema cannot
tell: who owes them, and from which event their dates are counted."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from agreement.document.markup import parse
from agreement.document.tree import Blank
from agreement.document.wording import nearest
from agreement.finding import Finding, Place, error
from agreement.reading.source import Path, Source, is_open
from agreement.term_sheet.anchors import EVENTS
from agreement.term_sheet.roles import EVERY_PARTY, roles_of, unknown_role

DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2199
_OTHERS = "a date such as 2026-12-01, or {event: what happens}"


def agreed_faults(source: Source) -> Iterator[Finding]:
    """What is wrong with the agreed actions and reviews. Values that the schema will refuse are
    passed over."""
    for path, duty in _duties(source):
        yield from _role(path, duty, source)
        for key in ("what", "evidence"):
            yield from _words(duty.get(key), source.place((*path, key)))
        for below, rule in _rules(path, duty):
            yield from _rule(rule, below, source)


def _duties(source: Source) -> Iterator[tuple[Path, Mapping]]:
    for name in ("actions", "reviews"):
        listed = source.value.get(name)
        for index, duty in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(duty, Mapping):
                yield (name, index), duty


def _role(path: Path, duty: Mapping, source: Source) -> Iterator[Finding]:
    role, roles = duty.get("role"), roles_of(source)
    known = (*roles, EVERY_PARTY)
    if roles and isinstance(role, str) and role and not is_open(role) and role not in known:
        yield unknown_role(role, known, source.place((*path, "role")), "no party has the role")


def _words(text: object, place: Place) -> Iterator[Finding]:
    for inline in parse(text) if isinstance(text, str) else ():
        if isinstance(inline, Blank):
            message = f"[{inline.name}] asks for an answer, and nothing here gives one; write the "
            yield error("unknown-blank", place, f"{message}words, or \\[ for a plain bracket.")


def _rules(path: Path, duty: Mapping) -> Iterator[tuple[Path, Mapping]]:
    """The mappings of a duty that hold anchors: its due date, and a review's own from."""
    yield path, {"from": duty["from"]} if "from" in duty else {}
    if isinstance(duty.get("due"), Mapping):
        yield (*path, "due"), duty["due"]


def _rule(rule: Mapping, path: Path, source: Source) -> Iterator[Finding]:
    yield from _words(rule.get("throughout"), source.place((*path, "throughout")))
    for key in ("after", "before", "not_before", "on", "from"):
        if key in rule:
            yield from _anchor(rule[key], (*path, key), source)


def _anchor(anchor: object, path: Path, source: Source) -> Iterator[Finding]:
    place = source.place(path)
    match anchor:
        case {"event": event}:
            yield from _words(event, place)
        case {"later_of": list(parts)} | {"earlier_of": list(parts)}:
            key = next(iter(anchor))
            for index, part in enumerate(parts):
                yield from _anchor(part, (*path, key, index), source)
        case str() if anchor and not is_open(anchor):
            yield from _named(anchor, place)


def _named(anchor: str, place: Place) -> Iterator[Finding]:
    if anchor in EVENTS:
        return
    meant = nearest(anchor.replace("-", "_").replace(" ", "_"), EVENTS)
    hint = f"did you mean {meant}?" if meant else f"write {', '.join(EVENTS)}, {_OTHERS}."
    told = f"“{anchor}” is no date or event to count from"
    if DATE.fullmatch(anchor):
        day = _day(anchor)
        if day and FIRST_YEAR <= day.year <= LAST_YEAR:
            return
        told = f"the day {anchor} does not exist" if day is None else f"the year of {anchor} is odd"
        hint = f"give a day from {FIRST_YEAR} to {LAST_YEAR}."
    yield error("unknown-anchor", place, f"{told}; {hint}")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
