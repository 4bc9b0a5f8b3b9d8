"""When a duty falls due: its rule in words, and the date the rule gives where that is known.

A rule is `{on: …}`, `{throughout: …}`, or a count of one unit `after` or `before` an anchor, with
`roll`, `calendar` and `by` where they matter. Months are counted from the anchor, never chained.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from agreement.anchors import EVENTS, Anchor, dated, extreme, named, start_of
from agreement.answers import Answer, Answers
from agreement.calendar import Roll, Unit, add, roll
from agreement.document import Due, Prose, Text, Use
from agreement.fill import NBSP, fill, words_of
from agreement.setting import Setting
from agreement.terms import Open
from agreement.wording import counted, time_words

_NOUNS = {"days": "day", "clear_days": "clear day", "weeks": "week", "months": "month",
          "years": "year"}  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a rule is read against: the answers it shares with its text, the setting, and the
    other duties it may be anchored to, by id."""

    answers: Answers
    setting: Setting
    duties: Mapping[str, tuple[Prose, Due]] = field(default_factory=dict)


class RuleFault(Exception):
    """A rule that gives no date and no words: the id of the finding, and what to do about it."""

    def __init__(self, rule: str, message: str):
        self.rule, self.message = rule, message
        super().__init__(message)


def due(rule: Mapping, occasion: Occasion) -> Due:
    """The due date of a rule. Raises RuleFault."""
    if "throughout" in rule:
        return Due((Text("while "), *fill(rule["throughout"], occasion.answers, occasion.setting)))
    return _fixed(rule, occasion) if "on" in rule else _period(rule, occasion)


def _fixed(rule: Mapping, occasion: Occasion) -> Due:
    anchor = read_anchor(rule["on"], occasion)
    if anchor.event:
        raise RuleFault("unknown-anchor", "nothing can fall on an event in words; count from it: "
                        "{days: 0, after: {event: what happens}}.")  # fmt: skip
    lead: Prose = (Text("on " if str(rule["on"]) in EVENTS else "on or before "),)
    at = _time(rule, occasion)
    if at:
        lead = (Text(f"by {at} on "),)
    return Due((*lead, *anchor.words), anchor.on, anchor.provisional, at)


def _time(rule: Mapping, occasion: Occasion) -> str:
    style = occasion.setting.conventions.date_style
    return time_words(rule["by"], style) if "by" in rule else ""


def _period(rule: Mapping, occasion: Occasion) -> Due:
    unit = next(unit for unit in Unit if unit.value in rule)
    side = _side(rule)
    count = count_of(rule[unit.value], occasion)
    anchor = read_anchor(rule[side], occasion, side)
    at = _time(rule, occasion)
    words = (
        *_lead(rule, unit, anchor, occasion),
        *anchor.words,
        *_roll_words(rule, occasion),
        *_by_words(rule, at),
    )
    if anchor.on is None or count is None:
        return Due(words, at=at)
    signed = count if side == "after" else -count
    on = counted_to(anchor.on, signed, unit, _calendar(rule, occasion))
    return Due(words, _rolled(on, rule, occasion), anchor.provisional, at)


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


def counted_to(start: date, count: int, unit: Unit, calendar: str) -> date:
    """The last day of a period, negative before its start. Raises RuleFault past the year 9999."""
    try:
        return add(start, count, unit, calendar)
    except ValueError as fault:
        raise RuleFault("impossible-date", f"{fault}.") from None


def _rolled(day: date, rule: Mapping, occasion: Occasion) -> date:
    return roll(day, Roll(rule.get("roll", "none")), _calendar(rule, occasion))


def _roll_words(rule: Mapping, occasion: Occasion) -> Prose:
    how = Roll(rule.get("roll", "none"))
    if how is Roll.NONE:
        return ()
    day = _business_day(1, rule, occasion)
    lead, tail = _ROLLED[how]
    unless = (Text(" or, if the last day allowed is not a "), *day, Text(f", {lead}"), *day)
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


def count_of(given: int | str, occasion: Occasion) -> int | None:
    """A number as written or as a blank answers it; None while that is open. Raises RuleFault."""
    if isinstance(given, int):
        return given
    answer = occasion.answers.get(given)
    if answer is not None and isinstance(answer.value, Open):
        return None
    if answer is None or not isinstance(answer.value, int):
        raise RuleFault("unknown-anchor", f"{given} is no number and no blank that asks for one; "
                        "write a whole number.")  # fmt: skip
    return answer.value


def _count_words(given: int | str, unit: Unit, rule: Mapping, occasion: Occasion) -> Prose:
    count = count_of(given, occasion)
    if count is None:
        return words_of(occasion.answers[str(given)], occasion.setting)
    if unit is Unit.BUSINESS_DAYS:
        return (Text(f"{count:,}{NBSP}"), *_business_day(count, rule, occasion))
    return (Text(counted(count, _NOUNS[unit.value])),)


def read_anchor(anchor: object, occasion: Occasion, side: str = "after") -> Anchor:
    """An anchor of a rule: an event every agreement knows, one in words, a date, a date blank,
    another duty, or the later or earlier of several. Raises RuleFault."""
    if isinstance(anchor, Mapping):
        if "event" in anchor:
            return Anchor(fill(anchor["event"], occasion.answers, occasion.setting), event=True)
        which, parts = next(iter(anchor.items()))
        several = [read_anchor(part, occasion, side) for part in parts]
        return extreme(which, several, occasion.setting, side)
    if anchor in EVENTS:
        return named(str(anchor), occasion.setting)
    if anchor in occasion.answers:
        return _answered(occasion.answers[str(anchor)], occasion)
    if anchor in occasion.duties:
        return _after_duty(*occasion.duties[str(anchor)])
    try:
        return dated(date.fromisoformat(str(anchor)), occasion.setting)
    except ValueError:
        raise _unknown(anchor) from None


def _unknown(anchor: object) -> RuleFault:
    message = (
        f"no date, event or duty is called {anchor}; give a date such as 2026-12-01, "
        "effective_date, signature, or {event: what happens}."
    )
    return RuleFault("unknown-anchor", message)


def _answered(answer: Answer, occasion: Occasion) -> Anchor:
    if answer.rule is not None:
        return start_of(answer.rule, occasion.setting)
    if isinstance(answer.value, Open):
        return Anchor(words_of(answer, occasion.setting))
    if not isinstance(answer.value, date):
        raise _unknown(answer.path[-1])
    return dated(answer.value, occasion.setting)


def _after_duty(what: Prose, due: Due) -> Anchor:
    """The completion of another duty, whose own due date is only the day it is expected."""
    return Anchor(
        (Text("the completion of the action “"), *what, Text("”")), due.on, due.on is not None
    )
