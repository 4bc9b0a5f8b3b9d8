"""The private notes of each side, kept outside the term sheet and out of everything shown."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from agreement.whole import save

MEDIATOR = "mediator"
"""The mediator's own notes, beside those of the sides."""

MOST = 200_000
"""The most characters of the notes of one side."""

_SIDE = re.compile("[a-z][a-z0-9_]{0,40}")


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes beside one term sheet, a file for each side, which its owner alone may read."""

    sheet: Path

    @property
    def folder(self) -> Path:
        """Where they are kept."""
        return self.sheet.with_suffix(".private")

    def read(self, side: str) -> str:
        """What stands in the notes of a side; nothing where there are none. Raises ValueError
        where no side is called that, OSError where they cannot be read."""
        path = self._path(side)
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def write(self, side: str, words: str, was: str) -> bool:
        """Keep the notes of a side, unless they were changed elsewhere since they had the digest
        `was`; then what was typed is kept beside them. Says whether they now say the words."""
        words = words.replace("\r\n", "\n")[:MOST]
        now = self.read(side)
        changed = was != digest(now) and words != now
        path = self._path(f"{side}_typed_meanwhile" if changed else side)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        save(path, words.encode(), mode=0o600)
        return not changed

    def _path(self, side: str) -> Path:
        if not _SIDE.fullmatch(side):
            raise ValueError("no side is called that")
        return self.folder / f"{side}.txt"


def digest(words: str) -> str:
    """What tells one state of some notes from another."""
    return sha256(words.encode()).hexdigest()[:16]
