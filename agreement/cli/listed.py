"""What a register is made from: term sheets, the Word files built from them, and the manifests of
a folder of agreements and of a batch."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from agreement.assembly.assemble import draft
from agreement.assembly.listing import Listing, listing
from agreement.cli.report import cannot_read, internal_fault, show_findings
from agreement.finding import Place, Refused, error, warning
from agreement.inspect.inspected import inspected
from agreement.library.disk import Library
from agreement.standards.built import recorded_names
from agreement.word import edited
from agreement.word.duty_list import duties_held

SHEETS = (".yaml", ".yml")
"""How the names of the term sheets in a folder end."""

_WORD = ".docx"
_PLAIN = ".plain-sheet.docx"
_BEGUN = re.compile(r'\s*\{\s*"manifest":')


def listings(sources: tuple[Path, ...], library: Library) -> Iterator[Listing | None]:
    """The rows of each agreement, or None where it cannot be had, its faults then shown."""
    for source in sources:
        for file in _shown_files(source):
            try:
                yield file and _listing(file, library)
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


def _shown_files(source: Path) -> Iterator[Path | None]:
    """The agreements that a path stands for, or None where that cannot be told, its faults then
    shown."""
    try:
        yield from _files(source)
    except Refused as refused:
        show_findings(refused.findings)
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
        recorded = _recorded(source)
        yield from (source,) if recorded is None else recorded


def _recorded(source: Path) -> tuple[Path, ...] | None:
    """The agreements of a manifest; None where the file is no manifest. Raises Refused where it is
    one and records none, or is damaged."""
    readers = {".json": _of_folder, ".jsonl": _of_batch}
    try:
        kept = source.read_bytes().decode() if source.suffix in readers else ""
    except (OSError, ValueError):
        return None
    found = readers[source.suffix](kept, source) if kept else None
    if found == ():
        message = "this manifest records no agreement; build one first, or name the term sheets."
        raise Refused((error("no-agreement", Place(str(source)), message),))
    return found


def _of_folder(kept: str, manifest: Path) -> tuple[Path, ...] | None:
    names = recorded_names(kept)
    if names is None:
        if _BEGUN.match(kept):
            raise _damaged(manifest, 0, "it is cut off or spoilt")
        return None
    try:
        sheets = {name: str(one["sheet"]) for name, one in json.loads(kept)["agreements"].items()}
    except (KeyError, TypeError):
        raise _damaged(manifest, 0, "it does not name the term sheet of each") from None
    return tuple(_place(manifest.parent, name, sheets[name]) for name in names)


def _of_batch(kept: str, manifest: Path) -> tuple[Path, ...] | None:
    """The documents that a batch wrote beside its manifest; a row that it refused has none."""
    head, *rows = kept.removesuffix("\n").split("\n")
    try:
        if "batch" not in json.loads(head):
            return None
    except (ValueError, TypeError, RecursionError):
        return None
    found = []
    for number, line in enumerate(rows, 2):
        try:
            told = json.loads(line)
            found += [manifest.parent / str(told["output"])] if "output" in told else []
        except (ValueError, TypeError, RecursionError):
            raise _damaged(manifest, number, "this line is cut off or spoilt") from None
    return tuple(found)


def _damaged(manifest: Path, line: int, said: str) -> Refused:
    message = f"this manifest is damaged: {said}; make it again by the command that wrote it."
    return Refused((error("damaged-manifest", Place(str(manifest), line), message),))


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
