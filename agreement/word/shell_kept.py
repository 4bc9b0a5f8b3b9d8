"""A shell compiled once for each file: recalled where this very file was compiled before."""

from pathlib import Path

from msgspec import json, to_builtins
from msgspec.structs import replace

from agreement.finding import Place, Refused, error
from agreement.kept import keep, kept
from agreement.word.shell import Filled, Piece, Shell

_KIND = "shell"


def compile_shell(path: Path) -> Shell:
    """A shell ready to be filled any number of times, recalled where the same file was compiled
    before.

    Raises Refused with every fault found: no Word file, a style or a place of the contract that is
    missing, an unknown tag, a tag split by a bookmark or by formatting, a tracked change.
    """
    try:
        docx = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        message = f"The shell cannot be read: {reason}."
        raise Refused((error("shell", Place(str(path)), message),)) from None
    found = kept(_KIND, docx)
    if found is not None:
        return _recalled(found)
    # docxtpl and what it builds on take longer to import than an agreement takes to write.
    from agreement.word.shell_compiled import compiled

    shell = compiled(docx, path)
    keep(_written(shell), _KIND, docx)
    return shell


def _written(shell: Shell) -> bytes:
    """A shell as bytes. Latin-1 gives every byte a character of its own."""
    parts = [(name, part.decode("latin-1")) for name, part in shell.parts]
    return json.encode(to_builtins(replace(shell, parts=())) | {"parts": parts})


def _recalled(written: bytes) -> Shell:
    told = json.decode(written)
    parts = tuple((name, part.encode("latin-1")) for name, part in told.pop("parts"))
    templates = tuple(map(_filled, told.pop("templates")))
    return Shell(parts=parts, templates=templates, **told)


def _filled(told: dict) -> Filled:
    pieces = told["pieces"]
    return Filled(told["name"], told["source"], None if pieces is None else _frozen(pieces))


def _frozen(pieces: list) -> tuple[Piece, ...]:
    return tuple(_frozen(one) if isinstance(one, list) else one for one in pieces)
