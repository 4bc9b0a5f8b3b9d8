"""A batch on a Dask cluster: the manifest is that of one machine, though a worker dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from distributed import LocalCluster

from agreement.cli import main
from agreement.cli.batch import cluster as on
from agreement.whole import half_name
from tests.drafting import sheet

ROWS = 400


@pytest.fixture(scope="module")
def cluster():
    """Two workers, each a process of its own."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as found:
        yield found


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A current folder with a standard and a table in which every hundredth row is at fault."""
    monkeypatch.chdir(tmp_path)
    Path("standard.yaml").write_bytes(sheet(clauses={"general/governing-law": None}))
    sums = ("12.5" if number % 100 == 50 else f"{number}.00" for number in range(1, ROWS + 1))
    lines = (f"EX/{count},{sum}" for count, sum in enumerate(sums, 1))
    text = "\n".join(("reference,money.settlement_sum", *lines))
    Path("rows.csv").write_text(text, encoding="utf-8")
    return tmp_path


def batch(output: str, *options: str) -> Result:
    told = ["batch", "standard.yaml", "rows.csv", "-o", output, *options]
    return CliRunner().invoke(main, told, catch_exceptions=False)


def files(output: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(output).iterdir()}


def test_one_of_two_workers_dies_half_way_and_the_manifest_is_the_same(cluster, folder):
    first = next(iter(cluster.workers.values())).pid
    killed = []

    def kill_half_way() -> None:
        end = time.monotonic() + 120
        while len([*Path("far").glob("*.docx")]) < ROWS // 4 and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(first, signal.SIGKILL)
        (Path("far") / half_name("EX-400-401.docx", "0123abcd")).write_bytes(b"what it was writing")
        killed.append(len([*Path("far").glob("*.docx")]))

    killer = Thread(target=kill_half_way)
    killer.start()
    far = batch("far", "--dask", cluster.scheduler_address)
    killer.join()
    near = batch("near")
    assert ROWS // 4 <= killed[0] < ROWS
    assert far.stdout == near.stdout.replace("near", "far")
    assert far.exit_code == near.exit_code == 1
    assert "396 agreements, 4 refused" in near.stdout
    assert files("far") == files("near")


def test_an_address_that_leads_to_a_folder_gives_the_same(cluster, folder):
    near, far = batch("near"), batch((folder / "far").as_uri(), "--dask", cluster.scheduler_address)
    assert near.exit_code == far.exit_code == 1
    assert files("near") == files("far")


def test_a_scheduler_that_does_not_answer_is_told_in_a_line(folder, monkeypatch):
    monkeypatch.setattr(on, "SECONDS", 1)
    ran = batch("far", "--dask", "tcp://127.0.0.1:1")
    assert ran.exit_code == 3
    assert "The Dask cluster did not do it" in ran.stderr
    assert "Traceback" not in ran.output


def test_a_cluster_that_lacks_the_program_is_told_in_a_line(folder):
    bare = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    sys.modules["agreement"] = None
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None,
        protocol="tcp://",
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
    Path("bare.py").write_text(bare, encoding="utf-8")
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen([sys.executable, "bare.py"], text=True, **pipes) as running:
        ran = batch("far", "--dask", running.stdout.readline().strip())
        running.communicate("")
    assert ran.exit_code == 3
    assert "each worker need this program" in ran.stderr
    assert "Traceback" not in ran.output


def test_an_address_that_is_none_is_told_in_a_line(folder):
    ran = batch("far", "--dask", "nothing at all")
    assert ran.exit_code == 3
    assert len(ran.stderr.splitlines()) == 1
