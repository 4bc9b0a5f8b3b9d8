"""Agreements of random shape, in which every unit refers to others and says who it is."""

from collections.abc import Iterator
from random import Random

import sample
from msgspec.structs import replace

from agreement.document.conventions import Conventions
from agreement.document.number import Numbers, cited, number
from agreement.document.tree import (
    FIRST,
    Agreement,
    Definition,
    Prose,
    Provision,
    Reference,
    Schedule,
    Text,
)

ENGLISH = replace(sample.ENGLISH, body_name="the order")
AMERICAN = replace(sample.AMERICAN, range_word="through")
DEEPEST = 4


def agreement(seed: int, conventions: Conventions = ENGLISH) -> Agreement:
    """Recitals, provisions, definitions and three schedules, two of them with paragraphs."""
    random = Random(seed)
    bare = replace(
        sample.agreement(conventions),
        recitals=tuple(Provision(f"recitals/{count}") for count in range(random.randint(1, 4))),
        operative=_below("body", 1, random),
        schedules=(
            Schedule("schedules/terms", "Terms", provisions=_below("terms", 1, random)),
            replace(sample.agreement().schedules[2], table=None),
            Schedule("schedules/steps", "Steps", (), None, _below("steps", 1, random)),
        ),
        open_points=(),
    )
    return _told(bare, number(bare), random)


def _below(above: str, level: int, random: Random) -> tuple[Provision, ...]:
    count = (
        random.randint(3, 5) if level == 1 else random.choice((0, 0, 1, 3, random.randint(2, 28)))
    )
    deeper = level < DEEPEST
    return tuple(
        Provision(
            f"{above}/{each}",
            "Heading" if level == 1 and random.random() < 0.7 else "",
            (),
            _below(f"{above}/{each}", level + 1, random) if deeper and count < 10 else (),
            numbered=level == 1 or random.random() < 0.85,
        )
        for each in range(1, count + 1)
    )


def _told(bare: Agreement, numbers: Numbers, random: Random) -> Agreement:
    def prose(id: str) -> Prose:
        words = (Definition(f"Term {id}"), Text(" ")) if random.random() < 0.1 else ()
        told = tuple(_references(numbers, random))
        return (*words, Text(f"unit {id} refers to "), *told, Text(" and ends."))

    def filled(one: Provision) -> Provision:
        heading = one.heading and f"Heading of {one.id}"
        return replace(
            one,
            heading=heading,
            prose=() if heading and one.provisions else prose(one.id),
            provisions=tuple(map(filled, one.provisions)),
        )

    return replace(
        bare,
        recitals=tuple(map(filled, bare.recitals)),
        operative=tuple(map(filled, bare.operative)),
        schedules=tuple(
            replace(one, prose=prose(one.id), provisions=tuple(map(filled, one.provisions)))
            for one in bare.schedules
        ),
    )


def _references(numbers: Numbers, random: Random) -> Iterator[Reference]:
    """One reference, a range, or a list of two or three, all of them of one list."""
    ids = sorted(numbers)
    first = random.choice(ids)
    alike = [id for id in ids if _list_of(numbers, id) == _list_of(numbers, first)]
    ways = ((), ("to",), ("and",), ("or",), (",", ",and"))
    rest = random.choice(ways)
    yield Reference(first, FIRST if rest else "")
    for word in rest:
        yield Reference(random.choice(alike), word)


def _list_of(numbers: Numbers, id: str) -> tuple:
    return numbers[id].scheme, numbers[id].schedule


def sentences(drafted: Agreement) -> Iterator[str]:
    """What a reader must find on the pages: each unit's label, who it is and what it cites."""
    numbers = number(drafted)
    for one in _each(drafted.provisions):
        label = numbers[one.id].label if one.id in numbers else ""
        within = numbers[one.id].schedule if label else _within(one.id, drafted)
        term = "".join(f"“{part.term}” " for part in one.prose if isinstance(part, Definition))
        told = "".join(_cited(part, drafted, numbers, within) for part in one.prose)
        if one.heading:
            yield f"{label} {one.heading}"
            label = ""
        if one.prose:
            yield f"{label} {term}unit {one.id} refers to {told} and ends."


def _within(id: str, drafted: Agreement) -> int:
    for count, schedule in enumerate(drafted.schedules, 1):
        if any(one.id == id for one in _each(schedule.provisions)):
            return count
    return 0


def _cited(part, drafted: Agreement, numbers: Numbers, within: int) -> str:
    if not isinstance(part, Reference):
        return ""
    return cited(numbers[part.target], drafted.conventions, within, part.joined)


def _each(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    for one in provisions:
        yield one
        yield from _each(one.provisions)
