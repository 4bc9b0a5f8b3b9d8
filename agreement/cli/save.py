"""Writing a document so that nobody loses anything: whole or not at all, and never over a file
that somebody else wrote or edited."""

import os
import tempfile
from pathlib import Path

from agreement.finding import Finding, Place, Refused, error
from agreement.seal import unbroken
from agreement.word import edited, provenance
from agreement.word.printed import as_printed

PROMISE = (
    "Each document is written whole or not at all. One built before and not edited since is "
    "replaced without a word. A file that somebody edited or that this program did not write, and "
    "a link, are left alone and named; --force replaces them (the link, never the file it leads "
    "to)."
)
"""What a person may rely on, for the help of the commands that write."""

_AWAY = "move it, write elsewhere with -o, or overwrite it with --force."


def in_the_way(path: Path, force: bool = False) -> Finding | None:
    """Why what stands under a name must not be overwritten, or None where it may be.

    With `force` only a folder is in the way. Raises OSError where the file cannot be read.
    """
    if path.is_dir() and not path.is_symlink():
        return error("not-a-file", Place(str(path)),
                     "a folder has this name; move it or write elsewhere with -o.")  # fmt: skip
    if force or not (path.exists() or path.is_symlink()):
        return None
    if path.is_symlink():
        message = "this is a link to another file; remove it, write elsewhere with -o, or put the "
        return error("a-link", Place(str(path)), f"{message}agreement in its place with --force.")
    if path.suffix == ".pdf":
        return _not_as_printed(path)
    return _not_as_built(path) if path.suffix == ".docx" else _not_as_sealed(path)


def _not_as_sealed(path: Path) -> Finding | None:
    if unbroken(path.read_bytes()):
        return None
    message = f"this file was not written by this program, or was edited since; {_AWAY}"
    return error("not-ours", Place(str(path)), message)


def _not_as_printed(path: Path) -> Finding | None:
    if as_printed(path.read_bytes()):
        return None
    message = f"this PDF was not printed by this program, or was changed or signed since; {_AWAY}"
    return error("not-ours", Place(str(path)), message)


def _not_as_built(path: Path) -> Finding | None:
    existing = path.read_bytes()
    try:
        ours = provenance(existing) is not None
        if ours and not edited(existing):
            return None
    except Refused:
        ours = False
    if ours:
        message = f"this file was edited after it was built; {_AWAY}"
        return error("edited-since", Place(str(path)), message)
    message = f"this file is not as this program writes it, or was saved by another; {_AWAY}"
    return error("not-ours", Place(str(path)), message)


def save(path: Path, document: bytes) -> None:
    """Write beside the final name, then rename, so that the name never holds half a file.

    A link of that name is replaced and never written through. Raises OSError about the path.
    """
    try:
        _replace(path, document)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None


def _replace(path: Path, document: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".tmp"
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
