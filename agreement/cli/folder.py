"""A folder of term sheets built together: its Word files, and what is to be recorded of them."""

import os
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

from agreement import __version__
from agreement.assembly.assemble import Drafted, draft
from agreement.cli.report import cannot_read, internal_fault
from agreement.cli.shells import shell_named
from agreement.finding import Place, Refused, error, refuse_if
from agreement.library.disk import Library, bytes_of, shown_path
from agreement.standards.built import HOLIDAYS, PROGRAM, Entry, Manifest, entry

MANIFEST = "manifest.json"
"""The name of the record, beside the term sheets and beside what is built."""

SHEETS = "standards/"
"""What a term sheet's name has before it among the sources: the same wherever its folder lies."""

_ENDINGS = ("*.yaml", "*.yml")
_SCHEMAS = ("clause", "jurisdiction", "term-sheet-frame")


class Folder(Struct, frozen=True):
    """A folder of term sheets, the library they are built from, and the shell they go into."""

    path: Path
    library: Library
    shell: str

    @property
    def manifest(self) -> Path:
        """Where its manifest lies."""
        return self.path / MANIFEST

    def sheets(self) -> Mapping[str, Path]:
        """Its term sheets, and those of the folders below it, by name and in order. Raises Refused
        where there is none, or two have one name."""
        found: dict[str, Path] = {}
        for path in sorted(path for ending in _ENDINGS for path in self.path.rglob(ending)):
            within = path.relative_to(self.path)
            if any(part.startswith(".") for part in within.parts):
                continue  # such as the workflows of a repository
            name = _name(within, path)
            if name in found:
                message = f"{shown_path(found[name])} has this name too; rename one of them."
                raise Refused((error("same-output", Place(shown_path(path)), message),))
            found[name] = path
        if not found:
            message = "no term sheet (*.yaml, *.yml) lies in this folder; name the one they are in."
            raise Refused((error("no-sheets", Place(shown_path(self.path)), message),))
        return found


def _name(within: Path, path: Path) -> str:
    """The name of a term sheet below its folder, as the record can keep it."""
    name = within.with_suffix("").as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        told = os.fsencode(shown_path(path)).decode(errors="backslashreplace")
        message = "this name holds bytes that are no letters in UTF-8; give the file another."
        raise Refused((error("file-name", Place(told), message),)) from None
    return name


class Built(Struct, frozen=True):
    """What a folder came to: its manifest, its Word files by name, its sources that are files."""

    manifest: Manifest
    documents: Mapping[str, bytes]
    files: Mapping[str, str]


def built_from(folder: Folder) -> Built:
    """Every agreement of a folder. Raises Refused with the faults of all its term sheets."""
    sources: dict[str, str] = {PROGRAM: __version__, HOLIDAYS: version("holidays")}
    entries: dict[str, Entry] = {}
    documents: dict[str, bytes] = {}
    faults = []
    sheets = folder.sheets()
    for name, path in sheets.items():
        try:
            documents[name], entries[name], used = _one(name, path, folder)
            sources |= used
        except Refused as refused:
            faults += refused.findings
    refuse_if(faults)
    found = ((label, folder.library.file(*label.split("/"))) for label in sources)
    files = {label: shown_path(path) for label, path in found if path}
    files |= {entries[name].sheet: shown_path(path) for name, path in sheets.items()}
    return Built(Manifest(sources, entries), documents, files)


def _one(name: str, path: Path, folder: Folder) -> tuple[bytes, Entry, Mapping[str, str]]:
    """An agreement's Word file, its entry, and its sources with their digests."""
    from agreement.word import provenance, write

    shown = shown_path(path)
    try:
        drafted = draft(_read(path), shown, folder.library)
        docx = write(drafted.agreement, shell_named(folder.shell, folder.library))
    except Refused:
        raise
    except Exception as fault:
        # A fault of ours must not show a person a traceback, and is told with its term sheet.
        raise Refused((error("internal", Place(shown), internal_fault(shown, fault)),)) from fault
    told = provenance(docx)
    sheet = f"{SHEETS}{path.relative_to(folder.path).as_posix()}"
    used = _sources(drafted, folder.library)
    used[f"templates/{folder.shell}.docx"] = told.shell_digest
    others = (PROGRAM, HOLIDAYS, *used)
    made = entry(drafted, sheet, others, told.content_digest)
    return docx, made, {**used, sheet: drafted.agreement.sheet_digest}


def _read(sheet: Path) -> bytes:
    try:
        return sheet.read_bytes()
    except OSError as fault:
        raise Refused((cannot_read(sheet, fault),)) from None


def _sources(drafted: Drafted, library: Library) -> dict[str, str]:
    used = {f"clauses/{one.clause}.yaml": one.digest for one in drafted.agreement.sources}
    parts = [("schemas", f"{name}.schema.json") for name in _SCHEMAS]
    parts.append(("jurisdictions", f"{drafted.setting.sheet.jurisdiction}.yaml"))
    for part in parts:
        path = library.file(*part)
        used["/".join(part)] = sha256(bytes_of(path)).hexdigest()
    return used
