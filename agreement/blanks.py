"""What answers a clause takes, as JSON Schema: the door checks by it, editors complete from it."""

from collections.abc import Iterable, Mapping

from agreement.library import Clause

_WHOLE = {"type": "integer", "minimum": 0, "maximum": 100_000}
_DECIMAL = {
    "type": ["string", "integer"],
    "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?$",
    "minimum": 0,
    "maximum": 100,
    "x-fault": 'a percentage in digits, such as 40 or "0.5"',
}
_SCHEMAS: Mapping[str, Mapping] = {
    "days": _WHOLE,
    "business_days": _WHOLE,
    "months": _WHOLE,
    "integer": {"type": "integer", "minimum": 0},
    "percent": _DECIMAL,
    "money": {"$ref": "#/$defs/money"},
    "date": {"$ref": "#/$defs/date"},
    "text": {"type": "string", "minLength": 1, "maxLength": 4000},
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
    limits = {key: blank[key] for key in ("minimum", "maximum") if _counts(blank, key)}
    return {**_SCHEMAS[blank["type"]], **limits, **described}


def _counts(blank: Mapping, key: str) -> bool:
    return isinstance(blank.get(key), int) and blank["type"] != "money"


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
    """The schema of all answers to a clause. Without `required`, any of them may be left out."""
    properties = {name: blank_schema(blank) for name, blank in clause.blanks.items()}
    if clause.alternatives:
        properties["alternative"] = {
            "enum": list(clause.alternatives),
            "x-never-open": True,
            "description": " ".join(
                f"{name}: {alternative['use']}" for name, alternative in clause.alternatives.items()
            ),
        }
    needed = [name for name, blank in clause.blanks.items() if not _given(blank)] * required
    return {
        "type": "object" if needed else ["object", "null"],
        "description": f"{clause.heading}. {clause.value['purpose']}",
        "additionalProperties": False,
        "x-never-open": True,
        "x-fault": "the answers of the clause, one to a line below it",
        "properties": properties,
        **({"required": needed} if needed else {}),
    }


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
