"""The record of a folder of standards: what each came to when somebody accepted it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from agreement.cli.folder import Built, Folder
from agreement.cli.impact import FORMATS, NOTHING
from agreement.cli.report import REFUSED, cannot_read, tally
from agreement.finding import Finding, Place, Refused, error, refuse_if
from agreement.library.disk import shown_path
from agreement.standards.built import (
    Manifest,
    from_json,
    recorded_words,
    text,
    text_digest,
    to_json,
)
from agreement.standards.impact import impact
from agreement.whole import save

TEXT = "text"
"""The folder beside the manifest that keeps the words of each agreement."""


def recorded(manifest: Path) -> Mapping[str, str] | None:
    """The agreements of a manifest of ours, each with the digest of its words; None where what is
    there is no manifest. Raises Refused where it cannot be read."""
    return recorded_words(_recorded_bytes(manifest).decode(errors="replace"))


def _recorded_bytes(file: Path) -> bytes:
    """A file of the record, or of what stands in its place. Raises Refused."""
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Refused((cannot_read(file, fault),)) from None


def _recorded_text(file: Path) -> str:
    # A checkout may have ended its lines as Windows does.
    return _recorded_bytes(file).decode().replace("\r\n", "\n")


def record(folder: Folder, built: Built) -> None:
    """Record what a folder of standards comes to now. Raises Refused where a file in the place of
    the record is not of it."""
    kept = {_text(folder, name): text(one.words) for name, one in built.manifest.agreements.items()}
    before = (folder.manifest.is_file() and recorded(folder.manifest)) or {}
    refuse_if([*_strangers(folder, kept, before)])
    for path, words in kept.items():
        save(path, words.encode())
    known = {_text(folder, name): digest for name, digest in before.items()}
    for path in (known.keys() - kept) & {*(folder.path / TEXT).rglob("*.txt")}:
        if text_digest(_recorded_bytes(path).decode(errors="replace")) == known[path]:
            path.unlink()  # One that somebody edited is somebody's.
    save(folder.manifest, to_json(built.manifest).encode())
    click.echo(f"recorded {tally(len(kept), 'agreement')} in {shown_path(folder.manifest)}")


def _strangers(
    folder: Folder, kept: Mapping[Path, str], before: Mapping[str, str]
) -> Iterator[Finding]:
    """Files in the place of the record that it did not write. One that a merge left half is ours,
    and so are the texts beside it."""
    known = {_text(folder, name) for name in before}
    damaged = folder.manifest.is_file() and not before
    if folder.manifest.is_symlink() or (damaged and _is_another(folder.manifest)):
        yield _stranger(folder.manifest)
        damaged = False
    for path, words in kept.items() if not damaged else ():
        found = _recorded_bytes(path) if path.is_file() else words.encode()
        if path.is_symlink() or (path not in known and found != words.encode()):
            yield _stranger(path)


def _stranger(path: Path) -> Finding:
    message = "this file is not of this record; move it, for the record goes there."
    return error("not-ours", Place(shown_path(path)), message)


def _is_another(path: Path) -> bool:
    """Whether a file is sound JSON of another kind."""
    try:
        found = json.loads(_recorded_bytes(path))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "manifest" not in found


def _text(folder: Folder, name: str) -> Path:
    return folder.path / TEXT / f"{name}.txt"


def compared(folder: Folder, built: Built, way: str, remedy: str) -> int:
    """Tell what differs from the record, in a way; what the command ends with. `remedy` is the
    command that would record it."""
    shown = shown_path(folder.manifest)
    kept = _kept(folder, remedy)
    causes = impact(kept, built.manifest)
    click.echo(FORMATS[way](causes, built.files), nl=False)
    if to_json(kept) == to_json(built.manifest):
        click.echo(f"{shown} is current", err=True)
        return 0
    count = len({name for cause in causes for name in cause.agreements})
    told = f"{tally(count, 'agreement')} change{'s' if count == 1 else ''}" if count else NOTHING
    click.echo(f"{shown}: {told}; to keep it: {remedy}", err=True)
    return REFUSED


def _kept(folder: Folder, remedy: str) -> Manifest:
    """The manifest as it was recorded. Raises Refused where there is none, or it is damaged."""
    place = Place(shown_path(folder.manifest))
    if not folder.manifest.is_file():
        raise Refused((error("no-manifest", place, f"nothing is recorded yet: {remedy}."),))
    texts = folder.path / TEXT
    try:
        words = {
            path.relative_to(texts).with_suffix("").as_posix(): _recorded_text(path)
            for path in texts.rglob("*.txt")
        }
        return from_json(_recorded_text(folder.manifest), words)
    except ValueError as fault:
        refuse_if([_stranger(folder.manifest)] if _is_another(folder.manifest) else [])
        message = f"this is not as the program records it ({fault}); restore it, or {remedy}."
        raise Refused((error("damaged-manifest", place, message),)) from None
