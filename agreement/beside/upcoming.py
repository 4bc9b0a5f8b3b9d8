"""What is due soon and what is past its date, over many agreements, by who has to see to it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from agreement.assembly.entries import Entry, Kind
from agreement.assembly.listing import Listing

EVERYBODY = "Each party"
"""Who sees to a review, which no single party owes."""


class Upcoming(Struct, frozen=True):
    """A dated duty of a matter, who owes it, by name where the name is known and else by the
    term, and the days left from today: below 0 it is past."""

    owner: str
    matter: str
    entry: Entry
    days: int


def upcoming(listings: Iterable[Listing], today: date, within: int) -> tuple[Upcoming, ...]:
    """Each duty that is past its date or due within a number of days from today, by owner, and of
    one owner the longest overdue first.

    An agreement does not know what was done since, so a duty past its date stays in the list.
    """
    last = today + min(timedelta(days=within), date.max - today)
    found = [
        Upcoming(_owner(entry, listing.names), listing.matter, entry, (entry.on - today).days)
        for listing in listings
        for entry in sorted(listing.entries, key=lambda one: (one.kind, one.count))
        if entry.on is not None and entry.on <= last
    ]
    return tuple(sorted(found, key=lambda one: (one.owner, one.days, one.matter)))


def _owner(entry: Entry, names: Mapping[str, str]) -> str:
    return EVERYBODY if entry.kind is Kind.REVIEW else names.get(entry.owner, entry.owner)
