"""The list of open points on page one: who owes which answer, and a way to its place."""

from collections.abc import Iterator

from agreement.document.tree import OpenPoint
from agreement.word.blocks import paragraph
from agreement.word.contract import Style
from agreement.word.marks import Marks, point_name
from agreement.word.runs import reference, run

NOBODY = "Owner not named"


def open_points(points: tuple[OpenPoint, ...], marks: Marks, heading: str) -> Iterator[str]:
    """The open points grouped by who owes the answer, in the order of the document.

    Written after the body, so that an entry links only to a place that the document holds.
    """
    if not points:
        return
    if heading:
        yield paragraph(Style.OPEN_POINTS_HEADING, run(heading))
    for owner in dict.fromkeys(point.owner for point in points):
        shown = owner[:1].upper() + owner[1:] or NOBODY
        yield paragraph(Style.OPEN_POINTS_OWNER, run(shown))
        for point in points:
            if point.owner == owner:
                yield paragraph(Style.OPEN_POINTS_ITEM, _entry(point, marks))


def _entry(point: OpenPoint, marks: Marks) -> str:
    """What is open, linked to its place, and the number of the provision it stands in."""
    words = run(f"{point.number}", Style.OPEN_POINT) + run("\t" + point.what)
    if point.number not in marks.placed:
        return words
    link = f'<w:hyperlink w:anchor="{point_name(point)}" w:history="1">{words}</w:hyperlink>'
    place = marks.placed[point.number]
    return link + run("\t") + reference(place, marks) if place else link
