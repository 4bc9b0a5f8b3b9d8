"""A clause of the library as its file gives it: what it says, asks, requires and excludes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement.source import Source, is_open

STANDARD = "standard"
"""The name of a clause's own wording, where a unit or a duty hangs on the wording chosen."""

DUTIES = ("actions", "reviews", "payments")
"""The keys of a clause, and of a term sheet, that list duties."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the library as its file gives it, checked against the clause schema.

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
        unknown = answers is None
        given = {n: ... if unknown else one.get("default") for n, one in self.blanks.items()}
        given |= {**(answers or {}), "alternative": alternative or STANDARD}
        duties = [duty for name in DUTIES for duty in self.value.get(name, ())]
        beside = (*duties, *self.calculations.values())
        standing = (*_standing(self.wording(alternative), given),
                    *(one for one in beside if _met(one, given)))  # fmt: skip
        written = set(strings(standing))
        text = "\n".join(written)
        return frozenset(name for name in self.blanks if name in written or f"[{name}]" in text)

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


def _standing(wording: Mapping, given: Mapping) -> Iterator[object]:
    """The texts of a wording's units, and the conditions of those that may yet fall away."""
    yield wording.get("text")
    for unit in wording.get("provisions", {}).values():
        if isinstance(unit, str):
            yield unit
        elif _met(unit, given):
            yield tuple(unit.get("when", ()))
            yield from _standing(unit, given)


def _met(unit: Mapping, given: Mapping) -> bool:
    """Whether the condition of a unit or a duty holds, or hangs on an answer not given yet."""
    return all(
        given.get(name) is None or is_open(given[name]) or str(given[name]) == str(wanted)
        for name, wanted in unit.get("when", {}).items()
    )
