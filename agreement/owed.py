"""What each clause of an agreement has the parties owe: worked out once, and recalled for every
agreement that gives the clause the same answers and counts from the same dates."""

from collections.abc import Hashable, Iterator
from functools import lru_cache

from agreement.anchors import EVENTS, named
from agreement.answers import Answers
from agreement.choose import Picked
from agreement.clause import DUTIES, Clause, strings
from agreement.document import Duty
from agreement.duties import clause_duties
from agreement.finding import Finding
from agreement.remembered import Memory, remembered
from agreement.setting import Setting

_OWED = Memory(most=8192)


def owed(
    pick: Picked, answers: Answers, setting: Setting
) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """The duties a clause creates, in the order of its file, and what is wrong with them."""
    # What is remembered holds the answers, so that no others can take over their identity.
    key = (pick.clause, id(answers), setting.voice, *_beside(pick.clause, answers, setting))
    return _OWED.recall(key, lambda: (answers, clause_duties(pick, answers, setting)))[1]


def _beside(clause: Clause, answers: Answers, setting: Setting) -> Iterator[Hashable]:
    """All that the duties of a clause take from the term sheet itself, and not from the answers or
    the voice: the dates of the events that they count from, and the sum that a payment may be a
    share of."""
    events = tuple(EVENTS) if _may_be_rules(answers) else _events(clause)
    for event in events:
        anchor = named(event, setting)
        yield from (anchor.on, anchor.provisional)
    if "payments" in clause.value:
        yield repr(setting.sheet.at(("money", "settlement_sum")))


@remembered(most=4096)
def _may_be_rules(answers: Answers) -> bool:
    """Whether an answer is a rule that gives a date, or is a table, whose cells may be."""
    return any(one.rule is not None or type(one.value) is tuple for one in answers.values())


@lru_cache(maxsize=2048)
def _events(clause: Clause) -> tuple[str, ...]:
    """The events that its duties name anywhere."""
    written = frozenset(strings([clause.value.get(name) for name in DUTIES]))
    return tuple(event for event in EVENTS if event in written)
