"""The record of the standards is the same under every Python that the program supports."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drafting import ROOT

KNOWN = ("3.11", "3.12", "3.13", "3.14")
PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
)


def pythons() -> Iterator[str]:
    """This Python, and those of other versions that the machine has and that start."""
    yield sys.executable
    here = "{}.{}".format(*sys.version_info)
    for version in KNOWN:
        found = shutil.which(f"python{version}")
        folders = sorted(Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python"))
        for path in (found, *map(str, folders)) if version != here else ():
            if path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0:
                yield path
                break


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """What git holds of the checkout, in a folder of another name."""
    folder = tmp_path_factory.mktemp("elsewhere")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.mark.skipif(not os.environ.get("CI"), reason="installs from the package index")
def test_the_program_installed_from_another_folder_records_what_is_recorded_here(copy, tmp_path):
    kept = (ROOT / "standards" / "manifest.json").read_bytes()
    for number, python in enumerate(pythons()):
        home = tmp_path / str(number)
        subprocess.run([python, "-m", "venv", home], check=True, capture_output=True)
        tools = home / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([tools / "pip", "install", "-q", copy], check=True, capture_output=True)
        ran = subprocess.run(
            [tools / "build-agreement", "standards", "-o", "dist"], cwd=home,
            env=os.environ | PLACES[number % 2], capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert ran.returncode == 0, f"{python}\n{ran.stderr}"
        assert (home / "dist" / "manifest.json").read_bytes() == kept, python
