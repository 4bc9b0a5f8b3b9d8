"""The tables that the clauses of an agreement ask for, each as a schedule."""

from collections.abc import Iterator, Mapping

from agreement.answers.fill import CALCULATIONS, percentage, schedule_id, words_of
from agreement.answers.typed import Answer, Answers, Value
from agreement.assembly.schedules import sentence
from agreement.choice.choose import Picked
from agreement.document.tree import Column, Prose, Schedule, Table, Text
from agreement.money import shown, total
from agreement.remembered import Memory
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open

_FIGURES = ("money", "percent", "integer", "days", "months")
_WORKED = (Column("Figure", 4), Column("Calculation", 5))
_DRAWN, _ANSWERED = Memory(most=4096), Memory(most=1024)


def clause_schedules(pick: Picked, answers: Answers, setting: Setting) -> tuple[Schedule, ...]:
    """A schedule for each table that a clause asks for and gets; an open one says so there. Then
    one for the sums it works out. The same answers in the same voice have the very same ones."""
    # What is remembered holds the answers, so that no others can take over their identity.
    key = (pick.clause, id(answers), setting.voice)
    return _DRAWN.recall(key, lambda: (answers, tuple(_drawn(pick, answers, setting))))[1]


def _drawn(pick: Picked, answers: Answers, setting: Setting) -> Iterator[Schedule]:
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
    rows = tuple(_row(row, tuple(columns), setting) for row in answer.value)
    totals = answer.blank.get("total", ())
    if not totals:
        return Table(headed, rows)
    return Table(headed, (*rows, _totals(answer, tuple(totals), setting)), totalled=True)


def _row(
    row: Mapping[str, Answer], columns: tuple[str, ...], setting: Setting
) -> tuple[Prose, ...]:
    """The cells of a row: the very ones of an earlier agreement that are equal to these."""
    cells = tuple(_cell(row[name], setting) for name in columns)
    return _ANSWERED.recall(cells, lambda: cells)


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
