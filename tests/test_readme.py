"""What the README says is what happens."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHELL = [text.strip() for language, text in BLOCKS if language == "sh"]
BUILD, WRITE, TEST = SHELL
OUTPUT = next(text for language, text in BLOCKS if language == "text")


def door(arguments: list[str], folder: Path) -> subprocess.CompletedProcess:
    """The program run as the README runs it, with its own folder to write to."""
    return subprocess.run(
        [sys.executable, ROOT / "build_agreement.py", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_output_shown_is_the_output_printed(tmp_path):
    arguments = shlex.split(BUILD.split("build_agreement.py")[1])
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    ran = door(arguments, tmp_path)
    assert ran.returncode == 0
    assert ran.stdout == OUTPUT


def test_a_new_term_sheet_checks_and_builds_as_shown(tmp_path):
    new, check, build = (shlex.split(line)[1:] for line in WRITE.splitlines())
    sheet = tmp_path / new[-1]
    sheet.write_text(door(new[:-2], tmp_path).stdout, encoding="utf-8")
    assert door(check, tmp_path).returncode == 0
    assert door(build, tmp_path).returncode == 0
    assert (tmp_path / "build" / "matter.docx").is_file()


def test_the_term_sheet_shown_builds(tmp_path):
    sheet = next(text for language, text in BLOCKS if language == "yaml")
    (tmp_path / "shown.yaml").write_text(sheet, encoding="utf-8")
    ran = door(["shown.yaml"], tmp_path)
    assert ran.returncode == 0, ran.stderr


def test_ci_runs_the_test_command_shown():
    steps = TEST.split(" && ")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(step in script for step in steps)


@pytest.mark.skipif(not os.environ.get("CI"), reason="installs from the package index")
def test_the_build_command_shown_works_in_a_fresh_copy(tmp_path):
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    ran = subprocess.run(BUILD, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "build" / "us-03-cms-hospital-appeals.docx").is_file()
