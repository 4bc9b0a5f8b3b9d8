"""The sums that a clause works out from its answers: what they come to, and the lines that show
how. A figure is known only where every part of it is; until then its line gives the rule."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from agreement.answers.fill import CALCULATIONS, fill, schedule_id, stands, words_of
from agreement.answers.interest import accrued, period
from agreement.answers.typed import Answer, Answers, Calculated
from agreement.choice.choose import Picked
from agreement.choice.unsettled import WHOLE
from agreement.document.tree import Prose, Reference, Text
from agreement.finding import Finding, error
from agreement.money import parse, shown, total
from agreement.reading.source import is_open
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open

Filled = tuple[tuple[Picked, Answers], ...]


class _Figure(Struct, frozen=True):
    """A part of a sum: what it reads, and its amount where that is known."""

    words: Prose
    amount: Decimal | None


class _Given(Struct, frozen=True):
    """What one clause's calculations are worked out from: its answers and results so far, those of
    the other clauses by their ids, and the setting."""

    id: str
    answers: Answers
    others: Mapping[str, Answers]
    setting: Setting


def calculated(clauses: Filled, setting: Setting) -> tuple[Filled, tuple[Finding, ...]]:
    """The clauses with the results of their calculations among their answers, and beside these an
    answer named calculations that holds the lines; and the periods that run backwards."""
    others = {pick.clause.id: answers for pick, answers in clauses}
    whole: list[tuple[Picked, Answers]] = []
    findings: list[Finding] = []
    for pick, answers in clauses:
        asked = pick.clause.calculations
        found = dict(answers) if asked else answers
        for name, one in asked.items():
            backwards = tuple(_backwards(one, found))
            findings += backwards
            if stands(one.get("when"), answers) and not backwards:
                done = _worked(name, one, _Given(pick.clause.id, found, others, setting))
                found[name] = _answer(name, "calculated", done, pick)
        lines = tuple(found[name].value for name in asked if name in found)
        if lines:
            found[CALCULATIONS] = _answer(CALCULATIONS, CALCULATIONS, lines, pick)
        whole.append((pick, found))
    return tuple(whole), tuple(findings)


def _answer(name: str, kind: str, value: object, pick: Picked) -> Answer:
    return Answer({"type": kind}, ("clauses", pick.clause.id, name), pick.place, value)


def _backwards(one: Mapping, answers: Answers) -> Iterator[Finding]:
    standing = "interest" in one and stands(one.get("when"), answers)
    days = period(one["interest"], answers) if standing else None
    if days and days[1] < days[0]:
        last = answers[one["interest"]["to"]]
        message = (
            f"{last.name} is {days[1].isoformat()}, before {days[0].isoformat()}, the day after "
            "which interest runs; give a later day."
        )
        yield error("period-backwards", last.place, message)


def _worked(name: str, one: Mapping, given: _Given) -> Calculated:
    what = fill(one["what"], given.answers, given.setting)
    if "interest" in one:
        principal = _figure(one["interest"]["on"], given)
        rest, figure = accrued(one["interest"], principal.amount, given.answers, given.setting)
        words = (*principal.words, *rest)
    else:
        added, deducted = (tuple(_operands(one.get(key, ()), given)) for key in ("add", "less"))
        what = (*what, *_listed(added, deducted))
        words, figure = _sum([part for _, part in added], [part for _, part in deducted])
    if figure is not None:
        words = (*words, Text(f" = {shown(figure, given.setting.currency)}"))
    return Calculated(name, what, words, figure, one.get("equals", ""))


def _operands(listed: Sequence[Mapping], given: _Given) -> Iterator[tuple[Prose, _Figure]]:
    """What is added or deducted, in words and as a figure; what no clause has is left out."""
    for one in listed:
        found = _figure(one["of"], given)
        if found is not None:
            yield fill(one["what"], given.answers, given.setting), found


def _figure(written: str, given: _Given) -> _Figure | None:
    id, _, name = written.rpartition("/")
    answers = given.answers
    if id:
        clause, _, name = name.partition(".")
        id = f"{id}/{clause}"
        answers = given.others.get(id, {})
        if id in given.setting.sheet.unsettled:
            return _single(answers[WHOLE], given)
    name, _, column = name.partition(".")
    answer = answers.get(name)
    if answer is None:
        return None
    return _column(answer, column, id or given.id, given) if column else _single(answer, given)


def _single(answer: Answer, given: _Given) -> _Figure:
    amount = answer.value.figure if isinstance(answer.value, Calculated) else answer.value
    if isinstance(amount, Decimal):
        return _Figure((Text(shown(amount, given.setting.currency)),), amount)
    return _Figure(words_of(answer, given.setting), None)


def _column(answer: Answer, column: str, id: str, given: _Given) -> _Figure:
    schedule = Reference(schedule_id(id, str(answer.path[-1])))
    if isinstance(answer.value, Open):
        return _Figure((given.setting.open_point(answer.value, answer.name),), None)
    cells = [row[column].value for row in answer.value]
    if any(isinstance(cell, Open) for cell in cells):
        return _Figure((Text("the total of "), schedule), None)
    amount = total(cell for cell in cells if cell is not None)
    return _Figure((Text(shown(amount, given.setting.currency)),), amount)


def _listed(added: Sequence, deducted: Sequence) -> Iterator:
    for count, (sign, words) in enumerate(_signed(added, deducted)):
        yield Text(f"{',' if count else ':'} {sign}")
        yield from words


def _signed(added: Sequence, deducted: Sequence) -> Iterator[tuple[str, Prose]]:
    for count, (words, _) in enumerate(added):
        yield "plus " if count else "", words
    for words, _ in deducted:
        yield "less ", words


def _sum(added: Sequence[_Figure], deducted: Sequence[_Figure]) -> tuple[Prose, Decimal | None]:
    words: list = []
    for sign, part in (*((" + ", part) for part in added), *((" − ", part) for part in deducted)):
        words += (*((Text(sign),) if words else ()), *part.words)
    if any(part.amount is None for part in (*added, *deducted)):
        return tuple(words), None
    return tuple(words), total(p.amount for p in added) - total(p.amount for p in deducted)


def wanted(name: str | int, answers: Answers, setting: Setting) -> Decimal | None:
    """The sum that a total or a calculation must come to: a figure of the clause, a place in the
    term sheet, or a number as it stands; None while that is open or nowhere given."""
    if isinstance(name, int):
        return Decimal(name)
    if name in answers:
        value = answers[name].value
        value = value.figure if isinstance(value, Calculated) else value
        return value if isinstance(value, Decimal) else None
    written = setting.sheet.at(tuple(name.split(".")))
    return None if written is None or is_open(written) else parse(written, setting.currency)
