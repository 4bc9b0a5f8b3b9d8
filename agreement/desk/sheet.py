"""A term sheet on disk, and nothing of it ever lost: read, changed, asked about, brought back.

Whatever changes it is added to its history first and written to the disk after that. A change made
elsewhere is noticed before anything is written.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from msgspec import Struct

from agreement.desk import history
from agreement.desk.change import Asked, Change, Outcome, Saved, Unsaved, wanted
from agreement.desk.edits import NotWritten, Pen
from agreement.desk.history import History, Line, digest_of
from agreement.desk.place import ABSENT, at, differing
from agreement.desk.steps import last_writer, redone_text, steps, undone_text
from agreement.finding import Finding, Refused
from agreement.reading.load import load
from agreement.reading.source import Path as Place
from agreement.reading.source import Source
from agreement.whole import save, swap


class Now(Struct, frozen=True):
    """A term sheet as it stands. Where the file on disk cannot be read, `faults` say why and the
    text is the last one known; `gone` where there is no file. `source` is None where there never
    was a text that could be read."""

    text: str
    digest: str
    source: Source | None
    lines: tuple[Line, ...]
    faults: tuple[Finding, ...] = ()
    gone: bool = False

    @property
    def value(self) -> dict:
        """What the term sheet says."""
        return self.source.value if self.source else {}


def _utc() -> datetime:
    return datetime.now(UTC)


class Sheet:
    """One term sheet and its history. Every call looks at the disk again."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = _utc):
        self.path = path
        self.folder = path.with_suffix(".desk")
        self.history = History(self.folder / "history.jsonl")
        self._clock = clock
        self._lock = RLock()
        self._pen = Pen()
        self._known: Source | None = None
        self._begun = False

    def now(self) -> Now:
        """The term sheet as it stands; a change made elsewhere is written into the history."""
        with self._lock:
            lines = self._lines()
            try:
                raw = self.path.read_bytes()
            except FileNotFoundError:
                return self._last(lines, gone=True)
            if not raw.strip(b"\0") and history.last_digest(lines):
                return self._rewritten(lines)
            try:
                source = self._read(raw)
            except Refused as refused:
                return self._last(lines, refused.findings)
            if self._cut_short(lines, source):
                return self._rewritten(lines)
            return self._noticed(raw.decode(), source, lines)

    def change(self, change: Change) -> Outcome:
        """Make a change, unless its place was changed elsewhere meanwhile. Raises OSError."""
        with self._lock:
            now = self.now()
            if now.faults or now.gone:
                self._ask(change)
                return Unsaved("the file on disk cannot be read; what you typed is in the history")
            theirs = at(now.value, change.place)
            mine = last_writer(now.lines, change.place) == change.tab
            if change.asks and not mine and theirs not in (change.was, *wanted(change)):
                self._ask(change)
                return Asked(change.place, theirs)
            try:
                text, self._known = self._pen.edited(now.text, now.source, change.edits)
            except NotWritten as fault:
                return Unsaved(str(fault))
            made = Line(self._clock(), history.SET, (change.place,), change.tab)
            self._write(now.text, text, made)
            return Saved()

    def step(self, do: str, tab: str) -> Outcome:
        """Take back the last step, or make the last one taken back again."""
        with self._lock:
            now = self.now()
            done, undone = steps(now.lines)
            waiting = done if do == history.UNDO else undone
            if now.faults or now.gone or not waiting:
                return Unsaved("there is nothing to take back or to make again")
            text = (undone_text if do == history.UNDO else redone_text)(now.text, waiting[-1])
            if text is None:
                return Unsaved("the history does not fit the text any more; nothing was changed")
            self._write(now.text, text, Line(self._clock(), do, waiting[-1][0].places, tab))
            return Saved()

    def bring_back(self, tab: str) -> Outcome:
        """Write the last text known in place of a file that is gone or cannot be read, which is
        kept in the folder of the history."""
        with self._lock:
            now = self.now()
            if not (now.faults or now.gone) or not now.text:
                return Unsaved("the file on disk can be read; nothing was changed")
            if self.path.is_file():
                aside = f"set-aside-{self._clock():%Y-%m-%d-%H%M%S}{self.path.suffix}"
                save(self.folder / aside, self.path.read_bytes())
            save(self.path, now.text.encode())
            return Saved()

    def record(self, do: str, told: dict, tab: str = "", places: tuple[Place, ...] = ()) -> None:
        """Add a line to the history that leaves the text as it is, such as a point ticked."""
        with self._lock:
            self.history.append(Line(self._clock(), do, places, tab, told=told))

    def _lines(self) -> tuple[Line, ...]:
        lines = self.history.lines()
        if not self._begun and lines:
            # A line lost from the middle would make every later cut miss its place.
            self._begun = True
            if digest_of(history.text_after(lines)) != history.last_digest(lines):
                return ()
        return lines

    def _read(self, raw: bytes) -> Source:
        if self._known is None or self._known.digest != sha256(raw).hexdigest():
            self._known = load(raw, self.path.name)
        return self._known

    def _last(self, lines, faults: tuple[Finding, ...] = (), gone: bool = False) -> Now:
        text = history.text_after(lines)
        source = load(text.encode(), self.path.name) if text else None
        return Now(text, digest_of(text), source, lines, faults, gone)

    def _cut_short(self, lines: tuple[Line, ...], source: Source) -> bool:
        """Whether the last change is in the history and never reached the disk."""
        made = [line for line in lines if line.cut]
        if len(made) < 2 or made[-2].digest != source.digest or made[-1].do == history.OUTSIDE:
            return False
        written = datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
        return written < made[-1].at

    def _rewritten(self, lines: tuple[Line, ...]) -> Now:
        text = history.text_after(lines)
        save(self.path, text.encode())
        return Now(text, digest_of(text), self._read(text.encode()), lines)

    def _noticed(self, text: str, source: Source, lines: tuple[Line, ...]) -> Now:
        if source.digest == history.last_digest(lines):
            return Now(text, source.digest, source, lines)
        before = history.text_after(lines)
        places, do = (), history.BEGIN
        if before:
            old = load(before.encode(), self.path.name).value
            places, do = tuple(differing(old, source.value)), history.OUTSIDE
        cut = history.cut(before, text)
        self.history.append(Line(self._clock(), do, places, "", cut, source.digest))
        self._begun = True
        return Now(text, source.digest, source, self.history.lines())

    def _ask(self, change: Change) -> None:
        told = {"wanted": [value for value in wanted(change) if value is not ABSENT]}
        asked = Line(self._clock(), history.ASKED, (change.place,), change.tab, told=told)
        self.history.append(asked)

    def _write(self, before: str, text: str, line: Line) -> None:
        if text == before:
            return
        cut = history.cut(before, text)
        self.history.append(Line(line.at, line.do, line.places, line.tab, cut, digest_of(text)))
        # The history is on the disk by now, so the term sheet need not be waited for.
        swap(self.path, text.encode())
