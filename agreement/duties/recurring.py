"""Repeated reviews: the due date of each, counted from the first anchor and never from the review
before it."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from agreement.answers.fill import words_of
from agreement.document.tree import Due, Prose, Text
from agreement.document.wording import counted
from agreement.duties.calendar import Roll, Unit, roll
from agreement.duties.due import counted_to
from agreement.duties.occasion import Occasion, count_of, read_anchor
from agreement.remembered import Memory
from agreement.term_sheet.anchors import Anchor

_WORDS = Memory(most=2048)


def series(duty: Mapping, occasion: Occasion) -> Iterator[Due]:
    """The dates of repeated reviews, each on a business day, the next one where its own is none;
    the first alone while it is open how many there are."""
    anchor = read_anchor(duty["from"], occasion)
    unit, given = next((Unit(unit), count) for unit, count in duty["every"].items())
    every, times = count_of(given, occasion), count_of(duty["times"], occasion)
    again: Prose = ()
    if times is None:
        again = (Text(", and at that interval again: "), *_open_words(duty["times"], occasion))
    if every is None:
        lead = (Text("at an interval of "), *_open_words(given, occasion), Text(" after "))
        yield Due((*lead, *anchor.words, *again))
        return
    for count in range(1, (1 if times is None else times) + 1):
        nth = _nth(count * every, unit, anchor, occasion)
        yield replace(nth, rule=(*nth.rule, *again)) if again else nth


def _open_words(blank: str, occasion: Occasion) -> Prose:
    return words_of(occasion.answers[blank], occasion.setting)


def _counted(count: int, unit: Unit, since: Prose) -> Prose:
    return (Text(f"{counted(count, unit.value.removesuffix('s'))} after "), *since)


def _nth(count: int, unit: Unit, anchor: Anchor, occasion: Occasion) -> Due:
    # What is remembered holds the words, so that no others can take over their identity.
    key = (count, unit, id(anchor.words))
    words = _WORDS.recall(key, lambda: (anchor.words, _counted(count, unit, anchor.words)))[1]
    if anchor.on is None:
        return Due(words)
    calendar = occasion.setting.calendar
    on = roll(counted_to(anchor.on, count, unit, calendar), Roll.FOLLOWING, calendar)
    return Due(words, on, anchor.provisional)
