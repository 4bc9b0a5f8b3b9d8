"""Heads of terms: the same duties as the agreement's, in plain short sentences to be read aloud."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from agreement.anchors import start_of
from agreement.choose import Picked
from agreement.document import (
    ActionItem,
    Blank,
    Due,
    Duty,
    Inline,
    Payment,
    Prose,
    Provision,
    Reference,
    ReviewDate,
    Text,
)
from agreement.duties import OPEN_ROLE
from agreement.fill import APOSTROPHE, NBSP
from agreement.money import parse, shown
from agreement.plainly import alone, first_lowered, first_raised, plainly
from agreement.prose import inlines, plain_words
from agreement.roles import EVERY_PARTY
from agreement.schedules import due_words
from agreement.setting import Setting
from agreement.status import ALL, NONE, needs_approval
from agreement.terms import Open, known
from agreement.wording import counted, day_words

SUM, LONG_FORM = "money.settlement_sum", "long_form_by"
MOST_ACTIONS = 12
"""How many action items are read aloud before those without a fixed start are only counted."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What heads of terms are made from: the clauses of the full agreement, their duties, and the
    clauses that the heads print in full because these bind."""

    clauses: tuple[Picked, ...]
    duties: tuple[Duty, ...]
    bound: tuple[Provision, ...]
    setting: Setting


def heads(outline: Outline) -> tuple[Provision, ...]:
    """The operative provisions of heads of terms."""
    parts = (
        ("payments", "What is paid, and when", _payments(outline)),
        ("actions", "What each party will do, and by when", _actions(outline)),
        ("reviews", "What is reviewed, and when", _reviews(outline)),
        ("clauses", "The full agreement", _contents(outline)),
        ("next", "What happens next", _next(outline.setting)),
    )
    told = tuple(_part(name, heading, tuple(lines)) for name, heading, lines in parts)
    binding = _part("binding", "What binds", tuple(_binding(outline)))
    return (*(part for part in told if part.provisions), *alone(outline.bound), binding)


def _part(name: str, heading: str, lines: tuple[Provision, ...]) -> Provision:
    below = tuple(replace(one, id=f"heads/{name}/{n}") for n, one in enumerate(lines, 1))
    return Provision(f"heads/{name}", heading, (), below)


def _line(*words: Inline, below: tuple[Provision, ...] = ()) -> Provision:
    return Provision("", "", tuple(words), below)


def _payments(outline: Outline) -> Iterator[Provision]:
    setting = outline.setting
    total = known(setting.sheet.at(("money", "settlement_sum")))
    if isinstance(total, Open):
        yield _line(
            Text("The settlement sum is "), setting.open_point(total, SUM, "the sum"), _STOP
        )
    elif total is not None:
        figure = shown(parse(total, setting.currency), setting.currency)
        yield _line(Text("The settlement sum is "), Blank(SUM, figure), _STOP)
    payments = [duty for duty in outline.duties if isinstance(duty, Payment)]
    for _, same in groupby(payments, key=_alike):
        yield _line(*_paid([*same], setting), _STOP)


def _alike(duty: Payment) -> tuple:
    """What payments that are told in one sentence have in common: all but the date."""
    return duty.payer, duty.payee, duty.amount, plain_words(duty.what), duty.due.on is None


def _paid(same: list[Payment], setting: Setting) -> Iterator[Inline]:
    one, each = same[0], " each time" if len(same) > 1 else ""
    amount = "" if one.amount is None else f" {shown(one.amount, setting.currency)}{each}"
    yield Text(f"{_who(one.payer, setting)} pays {_who(one.payee, setting, '')}{amount}: ")
    yield from first_lowered(plainly(one.what, setting))
    for count, payment in enumerate(same, 1):
        yield Text(" and " if count == len(same) > 1 else ", ")
        yield from _when(payment.due, setting)


_STOP = Text(".")


def _who(role: str, setting: Setting, article: str = "The ") -> str:
    special = {EVERY_PARTY: "Each party", OPEN_ROLE: "A party still to be named"}
    if role in special:
        return special[role] if article else first_lowered((Text(special[role]),))[0].text
    return f"{article or 'the '}{setting.called[role]}"


def _when(due: Due, setting: Setting) -> Prose:
    return first_lowered(plainly(due_words(due, setting), setting))


def _actions(outline: Outline) -> Iterator[Provision]:
    setting = outline.setting
    items = [duty for duty in outline.duties if isinstance(duty, ActionItem)]
    listed = [one for one in items if len(items) <= MOST_ACTIONS or _told(one, setting)]
    order = (*setting.called, EVERY_PARTY, OPEN_ROLE)
    listed.sort(key=lambda one: order.index(one.role))
    for role, own in groupby(listed, key=lambda one: one.role):
        below = tuple(
            Provision(f"heads/actions/{role}/{n}", "", (*_item(one, setting), Text(stop)))
            for n, (one, stop) in enumerate(_stopped([*own]), 1)
        )
        yield _line(Text(f"{_who(role, setting)} will:"), below=below)
    rest = len(items) - len(listed)
    if rest:
        depends = "depends" if rest == 1 else "depend"
        more = f"{counted(rest, 'other action item')} {depends} on what happens later"
        yield _line(Text(f"{more}: see the full agreement."))


def _told(one: ActionItem, setting: Setting) -> bool:
    """Whether an item is told among many: it is dated, runs from the start, or binds."""
    binding = setting.sheet.binding
    if binding == ALL or (isinstance(binding, tuple) and one.provision.startswith(binding)):
        return True
    anchored = any(getattr(word, "term", "") == "Effective Date" for word in inlines(one.due.rule))
    return one.due.on is not None or anchored


def _item(one: ActionItem, setting: Setting) -> Prose:
    what = first_lowered(plainly(one.what, setting))
    return (*what, Text(", "), *_when(one.due, setting))


def _stopped(items: list[ActionItem]) -> Iterator[tuple[ActionItem, str]]:
    """The items of a list, each with what ends it."""
    ends = [";"] * (len(items) - 1) + ["."]
    if len(items) > 1:
        ends[-2] = "; and"
    return zip(items, ends, strict=True)


def _reviews(outline: Outline) -> Iterator[Provision]:
    setting = outline.setting
    dates = [duty for duty in outline.duties if isinstance(duty, ReviewDate)]
    for _, same in groupby(dates, key=lambda one: plain_words(one.what)):
        reviews = [*same]
        what = first_raised(plainly(reviews[0].what, setting))
        yield _line(*what, Text(": "), *_span([one.due for one in reviews], setting), _STOP)


def _span(dues: list[Due], setting: Setting) -> Prose:
    """When a review is held: once, or so many times from the first day to the last."""
    first, last = dues[0], dues[-1]
    if len(dues) == 1:
        return _when(first, setting)
    times = f"{len(dues)}{NBSP}times, "
    if first.on is None or last.on is None:
        ends = (_when(replace(due, on=None), setting) for due in (first, last))
        return (Text(f"{times}first "), *next(ends), Text(" and last "), *next(ends))
    style = setting.conventions.date_style
    days = f"from {day_words(first.on, style)} to {day_words(last.on, style)}"
    return (Text(f"{times}{days}{' (provisionally)' if last.provisional else ''}"),)


def _contents(outline: Outline) -> Iterator[Provision]:
    yield _line(Text("The full agreement carries these heads of terms out. Its clauses are these."))
    for one in outline.clauses:
        yield _line(Text(_told_of(one, outline.setting)))


def _told_of(one: Picked, setting: Setting) -> str:
    heading, purpose = (" ".join(one.clause.value[key].split()) for key in ("heading", "purpose"))
    return setting.worded(f"{heading}: {purpose}").replace("'", APOSTROPHE)


def _next(setting: Setting) -> Iterator[Provision]:
    start = known(setting.sheet.at(("effective_date",)))
    asked = (Text("The settlement takes effect on "),)
    if isinstance(start, Open):
        point = setting.open_point(start, "effective_date", "the day the settlement takes effect")
        yield _line(*asked, point, _STOP)
    else:
        yield _line(*asked, *start_of(start, setting).words, Text(" (the effective date)"), _STOP)
    asked = "the date by which the full agreement is to be signed"
    day = known(setting.sheet.at((LONG_FORM,)))
    when: Inline = setting.open_point(day if isinstance(day, Open) else Open(), LONG_FORM, asked)
    if isinstance(day, str):
        printed = day_words(date.fromisoformat(day), setting.conventions.date_style)
        when = Blank(LONG_FORM, printed)
    yield _line(Text("The parties aim to sign the full agreement on or before "), when, _STOP)


def _binding(outline: Outline) -> Iterator[Provision]:
    setting = outline.setting
    words, binding = setting.form["binding"], setting.sheet.binding
    waits = binding != NONE and needs_approval([one.clause.id for one in outline.clauses])
    some = binding if isinstance(binding, tuple) else ()
    said = words["some" if some else binding]
    for sentence in (*(words["approval"] if waits else ()), *said):
        before, found, after = sentence.partition("{clauses}")
        listed = [word for id in some for word in (Reference(id), Text(", "))][:-1]
        yield _line(Text(before), *(listed if found else ()), *((Text(after),) if after else ()))
