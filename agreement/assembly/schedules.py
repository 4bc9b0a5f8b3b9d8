"""The schedules of the duties of an agreement: its payments, its action items and its review dates.

A duty is told once: where two agreements have the very same duty, they have the very same row."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from agreement.document.prose import plain_words
from agreement.document.tree import (
    ActionItem,
    Agreement,
    Blank,
    Column,
    Due,
    Duty,
    Inline,
    OpenPoint,
    Payment,
    Prose,
    Reference,
    ReviewDate,
    Schedule,
    Table,
    Text,
)
from agreement.document.wording import day_words
from agreement.duties.dated import OPEN_ROLE
from agreement.money import shown
from agreement.remembered import Memory, remembered
from agreement.term_sheet.roles import EVERY_PARTY
from agreement.term_sheet.setting import Setting, Voice

PAYMENTS, ACTIONS, REVIEWS = "schedules/payments", "schedules/actions", "schedules/reviews"
_ROWS, _SCHEDULES = Memory(most=4096), Memory(most=256)
_PREVAILS = "Where this Schedule and a provision it names differ, the provision prevails."


def duty_schedules(duties: tuple[Duty, ...], setting: Setting) -> Iterator[Schedule]:
    """The payments, the action items and the review dates, each where there are any."""
    for name, (kind, *_) in _KINDS.items():
        listed = tuple(duty for duty in duties if type(duty) is kind)
        if listed:
            yield _schedule(name, listed, setting)


def _schedule(name: str, duties: tuple[Duty, ...], setting: Setting) -> Schedule:
    def made() -> Schedule:
        _, heading, columns, told = _KINDS[name]
        rows = tuple(_row(told, duty, count, setting) for count, duty in enumerate(duties, 1))
        return Schedule(name, heading, _lead(name, setting.voice), Table(columns, rows))

    # What is remembered holds the duties, so that no others can take over their identity.
    key = (setting.voice, *map(id, duties))
    return _SCHEDULES.recall(key, lambda: (duties, made()))[1]


def _row(
    told: Callable[[Duty, Setting], tuple[Prose, ...]], duty: Duty, count: int, setting: Setting
) -> tuple[Prose, ...]:
    # What is remembered holds the duty, so that no other can take over its identity.
    key = (id(duty), count, setting.voice)
    return _ROWS.recall(key, lambda: (duty, (_words(str(count)), *told(duty, setting))))[1]


@lru_cache(maxsize=256)
def _lead(id: str, voice: Voice) -> Prose:
    return Text(voice.worded(_LEADS[id])), Text(_PREVAILS)


@lru_cache(maxsize=1024)
def _words(text: str) -> Prose:
    return (Text(text),)


@lru_cache(maxsize=1024)
def _provision(id: str) -> Prose:
    return (Reference(id),)


_LEADS: Mapping[str, str] = {
    PAYMENTS: "This Schedule lists the payments due under this Agreement. ",
    ACTIONS: "This Schedule lists what each party shall do under this Agreement, by when, and what "
    "proves that it is done. ",
    REVIEWS: "This Schedule lists the dates on which the parties look again at how this Agreement "
    "works. A review whose day is a Saturday, a Sunday or a public holiday is held on the next day "
    "that is none of these. ",
}
_NUMBER, _PROVISION, _DUE = Column("No.", 4), Column("Provision", 9), Column("Due", 18)
_ACTION = (_NUMBER, _PROVISION, Column("Action", 15), Column("Owner", 8), _DUE, Column("Proof", 14))
_REVIEW = (_NUMBER, _PROVISION, Column("Review", 20), _DUE)
_PAYMENT = (_NUMBER, _PROVISION, Column("Payment", 13), Column("From", 7), Column("To", 7), _DUE,
            Column("Amount", 10, figures=True))  # fmt: skip


def _action(duty: ActionItem, setting: Setting) -> tuple[Prose, ...]:
    return (
        _provision(duty.provision),
        sentence(duty.what),
        _words(owner(duty.role, setting)),
        due_words(duty.due, setting),
        sentence(duty.evidence),
    )


def _review(duty: ReviewDate, setting: Setting) -> tuple[Prose, ...]:
    return (_provision(duty.provision), sentence(duty.what), due_words(duty.due, setting))


def _payment(duty: Payment, setting: Setting) -> tuple[Prose, ...]:
    figure = (Text("see "), Reference(duty.told or duty.provision))
    if duty.amount is not None:
        words = shown(duty.amount, setting.currency)
        figure = (Blank(duty.answer, words) if duty.answer else Text(words),)
    return (
        _provision(duty.provision),
        sentence(duty.what),
        _words(owner(duty.payer, setting)),
        _words(owner(duty.payee, setting)),
        due_words(duty.due, setting),
        figure,
    )


_KINDS = {
    PAYMENTS: (Payment, "Payments", _PAYMENT, _payment),
    ACTIONS: (ActionItem, "Action items", _ACTION, _action),
    REVIEWS: (ReviewDate, "Review dates", _REVIEW, _review),
}
_SPECIAL = {EVERY_PARTY: "Each party", OPEN_ROLE: "Open"}


def owner(role: str, setting: Setting) -> str:
    """Who owes a duty, by the name the agreement gives them."""
    return _SPECIAL.get(role) or setting.called[role]


def due_words(due: Due, setting: Setting | Agreement) -> Prose:
    """A due date as a schedule prints it: the rule, then the date where the rule does not. Only
    the conventions of the setting matter, which the finished agreement has too."""
    rule = sentence(due.rule)
    if due.on is None:
        return rule
    day = day_words(due.on, setting.conventions.date_style)
    if due.provisional:
        return (*rule, Text(f" (provisionally, {day})"))
    # "1 May 2027" does not stand in "11 May 2027".
    words = plain_words(due.rule)
    told = day in words and any(not before[-1:].isdigit() for before in words.split(day)[:-1])
    return rule if told else (*rule, Text(f": {day}"))


@remembered(most=4096)
def sentence(prose: Prose) -> Prose:
    """Prose with a capital letter first, as a cell of a schedule begins; an open point stays."""
    if not prose or isinstance(prose[0], OpenPoint):
        return prose
    first: Inline = prose[0]
    if isinstance(first, Text):
        first = Text(first.text[:1].upper() + first.text[1:])
    return (first, *prose[1:])
