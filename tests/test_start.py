"""What a fresh process reads before it works: no more than its term sheet needs."""

import subprocess
import sys

import pytest

from agreement.library.states import UNITED_STATES
from agreement.lint.by_law import rules_under
from agreement.lint.rules import RULES
from tests.drafting import ROOT

BUILD = "build examples/ew-insurer-hospital-billing.yaml -o {} --force"
CHECK = "check examples/ew-insurer-hospital-billing.yaml"
SCRIPT = """
import sys
from agreement.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sys.modules)
"""

READS_OR_COMPILES = (
    "docx", "docxtpl", "holidays", "jinja2", "json", "jsonschema", "lxml", "subprocess",
    "tempfile", "zipfile",
)  # fmt: skip
"""What a shell, a calendar and a faulty file are read with; a second run recalls the first two."""

FOR_OTHERS = (
    "agreement.batch", "agreement.desk", "agreement.lint.united_states", "agreement.beside.page",
    "agreement.beside.register", "agreement.schema.explain", "icalendar", "pypdf", "xlsxwriter",
)  # fmt: skip
"""What other commands, other forms, another law and a faulty term sheet need."""


def read_by(command: str) -> set[str]:
    """The modules that a process of this command has read at its end, once another ran before."""
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT, *command.split()],
            capture_output=True, text=True, check=True, cwd=ROOT,
        )  # fmt: skip
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("command", [BUILD, CHECK])
def test_a_plain_build_reads_nothing_that_only_others_need(command, tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_AGREEMENT_CACHE", str(tmp_path / "kept"))
    read = read_by(command.format(tmp_path / "out"))
    assert {"agreement.lint", "agreement.word.writer", "yaml"} <= read
    assert not read & {*READS_OR_COMPILES, *FOR_OTHERS}


def test_the_version_is_told_without_reading_the_program():
    assert {name for name in read_by("--version") if name.startswith("agreement")} == {
        "agreement",
        "agreement.cli",
        "agreement.cli.circles",
    }


@pytest.mark.parametrize("law", ["england-wales", UNITED_STATES, "elsewhere"])
def test_under_a_law_every_rule_is_looked_for_that_is_of_it_or_of_no_law(law):
    assert rules_under(law) == tuple(one for one in RULES.values() if one.law in ("", law))
