"""What a period runs from: the event in words, and its date where that is known."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from agreement.document.tree import Prose, Text, Use
from agreement.document.wording import AMERICAN, day_words
from agreement.reading.source import is_open
from agreement.remembered import Memory
from agreement.term_sheet.setting import Setting, Voice

EVENTS: Mapping[str, Prose] = {
    "effective_date": (Text("the "), Use("Effective Date", "Effective Date")),
    "signature": (Text("the date on which the last party signs this Agreement"),),
    "payment": (Text("the date on which the sum payable under this Agreement is paid"),),
    "sealed_order": (Text("the date on which the court seals the order"),),
    "court_approval": (Text("the date on which the court approves this Agreement"),),
}
_NAMED = Memory(most=128)
_OF_TWO = {"later_of": "later", "earlier_of": "earlier"}
_OF_MANY = {"later_of": "latest", "earlier_of": "earliest"}


class Anchor(Struct, frozen=True):
    """A moment in words, its date where known, and whether that date is only assumed; `at` is its
    time of day, written 16:00, where it has one.

    An `event` is in words that read on after "after" or "before" and perhaps after nothing else.
    """

    words: Prose
    on: date | None = None
    provisional: bool = False
    event: bool = False
    at: str = ""


def start_of(effective: object, setting: Setting) -> Anchor:
    """When the agreement takes effect, as its term sheet gives it: a date, an event, or the later
    or earlier of several. While that is open, it has neither words nor a date."""
    if is_open(effective):
        return Anchor(())
    if isinstance(effective, Mapping):
        which, parts = next(iter(effective.items()))
        return extreme(which, [start_of(part, setting) for part in parts], setting)
    if effective in EVENTS:
        return named(str(effective), setting)
    return dated(date.fromisoformat(str(effective)), setting)


def named(event: str, setting: Setting) -> Anchor:
    """One of the events every agreement knows, such as signature."""
    # What is remembered holds the setting, so that no other can take over its identity.
    return _NAMED.recall((event, id(setting)), lambda: (setting, _named(event, setting)))[1]


def _named(event: str, setting: Setting) -> Anchor:
    on, provisional = setting.known_date(event)
    if on is None and event == "effective_date":
        start = start_of(setting.sheet.at(("effective_date",)), setting)
        on, provisional = start.on, start.provisional
    return Anchor(_worded(event, setting.voice), on, provisional)


@lru_cache(maxsize=256)
def _worded(event: str, voice: Voice) -> Prose:
    words = EVENTS[event]
    return tuple(Text(voice.worded(one.text)) if isinstance(one, Text) else one for one in words)


def dated(day: date, setting: Setting) -> Anchor:
    """A fixed day."""
    return Anchor((Text(day_words(day, setting.conventions.date_style)),), day)


def extreme(which: str, anchors: Sequence[Anchor], setting: Setting, side: str = "after") -> Anchor:
    """The later or the earlier of several anchors. It has a date only where each of them has one.

    An event reads on only after "after" or "before", so beside one the `side` is said again:
    "1 December 2026 or after the court decides, whichever is later".
    """
    degree = (_OF_TWO if len(anchors) == 2 else _OF_MANY)[which]
    serial = setting.conventions.date_style == AMERICAN and len(anchors) > 2
    if any(anchor.event for anchor in anchors):
        listed = _listed(anchors, f"or {side} ", f" {side} ", serial)
        words: Prose = (*listed, Text(f", whichever is {degree}"))
        return Anchor(words, event=True)
    words = (Text(f"the {degree} of "), *_listed(anchors, "and ", " ", serial))
    days = [anchor.on for anchor in anchors if anchor.on is not None]
    if len(days) < len(anchors):
        return Anchor(words)
    on = max(days) if which == "later_of" else min(days)
    return Anchor(words, on, any(anchor.provisional for anchor in anchors))


def _listed(anchors: Sequence[Anchor], last: str, again: str, serial: bool) -> Prose:
    words = [*anchors[0].words]
    for count, anchor in enumerate(anchors[1:], 2):
        comma = "," if serial else ""
        words.append(Text(f"{comma} {last}" if count == len(anchors) else f",{again}"))
        words += anchor.words
    return tuple(words)
