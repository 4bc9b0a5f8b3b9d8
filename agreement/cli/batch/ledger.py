"""The files that tell of a batch beside its documents: the manifest and the rows refused."""

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from agreement.batch.name import folded
from agreement.batch.record import Recipe, head, line, reasons, recipe_told
from agreement.cli.batch.journal import Journal
from agreement.cli.batch.store import (
    Bucket,
    Folder,
    Store,
    existing,
    is_there,
    lines,
    put,
    remove,
    shown,
)
from agreement.cli.report import MOST_SHOWN, tally
from agreement.finding import Finding, Place, Refused, error, refuse_if
from agreement.inspect.seal import unbroken
from agreement.whole import HALF, is_half
from agreement.word import Provenance, provenance

_REASON = re.compile(rb"[^\n]+:\d+(?::[^\n]*)?: error\[[a-z0-9-]+\]: ")
_REPORT = re.compile(rb"[\d,]+ of [\d,]+ rows? refused\n")


class Ledger(Struct, frozen=True):
    """Where the files of a batch stand, or of a part of it: (1, 4) is the first of four."""

    store: Store
    part: tuple[int, int]

    @property
    def mark(self) -> str:
        """What the names of a part's files have in them: "-1-of-4"."""
        return f"-{self.part[0]}-of-{self.part[1]}" if self.part[1] > 1 else ""

    @property
    def manifest_name(self) -> str:
        """The name of the manifest."""
        return f"manifest{self.mark}.jsonl"

    @property
    def report_name(self) -> str:
        """The name of the report of the rows refused."""
        return f"refused{self.mark}.txt"

    @property
    def state_name(self) -> str:
        """The name of the manifest so far, while documents go elsewhere."""
        return f"{self.manifest_name}.part"


def refuse_strangers(ledger: Ledger) -> None:
    """Raise Refused where a file of somebody else has the name of one of ours."""
    manifest = next(lines(ledger.store, ledger.manifest_name), None)
    report = lines(ledger.store, ledger.report_name)
    found: list[Finding] = []
    if manifest is not None and _recipe(manifest) is None:
        found.append(_stranger(shown(ledger.store, ledger.manifest_name)))
    if not _is_report(report):
        found.append(_stranger(shown(ledger.store, ledger.report_name)))
    refuse_if(found)


def _is_report(told: Iterator[bytes]) -> bool:
    """Whether these are the lines of a report and no others, such as the notes of its reader."""
    return _REPORT.fullmatch(next(told, b"0 of 0 rows refused\n")) is not None and all(
        _REASON.match(text) for text in told
    )


def _stranger(name: str) -> Finding:
    message = "this is not as the program wrote it; move it, or write elsewhere with -o."
    return error("not-ours", Place(name), message)


def recall(ledger: Ledger, journal: Journal, recipe: dict[str, Any]) -> None:
    """Take over what the manifests of earlier runs of the same recipe say."""
    for name in (ledger.manifest_name, ledger.state_name):
        told = lines(ledger.store, name)
        if _recipe(next(told, b"")) == (recipe,):
            kept = filter(None, map(_record, told))
            while group := tuple(islice(kept, 1_000)):
                journal.note(group)


def _recipe(first: bytes) -> tuple[Any] | None:
    """The recipe in the first line of a manifest, or None where the line is of no manifest."""
    try:
        return (recipe_told(first.decode()),)
    except ValueError:
        return None


def _record(text: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(text)
    except ValueError:
        return None
    known = isinstance(record, dict) and {"row", "digest", "output"} <= set(record)
    return record if known else None


def sweep(ledger: Ledger, journal: Journal) -> None:
    """Take away the halves of files that killed processes, of this run or of one before, left."""
    for path in ledger.store.path.glob(".*.tmp") if isinstance(ledger.store, Folder) else ():
        half = HALF.fullmatch(path.name)
        if half and any(is_half(path.name, name) for name in _written(half[1], ledger, journal)):
            path.unlink()


def _written(start: str, ledger: Ledger, journal: Journal) -> Iterator[str]:
    """The files that this part of a batch writes and whose names begin so."""
    yield from (ledger.manifest_name, ledger.report_name)
    for name in journal.beginning(start):
        yield from (f"{name}.docx", f"{name}.yaml")


def left_there(ledger: Ledger, journal: Journal) -> tuple[str, ...]:
    """The documents of earlier runs that no row of the table asks for any more. Where they lie
    elsewhere, only those that the last manifest tells of."""
    match ledger.store:
        case Folder(path):
            others = (
                one for one in path.glob("*.docx") if not journal.is_claimed(folded(one.stem))
            )
            return tuple(sorted(one.name for one in others if _is_ours(one)))
        case Bucket():
            return journal.gone()


def _is_ours(file: Path) -> bool:
    try:
        return _told(file.read_bytes()) is not None
    except OSError:
        return False


def stands(record: dict[str, Any], store: Store, sheets: bool) -> bool:
    """Whether the document that a record tells of stands there, edited or not, and its term sheet
    where asked. Another run, broken off or of a part of the rows, may have written another one."""
    output = record["output"]
    there = all(is_there(store, file) for file in (output, sheet_name(output))[: 1 + sheets])
    told = _told(existing(store, output) or b"") if there else None
    written = (record["sheet"], record["content"])
    is_its = told is None or (told.sheet_digest, told.content_digest) == written
    return there and is_its and not (sheets and _is_of_another(record, store))


def _is_of_another(record: dict[str, Any], store: Store) -> bool:
    """Whether the term sheet beside a document is as a run wrote it for another one: a run may be
    broken off between the two."""
    sheet = existing(store, sheet_name(record["output"])) or b""
    return unbroken(sheet) and sha256(sheet).hexdigest() != record["sheet"]


def sheet_name(output: str) -> str:
    """The name of the term sheet of a document."""
    return f"{output.removesuffix('.docx')}.yaml"


def _told(document: bytes) -> Provenance | None:
    try:
        return provenance(document, whole=False)
    except Refused:
        return None


def write_manifest(ledger: Ledger, journal: Journal, of: tuple[Recipe, str, str]) -> None:
    """Write the manifest of a recipe, with the names of the standard and of the table."""
    put(ledger.store, ledger.manifest_name, _lines(ledger, journal, of))
    remove(ledger.store, ledger.state_name)


def keep_state(ledger: Ledger, journal: Journal, of: tuple[Recipe, str, str]) -> None:
    """Put what is done so far beside documents that go elsewhere; on this machine the journal
    itself outlives a crash."""
    if isinstance(ledger.store, Bucket):
        put(ledger.store, ledger.state_name, _lines(ledger, journal, of))


def _lines(ledger: Ledger, journal: Journal, of: tuple[Recipe, str, str]) -> Iterator[bytes]:
    recipe, standard, rows = of
    first, count = ledger.part
    yield head(recipe, standard, rows, f"{first}/{count}").encode()
    for record in journal.records():
        yield line(record).encode()


def write_report(ledger: Ledger, journal: Journal, rows: str) -> tuple[int, tuple[str, ...]]:
    """Write why rows were refused, a line for each reason, or take an old report away. How many
    there are, and the first reasons."""
    count = sum("refused" in record for record in journal.records())
    if not count:
        remove(ledger.store, ledger.report_name)
        return 0, ()
    first = f"{count:,} of {tally(journal.count(), 'row')} refused\n"
    put(ledger.store, ledger.report_name, _encoded((first, *_reasons(journal, rows))))
    return count, tuple(islice(_reasons(journal, rows), MOST_SHOWN))


def _reasons(journal: Journal, rows: str) -> Iterator[str]:
    for record in journal.records():
        yield from reasons(record, rows)


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    for text in lines:
        yield (text.removesuffix("\n") + "\n").encode()
