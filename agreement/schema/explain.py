"""What a JSON Schema validator finds, in a drafter's words."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from agreement.finding import Finding
from agreement.schema.fault import Fault, below, leaves, only_call_for_names
from agreement.schema.phrase import accepted, choices, found, listed, nearest, quoted
from agreement.schema.reference import said
from agreement.schema.values import OF_VALUES, quoting_advice, respelt


def explained(fault: Fault) -> Iterator[Finding]:
    """The findings for one error, each a sentence with the place it is about.

    There are none where a finding of another error of the same value already says it all.
    """
    for leaf in leaves(fault):
        yield from _EXPLAINERS.get(leaf.error.validator, _other)(leaf)


_THOUSANDS = re.compile(r"\d{3}(?:\.\d+)?")


def _unknown(fault: Fault) -> Iterator[Finding]:
    known = _names(fault.error.schema, fault.root)
    spelt = re.findall(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", fault.error.message)
    for name in fault.error.instance:
        if repr(name) in spelt:
            takes = f"it takes {listed(known, 'and')}" if known else "it takes no names"
            cut = _cut(name, fault.error.instance[name], known)
            advice = cut or nearest(name, known) or takes
            yield fault.finding("unknown-key", f"“{name}” is not known here; {advice}", name)


def _cut(name: str, value: Any, known: list[str]) -> str:
    """What to do about a name that is part of a value, cut off by a comma or wanting its colon."""
    first = name.split(" ")[0]
    if _THOUSANDS.fullmatch(name):
        return "a comma parts what stands in braces, so write a sum without commas"
    if value is not None or " " not in name:
        return ""
    if first in known:
        return f"a colon is missing after “{first}”"
    return "a comma parts what stands in braces, so put a text that has one in quotation marks"


def _names(schema: Any, root: Any) -> list[str]:
    """The names that a schema and the schemas it joins know."""
    names = list(said(schema, "properties", root) or ())
    joined = [schema.get(keyword) for keyword in ("then", "else")]
    for keyword in ("allOf", "anyOf", "oneOf"):
        joined += schema.get(keyword, ())
    for part in joined:
        names += said(part, "properties", root) or ()
        names += _names(part, root) if isinstance(part, dict) else ()
    return list(dict.fromkeys(names))


def _missing(fault: Fault) -> Iterator[Finding]:
    given = fault.error.instance
    for name in fault.error.validator_value:
        if name not in given and not any(_is_misspelt(name, given, s) for s in fault.schemas):
            parts = [schema.get("properties", {}).get(name) for schema in fault.schemas]
            abouts = [said(part, "description", fault.root) for part in parts]
            about = next((f" ({about.rstrip('.')})" for about in abouts if about), "")
            sentence = f"“{name}” is missing{fault.where}{about}"
            yield replace(fault, where="").of_itself("missing-key", sentence)


def _is_misspelt(name: str, given: dict[str, Any], schema: Any) -> bool:
    """Whether another finding already says that a name unknown to this schema means this one."""
    known = schema.get("properties", {})
    closed = schema.get("additionalProperties") is False and "patternProperties" not in schema
    strangers = [other for other in given if closed and name in known and other not in known]
    return any(nearest(other, list(known)) == f"did you mean “{name}”?" for other in strangers)


def _needed_together(fault: Fault) -> Iterator[Finding]:
    given = fault.error.instance
    for name, needed in fault.error.validator_value.items():
        for other in needed if name in given else ():
            if other not in given:
                sentence = f"“{name}” is given, so “{other}” is needed beside it"
                yield fault.finding("missing-key", sentence, name)


def _name(fault: Fault) -> Iterator[Finding]:
    name = fault.error.instance
    for leaf in (leaf for inner in fault.error.context for leaf in leaves(below(fault, inner))):
        known = choices(leaf.error.schema)
        own = leaf.own_words("x-fault") or listed(known)
        advice = nearest(name, known)
        if leaf.error.validator == "pattern":
            advice = respelt(name, leaf.error.validator_value)
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
    if isinstance(value, dict) and only_call_for_names(fault):
        yield from _choice_of_names(fault)
    elif tags := _tags(fault):
        wanted = [choice for tag in tags for choice in choices(tag.error.schema)]
        advice = nearest(str(tags[0].error.instance), wanted)
        yield tags[0].expected("not-a-choice", listed(wanted), advice)
    elif fault.error.context:
        wanted = list(dict.fromkeys(accepted(branch, fault.root) for branch in branches))
        kinds = [said(branch, "type", fault.root) for branch in branches]
        about = fault.own_words("description")
        advice = quoting_advice([kind for kind in kinds if isinstance(kind, str)], value)
        yield fault.expected("wrong-shape", "" if about else listed(wanted), advice)
    else:
        yield fault.finding("wrong-shape", "this can be read in two ways; keep one of them")


def _tags(fault: Fault) -> list[Fault]:
    """Where every branch fails at the same name because another word is wanted there: those."""
    lowest = [leaf for inner in fault.error.context for leaf in leaves(below(fault, inner))]
    tags = [leaf for leaf in lowest if leaf.error.validator == "const" and leaf.path != fault.path]
    same = len({leaf.path for leaf in tags}) == 1
    return tags if same and len(tags) == len(fault.error.validator_value) else []


def _choice_of_names(fault: Fault) -> Iterator[Finding]:
    branches, given = (
        [branch["required"] for branch in fault.error.validator_value],
        fault.error.instance,
    )
    met = [names for names in branches if all(name in given for name in names)]
    begun = [names for names in branches if any(name in given for name in names)]
    if met:
        sentence = f"{' stands beside '.join(map(quoted, met))}; keep one or the other"
        yield fault.finding("wrong-shape", sentence, met[1][0])
    elif len(begun) == 1:
        there = [name for name in begun[0] if name in given]
        lacking = quoted([name for name in begun[0] if name not in given])
        sentence = f"{lacking} is missing beside {quoted(there)}"
        yield fault.finding("missing-key", sentence, there[0])
    elif not any(
        _is_misspelt(name, given, s) for b in branches for name in b for s in fault.schemas
    ):
        yield fault.of_itself("missing-key", f"this needs {listed([quoted(b) for b in branches])}")


def _never_open(fault: Fault) -> Iterator[Finding]:
    sentence = "this cannot be left open; settle it in the term sheet"
    if said(fault.error.schema, "properties", fault.root):
        sentence = (
            "this cannot be left open as a whole; write open below it for what is not settled"
        )
    elif fault.path[:1] == ("clauses",) and fault.path[-1] == "alternative":
        sentence = "a wording cannot be left open; choose one, or leave the whole clause open"
    yield fault.finding("never-open", sentence)


def _nothing(fault: Fault) -> Iterator[Finding]:
    yield fault.of_itself("wrong-shape", "this cannot stand here")


def _other(fault: Fault) -> Iterator[Finding]:
    yield fault.expected("wrong-shape", "")


_EXPLAINERS: dict[str | None, Callable[[Fault], Iterator[Finding]]] = {
    **OF_VALUES,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "propertyNames": _name,
    "required": _missing,
    "dependentRequired": _needed_together,
    "not": _refused,
    "anyOf": _choice_of_shapes,
    "oneOf": _choice_of_shapes,
    None: _nothing,
    "x-never-open": _never_open,
}
