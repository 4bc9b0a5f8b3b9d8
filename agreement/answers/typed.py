"""The answers to a clause's blanks, typed: from the term sheet, else from its fields that the
blank names, else from the blank's default."""

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from agreement import money
from agreement.answers.written import FROM_LAW, written
from agreement.choice.choose import Picked
from agreement.document.tree import Prose
from agreement.document.wording import spelled
from agreement.finding import Finding, Place, error
from agreement.library.blanks import past_limit
from agreement.library.clause import STANDARD
from agreement.reading.source import Path, dotted, is_open
from agreement.remembered import Memory, remembered
from agreement.term_sheet.roles import unknown_role
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open, known


class Calculated(Struct, frozen=True):
    """A sum that a clause works out: what the figure is, the line that works it, the figure, None
    while a part of it is open, and the name of what it must equal, if anything."""

    name: str
    what: Prose
    line: Prose
    figure: Decimal | None
    equals: str = ""


Value = (
    int
    | Decimal
    | date
    | str
    | bool
    | tuple[Mapping, ...]
    | Calculated
    | tuple[Calculated, ...]
    | Open
    | None
)


class Answer(Struct, frozen=True):
    """What fills one blank: the blank's own keys, the value, and where the value comes from.

    A table's value is a tuple of rows, each a mapping of column names to answers; a cell that its
    row leaves out has the value None. `rule` holds a date that the sheet gives as a rule.
    """

    blank: Mapping
    path: Path
    place: Place
    value: Value
    default: bool = False
    rule: object = None

    @property
    def name(self) -> str:
        """The path of the answer in the term sheet, as a person writes it."""
        return dotted(self.path)


Answers = Mapping[str, Answer]


@remembered(most=4096)
def said(answers: Answers) -> Hashable | None:
    """All that the words drawn from a clause depend on of its answers; None where they depend on
    more than the answers and the voice, as a date does that the term sheet gives as a rule."""
    if any(one.rule is not None for one in answers.values()):
        return None
    return tuple((name, one.path, *_told(one.value)) for name, one in answers.items())


def _told(value: Value) -> tuple[type, str]:
    # Of a table the words of its clause say only where it stands, and so of calculations.
    return type(value), str(value) if type(value) is not tuple else "filled" if value else ""


_WORDING = {"type": "text", "ask": "the wording of the clause"}
_ANSWERED = Memory(most=4096)


def answer(pick: Picked, setting: Setting) -> tuple[Answers, tuple[Finding, ...]]:
    """The answers to the blanks of a clause, and what is wrong with any of them. A blank that the
    wording chosen has no use for is answered only where the term sheet does. The wording is an
    answer too, named alternative, so that a unit or a duty may hang on it. Where two term sheets
    write the same in the same places, they are the very same answers."""
    here = written(pick.clause, setting.sheet)
    key = (pick.clause, pick.alternative, pick.place, setting.voice, *here)
    return _ANSWERED.recall(key, lambda: _answer(pick, setting))


def _answer(pick: Picked, setting: Setting) -> tuple[Answers, tuple[Finding, ...]]:
    findings: list[Finding] = []
    path: Path = ("clauses", pick.clause.id, "alternative")
    answers = {"alternative": Answer(_WORDING, path, pick.place, pick.alternative or STANDARD)}
    typed = setting.sheet.at(path[:2])
    given = typed if isinstance(typed, Mapping) else {}
    asked = pick.clause.asks(pick.alternative, given)
    for name, blank in pick.clause.blanks.items():
        if name not in asked and name not in given:
            continue
        try:
            answers[name] = _typed(_found(pick, name, blank, setting), setting)
        except _Wrong as wrong:
            findings.append(wrong.finding)
    return answers, tuple(findings)


class _Wrong(Exception):
    def __init__(self, finding: Finding):
        self.finding = finding


def _found(pick: Picked, name: str, blank: Mapping, setting: Setting) -> Answer:
    own: Path = ("clauses", pick.clause.id, name)
    path, value = own, setting.sheet.at(own)
    if value is None and "from" in blank:
        path = tuple(blank["from"].split("."))
        value = _from(path, setting)
    if value is not None:
        return Answer(blank, path, setting.sheet.source.place(path), value)
    if "default" in blank:
        return Answer(blank, own, pick.place, blank["default"], default=True)
    where = blank.get("from", f"{name} below it")
    message = f"{pick.clause.id} asks for {blank['ask']}; give {where}, or write open there."
    raise _Wrong(error("missing-answer", pick.place, message))


def _from(path: Path, setting: Setting) -> object:
    if path[0] == FROM_LAW:
        return setting.jurisdiction.get(path[1])
    return setting.sheet.at(path)


def _typed(found: Answer, setting: Setting) -> Answer:
    blank, value, rule = found.blank, known(found.value), None
    if blank["type"] == "date" and _is_rule(value):
        value, rule = None, value
    elif isinstance(value, Open):
        value = Open(value.what or spelled(blank["ask"], setting.voice.spelling), value.owner)
    else:
        value = _value(found, value, setting)
    return Answer(blank, found.path, found.place, value, found.default, rule)


def _is_rule(value: object) -> bool:
    return value in ("signature", "payment", "sealed_order", "court_approval") or (
        isinstance(value, Mapping) and ("later_of" in value or "earlier_of" in value)
    )


def _value(found: Answer, value: object, setting: Setting) -> Value:
    match found.blank["type"]:
        case "money" | "percent":
            return _within(found, _decimal(found, value, setting))
        case "date":
            return date.fromisoformat(str(value))
        case "party":
            return _role(found, str(value), setting)
        case "table":
            return tuple(_row(found, index, row, setting) for index, row in enumerate(value))
    return value


def _decimal(found: Answer, value: object, setting: Setting) -> Decimal:
    if found.blank["type"] == "percent":
        return Decimal(str(value))
    try:
        return money.parse(value, setting.currency)
    except ValueError as fault:
        raise _Wrong(error("not-money", found.place, f"{found.name}: {fault}")) from None


def _within(found: Answer, value: Decimal) -> Decimal:
    limits = past_limit(found.blank, value)
    if limits:
        raise _Wrong(error("out-of-range", found.place, f"{found.name} must be {limits}."))
    return value


def _role(found: Answer, role: str, setting: Setting) -> str:
    roles = tuple(setting.called)
    if role not in roles:
        raise _Wrong(unknown_role(role, roles, found.place, f"{found.name} names the role"))
    return role


def _row(found: Answer, index: int, row: object, setting: Setting) -> Mapping[str, Answer]:
    cells = {}
    for name, column in found.blank["columns"].items():
        path = (*found.path, index, name)
        value = row if is_open(row) else row.get(name)
        cell = Answer(column, path, setting.sheet.source.place(path), value)
        cells[name] = cell if value is None else _typed(cell, setting)
    return cells
