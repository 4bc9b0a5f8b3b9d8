"""The schedules of an agreement: the tables its clauses ask for, and its duties as tables."""

from collections.abc import Iterator, Mapping

from agreement.answers import Answer, Answers, Value
from agreement.choose import Picked
from agreement.document import (
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
from agreement.duties import OPEN_ROLE
from agreement.fill import CALCULATIONS, percentage, schedule_id, words_of
from agreement.money import shown, total
from agreement.prose import plain_words
from agreement.remembered import remembered
from agreement.roles import EVERY_PARTY
from agreement.setting import Setting
from agreement.terms import Open
from agreement.wording import day_words

PAYMENTS, ACTIONS, REVIEWS = "schedules/payments", "schedules/actions", "schedules/reviews"
_FIGURES = ("money", "percent", "integer", "days", "months")
_WORKED = (Column("Figure", 4), Column("Calculation", 5))
_PREVAILS = "Where this Schedule and a provision it names differ, the provision prevails."


def clause_schedules(pick: Picked, answers: Answers, setting: Setting) -> Iterator[Schedule]:
    """A schedule for each table that a clause asks for and gets; an open one says so there. Then
    one for the sums it works out."""
    for name, answer in answers.items():
        if answer.blank["type"] == CALCULATIONS:
            heading = setting.worded(f"{pick.clause.heading}: calculation")
            rows = tuple((sentence(one.what), one.line) for one in answer.value)
            yield Schedule(schedule_id(pick.clause.id, name), heading, table=Table(_WORKED, rows))
        elif answer.blank["type"] == "table" and answer.value != ():
            id = schedule_id(pick.clause.id, name)
            heading = setting.worded(answer.blank["heading"])
            if isinstance(answer.value, Open):
                point = setting.open_point(answer.value, answer.name)
                yield Schedule(id, heading, prose=(point,))
            else:
                yield Schedule(id, heading, table=_answered(answer, setting))


def _answered(answer: Answer, setting: Setting) -> Table:
    columns = answer.blank["columns"]
    headed = tuple(
        Column(
            setting.worded(column["heading"]),
            column.get("share", 1),
            column["type"] in _FIGURES,
        )
        for column in columns.values()
    )
    rows = tuple(tuple(_cell(row[name], setting) for name in columns) for row in answer.value)
    totals = answer.blank.get("total", ())
    if not totals:
        return Table(headed, rows)
    return Table(headed, (*rows, _totals(answer, tuple(totals), setting)), totalled=True)


def _cell(answer: Answer, setting: Setting) -> Prose:
    return () if answer.value is None and answer.rule is None else words_of(answer, setting)


def _totals(answer: Answer, totals: tuple[str, ...], setting: Setting) -> tuple[Prose, ...]:
    cells: list[Prose] = []
    for name in answer.blank["columns"]:
        values = [row[name].value for row in answer.value]
        kind = answer.blank["columns"][name]["type"]
        cells.append(_sum(values, kind, setting) if name in totals else ())
    first_empty = next((index for index, cell in enumerate(cells) if not cell), None)
    if first_empty is not None:
        cells[first_empty] = (Text("Total"),)
    return tuple(cells)


def _sum(values: list[Value], kind: str, setting: Setting) -> Prose:
    if any(isinstance(value, Open) for value in values):
        return (Text("open"),)
    whole = total(value for value in values if value is not None)
    if kind == "percent":
        return (Text(percentage(whole, setting)),)
    return (Text(shown(whole, setting.currency)),)


def duty_schedules(duties: tuple[Duty, ...], setting: Setting) -> Iterator[Schedule]:
    """The payments, the action items and the review dates, each where there are any."""
    kinds = (
        (PAYMENTS, "Payments", Payment, _PAYMENT, _payment),
        (ACTIONS, "Action items", ActionItem, _ACTION, _action),
        (REVIEWS, "Review dates", ReviewDate, _REVIEW, _review),
    )
    for id, heading, kind, columns, row in kinds:
        listed = [duty for duty in duties if isinstance(duty, kind)]
        rows = tuple(
            ((Text(str(count)),), *row(duty, setting)) for count, duty in enumerate(listed, 1)
        )
        if rows:
            lead = (Text(setting.worded(_LEADS[id])), Text(_PREVAILS))
            yield Schedule(id, heading, lead, Table(columns, rows))


_LEADS: Mapping[str, str] = {
    PAYMENTS: "This Schedule lists the payments due under this Agreement. ",
    ACTIONS: "This Schedule lists what each party shall do under this Agreement, by when, and what "
    "proves that it is done. ",
    REVIEWS: "This Schedule lists the dates on which the parties look again at how this Agreement "
    "works. A review whose day is a Saturday, a Sunday or a public holiday is held on the next day "
    "that is none of these. ",
}
_NUMBER, _PROVISION, _DUE = Column("No.", 4), Column("Provision", 8), Column("Due", 18)
_ACTION = (_NUMBER, _PROVISION, Column("Action", 15), Column("Owner", 8), _DUE, Column("Proof", 14))
_REVIEW = (_NUMBER, _PROVISION, Column("Review", 20), _DUE)
_PAYMENT = (_NUMBER, _PROVISION, Column("Payment", 13), Column("From", 7), Column("To", 7), _DUE,
            Column("Amount", 10, figures=True))  # fmt: skip


def _action(duty: ActionItem, setting: Setting) -> tuple[Prose, ...]:
    return (
        (Reference(duty.provision),),
        sentence(duty.what),
        (Text(owner(duty.role, setting)),),
        due_words(duty.due, setting),
        sentence(duty.evidence),
    )


def _review(duty: ReviewDate, setting: Setting) -> tuple[Prose, ...]:
    return ((Reference(duty.provision),), sentence(duty.what), due_words(duty.due, setting))


def _payment(duty: Payment, setting: Setting) -> tuple[Prose, ...]:
    figure = (Text("see "), Reference(duty.told or duty.provision))
    if duty.amount is not None:
        words = shown(duty.amount, setting.currency)
        figure = (Blank(duty.answer, words) if duty.answer else Text(words),)
    return (
        (Reference(duty.provision),),
        sentence(duty.what),
        (Text(owner(duty.payer, setting)),),
        (Text(owner(duty.payee, setting)),),
        due_words(duty.due, setting),
        figure,
    )


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
