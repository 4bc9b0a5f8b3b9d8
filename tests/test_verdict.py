"""What build and check tell a program, in each format as published, and what each id means."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from junitparser import Error, Failure, JUnitXml

from agreement.cli import main
from agreement.document.tree import OpenPoint
from agreement.finding import Place, error, note, warning
from agreement.lint.rules import RULES
from agreement.verdict import BUILT, EXPLAINED, FAILED, FORMATS, REFUSED, Verdict
from agreement.verdict.explained import Explained
from agreement.verdict.refusals import REFUSALS
from agreement.verdict.sarif import artifact
from tests.drafting import ROOT

AWKWARD = "100% of “a,b:c”\n::error::no\r\n<b>&amp;</b> ]]> \x1b[31m \udc80"
NASTY = "matters/50%, final: 陳 & <sons>.yaml"
FOUND = (
    error("sum-differs", Place(NASTY, 3, 7), AWKWARD),
    warning("not-ours", Place("out/a.docx"), "a file as a whole."),
    note("default-taken", Place(NASTY, 9, 1), "a note."),
    error("a-firms-own-rule", Place(NASTY, 1, 0), "a rule that nobody explains."),
)
POINT = OpenPoint(1, "the body", "Payer", "mediation.body")
VERDICTS = (
    Verdict(NASTY, REFUSED, FOUND),
    Verdict("b.yaml", BUILT, (), (POINT,), ("build/b.docx", "build/b.ics")),
    Verdict("c.yaml", FAILED, failure="c.yaml: cannot be written: no space left on device."),
)
SHEET = """
title: Settlement of one account
form: agreement
matter: payer-provider
jurisdiction: england-wales
effective_date: 2027-01-04
parties:
  payer: {name: Example Health Insurance Limited, kind: company}
  provider: {name: Example Hospitals Limited, kind: company}
recitals: [The _Payer_ and the _Snark_ dispute one account.]
money: {currency: GBP, settlement_sum: "125000.00"}
clauses: {payment/lump-sum: {account: open}}
actions: [{role: payer, what: pay, due: {on: 2027-01-03}, evidence: the receipt}]
""".replace("{account: open}", "")
SCHEMA = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))


def run(*arguments: object) -> Result:
    """A command, its two outputs apart."""
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "account.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return path


def told(way: str, notes: bool = True) -> str:
    """The verdicts in a format, as they leave the program."""
    written = FORMATS[way](VERDICTS, notes)
    return written.encode(errors="backslashreplace").decode()


def test_json_is_as_its_schema_says_and_holds_everything():
    whole = json.loads(told("json"))
    Draft202012Validator(SCHEMA).validate(whole)
    refused, built, failed = whole["sheets"]
    assert [one["rule"] for one in refused["findings"]] == [one.rule for one in FOUND]
    assert refused["counts"] == {"error": 2, "warning": 1, "note": 1}
    assert (built["documents"], built["open_points"][0]["what"]) == (
        ["build/b.docx", "build/b.ics"], "the body")  # fmt: skip
    assert (failed["outcome"], failed["findings"]) == ("failed", [])


def test_the_schema_of_the_findings_describes_every_property():
    Draft202012Validator.check_schema(SCHEMA)
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        assert all("description" in one for one in part.get("properties", {}).values())


# The grammar of GitHub's runner: "::" name, properties parted by commas, "::" message.
COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*)(?:,[a-z]+=[^,:]*)*)::([^\r\n]*)")


def unescaped(words: str) -> str:
    """A message or a property as GitHub reads it."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, sign)
    return words


def test_github_reads_each_annotation_back_with_its_file_line_and_message():
    lines = told("github").split("\n")
    commands = [COMMAND.fullmatch(line) for line in lines]
    assert all(commands), lines
    properties = [dict(part.split("=") for part in one[2].split(",")) for one in commands]
    assert [one[1] for one in commands] == ["error", "warning", "notice", "error", "error"]
    assert unescaped(properties[0]["file"]) == NASTY
    assert (properties[0]["line"], properties[0]["col"]) == ("3", "7")
    assert "line" not in properties[1]
    assert "100% of “a,b:c” ::error::no" in unescaped(commands[0][3])


def test_sarif_is_what_its_own_validator_accepts(sarif_validator):
    assert "error" not in sarif_validator(told("sarif"))


def test_sarif_names_each_rule_with_its_help_and_leads_each_result_to_it():
    (ran,) = json.loads(told("sarif"))["runs"]
    rules = ran["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*EXPLAINED]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    for result in ran["results"][:3]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in ran["results"]] == ["error", "warning", "note", "error"]
    first, second = (one["locations"][0]["physicalLocation"] for one in ran["results"][:2])
    assert first["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in second
    assert first["artifactLocation"]["uri"].startswith("matters/50%25%2C%20final%3A%20%E9%99%B3")
    assert ran["invocations"][0]["executionSuccessful"] is False


def test_a_file_has_a_relative_address_below_the_folder_and_a_whole_one_elsewhere(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert artifact(str(tmp_path / "a b.yaml")) == {"uri": "a%20b.yaml", "uriBaseId": "SRCROOT"}
    assert artifact("/elsewhere/a.yaml") == {"uri": "file:///elsewhere/a.yaml"}


def test_junit_has_a_suite_for_each_sheet_and_fails_it_for_errors_alone(tmp_path):
    file = tmp_path / "junit.xml"
    file.write_text(told("junit"), encoding="utf-8")
    refused, built, failed = JUnitXml.fromfile(str(file))
    kinds = [[type(result) for result in case.result] for case in refused]
    assert kinds[0] == kinds[3] == [Failure] and not kinds[1] and not kinds[2]
    assert [case.name for case in built] == ["no findings"]
    assert [type(result) for case in failed for result in case.result] == [Error]
    counted = JUnitXml.fromfile(str(file))
    before = (counted.tests, counted.failures, counted.errors)
    counted.update_statistics()
    assert before == (counted.tests, counted.failures, counted.errors) == (6, 2, 1)


@pytest.mark.parametrize("way", FORMATS)
def test_notes_are_told_only_where_they_are_asked_for(way):
    assert "default-taken" in told(way, notes=True)
    without = told(way, notes=False)
    assert "a note." not in without


@pytest.mark.parametrize("way", FORMATS)
@pytest.mark.parametrize("command", ["check", "build"])
def test_standard_output_has_nothing_but_the_document_and_the_status_is_that_of_text(
    way, command, sheet, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    options = ["--also", "ics"] if command == "build" else []
    text = run(command, sheet, *options)
    ran = run(command, sheet, *options, "--format", way)
    assert ran.exit_code == text.exit_code == (command == "check")
    assert "undefined-term" in ran.stdout and "built build" not in ran.stdout
    assert "undefined-term" not in ran.stderr
    assert ("built build/account.docx" in ran.stderr) == (command == "build")
    read = {"json": json.loads, "sarif": json.loads, "junit": JUnitXml.fromstring,
            "github": COMMAND.match}[way]  # fmt: skip
    assert read(ran.stdout.encode() if way == "junit" else ran.stdout)


def test_what_the_machine_fails_on_is_told_in_the_document_too(sheet, tmp_path):
    (tmp_path / "file").write_text("in the way")
    ran = run(sheet, "-o", tmp_path / "file" / "below", "--format", "json")
    assert ran.exit_code == 3
    assert json.loads(ran.stdout)["sheets"][0]["failure"].endswith("with -o.")


def test_no_colour_is_kept_out_of_a_terminal_that_has_colours(sheet):
    coloured = CliRunner().invoke(main, ["check", str(sheet)], color=True)
    plain = CliRunner().invoke(main, ["check", str(sheet)], color=True, env={"NO_COLOR": "1"})
    assert "\x1b[" in coloured.stderr
    assert "\x1b[" not in plain.output


def test_a_person_at_a_terminal_is_told_once_where_more_is_said(sheet):
    script = "import sys; sys.stderr.isatty = lambda: True; from agreement.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", script, "check", sheet, sheet], cwd=ROOT, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert ran.stderr.count("build-agreement explain") == 1
    assert "explain" not in run("check", sheet).output


def test_every_id_that_the_program_can_give_is_explained():
    named = set()
    for path in (ROOT / "agreement").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and node.args
            name = called and getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("error", "warning", "note", "fault", "stop", "finding", "expected",
                        "of_itself", "RuleFault"):  # fmt: skip
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    named.add(first.value)
    assert len(named) > 60
    assert named - {"wrong-"} - set(EXPLAINED) == set()


def test_nothing_is_explained_twice_and_every_sentence_ends():
    assert not set(RULES) & (set(REFUSALS) - {"broken-reference", "undefined-term"})
    assert all(one.says.endswith(".") for one in EXPLAINED.values())


def test_a_rule_is_explained_with_its_severity_authority_and_how_to_allow_it():
    for id, rule in RULES.items():
        told = " ".join(run("explain", id).stdout.split())
        assert told.startswith(f"{id} ({rule.severity}) {rule.says}")
        assert f"allow: {{{id}: " in told
        for row in rule.authority:
            assert row.cite in told
            assert ("not read in its source" in told) == any(not r.verified for r in rule.authority)
        for line in rule.example.strip().splitlines():
            assert line.strip() in run("explain", id).stdout


def test_what_refuses_a_file_cannot_be_allowed():
    assert "cannot be allowed" in run("explain", "duplicate-key").stdout
    assert Explained("x", FOUND[0].severity, "So.").allowable is False


def test_explain_alone_lists_every_id():
    listed = run("explain").stdout
    assert all(re.search(rf"^{id} ", listed, re.MULTILINE) for id in EXPLAINED)


def test_a_misspelt_rule_is_answered_with_the_one_that_was_meant():
    ran = run("explain", "sum-difers")
    assert ran.exit_code == 2
    assert "did you mean sum-differs?" in ran.stderr
