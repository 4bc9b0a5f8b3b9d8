"""standards: a folder of term sheets built together, and what a change does to each of them."""

import shlex
import sys
from pathlib import Path

import click

from agreement.cli.folder import MANIFEST, Built, Folder, built_from
from agreement.cli.impact import FORMATS, refused
from agreement.cli.options import home_option
from agreement.cli.record import compared, record, recorded
from agreement.cli.report import LACKING, REFUSED, cannot_write, show_findings
from agreement.cli.save import PROMISE, in_the_way
from agreement.finding import Place, Refused, error, refuse_if
from agreement.library.disk import library_at, shown_path
from agreement.standards.built import to_json
from agreement.whole import save

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
            sys.exit(compared(here, built, way, remedy))
        record(here, built) if accept else _write(here, built, output, force)
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
    if not force and manifest.exists() and recorded(manifest) is None:
        message = "this is no manifest of ours; write elsewhere with -o, or use --force."
        raise Refused((error("not-ours", Place(str(manifest)), message),))
    for name, path in targets.items():
        save(path, built.documents[name])
        click.echo(f"built {path}")
    save(manifest, to_json(built.manifest).encode())
