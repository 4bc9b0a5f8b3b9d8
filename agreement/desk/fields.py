"""The schema of a term sheet and the blanks of its clauses as fields of a form."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from agreement.desk.place import at
from agreement.document.wording import capitalised
from agreement.reading.source import Path, is_open

LONG = 80
"""A text longer than this many characters gets a box of several lines."""

_REFS = {"date": "date", "money": "money", "words": "line", "full_name": "line", "start": "start",
         "due": "due", "side": "side", "anchor": "line", "period": "whole",
         "count": "whole"}  # fmt: skip
# What a description says to somebody at a command line, which the page is not.
_COMMANDS = re.compile(r"; --[^.]*")
_LONG_NAMES = ("notice", "what", "evidence", "address")


class Field(Struct, frozen=True):
    """One answer: where it stands, what it asks, which boxes it has, and what it says now.

    `kind` is line, words, whole, figure, money, date, choice, yes, party, start, due, binding, or
    clause for one that is open as a whole, which has no box but what is open.
    `needed` says whether the draft needs it, `opens` whether it may be left open; `absent` what is
    taken where it is left out. `choices` pairs each value with its words.
    """

    path: Path
    label: str
    kind: str
    value: object
    hint: str = ""
    needed: bool = False
    opens: bool = True
    absent: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def open(self) -> bool:
        """Whether the answer is left open."""
        return is_open(self.value)

    @property
    def what(self) -> str:
        """What is open, in the words of the term sheet."""
        return self.value.get("open", "") if isinstance(self.value, Mapping) and self.open else ""

    @property
    def owner(self) -> str:
        """The role that owes the answer, or nothing."""
        return self.value.get("owner", "") if isinstance(self.value, Mapping) and self.open else ""


class Rows(Struct, frozen=True):
    """A table or a list: `blank` is what a new row starts as, `columns` the headings."""

    path: Path
    label: str
    hint: str
    rows: tuple[tuple[Field, ...], ...]
    columns: tuple[str, ...]
    blank: object
    whole: Field


class Group(Struct, frozen=True):
    """Fields that belong together under a heading."""

    path: Path
    label: str
    hint: str
    items: tuple["Field | Rows | Group", ...]


Item = Field | Rows | Group


def label(name: str) -> str:
    """The name of a field as a person reads it: settlement_sum is Settlement sum."""
    return capitalised(name.replace("_", " ").replace("-", " "))


def of_schema(name: str, schema: Mapping, root: Mapping, holder: tuple[Path, object]) -> Item:
    """The field of a property of the schema; `holder` is the path and the value that hold it, and
    `root` has the definitions that it refers to."""
    above, value = holder
    path = (*above, name)
    whole = resolved(schema, root)
    field = _field(path, schema, root, at(value, (name,)))
    if whole.get("type") == "object" and field.kind == "line":
        return Group(path, field.label, field.hint, tuple(inner(whole, root, path, field.value)))
    if whole.get("type") == "array":
        return _rows(field, whole, root)
    return field


def inner(schema: Mapping, root: Mapping, path: Path, value: object) -> Iterator[Item]:
    """The fields of the properties of an object."""
    needed = schema.get("required", ())
    for name, below in schema.get("properties", {}).items():
        item = of_schema(name, below, root, (path, value))
        yield replace(item, needed=name in needed) if isinstance(item, Field) else item


def resolved(schema: Mapping, root: Mapping) -> Mapping:
    """A schema with what it refers to; its own words count before those."""
    ref = schema.get("$ref", "").removeprefix("#/$defs/")
    return {**root["$defs"][ref], **schema} if ref else schema


def _field(path: Path, schema: Mapping, root: Mapping, value: object) -> Field:
    whole = resolved(schema, root)
    kind = _kind(path[-1], schema, whole)
    words = isinstance(value, str) and (len(value) > LONG or "\n" in value)
    return Field(
        path=path,
        label=label(str(path[-1])),
        kind="words" if kind == "line" and (words or path[-1] in _LONG_NAMES) else kind,
        value=value,
        hint=_COMMANDS.sub("", whole.get("description", "")),
        opens=not whole.get("x-never-open", False),
        absent=str(whole.get("default", "")),
        choices=tuple((str(one), label(str(one))) for one in whole.get("enum", ())),
    )


def _kind(name: object, schema: Mapping, whole: Mapping) -> str:
    ref = schema.get("$ref", "").removeprefix("#/$defs/")
    if name in ("binding", "role"):
        return "binding" if name == "binding" else "party"
    if ref in _REFS:
        return _REFS[ref]
    if "enum" in whole:
        return "choice"
    return {"boolean": "yes", "integer": "whole"}.get(str(whole.get("type")), "line")


def _rows(field: Field, schema: Mapping, root: Mapping) -> Rows:
    items = resolved(schema["items"], root)
    listed = field.value if isinstance(field.value, list) else []
    if "properties" not in items:
        one = replace(field, label=field.label.removesuffix("s"), hint="", opens=True)
        rows = tuple(
            (replace(one, path=(*field.path, n), kind="words", value=value),)
            for n, value in enumerate(listed)
        )
        return Rows(field.path, field.label, field.hint, rows, (), "open", field)
    rows = tuple(
        tuple(_flat(inner(items, root, (*field.path, n), value))) for n, value in enumerate(listed)
    )
    blank = dict.fromkeys(items.get("required", ()), "open")
    return Rows(field.path, field.label, field.hint, rows, (), blank, field)


def _flat(items: Iterator[Item]) -> Iterator[Field]:
    for item in items:
        if isinstance(item, Field):
            yield item
        elif isinstance(item, Group):
            prefix = item.label
            for below in _flat(iter(item.items)):
                yield replace(below, label=f"{prefix}: {below.label.lower()}")
