"""What a room keeps to itself reaches no output: a marker in every private place, looked for in
every part, name and line."""

import copy
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agreement.cli import main
from agreement.reading.load import load
from agreement.verdict import FORMATS
from tests.drafting import EXAMPLES, LIBRARY, ROOT

MARK = "PR1VATE-MARKER"
EVERY = "txt,json,html,ics,xlsx,plain-sheet"
NOTES = {
    MARK: [MARK, {"limit": MARK, MARK: {MARK: [[MARK]]}}],
    "mediator": {"notes": f"the insurer would go to {MARK}", "wording": MARK},
}


def private_places(schema: object, path: tuple = ()) -> list[tuple]:
    """The path of every property of a schema that is private by its name or by its description."""
    found = []
    for name, part in getattr(schema, "get", lambda *_: {})("properties", {}).items():
        said = f"{name} {part.get('description', '')}".lower()
        found += [(*path, name)] if name == "private" or "no output" in said else []
        found += private_places(part, (*path, name))
    return found


PLACES = private_places(LIBRARY.schema("term-sheet-frame"))


def marked(example: Path) -> dict:
    """An example with the marker in every private place."""
    value = copy.deepcopy(load(example.read_bytes(), "f").value)
    for *above, last in PLACES:
        holder = value
        for key in above:
            holder = holder.setdefault(key, {})
        holder[last] = NOTES
    return value


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def sheet(folder: Path, value: object) -> Path:
    path = folder / "matter.yaml"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def leaks(folder: Path) -> list[str]:
    """Every file, or part of a package, whose name or content holds the marker."""
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        parts = {path.name: path.read_bytes()}
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                parts = {name: package.read(name) for name in package.namelist()}
        for name, content in parts.items():
            if MARK in name or MARK.encode() in content or MARK.encode("utf-16-le") in content:
                found.append(f"{path}: {name}")
    return found


def test_the_schema_says_which_places_are_private():
    assert ("private",) in PLACES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_private_notes_reach_no_output(example, tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_AGREEMENT_CACHE", str(tmp_path / "out" / "cache"))
    path = sheet(tmp_path, marked(example))
    out = tmp_path / "out"
    for options in ((), ("--annotate", "--force"), ("--form", "heads-of-terms", "--force")):
        built = run(path, "-o", out, "--also", EVERY, "--notes", *options)
        assert MARK not in built.output
        assert "matter.docx" in {one.name for one in out.rglob("*")}
        assert leaks(out) == []
    run("register", tmp_path, "-o", out / "register.xlsx")
    folder = tmp_path / "standards"
    folder.mkdir()
    path.rename(folder / "one.yaml")
    told = [run("standards", folder, "--accept"), run("standards", folder, "--check"),
            run("standards", folder, "-o", out / "dist")]  # fmt: skip
    (folder / "one.yaml").unlink()
    assert [one.output for one in told if MARK in one.output] == []
    assert leaks(tmp_path) == []


SPOILT = {
    "an unknown key": lambda value: value | {"refrence": "x"},
    "a wrong form": lambda value: value | {"form": "will"},
    "no parties": lambda value: {name: part for name, part in value.items() if name != "parties"},
    "a wrong clause": lambda value: value | {"clauses": {"billing/none": None}},
    "a penny": lambda value: value | {"money": {"currency": "GBP", "settlement_sum": "0.01"}},
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
@pytest.mark.parametrize("way", ["text", *FORMATS])
def test_private_notes_reach_no_finding_and_no_line(spoil, way, tmp_path):
    path = sheet(tmp_path, spoil(marked(ROOT / "examples" / "ew-insurer-hospital-billing.yaml")))
    for command in (("check",), ("build", "-o", tmp_path / "out"), ("check", "--final")):
        ran = run(*command, path, "--notes", "--format", way)
        assert ran.output
        assert MARK not in ran.output
        assert ran.exception is None or isinstance(ran.exception, SystemExit)


def test_a_fault_of_the_program_is_told_without_the_words_of_the_sheet(tmp_path, monkeypatch):
    import agreement.cli.judge as judge

    def broken(drafted: object) -> None:
        raise ValueError(f"{MARK} in {drafted!r}")

    monkeypatch.setattr(judge, "lint", broken)
    ran = run("check", sheet(tmp_path, marked(EXAMPLES[0])))
    assert (ran.exit_code, len(ran.stderr.splitlines())) == (3, 1)
    assert MARK not in ran.output


def test_private_notes_with_faults_of_their_own_are_not_quoted(tmp_path):
    path = tmp_path / "matter.yaml"
    text = (ROOT / "examples" / "ew-insurer-hospital-billing.yaml").read_text(encoding="utf-8")
    for spoilt in (
        f"private: *{MARK}",
        f"private: !{MARK} x",
        f"private: {{{MARK}: 1, {MARK}: 2}}",
    ):
        path.write_text(f"{text}\n{spoilt}\n", encoding="utf-8")
        ran = run("check", path)
        assert ran.exit_code == 1
        assert MARK not in ran.output
