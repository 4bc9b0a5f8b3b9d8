"""The program as a user installs it: a command that works from any folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "us-16-hutchinson-aod.yaml"


@pytest.fixture(scope="module")
def command() -> str:
    """The installed command, which brings its library with it."""
    beside = Path(sys.executable).with_name("build-agreement")
    found = str(beside) if beside.exists() else shutil.which("build-agreement")
    if not found:
        pytest.skip("the program is not installed; run pip install .")
    return found


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess:
    """A command run in a folder of its own, its output as text."""
    known = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(
        command, cwd=folder, env=known | environment, capture_output=True, text=True, timeout=120
    )


def test_the_installed_command_builds_from_any_folder(command, tmp_path):
    ran = run([command, str(EXAMPLE)], tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "build" / "us-16-hutchinson-aod.docx").is_file()


def test_the_installed_library_is_the_checkouts(command, tmp_path):
    ran = run([command, "clauses", "list"], tmp_path)
    ids = {line.split()[0] for line in ran.stdout.splitlines()}
    files = {f"{path.parent.name}/{path.stem}" for path in ROOT.glob("clauses/*/*.yaml")}
    assert ids == files


def test_the_installed_command_gives_the_bytes_of_the_checkout(command, tmp_path):
    run([command, str(EXAMPLE), "-o", "installed"], tmp_path)
    door = [sys.executable, str(ROOT / "build_agreement.py")]
    run([*door, str(EXAMPLE), "-o", "checkout"], tmp_path)
    name = "us-16-hutchinson-aod.docx"
    installed, checkout = tmp_path / "installed" / name, tmp_path / "checkout" / name
    assert installed.read_bytes() == checkout.read_bytes()


PLACES = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
)


@pytest.mark.parametrize(
    "example", sorted(ROOT.glob("examples/*.yaml")), ids=lambda path: path.stem
)
def test_equal_input_gives_equal_bytes_in_two_time_zones_and_locales(example, tmp_path):
    door = [sys.executable, str(ROOT / "build_agreement.py"), str(example), "-o"]
    for number, place in enumerate(PLACES):
        ran = run([*door, str(number)], tmp_path, **place)
        assert ran.returncode == 0, ran.stderr
    first, second = (tmp_path / str(n) / f"{example.stem}.docx" for n in range(2))
    assert first.read_bytes() == second.read_bytes()
