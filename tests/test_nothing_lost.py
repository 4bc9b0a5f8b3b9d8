"""A process killed or a disk full, at any moment: the earlier file is whole, and no half file has
the final name."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drafting import ROOT

EXAMPLE = ROOT / "examples" / "us-16-hutchinson-aod.yaml"
EVERY = "txt,json,html,ics,xlsx"
# A program around the program: it kills its own process as hard as a loss of power at the n-th
# thing that it does to a file of the folder, or where the kernel has written so many bytes.
DRIVER = f"""
import json, os, signal, sys
folder, nth, most, arguments = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
sys.path.insert(0, {str(ROOT)!r})
DONE = []

def met(what):
    DONE.append(what)
    if len(DONE) == nth:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(event, values):
    changes = event in ("os.mkdir", "os.rename", "os.remove", "os.chmod") or (
        event == "open" and isinstance(values[2], int) and values[2] & (os.O_WRONLY | os.O_RDWR))
    if changes and str(values[0]).startswith(folder):
        met(event)

sys.addaudithook(watch)
flush = os.fsync
os.fsync = lambda handle: (met("before fsync"), flush(handle), met("after fsync"))
if most:
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
from agreement.cli import main
try:
    main(arguments)
except SystemExit:
    print(json.dumps(DONE), file=sys.stderr)
"""


def driven(folder: Path, arguments: tuple, nth: int = 0, most: int = 0):
    """The program in a process of its own, killed at its n-th change or at so many bytes."""
    around = os.environ | {"BUILD_AGREEMENT_CACHE": "off"}
    return subprocess.run(
        [sys.executable, "-c", DRIVER, folder, str(nth), str(most), *map(str, arguments)],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=around,
    )  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, but for what a killed process left half written under no name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if not (path.name.startswith(".") and path.suffix == ".tmp")
    }


def build(folder: Path) -> tuple:
    return (folder / "sheet.yaml", "-o", folder / "out", "--also", EVERY)


def standards(folder: Path) -> tuple:
    return ("standards", folder / "standards", "--accept")


def register(folder: Path) -> tuple:
    return ("register", folder / "standards", "-o", folder / "register.xlsx", "--force")


COMMANDS = {"build": build, "standards": standards, "register": register}


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a term sheet, and with all that the commands make of it."""
    work = tmp_path / "work"
    (work / "standards").mkdir(parents=True)
    for sheet in ("sheet.yaml", "standards/one.yaml"):
        shutil.copyfile(EXAMPLE, work / sheet)
    return work


def changed(folder: Path) -> None:
    """The term sheets as a drafter saved them after the first build."""
    for sheet in (folder / "sheet.yaml", folder / "standards" / "one.yaml"):
        text = EXAMPLE.read_text(encoding="utf-8").replace("title: ", "title: Second ", 1)
        sheet.write_text(f"{text}reference: EX/2\n", encoding="utf-8")


def spans(command, folder: Path) -> tuple[dict, dict, int]:
    """What lies in the folder before and after the second run of a command, and how often that
    run touches a file."""
    ran = driven(folder, command(folder))
    assert ran.returncode == 0, ran.stderr
    changed(folder)
    before = files(folder)
    trial = folder.with_name("trial")
    shutil.copytree(folder, trial)
    ran = driven(trial, command(trial))
    return before, files(trial), len(json.loads(ran.stderr.splitlines()[-1]))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_process_killed_at_any_of_its_writes_leaves_each_file_whole(command, folder):
    before, after, count = spans(command, folder)
    assert before != after and count > 4
    for nth in range(1, count + 1):
        ran = driven(folder, command(folder), nth)
        assert ran.returncode == -signal.SIGKILL
        for name, content in files(folder).items():
            assert content in (before.get(name), after.get(name)), (nth, name)
        assert set(before) <= set(files(folder))
    assert driven(folder, command(folder)).returncode == 0
    assert files(folder) == after


@pytest.mark.parametrize("most", [0, 1, 4_000, 8_192, 12_000])
def test_a_process_killed_in_the_middle_of_a_write_leaves_each_file_whole(most, folder):
    before, after, _ = spans(build, folder)
    ran = driven(folder, build(folder), most=most or 100)
    assert ran.returncode == -signal.SIGXFSZ
    for name, content in files(folder).items():
        assert content in (before.get(name), after.get(name)), name


def limited(folder: Path, most: int) -> subprocess.CompletedProcess:
    """The program on a disk that takes no more than so many bytes of one file."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, ROOT / "build_agreement.py", *map(str, build(folder))], cwd=folder,
        env=os.environ | {"BUILD_AGREEMENT_CACHE": "off"}, capture_output=True, text=True,
        timeout=120, check=False, preexec_fn=limit,
    )  # fmt: skip


@pytest.mark.parametrize("most", [0, 100, 8_192, 12_000])
def test_a_full_disk_is_one_line_and_status_3_and_leaves_nothing_half(most, folder):
    before, after, _ = spans(build, folder)
    ran = limited(folder, most)
    assert ran.returncode == 3
    (line,) = ran.stderr.splitlines()
    assert "cannot be written: " in line and "Traceback" not in line
    for name, content in files(folder).items():
        assert content in (before.get(name), after.get(name)), name
    assert not [*folder.rglob("*.tmp")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is full")
@pytest.mark.parametrize(
    "asked", ["check sheet.yaml --format json", "rules", "standards --check --format json"]
)
def test_standard_output_on_a_full_disk_is_one_line_and_status_3(asked, folder):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, ROOT / "build_agreement.py", *asked.split()],
            cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert ran.returncode == 3
    told = ran.stderr.splitlines()[-1]
    assert told == "standard output: cannot be written: no space left on device"


def test_a_folder_on_a_disk_for_reading_alone_is_one_line_and_status_3(folder):
    # Not even root may write there.
    ran = driven(folder, (folder / "sheet.yaml", "-o", "/sys/kernel/agreements"))
    assert "cannot be written" in ran.stderr and "Traceback" not in ran.stderr


def test_a_document_that_another_program_holds_is_one_line_that_says_to_close_it(
    folder, monkeypatch
):
    from click.testing import CliRunner

    from agreement.cli import main

    arguments = [str(each) for each in build(folder)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    changed(folder)
    before = files(folder)

    # Windows refuses to rename over a file that Word has open; nothing else does.
    def held(source: str, target: Path) -> None:
        raise PermissionError(13, "Access is denied", source, 5, str(target))

    monkeypatch.setattr(os, "replace", held)
    ran = CliRunner().invoke(main, arguments)
    assert ran.exit_code == 3
    (line,) = ran.stderr.splitlines()
    assert "close it there" in line
    assert files(folder) == before
    assert not [*folder.rglob("*.tmp")]
