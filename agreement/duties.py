"""The dated duties of the chosen clauses and of the term sheet: action items, review dates and
payments, each with the provision that creates it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import starmap

from agreement.anchors import Anchor
from agreement.answers import Answer, Answers, Calculated
from agreement.calendar import Unit
from agreement.choose import Picked
from agreement.document import ActionItem, Due, Duty, Payment, Prose, ReviewDate, Text
from agreement.due import Occasion, RuleFault, count_of, counted_to, due, read_anchor
from agreement.fill import fill, stands, words_of
from agreement.finding import Finding, Place, error
from agreement.roles import EVERY_PARTY, unknown_role
from agreement.setting import Setting
from agreement.source import Path, Source, dotted, is_open
from agreement.terms import Open, known
from agreement.wording import counted

AGREED_ACTIONS = "term-sheet/actions"
AGREED_REVIEWS = "term-sheet/reviews"
OPEN_ROLE = "open"
_ASKED = {
    ("actions", "what"): "what is to be done",
    ("actions", "due"): "when it is due",
    ("actions", "evidence"): "what proves that it is done",
    ("reviews", "what"): "what is looked at",
    ("reviews", "due"): "when the review is held",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where duties are written: the id their provisions begin with, the file and place of the
    lists, and what the rules are read against."""

    id: str
    source: Source
    path: Path
    occasion: Occasion

    @property
    def lists(self) -> Mapping:
        """The mapping that may hold actions, reviews and payments."""
        return self.source.value

    def place(self, *path: str | int) -> Place:
        """The place of a duty's key in its file."""
        return self.source.place((*self.path, *path))

    def provision(self, duty: Mapping) -> str:
        """The id of the provision that creates a duty."""
        name = duty.get("provision")
        return f"{self.id}/{name}" if name else self.id


def clause_duties(
    pick: Picked, answers: Answers, setting: Setting
) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """The duties a clause creates, in the order of its file, and what is wrong with them."""
    origin = Origin(pick.clause.id, pick.clause.source, (), Occasion(answers, setting))
    return _collected(origin)


def sheet_duties(setting: Setting) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """The duties the term sheet adds to those of its clauses."""
    origin = Origin("term-sheet", setting.sheet.source, (), Occasion({}, setting))
    duties, findings = _collected(origin)
    return tuple(starmap(_of_sheet, enumerate(duties, 1))), findings


def _of_sheet(count: int, duty: Duty) -> Duty:
    if isinstance(duty, ReviewDate):
        return replace(duty, provision=AGREED_REVIEWS)
    return replace(duty, provision=f"{AGREED_ACTIONS}/{count}")


def _collected(origin: Origin) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    duties: list[Duty] = []
    findings: list[Finding] = []
    readers = (("actions", _action), ("reviews", _reviews), ("payments", _payments))
    for name, reader in readers:
        for index, duty in enumerate(origin.lists.get(name, ())):
            if not stands(duty.get("when"), origin.occasion.answers):
                continue
            try:
                duties += reader(duty, origin, (name, index))
                findings += _role_faults(duty, origin, origin.place(name, index))
            except RuleFault as fault:
                place = origin.place(name, index, "due")
                findings.append(error(fault.rule, place, fault.message))
    return tuple(duties), tuple(findings)


def _role_faults(duty: Mapping, origin: Origin, place: Place) -> Iterator[Finding]:
    roles = tuple(origin.occasion.setting.called)
    for key in ("role", "payer", "payee"):
        role = duty.get(key)
        known = role is None or role == EVERY_PARTY or role in origin.occasion.answers
        if not known and role not in roles:
            yield unknown_role(role, roles, place, "a duty is given to the role")


def _action(duty: Mapping, origin: Origin, path: Path) -> Iterator[ActionItem]:
    occasion = origin.occasion
    item = ActionItem(
        origin.provision(duty),
        _role(duty["role"], occasion),
        _words("what", duty, origin, path),
        _due(duty, origin, path),
        _words("evidence", duty, origin, path),
    )
    if "id" in duty:
        occasion.duties[duty["id"]] = (item.what, item.due)
    yield item


def _words(key: str, duty: Mapping, origin: Origin, path: Path) -> Prose:
    """What a duty says under a key; a term sheet's own duty may leave it open."""
    if is_open(duty[key]):
        return _open(key, duty, origin, path)
    return fill(duty[key], origin.occasion.answers, origin.occasion.setting)


def _due(duty: Mapping, origin: Origin, path: Path) -> Due:
    if is_open(duty["due"]):
        return Due(_open("due", duty, origin, path))
    return due(duty["due"], origin.occasion)


def _open(key: str, duty: Mapping, origin: Origin, path: Path) -> Prose:
    value, asked = known(duty[key]), _ASKED[str(path[0]), key]
    return (origin.occasion.setting.open_point(value, dotted((*path, key)), asked),)


def _role(role: str, occasion: Occasion) -> str:
    answer = occasion.answers.get(role)
    if answer is None:
        return role
    return OPEN_ROLE if isinstance(answer.value, Open) else str(answer.value)


def _reviews(duty: Mapping, origin: Origin, path: Path) -> Iterator[ReviewDate]:
    occasion = origin.occasion
    what = _words("what", duty, origin, path)
    if "due" in duty:
        yield ReviewDate(origin.provision(duty), what, _due(duty, origin, path))
        return
    for when in _series(duty, occasion):
        yield ReviewDate(origin.provision(duty), what, when)


def _series(duty: Mapping, occasion: Occasion) -> Iterator[Due]:
    """The dates of repeated reviews; the first alone while it is open how many there are."""
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
        yield replace(nth, rule=(*nth.rule, *again))


def _open_words(blank: str, occasion: Occasion) -> Prose:
    return words_of(occasion.answers[blank], occasion.setting)


def _nth(count: int, unit: Unit, anchor: Anchor, occasion: Occasion) -> Due:
    words = (Text(f"{counted(count, unit.value.removesuffix('s'))} after "), *anchor.words)
    if anchor.on is None:
        return Due(words)
    on = counted_to(anchor.on, count, unit, occasion.setting.calendar)
    return Due(words, on, anchor.provisional)


def _payments(duty: Mapping, origin: Origin, path: Path) -> Iterator[Payment]:
    occasion = origin.occasion
    payment = Payment(
        provision=origin.provision(duty),
        payer=_role(duty["payer"], occasion),
        payee=_role(duty["payee"], occasion),
        what=_words("what", duty, origin, path),
        due=Due(()),
    )
    if "each_row" in duty:
        yield from _rows(payment, duty, occasion)
        return
    amount = occasion.answers.get(duty.get("amount", ""))
    yield replace(_of(payment, amount), due=due(duty["due"], occasion))


def _rows(payment: Payment, duty: Mapping, occasion: Occasion) -> Iterator[Payment]:
    table = occasion.answers[duty["each_row"]["of"]].value
    for row in () if isinstance(table, Open) else table:
        on, amount = row[duty["each_row"]["on"]], row[duty["amount"]]
        yield replace(_of(payment, amount), due=_on(on, occasion))


def _on(cell: Answer, occasion: Occasion) -> Due:
    words: Prose = words_of(cell, occasion.setting)
    return Due(words, cell.value if isinstance(cell.value, date) else None)


def _of(payment: Payment, amount: Answer | None) -> Payment:
    if amount is None or isinstance(amount.value, Open):
        return payment
    if isinstance(amount.value, Calculated):
        return replace(payment, amount=amount.value.figure)
    return replace(payment, amount=amount.value, answer=amount.name)
