"""Pieces of the sentences that explain a schema's faults."""

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from agreement.schema.reference import said

KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "“name: value” lines",
    "null": "nothing",
}
A_DATE = "a date written year-month-day, such as 2026-11-20"
_MOST_SHOWN = 16
_LONGEST_SHOWN = 60


def found(value: Any) -> str:
    """A value as a sentence shows it: “text”, 45, true, a list."""
    match value:
        case None:
            return "nothing"
        case bool() | int():
            return json.dumps(value)
        case str():
            short = len(value) <= _LONGEST_SHOWN
            return f"“{value if short else value[: _LONGEST_SHOWN - 1] + '…'}”"
        case list():
            return "a list" if value else "an empty list"
        case _ if not value:
            return "“{}”"
    return f"“{', '.join(f'{name}: …' for name in list(value)[:3])}”"


def listed(words: list[str], last: str = "or") -> str:
    """Words in a row: "a, b or c"; a long row is cut short."""
    if len(words) > _MOST_SHOWN:
        return ", ".join(words[:_MOST_SHOWN]) + " …"
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def quoted(names: list[str]) -> str:
    """Names in a row, each in quotation marks: “every”, “from” and “times”."""
    return listed([f"“{name}”" for name in names], "and")


def nearest(name: str, names: list[str]) -> str:
    """The advice "did you mean “…”?" where one of the names is close, or nothing."""
    plain = {re.sub("[ _-]+", "-", each.lower()): each for each in names}
    near = get_close_matches(re.sub("[ _-]+", "-", name.lower()), list(plain), 1, 0.65)
    return f"did you mean “{plain[near[0]]}”?" if near else ""


def choices(schema: Any) -> list[str]:
    """The values that a schema names one by one, as text."""
    if not isinstance(schema, Mapping):
        return []
    each = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return [choice if isinstance(choice, str) else json.dumps(choice) for choice in each]


def accepted(schema: Any, root: Mapping[str, Any]) -> str:
    """What a schema takes, in a few words: its own words, its choices, its names or its kind."""
    named = choices(schema)
    kinds = said(schema, "type", root) or "object"
    kinds = [kinds] if isinstance(kinds, str) else kinds
    names = said(schema, "required", root) or list(said(schema, "properties", root) or ())
    if "object" in kinds and names:
        return f"“{', '.join(f'{name}: …' for name in names[:3])}”"
    if said(schema, "format", root) == "date":
        return A_DATE
    return said(schema, "x-fault", root) or listed(named or [KINDS[kind] for kind in kinds])
