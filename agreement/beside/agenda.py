"""The dated duties of an agreement as a calendar (RFC 5545): an all-day event for each, with
reminders, which a calendar updates when the next draft is imported.

The words of an event name the parties by their terms alone, because a calendar is read by people
who need not know who the patient is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, vInt

from agreement.assembly.entries import Entry, Kind, entries, full_name
from agreement.document.tree import Agreement
from agreement.document.wording import NBSP
from agreement.inspect.seal import EMPTY, sealed, unbroken

LEAD_DAYS: Mapping[Kind, tuple[int, ...]] = {
    Kind.PAYMENT: (7, 1),
    Kind.ACTION: (7,),
    Kind.REVIEW: (14,),
}
"""How many days before its date a duty of each kind is called to mind."""

_CANCELLED = "CANCELLED"
_NO_DATE = date(1980, 1, 1)
# A copy for signature comes after every draft, and a calendar takes only a higher number for news.
_FOR_SIGNATURE = 10_000
_OURS = UUID("8f1d0c39-5a67-4d5e-9f2b-64c1e7a0b318")
_NAMES = re.compile(r"\bname\b", re.IGNORECASE)


def agenda(agreement: Agreement, earlier: bytes = b"") -> bytes:
    """The sealed calendar; a duty whose date is not known is left out.

    Of an `earlier` calendar of the same agreement, as this program wrote it, each event that is no
    more comes back cancelled, and one that changed has a higher version (RFC 5545, 3.8.1.11 and
    3.8.7.4). The same agreement and the same earlier calendar give the same bytes.
    """
    before = _events(earlier)
    hidden = _hidden(agreement)
    calendar = Calendar()
    name = _without(agreement.reference or agreement.title, hidden)
    for key, value in (("prodid", "-//build-agreement//EN"), ("version", "2.0"), ("name", name),
                       ("x-wr-calname", name), ("x-seal", EMPTY)):  # fmt: skip
        calendar.add(key, value)
    for uid, entry in _identified(agreement):
        if entry.on is not None:
            event = _event(uid, entry, agreement, hidden)
            calendar.add_component(_after(before.pop(uid, None), event))
    for gone in before.values():
        calendar.add_component(_cancelled(gone, agreement))
    return sealed(calendar.to_ical(sorted=False))


def _identified(agreement: Agreement) -> Iterator[tuple[str, Entry]]:
    """Each duty with an identity that outlives a change of its date: the term sheet's reference or
    title, the provision, the kind, and which of several such duties it is."""
    seen: Counter[tuple[str, Kind]] = Counter()
    for entry in entries(agreement):
        key = entry.provision, entry.kind
        seen[key] += 1
        named = (agreement.reference or agreement.title, *key, str(seen[key]))
        yield str(uuid5(_OURS, "\n".join(named))), entry


def _events(earlier: bytes) -> dict[str, Event]:
    """The events of a calendar that this program wrote and nobody edited, by their identity."""
    if not earlier or not unbroken(earlier):
        return {}
    try:
        return {str(one["UID"]): one for one in Calendar.from_ical(earlier).walk("VEVENT")}
    except (KeyError, ValueError):
        return {}


def _after(earlier: Event | None, event: Event) -> Event:
    """The event with a version above that of the earlier one, unless nothing changed."""
    if earlier is not None:
        rise = int(_told(earlier) != _told(event))
        event["SEQUENCE"] = vInt(max(event["SEQUENCE"], earlier["SEQUENCE"] + rise))
    return event


def _told(event: Event) -> tuple[bytes, ...]:
    """What a person reads in an event."""
    names = ("DTSTART", "SUMMARY", "DESCRIPTION", "STATUS")
    return tuple(event[name].to_ical() if name in event else b"" for name in names)


def _cancelled(event: Event, agreement: Agreement) -> Event:
    """An event that is no more: without reminders, and of a later version than it had. One that
    was cancelled before stays as it was."""
    if event.get("STATUS") == _CANCELLED:
        return event
    gone = Event()
    for name in ("UID", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"):
        gone[name] = event[name]
    gone.add("dtstamp", _stamp(agreement))
    gone.add("sequence", max(sequence(agreement), event["SEQUENCE"] + 1))
    gone.add("status", _CANCELLED)
    return gone


def _stamp(agreement: Agreement) -> datetime:
    return datetime.combine(agreement.dated or _NO_DATE, time(), UTC)


def _event(uid: str, entry: Entry, agreement: Agreement, hidden: Mapping[str, str]) -> Event:
    summary = _without(_summary(entry), hidden)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(agreement))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("sequence", sequence(agreement))
    event.add("summary", summary)
    event.add("description", _without(_description(entry, agreement), hidden))
    event.add("categories", [entry.kind.title()])
    # An all-day deadline leaves the day free for appointments.
    event.add("transp", "TRANSPARENT")
    for days in LEAD_DAYS[entry.kind]:
        event.add_component(_alarm(days, summary))
    return event


def _alarm(days: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", summary)
    return alarm


def sequence(agreement: Agreement) -> int:
    """Which version of its events a calendar holds: the first number in the draft's, or 0; that of
    a copy for signature is higher than any draft's."""
    found = re.search(r"\d{1,4}", agreement.draft)
    final = _FOR_SIGNATURE if agreement.status == "execution" else 0
    return final + (int(found[0]) if found else 0)


def _summary(entry: Entry) -> str:
    match entry.kind:
        case Kind.PAYMENT:
            told = f"{entry.owner} pays {entry.payee}: {entry.what}"
            told = f"{told}, {entry.sum}" if entry.sum else told
        case Kind.ACTION:
            told = f"{entry.owner}: {entry.what}"
        case Kind.REVIEW:
            told = f"Review: {entry.what}"
    return f"{told} (provisional)" if entry.provisional else told


def _description(entry: Entry, agreement: Agreement) -> str:
    lines = (
        agreement.reference or agreement.title,
        entry.cited[:1].upper() + entry.cited[1:],
        f"Due: {entry.due}",
        entry.evidence and f"Proof: {entry.evidence}",
        entry.provisional and "The date is provisional: it rests on an assumed date.",
    )
    return "\n".join(filter(None, lines))


def _hidden(agreement: Agreement) -> dict[str, str]:
    """The names of parties and of those who sign, each with the term that stands in its place; the
    longest first, so that a name inside another does not break it."""
    terms = {party.role: party.term for party in agreement.parties}
    names = {full_name(one): one.term for one in agreement.parties if full_name(one)}
    for block in agreement.execution:
        for label, value in block.lines:
            if value and _NAMES.search(label):
                names.setdefault(value, f"a person for the {terms[block.role]}")
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def _without(words: str, hidden: Mapping[str, str]) -> str:
    for name, term in hidden.items():
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _, term=term: term, words)
    # Many a calendar shows the space that holds "clause 5.2" together as a stray sign.
    return words.replace(NBSP, " ")
