"""One change made to the text of a term sheet: comments, order, quotes and all else stay.

ruamel.yaml writes the text again from what it read; every scalar is kept as it was typed, because
nothing is resolved. What is written is read back strictly before anybody sees it.
"""

import io
from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import PlainScalarString
from ruamel.yaml.tag import Tag

from agreement.desk.comments import kept
from agreement.desk.nodes import node, on_one_line
from agreement.desk.place import ABSENT, at
from agreement.desk.retyped import retyped
from agreement.finding import Refused
from agreement.reading.load import load
from agreement.reading.source import Path, Source, is_open

_TEXT = Tag(suffix="tag:yaml.org,2002:str")


class Put(Struct, frozen=True):
    """A value put at a place, in place of what is there; what would hold it is made where it is
    missing or open. The index after the last of a list adds to it."""

    path: Path
    value: object


class Take(Struct, frozen=True):
    """What is at a place taken out, and what held it where that is left empty."""

    path: Path


Edit = Put | Take


class NotWritten(Exception):
    """A change that cannot be made to this text; the message says why in a sentence."""


class _AsTyped(VersionedResolver):
    """Every plain scalar is a text, so that it is written as it was typed."""

    def resolve(self, kind, value, implicit):
        return _TEXT if kind is ScalarNode else super().resolve(kind, value, implicit)


class Pen:
    """What writes the changes of one term sheet; it need not read again what it wrote itself."""

    def __init__(self) -> None:
        self._written: tuple[str, object] = ("", None)

    def edited(self, text: str, source: Source, edits: tuple[Edit, ...]) -> tuple[str, Source]:
        """The text with changes made, one after the other, and what it says when it is read back;
        `source` is what it says before them. Raises NotWritten."""
        expected = deepcopy(source.value)
        try:
            for edit in edits:
                _make(edit, expected, fresh=_same)
            quick = _in_place(text, source, edits)
            found = _read_back(quick, source.file) if quick else None
            if found is None or found.value != expected:
                quick = self._written_again(text, edits)
                found = load(quick.encode(), source.file)
        except Refused as refused:
            raise NotWritten(_why(refused.findings[0].message)) from None
        except (YAMLError, TypeError, IndexError, KeyError) as fault:
            raise NotWritten(_why(_first_line(fault))) from None
        if found.value != expected:
            raise NotWritten(_why("YAML would read it as something else; change it in the file"))
        return quick, found

    def _written_again(self, text: str, edits: tuple[Edit, ...]) -> str:
        """The text as ruamel.yaml writes it after the changes."""
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
        known, tree = self._written
        self._written = ("", None)
        tree = tree if known == plain else _yaml().load(plain)
        for edit in edits:
            _make(edit, tree, fresh=node)
        dumped = _dumped(tree)
        written = kept(plain, dumped)
        # A comment put back is one that the tree does not know.
        self._written = (written, tree) if written == dumped else ("", None)
        return _as_before(text, written)


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """The text with changes made. Raises as the pen does; Refused where it is no term sheet."""
    return Pen().edited(text, load(text.encode(), ""), edits)[0]


def _in_place(text: str, source: Source, edits: tuple[Edit, ...]) -> str | None:
    """The text with its one change made on the one line that it touches, where that will do."""
    match edits:
        case (Put(path, value),):
            return retyped(text, source, path, value)
    return None


def _read_back(text: str, file: str) -> Source | None:
    try:
        return load(text.encode(), file)
    except Refused:
        return None


def _why(told: str) -> str:
    return f"this cannot be written into the term sheet: {told}"


def _first_line(fault: Exception) -> str:
    return next(iter(str(fault).splitlines()), type(fault).__name__)


def _as_before(text: str, written: str) -> str:
    """The line ends and the mark at the beginning that the text had."""
    lines = written.replace("\n", "\r\n") if "\r\n" in text else written
    return "\ufeff" + lines if text.startswith("\ufeff") else lines


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _AsTyped
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(tree: object) -> str:
    stream = io.StringIO()
    _yaml().dump(tree, stream)
    return stream.getvalue()


def _make(edit: Edit, tree: object, fresh) -> None:
    match edit:
        case Put(path, value):
            _put(tree, path, fresh(value), fresh)
        case Take(path):
            _take(tree, path)


def _put(tree: object, path: Path, value: object, fresh) -> None:
    holder, made = tree, False
    for part, below in pairwise(path):
        inner = holder[part] if part in _names(holder) else ABSENT
        made = is_open(inner) or not isinstance(inner, dict | list)
        if made:
            inner = fresh([] if isinstance(below, int) else {})
            _set(holder, part, inner)
        holder = inner
    _set(holder, path[-1], value)
    if made and not _answers(path):
        on_one_line(holder)


def _answers(path: Path) -> bool:
    """Whether a place is an answer to a clause; these stand one to a line."""
    return path[0] == "clauses" and len(path) == 3


def _names(holder: object) -> object:
    return holder if isinstance(holder, Mapping) else range(len(holder))


def _set(holder: object, part: str | int, value: object) -> None:
    if isinstance(holder, list) and part == len(holder):
        holder.append(value)
    else:
        holder[part] = value


def _take(tree: object, path: Path) -> None:
    holder = at(tree, path[:-1])
    if holder is ABSENT or path[-1] not in _names(holder):
        return
    del holder[path[-1]]
    if holder or len(path) == 1:
        return
    if len(path) == 3 and path[0] == "clauses":
        tree["clauses"][path[1]] = None if type(tree) is dict else PlainScalarString("")
    else:
        _take(tree, path[:-1])


def _same(value: object) -> object:
    return deepcopy(value)
