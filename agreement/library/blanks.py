"""What answers a clause takes, as JSON Schema: the door checks by it, editors complete from it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from agreement.library.clause import Clause

_A_CENTURY = {"type": "integer", "minimum": 0, "maximum": 36_500}
_DECIMAL = {
    "allOf": [
        {
            "type": ["string", "integer"],
            "pattern": r"^(0|[1-9][0-9]{0,2})(\.[0-9]{1,4})?$",
            "x-fault": 'a percentage in digits, such as 40 or "0.5"',
        }
    ],
    "minimum": 0,
    "maximum": 100,
}
_FIGURE = re.compile(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?")
MOST_REVIEWS = 60
_LONGEST = {"days": 36_500, "business_days": 36_500, "clear_days": 36_500, "weeks": 5_200,
            "months": 1_200, "years": 100, "hours": 8_760}  # fmt: skip
_SCHEMAS: Mapping[str, Mapping] = {
    "days": _A_CENTURY,
    "business_days": _A_CENTURY,
    "months": {**_A_CENTURY, "maximum": 1200},
    "hours": {**_A_CENTURY, "maximum": 8760},
    "integer": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    "percent": _DECIMAL,
    "money": {"$ref": "#/$defs/money"},
    "date": {"$ref": "#/$defs/date"},
    "time": {
        "type": "string",
        "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        "x-fault": "a time such as 16:00",
    },
    "text": {"type": "string", "pattern": r"\S", "maxLength": 4000, "x-fault": "words"},
    "boolean": {"type": "boolean"},
    "party": {"type": "string", "minLength": 1, "x-fault": "the role of a party, such as payer"},
}


def blank_schema(blank: Mapping) -> dict:
    """The schema of the answers that a blank takes, with what it asks as the description."""
    described = {"description": _sentence(blank)}
    match blank["type"]:
        case "choice":
            return {"enum": list(blank["choices"]), **described}
        case "table":
            return {"type": "array", "minItems": 1, "items": _row(blank["columns"]), **described}
    limits = {key: _number(blank[key]) for key in ("minimum", "maximum") if key in blank}
    return {**_SCHEMAS[blank["type"]], **limits, **described}


def _number(limit: str | int) -> int | float:
    exact = Decimal(str(limit))
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def past_limit(blank: Mapping, answer: object) -> str:
    """What a sum or a percentage must lie between, where an answer does not; else nothing.

    A schema cannot tell of an answer in quotation marks, which to it is a text and no number.
    """
    if blank["type"] not in ("money", "percent") or not _FIGURE.fullmatch(str(answer)):
        return ""
    least, most = (Decimal(str(limit)) for limit in _limits(blank))
    if least <= Decimal(str(answer)) <= most:
        return ""
    if most == Decimal("Infinity"):
        return f"{least} or more"
    return f"from {least} to {most}{'%' if blank['type'] == 'percent' else ''}"


def _limits(blank: Mapping) -> tuple[object, object]:
    most = 100 if blank["type"] == "percent" else "Infinity"
    return blank.get("minimum", 0), blank.get("maximum", most)


def _sentence(blank: Mapping) -> str:
    ask = blank["ask"][:1].upper() + blank["ask"][1:] + "."
    return f"{ask} {blank['default']} where left out." if "default" in blank else ask


def _row(columns: Mapping[str, Mapping]) -> dict:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, column in columns.items() if not column.get("optional")],
        "properties": {name: blank_schema(column) for name, column in columns.items()},
    }


def answers_schema(clause: Clause, required: bool = True) -> dict:
    """The schema of all answers to a clause. Without `required`, any of them may be left out, and
    which alternatives there are is told elsewhere."""
    properties = {name: blank_schema(blank) for name, blank in clause.blanks.items()}
    for name, most in _periods(clause):
        most = min(most, properties[name].get("maximum", most))
        properties[name] = {**properties[name], "maximum": most}
    if clause.alternatives or not required:
        properties["alternative"] = {
            **({"enum": list(clause.alternatives)} if required else {"type": "string"}),
            "x-never-open": True,
            "description": " ".join(
                f"{name}: {alternative['use']}" for name, alternative in clause.alternatives.items()
            ),
        }
    always = frozenset.intersection(*map(clause.asks, ("", *clause.alternatives)))
    asked = [name for name, blank in clause.blanks.items() if name in always and not _given(blank)]
    needed = asked if required else []
    return {
        "type": "object" if needed else ["object", "null"],
        "description": f"{clause.heading}. {clause.value['purpose']}",
        "additionalProperties": False,
        "x-fault": "the answers of the clause, one to a line below it",
        "properties": properties,
        **({"required": needed} if needed else {}),
    }


def _periods(clause: Clause) -> Iterator[tuple[str, int]]:
    """The blanks that a period or a number of reviews is taken from, and the most that they take,
    so that no date leaves the calendar."""
    duties = [
        duty for key in ("actions", "reviews", "payments") for duty in clause.value.get(key, ())
    ]
    for duty in duties:
        for unit, count in {**duty.get("due", {}), **duty.get("every", {})}.items():
            if unit in _LONGEST and count in clause.blanks:
                yield count, _LONGEST[unit]
        if duty.get("times") in clause.blanks:
            yield duty["times"], MOST_REVIEWS


def _given(blank: Mapping) -> bool:
    return "default" in blank or "from" in blank


def sheet_schema(frame: Mapping, clauses: Iterable[Clause], whole_library: bool = False) -> dict:
    """The schema of a term sheet with the blanks of these clauses.

    For a `whole_library`, no other clause may stand and what has no default must be answered; for
    the clauses of one sheet, what is missing and what is unknown is told apart elsewhere.
    """
    by_id = {clause.id: answers_schema(clause, whole_library) for clause in clauses}
    clauses_frame = frame["properties"]["clauses"]
    composed = {**clauses_frame, "properties": by_id}
    if whole_library:
        composed["additionalProperties"] = False
    return {**frame, "properties": {**frame["properties"], "clauses": composed}}
