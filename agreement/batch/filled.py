"""A standard with the cells of a row in it: a term sheet that knows where each part comes from."""

from hashlib import sha256

from agreement.batch.place import Misfit, put
from agreement.batch.row import Row
from agreement.batch.sheet import sheet_text
from agreement.finding import Finding, Place, error, refuse_if
from agreement.reading.source import Path, Source


def filled(standard: Source, row: Row) -> Source:
    """The term sheet of a row; its digest is that of `sheet_text`. What no cell leads into is the
    very same as in the standard. Raises Refused where the row is at fault or a column leads
    nowhere."""
    whole = dict(standard.value)
    places, keys = dict(standard.places), dict(standard.keys)
    faults = list(row.faults)
    given: dict[Path, str] = {}
    below: dict[Path, Path] = {}
    for cell in row.cells:
        here = row.at(cell)
        try:
            path = put(whole, cell.column, cell.value)
        except Misfit as misfit:
            faults.append(misplaced(misfit, here))
            continue
        above = [path[:length] for length in range(1, len(path))]
        beside = next((one for one in (path, *above) if one in given), None) or below.get(path)
        if beside:
            faults.append(_overlapping(cell.column, given[beside], here))
            continue
        given[path] = cell.column
        below |= dict.fromkeys(above, path)
        if isinstance(cell.value, list | dict):
            places = _without_below(places, path)
        places[path] = keys[path] = here
        for one in above:
            places.setdefault(one, here)
            keys.setdefault(one, here)
    refuse_if(faults)
    digest = sha256(sheet_text(whole)).hexdigest()
    return Source(standard.file, whole, digest, places, keys)


def misplaced(misfit: Misfit, place: Place) -> Finding:
    """A column that leads nowhere, as a finding."""
    return error("no-such-place", place, f"{misfit}; name a place of the term sheet.")


def _overlapping(column: str, other: str, place: Place) -> Finding:
    message = (
        f"“{column}” and “{other}” give one place, or one lies in the other; keep one of them."
    )
    return error("same-place", place, message)


def _without_below(places: dict[Path, Place], path: Path) -> dict[Path, Place]:
    """The places without those of what stood below a path before."""
    length = len(path)
    return {known: place for known, place in places.items() if known[:length] != path}
