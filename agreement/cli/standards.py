"""standards: a folder of term sheets built together, and what a change does to each of them."""

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from agreement.cli.folder import MANIFEST, Built, Folder, built_from
from agreement.cli.impact import FORMATS, NOTHING, refused
from agreement.cli.options import home_option
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_read,
    cannot_write,
    show_findings,
    tally,
)
from agreement.cli.save import PROMISE, in_the_way
from agreement.finding import Finding, Place, Refused, error, refuse_if
from agreement.library.disk import library_at, shown_path
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
_PLAIN = "plain"


@click.command(epilog=PROMISE)
@click.argument("folder", required=False,
                type=click.Path(path_type=Path, exists=True, file_okay=False))  # fmt: skip
@home_option
@click.option("--shell", default=_PLAIN, show_default=True,
              help="The Word shell, by its name in templates/.")  # fmt: skip
@click.option("-o", "--output", default="dist", show_default=True,
              type=click.Path(path_type=Path, file_okay=False),
              help="The folder to write to.")  # fmt: skip
@click.option("--force", is_flag=True,
              help="Overwrite a file that was edited or is not ours.")  # fmt: skip
@click.option("--check", is_flag=True,
              help="Write nothing; say what differs from FOLDER/manifest.json.")  # fmt: skip
@click.option("--accept", is_flag=True,
              help="Write no agreement; record them in FOLDER/manifest.json.")  # fmt: skip
@click.option("--format", "way", type=click.Choice(list(FORMATS)), default="text",
              show_default=True, help="How --check tells what changes.")  # fmt: skip
def standards(folder, home, shell, output, force, check, accept, way) -> None:
    """Build every term sheet of a folder, and tell what a change does to their words.

    FOLDER is the library's standards/ where none is named.

    \b
    build-agreement standards              writes dist/*.docx and dist/manifest.json
    build-agreement standards --check      which agreements change, how and why; exit 1 if any
    build-agreement standards --accept     records the change; commit it with its cause
    build-agreement standards matters -o out

    The record is FOLDER/manifest.json, and the words in FOLDER/text/, a line for each unit.
    """
    if check and accept:
        raise click.UsageError("--check writes nothing and --accept records: choose one.")
    library = library_at(home)
    here = Folder(folder or library.homes[0] / "standards", library, shell)
    remedy = _remedy(folder, home, shell)
    try:
        if accept:
            _refuse_ours(here)
        built = built_from(here)
        if check:
            sys.exit(_checked(here, built, way, remedy))
        _accept(here, built) if accept else _write(here, built, output, force)
    except Refused as refusal:
        show_findings(refusal.findings)
        click.echo(refused(way, refusal.findings) if check else "", nl=False)
        sys.exit(REFUSED)
    except OSError as fault:
        click.echo(cannot_write(fault.filename or "standard output", fault), err=True)
        sys.exit(LACKING)


def _remedy(folder: Path | None, home: Path | None, shell: str) -> str:
    """The command that records what this one has looked at."""
    where = [shown_path(folder)] if folder else []
    library = ["--library", shown_path(home)] if home else []
    look = ["--shell", shell] if shell != _PLAIN else []
    return shlex.join(["build-agreement", "standards", *where, *library, *look, "--accept"])


def _refuse_ours(folder: Folder) -> None:
    """What is installed with the program is nobody's to record; a checkout of it is."""
    if folder.path.resolve().is_relative_to(Path(__file__).resolve().parents[1]):
        message = "this came with the program; name the folder of your own term sheets."
        raise Refused((error("not-recorded-there", Place(shown_path(folder.path)), message),))


def _refuse_record(folder: Folder, output: Path) -> None:
    """The record is changed by --accept alone."""
    if (output / MANIFEST).resolve() == folder.manifest.resolve() and folder.manifest.exists():
        message = "this is the record; write elsewhere with -o, or record what changed: --accept."
        raise Refused((error("record-kept", Place(shown_path(folder.manifest)), message),))


def _write(folder: Folder, built: Built, output: Path, force: bool) -> None:
    _refuse_record(folder, output)
    targets = {name: output / f"{name}.docx" for name in built.documents}
    manifest = output / MANIFEST
    refuse_if([*filter(None, (in_the_way(path, force) for path in targets.values()))])
    if not force and manifest.exists() and _recorded(manifest) is None:
        message = "this is no manifest of ours; write elsewhere with -o, or use --force."
        raise Refused((error("not-ours", Place(str(manifest)), message),))
    for name, path in targets.items():
        save(path, built.documents[name])
        click.echo(f"built {path}")
    save(manifest, to_json(built.manifest).encode())


def _recorded(manifest: Path) -> Mapping[str, str] | None:
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


def _accept(folder: Folder, built: Built) -> None:
    kept = {_text(folder, name): text(one.words) for name, one in built.manifest.agreements.items()}
    before = (folder.manifest.is_file() and _recorded(folder.manifest)) or {}
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


def _checked(folder: Folder, built: Built, way: str, remedy: str) -> int:
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
        message = f"this is not as the program records it ({fault}); restore it, or {remedy}."
        raise Refused((error("damaged-manifest", place, message),)) from None
