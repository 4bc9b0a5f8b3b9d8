"""The duties of an agreement told plainly: what is paid, done and reviewed, and when."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from agreement.answers.fill import NBSP
from agreement.answers.typed import Answers
from agreement.assembly.plainly import first_lowered, first_raised, plainly
from agreement.assembly.schedules import due_words
from agreement.choice.choose import Picked
from agreement.document.prose import inlines, plain_words
from agreement.document.tree import (
    ActionItem,
    Blank,
    Due,
    Duty,
    Inline,
    Payment,
    Prose,
    Provision,
    ReviewDate,
    Text,
    clause_of,
)
from agreement.document.wording import counted, day_words
from agreement.duties.dated import OPEN_ROLE
from agreement.money import parse, shown
from agreement.term_sheet.roles import EVERY_PARTY
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.status import ALL
from agreement.term_sheet.terms import Open, known

SUM = "money.settlement_sum"
STOP = Text(".")
MOST_ACTIONS, MOST_REVIEWS, MANY_CLAUSES = (5, 8), 2, 14
"""How many action items and reviews are read aloud before the rest are only counted, so that heads
of terms fill two pages; the more items where the agreement has no more clauses than this."""


class Outline(Struct, frozen=True):
    """What heads of terms are made from: the agreed clauses of the full agreement, those that are
    open as a whole, with their one answer, the duties, and the clauses that the heads print in full
    because these bind."""

    clauses: tuple[Picked, ...]
    unsettled: tuple[tuple[Picked, Answers], ...]
    duties: tuple[Duty, ...]
    bound: tuple[Provision, ...]
    setting: Setting


def line(*words: Inline, below: tuple[Provision, ...] = ()) -> Provision:
    """A line of heads of terms."""
    return Provision("", "", tuple(words), below)


def payments(outline: Outline) -> Iterator[Provision]:
    """The sum, and each payment."""
    setting = outline.setting
    total = known(setting.sheet.at(("money", "settlement_sum")))
    if isinstance(total, Open):
        yield line(Text("The settlement sum is "), setting.open_point(total, SUM, "the sum"), STOP)
    elif total is not None:
        figure = shown(parse(total, setting.currency), setting.currency)
        yield line(Text("The settlement sum is "), Blank(SUM, figure), STOP)
    payments = [duty for duty in outline.duties if isinstance(duty, Payment)]
    for _, same in groupby(payments, key=_alike):
        yield line(*_paid([*same], setting), STOP)


def _alike(duty: Payment) -> tuple:
    """What payments that are told in one sentence have in common: all but the date."""
    figure = duty.amount, duty.left_open
    return duty.payer, duty.payee, figure, plain_words(duty.what), duty.due.on is None


def _paid(same: list[Payment], setting: Setting) -> Iterator[Inline]:
    one, each = same[0], " each time" if len(same) > 1 else ""
    amount = "" if one.amount is None else f" {shown(one.amount, setting.currency)}{each}"
    yield Text(f"{_who(one.payer, setting)} pays {_who(one.payee, setting, '')}{amount}")
    yield from (Text(" "), *one.left_open) if one.left_open else ()
    yield Text(": ")
    yield from first_lowered(_told(one.what, setting))
    for count, payment in enumerate(same, 1):
        yield Text(" and " if count == len(same) > 1 else ", ")
        yield from _when(payment.due, setting)


def _who(role: str, setting: Setting, article: str = "The ") -> str:
    special = {EVERY_PARTY: "Each party", OPEN_ROLE: "A party still to be named"}
    if role in special:
        return special[role] if article else first_lowered((Text(special[role]),))[0].text
    return f"{article or 'the '}{setting.called[role]}"


def _when(due: Due, setting: Setting) -> Prose:
    return first_lowered(_told(due_words(due, setting), setting))


def _told(prose: Prose, setting: Setting) -> Prose:
    """Prose as heads of terms put it; what binds is printed in them and referred to there."""
    binding = setting.sheet.binding
    return plainly(prose, setting, printed=binding if isinstance(binding, tuple) else ())


def actions(outline: Outline) -> Iterator[Provision]:
    """What each party will do, under its name."""
    setting = outline.setting
    items = [duty for duty in outline.duties if isinstance(duty, ActionItem)]
    most = MOST_ACTIONS[len(outline.clauses) <= MANY_CLAUSES]
    listed = items if len(items) <= most else _most(items, most, setting)
    order = (*setting.called, EVERY_PARTY, OPEN_ROLE)
    listed = sorted(listed, key=lambda one: order.index(one.role))
    for role, own in groupby(listed, key=lambda one: one.role):
        below = tuple(
            Provision(f"heads/actions/{role}/{n}", "", (*_item(one, setting), Text(stop)))
            for n, (one, stop) in enumerate(_stopped([*own]), 1)
        )
        yield line(Text(f"{_who(role, setting)} will:"), below=below)
    rest = len(items) - len(listed)
    if rest:
        stands = "stands" if rest == 1 else "stand"
        more = f"{counted(rest, 'other action item')} {stands}"
        yield line(Text(f"{more} in the full agreement."))


def _most(items: list[ActionItem], most: int, setting: Setting) -> list[ActionItem]:
    """The items that are told among many: those that bind, and the first of those that are dated or
    run from the start."""
    bound = [one for one in items if _binds(one.provision, setting)]
    dated = [one for one in items if _dated(one) and one not in bound]
    told = (*bound, *dated[: max(0, most - len(bound))])
    return [one for one in items if one in told]


def _binds(provision: str, setting: Setting) -> bool:
    binding = setting.sheet.binding
    return binding == ALL or (isinstance(binding, tuple) and clause_of(provision) in binding)


def _dated(one: ActionItem) -> bool:
    anchored = any(getattr(word, "term", "") == "Effective Date" for word in inlines(one.due.rule))
    return one.due.on is not None or anchored


def _item(one: ActionItem, setting: Setting) -> Prose:
    """What is done and by when; an assumed date is left to the full agreement."""
    what = first_lowered(_told(one.what, setting))
    due = replace(one.due, on=None) if one.due.provisional else one.due
    return (*what, Text(", "), *_when(due, setting))


def _stopped(items: list[ActionItem]) -> Iterator[tuple[ActionItem, str]]:
    """The items of a list, each with what ends it."""
    ends = [";"] * (len(items) - 1) + ["."]
    if len(items) > 1:
        ends[-2] = "; and"
    return zip(items, ends, strict=True)


def reviews(outline: Outline) -> Iterator[Provision]:
    """What is looked at again, each thing once."""
    setting = outline.setting
    dates = [duty for duty in outline.duties if isinstance(duty, ReviewDate)]
    each = [[*same] for _, same in groupby(dates, key=lambda one: plain_words(one.what))]
    bound = sum(_binds(reviews[0].provision, setting) for reviews in each)
    told = max(MOST_REVIEWS, bound)
    each.sort(key=lambda reviews: not _binds(reviews[0].provision, setting))
    for reviews in each[:told]:
        what = first_raised(_told(reviews[0].what, setting))
        yield line(*what, Text(": "), *_span([one.due for one in reviews], setting), STOP)
    if len(each) > told:
        rest = counted(len(each) - told, "other review")
        stands = "stands" if len(each) == told + 1 else "stand"
        yield line(Text(f"{rest} {stands} in the full agreement."))


def _span(dues: list[Due], setting: Setting) -> Prose:
    """When a review is held: once, or so many times from the first day to the last."""
    first, last = dues[0], dues[-1]
    if len(dues) == 1:
        return _when(replace(first, on=None) if first.provisional else first, setting)
    times = f"{len(dues)}{NBSP}times, "
    if first.on is None or last.on is None:
        ends = (_when(replace(due, on=None), setting) for due in (first, last))
        return (Text(f"{times}first "), *next(ends), Text(" and last "), *next(ends))
    style = setting.conventions.date_style
    days = f"from {day_words(first.on, style)} to {day_words(last.on, style)}"
    return (Text(f"{times}{days}{' (provisionally)' if last.provisional else ''}"),)
