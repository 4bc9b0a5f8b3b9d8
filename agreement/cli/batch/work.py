"""What a process of a batch does: its share of the rows, each written where it belongs."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from agreement.assembly.assemble import Drafted
from agreement.batch.made import Made, Mould, failed, made, of_row
from agreement.batch.name import folded
from agreement.batch.record import Recipe, built, refused
from agreement.batch.row import Row
from agreement.batch.sheet import sheet_text
from agreement.cli.batch.recipe import recipe_of
from agreement.cli.batch.store import Folder, Store, barred, existing, put, store_at
from agreement.cli.report import internal_fault
from agreement.cli.shells import shell_named
from agreement.finding import Refused, error, refuse_if
from agreement.library.disk import library_at
from agreement.reading.load import load
from agreement.term_sheet.status import EXECUTION, drafts_words

Record = dict[str, Any]
Task = tuple[Row, str]
"""A row, and the name of its document without its ending."""


class Order(Struct, frozen=True):
    """All that a process must know to make agreements of rows; it is sent with them. `sheet` is
    the standard's bytes, `file` its name, `where` the store."""

    sheet: bytes
    file: str
    home: Path | None
    shell: str
    form: str
    final: bool
    strict: bool
    names: str
    sheets: bool
    where: str
    force: bool


class OtherLibrary(Exception):
    """A process has another version of the program, library or shell than the one that asks."""


def mould_of(order: Order) -> Mould:
    """What the agreements of an order are made with. Raises Refused."""
    library = library_at(order.home)
    standard = load(order.sheet, order.file)
    shell = shell_named(order.shell, library)
    return Mould(standard, library, shell, order.form, order.final, order.strict)


def own_name(order: Order) -> str:
    """The name that the standard itself has among the term sheets of the rows, or nothing."""
    standard, store = Path(order.file), store_at(order.where)
    beside = isinstance(store, Folder) and standard.resolve().parent == store.path.resolve()
    return folded(standard.stem) if order.sheets and beside else ""


@lru_cache(maxsize=1)
def _bench(order: Order, recipe: Recipe) -> tuple[Mould, Store]:
    # Once a process: the library and the shell then serve every row that comes.
    try:
        mould = mould_of(order)
    except Refused as fault:
        raise OtherLibrary(str(fault)) from None
    if recipe_of(mould, order.names, order.sheets) != recipe:
        raise OtherLibrary("install the same version, and the same --library, on every machine")
    return mould, store_at(order.where)


def work(order: Order, recipe: Recipe, tasks: tuple[Task, ...]) -> tuple[Record, ...]:
    """Make and write the agreement of each row; the record of each. Raises OSError where the store
    fails, and OtherLibrary."""
    bench = _bench(order, recipe)
    return tuple(_one(row, name, order, bench) for row, name in tasks)


def _one(row: Row, name: str, order: Order, bench: tuple[Mould, Store]) -> Record:
    mould, store = bench
    try:
        one = made(row, mould)
        _refuse_draft_name(name, one.drafted, row)
        _write(dict(_files(name, one, order.sheets)), store, order.force)
        return built(row, name, one)
    except Refused as fault:
        return refused(row, (of_row(finding, row) for finding in fault.findings))
    except OSError:
        raise
    except Exception as fault:
        # No fault of ours may cost a person the other rows, or show them a traceback.
        return refused(row, failed(row, "internal", internal_fault(f"row {row.number}", fault)))


def _files(name: str, one: Made, sheets: bool) -> Iterator[tuple[str, bytes]]:
    yield f"{name}.docx", one.docx
    if sheets:
        yield f"{name}.yaml", sheet_text(one.source.value)


def _refuse_draft_name(name: str, drafted: Drafted, row: Row) -> None:
    said = drafts_words(name) if drafted.agreement.status == EXECUTION else ""
    if said:
        message = f"a copy for signature cannot be called {name}.docx: take “{said}” out of it."
        raise Refused((error("draft-in-name", row.place, message),))


def _write(files: dict[str, bytes], store: Store, force: bool) -> None:
    """Write the files that do not stand there already, all or, where one is barred, none."""
    found = {name: existing(store, name) for name in files}
    wanting = {name: content for name, content in files.items() if found[name] != content}
    refuse_if([*filter(None, (barred(store, name, found[name], force) for name in wanting))])
    for name, content in wanting.items():
        put(store, name, (content,))
