"""A batch from its table to its manifest: what is done already is kept, the rest is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import asdict

from agreement.batch.columns import column_faults, field_faults
from agreement.batch.made import Mould
from agreement.batch.name import ROW, Pattern, folded, name_of
from agreement.batch.place import at
from agreement.batch.record import Recipe, refused
from agreement.batch.row import Row, Table
from agreement.batch.table import table
from agreement.cli.batch.journal import Journal, journal_at
from agreement.cli.batch.ledger import (
    Ledger,
    keep_state,
    left_there,
    recall,
    refuse_strangers,
    stands,
    sweep,
    write_manifest,
    write_report,
)
from agreement.cli.batch.processes import Records, Tasks
from agreement.cli.batch.recipe import recipe_of
from agreement.cli.batch.store import Folder, Store, shown, store_at
from agreement.cli.batch.work import Order, mould_of, own_name
from agreement.cli.report import cannot_read
from agreement.finding import Place, Refused, error, refuse_if
from agreement.library.disk import shown_path
from agreement.money import marks

Way = Callable[[Order, Recipe, Iterator[Tasks]], Iterator[Records]]
"""How the rows are made: here, in several processes, or on a cluster."""

Watch = Callable[[Iterator[Records], int], Iterator[Records]]
"""Who looks on while so many rows are made."""

_STANDARD = 0
"""The row that the standard's own name belongs to."""

_EVERY = 1_000
"""After how many rows the state of a batch is put beside documents that lie elsewhere."""


class Batch(Struct, frozen=True):
    """What is asked for: the order, the table, the names, the part of the rows as (1, 4) for the
    first of four, and how many rows go together."""

    order: Order
    rows: Path
    names: Pattern
    part: tuple[int, int]
    share: int


class Outcome(Struct, frozen=True):
    """What came of a batch: how many rows were built, kept as they were and refused, the first
    reasons, the outputs of earlier runs that no row asks for, and the files that tell of it."""

    built: int
    kept: int
    refused: int
    reasons: tuple[str, ...]
    gone: tuple[str, ...]
    manifest: str
    report: str


def run(batch: Batch, way: Way, watch: Watch) -> Outcome:
    """Make what is not made yet, and write the manifest. Raises Refused where the table or the
    standard is at fault as a whole, Busy, OSError, and what the way raises."""
    mould = mould_of(batch.order)
    recipe = recipe_of(mould, batch.names.text, batch.order.sheets)
    of = (recipe, batch.order.file, shown_path(batch.rows))
    ledger = Ledger(store_at(batch.order.where), batch.part)
    refuse_strangers(ledger)
    with _journal(ledger) as journal:
        if not journal.begin(asdict(recipe)):
            recall(ledger, journal, asdict(recipe))
        with _opened(batch, mould) as found:
            _survey(found, batch, mould, journal)
        kept = _keep(journal, ledger.store, batch.order)
        with _opened(batch, mould) as found:
            shares = _shares(_part(found, batch), journal, batch.share)
            groups = watch(way(batch.order, recipe, shares), journal.left())
            _make(groups, journal, lambda: keep_state(ledger, journal, of))
        sweep(ledger, journal)
        write_manifest(ledger, journal, of)
        count, reasons = write_report(ledger, journal, of[2])
        built = journal.count() - count - kept
        told = (shown(ledger.store, ledger.manifest_name), shown(ledger.store, ledger.report_name))
        return Outcome(built, kept, count, reasons, left_there(ledger, journal), *told)


@contextmanager
def _journal(ledger: Ledger) -> Iterator[Journal]:
    """The journal lies beside the documents, or for the run in a folder of its own where these are
    objects elsewhere; then the ledger keeps what it says."""
    match ledger.store:
        case Folder(path):
            with _beside(path / f".batch{ledger.mark}.sqlite") as journal:
                yield journal
        case _:
            with TemporaryDirectory() as folder, journal_at(Path(folder) / "batch") as journal:
                yield journal


@contextmanager
def _beside(file: Path) -> Iterator[Journal]:
    """A journal that stays where a run is broken off, and goes when there is nothing to go on
    with: after the whole of it, and before the first document."""
    is_new = not file.parent.exists()
    idle = False
    try:
        with journal_at(file) as journal:
            try:
                yield journal
            except Refused:
                idle = journal.is_empty()
                raise
        idle = True
    finally:
        if idle:
            file.unlink(missing_ok=True)
        if idle and is_new and not any(file.parent.iterdir()):
            file.parent.rmdir()


@contextmanager
def _opened(batch: Batch, mould: Mould) -> Iterator[Table]:
    if batch.rows.is_dir():
        message = "this is a folder; name the table inside it."
        raise Refused((error("not-a-file", Place(shown_path(batch.rows)), message),))
    try:
        file: BinaryIO = batch.rows.open("rb")
    except OSError as fault:
        raise Refused((cannot_read(batch.rows, fault),)) from None
    with file:
        currency = at(mould.standard.value, "money.currency")
        yield table(file, shown_path(batch.rows), marks(str(currency)))


def _part(found: Table, batch: Batch) -> Iterator[Row]:
    first, of = batch.part
    return islice(found.rows, first - 1, None, of)


def _survey(found: Table, batch: Batch, mould: Mould, journal: Journal) -> None:
    """Read the whole table before anything is made: what is wrong with it as a whole, and which
    rows are wanted under which names."""
    if found.heading:
        refuse_if(column_faults(found.heading, mould.standard, mould.library))
        refuse_if([*field_faults(found.heading, batch.names, mould.standard)])
    if own := own_name(batch.order):
        journal.claim(own, _STANDARD)
    first, of = batch.part
    count = 0
    for count, row in enumerate(found.rows, 1):
        _claim(row, (count - 1) % of == first - 1, batch.names, (mould, journal))
    if not count:
        message = "the table has no row below its heading; nothing is to be built."
        refuse_if([error("no-rows", Place(shown_path(batch.rows)), message)])


def _claim(row: Row, is_ours: bool, names: Pattern, to: tuple[Mould, Journal]) -> None:
    mould, journal = to
    name = "" if row.faults else name_of(row, mould.standard.value, names)
    holder = journal.claim(folded(name), row.number) if name else None
    faults = row.faults
    if holder is not None:
        taken = f"row {holder} has the name {name}.docx already"
        taken = f"{name}.yaml is the standard" if holder == _STANDARD else taken
        message = f"{taken}; put {{{ROW}}} into --name."
        faults = (error("same-output", row.place, message),)
    if is_ours:
        journal.want(row.number, row.digest, "" if faults else name)
        if faults:
            journal.note([refused(row, faults)])


def _keep(journal: Journal, store: Store, order: Order) -> int:
    """How many rows are done and stand where they were written; the others are made again, and with
    --force all of them."""
    kept, lost = 0, []
    for record in journal.finished():
        if not order.force and stands(record, store, order.sheets):
            kept += 1
        else:
            lost.append(record["row"])
    journal.forget(lost)
    return kept


def _shares(rows: Iterator[Row], journal: Journal, size: int) -> Iterator[Tasks]:
    wanted = ((row, name) for row in rows if (name := journal.name_of(row.number)))
    return iter(lambda: tuple(islice(wanted, size)), ())


def _make(groups: Iterator[Records], journal: Journal, keep: Callable[[], None]) -> None:
    since = 0
    for records in groups:
        journal.note(records)
        since += len(records)
        if since >= _EVERY:
            keep()
            since = 0
