"""Rules about how an agreement hangs together: its references, headings and sums."""

from collections.abc import Iterator
from decimal import Decimal

from agreement.answers import Answer
from agreement.assemble import Drafted
from agreement.document import Reference
from agreement.finding import Finding, error, warning
from agreement.lint.places import citing, place_of, worded
from agreement.money import parse, shown
from agreement.number import number
from agreement.prose import inlines
from agreement.source import is_open
from agreement.terms import Open


def broken_references(drafted: Drafted) -> Iterator[Finding]:
    """A cross-reference leads nowhere."""
    cited_as = citing(drafted)
    known = number(drafted.agreement)
    for id, words in worded(drafted.agreement):
        for inline in inlines(words):
            if isinstance(inline, Reference) and inline.target not in known:
                message = (
                    f"{cited_as(id)} refers to {inline.target}, which is not in the "
                    "agreement; choose the clause or the wording that has it."
                )
                where = inline.target if id.startswith("schedules/") else id
                yield error("broken-reference", place_of(drafted, where), message)


def duplicate_headings(drafted: Drafted) -> Iterator[Finding]:
    """Two provisions have the same heading."""
    seen: set[str] = set()
    for one in drafted.agreement.operative:
        key = one.heading.casefold()
        if key in seen:
            message = f"the heading “{one.heading}” stands over two provisions; change one."
            yield warning("duplicate-heading", place_of(drafted, one.id), message)
        seen.add(key)


def sums(drafted: Drafted) -> Iterator[Finding]:
    """The rows of a table do not add up to the sum they must make."""
    for _, answers in drafted.clauses:
        for answer in answers.values():
            wanted = answer.blank.get("sums_to")
            if wanted and isinstance(answer.value, tuple):
                yield from _sum_fault(drafted, answer, wanted)


def _sum_fault(drafted: Drafted, answer: Answer, wanted: str) -> Iterator[Finding]:
    written = drafted.setting.sheet.at(tuple(wanted.split(".")))
    column = answer.blank["total"][0]
    figures = [row[column].value for row in answer.value if row[column].value is not None]
    if written is None or is_open(written):
        return
    if any(isinstance(figure, Open) for figure in figures):
        return
    currency = drafted.setting.currency
    due, total = parse(written, currency), sum(figures, Decimal(0))
    if total != due:
        adds = " + ".join(shown(figure, currency) for figure in figures)
        message = (
            f"{adds} = {shown(total, currency)}, but {wanted} is {shown(due, currency)}: "
            f"{shown(abs(due - total), currency)} too {'little' if total < due else 'much'}."
        )
        yield error("sum-differs", answer.place, message)
