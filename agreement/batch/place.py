"""Where a column leads in a term sheet, and a cell put there."""

import re
from typing import Any

from agreement.reading.source import Path, is_open


class Misfit(ValueError):
    """A column leads nowhere in this term sheet; its words say why."""


_ITEM = re.compile(r"[1-9][0-9]{0,3}")
_MOST_NAMES = 32


def put(whole: dict[str, Any], column: str, given: Any) -> Path:
    """Put a value at the place that a column names, and make what is wanting above it; the path of
    the place. Items of a list are counted from 1. The groups and lists on the way to it are new
    ones, so that another term sheet may have the old ones. Raises Misfit."""
    parts = column.split(".")
    if not all(parts):
        raise Misfit("a name is missing beside a full stop")
    if len(parts) > _MOST_NAMES:
        raise Misfit(f"it leads {len(parts):,} names down, and {_MOST_NAMES} is the most")
    node: Any = whole
    path: Path = ()
    for part, below in zip(parts, (*parts[1:], ""), strict=True):
        key = _key(node, part, path)
        path = (*path, key)
        if not below:
            _set(node, key, given)
            return path
        node = _inner(node, key, below, path)
    raise AssertionError("a column has a last part")


def _key(node: Any, part: str, path: Path) -> str | int:
    if not isinstance(node, list):
        return part
    where = path[-1]
    if not _ITEM.fullmatch(part):
        raise Misfit(f"“{where}” is a list, whose items are counted from 1; “{part}” is no number")
    if int(part) > len(node) + 1:
        missing = len(node) + 1
        raise Misfit(f"item {missing} of “{where}” is missing, so there can be no item {part}")
    return int(part) - 1


def _inner(node: Any, key: str | int, below: str, path: Path) -> Any:
    """A copy of the group or list at a key, an empty one where there is none yet or the point is
    open, in its place."""
    known = len(node) > key if isinstance(key, int) else key in node
    found = node[key] if known else None
    made: Any = [] if _ITEM.fullmatch(below) else {}
    if isinstance(found, dict | list) and not is_open(found):
        made = found.copy()
    elif found is not None and not is_open(found):
        raise Misfit(f"“{path[-1]}” is a value, and nothing stands below it")
    _set(node, key, made)
    return made


def _set(node: Any, key: str | int, value: Any) -> None:
    if isinstance(node, list) and key == len(node):
        node.append(value)
    else:
        node[key] = value


def at(whole: Any, column: str) -> Any:
    """The value at the place that a column names, or None where there is none."""
    node = whole
    for part in column.split("."):
        if isinstance(node, list) and _ITEM.fullmatch(part) and int(part) <= len(node):
            node = node[int(part) - 1]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return None
    return node
