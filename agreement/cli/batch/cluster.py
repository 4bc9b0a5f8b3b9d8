"""A batch on a Dask cluster (dask.distributed), which brings back the work of a dead worker."""

from collections.abc import Iterator

from agreement.batch.record import Recipe
from agreement.cli.batch.processes import Records, Tasks, died, windowed
from agreement.cli.batch.work import Order, OtherLibrary, work

TASKS_AT_ONCE = 250
"""The rows of a task: a scheduler's own work for each is then too little to count."""

_RETRIES = 2
SECONDS = 15
"""How long a scheduler may take to answer."""


class NoCluster(Exception):
    """No scheduler answers at an address, or the cluster cannot take the work."""


def on_cluster(
    order: Order, recipe: Recipe, shares: Iterator[Tasks], address: str
) -> Iterator[Records]:
    """The records of each share, made by the workers of the scheduler at an address. A task that
    several workers died on is refused. Raises NoCluster, and what `work` raises."""
    from distributed import Client, KilledWorker

    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise NoCluster(" ".join(str(fault).split())) from None
    with client:
        threads = sum(client.nthreads().values())
        # The same row twice is two pieces of work: the scheduler must not take them for one.
        executor = client.get_executor(pure=False, retries=_RETRIES)
        for tasks, done in windowed(
            lambda tasks: executor.submit(work, order, recipe, tasks), shares, 2 * max(threads, 1)
        ):
            try:
                yield done.result()
            except KilledWorker:
                yield tuple(map(died, tasks))
            except (OSError, OtherLibrary):
                raise
            except Exception as fault:
                raise NoCluster(" ".join(str(fault).split()) or type(fault).__name__) from None
