"""A clause of the library as its file gives it: what it says, asks, requires and excludes."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from agreement.reading.source import Source, is_open

STANDARD = "standard"
"""The name of a clause's own wording, where a unit or a duty hangs on the wording chosen."""

DUTIES = ("actions", "reviews", "payments")
"""The keys of a clause, and of a term sheet, that list duties."""

Conditions = tuple[Mapping, ...]
"""What must hold of the answers for a unit to stand, each from one of the units it stands in."""


class Clause(Struct, frozen=True, eq=False):
    """One clause of the library as its file gives it, checked against the clause schema; each
    reading of a file is a clause of its own.

    `source` holds the checked values; `id` is the path below clauses/, without its ending. A
    clause of a `firm` stands in a home of its own and not in the one that comes with the program.
    """

    id: str
    source: Source
    firm: bool = False

    @property
    def value(self) -> Mapping:
        """The clause's own keys, as its file has them."""
        return self.source.value

    @property
    def kind(self) -> str:
        """The folder of the clause."""
        return self.id.partition("/")[0]

    @property
    def heading(self) -> str:
        """The heading of its provision; for a definition, the defined term."""
        return self.value["heading"]

    @property
    def blanks(self) -> Mapping[str, Mapping]:
        """What it asks for, by name."""
        return self.value.get("blanks", {})

    @property
    def requires(self) -> tuple[str, ...]:
        """The ids of the clauses that come with it."""
        return tuple(self.value.get("requires", ()))

    @property
    def excludes(self) -> tuple[str, ...]:
        """The ids of the clauses that cannot stand beside it."""
        return tuple(self.value.get("excludes", ()))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles a party must fill."""
        return tuple(self.value.get("roles", ()))

    @property
    def alternatives(self) -> Mapping[str, Mapping]:
        """Its other wordings, by name."""
        return self.value.get("alternatives", {})

    @property
    def calculations(self) -> Mapping[str, Mapping]:
        """The sums it works out, by name, in order."""
        return self.value.get("calculations", {})

    def wording(self, alternative: str) -> Mapping:
        """The mapping that holds `text` and `provisions`: the clause's own or an alternative's."""
        return self.alternatives[alternative] if alternative else self.value

    def asks(self, alternative: str, answers: Mapping | None = None) -> frozenset[str]:
        """The blanks that one wording and its duties use, given the answers as typed. Without
        answers, those that it uses whatever the answers are."""
        always, sometimes = _pieces(self, alternative)
        if not sometimes:
            return always
        unknown = answers is None
        given = {n: ... if unknown else one.get("default") for n, one in self.blanks.items()}
        given |= {**(answers or {}), "alternative": alternative or STANDARD}
        return always.union(*(
            names for conditions, names in sometimes
            if all(_met(condition, given) for condition in conditions)
        ))  # fmt: skip

    def stands_in(self, matter: str, jurisdiction: str) -> bool:
        """Whether it may be chosen for this matter under this law."""
        matters, jurisdictions = self.value.get("matters"), self.value.get("jurisdictions")
        return matter in (matters or [matter]) and jurisdiction in (jurisdictions or [jurisdiction])


def strings(value: object) -> Iterator[str]:
    """Every text in a YAML value, the keys of its mappings among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        yield from strings(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


@lru_cache(maxsize=2048)
def _pieces(
    clause: Clause, alternative: str
) -> tuple[frozenset[str], tuple[tuple[Conditions, frozenset[str]], ...]]:
    """The blanks that the units of one wording and what stands beside it name whatever the answers
    are; then the conditions under which any other stands, and the blanks that it names."""
    duties = (duty for name in DUTIES for duty in clause.value.get(name, ()))
    beside = (*duties, *clause.calculations.values())
    found = (
        *_units(clause.wording(alternative), ()),
        *(((one.get("when", {}),), one) for one in beside),
    )
    named = [(conditions, _named(clause.blanks, piece)) for conditions, piece in found]
    always = frozenset().union(*(names for conditions, names in named if not any(conditions)))
    rest = ((conditions, names) for conditions, names in named if any(conditions))
    return always, tuple((conditions, names) for conditions, names in rest if names - always)


def _units(wording: Mapping, conditions: Conditions) -> Iterator[tuple[Conditions, object]]:
    """The text of each unit under the conditions of all it stands in, and what its own names."""
    yield conditions, wording.get("text")
    for unit in wording.get("provisions", {}).values():
        if isinstance(unit, str):
            yield conditions, unit
        else:
            within = (*conditions, unit.get("when", {}))
            yield within, tuple(unit.get("when", ()))
            yield from _units(unit, within)


def _named(blanks: Mapping[str, Mapping], piece: object) -> frozenset[str]:
    written = set(strings(piece))
    text = "\n".join(written)
    return frozenset(name for name in blanks if name in written or f"[{name}]" in text)


def _met(condition: Mapping, given: Mapping) -> bool:
    """Whether the condition of a unit or a duty holds, or hangs on an answer not given yet."""
    return all(
        given.get(name) is None or is_open(given[name]) or str(given[name]) == str(wanted)
        for name, wanted in condition.items()
    )
