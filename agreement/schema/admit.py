"""The schema of a value any part of which may be an open point."""

from collections.abc import Mapping
from typing import Any

from agreement.schema.reference import said

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
