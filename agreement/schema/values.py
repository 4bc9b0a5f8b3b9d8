"""What is wrong with a value on its own: its kind, choice, form, range or size."""

import json
import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator
from typing import Any

from agreement.finding import Finding
from agreement.schema.decide import DATE
from agreement.schema.fault import Fault
from agreement.schema.phrase import A_DATE, KINDS, choices, found, listed, nearest

_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def _type(fault: Fault) -> Iterator[Finding]:
    wanted = fault.error.validator_value
    kinds = [wanted] if isinstance(wanted, str) else wanted
    words = listed([KINDS[kind] for kind in kinds])
    yield fault.expected("wrong-type", words, quoting_advice(kinds, fault.error.instance))


def quoting_advice(kinds: list[str], value: Any) -> str:
    """How to write a value so that YAML takes it for one of these kinds, or nothing."""
    match value:
        case bool() | int() if "string" in kinds:
            return "put it between quotation marks"
        case str() if "integer" in kinds and re.fullmatch("-?[0-9]+", value):
            return "remove the quotation marks, and any zero it begins with"
        case str() if "boolean" in kinds and value.lower() in ("true", "false", *_BOOLEANS):
            return f"write {_BOOLEANS.get(value.lower(), value.lower())} without quotation marks"
        case _ if "array" in kinds and value is not None:
            return "begin every item on a new line with “- ”"
    return ""


def _choice(fault: Fault) -> Iterator[Finding]:
    known = choices(fault.error.schema)
    value = fault.error.instance
    advice = nearest(value, known) if isinstance(value, str) else ""
    yield fault.expected("not-a-choice", listed(known), advice)


def _pattern(fault: Fault) -> Iterator[Finding]:
    advice = respelt(fault.error.instance, fault.error.validator_value)
    yield fault.expected("malformed", "", advice)


def respelt(value: str, pattern: str) -> str:
    """The advice "did you mean “…”?" where plain letters would fit the pattern, or nothing."""
    plain = value.strip().lower()
    for spelling in (plain, re.sub("[ _]+", "-", plain), re.sub("[ -]+", "_", plain)):
        if re.search(pattern, spelling):
            return f"did you mean “{spelling}”?"
    return ""


def _format(fault: Fault) -> Iterator[Finding]:
    value = fault.error.instance
    written = DATE.fullmatch(value)
    if not written:
        yield fault.expected("not-a-date", A_DATE)
        return
    year, month, _ = map(int, written.groups())
    reason = f"there is no {f'month {month}' if year else 'year 0'}"
    if year and 1 <= month <= 12:
        reason = f"{month_name[month]} {year} has {monthrange(year, month)[1]} days"
    yield fault.finding("no-such-date", f"the day {value} does not exist: {reason}")


def _range(fault: Fault) -> Iterator[Finding]:
    schema = fault.error.schema
    low, high = schema.get("minimum"), schema.get("maximum")
    words = {
        "minimum": f"{low} or more",
        "maximum": f"{high} or less",
        "exclusiveMinimum": f"more than {schema.get('exclusiveMinimum')}",
        "exclusiveMaximum": f"less than {schema.get('exclusiveMaximum')}",
        "multipleOf": f"a multiple of {schema.get('multipleOf')}",
    }[fault.error.validator]
    both = low is not None and high is not None and fault.error.validator in ("minimum", "maximum")
    yield fault.expected("out-of-range", f"a number from {low} to {high}" if both else words)


def _size(fault: Fault) -> Iterator[Finding]:
    keyword, limit, value = fault.error.validator, fault.error.validator_value, fault.error.instance
    things = {"Length": "character", "Items": "item", "Properties": "name"}[keyword[3:]]
    things += "" if limit == 1 else "s"
    if not value and limit == 1:
        yield fault.finding("too-short", "this must not be empty")
    elif keyword.startswith("min"):
        wanted = keyword == "minProperties" and fault.error.schema.get("x-fault")
        needed = f"expected {wanted}" if wanted else f"at least {limit} {things} needed"
        yield fault.finding("too-short", f"{needed}, found {len(value)}")
    else:
        yield fault.finding("too-many", f"at most {limit} {things} allowed, found {len(value)}")


def _unique(fault: Fault) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, item in enumerate(fault.error.instance):
        spelt = json.dumps(item, sort_keys=True)
        if spelt in seen:
            shown = found(item) if isinstance(item, str | int) else "the same item"
            yield fault.finding(
                "not-unique", f"{shown} stands here a second time; remove it", index
            )
        seen.add(spelt)


OF_VALUES: dict[str | None, Callable[[Fault], Iterator[Finding]]] = {
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "pattern": _pattern,
    "format": _format,
    "minimum": _range,
    "maximum": _range,
    "exclusiveMinimum": _range,
    "exclusiveMaximum": _range,
    "multipleOf": _range,
    "minLength": _size,
    "maxLength": _size,
    "minItems": _size,
    "maxItems": _size,
    "minProperties": _size,
    "maxProperties": _size,
    "uniqueItems": _unique,
}
"""The explanation of each keyword that judges a value on its own."""
