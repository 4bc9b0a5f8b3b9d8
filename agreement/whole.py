"""A file written whole or not at all: beside its name, flushed to the disk, then renamed."""

import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from zlib import crc32

MOST_OF_STEM = 40
HALF = re.compile(rf"\.(.{{1,{MOST_OF_STEM}}})-([0-9a-f]{{8}})[0-9a-f]{{8}}\.tmp")
"""The name of a file while it is written: the beginning of its own, what tells its whole name from
others, and eight characters by chance. One that stays is what a killed process left."""

_MASK = Lock()
_AN_HOUR = 3600
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)  # Unix has one, Windows the other

Proof = Callable[[bytes], None]
"""Reads a file that is written and not yet named; raises Refused where it may not have its name."""


def unread(written: bytes) -> None:
    """The proof of what may be named as soon as it is whole."""


def swap(path: Path, document: bytes) -> None:
    """Write beside the final name, then rename, without waiting for the disk: for what another file
    keeps, and gives back where a loss of power leaves this one empty. Raises OSError about the
    path."""
    try:
        handle, temporary = _half(path)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(document)
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None


def save(path: Path, document: bytes, proof: Proof = unread, mode: int = 0o666) -> None:
    """Write beside the final name, then rename, so that the name never holds half a file.

    What is given to `proof` is read from the disk again. A link of that name is replaced and never
    written through. `mode` is what the file may be used for, less the umask. What a killed process
    left of the same file is taken away. Raises OSError about the path, and what the proof raises.
    """
    save_all(path, (document,), proof, mode)
    _sweep(path)


def save_all(path: Path, pieces: Iterable[bytes], proof: Proof = unread, mode: int = 0o666) -> None:
    """Write the pieces of a file one after another, as safely as `save`. Raises OSError about the
    path, and what the proof raises."""
    try:
        _replace(path, pieces, proof, mode)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None


def _replace(path: Path, pieces: Iterable[bytes], proof: Proof, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = _half(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if proof is not unread:
            proof(temporary.read_bytes())
        os.chmod(temporary, mode & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def is_half(name: str, of: str) -> bool:
    """Whether a file has the name that one called `of` has while it is written."""
    half = HALF.fullmatch(name)
    return half is not None and half[2] == _tag(of)


def half_name(of: str, chance: str) -> str:
    """Such a name, with eight hexadecimal digits by chance."""
    return f".{Path(of).stem[:MOST_OF_STEM]}-{_tag(of)}{chance}.tmp"


def _tag(name: str) -> str:
    return f"{crc32(os.fsencode(name)):08x}"


def _sweep(path: Path) -> None:
    """Take away the halves of this file on which nobody has written for an hour, so that none of
    them is still being written."""
    with suppress(OSError), os.scandir(path.parent) as beside:
        for entry in beside:
            file = is_half(entry.name, path.name) and entry.is_file(follow_symlinks=False)
            if file and time.time() - entry.stat().st_mtime > _AN_HOUR:
                os.unlink(entry.path)


def _half(path: Path) -> tuple[int, Path]:
    """A new file beside a path, opened for its owner alone, under a name that no other has."""
    while True:
        half = path.with_name(half_name(path.name, os.urandom(4).hex()))
        with suppress(FileExistsError):
            return os.open(half, _NEW, 0o600), half


def _settle(folder: Path) -> None:
    """Flush the folder, so that the new name outlives a loss of power. Windows has no such call."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    # The mask can only be read by setting it, which no two threads may do at once.
    with _MASK:
        mask = os.umask(0)
        os.umask(mask)
    return mask
