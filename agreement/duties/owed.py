"""What each clause of an agreement has the parties owe: worked out once, and recalled for every
agreement that gives the clause the same answers and counts from the same dates. From other dates,
only the duties that hang on them are counted anew."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from agreement.answers.typed import Answers
from agreement.choice.choose import Picked
from agreement.duties.dated import Read, Standing, clause_origin, met, read, standing, together
from agreement.duties.occasion import Origin
from agreement.library.clause import DUTIES, Clause, strings
from agreement.remembered import Memory, remembered
from agreement.term_sheet.anchors import EVENTS, named
from agreement.term_sheet.setting import Setting

_OWED, _ONCE = Memory(most=8192), Memory(most=4096)


def owed(pick: Picked, answers: Answers, setting: Setting) -> Read:
    """The duties a clause creates, in the order of its file, and what is wrong with them."""
    # What is remembered holds the answers, so that no others can take over their identity.
    key = (pick.clause, id(answers), setting.voice, *_beside(pick.clause, answers, setting))
    return _OWED.recall(key, lambda: (answers, _read(pick, answers, setting)))[1]


def _read(pick: Picked, answers: Answers, setting: Setting) -> Read:
    """What its duties come to. Those that no other date or sum can change are read once."""
    origin = clause_origin(pick, answers, setting)
    key = (pick.clause, id(answers), setting.voice)
    once = _ONCE.recall(key, lambda: (answers, tuple(_once(origin))))[1]
    return together(_met(one, origin) if type(one) is Standing else one for one in once)


def _once(origin: Origin) -> Iterator[Read | Standing]:
    """What each duty comes to; the duty itself where that may change: where it counts from an event
    or from another duty or is counted from, or an answer of its clause is a table or a rule."""
    answers, duties = origin.occasion.answers, tuple(standing(origin))
    dated = {*EVENTS, *(one.duty["id"] for one in duties if "id" in one.duty)}
    rules = _may_be_rules(answers)
    for one in duties:
        changes = rules or not dated.isdisjoint(strings(one.duty))
        yield one if changes else _met(one, origin)


def _met(one: Standing, origin: Origin) -> Read:
    duties, findings = read(one, origin)
    return tuple(map(met, duties)), findings


def _beside(clause: Clause, answers: Answers, setting: Setting) -> Iterator[Hashable]:
    """All that the duties of a clause take from the term sheet itself, and not from the answers or
    the voice: the dates of the events that they count from, and the sum that a payment may be a
    share of."""
    events = tuple(EVENTS) if _may_be_rules(answers) else _events(clause)
    dates = _dates(setting) if events else {}
    yield from (dates[event] for event in events)
    if "payments" in clause.value:
        yield repr(setting.sheet.at(("money", "settlement_sum")))


@remembered(most=64)
def _dates(setting: Setting) -> Mapping[str, tuple[date | None, bool]]:
    """The date of each event that a duty may count from, and whether it is only assumed."""
    anchors = {event: named(event, setting) for event in EVENTS}
    return {event: (anchor.on, anchor.provisional) for event, anchor in anchors.items()}


@remembered(most=4096)
def _may_be_rules(answers: Answers) -> bool:
    """Whether an answer is a rule that gives a date, or is a table, whose cells may be."""
    return any(one.rule is not None or type(one.value) is tuple for one in answers.values())


@lru_cache(maxsize=2048)
def _events(clause: Clause) -> tuple[str, ...]:
    """The events that its duties name anywhere."""
    written = frozenset(strings([clause.value.get(name) for name in DUTIES]))
    return tuple(event for event in EVENTS if event in written)
