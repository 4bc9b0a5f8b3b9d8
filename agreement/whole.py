"""A file written whole or not at all: beside its name, flushed to the disk, then renamed."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def save(path: Path, document: bytes, mode: int = 0o666) -> None:
    """Write beside the final name, then rename, so that the name never holds half a file.

    A link of that name is replaced and never written through. `mode` is what the file may be used
    for, less the umask. Raises OSError about the path.
    """
    try:
        _replace(path, document, mode)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None


def _replace(path: Path, document: bytes, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".tmp"
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Flush the folder, so that the new name outlives a loss of power. Windows has no such call."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
