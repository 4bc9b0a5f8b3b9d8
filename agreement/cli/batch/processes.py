"""A batch on this machine: in this process, or shared among several."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from agreement.batch.made import failed
from agreement.batch.record import Recipe, refused
from agreement.cli.batch.work import Order, Record, Task, work
from agreement.cli.circles import sought_seldom

TASKS_AT_ONCE = 8
"""The rows handed to a process at a time: what a crash may leave to be looked at again."""

Tasks = tuple[Task, ...]

Records = tuple[Record, ...]


def in_this_process(order: Order, recipe: Recipe, shares: Iterator[Tasks]) -> Iterator[Records]:
    """The records of each share, made here one after another."""
    for tasks in shares:
        yield work(order, recipe, tasks)


def in_processes(
    order: Order, recipe: Recipe, shares: Iterator[Tasks], jobs: int
) -> Iterator[Records]:
    """The records of each share, made in several processes, as they are done. A share whose process
    dies is made again by another, and row by row where that one dies too; a row on which a process
    dies once more is refused."""
    with _processes(jobs) as first, _processes(1) as second:

        def again(tasks: Tasks) -> Records:
            return second(order, recipe, tasks).result()

        for tasks, done in windowed(lambda tasks: first(order, recipe, tasks), shares, 3 * jobs):
            try:
                yield done.result()
            except BrokenProcessPool:
                yield _share_again(tasks, again)


def _share_again(tasks: Tasks, again: Callable[[Tasks], Records]) -> Records:
    try:
        return again(tasks)
    except BrokenProcessPool:
        return tuple(record for task in tasks for record in _row_again(task, again))


def _row_again(task: Task, again: Callable[[Tasks], Records]) -> Records:
    try:
        return again((task,))
    except BrokenProcessPool:
        return (died(task),)


@contextmanager
def _processes(jobs: int) -> Iterator[Callable[[Order, Recipe, Tasks], Future]]:
    """What hands a share to one of so many processes, which are started when the first comes and
    replaced where one of them died. None of them is at work after this."""
    pool = _pool(jobs)

    def submit(*share: Any) -> Future:
        nonlocal pool
        try:
            return _handed(pool, share)
        except BrokenProcessPool:
            pool.shutdown()
            pool = _pool(jobs)
            return _handed(pool, share)

    try:
        yield submit
    finally:
        pool.shutdown(cancel_futures=True)


def _handed(pool: Executor, share: tuple[Any, ...]) -> Future:
    """Hand a share to a pool, which may start a process for it. That takes the signals that are
    held back over from this one, so that Ctrl-C finds none before `_begin`. Windows has no such
    call."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, *share)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, *share)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def windowed(
    submit: Callable[[Tasks], Future], shares: Iterator[Tasks], most: int
) -> Iterator[tuple[Tasks, Future]]:
    """Each share with its future once that is done. No more than `most` are under way, so that a
    long table is never held in memory."""
    waiting: dict[Future, Tasks] = {}
    for tasks in shares:
        waiting[submit(tasks)] = tasks
        while len(waiting) >= most:
            yield from _done(waiting)
    while waiting:
        yield from _done(waiting)


def _done(waiting: dict[Future, Tasks]) -> Iterator[tuple[Tasks, Future]]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future


def _pool(jobs: int) -> Executor:
    # A spawned process is the same on every system and takes over no lock and no open file.
    context = get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """A process leaves Ctrl-C to the one that started it, and ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sought_seldom()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def died(task: Task) -> Record:
    """The record of a row on which the process that made it died."""
    message = "the process that made this agreement died, perhaps for want of memory; run it again."
    return refused(task[0], failed(task[0], "process-died", message))
