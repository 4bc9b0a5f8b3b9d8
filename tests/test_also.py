"""--also: other forms of an agreement beside its Word file, and what stands in their way."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agreement.cli import main
from agreement.cli.also import WRITERS
from agreement.inspect.seal import EMPTY, sealed, unbroken
from tests.drafting import ROOT, sheet

EXAMPLE = ROOT / "examples" / "us-16-hutchinson-aod.yaml"
EVERY = ",".join(WRITERS)
ENDS = tuple(end for writers in WRITERS.values() for end in writers)
FORM = {end: form for form, writers in WRITERS.items() for end in writers}
each_file = pytest.mark.parametrize("end", ENDS)


def build(folder: Path, *options: str, source: Path = EXAMPLE) -> Result:
    return CliRunner().invoke(main, [str(source), "-o", str(folder), *options])


def test_each_form_is_written_beside_the_word_file_and_named(tmp_path):
    result = build(tmp_path, "--also", EVERY)
    assert result.exit_code == 0
    names = {f"us-16-hutchinson-aod{end}" for end in (".docx", *ENDS)}
    assert {path.name for path in tmp_path.iterdir()} == names
    for name in names:
        assert f"built {tmp_path / name}" in result.stdout
    assert ".ics: 1 dated duty; 4 without a date left out" in result.stdout
    assert re.search(r"\.plain-sheet\.docx: reads at age \d+ \(reading ease \d+\)\n", result.stdout)


@pytest.mark.parametrize("turned", [False, True])
def test_what_stands_beside_one_document_is_never_written_over_by_another(tmp_path, turned):
    sheets = [tmp_path / "a.yaml", tmp_path / "a.plain-sheet.yaml"]
    for path in sheets:
        path.write_bytes(EXAMPLE.read_bytes())
    given = [str(path) for path in (reversed(sheets) if turned else sheets)]
    out = tmp_path / "out"
    ran = CliRunner().invoke(main, [*given, "-o", str(out), "--also", "plain-sheet", "--force"])
    assert (ran.exit_code, "error[same-output]" in ran.stderr) == (1, True)
    assert ran.stdout.count(f"built {out / 'a.plain-sheet.docx'}") == 1


def test_a_form_that_there_is_not_is_wrong_usage(tmp_path):
    result = build(tmp_path, "--also", "txt,docx")
    assert result.exit_code == 2
    assert "“docx” is none of txt, json, html, ics, xlsx, plain-sheet" in result.stderr
    assert list(tmp_path.iterdir()) == []


@each_file
def test_a_file_that_nobody_edited_is_replaced_without_a_word(tmp_path, end):
    build(tmp_path, "--also", FORM[end])
    old = (tmp_path / f"{EXAMPLE.stem}{end}").read_bytes()
    changed = tmp_path / "changed" / EXAMPLE.name
    changed.parent.mkdir()
    words = EXAMPLE.read_text(encoding="utf-8")
    changed.write_text(f"{words}reference: EX/1\ndraft: {{number: 2}}\n", encoding="utf-8")
    result = build(tmp_path, "--also", FORM[end], source=changed)
    assert (result.exit_code, result.stderr) == (0, "")
    if end != ".xlsx":
        assert (tmp_path / f"{EXAMPLE.stem}{end}").read_bytes() != old


@each_file
@pytest.mark.parametrize("change", [lambda old: old[:-1], lambda old: b"ours", lambda old: b""])
def test_what_was_edited_or_is_not_ours_stops_everything_but_force(tmp_path, end, change):
    form = FORM[end]
    build(tmp_path, "--also", form)
    path, document = (tmp_path / f"{EXAMPLE.stem}{ending}" for ending in (end, ".docx"))
    built = path.read_bytes()
    document.unlink()
    path.write_bytes(change(built))
    result = build(tmp_path, "--also", form)
    assert result.exit_code == 1
    assert f"{path}: error[not-ours]" in result.stderr
    assert path.read_bytes() == change(built)
    assert not document.exists()
    assert build(tmp_path, "--also", form, "--force").exit_code == 0
    assert path.read_bytes() == built


def test_a_link_is_never_written_through(tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(b"kept")
    (tmp_path / f"{EXAMPLE.stem}.ics").symlink_to(kept)
    assert "error[a-link]" in build(tmp_path, "--also", "ics").stderr
    assert build(tmp_path, "--also", "ics", "--force").exit_code == 0
    assert kept.read_bytes() == b"kept"


def test_a_term_sheet_in_json_is_not_written_over_even_by_force(tmp_path):
    source = tmp_path / "matter.json"
    source.write_bytes(sheet())
    result = build(tmp_path, "--also", "json", "--force", source=source)
    assert result.exit_code == 1
    assert "error[same-output]" in result.stderr
    assert source.read_bytes() == sheet()


def test_every_form_has_the_same_bytes_in_two_time_zones_and_with_two_seeds(tmp_path):
    places = (("UTC", "1"), ("Pacific/Auckland", "2"))
    for zone, seed in places:
        subprocess.run(
            [sys.executable, ROOT / "build_agreement.py", EXAMPLE, "-o", zone, "--also", EVERY],
            cwd=tmp_path, env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
    for end in ENDS:
        first, second = (tmp_path / zone / f"{EXAMPLE.stem}{end}" for zone, _ in places)
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("form", "library"), [("ics", "icalendar"), ("xlsx", "xlsxwriter")])
def test_a_library_that_is_not_installed_is_named_before_anything_is_written(
    tmp_path, form, library, monkeypatch
):
    monkeypatch.setitem(sys.modules, library, None)
    result = build(tmp_path, "--also", form)
    assert result.exit_code == 3
    assert f"{form} needs {library}, which is not installed; pip install" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_seal_breaks_with_any_byte_and_a_second_mark_leaves_a_file_unsealed():
    whole = sealed(f"words {EMPTY} more".encode())
    assert unbroken(whole)
    for at in range(len(whole)):
        assert not unbroken(whole[:at] + b"~" + whole[at + 1 :])
    twice = f"{EMPTY} {EMPTY}".encode()
    assert sealed(twice) == twice
    assert not unbroken(twice)
