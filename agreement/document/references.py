"""Cross-references into clauses that have no parts yet, led to the clause."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from agreement.document.tree import FIRST, Inline, Prose, Reference, clause_of


def led(prose: Prose, bare: Collection[str]) -> Prose:
    """Prose whose references into one of these clauses lead to the clause itself. Of several under
    one word that come to lead to the same place, one is left."""
    return tuple(_led(prose, bare))


def _led(prose: Prose, bare: Collection[str]) -> Iterator[Inline]:
    for together, run in groupby(prose, _is_joined):
        found = [_to_whole(one, bare) for one in run]
        yield from _each_once(found) if together else found


def _is_joined(one: Inline) -> bool:
    return isinstance(one, Reference) and bool(one.joined)


def _to_whole(one: Inline, bare: Collection[str]) -> Inline:
    if isinstance(one, Reference) and clause_of(one.target) in bare:
        return Reference(clause_of(one.target), one.joined)
    return one


def _each_once(run: Sequence[Reference]) -> Iterator[Reference]:
    """References under one word, each target once, and joined as those that are left read."""
    first, *others = dict.fromkeys(one.target for one in run)
    yield Reference(first, FIRST if others else "")
    last = run[-1].joined.lstrip(",")
    for target in others[:-1]:
        yield Reference(target, ",")
    if others:
        yield Reference(others[-1], f",{last}" if len(others) > 1 else last)
