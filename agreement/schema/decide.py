"""Whether a value is in order, decided at once; what is wrong with it takes longer to explain."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreement.reading.source import Path, Source, is_open
from agreement.schema.admit import admit_open

DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
"""A date as a schema's format of that name has it."""

_MOST_KEPT = 64

_kept: dict[tuple[int, bool], tuple[Mapping[str, Any], Callable[[Any], bool]]] = {}


def value_at(source: Source, path: Path) -> Any:
    """The value of a file at a path, which the file must have."""
    value = source.value
    for part in path:
        value = value[part]
    return value


def may_be_open(value: object, path: Path, open_allowed: bool) -> bool:
    """Whether an open point may stand for any part of a value: not for the whole file."""
    return open_allowed and not (path == () and is_open(value))


def in_order(value: object, schema: Mapping[str, Any], admits_open: bool = False) -> bool:
    """Whether nothing is wrong with a value, in which an open point may stand for any part where
    the schema `admits_open`; False, too, where that cannot be decided here, such as for a schema
    that is itself at fault.

    The check of a schema is kept as long as its very mapping is asked about: no schema of the
    program changes after it is made.
    """
    key = id(schema), admits_open
    known = _kept.get(key)
    if known is None or known[0] is not schema:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        whole = admit_open(schema) if admits_open else schema
        known = _kept[key] = (schema, _check(whole))
    try:
        return known[1](value)
    except (ValueError, RecursionError):
        return False


def _check(schema: Mapping[str, Any]) -> Callable[[Any], bool]:
    import jsonschema_rs

    try:
        return jsonschema_rs.Draft202012Validator(
            schema, formats={"date": _is_date}, validate_formats=True, retriever=_elsewhere
        ).is_valid
    except (ValueError, RecursionError):
        return _undecided


def _undecided(value: object) -> bool:
    return False


def _elsewhere(address: str) -> object:
    raise ValueError(f"a schema refers to {address}, outside itself")


def _is_date(written: str) -> bool:
    try:
        return bool(DATE.fullmatch(written) and date.fromisoformat(written))
    except ValueError:
        return False
