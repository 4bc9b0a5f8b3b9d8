"""What of a history can be taken back or made again, who wrote what, and what waits."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from agreement.desk.history import ASKED, BEGIN, REDO, SET, UNDO, Cut, Line, put
from agreement.desk.place import touches
from agreement.reading.source import Path as Place

ONE_STEP = timedelta(seconds=5)
"""Changes of one field in one tab that follow each other this fast are taken back together."""

MOST_RUBBED_OUT = 12
"""The most characters that such a change takes out; one that takes out more is a step by itself."""

Step = tuple[Line, ...]
"""Lines that are taken back together."""


def steps(lines: Iterable[Line]) -> tuple[list[Step], list[Step]]:
    """What can be taken back, the last of it last, and what can be made again."""
    done: list[list[Line]] = []
    undone: list[list[Line]] = []
    before = None
    for line in lines:
        if line.cut is None:
            continue
        if line.do == BEGIN:
            done, undone, before = [], [], None
            continue
        if line.do == UNDO and done:
            undone.append(done.pop())
        elif line.do == REDO and undone:
            done.append(undone.pop())
        else:
            undone.clear()
            if before is not None and _goes_on(before, line):
                done[-1].append(line)
            else:
                done.append([line])
        before = line
    return [*map(tuple, done)], [*map(tuple, undone)]


def _goes_on(before: Line, line: Line) -> bool:
    same = (before.do, before.places, before.tab) == (SET, line.places, line.tab)
    small = len(line.cut[1]) <= MOST_RUBBED_OUT
    return same and small and line.do == SET and line.at - before.at < ONE_STEP


def undone_text(text: str, step: Step) -> str | None:
    """The text as it was before a step that is the last one done; None where it does not fit."""
    for line in reversed(step):
        start, old, new = line.cut
        text = _fitted(text, (start, new, old))
    return text


def redone_text(text: str, step: Step) -> str | None:
    """The text with a step made again that is the last one taken back, or None."""
    for line in step:
        text = _fitted(text, line.cut)
    return text


def _fitted(text: str | None, change: Cut) -> str | None:
    start, old, _ = change
    fits = text is not None and text[start : start + len(old)] == old
    return put(text, change) if fits else None


def last_writer(lines: tuple[Line, ...], place: Place) -> str:
    """The tab that last changed a place; empty where nobody did, or not in a tab."""
    for line in reversed(lines):
        if line.cut and line.do != BEGIN and any(touches(place, one) for one in line.places):
            return line.tab
    return ""


def elsewhere(lines: tuple[Line, ...], digest: str, tab: str) -> tuple[Place, ...]:
    """The places that changed since the text had this digest, other than in this tab."""
    found: dict[Place, None] = {}
    for line in reversed(lines):
        if line.digest == digest:
            break
        if line.cut and line.tab != tab:
            found |= dict.fromkeys(line.places)
    return tuple(found)


def waiting(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The changes that wait for an answer: asked about, and their place not changed since."""
    for count, line in enumerate(lines):
        if line.do == ASKED and not any(_answers(one, line) for one in lines[count + 1 :]):
            yield line


def _answers(later: Line, asked: Line) -> bool:
    return any(later.places == (place,) for place in asked.places)
