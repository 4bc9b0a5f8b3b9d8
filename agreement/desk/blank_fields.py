"""The blanks of a clause as fields of a form."""

from collections.abc import Mapping

from msgspec.structs import replace

from agreement.desk.fields import LONG, Field, Item, Rows, label
from agreement.desk.place import ABSENT, at
from agreement.document.wording import capitalised
from agreement.library.clause import Clause
from agreement.reading.source import Path, is_open

_BLANKS = {"days": "whole", "business_days": "whole", "months": "whole", "integer": "whole",
           "percent": "figure", "money": "money", "date": "date", "text": "line",
           "boolean": "yes", "party": "party", "choice": "choice"}  # fmt: skip
_UNITS = {"days": "days", "business_days": "business days", "months": "months", "percent": "%"}


def of_clause(clause: Clause, answers: object, roles: Mapping[str, str]) -> tuple[Item, ...]:
    """The blanks of a clause; those that the chosen wording has no use for are left out, unless
    they are answered. A clause that is open as a whole is one field, with no box for an answer.
    `roles` names the parties."""
    if is_open(answers):
        terms = f"The terms of “{clause.heading}”"
        return (Field(("clauses", clause.id), terms, "clause", answers, needed=True),)
    given = answers if isinstance(answers, Mapping) else {}
    chosen = given.get("alternative", "")
    known = chosen if chosen in clause.alternatives else ""
    asked = clause.asks(known, given)
    path = ("clauses", clause.id)
    return tuple(
        of_blank((*path, name), blank, given.get(name, ABSENT), roles)
        for name, blank in clause.blanks.items()
        if name in asked or name in given
    )


def of_blank(path: Path, blank: Mapping, value: object, roles: Mapping[str, str]) -> Item:
    """The field of one blank, or the table that it asks for."""
    ask = " ".join(blank["ask"].split())
    field = Field(
        path=path,
        label=capitalised(ask),
        kind=_BLANKS.get(blank["type"], "line"),
        value=value,
        hint=_hint(blank),
        needed=not ("default" in blank or "from" in blank or blank.get("optional")),
        absent=_absent(blank),
        unit=_UNITS.get(blank["type"], ""),
        choices=_choices(blank, roles),
    )
    if blank["type"] == "table":
        return _table(field, blank["columns"], roles)
    long = field.kind == "line" and isinstance(value, str) and (len(value) > LONG or "\n" in value)
    return replace(field, kind="words") if long else field


def _hint(blank: Mapping) -> str:
    least, most = blank.get("minimum"), blank.get("maximum")
    if least is not None and most is not None:
        return f"From {least} to {most}."
    return f"{least} or more." if least is not None else ""


def _absent(blank: Mapping) -> str:
    if "default" in blank:
        default = blank["default"]
        return (
            {True: "yes", False: "no"}.get(default) if isinstance(default, bool) else str(default)
        )
    return (
        f"what stands under {label(blank['from'].split('.')[-1]).lower()}"
        if "from" in blank
        else ""
    )


def _choices(blank: Mapping, roles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    match blank["type"]:
        case "party":
            return tuple(roles.items())
        case "choice":
            return tuple((str(one), str(one)) for one in blank["choices"])
    return ()


def _table(field: Field, columns: Mapping[str, Mapping], roles: Mapping[str, str]) -> Rows:
    listed = field.value if isinstance(field.value, list) else []
    rows = tuple(
        tuple(
            of_blank((*field.path, n, name), column, at(row, (name,)), roles)
            for name, column in columns.items()
        )
        for n, row in enumerate(listed)
    )
    headings = tuple(column.get("heading", label(name)) for name, column in columns.items())
    blank = {name: "open" for name, column in columns.items() if not column.get("optional")}
    return Rows(field.path, field.label, field.hint, rows, headings, blank, field)
