"""Rules about how an agreement hangs together: its references, headings and sums."""

from collections.abc import Iterator
from decimal import Decimal

from agreement.answers import Answer
from agreement.document import Reference
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.money import parse, shown
from agreement.prose import inlines
from agreement.source import is_open
from agreement.terms import Open


@rule("broken-reference", ERROR)
def broken_references(reading: Reading) -> Iterator[Fault]:
    """A cross-reference leads nowhere."""
    known = reading.numbers
    for id, words in reading.worded:
        for inline in inlines(words):
            if isinstance(inline, Reference) and inline.target not in known:
                message = (
                    f"{reading.cited(id)} refers to {inline.target}, which is not in the "
                    "agreement; choose the clause or the wording that has it."
                )
                where = inline.target if id.startswith("schedules/") else id
                yield reading.place_of(where), message


@rule("duplicate-heading", WARNING)
def duplicate_headings(reading: Reading) -> Iterator[Fault]:
    """Two provisions have the same heading."""
    seen: set[str] = set()
    for one in reading.agreement.operative:
        key = one.heading.casefold()
        if key in seen:
            message = f"the heading “{one.heading}” stands over two provisions; change one."
            yield reading.place_of(one.id), message
        seen.add(key)


@rule("sum-differs", ERROR)
def sums(reading: Reading) -> Iterator[Fault]:
    """The rows of a table do not add up to the sum they must make."""
    for _, answers in reading.drafted.clauses:
        for answer in answers.values():
            wanted = answer.blank.get("sums_to")
            if wanted and isinstance(answer.value, tuple):
                yield from _sum_fault(reading, answer, wanted)


def _sum_fault(reading: Reading, answer: Answer, wanted: str) -> Iterator[Fault]:
    written = reading.sheet.at(tuple(wanted.split(".")))
    column = answer.blank["total"][0]
    figures = [row[column].value for row in answer.value if row[column].value is not None]
    if written is None or is_open(written):
        return
    if any(isinstance(figure, Open) for figure in figures):
        return
    currency = reading.setting.currency
    due, total = parse(written, currency), sum(figures, Decimal(0))
    if total != due:
        adds = " + ".join(shown(figure, currency) for figure in figures)
        message = (
            f"{adds} = {shown(total, currency)}, but {wanted} is {shown(due, currency)}: "
            f"{shown(abs(due - total), currency)} too {'little' if total < due else 'much'}."
        )
        yield answer.place, message
