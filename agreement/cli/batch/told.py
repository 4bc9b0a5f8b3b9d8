"""A batch as a person asked for it, carried out and told of."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType

import click
from msgspec import Struct

from agreement.batch.name import Pattern
from agreement.cli.batch.cluster import TASKS_AT_ONCE as ROWS_OF_A_TASK
from agreement.cli.batch.cluster import NoCluster, on_cluster
from agreement.cli.batch.journal import Busy
from agreement.cli.batch.processes import TASKS_AT_ONCE, Records, in_processes, in_this_process
from agreement.cli.batch.run import Batch, Outcome, Way, run
from agreement.cli.batch.work import Order, OtherLibrary
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_read,
    cannot_write,
    internal_fault,
    show_findings,
    tally,
)
from agreement.finding import Refused
from agreement.library.disk import shown_path

_AGAIN = "the same command goes on from here."


class Given(Struct, frozen=True):
    """What the command was given."""

    standard: Path
    rows: Path
    home: Path | None
    shell: str
    form: str
    final: bool
    strict: bool
    force: bool
    output: str
    names: Pattern
    sheets: bool
    jobs: int
    part: tuple[int, int]
    dask: str | None


def carried_out(given: Given) -> int:
    """Make what is asked for and tell of it; the exit status. Every fault is told in a line."""
    share = ROWS_OF_A_TASK if given.dask else TASKS_AT_ONCE
    try:
        batch = Batch(_order(given), given.rows, given.names, given.part, share)
        with _stopped_once():
            outcome = run(batch, _way(given.jobs, given.dask), _watched)
    except Refused as fault:
        show_findings(fault.findings)
        return REFUSED
    except KeyboardInterrupt:
        click.echo(f"Stopped; {_AGAIN}", err=True)
        return REFUSED
    except BrokenPipeError:
        raise  # Whoever read our report has read enough; click ends the command quietly.
    except (Busy, NoCluster, OtherLibrary, OSError) as fault:
        click.echo(_lacking(fault), err=True)
        return LACKING
    except Exception as fault:
        # No fault of ours may show a person a traceback; what is done is in the journal.
        click.echo(internal_fault(shown_path(given.rows), fault), err=True)
        return LACKING
    _tell(outcome)
    return REFUSED if outcome.refused else 0


@contextmanager
def _stopped_once() -> Iterator[None]:
    """Ctrl-C stops what is done here, and does nothing when it is pressed again."""
    known = signal.getsignal(signal.SIGINT)
    # Only a main thread may ask for signals, and one that was told to ignore them goes on to.
    if current_thread() is not main_thread() or known is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _stop)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is _stop:
            signal.signal(signal.SIGINT, known)


def _stop(number: int, frame: FrameType | None) -> None:
    # From here on the processes are only closed, and to break that off would leave them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _order(given: Given) -> Order:
    return Order(
        sheet=_read(given.standard),
        file=shown_path(given.standard),
        home=given.home and given.home.resolve(),
        shell=given.shell,
        form=given.form,
        final=given.final,
        strict=given.strict,
        names=given.names.text,
        sheets=given.sheets,
        # A worker of a cluster has a current folder of its own.
        where=given.output if "://" in given.output else str(Path(given.output).absolute()),
        force=given.force,
    )


def _read(standard: Path) -> bytes:
    try:
        return standard.read_bytes()
    except OSError as fault:
        raise Refused((cannot_read(standard, fault),)) from None


def _way(jobs: int, dask: str | None) -> Way:
    if dask:
        return partial(on_cluster, address=dask)
    return partial(in_processes, jobs=jobs) if jobs > 1 else in_this_process


def _watched(groups: Iterator[Records], count: int) -> Iterator[Records]:
    """The records as they come, with a bar on a terminal; nobody reads one anywhere else."""
    shown = count > 1 and sys.stderr.isatty()
    bar = click.progressbar(
        length=count, label="Building", file=sys.stderr, show_pos=True, update_min_steps=1
    )
    with bar if shown else nullcontext() as drawn:
        for records in groups:
            yield records
            if drawn is not None:
                drawn.update(len(records))


def _lacking(fault: Exception) -> str:
    match fault:
        case Busy():
            return f"{fault}: another run is at work here; wait for its end."
        case NoCluster():
            return (
                f"The Dask cluster did not do it: {fault} Its scheduler and each worker need this "
                f"program: pip install 'build-agreement[cluster]'. Then {_AGAIN}"
            )
        case OtherLibrary():
            return f"A process has another program or library than this one: {fault}."
        case OSError():
            told = cannot_write(fault.filename or "a file", fault)
            return f"{told}; mend that, and {_AGAIN}"
    return str(fault)


def _tell(outcome: Outcome) -> None:
    for reason in outcome.reasons:
        click.echo(reason, err=True)
    kept = f", {outcome.kept:,} kept" if outcome.kept else ""
    refused = f", {outcome.refused:,} refused" if outcome.refused else ""
    click.echo(f"built {tally(outcome.built, 'agreement')}{kept}{refused}: {outcome.manifest}")
    if outcome.refused:
        click.echo(f"why rows were refused: {outcome.report}", err=True)
    if outcome.gone:
        count = tally(len(outcome.gone), "document")
        click.echo(f"{count} of earlier runs left there, such as {outcome.gone[0]}", err=True)
