"""Every fault of a value against its schema, found by jsonschema and explained.

jsonschema takes a tenth of a second to import: this is read where there is something to explain.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator as Standard
from jsonschema import FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from agreement.finding import Finding, error
from agreement.reading.source import Path, Source, is_open
from agreement.schema.decide import DATE, may_be_open, value_at
from agreement.schema.explain import explained
from agreement.schema.fault import Fault


class _Name(str):
    """A name under check: the name `open` is no open point."""

    __slots__ = ()


def every_fault(
    source: Source, schema: Mapping[str, Any], path: Path = (), open_allowed: bool = False
) -> tuple[Finding, ...]:
    """What `faults` finds, found out without asking first whether there is any."""
    value = value_at(source, path)
    schema = {key: part for key, part in schema.items() if key != "$schema"}
    validator = _validator(may_be_open(value, path, open_allowed))(schema)
    try:
        found = [
            finding
            for fault in validator.iter_errors(value)
            for finding in explained(Fault(source, schema, path, fault, open_allowed=open_allowed))
        ]
    except RecursionError:
        found = [error("too-deep", source.place(path), "this lies too deep; use fewer levels")]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.place))


@cache
def _validator(admits_open: bool) -> Callable[[Mapping[str, Any]], Any]:
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

    def wrapping(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
        below = list(check(validator, wanted, value, schema) or ())
        if below:
            yield ValidationError("", context=below)

    return wrapping


def _properties(check: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    """The keyword, but that an error under a schema that is just false knows its name."""

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
    if wanted and not isinstance(value, _Name) and is_open(value):
        yield ValidationError("")


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(DATE.fullmatch(value) and date.fromisoformat(value))
