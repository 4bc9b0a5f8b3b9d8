"""Every kind of fault in a term sheet: refused with its place and what to do, and nothing written.

Each file of tests/refused begins with the findings it is expected to give, one a line.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agreement.cli import main

ROOT = Path(__file__).parents[1]
REFUSED = sorted((ROOT / "tests" / "refused").glob("*.yaml"))
SHEET = (ROOT / "examples" / "us-03-cms-hospital-appeals.yaml").read_text(encoding="utf-8")
_EXPECTED = re.compile(r"# expect: (\d+:\d+) error\[([a-z0-9-]+)\]")
_FOUND = re.compile(r"(?P<file>.+?):(?P<place>\d+:\d+): error\[(?P<rule>[a-z0-9-]+)\]: (.+)")


def built(sheet: Path, output: Path) -> Result:
    return CliRunner().invoke(main, [str(sheet), "-o", str(output)], catch_exceptions=False)


def findings(result: Result) -> list[tuple[str, str]]:
    *lines, last = result.stderr.splitlines()
    assert re.fullmatch(r".+: refused, \d+ errors?", last)
    assert "Traceback" not in result.output
    matches = [_FOUND.fullmatch(line) for line in lines]
    return [(match["place"], match["rule"]) for match in matches]


@pytest.mark.parametrize("sheet", REFUSED, ids=lambda sheet: sheet.stem)
def test_a_faulty_term_sheet_is_refused_with_every_fault_in_its_place(sheet, tmp_path):
    lines = sheet.read_text(encoding="utf-8").splitlines()
    expected = [match.groups() for line in lines if (match := _EXPECTED.fullmatch(line))]
    result = built(sheet, tmp_path)
    assert result.exit_code == 1
    assert expected
    assert findings(result) == expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sheet", REFUSED, ids=lambda sheet: sheet.stem)
def test_a_message_is_one_line_that_speaks_to_a_drafter(sheet, tmp_path):
    for line in built(sheet, tmp_path).stderr.splitlines()[:-1]:
        message = _FOUND.fullmatch(line)[4]
        assert len(message) > 20
        assert not re.search(r"schema|regex|pattern|None|Traceback|\\d|<class|anyOf", message)


def test_faults_of_the_clauses_chosen_and_of_the_form_come_together_in_the_order_of_the_file(
    tmp_path,
):
    result = built(ROOT / "tests" / "refused" / "several-at-once.yaml", tmp_path)
    places = [tuple(map(int, place.split(":"))) for place, _ in findings(result)]
    assert places == sorted(places)
    rules = {rule for _, rule in findings(result)}
    assert {"unknown-key", "unknown-clause", "unknown-role", "unknown-anchor"} <= rules


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("misspelt-key", "effective_date"),
        ("misspelt-key-below", "name"),
        ("unknown-clause", "general/variation"),
        ("unknown-role-in-an-action", "provider"),
        ("unknown-alternative", "mediated"),
        ("unknown-jurisdiction", "england-wales"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(written, meant, tmp_path):
    result = built(ROOT / "tests" / "refused" / f"{written}.yaml", tmp_path)
    assert re.search(f"did you mean “?{meant}”?\\?", result.stderr)


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        pytest.param(b"", "empty-file", id="empty"),
        pytest.param(b"# nothing but a comment\n", "empty-file", id="comment"),
        pytest.param(SHEET.encode("utf-16"), "not-utf8", id="utf-16"),
        pytest.param(SHEET.replace("’", "\x92").encode("latin-1"), "not-utf8", id="windows"),
        pytest.param(b"title: " + b"[" * 50_000, "too-deep", id="brackets"),
        pytest.param(b"title: " + b"{a: " * 50_000, "too-deep", id="braces"),
        pytest.param(b"- " * 50_000, "too-deep", id="dashes"),
        pytest.param(b"a: " + b"x" * 2_000_000, "too-long", id="long"),
        pytest.param(b"title: a\x07b\n", "forbidden-character", id="bell"),
        pytest.param(b'title: "a\\ud83db"\n', "forbidden-character", id="surrogate"),
        pytest.param(b"title: 'open\n", "yaml-syntax", id="quote"),
        pytest.param(b"%PDF-1.7\n\x00\x01", "not-text", id="pdf"),
        pytest.param(b"PK\x03\x04\xff\xfe\x00\x00", "not-text", id="word"),
        pytest.param(b"just some words", "not-a-mapping", id="words"),
    ],
)
def test_a_file_that_is_no_term_sheet_is_refused(raw, rule, tmp_path):
    sheet = tmp_path / "sheet.yaml"
    sheet.write_bytes(raw)
    result = built(sheet, tmp_path / "out")
    assert result.exit_code == 1
    assert f"error[{rule}]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_bomb_of_faults_is_shown_in_part_and_counted_whole(tmp_path):
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text("title: [" + "*a, " * 5_000 + "]")
    result = built(sheet, tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) < 300
    assert "5,000 errors" in result.stderr


def test_an_answer_of_several_lines_is_quoted_on_one(tmp_path):
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(SHEET.replace("form: agreement", "form: |\n  an\n  agreement"))
    assert findings(built(sheet, tmp_path / "out")) == [("15:7", "not-a-choice")]


def test_a_folder_and_a_missing_file_are_named(tmp_path):
    result = CliRunner().invoke(main, [str(tmp_path), str(tmp_path / "none.yaml")])
    assert result.exit_code == 1
    assert f"{tmp_path}:1:1: error[not-a-file]: this is a folder" in result.stderr
    assert f"{tmp_path / 'none.yaml'}:1:1: error[cannot-read]" in result.stderr


@pytest.mark.parametrize("name", ["several-at-once", "alias-bomb", "lone-surrogate"])
def test_the_program_as_it_is_started_shows_no_traceback(name, tmp_path):
    ran = subprocess.run(
        [sys.executable, ROOT / "build_agreement.py", ROOT / f"tests/refused/{name}.yaml"],
        cwd=tmp_path,
        env={"PATH": "", "LC_ALL": "C", "PYTHONIOENCODING": "ascii:backslashreplace"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    assert "refused" in ran.stderr
    assert list(tmp_path.iterdir()) == []
