"""What may be overwritten: never a file that somebody else wrote or edited."""

from pathlib import Path

from agreement.finding import Finding, Place, Refused, error
from agreement.inspect.seal import unbroken
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
_NOT_SEALED = f"this file was not written by this program, or was edited since; {_AWAY}"
_NOT_PRINTED = f"this PDF was not printed by this program, or was changed or signed since; {_AWAY}"


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
    return objection(path, path.read_bytes())


def objection(path: Path, existing: bytes) -> Finding | None:
    """Why a file of these bytes must not be overwritten, by the ending of its name, or None."""
    if path.suffix == ".pdf":
        return None if as_printed(existing) else error("not-ours", Place(str(path)), _NOT_PRINTED)
    if path.suffix == ".docx":
        return _not_as_built(path, existing)
    return None if unbroken(existing) else error("not-ours", Place(str(path)), _NOT_SEALED)


def _not_as_built(path: Path, existing: bytes) -> Finding | None:
    if unbroken(existing):
        return None
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
