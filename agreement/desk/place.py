"""A place in a term sheet: its path as JSON and as an id on the page, and the value there."""

import json
from collections.abc import Iterator, Mapping

from agreement.reading.source import Path

ABSENT = object()
"""What stands at a place that the term sheet does not have; YAML's null is a value."""

MOST_PARTS = 12


def told(path: Path) -> str:
    """A path as JSON, the form in which the page sends it."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Path:
    """The path that the page sent. Raises ValueError where it is none."""
    parts = json.loads(text)
    kinds = {type(part) for part in parts} if isinstance(parts, list) else {None}
    if not kinds <= {str, int} or len(parts) > MOST_PARTS:
        raise ValueError("this is no place in a term sheet")
    return tuple(parts)


def anchor(path: Path) -> str:
    """The id of a place on the page, in letters that need no escape in an address."""
    return "__".join(("f", *(str(part).replace("/", "--") for part in path)))


def at(value: object, path: Path) -> object:
    """The value at a path, or ABSENT."""
    for part in path:
        if not _has(value, part):
            return ABSENT
        value = value[part]
    return value


def _has(value: object, part: str | int) -> bool:
    if isinstance(value, Mapping):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)


def differing(old: object, new: object, path: Path = ()) -> Iterator[Path]:
    """The places at which two term sheets differ, each as deep as the difference lies."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            yield from differing(old.get(key, ABSENT), new.get(key, ABSENT), (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differing(one, other, (*path, index))
    elif old is not new and old != new:
        yield path


def touches(one: Path, other: Path) -> bool:
    """Whether one place lies within the other, or is the same."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
