"""Rules about what goes round: terms defined by each other, provisions subject to each other."""

from collections.abc import Iterator, Mapping
from itertools import chain, pairwise

from agreement.document.tree import Definition, Provision, Reference, Text, Use
from agreement.document.within import within
from agreement.document.wording import joined, singular
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, Fault, rule
from agreement.remembered import remembered

_MEANS = (" means ", " has the meaning ", " is ")
_SUBJECT = "subject to "


@rule(
    "circular-definition",
    ERROR,
    example="""
clauses:                           # a firm's own definitions, each of which uses the other
  definitions/agreed-rate:
  definitions/list-rate:
""",
)
def circular_definitions(reading: Reading) -> Iterator[Fault]:
    """A term is defined by another that is defined by it in turn, so that neither means
    anything."""
    uses: dict[str, tuple[str, ...]] = {}
    ids: dict[str, str] = {}
    for term, id, used in chain.from_iterable(_meanings.each(reading.whole.operative)):
        ids[term], uses[term] = id, used
    for circle in _circles(uses):
        message = (
            f"{joined([f'“{term}”' for term in circle])} are defined by each other; define one of "
            "them in other words."
        )
        yield reading.place_of(ids[circle[0]]), message


@rule(
    "circular-reference",
    ERROR,
    example="""
clauses:                           # a firm's own clauses, each “subject to” the other
  billing/one:
  billing/two:
""",
)
def circular_references(reading: Reading) -> Iterator[Fault]:
    """Two provisions are each subject to the other, so that neither prevails."""
    leads: dict[str, tuple[str, ...]] = {}
    for found in filter(None, _subject.each(reading.whole.operative)):
        leads |= found
    for circle in _circles({id: tuple(_held(found, leads)) for id, found in leads.items()}):
        names = joined([reading.cited(id) for id in circle])
        message = f"{names} are subject to each other, so that neither prevails; let one of them."
        yield reading.place_of(circle[0]), message


@remembered(most=2048)
def _meanings(provision: Provision) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The terms that the units of a provision begin by defining, each with the id of the unit and
    the terms that it uses."""
    return tuple(
        (term, one.id, tuple([part.term for part in one.prose if type(part) is Use]))
        for one in within(provision).units
        if (term := _defined(one.prose))
    )


@remembered(most=2048)
def _subject(provision: Provision) -> Mapping[str, tuple[str, ...]]:
    """The units of a provision that are subject to others, by id, with the ids of these."""
    found: dict[str, tuple[str, ...]] = {}
    for one in within(provision).units:
        targets = [
            after.target
            for before, after in pairwise(one.prose)
            if type(after) is Reference and type(before) is Text and _leads(before.text)
        ]
        found |= {one.id: tuple(targets)} if targets else {}
    return found


def _leads(text: str) -> bool:
    return text.casefold().endswith(_SUBJECT)


def _held(targets: tuple[str, ...], leads: Mapping[str, object]) -> Iterator[str]:
    """The provisions with such a reference that stand at or below these targets."""
    for target in targets:
        yield from (id for id in leads if id == target or id.startswith(f"{target}/"))


def _defined(prose: tuple) -> str:
    """The term that a sentence begins by defining; nothing where it defines one in passing."""
    defining = len(prose) > 1 and type(prose[0]) is Definition and type(prose[1]) is Text
    return singular(prose[0].term) if defining and prose[1].text.startswith(_MEANS) else ""


def _circles(leads: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each way round from one of these to itself, once, from the first that it passes."""
    seen: set[frozenset[str]] = set()
    leads = _going_on(leads)
    for first in leads:
        for way in _ways(first, leads):
            if frozenset(way) not in seen:
                seen.add(frozenset(way))
                yield way


def _going_on(leads: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Those of these from which a way goes on without end, as one that goes round does."""
    while ended := {one for one, steps in leads.items() if leads.keys().isdisjoint(steps)}:
        leads = {one: steps for one, steps in leads.items() if one not in ended}
    return leads


def _ways(first: str, leads: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The ways from one of these through others back to itself; each step is gone once."""
    waiting, gone = [(first,)], {first}
    while waiting:
        way = waiting.pop()
        steps = leads.get(way[-1], ())
        if first in steps and len(way) > 1:
            yield way
        ahead = [step for step in dict.fromkeys(steps) if step in leads and step not in gone]
        gone.update(ahead)
        waiting += [(*way, step) for step in ahead]
