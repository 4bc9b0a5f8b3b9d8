"""What a Word file tells of itself: what it is, what it was built from, which open points are left
in it, and whether it was edited since."""

import re
from collections.abc import Iterator

from msgspec import Struct

from agreement.inspect.seal import bears_seal, unbroken
from agreement.word.opened import parse, read_parts, w
from agreement.word.origin import Provenance, edited, provenance

_DOCUMENT = "word/document.xml"
# An open point as it is printed; what is open may itself hold a pair of brackets.
_OPEN = re.compile(r"\[OPEN (\d+): ((?:[^\[\]]|\[[^\[\]]*\])*)\]")


class Inspected(Struct, frozen=True):
    """A Word file read back: its provenance, or None where it has none; whether its content
    differs from what was written; its open points by number, in the words printed; whether it is
    the plain sheet of an agreement, which has a seal and no provenance."""

    built: Provenance | None
    edited: bool
    open_points: tuple[tuple[int, str], ...]
    plain_sheet: bool = False


def inspected(docx: bytes) -> Inspected:
    """What a Word file tells of itself. Raises Refused for what is no Word file or a hostile one.

    The open points are those printed in the body as it is now, edited or not.
    """
    points = dict(sorted(_points(docx)))
    built = provenance(docx)
    plain = built is None and _DOCUMENT in read_parts(docx) and bears_seal(docx)
    changed = not unbroken(docx) if plain else edited(docx)
    return Inspected(built, changed, tuple(points.items()), plain)


def _points(docx: bytes) -> Iterator[tuple[int, str]]:
    try:
        root = parse(read_parts(docx).get(_DOCUMENT, b"<none/>"))
    except SyntaxError:
        return
    for paragraph in root.iter(w("p")):
        words = "".join(text.text or "" for text in paragraph.iter(w("t")))
        for number, what in _OPEN.findall(words):
            yield int(number), what
