"""Rules about how an agreement hangs together: its references, headings and sums."""

from collections.abc import Iterator
from decimal import Decimal

from agreement.answers import Answer
from agreement.document import FIRST, Reference
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.money import parse, shown
from agreement.number import Number
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


@rule("joined-references", ERROR)
def joined_references(reading: Reading) -> Iterator[Fault]:
    """Provisions under one word, as in "clauses 3 to 5", are of two lists or not in order."""
    for id, words in reading.worded:
        met: list[Number] = []
        for inline in inlines(words):
            number = isinstance(inline, Reference) and reading.numbers.get(inline.target)
            if not number or not inline.joined:
                continue
            met = [number] if inline.joined == FIRST else [*met, number]
            if not _in_order(met[-2:]):
                message = (
                    f"{reading.cited(id)} names {inline.target} after another provision that does "
                    "not come before it in the same list; change their order or name them apart."
                )
                yield reading.place_of(id), message


def _in_order(pair: list[Number]) -> bool:
    kinds = {(number.scheme, number.schedule) for number in pair}
    return len(kinds) == 1 and [n.path for n in pair] == sorted({n.path for n in pair})


@rule("duplicate-heading", WARNING)
def duplicate_headings(reading: Reading) -> Iterator[Fault]:
    """Two provisions have the same heading."""
    seen: set[str] = set()
    for one in reading.agreement.provisions:
        key = one.heading.casefold()
        if key and key in seen:
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
