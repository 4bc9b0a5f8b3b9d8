"""The manifest of a batch, in JSON Lines: what all its agreements have in common, then a row a
line."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from agreement.batch.made import Made
from agreement.batch.row import Row
from agreement.finding import Finding

VERSION = 1
"""The version of the manifest's form."""


class Recipe(Struct, frozen=True):
    """What all agreements of a batch have in common: versions, digests and what was asked for.

    `library` is the digest of all clauses, jurisdictions and schemas. Equal recipes and equal rows
    give equal agreements.
    """

    program: str
    holidays: str
    standard: str
    library: str
    shell: str
    names: str
    form: str
    final: bool
    strict: bool
    sheets: bool


def head(recipe: Recipe, standard: str, rows: str, shard: str) -> str:
    """The first line of a manifest: the recipe, the files and the part of the rows."""
    files = {"standard": standard, "rows": rows, "shard": shard}
    return line({"batch": VERSION, **files, "recipe": asdict(recipe)})


def line(record: Mapping[str, Any]) -> str:
    """A record as a line of the manifest."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def recipe_told(first: str) -> Any:
    """The recipe in the first line of a manifest, as it stands there. Raises ValueError where that
    line is not the first of a manifest."""
    whole = json.loads(first)
    if not isinstance(whole, dict) or whole.get("batch") != VERSION:
        raise ValueError("no manifest of a batch")
    return whole.get("recipe")


def built(row: Row, name: str, one: Made) -> dict[str, Any]:
    """The record of a row that was built."""
    counts = Counter(finding.severity.value for finding in one.findings)
    agreement = one.drafted.agreement
    return {
        "row": row.number,
        "digest": row.digest,
        "output": f"{name}.docx",
        "title": agreement.title,
        "reference": agreement.reference,
        "sheet": one.source.digest,
        "content": one.content,
        "findings": dict(sorted(counts.items())),
        "open_points": len(agreement.open_points),
    }


def refused(row: Row, findings: Iterable[Finding]) -> dict[str, Any]:
    """The record of a row that was refused, with every reason."""
    told = [
        {"column": one.place.name, "rule": one.rule, "message": " ".join(one.message.split())}
        for one in findings
    ]
    return {"row": row.number, "digest": row.digest, "refused": told}


def reasons(record: Mapping[str, Any], file: str) -> tuple[str, ...]:
    """Why a row was refused, a line each, as the command shows them."""
    return tuple(
        f"{_place(record['row'], one['column'], file)}: error[{one['rule']}]: {one['message']}"
        for one in record.get("refused", ())
    )


def _place(row: int, column: str, file: str) -> str:
    return f"{file}:{row}:{column}" if column else f"{file}:{row}"
