"""The dated duties of the chosen clauses and of the term sheet: action items, review dates and
payments, each with the provision that creates it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap

from msgspec import Struct
from msgspec.structs import replace

from agreement.answers.fill import fill, stands
from agreement.answers.typed import Answer, Answers
from agreement.choice.choose import Picked
from agreement.document.tree import ActionItem, Due, Duty, Payment, Prose, ReviewDate
from agreement.duties.calendar import Roll, roll
from agreement.duties.due import due
from agreement.duties.occasion import Occasion, Origin, RuleFault
from agreement.duties.payable import figured, payable
from agreement.duties.recurring import series
from agreement.finding import Finding, error
from agreement.reading.source import Path, dotted, is_open
from agreement.remembered import Memory
from agreement.term_sheet.roles import EVERY_PARTY, unknown_role
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open, known

AGREED_ACTIONS = "term-sheet/actions"
AGREED_REVIEWS = "term-sheet/reviews"
OPEN_ROLE = "open"
_MET = Memory(most=4096)
_ASKED = {
    ("actions", "what"): "what is to be done",
    ("actions", "due"): "when it is due",
    ("actions", "evidence"): "what proves that it is done",
    ("reviews", "what"): "what is looked at",
    ("reviews", "due"): "when the review is held",
}


class Standing(Struct, frozen=True):
    """A duty whose conditions hold and whose provision this form has: what reads it, the duty as
    it is written, and where that is."""

    reader: Callable
    duty: Mapping
    path: Path


Read = tuple[tuple[Duty, ...], tuple[Finding, ...]]
"""Duties, and what is wrong with them."""


def clause_origin(pick: Picked, answers: Answers, setting: Setting) -> Origin:
    """Where the duties of a clause are written, and what they are read against."""
    return Origin(pick.clause.id, pick.clause.source, (), Occasion(answers, setting))


def clause_duties(pick: Picked, answers: Answers, setting: Setting) -> Read:
    """The duties a clause creates, in the order of its file, and what is wrong with them."""
    origin = clause_origin(pick, answers, setting)
    return together(read(one, origin) for one in standing(origin))


def together(parts: Iterable[Read]) -> Read:
    """What was read of several duties, in one."""
    duties, findings = [], []
    for created, faulty in parts:
        duties += created
        findings += faulty
    return tuple(duties), tuple(findings)


def met(duty: Duty) -> Duty:
    """The very duty of an earlier agreement that is equal to this one, so that what was found out
    about that one need not be found out again; or else this one."""
    # Sums are equal that print another number of digits: 125 in yen and 125.00 in pounds.
    key = (duty, str(duty.amount)) if type(duty) is Payment else duty
    return _MET.recall(key, lambda: duty)


def sheet_duties(setting: Setting) -> Read:
    """The duties the term sheet adds to those of its clauses."""
    origin = Origin("term-sheet", setting.sheet.source, (), Occasion({}, setting))
    duties, findings = together(read(one, origin) for one in standing(origin))
    return tuple(starmap(_of_sheet, enumerate(duties, 1))), findings


def _of_sheet(count: int, duty: Duty) -> Duty:
    review = isinstance(duty, ReviewDate)
    return met(replace(duty, provision=AGREED_REVIEWS if review else f"{AGREED_ACTIONS}/{count}"))


def read(one: Standing, origin: Origin) -> Read:
    """What a standing duty comes to, for each row of its table where it is made for each. One that
    another is anchored to must be read before that, against the same occasion."""
    duties: list[Duty] = []
    findings: list[Finding] = []
    try:
        for row in _each(one.duty, origin):
            duties += one.reader(one.duty, row, one.path)
            findings += _role_faults(one.duty, row, one.path)
    except RuleFault as fault:
        findings.append(error(fault.rule, origin.place(*one.path, "due"), fault.message))
    return tuple(duties), tuple(findings)


def standing(origin: Origin) -> Iterator[Standing]:
    """The duties that stand, in the order of the file."""
    occasion = origin.occasion
    for name, reader in (("actions", _action), ("reviews", _reviews), ("payments", _payments)):
        for index, duty in enumerate(origin.lists.get(name, ())):
            left_out = occasion.setting.leaves_out(origin.provision(duty))
            if not left_out and stands(duty.get("when"), occasion.answers):
                yield Standing(reader, duty, (name, index))


def _each(duty: Mapping, origin: Origin) -> Iterator[Origin]:
    """What a duty is read against: the answers of its clause or, where it is made for each row of a
    table, these and the columns of each row in turn. Of a table that is open it is made once."""
    if "each" not in duty:
        yield origin
        return
    occasion = origin.occasion
    for row in _rows(occasion.answers[duty["each"]]):
        given = {name: cell for name, cell in row.items() if not _left_out(cell)}
        yield replace(origin, occasion=replace(occasion, answers={**occasion.answers, **given}))


def _rows(table: Answer) -> Iterator[Mapping[str, Answer]]:
    if isinstance(table.value, Open):
        yield {name: replace(table, blank=one) for name, one in table.blank["columns"].items()}
        return
    yield from table.value


def _left_out(cell: Answer) -> bool:
    return cell.value is None and cell.rule is None


def _role_faults(duty: Mapping, origin: Origin, path: Path) -> Iterator[Finding]:
    roles = origin.occasion.setting.called
    for role in (duty[key] for key in ("role", "payer", "payee") if key in duty):
        known = role in roles or role == EVERY_PARTY or role in origin.occasion.answers
        if not known:
            yield unknown_role(
                role, tuple(roles), origin.place(*path), "a duty is given to the role"
            )


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
        by = "" if is_open(duty["due"]) else duty["due"].get("by", "")
        occasion.duties[duty["id"]] = (item.what, item.due, by)
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


def _held(duty: Mapping, origin: Origin, path: Path) -> Due:
    """When a review is held: on the next business day, unless its own day is named."""
    when = _due(duty, origin, path)
    if when.on is None or "on" in duty["due"]:
        return when
    return replace(when, on=roll(when.on, Roll.FOLLOWING, origin.occasion.setting.calendar))


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
        yield ReviewDate(origin.provision(duty), what, _held(duty, origin, path))
        return
    for when in series(duty, occasion):
        yield ReviewDate(origin.provision(duty), what, when)


def _payments(duty: Mapping, origin: Origin, path: Path) -> Iterator[Payment]:
    occasion = origin.occasion
    payment = Payment(
        provision=origin.provision(duty),
        payer=_role(duty["payer"], occasion),
        payee=_role(duty["payee"], occasion),
        what=_words("what", duty, origin, path),
        due=payable(duty, occasion),
    )
    yield figured(payment, duty, occasion, origin.id)
