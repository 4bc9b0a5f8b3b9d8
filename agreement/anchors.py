"""What a period runs from: the event in words, and its date where that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreement.document import Prose, Text, Use
from agreement.setting import Setting
from agreement.wording import day_words

EVENTS: Mapping[str, Prose] = {
    "effective_date": (Text("the "), Use("Effective Date", "Effective Date")),
    "signature": (Text("the date on which the last party signs this Agreement"),),
    "payment": (Text("the date on which the sum payable under this Agreement is paid"),),
    "sealed_order": (Text("the date on which the court seals the order"),),
    "court_approval": (Text("the date on which the court approves this Agreement"),),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event in words, its date where known, and whether that date is only assumed."""

    words: Prose
    on: date | None = None
    provisional: bool = False


def start_of(effective: object, setting: Setting) -> Anchor:
    """When the agreement takes effect, as its term sheet gives it: a date, an event or a choice of
    the later or earlier of several."""
    if isinstance(effective, Mapping):
        return extreme(effective, setting, start_of)
    if effective in EVENTS:
        return named(str(effective), setting)
    return dated(date.fromisoformat(str(effective)), setting)


def named(event: str, setting: Setting) -> Anchor:
    """One of the events every agreement knows, such as signature."""
    on, provisional = setting.known_date(event)
    if on is None and event == "effective_date":
        rule = setting.sheet.at(("effective_date",))
        start = start_of(rule, setting) if _answered(rule) else Anchor(())
        on, provisional = start.on, start.provisional
    return Anchor(EVENTS[event], on, provisional)


def _answered(rule: object) -> bool:
    return rule != "open" and not (isinstance(rule, Mapping) and "open" in rule)


def dated(day: date, setting: Setting) -> Anchor:
    """A fixed day."""
    return Anchor((Text(day_words(day, setting.conventions.date_style)),), day)


def extreme(rule: Mapping, setting: Setting, read) -> Anchor:
    """The later or the earlier of several anchors, each given to `read`. It has a date only where
    each of them has one."""
    which = "later_of" if "later_of" in rule else "earlier_of"
    anchors = [read(part, setting) for part in rule[which]]
    words = (Text(f"the {which.removesuffix('_of')} of "), *_listed(anchors))
    days = [anchor.on for anchor in anchors]
    if None in days:
        return Anchor(words)
    on = max(days) if which == "later_of" else min(days)
    return Anchor(words, on, any(anchor.provisional for anchor in anchors))


def _listed(anchors: list[Anchor]) -> Prose:
    words: list = []
    for count, anchor in enumerate(anchors, 1):
        words += anchor.words
        if count < len(anchors):
            words.append(Text(" and " if count == len(anchors) - 1 else ", "))
    return tuple(words)
