"""A batch on this machine: in this process, or shared among several."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread

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
    """The records of each share, made in several processes, as they are done. A row whose
    process dies, and dies again where the row is alone, is refused."""
    pools: list[Executor] = [_pool(jobs)]

    def submit(tasks: Tasks) -> Future:
        try:
            return pools[-1].submit(work, order, recipe, tasks)
        except BrokenProcessPool:
            pools.append(_pool(jobs))
            return pools[-1].submit(work, order, recipe, tasks)

    try:
        for tasks, done in windowed(submit, shares, 3 * jobs):
            try:
                yield done.result()
            except BrokenProcessPool:
                yield tuple(_alone(order, recipe, tasks))
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)  # nobody is writing any more after this


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


def _alone(order: Order, recipe: Recipe, tasks: Tasks) -> Iterator[Record]:
    for task in tasks:
        with _pool(1) as pool:
            try:
                yield from pool.submit(work, order, recipe, (task,)).result()
            except BrokenProcessPool:
                yield died(task)


def died(task: Task) -> Record:
    """The record of a row on which the process that made it died."""
    message = "the process that made this agreement died, perhaps for want of memory; run it again."
    return refused(task[0], failed(task[0], "process-died", message))
