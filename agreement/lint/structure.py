"""Rules about how an agreement hangs together: its references and headings."""

from collections.abc import Iterator

from agreement.document.number import Number
from agreement.document.tree import FIRST, Reference
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule


@rule(
    "broken-reference",
    ERROR,
    example="""
clauses:                           # a firm's own, which says “See {billing/offset}.”
  general/own-notice:
""",
)
def broken_references(reading: Reading) -> Iterator[Fault]:
    """A cross-reference leads nowhere."""
    whole = reading.whole
    lost = whole.targets - reading.numbers.keys()
    for id, one in whole.placed(Reference, lambda said: said.targets & lost) if lost else ():
        if one.target in lost:
            message = (
                f"{reading.cited(id)} refers to {one.target}, which is not in the "
                "agreement; choose the clause or the wording that has it."
            )
            where = one.target if id.startswith("schedules/") else id
            yield reading.place_of(where), message


@rule(
    "joined-references",
    ERROR,
    example="""
clauses:                           # a firm's own: “See {payment/costs to payment/lump-sum}.”
  general/own-notice:
""",
)
def joined_references(reading: Reading) -> Iterator[Fault]:
    """Provisions under one word, as in "clauses 3 to 5", are of two lists or not in order."""
    met: list[tuple[str, Number]] = []
    for id, one in reading.whole.placed(Reference, lambda said: said.joins):
        number = reading.numbers.get(one.target) if one.joined else None
        if not number:
            continue
        met = [] if one.joined == FIRST or (met and met[-1][0] != id) else met
        met = [*met, (id, number)]
        if not _in_order([before for _, before in met[-2:]]):
            message = (
                f"{reading.cited(id)} names {one.target} after another provision that does "
                "not come before it in the same list; change their order or name them apart."
            )
            yield reading.place_of(id), message


def _in_order(pair: list[Number]) -> bool:
    kinds = {(number.scheme, number.schedule) for number in pair}
    return len(kinds) == 1 and [n.path for n in pair] == sorted({n.path for n in pair})


@rule(
    "duplicate-heading",
    WARNING,
    example="""
clauses:                           # a firm's own, headed “Release” like the other
  general/release:
  general/own-release:
""",
)
def duplicate_headings(reading: Reading) -> Iterator[Fault]:
    """Two provisions have the same heading."""
    seen: set[str] = set()
    for one in reading.agreement.provisions:
        key = one.heading.casefold()
        if key and key in seen:
            message = f"the heading “{one.heading}” stands over two provisions; change one."
            yield reading.place_of(one.id), message
        seen.add(key)
