"""What a JSON Schema validator finds, in a drafter's words."""

import json
import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator
from typing import Any

from agreement.fault import Fault, below, leaves
from agreement.finding import Finding
from agreement.phrase import KINDS, accepted, choices, found, listed, nearest, said

DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def explained(fault: Fault) -> Iterator[Finding]:
    """The findings for one error: at least one, each a sentence with the place it is about."""
    for leaf in leaves(fault):
        yield from _EXPLAINERS.get(leaf.error.validator, _other)(leaf)


def _unknown(fault: Fault) -> Iterator[Finding]:
    known = sorted(_names(fault.error.schema, fault.root))
    spelt = re.findall(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", fault.error.message)
    for name in fault.error.instance:
        if repr(name) in spelt:
            takes = f"it takes {listed(known, 'and')}" if known else "it takes no names"
            advice = nearest(name, known) or takes
            yield fault.finding("unknown-key", f"“{name}” is not known here; {advice}", name)


def _names(schema: Any, root: Any) -> set[str]:
    """The names that a schema and the schemas it joins know."""
    names = set(schema.get("properties", ()))
    joined = [schema.get(keyword) for keyword in ("then", "else")]
    for keyword in ("allOf", "anyOf", "oneOf"):
        joined += schema.get(keyword, ())
    for part in filter(None, joined):
        names |= _names(part, root) if isinstance(part, dict) else set()
        names |= set(said(part, "properties", root) or ())
    return names | set(said(schema, "properties", root) or ())


def _missing(fault: Fault) -> Iterator[Finding]:
    for name in fault.error.validator_value:
        if name not in fault.error.instance:
            parts = [schema.get("properties", {}).get(name) for schema in fault.schemas]
            about = next(
                filter(None, (said(part, "description", fault.root) for part in parts)), ""
            )
            sentence = f"“{name}” is missing" + (f" ({about.rstrip('.')})" if about else "")
            yield fault.of_itself("missing-key", sentence)


def _needed_together(fault: Fault) -> Iterator[Finding]:
    given = fault.error.instance
    for name, needed in fault.error.validator_value.items():
        for other in needed if name in given else ():
            if other not in given:
                sentence = f"“{name}” is given, so “{other}” is needed beside it"
                yield fault.finding("missing-key", sentence, name)


def _type(fault: Fault) -> Iterator[Finding]:
    wanted = fault.error.validator_value
    kinds = [wanted] if isinstance(wanted, str) else wanted
    words = listed([KINDS[kind] for kind in kinds])
    yield fault.expected("wrong-type", words, _type_advice(kinds, fault.error.instance))


def _type_advice(kinds: list[str], value: Any) -> str:
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
    value, pattern = fault.error.instance, fault.error.validator_value
    about = next((s["description"] for s in fault.schemas if "description" in s), "")
    wanted = f"another form ({about.rstrip('.')})" if about else "another form"
    yield fault.expected("malformed", wanted, _respelt(value, pattern))


def _respelt(value: str, pattern: str) -> str:
    plain = value.strip().lower()
    for spelling in (plain, re.sub("[ _]+", "-", plain), re.sub("[ -]+", "_", plain)):
        if re.search(pattern, spelling):
            return f"did you mean “{spelling}”?"
    return ""


def _format(fault: Fault) -> Iterator[Finding]:
    value = fault.error.instance
    written = DATE.fullmatch(value)
    if not written:
        yield fault.expected("not-a-date", "a date written year-month-day, such as 2026-11-20")
        return
    year, month, _ = map(int, written.groups())
    reason = f"there is no month {month}"
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
        yield fault.finding("too-short", f"at least {limit} {things} needed, found {len(value)}")
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


def _name(fault: Fault) -> Iterator[Finding]:
    name = fault.error.instance
    for leaf in (leaf for inner in fault.error.context for leaf in leaves(below(fault, inner))):
        known = choices(leaf.error.schema)
        own = leaf.own_words("x-fault") or listed(known)
        advice = nearest(name, known)
        if leaf.error.validator == "pattern":
            advice = _respelt(name, leaf.error.validator_value)
        advice = advice or (f"expected {own}" if own else "choose another")
        yield fault.finding("malformed", f"“{name}” cannot be a name here; {advice}", name)


def _refused(fault: Fault) -> Iterator[Finding]:
    value = fault.error.instance
    names = _required(fault.error.validator_value) if isinstance(value, dict) else []
    unwanted = [name for name in names if name in value]
    for name in unwanted:
        yield fault.finding("wrong-shape", f"“{name}” cannot stand here", name)
    if not unwanted:
        yield fault.finding("wrong-shape", f"this cannot be {found(value)}")


def _required(schema: Any) -> list[str]:
    """The names that the branches of a schema call for, each once."""
    if not isinstance(schema, dict):
        return []
    names = list(schema.get("required", ()))
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        names += _required(part)
    return list(dict.fromkeys(names))


def _choice_of_shapes(fault: Fault) -> Iterator[Finding]:
    branches, value = fault.error.validator_value, fault.error.instance
    of_names = all(set(branch) == {"required"} for branch in branches)
    if of_names and isinstance(value, dict):
        yield from _choice_of_names(fault)
    elif fault.error.context:
        wanted = fault.own_words("description").rstrip(".")
        wanted = wanted or listed(list(dict.fromkeys(accepted(b, fault.root) for b in branches)))
        yield fault.expected("wrong-shape", wanted)
    else:
        yield fault.finding("wrong-shape", "this can be read in two ways; keep one of them")


def _choice_of_names(fault: Fault) -> Iterator[Finding]:
    branches = [branch["required"] for branch in fault.error.validator_value]
    met = [names for names in branches if all(name in fault.error.instance for name in names)]
    shown = [listed([f"“{name}”" for name in names], "and") for names in (met or branches)]
    if met:
        sentence = f"{listed(shown, 'and')} exclude each other; keep one of them"
        yield fault.finding("wrong-shape", sentence, met[1][0])
    else:
        yield fault.of_itself("missing-key", f"this needs {listed(shown)}")


def _never_open(fault: Fault) -> Iterator[Finding]:
    yield fault.finding("never-open", "this cannot be left open; settle it in the term sheet")


def _other(fault: Fault) -> Iterator[Finding]:
    about = fault.own_words("x-fault") or fault.own_words("description").rstrip(".")
    if about:
        yield fault.expected("wrong-shape", about)
    else:
        yield fault.finding("wrong-shape", "nothing of this kind can stand here")


_EXPLAINERS: dict[str | None, Callable[[Fault], Iterator[Finding]]] = {
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "propertyNames": _name,
    "required": _missing,
    "dependentRequired": _needed_together,
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
    "not": _refused,
    "anyOf": _choice_of_shapes,
    "oneOf": _choice_of_shapes,
    "x-never-open": _never_open,
}
