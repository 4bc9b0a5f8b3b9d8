"""Whether a value has the form that a JSON Schema (draft 2020-12) gives it, and what is wrong.

Two keywords are the project's own: `x-fault` says in words what is expected where the schema
itself would only have a pattern to show, and `x-never-open` marks what cannot be an open point.
"""

from collections.abc import Mapping
from typing import Any

from agreement.finding import Finding
from agreement.reading.source import Path, Source
from agreement.schema.admit import admit_open
from agreement.schema.decide import in_order, may_be_open, value_at

__all__ = ["admit_open", "faults"]


def faults(
    source: Source, schema: Mapping[str, Any], path: Path = (), open_allowed: bool = False
) -> tuple[Finding, ...]:
    """Every fault of the value at `path` against the schema, in the order of the file.

    With `open_allowed` an open point stands for any value but the whole file, unless the schema
    of that value says x-never-open. A $ref must point inside the same schema; one that does not
    is the schema's own fault and raises jsonschema's error.
    """
    value = value_at(source, path)
    if in_order(value, schema, may_be_open(value, path, open_allowed)):
        return ()
    # What explains a fault takes long to import, and a value in order never needs it.
    from agreement.schema.validate import every_fault

    return every_fault(source, schema, path, open_allowed)
