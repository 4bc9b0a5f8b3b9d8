"""Writing a document so that nobody loses anything: whole or not at all, and never over a file
that somebody else wrote or edited."""

import os
import tempfile
from pathlib import Path

from agreement.finding import Finding, Place, error
from agreement.word import edited, provenance


def in_the_way(path: Path) -> Finding | None:
    """Why an existing file must not be overwritten, or None where it may be."""
    if not path.exists():
        return None
    if path.is_dir():
        return error(
            "not-a-file", Place(str(path)), "a folder has this name; choose another with -o."
        )
    existing = path.read_bytes()
    if provenance(existing) is None:
        return error("not-ours", Place(str(path)),
                     "this file was not written by this program, or was saved by another one; move "
                     "it, write elsewhere with -o, or overwrite it with --force.")  # fmt: skip
    if edited(existing):
        return error("edited-since", Place(str(path)),
                     "this file was edited after it was built; move it, write elsewhere with -o, or "
                     "overwrite it with --force.")  # fmt: skip
    return None


def save(path: Path, document: bytes) -> None:
    """Write beside the final name, then rename, so that the name never holds half a file."""
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
