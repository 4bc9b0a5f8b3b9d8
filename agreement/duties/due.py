"""When a duty falls due: its rule in words, and the date the rule gives where that is known.

A rule is `{on: …}`, `{throughout: …}`, or a count of one unit `after` or `before` an anchor, with
`roll`, `calendar`, `by` and `not_before` where they matter; a day that is named may `roll` too.
Months are counted from the anchor, never chained. Hours are counted by the clock from an anchor
that has a time of day.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from msgspec.structs import replace

from agreement.answers.fill import NBSP, fill, words_of
from agreement.document.tree import Due, Prose, Text, Use
from agreement.document.wording import counted, day_words, time_words
from agreement.duties.calendar import Roll, Unit, add, roll
from agreement.duties.occasion import Occasion, RuleFault, count_of, read_anchor
from agreement.remembered import Memory
from agreement.term_sheet.anchors import EVENTS, Anchor

_NOUNS = {"days": "day", "clear_days": "clear day", "weeks": "week", "months": "month",
          "years": "year"}  # fmt: skip
_WORDS = Memory(most=2048)
_UNITS = {unit.value: unit for unit in Unit}
_ROLLED = {
    Roll.FOLLOWING: ("by the next ", ""),
    Roll.PRECEDING: ("by the last ", " before it"),
    Roll.MODIFIED_FOLLOWING: ("by the next ", " in the same month or else the last before it"),
}
_ELSEWHERE = {
    "england-wales": "in England and Wales",
    "scotland": "in Scotland",
    "northern-ireland": "in Northern Ireland",
    "us-federal": "of the federal government of the United States",
    "us-fedwire": "of the Federal Reserve Banks",
}


def due(rule: Mapping, occasion: Occasion) -> Due:
    """The due date of a rule. Raises RuleFault."""
    if "throughout" in rule:
        return Due((Text("while "), *fill(rule["throughout"], occasion.answers, occasion.setting)))
    if "hours" in rule:
        return _hours(rule, occasion)
    when = _fixed(rule, occasion) if "on" in rule else _period(rule, occasion)
    return _not_before(when, rule, occasion) if "not_before" in rule else when


def _fixed(rule: Mapping, occasion: Occasion) -> Due:
    anchor = _day(rule["on"], occasion)
    lead: Prose = (Text("on " if str(rule["on"]) in EVENTS else "on or before "),)
    at = _time(rule, occasion)
    if at:
        lead = (Text(f"by {at} on "),)
    words = (*lead, *anchor.words, *_roll_words(rule, occasion, "that day"))
    on = None if anchor.on is None else rolled(anchor.on, rule, occasion)
    return Due(words, on, anchor.provisional, at)


def of_day(words: Prose, day: date, rule: Mapping, occasion: Occasion) -> Due:
    """What falls due on a day of its own: its words alone or, where the rule moves it because it is
    no business day, the day it moves to and why: "1 March 2027 (the next Business Day after …)"."""
    on = rolled(day, rule, occasion)
    if on == day:
        return Due(words, on)
    told = day_words(on, occasion.setting.conventions.date_style)
    lead, side = (" (the next ", " after ") if on > day else (" (the last ", " before ")
    moved = (Text(told + lead), *_business_day(1, rule, occasion), Text(side), *words, Text(")"))
    return Due(moved, on)


def _day(anchor: object, occasion: Occasion) -> Anchor:
    """An anchor on which something can fall. Raises RuleFault."""
    found = read_anchor(anchor, occasion)
    if found.event:
        raise RuleFault("unknown-anchor", "nothing can fall on an event in words; count from it: "
                        "{days: 0, after: {event: what happens}}.")  # fmt: skip
    return found


def _time(rule: Mapping, occasion: Occasion) -> str:
    style = occasion.setting.conventions.date_style
    return time_words(rule["by"], style) if "by" in rule else ""


def _period(rule: Mapping, occasion: Occasion) -> Due:
    unit = next(_UNITS[key] for key in rule if key in _UNITS)
    side = _side(rule)
    count = count_of(rule[unit.value], occasion)
    anchor = read_anchor(rule[side], occasion, side)
    at = _time(rule, occasion)
    words = _period_words(rule, unit, anchor, occasion)
    if anchor.on is None or count is None:
        return Due(words, at=at)
    signed = count if side == "after" else -count
    on = counted_to(anchor.on, signed, unit, _calendar(rule, occasion))
    return Due(words, rolled(on, rule, occasion), anchor.provisional, at)


def _not_before(when: Due, rule: Mapping, occasion: Occasion) -> Due:
    """The due date or, where the day that it is not to be before is later, that day."""
    first = _day(rule["not_before"], occasion)
    later = (Text(", or on "), *first.words, Text(" if that is later"))
    told = replace(when, rule=(*when.rule, *later))
    if when.on is None or first.on is None or first.on <= when.on:
        return told
    return replace(told, on=first.on, provisional=first.provisional)


def _period_words(rule: Mapping, unit: Unit, anchor: Anchor, occasion: Occasion) -> Prose:
    count = count_of(rule[unit.value], occasion)
    if count is None:
        return _told(rule, unit, anchor, occasion)
    # What is remembered holds the rule and the words, so that no others take over their identity.
    key = (id(rule), id(anchor.words), count, occasion.setting.voice)
    held = rule, anchor.words
    return _WORDS.recall(key, lambda: (held, _told(rule, unit, anchor, occasion)))[1]


def _told(rule: Mapping, unit: Unit, anchor: Anchor, occasion: Occasion) -> Prose:
    return (
        *_lead(rule, unit, anchor, occasion),
        *anchor.words,
        *_roll_words(rule, occasion),
        *_by_words(rule, _time(rule, occasion)),
    )


def _hours(rule: Mapping, occasion: Occasion) -> Due:
    """A number of hours. The date is the day on which the last of them falls, known only where
    the anchor has a time of day."""
    side, given = _side(rule), rule["hours"]
    count, anchor = count_of(given, occasion), read_anchor(rule[side], occasion, side)
    length: Prose = (Text(counted(count, "hour")),) if count is not None else ()
    length = length or words_of(occasion.answers[str(given)], occasion.setting)
    lead = "within " if side == "after" else "not later than "
    words = (Text(lead), *length, Text(f" {side} "), *anchor.words)
    if anchor.on is None or not anchor.at or count is None:
        return Due(words)
    last = _clock(anchor, count if side == "after" else -count)
    at = time_words(f"{last:%H:%M}", occasion.setting.conventions.date_style)
    return Due(words, last.date(), anchor.provisional, at)


def _clock(anchor: Anchor, hours: int) -> datetime:
    """The moment so many hours after an anchor that has a time. Raises RuleFault."""
    try:
        return datetime.fromisoformat(f"{anchor.on}T{anchor.at}") + timedelta(hours=hours)
    except OverflowError:
        message = f"{hours} hours from {anchor.on} is not a date: shorten the period."
        raise RuleFault("impossible-date", message) from None


def _side(rule: Mapping) -> str:
    return "after" if "after" in rule else "before"


def _lead(rule: Mapping, unit: Unit, anchor: Anchor, occasion: Occasion) -> Prose:
    given, side = rule[unit.value], _side(rule)
    if count_of(given, occasion) == 0:
        return (Text(f"on the same day, {side} " if anchor.event else "on "),)
    lead = "within " if side == "after" else "not later than "
    return (Text(lead), *_count_words(given, unit, rule, occasion), Text(f" {side} "))


def _calendar(rule: Mapping, occasion: Occasion) -> str:
    return rule.get("calendar", occasion.setting.calendar)


@lru_cache(maxsize=4096)
def counted_to(start: date, count: int, unit: Unit, calendar: str) -> date:
    """The last day of a period, negative before its start. Raises RuleFault past the year 9999."""
    try:
        return add(start, count, unit, calendar)
    except ValueError as fault:
        raise RuleFault("impossible-date", f"{fault}.") from None


def rolled(day: date, rule: Mapping, occasion: Occasion) -> date:
    """The day to which a rule moves one that is no business day."""
    return roll(day, Roll(rule.get("roll", "none")), _calendar(rule, occasion))


def _roll_words(rule: Mapping, occasion: Occasion, named: str = "the last day allowed") -> Prose:
    how = Roll(rule.get("roll", "none"))
    if how is Roll.NONE:
        return ()
    day = _business_day(1, rule, occasion)
    lead, tail = _ROLLED[how]
    unless = (Text(f" or, if {named} is not a "), *day, Text(f", {lead}"), *day)
    return (*unless, Text(tail))


def _by_words(rule: Mapping, at: str) -> Prose:
    if not at:
        return ()
    rolled = rule.get("roll", "none") != "none"
    return (Text(f", in either case by {at}" if rolled else f", by {at} on the last day allowed"),)


def _business_day(count: int, rule: Mapping, occasion: Occasion) -> Prose:
    """The defined term, or plain words where the days are not those of this jurisdiction."""
    calendar, one = _calendar(rule, occasion), count == 1
    if calendar != occasion.setting.calendar:
        return (Text(f"business day{'' if one else 's'} {_ELSEWHERE[calendar]}"),)
    return (Use("Business Day", "Business Day" if one else "Business Days"),)


def _count_words(given: int | str, unit: Unit, rule: Mapping, occasion: Occasion) -> Prose:
    count = count_of(given, occasion)
    if count is None:
        return words_of(occasion.answers[str(given)], occasion.setting)
    if unit is Unit.BUSINESS_DAYS:
        return (Text(f"{count:,}{NBSP}"), *_business_day(count, rule, occasion))
    return (Text(counted(count, _NOUNS[unit.value])),)
