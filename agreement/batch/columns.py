"""Whether the columns of a table lead to places that a term sheet of the standard can have."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from agreement.batch.filled import filled
from agreement.batch.name import PATTERN, ROW, Pattern
from agreement.batch.place import at
from agreement.batch.row import Row
from agreement.choice.examine import examine
from agreement.document.wording import nearest
from agreement.finding import Finding, Refused, error
from agreement.library.disk import Library
from agreement.reading.source import Source, dotted

_UNKNOWN = {"unknown-key", "unknown-clause", "definition-chosen", "malformed"}


def column_faults(heading: Row, standard: Source, library: Library) -> tuple[Finding, ...]:
    """The columns that no term sheet of this standard knows, each with the one that was probably
    meant: what is wrong with a term sheet in which all of them are open."""
    new = tuple(cell for cell in heading.cells if at(standard.value, cell.column) is None)
    try:
        trial = filled(standard, replace(heading, cells=new))
    except Refused as refused:
        return refused.findings
    found = examine(trial, library)[1]
    strange = (one for one in found if one.place.file == heading.file and one.rule in _UNKNOWN)
    return tuple(_answered(one, standard) for one in strange)


def _answered(finding: Finding, standard: Source) -> Finding:
    """The finding, with a place of the standard that has nearly the name where it offers none."""
    if "did you mean" in finding.message:
        return finding
    known = [dotted(path) for path in standard.places if path]
    meant = nearest(finding.place.name, known) or _by_end(finding.place.name, known)
    if meant is None:
        return finding
    said = finding.message.partition(";")[0]
    return replace(finding, message=f"{said}; did you mean {meant}?")


def _by_end(name: str, known: Iterable[str]) -> str | None:
    """The shortest place whose last part a name has: money.settlement_sum for settlement_sum."""
    last = name.rpartition(".")[2].lower().replace(" ", "_")
    ends = (one for one in known if one.rpartition(".")[2] == last)
    return min(ends, key=len, default=None)


def field_faults(heading: Row, names: Pattern, standard: Source) -> Iterator[Finding]:
    """What the pattern of the names asks for that neither a column nor the standard gives."""
    known = {ROW, *(cell.column for cell in heading.cells)}
    for field in names.fields if names.text != PATTERN else ():
        if field not in known and at(standard.value, field) is None:
            places = (dotted(path) for path in standard.places if path)
            meant = nearest(field, [*known, *places])
            hint = f"did you mean {{{meant}}}?" if meant else "name a column of the table."
            message = f"--name asks for {{{field}}}, and no column or standard gives it; {hint}"
            yield error("unknown-place", heading.place, message)
