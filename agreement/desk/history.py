"""The record beside a term sheet: one line of JSON for each change, only ever added to."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock

from msgspec import Struct, field

from agreement.reading.source import Path as Place

BEGIN, SET, OUTSIDE, UNDO, REDO, ASKED = "begin", "set", "outside", "undo", "redo", "asked"
"""What a line may record of the text: its beginning with the whole text, a change made here or
elsewhere, one taken back or made again, and one that waits for an answer."""

Cut = tuple[int, str, str]
"""Where a text changed, in characters from its beginning, what was there and what is there now."""


class Line(Struct, frozen=True):
    """One change: when, of which kind, at which places, in which tab, and what it did to the text.

    `digest` is the SHA-256 of the term sheet after it. A line without a `cut` leaves the text as
    it is; `told` holds what else is to be known of it.
    """

    at: datetime
    do: str
    places: tuple[Place, ...] = ()
    tab: str = ""
    cut: Cut | None = None
    digest: str = ""
    told: Mapping = field(default_factory=dict)


class History:
    """The record of one text. It is read once; later only what was added is. `mode` is what its
    file may be used for, less the umask."""

    def __init__(self, path: Path, mode: int = 0o666):
        self.path = path
        self._mode = mode
        self._lock = Lock()
        self._lines: list[Line] = []
        self._read = 0

    def lines(self) -> tuple[Line, ...]:
        """Every line so far. One that a lost machine left half written is passed over."""
        with self._lock:
            self._catch_up()
            return tuple(self._lines)

    def append(self, line: Line) -> None:
        """Add a line and flush it to the disk. Raises OSError."""
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "ab", opener=self._opened) as file:
                file.write(_break(self.path) + _written(line))
                file.flush()
                os.fsync(file.fileno())
            self._catch_up()

    def _opened(self, path: str, flags: int) -> int:
        return os.open(path, flags, self._mode)

    def _catch_up(self) -> None:
        if not self.path.is_file():
            return
        with self.path.open("rb") as file:
            file.seek(self._read)
            fresh = file.read()
        whole = fresh[: fresh.rfind(b"\n") + 1]
        self._read += len(whole)
        self._lines += filter(None, map(_line, whole.splitlines()))


def _break(path: Path) -> bytes:
    """What ends a half-written line before another is added."""
    if not path.is_file() or path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"


def _written(line: Line) -> bytes:
    whole = {
        "at": line.at.isoformat(),
        "do": line.do,
        "places": line.places,
        "tab": line.tab,
        "cut": line.cut,
        "digest": line.digest,
        "told": line.told,
    }
    return json.dumps({k: v for k, v in whole.items() if v}, ensure_ascii=False).encode() + b"\n"


def _line(raw: bytes) -> Line | None:
    try:
        whole = json.loads(raw)
        cut = whole.get("cut")
        return Line(
            at=datetime.fromisoformat(whole["at"]),
            do=str(whole["do"]),
            places=tuple(map(tuple, whole.get("places", ()))),
            tab=whole.get("tab", ""),
            cut=(int(cut[0]), str(cut[1]), str(cut[2])) if cut else None,
            digest=whole.get("digest", ""),
            told=whole.get("told", {}),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def digest_of(text: str) -> str:
    """The SHA-256, in hex, of a text as it stands on disk."""
    return hashlib.sha256(text.encode()).hexdigest()


def cut(before: str, after: str) -> Cut:
    """The one place at which two texts differ, as short as it can be."""
    start = _shared(before, after)
    old, new = before[start:], after[start:]
    end = _shared(old[::-1], new[::-1])
    return start, old[: len(old) - end], new[: len(new) - end]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shortest = min(len(one), len(other))
    return next((n for n in range(shortest) if one[n] != other[n]), shortest)


def put(text: str, change: Cut) -> str:
    """A text with a change made."""
    start, old, new = change
    return text[:start] + new + text[start + len(old) :]


def text_after(lines: Iterable[Line]) -> str:
    """The term sheet as it stood after these lines, from them alone."""
    text = ""
    for line in lines:
        if line.cut:
            text = put("" if line.do == BEGIN else text, line.cut)
    return text


def last_digest(lines: tuple[Line, ...]) -> str:
    """The digest after the last line that changed the text; empty where none did."""
    return next((line.digest for line in reversed(lines) if line.cut), "")
