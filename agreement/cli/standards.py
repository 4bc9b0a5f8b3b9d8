"""standards: a folder of term sheets built together, and what a change does to each of them."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import click

from agreement import __version__
from agreement.assemble import Drafted, draft
from agreement.cli.impact import FORMATS, NOTHING
from agreement.cli.options import home_option
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_read,
    cannot_write,
    internal_fault,
    show_findings,
    tally,
)
from agreement.cli.save import PROMISE, in_the_way, save
from agreement.cli.shells import shell_named
from agreement.finding import Place, Refused, error, refuse_if
from agreement.impact import impact
from agreement.library import Library, library_at, shown_path
from agreement.standards import HOLIDAYS, PROGRAM, Entry, Manifest, entry, from_json, text, to_json

MANIFEST, TEXT = "manifest.json", "text"
_SCHEMAS = ("clause", "jurisdiction", "term-sheet-frame")
_ACCEPT = "build-agreement standards --accept"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of term sheets, the library they are built from, and the shell they go into."""

    path: Path
    library: Library
    shell: str

    @property
    def manifest(self) -> Path:
        """Where its manifest lies."""
        return self.path / MANIFEST

    def sheets(self) -> Mapping[str, Path]:
        """Its term sheets, and those of the folders below it, by name and in order."""
        found = sorted(self.path.rglob("*.yaml"))
        return {path.relative_to(self.path).with_suffix("").as_posix(): path for path in found}


@dataclass(frozen=True, slots=True)
class Built:
    """What a folder came to: its manifest, its Word files by name, its sources that are files."""

    manifest: Manifest
    documents: Mapping[str, bytes]
    files: Mapping[str, str]


@click.command(epilog=PROMISE)
@click.argument("folder", required=False,
                type=click.Path(path_type=Path, exists=True, file_okay=False))  # fmt: skip
@home_option
@click.option("--shell", default="plain", show_default=True,
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
    try:
        built = _built(here)
        if check:
            sys.exit(_checked(here, built, way))
        _accept(here, built) if accept else _write(built, output, force)
    except Refused as refused:
        show_findings(refused.findings)
        sys.exit(REFUSED)
    except OSError as fault:
        click.echo(cannot_write(fault.filename or here.path, fault), err=True)
        sys.exit(LACKING)


def _built(folder: Folder) -> Built:
    """Every agreement of a folder. Raises Refused with the faults of all its term sheets."""
    sources: dict[str, str] = {PROGRAM: __version__, HOLIDAYS: version("holidays")}
    entries: dict[str, Entry] = {}
    documents: dict[str, bytes] = {}
    faults = []
    for name, path in folder.sheets().items():
        try:
            documents[name], entries[name], used = _one(name, path, folder)
            sources |= used
        except Refused as refused:
            faults += refused.findings
    refuse_if(faults)
    found = ((label, folder.library.file(*label.split("/"))) for label in sources)
    files = {label: shown_path(path) for label, path in found if path}
    files |= {entries[name].sheet: shown_path(path) for name, path in folder.sheets().items()}
    return Built(Manifest(sources, entries), documents, files)


def _one(name: str, path: Path, folder: Folder) -> tuple[bytes, Entry, Mapping[str, str]]:
    """An agreement's Word file, its entry, and its sources with their digests."""
    from agreement.word import provenance, write

    shown = shown_path(path)
    try:
        drafted = draft(path.read_bytes(), shown, folder.library)
        docx = write(drafted.agreement, shell_named(folder.shell, folder.library))
    except OSError as fault:
        raise Refused((cannot_read(path, fault),)) from None
    except Refused:
        raise
    except Exception as fault:
        # A fault of ours must not show a person a traceback, and is told with its term sheet.
        raise Refused((error("internal", Place(shown), internal_fault(shown, fault)),)) from fault
    told = provenance(docx)
    sheet = f"{folder.path.resolve().name}/{name}.yaml"
    used = _sources(drafted, folder.library)
    used[f"templates/{folder.shell}.docx"] = told.shell_digest
    others = (PROGRAM, HOLIDAYS, *used)
    made = entry(drafted, sheet, others, told.content_digest)
    return docx, made, {**used, sheet: drafted.agreement.sheet_digest}


def _sources(drafted: Drafted, library: Library) -> dict[str, str]:
    used = {f"clauses/{one.clause}.yaml": one.digest for one in drafted.agreement.sources}
    parts = [("schemas", f"{name}.schema.json") for name in _SCHEMAS]
    parts.append(("jurisdictions", f"{drafted.setting.sheet.jurisdiction}.yaml"))
    for part in parts:
        path = library.file(*part)
        used["/".join(part)] = sha256(path.read_bytes()).hexdigest()
    return used


def _write(built: Built, output: Path, force: bool) -> None:
    targets = {name: output / f"{name}.docx" for name in built.documents}
    refuse_if([*filter(None, (in_the_way(path, force) for path in targets.values()))])
    for name, path in targets.items():
        save(path, built.documents[name])
        click.echo(f"built {path}")
    save(output / MANIFEST, to_json(built.manifest).encode())


def _accept(folder: Folder, built: Built) -> None:
    kept = {_text(folder, name): text(one.words) for name, one in built.manifest.agreements.items()}
    for path, words in kept.items():
        save(path, words.encode())
    for path in set((folder.path / TEXT).rglob("*.txt")) - set(kept):
        path.unlink()
    save(folder.manifest, to_json(built.manifest).encode())
    click.echo(f"recorded {tally(len(kept), 'agreement')} in {shown_path(folder.manifest)}")


def _text(folder: Folder, name: str) -> Path:
    return folder.path / TEXT / f"{name}.txt"


def _checked(folder: Folder, built: Built, way: str) -> int:
    shown = shown_path(folder.manifest)
    kept = _kept(folder)
    causes = impact(kept, built.manifest)
    click.echo(FORMATS[way](causes, built.files), nl=False)
    if to_json(kept) == to_json(built.manifest):
        click.echo(f"{shown} is current", err=True)
        return 0
    count = len({name for cause in causes for name in cause.agreements})
    told = f"{tally(count, 'agreement')} change{'s' if count == 1 else ''}" if count else NOTHING
    click.echo(f"{shown}: {told}; to keep it: {_ACCEPT}", err=True)
    return REFUSED


def _kept(folder: Folder) -> Manifest:
    """The manifest as it was recorded. Raises Refused where there is none, or it is damaged."""
    place = Place(shown_path(folder.manifest))
    if not folder.manifest.is_file():
        raise Refused((error("no-manifest", place, f"nothing is recorded yet: {_ACCEPT}."),))
    texts = folder.path / TEXT
    words = {
        path.relative_to(texts).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in texts.rglob("*.txt")
    }
    try:
        return from_json(folder.manifest.read_text(encoding="utf-8"), words)
    except ValueError as fault:
        message = f"this is not as the program records it ({fault}); restore it, or {_ACCEPT}."
        raise Refused((error("damaged-manifest", place, message),)) from None
