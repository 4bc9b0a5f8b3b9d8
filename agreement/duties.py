"""The dated duties of the chosen clauses and of the term sheet: action items, review dates and
payments, each with the provision that creates it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import starmap

from msgspec import Struct
from msgspec.structs import replace

from agreement.answers import Answer, Answers
from agreement.choose import Picked
from agreement.document import ActionItem, Due, Duty, Payment, Prose, ReviewDate
from agreement.due import due
from agreement.fill import fill, stands
from agreement.finding import Finding, Place, error
from agreement.occasion import Occasion, RuleFault
from agreement.payable import figured, payable
from agreement.recurring import series
from agreement.remembered import Memory
from agreement.roles import EVERY_PARTY, unknown_role
from agreement.setting import Setting
from agreement.source import Path, Source, dotted, is_open
from agreement.terms import Open, known

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


class Origin(Struct, frozen=True):
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
    duties, findings = _collected(origin)
    return tuple(map(_met, duties)), findings


def _met(duty: Duty) -> Duty:
    """The very duty of an earlier agreement that is equal to this one, so that what was found out
    about that one need not be found out again; or else this one."""
    # Sums are equal that print another number of digits: 125 in yen and 125.00 in pounds.
    key = (duty, str(duty.amount)) if type(duty) is Payment else duty
    return _MET.recall(key, lambda: duty)


def sheet_duties(setting: Setting) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """The duties the term sheet adds to those of its clauses."""
    origin = Origin("term-sheet", setting.sheet.source, (), Occasion({}, setting))
    duties, findings = _collected(origin)
    return tuple(starmap(_of_sheet, enumerate(duties, 1))), findings


def _of_sheet(count: int, duty: Duty) -> Duty:
    review = isinstance(duty, ReviewDate)
    return _met(replace(duty, provision=AGREED_REVIEWS if review else f"{AGREED_ACTIONS}/{count}"))


def _collected(origin: Origin) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    duties: list[Duty] = []
    findings: list[Finding] = []
    for reader, duty, path in _standing(origin):
        try:
            for row in _each(duty, origin):
                duties += reader(duty, row, path)
                findings += _role_faults(duty, row, path)
        except RuleFault as fault:
            findings.append(error(fault.rule, origin.place(*path, "due"), fault.message))
    return tuple(duties), tuple(findings)


def _standing(origin: Origin) -> Iterator[tuple[Callable, Mapping, Path]]:
    """The duties whose conditions hold and whose provision this form has, each with what reads it
    and where it is written."""
    occasion = origin.occasion
    for name, reader in (("actions", _action), ("reviews", _reviews), ("payments", _payments)):
        for index, duty in enumerate(origin.lists.get(name, ())):
            left_out = occasion.setting.leaves_out(origin.provision(duty))
            if not left_out and stands(duty.get("when"), occasion.answers):
                yield reader, duty, (name, index)


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
