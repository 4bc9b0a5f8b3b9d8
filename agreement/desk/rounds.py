"""What was circulated: each draft frozen with its time, and what two of them differ in."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from agreement.desk.history import digest_of
from agreement.desk.sheet import Sheet
from agreement.standards.impact import Step, difference


class Round(Struct, frozen=True):
    """A draft that was circulated: its number, when, the term sheet and its SHA-256, and its words
    by unit as they were read then, with what the numbers were."""

    number: int
    at: datetime
    digest: str
    text: str
    words: Mapping[str, str]
    labels: Mapping[str, str]


class Difference(Struct, frozen=True):
    """One unit that two drafts differ in: its label in the later one, or else the earlier, and
    the words kept, taken out and put in."""

    unit: str
    label: str
    steps: tuple[Step, ...]


def rounds(sheet: Sheet) -> tuple[Round, ...]:
    """Every draft of a term sheet that was circulated, the first first."""
    try:
        written = _path(sheet).stat()
    except FileNotFoundError:
        return ()
    return _read(_path(sheet), written.st_size, written.st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, size: int, written: int) -> tuple[Round, ...]:
    """The rounds of a file of this size, in bytes, last written at this time."""
    return tuple(filter(None, map(_round, path.read_bytes().splitlines())))


def last_round(sheet: Sheet) -> Round | None:
    """The draft that was circulated last."""
    return next(reversed(rounds(sheet)), None)


def freeze(sheet: Sheet, one: Round) -> None:
    """Keep a draft as it is circulated. Raises OSError."""
    whole = {"number": one.number, "at": one.at.isoformat(), "digest": one.digest,
             "text": one.text, "words": dict(one.words), "labels": dict(one.labels)}  # fmt: skip
    path = _path(sheet)
    path.parent.mkdir(parents=True, exist_ok=True)
    torn = path.is_file() and not path.read_bytes().endswith(b"\n")
    with path.open("ab") as file:
        file.write(b"\n" * torn + json.dumps(whole, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def compared(old: Round, new: Round) -> Iterator[Difference]:
    """Where two drafts differ, unit by unit, in the order of the later one."""
    for unit in {**new.words, **old.words}:
        before, after = old.words.get(unit, ""), new.words.get(unit, "")
        if before != after:
            label = new.labels.get(unit) or old.labels.get(unit, "")
            yield Difference(unit, label, difference(before, after))


def _path(sheet: Sheet):
    return sheet.folder / "rounds.jsonl"


def _round(raw: bytes) -> Round | None:
    try:
        whole = json.loads(raw)
        text = whole["text"]
        return Round(int(whole["number"]), datetime.fromisoformat(whole["at"]), digest_of(text),
                     text, whole["words"], whole["labels"])  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None
