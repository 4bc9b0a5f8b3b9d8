"""Whether a value has the form that a JSON Schema (draft 2020-12) gives it, and what is wrong.

Two keywords are the project's own: `x-fault` says in words what is expected where the schema
itself would only have a pattern to show, and `x-never-open` marks what cannot be an open point.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from agreement.finding import Finding, error
from agreement.schema.admit import admit_open
from agreement.schema.decide import in_order
from agreement.schema.explain import explained
from agreement.schema.fault import Fault
from agreement.schema.values import DATE
from agreement.source import Path, Source, is_open


class _Name(str):
    """A name under check: the name `open` is no open point."""

    __slots__ = ()


__all__ = ["admit_open", "every_fault", "faults"]


def faults(
    source: Source, schema: Mapping[str, Any], path: Path = (), open_allowed: bool = False
) -> tuple[Finding, ...]:
    """Every fault of the value at `path` against the schema, in the order of the file.

    With `open_allowed` an open point stands for any value but the whole file, unless the schema
    of that value says x-never-open. A $ref must point inside the same schema; one that does not
    is the schema's own fault and raises jsonschema's error.
    """
    value = _at(source, path)
    if in_order(value, schema, _admits_open(value, path, open_allowed)):
        return ()
    return every_fault(source, schema, path, open_allowed)


def every_fault(
    source: Source, schema: Mapping[str, Any], path: Path = (), open_allowed: bool = False
) -> tuple[Finding, ...]:
    """What `faults` finds, found out without asking first whether there is any."""
    value = _at(source, path)
    admits_open = _admits_open(value, path, open_allowed)
    schema = {key: part for key, part in schema.items() if key != "$schema"}
    validator = _validator(admits_open)(schema)
    try:
        found = [
            finding
            for fault in validator.iter_errors(value)
            for finding in explained(Fault(source, schema, path, fault, open_allowed=open_allowed))
        ]
    except RecursionError:
        found = [error("too-deep", source.place(path), "this lies too deep; use fewer levels")]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.place))


def _at(source: Source, path: Path) -> Any:
    value = source.value
    for part in path:
        value = value[part]
    return value


def _admits_open(value: object, path: Path, open_allowed: bool) -> bool:
    return open_allowed and not (path == () and is_open(value))


@cache
def _validator(admits_open: bool) -> Callable[[Mapping[str, Any]], Any]:
    # jsonschema takes a tenth of a second to import, and a value in order never needs it.
    from jsonschema import Draft202012Validator as Standard
    from jsonschema import FormatChecker
    from jsonschema.validators import extend
    from referencing import Registry

    keywords = dict(Standard.VALIDATORS)
    keywords["propertyNames"] = _each_name
    keywords["properties"] = _properties(keywords["properties"])
    for keyword in ("$ref", "allOf", "if"):
        keywords[keyword] = _wrapped(Standard.VALIDATORS[keyword])
    if admits_open:
        keywords = {
            keyword: check if keyword == "$ref" else _unless_open(check)
            for keyword, check in keywords.items()
        }
        keywords["x-never-open"] = _never_open
    dates = FormatChecker(())
    dates.checks("date", raises=ValueError)(_is_date)
    strict = extend(Standard, keywords)
    return lambda schema: strict(schema, registry=Registry(), format_checker=dates)


def _wrapped(check: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    """A keyword whose errors come as one, so that what surrounds them is known."""
    from jsonschema import ValidationError

    def wrapping(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
        below = list(check(validator, wanted, value, schema) or ())
        if below:
            yield ValidationError("", context=below)

    return wrapping


def _properties(check: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    """The keyword, but that an error under a schema that is just false knows its name."""
    from jsonschema import ValidationError

    def checking(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
        yield from check(
            validator, {k: v for k, v in wanted.items() if v is not False}, value, schema
        )
        for name in (name for name in wanted if wanted[name] is False and isinstance(value, dict)):
            if name in value:
                yield ValidationError(
                    "", path=[name], validator=None, instance=value[name], schema=False
                )

    return checking


def _each_name(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    for name in value if isinstance(value, dict) else ():
        below = list(validator.descend(_Name(name), wanted))
        if below:
            yield ValidationError("", context=below, instance=str(name))


def _unless_open(check: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    def checking(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
        if isinstance(value, _Name) or not is_open(value):
            yield from check(validator, wanted, value, schema) or ()

    return checking


def _never_open(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if wanted and not isinstance(value, _Name) and is_open(value):
        yield ValidationError("")


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(DATE.fullmatch(value) and date.fromisoformat(value))
