"""Whether a value has the form that a JSON Schema (draft 2020-12) gives it, and what is wrong.

Two keywords are the project's own: `x-fault` says in words what is expected where the schema
itself would only have a pattern to show, and `x-never-open` marks what cannot be an open point.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from agreement.finding import Finding, error
from agreement.schema.explain import explained
from agreement.schema.fault import Fault
from agreement.schema.phrase import said
from agreement.schema.values import DATE
from agreement.source import Path, Source, is_open

_OPEN = {
    "description": "An open point: the word open, or what is open and who owes the answer.",
    "anyOf": [
        {"const": "open"},
        {
            "type": "object",
            "required": ["open"],
            "additionalProperties": False,
            "properties": {
                "open": {"type": "string", "description": "What is open."},
                "owner": {"type": "string", "description": "Who owes the answer."},
            },
        },
    ],
}
_OF_PARTS = ("properties", "patternProperties")
_OF_PART = (
    "additionalProperties",
    "items",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
)
_OF_SAME = ("not", "if", "then", "else")
_OF_SAMES = ("allOf", "anyOf", "oneOf")
_OF_NAMED = ("$defs", "dependentSchemas")
_SHOWN = ("title", "description", "default", "deprecated")


class _Name(str):
    """A name under check: the name `open` is no open point."""

    __slots__ = ()


def faults(
    source: Source, schema: Mapping[str, Any], path: Path = (), open_allowed: bool = False
) -> tuple[Finding, ...]:
    """Every fault of the value at `path` against the schema, in the order of the file.

    With `open_allowed` an open point stands for any value but the whole file, unless the schema
    of that value says x-never-open. A $ref must point inside the same schema; one that does not
    is the schema's own fault and raises jsonschema's error.
    """
    value = source.value
    for part in path:
        value = value[part]
    schema = {key: part for key, part in schema.items() if key != "$schema"}
    admits_open = open_allowed and not (path == () and is_open(value))
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


@cache
def _validator(admits_open: bool) -> Callable[[Mapping[str, Any]], Any]:
    # jsonschema takes a tenth of a second to import, and a valid cached file never needs it.
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


def admit_open(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a schema for editors, in which an open point may stand for any part of the value.

    It accepts what `faults` accepts with `open_allowed`. Descriptions stay where editors look for
    them, outside the choice between the value and the open point.
    """
    admitted = _admitted(schema, schema)
    return admitted | {"$defs": admitted.get("$defs", {}) | {"open": _OPEN}}


def _admitted(schema: Any, root: Mapping[str, Any]) -> Any:
    """The same schema with its parts opened; a schema that is true or false stays as it is."""
    if not isinstance(schema, Mapping):
        return schema
    copy = {keyword: _keyword(keyword, value, root) for keyword, value in schema.items()}
    if schema.get("x-never-open"):
        copy["allOf"] = [*copy.get("allOf", ()), {"not": {"$ref": "#/$defs/open"}}]
    return copy


def _keyword(keyword: str, value: Any, root: Mapping[str, Any]) -> Any:
    if keyword in _OF_PARTS:
        return {name: _opened(part, root) for name, part in value.items()}
    if keyword in _OF_PART:
        return _opened(value, root)
    if keyword == "prefixItems":
        return [_opened(part, root) for part in value]
    if keyword in _OF_SAME:
        return _admitted(value, root)
    if keyword in _OF_SAMES:
        return [_admitted(part, root) for part in value]
    if keyword in _OF_NAMED:
        return {name: _admitted(part, root) for name, part in value.items()}
    return value


def _opened(schema: Any, root: Mapping[str, Any]) -> Any:
    copy = _admitted(schema, root)
    if not isinstance(schema, Mapping) or said(schema, "x-never-open", root):
        return copy
    shown = {keyword: copy.pop(keyword) for keyword in _SHOWN if keyword in copy}
    description = said(schema, "description", root)
    shown |= {"description": description} if description else {}
    return shown | {"anyOf": [copy, {"$ref": "#/$defs/open"}]}
