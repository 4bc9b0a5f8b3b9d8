"""What is open or wrong, in the order in which to deal with it, each linked to its field."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from agreement.desk.named import plainly
from agreement.desk.place import anchor
from agreement.desk.preview import Preview, path_of
from agreement.desk.sections import key_of
from agreement.desk.sheet import Now
from agreement.finding import Finding, Severity
from agreement.reading.source import Path


class Point(Struct, frozen=True):
    """One thing that is open or wrong: what, who owes it, and the part and field it belongs to."""

    words: str
    owner: str
    key: str
    field: str
    rule: str = ""


class Points(Struct, frozen=True):
    """What stands in the way: errors first, then what is open by who owes it, then the rest."""

    errors: tuple[Point, ...]
    open: Mapping[str, tuple[Point, ...]]
    warnings: tuple[Point, ...]
    notes: tuple[Point, ...]

    @property
    def next(self) -> Point | None:
        """The one thing to do next."""
        waiting = (*self.errors, *(one for owed in self.open.values() for one in owed))
        return next(iter(waiting), None)

    @property
    def count(self) -> int:
        """How many open points there are."""
        return sum(map(len, self.open.values()))


def points(now: Now, preview: Preview) -> Points:
    """What is open or wrong in a term sheet as it stands."""
    by = {severity: tuple(_found(now, preview, severity)) for severity in Severity}
    return Points(by[Severity.ERROR], _owed(preview), by[Severity.WARNING], by[Severity.NOTE])


def _found(now: Now, preview: Preview, severity: Severity) -> Iterator[Point]:
    for finding in (*now.faults, *(() if now.faults else preview.findings)):
        if finding.severity is severity:
            path = _path(finding, now)
            yield Point(plainly(finding.message), "", key_of(path), anchor(path), finding.rule)


def _path(finding: Finding, now: Now) -> Path:
    return path_of(finding, now.source) if now.source and not now.faults else ()


def _owed(preview: Preview) -> dict[str, tuple[Point, ...]]:
    if preview.drafted is None:
        return {}
    owed: dict[str, list[Point]] = {}
    mended = set(preview.mended)
    for point in preview.drafted.agreement.open_points:
        path = path_named(point.name)
        if path not in mended:
            owner = point.owner or "To be settled"
            owed.setdefault(owner, []).append(Point(point.what, owner, key_of(path), anchor(path)))
    return {owner: tuple(listed) for owner, listed in owed.items()}


def path_named(name: str) -> Path:
    """The place that the agreement calls by this name, in which items count from 1."""
    return tuple(int(part) - 1 if part.isdigit() else part for part in name.split("."))


def wrong(now: Now, preview: Preview) -> Mapping[str, int]:
    """How many errors each part of the terms has."""
    found = [one for one in preview.findings if one.severity is Severity.ERROR]
    return Counter(key_of(_path(one, now)) for one in found)


def about(path: Path, now: Now, preview: Preview) -> tuple[str, ...]:
    """The errors and warnings about one field, in words."""
    told = (one for one in preview.findings if one.severity is not Severity.NOTE)
    return tuple(plainly(one.message) for one in told if _path(one, now) == path)
