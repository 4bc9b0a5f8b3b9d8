"""When a duty falls due: its rule in words, and the date the rule gives where that is known.

A rule is `{on: …}`, `{throughout: …}`, or a count of one unit `after` or `before` an anchor, with
`roll`, `calendar` and `by` where they matter. Months are counted from the anchor, never chained.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from agreement.anchors import EVENTS, Anchor, dated, extreme, named
from agreement.answers import Answers
from agreement.calendar import Roll, Unit, add, roll
from agreement.document import Due, OpenPoint, Prose, Text, Use
from agreement.fill import NBSP, fill, open_point
from agreement.setting import Setting
from agreement.terms import Open
from agreement.wording import counted, day_words, time_words

_NOUNS = {"days": "day", "weeks": "week", "months": "month", "years": "year"}
_ROLLED = {
    Roll.FOLLOWING: "the next",
    Roll.PRECEDING: "the last",
    Roll.MODIFIED_FOLLOWING: "the next",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a rule is read against: the answers it shares with its text, the setting, and the
    other duties it may be anchored to, by id."""

    answers: Answers
    setting: Setting
    duties: Mapping[str, tuple[Prose, Due]] = field(default_factory=dict)


class NoSuchAnchor(Exception):
    """A rule names an anchor that nothing in its clause or term sheet gives."""


def due(rule: Mapping, occasion: Occasion) -> Due:
    """The due date of a rule. Raises NoSuchAnchor."""
    if "throughout" in rule:
        return Due((Text("while "), *fill(rule["throughout"], occasion.answers, occasion.setting)))
    timed = _fixed(rule, occasion) if "on" in rule else _period(rule, occasion)
    if "by" not in rule:
        return timed
    at = time_words(rule["by"], occasion.setting.conventions.date_style)
    return replace(timed, rule=(*timed.rule, Text(f", by {at}")), at=at)


def _fixed(rule: Mapping, occasion: Occasion) -> Due:
    anchor = read_anchor(rule["on"], occasion)
    lead = "on or before " if anchor.on else "on "
    return Due((Text(lead), *anchor.words), anchor.on, anchor.provisional)


def _period(rule: Mapping, occasion: Occasion) -> Due:
    unit = next(unit for unit in Unit if unit.value in rule)
    count, words = _count(rule[unit.value], unit, occasion)
    side = "after" if "after" in rule else "before"
    anchor = read_anchor(rule[side], occasion)
    lead = "within " if side == "after" else "not later than "
    told = (Text(lead), *words, Text(f" {side} "), *anchor.words, *_roll_words(rule))
    if anchor.on is None or count is None:
        return Due(told)
    counted_to = add(
        anchor.on, count if side == "after" else -count, unit, _calendar(rule, occasion)
    )
    return Due(told, _rolled(counted_to, rule, occasion), anchor.provisional)


def _calendar(rule: Mapping, occasion: Occasion) -> str:
    return rule.get("calendar", occasion.setting.calendar)


def _rolled(day: date, rule: Mapping, occasion: Occasion) -> date:
    return roll(day, Roll(rule.get("roll", "none")), _calendar(rule, occasion))


def _roll_words(rule: Mapping) -> Prose:
    how = Roll(rule.get("roll", "none"))
    if how is Roll.NONE:
        return ()
    day = Use("Business Day", "Business Day")
    month = " in the same month, or else the last" if how is Roll.MODIFIED_FOLLOWING else ""
    return (
        Text(" or, where that day is not a "),
        day,
        Text(f", {_ROLLED[how]} "),
        day,
        Text(month),
    )


def _count(given: object, unit: Unit, occasion: Occasion) -> tuple[int | None, Prose]:
    if isinstance(given, int):
        return given, _count_words(given, unit)
    if given not in occasion.answers:
        raise NoSuchAnchor(str(given))
    answer = occasion.answers[str(given)]
    if isinstance(answer.value, Open):
        point: OpenPoint = open_point(answer.value, answer.name, occasion.setting)
        return None, (point,)
    return answer.value, _count_words(answer.value, unit)


def _count_words(count: int, unit: Unit) -> Prose:
    match unit:
        case Unit.BUSINESS_DAYS:
            noun = "Business Day" if count == 1 else "Business Days"
            return (Text(f"{count}{NBSP}"), Use("Business Day", noun))
        case Unit.CLEAR_DAYS:
            return (Text(f"{count}{NBSP}clear day{'' if count == 1 else 's'}"),)
    return (Text(counted(count, _NOUNS[unit.value])),)


def read_anchor(anchor: object, occasion: Occasion) -> Anchor:
    """An anchor of a rule: an event every agreement knows, one in words, a date, a date blank,
    another duty, or the later or earlier of several. Raises NoSuchAnchor."""
    if isinstance(anchor, Mapping):
        if "event" in anchor:
            return Anchor(fill(anchor["event"], occasion.answers, occasion.setting))
        return extreme(anchor, occasion.setting, lambda part, _: read_anchor(part, occasion))
    if anchor in EVENTS:
        return named(anchor, occasion.setting)
    if anchor in occasion.answers:
        return _answered(anchor, occasion)
    if anchor in occasion.duties:
        return _after_duty(*occasion.duties[anchor])
    try:
        return dated(date.fromisoformat(str(anchor)), occasion.setting)
    except ValueError:
        raise NoSuchAnchor(str(anchor)) from None


def _answered(name: str, occasion: Occasion) -> Anchor:
    answer = occasion.answers[name]
    if isinstance(answer.value, Open):
        return Anchor((open_point(answer.value, answer.name, occasion.setting),))
    style = occasion.setting.conventions.date_style
    return Anchor((Text(day_words(answer.value, style)),), answer.value)


def _after_duty(what: Prose, due: Due) -> Anchor:
    return Anchor((Text("the day on which this is done: "), *what), due.on, due.provisional)
