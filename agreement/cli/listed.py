"""What a register is made from: term sheets, the Word files built from them, and the manifests of
a folder of agreements and of a batch."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from agreement.assemble import draft
from agreement.cli.report import cannot_read, internal_fault, show_findings
from agreement.finding import Place, Refused, error, warning
from agreement.inspected import inspected
from agreement.library import Library
from agreement.listing import Listing, listing
from agreement.standards import recorded_names
from agreement.word import edited
from agreement.word.duty_list import duties_held

SHEETS = (".yaml", ".yml")
"""How the names of the term sheets in a folder end."""

_WORD = ".docx"
_PLAIN = ".plain-sheet.docx"


def listings(sources: tuple[Path, ...], library: Library) -> Iterator[Listing | None]:
    """The rows of each agreement, or None where it cannot be had, its faults then shown."""
    for source in sources:
        for file in _files(source):
            try:
                yield _listing(file, library)
            except Refused as refused:
                show_findings(refused.findings)
                yield None
            except OSError as fault:
                show_findings((cannot_read(file, fault),))
                yield None
            except Exception as fault:
                # No fault of ours may cost a person the other agreements, or show a traceback.
                click.echo(internal_fault(str(file), fault), err=True)
                yield None


def _files(source: Path) -> Iterator[Path]:
    """The agreements that a path stands for: of a folder its term sheets or, where it has none,
    its Word files; of a manifest the Word file of each agreement or its term sheet."""
    if source.is_dir():
        files = sorted(source.iterdir())
        sheets = [file for file in files if file.suffix in SHEETS]
        built = [file for file in files if file.suffix == _WORD and not file.name.endswith(_PLAIN)]
        yield from sheets or built
    else:
        yield from _recorded(source) or (source,)


def _recorded(source: Path) -> tuple[Path, ...]:
    """The agreements of a manifest; none where the file is no manifest."""
    readers = {".json": _of_folder, ".jsonl": _of_batch}
    try:
        return tuple(readers[source.suffix](source)) if source.suffix in readers else ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def _of_folder(manifest: Path) -> Iterator[Path]:
    kept = manifest.read_bytes().decode()
    for name in recorded_names(kept) or ():
        yield _place(manifest.parent, name, str(json.loads(kept)["agreements"][name]["sheet"]))


def _of_batch(manifest: Path) -> Iterator[Path]:
    """The documents that a batch wrote beside its manifest; a row that it refused has none."""
    for line in manifest.read_bytes().decode().splitlines():
        told = json.loads(line)
        if "output" in told:
            yield manifest.parent / str(told["output"])


def _place(folder: Path, name: str, sheet: str) -> Path:
    """Where an agreement of a manifest lies: its Word file beside the manifest, or its term sheet,
    whose path runs from the library that holds the folder."""
    places = (folder / f"{name}{_WORD}", folder.parent / sheet, folder / sheet)
    return next((place for place in places if place.is_file()), places[0])


def _listing(file: Path, library: Library) -> Listing:
    """Raises Refused and OSError."""
    if file.suffix != _WORD:
        return listing(draft(file.read_bytes(), str(file), library).agreement)
    docx = file.read_bytes()
    try:
        held = duties_held(docx)
    except Refused as refused:
        here = Place(str(file))
        raise Refused(tuple(replace(one, place=here) for one in refused.findings)) from None
    if held is None:
        message = (
            "this Word file holds no list of duties: this program did not write it, or another "
            "saved it and left the list out; give its term sheet."
        )
        if inspected(docx).plain_sheet:
            message = "this is the plain sheet of an agreement; give the agreement's own Word file."
        raise Refused((error("no-duties", Place(str(file)), message),))
    if not held.entries:
        message = "this Word file lists no duty; of heads of terms give the term sheet."
        show_findings((warning("no-duties", Place(str(file)), message),))
    if edited(docx):
        message = "edited since it was built; its duties are listed as they were written."
        show_findings((warning("edited-since", Place(str(file)), message),))
    return held
