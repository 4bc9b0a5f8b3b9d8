"""Rules about figures: what is divided comes to the whole, and each finding shows the sum."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from agreement.answers.calculations import wanted
from agreement.answers.fill import CALCULATIONS, percentage
from agreement.answers.typed import Answer, Answers, Calculated
from agreement.document.prose import plain_words
from agreement.lint.facts import tables
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, Fault, rule
from agreement.money import shown, total
from agreement.term_sheet.terms import Open


@rule(
    "sum-differs",
    ERROR,
    example="""
money: {currency: GBP, settlement_sum: "1000.00"}
clauses:
  payment/instalments:
    instalments: [{number: 1, date: 2027-01-15, amount: "999.99"}]
""",
)
def sums(reading: Reading) -> Iterator[Fault]:
    """The rows of a table, or the result of a calculation, do not come to the sum that they must
    make."""
    given = zip(reading.drafted.clauses, tables.each(reading.answers), strict=True)
    for (pick, answers), found in given:
        for answer in found:
            if "sums_to" in answer.blank:
                yield from _table(reading, answer, answers)
        if CALCULATIONS in answers:
            place = reading.at("clauses", pick.clause.id)
            for one in answers[CALCULATIONS].value:
                yield from ((place, message) for message in _calculation(reading, one, answers))


def _table(reading: Reading, answer: Answer, answers: Answers) -> Iterator[Fault]:
    column, name = answer.blank["total"][0], answer.blank["sums_to"]
    figures = [row[column].value for row in answer.value if row[column].value is not None]
    due = wanted(name, answers, reading.setting)
    if due is None or not figures or any(isinstance(figure, Open) for figure in figures):
        return
    shares = answer.blank["columns"][column]["type"] == "percent"
    written = _percent(reading) if shares else _money(reading)
    if total(figures) != due:
        adds = f"{' + '.join(map(written, figures))} = {written(total(figures))}"
        whole = "the whole" if shares else name
        yield (
            answer.place,
            f"{adds}, but {whole} is {written(due)}: {_off(total(figures), due, written)}",
        )


def _calculation(reading: Reading, one: Calculated, answers: Answers) -> Iterator[str]:
    due = wanted(one.equals, answers, reading.setting) if one.equals else None
    if due is not None and one.figure is not None and one.figure != due:
        written = _money(reading)
        line = f"{plain_words(one.line)}, but {one.equals} is {written(due)}"
        yield f"{line}: {_off(one.figure, due, written)}"


def _money(reading: Reading) -> Callable[[Decimal], str]:
    return lambda figure: shown(figure, reading.setting.currency)


def _percent(reading: Reading) -> Callable[[Decimal], str]:
    return lambda figure: percentage(figure, reading.setting)


def _off(made: Decimal, due: Decimal, written: Callable[[Decimal], str]) -> str:
    return f"{written(abs(due - made))} too {'little' if made < due else 'much'}."
