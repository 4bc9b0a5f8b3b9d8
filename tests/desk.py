"""A desk for tests: the real command in a process of its own, and the real pages over HTTP."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from agreement.desk.place import told
from agreement.reading.load import load
from tests.drafting import ROOT

OWN = {"sec-fetch-site": "same-origin"}
"""What a browser sends with a request that the desk's own page makes."""


@dataclass
class Desk:
    """A running desk: its process, the address it printed, and a client that has entered it."""

    process: subprocess.Popen
    address: str
    folder: Path
    client: httpx.Client

    @property
    def base(self) -> str:
        """The address without the token."""
        return self.address.partition("/enter")[0]

    @property
    def port(self) -> int:
        """The port it answers on."""
        return int(self.base.rpartition(":")[2])

    def get(self, path: str) -> httpx.Response:
        """A page, wherever it leads."""
        return self.client.get(path, follow_redirects=True)

    def post(self, path: str, boxes: Mapping, tab: str = "one") -> httpx.Response:
        """What the page sends when a person types or presses."""
        return self.client.post(path, data=dict(boxes), headers={"desk-tab": tab},
                                follow_redirects=True)  # fmt: skip

    def answer(self, name: str, place: tuple, value: str = "", **more: str) -> httpx.Response:
        """One answer typed."""
        boxes = {"path": told(place), "value": value, **more}
        return self.post(f"/s/{name}/answer", boxes, more.pop("tab", "one"))

    def kill(self) -> None:
        """End the process as a lost machine would, without a word."""
        self.process.kill()
        self.process.wait()


def free_port() -> str:
    """A port of this machine that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@contextmanager
def desk(folder: Path, *arguments: str) -> Iterator[Desk]:
    """The desk on a folder; it is ended afterwards."""
    command = [sys.executable, "-u", str(ROOT / "build_agreement.py"), "desk", "--no-browser"]
    process = subprocess.Popen([*command, *arguments], cwd=folder, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    try:
        line = process.stdout.readline()
        address = re.search(r"http://\S+", line)[0]
        base = address.partition("/enter")[0]
        with httpx.Client(base_url=base, headers=OWN, timeout=60) as client:
            yield Desk(process, address, folder, client)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            stream.close()


def entered(running: Desk) -> Desk:
    """The same desk, its client let in by the printed address."""
    assert running.client.get(running.address, follow_redirects=True).status_code == 200
    return running


def value(path: Path) -> dict:
    """What a term sheet on disk says."""
    return load(path.read_bytes(), path.name).value
