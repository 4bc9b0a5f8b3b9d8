"""An error of a JSON Schema validator with its surroundings, traced to the errors that matter.

Works on jsonschema's errors without importing jsonschema. The keywords $ref, allOf, if and
propertyNames are expected to wrap the errors below them, as `schema` makes them do.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from agreement.finding import Finding, error
from agreement.reading.source import Path, Source, dotted, is_open
from agreement.schema.phrase import choices, found, listed
from agreement.schema.reference import said


class Fault(Struct, frozen=True):
    """An error of jsonschema, with what is needed to explain it.

    `root` is the whole schema and `base` the path of the value it was laid against; `around` are
    the schemas that hold the failed one and speak of the same value, nearest first; `where` is the
    condition under which it applies, such as " where type is choice".
    `open_allowed` says whether the drafter may write open instead of a value.
    """

    source: Source
    root: Mapping[str, Any]
    base: Path
    error: Any
    around: tuple[Mapping[str, Any], ...] = ()
    where: str = ""
    open_allowed: bool = False

    @property
    def path(self) -> Path:
        """Where the value stands in the file."""
        return (*self.base, *self.error.absolute_path)

    @property
    def schemas(self) -> tuple[Mapping[str, Any], ...]:
        """The failed schema and those around it."""
        own = self.error.schema
        return ((own,) if isinstance(own, Mapping) else ()) + self.around

    def __str__(self) -> str:
        return dotted(self.path)

    def own_words(self, keyword: str) -> str:
        """What the nearest of the schemas says under x-fault or description, or nothing."""
        return next((schema[keyword] for schema in self.schemas if keyword in schema), "")

    def finding(self, rule: str, sentence: str, name: str | int | None = None) -> Finding:
        """A finding about the value, or about one of its parts."""
        at_name = name is not None
        place = self.source.key((*self.path, name)) if at_name else self.source.place(self.path)
        where = f"{self}: " if self.path else ""
        return error(rule, place, where + sentence + self.where)

    def of_itself(self, rule: str, sentence: str) -> Finding:
        """A finding about the value that stands at the value's own name."""
        return replace(self.finding(rule, sentence), place=self.source.key(self.path))

    def expected(self, rule: str, wanted: str, advice: str = "") -> Finding:
        """A finding that says what was wanted, in the schema's own words where it has any.

        Where neither the schema nor the caller has words for it, the description must serve.
        """
        value, wanted = self.error.instance, self.own_words("x-fault") or wanted
        if isinstance(value, dict) and "open" in value and not is_open(value):
            advice = "an open point takes “open” and “owner” only, each with a text"
        elif value is None and self.open_allowed:
            advice = "write open if it is not settled yet"
        about = self.own_words("description").rstrip(".")
        sentence = f"{found(value)} is not what belongs here" + (f" ({about})" if about else "")
        if wanted:
            sentence = f"expected {wanted}, found {found(value)}"
        return self.finding(rule, sentence + (f"; {advice}" if advice else ""))


def leaves(fault: Fault) -> Iterator[Fault]:
    """The faults below this one that a drafter can act on.

    Keywords that only join schemas are passed through. Of the branches of anyOf and oneOf the one
    that the value was meant for is followed; where that cannot be told, the choice itself is left.
    """
    match fault.error.validator:
        case "$ref" | "allOf":
            yield from _leaves_of(fault, fault.error.context)
        case "if":
            conditional = replace(fault, where=_condition(fault.error))
            yield from _leaves_of(conditional, fault.error.context)
        case "anyOf" | "oneOf":
            yield from _meant(fault)
        case _:
            yield fault


def _leaves_of(fault: Fault, inners: list[Any]) -> Iterator[Fault]:
    for inner in inners:
        yield from leaves(below(fault, inner))


def below(fault: Fault, inner: Any) -> Fault:
    """The fault that one of a fault's own errors stands for."""
    lower = replace(fault, error=inner)
    if lower.path == fault.path:
        return replace(lower, around=fault.schemas)
    return replace(lower, around=(), where="")


def _condition(conditional: Any) -> str:
    parts = said(conditional.validator_value, "properties", {}) or {}
    tests = [f"{name} is {listed(choices(part))}" for name, part in parts.items() if choices(part)]
    taken = any(inner.relative_schema_path[0] == "then" for inner in conditional.context)
    return f" {'where' if taken else 'unless'} {' and '.join(tests)}" if tests else ""


def _meant(fault: Fault) -> list[Fault]:
    """The leaves of the branch that the value was meant for, or the choice if nobody can tell."""
    if only_call_for_names(fault):
        return [fault]
    branches: dict[int, list[Any]] = {}
    for inner in fault.error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    # Each branch is traced once: choices inside choices would otherwise double the work each time.
    traced = {index: list(_leaves_of(fault, inners)) for index, inners in branches.items()}
    ranks = {index: _rank(fault, traced[index], index) for index in traced}
    best = sorted((index for index in ranks if not ranks[index][0]), key=ranks.__getitem__)
    if not best or (len(best) > 1 and ranks[best[0]] == ranks[best[1]]):
        return [fault]
    return traced[best[0]]


def only_call_for_names(fault: Fault) -> bool:
    """Whether the branches of a choice differ only in the names that must be given."""
    branches = fault.error.validator_value
    return all(isinstance(each, dict) and set(each) == {"required"} for each in branches)


def _rank(fault: Fault, traced: list[Fault], index: int) -> tuple[bool, int, int]:
    """How ill a branch fits: its kind is another, it knows few of the names, it has many faults."""
    alien = any(_is_alien(leaf, fault) for leaf in traced)
    known = said(fault.error.validator_value[index], "properties", fault.root) or {}
    value = fault.error.instance
    shared = sum(name in known for name in value) if isinstance(value, dict) else 0
    return alien, -shared, len(traced)


def _is_alien(leaf: Fault, fault: Fault) -> bool:
    keyword = leaf.error.validator
    if leaf.path == fault.path:
        return keyword in ("type", "const", "enum")
    return keyword == "const" and len(leaf.path) == len(fault.path) + 1
