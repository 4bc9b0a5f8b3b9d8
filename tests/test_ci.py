"""What a CI job and a commit hook of ours run is what the program does."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from agreement.cli import main
from tests.drafting import ROOT
from tests.firm import edit, library

WORKFLOW = ROOT / ".github" / "workflows" / "agreements.yml"
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
in_ci = pytest.mark.skipif(not os.environ.get("CI"), reason="installs from the package index")


def steps(path: Path) -> list[dict]:
    """The steps of a workflow's only job, or of a composite action, that run shell lines."""
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = whole["runs"]["steps"] if "runs" in whole else whole["jobs"]["agreements"]["steps"]
    return [step for step in found if "run" in step]


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess:
    """A step's shell lines as the runner runs them."""
    return subprocess.run(
        [*BASH, script], cwd=folder, env=os.environ | environment,
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """What git holds of the checkout, in a folder of its own, with an empty environment."""
    folder = tmp_path_factory.mktemp("clone")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    return folder


def around(clone: Path) -> dict[str, str]:
    """The variables that a runner sets."""
    return {
        "PATH": f"{clone / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(clone / "summary.md"),
    }


@in_ci
def test_the_steps_of_the_workflow_pass_in_a_fresh_clone(clone):
    for step in steps(WORKFLOW):
        if "if" not in step:
            ran = shell(step["run"], clone, **around(clone))
            assert ran.returncode == 0, f"{step['name']}\n{ran.stdout}{ran.stderr}"
    assert (clone / "dist" / "manifest.json").is_file()


@in_ci
def test_the_steps_of_the_action_tell_a_firm_what_changes(clone, tmp_path):
    home = library(tmp_path / "firm")
    install, check, tell, summary = steps(ACTION)
    given = around(clone) | {"PROGRAM": str(clone), "LIBRARY": ".", "STANDARDS": "standards",
                             "SHEETS": "standards/*.yaml"}  # fmt: skip
    assert shell(install["run"], home, **given).returncode == 0
    assert shell(check["run"], home, **given).returncode == 0
    assert shell("build-agreement standards --library . --accept", home, **given).returncode == 0
    assert shell(tell["run"], home, **given).returncode == 0
    edit(home, "clauses/billing/clawback.yaml", "Within 30 days", "Within 45 days")
    told = shell(tell["run"], home, **given)
    assert told.returncode == 1
    assert told.stdout.startswith("::warning file=clauses/billing/clawback.yaml,")
    assert shell(summary["run"], home, **given).returncode == 0
    assert "~~30~~ **45**" in (clone / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [WORKFLOW, ACTION], ids=lambda path: path.name)
def test_no_step_puts_what_it_is_given_into_a_script(path):
    assert [step["name"] for step in steps(path) if "${{" in step["run"]] == []


@pytest.mark.parametrize("path", [WORKFLOW, ACTION, HOOKS], ids=lambda path: path.name)
def test_every_command_has_the_options_it_is_run_with(path):
    lines = re.findall(r"(?:run|entry): build-agreement (.*)", path.read_text(encoding="utf-8"))
    assert len(lines) >= 3
    for line in lines:
        name, *words = shlex.split(line.partition(">>")[0])
        known = CliRunner().invoke(main, [name, "--help"]).output
        for option in (word for word in words if re.fullmatch("--[a-z]+", word)):
            assert option in known, line


def test_a_hook_is_there_for_term_sheets_for_the_schema_and_for_standards():
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["check", "schema", "standards"]
    assert {hook["language"] for hook in hooks} == {"python"}
