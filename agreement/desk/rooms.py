"""The private notes of each side, kept outside the term sheet and out of everything shown.

What they said before stands in a record beside them, so that a note overwritten can be got back.
"""

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from agreement.desk import history
from agreement.desk.history import History, Line, digest_of, last_digest, text_after
from agreement.desk.steps import last_writer, redone_text, steps, undone_text
from agreement.whole import save

MEDIATOR = "mediator"
"""The mediator's own notes, beside those of the sides."""

MOST = 200_000
"""The most characters of the notes of one side."""

_SIDE = re.compile("[a-z][a-z0-9_]{0,40}")
_MEANWHILE = "_typed_meanwhile"


class Notes:
    """The notes beside one term sheet, a file for each side, which its owner alone may read."""

    def __init__(self, sheet: Path, clock: Callable[[], datetime]):
        self.folder = sheet.with_suffix(".private")
        self._clock = clock
        self._lock = RLock()
        self._records: dict[str, History] = {}

    def read(self, side: str) -> str:
        """What stands in the notes of a side; nothing where there are none. Raises ValueError
        where no side is called that, OSError where they cannot be read."""
        path = self._path(side)
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""

    def meanwhile(self, side: str) -> str:
        """What was typed in another tab while these notes changed, kept beside them."""
        return self.read(f"{side}{_MEANWHILE}")

    def write(self, side: str, words: str, was: str, tab: str) -> bool:
        """Keep the notes of a side, unless they were changed elsewhere since they had the digest
        `was`; then what was typed is kept beside them. Says whether they now say the words."""
        words = words.replace("\r\n", "\n")[:MOST]
        with self._lock:
            now, lines = self._now(side)
            mine = bool(tab) and last_writer(lines, (side,)) == tab
            if was != digest(now) and words != now and not mine:
                self._save(self._path(f"{side}{_MEANWHILE}"), words)
                return False
            self._set(now, words, Line(self._clock(), history.SET, ((side,),), tab))
            return True

    def step(self, side: str, do: str, tab: str) -> None:
        """Take back what was last typed into the notes of a side, or make it again."""
        with self._lock:
            now, lines = self._now(side)
            done, undone = steps(lines)
            waiting = done if do == history.UNDO else undone
            turned = undone_text if do == history.UNDO else redone_text
            words = turned(now, waiting[-1]) if waiting else None
            if words is not None:
                self._set(now, words, Line(self._clock(), do, ((side,),), tab))

    def can(self, side: str) -> tuple[bool, bool]:
        """Whether something can be taken back, and made again."""
        done, undone = steps(self._now(side)[1])
        return bool(done), bool(undone)

    def _now(self, side: str) -> tuple[str, tuple[Line, ...]]:
        """The notes and their record; what was written outside the desk is put into it."""
        with self._lock:
            now, record = self.read(side), self._record(side)
            if digest_of(now) != (last_digest(record.lines()) or digest_of("")):
                line = Line(self._clock(), history.OUTSIDE, ((side,),))
                self._recorded(text_after(record.lines()), now, line)
            return now, record.lines()

    def _set(self, now: str, words: str, line: Line) -> None:
        if words != now:
            self._recorded(now, words, line)
            self._save(self._path(str(line.places[0][0])), words)

    def _recorded(self, before: str, after: str, line: Line) -> None:
        """Put a change into the record of its side."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        change, known = history.cut(before, after), digest_of(after)
        whole = Line(line.at, line.do, line.places, line.tab, change, known)
        self._record(str(line.places[0][0])).append(whole)

    def _save(self, path: Path, words: str) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        save(path, words.encode(), mode=0o600)

    def _record(self, side: str) -> History:
        if side not in self._records:
            path = self._path(side).with_suffix(".history.jsonl")
            self._records[side] = History(path, mode=0o600)
        return self._records[side]

    def _path(self, side: str) -> Path:
        if not _SIDE.fullmatch(side):
            raise ValueError("no side is called that")
        return self.folder / f"{side}.txt"


def digest(words: str) -> str:
    """What tells one state of some notes from another."""
    return sha256(words.encode()).hexdigest()[:16]
