"""The commands: what they write, what they say and how they end."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from docx.oxml.ns import qn

from agreement.cli import main
from agreement.word.opened import read_parts
from agreement.word.package import packed

ROOT = Path(__file__).parents[1]
DOOR = ROOT / "build_agreement.py"
EXAMPLE = ROOT / "examples" / "ew-insurer-hospital-billing.yaml"
AMERICAN = ROOT / "examples" / "us-03-cms-hospital-appeals.yaml"
REFUSED = ROOT / "tests" / "refused" / "misspelt-key.yaml"

COMPLETE = """
title: Settlement of one disputed account
form: agreement
matter: payer-provider
jurisdiction: england-wales
status: execution
effective_date: 2027-01-04
parties:
  payer: {name: Example Health Insurance Limited, kind: company,
    signatories: [{name: Asha Rao, capacity: Director}]}
  provider: {name: Example Hospitals Limited, kind: company,
    signatories: [{name: Ben Cole, capacity: Director}]}
recitals: [The _Payer_ and the _Provider_ dispute one account.]
money: {currency: GBP, settlement_sum: "125000.00"}
clauses:
  payment/lump-sum:
  general/variation:
  general/governing-law:
"""
FIRM_CLAUSE = """
heading: {heading}
purpose: What this firm says about changes.
text: {text}
examples: [{{reads: {reads}}}]
authority:
  - {{cite: Drafting practice, states: A firm has its wording., as_of: "2026-11", verified: false}}
notes: Kept by the firm.
"""


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "account.yaml"
    path.write_text(COMPLETE)
    return path


@pytest.fixture
def firm(tmp_path) -> Path:
    clauses = tmp_path / "firm" / "clauses" / "general"
    clauses.mkdir(parents=True)
    varied = FIRM_CLAUSE.format(
        heading="Changes",
        text="The parties shall record each change of this Agreement in green ink.",
        reads="in green ink",
    )
    (clauses / "variation.yaml").write_text(varied)
    own = FIRM_CLAUSE.format(
        heading="Courtesy",
        text="Each party shall answer a letter of another party within ten days after it arrives.",
        reads="answer a letter",
    )
    (clauses / "courtesy.yaml").write_text(own)
    return tmp_path / "firm"


def words(document: Path) -> str:
    """The words of each paragraph of the body, those inside content controls among them."""
    paragraphs = Document(document).paragraphs
    return "\n".join("".join(t.text or "" for t in one._p.iter(qn("w:t"))) for one in paragraphs)


def test_a_term_sheet_becomes_a_document_of_its_own_name(sheet, tmp_path):
    result = run(sheet, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"built {tmp_path / 'out' / 'account.docx'}\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["account.docx"]
    assert "Settlement of one disputed account" in words(tmp_path / "out" / "account.docx")


def test_several_term_sheets_are_built_and_counted_and_one_fault_costs_no_other(sheet, tmp_path):
    result = run(REFUSED, sheet, AMERICAN, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout.endswith("3 term sheets: 2 done, 1 refused\n")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"account.docx", "us-03-cms-hospital-appeals.docx"}


def test_standard_input_is_named_after_its_title(tmp_path):
    result = run("-", "-o", tmp_path, stdin=COMPLETE)
    assert result.exit_code == 0
    assert (tmp_path / "settlement-of-one-disputed-account.docx").exists()


def test_a_fault_in_standard_input_is_placed_there(tmp_path):
    result = run("-", "-o", tmp_path, stdin="title: x\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("standard input:1:1: error[missing-key]: ")


def test_two_term_sheets_of_one_name_do_not_overwrite_each_other(sheet, tmp_path):
    other = tmp_path / "other" / "account.yaml"
    other.parent.mkdir()
    other.write_text(COMPLETE.replace("one disputed", "another disputed"))
    result = run(sheet, other, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "error[same-output]" in result.stderr
    assert "one disputed account" in words(tmp_path / "out" / "account.docx")


def test_names_that_differ_in_capitals_alone_are_one_name(sheet, tmp_path):
    other = tmp_path / "other" / "Account.yaml"
    other.parent.mkdir()
    other.write_text(COMPLETE.replace("one disputed", "another disputed"))
    result = run(sheet, other, "-o", tmp_path / "out")
    assert (result.exit_code, "error[same-output]" in result.stderr) == (1, True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["account.docx"]


def test_a_firm_s_own_clause_stands_before_ours(sheet, firm, tmp_path):
    result = run(sheet, "--library", firm, "-o", tmp_path)
    assert result.exit_code == 0
    assert "in green ink" in words(tmp_path / "account.docx")


def test_a_firm_adds_clauses_of_its_own(sheet, firm, tmp_path):
    sheet.write_text(COMPLETE + "  general/courtesy:\n")
    assert run("check", sheet).exit_code == 1
    assert run(sheet, "--library", firm, "-o", tmp_path).exit_code == 0
    assert "shall answer a letter" in words(tmp_path / "account.docx")
    assert "general/courtesy" in run("clauses", "list", "--library", firm).stdout
    assert run("clauses", "check", "general/courtesy", "--library", firm).exit_code == 0


def test_a_firm_adds_a_jurisdiction_of_its_own(sheet, firm, tmp_path):
    ours = (ROOT / "jurisdictions" / "england-wales.yaml").read_text(encoding="utf-8")
    (firm / "jurisdictions").mkdir()
    (firm / "jurisdictions" / "jersey.yaml").write_text(ours.replace("clause", "article"))
    sheet.write_text(COMPLETE.replace("england-wales", "jersey"))
    assert "error[unknown-jurisdiction]" in run("check", sheet).stderr
    assert run(sheet, "--library", firm, "-o", tmp_path).exit_code == 0
    assert '"jersey"' in run("schema", "--library", firm).stdout


def test_a_faulty_clause_of_a_firm_is_named_by_its_own_file(sheet, firm, tmp_path):
    (firm / "clauses" / "general" / "variation.yaml").write_text("heading: Changes\n")
    result = run(sheet, "--library", firm, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "variation.yaml:1:1: error[missing-key]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_final_copy_of_a_draft_is_refused_with_every_reason(tmp_path):
    result = run(EXAMPLE, "--final", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.count("error[open-point]") == 3
    assert result.stderr.count("error[draft-status]") == 1
    assert "refused, 4 errors" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_complete_execution_copy_is_written_as_final(sheet, tmp_path):
    result = run(sheet, "--final", "-o", tmp_path)
    assert (result.exit_code, result.stdout.count("open point")) == (0, 0)
    assert (tmp_path / "account.docx").exists()


UNDEFINED = COMPLETE.replace(
    "money:",
    """actions:
  - {role: payer, what: Send the _Unheard List_, due: {on: 2027-02-01}, evidence: the letter}
money:""",
)


def test_an_error_stops_a_strict_build_and_a_check_but_not_a_draft(sheet, tmp_path):
    sheet.write_text(UNDEFINED)
    strict = run(sheet, "--strict", "-o", tmp_path / "strict")
    assert (strict.exit_code, (tmp_path / "strict").exists()) == (1, False)
    assert "error[undefined-term]" in strict.stderr
    checked = run("check", sheet)
    assert checked.exit_code == 1
    assert "error[undefined-term]" in checked.stderr
    drafted = run(sheet, "-o", tmp_path / "draft")
    assert drafted.exit_code == 0
    assert "error[undefined-term]" in drafted.stderr
    assert "1 error" in drafted.stdout
    assert (tmp_path / "draft" / "account.docx").exists()


def test_check_writes_nothing(sheet, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = run("check", sheet)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"checked {sheet}\n")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.fixture
def warned(tmp_path) -> Path:
    """A term sheet with a warning and with notes: an action of its own falls due on a Sunday."""
    path = tmp_path / "warned.yaml"
    action = "{role: payer, what: pay, due: {on: 2027-01-10}, evidence: the receipt}"
    path.write_text(f"{COMPLETE.strip()}\nactions: [{action}]\n", encoding="utf-8")
    return path


def test_a_refused_term_sheet_shows_its_notes_where_they_are_asked_for():
    sheet = ROOT / "tests/rules/pays-itself/raised.yaml"
    brief, whole = run("check", sheet), run("check", sheet, "--notes")
    assert (brief.exit_code, whole.exit_code) == (1, 1)
    assert "note[" not in brief.stderr and "--notes shows them" in brief.stderr
    assert "note[default-taken]" in whole.stderr and "error[pays-itself]" in whole.stderr


def test_notes_are_counted_and_shown_on_request(warned):
    bare, noted = run("check", warned), run("check", warned, "--notes")
    assert "note[" not in bare.stderr
    assert "--notes shows them" in bare.stdout
    assert "note[default-taken]" in noted.stderr
    assert "--notes" not in noted.stdout
    assert bare.stderr.count("warning[") == noted.stderr.count("warning[") > 0


def test_findings_go_to_standard_error_and_the_report_to_standard_output(warned):
    result = run("check", warned)
    assert "warning[not-a-business-day]" in result.stderr
    assert "warning[" not in result.stdout
    told = run("check", EXAMPLE).stdout
    assert "3 open points:\n    1  Insurer: the body that ran the mediation\n" in told


def test_colours_stay_out_of_what_is_no_terminal(warned):
    coloured = CliRunner().invoke(main, ["check", str(warned)], color=True)
    assert "\x1b[" in coloured.stderr
    assert "\x1b[" not in run("check", warned).output


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["check", "--nonsense", EXAMPLE],
        [EXAMPLE, "-o", "agreement.docx"],
        [EXAMPLE, "--library", "no-such-folder"],
        [EXAMPLE, "--library", ROOT / "tests"],
        ["clauses", "show", "billing/none"],
        ["clauses", "check", "billing/none"],
        ["new", "no-such-matter", "--jurisdiction", "england-wales"],
    ],
    ids=lambda arguments: " ".join(str(each).rpartition("/")[2] for each in arguments),
)
def test_wrong_usage_ends_with_status_2_and_says_what_is_wrong(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_misspelt_clause_is_answered_with_the_one_that_was_meant():
    result = run("clauses", "show", "general/varation")
    assert "did you mean general/variation?" in result.stderr


def test_an_unknown_shell_is_answered_with_those_there_are(sheet):
    result = run("check", sheet, "--shell", "fancy")
    assert result.exit_code == 1
    assert "there is no such shell; there are letterhead, modern, plain." in result.stderr


@pytest.mark.parametrize("path", ["templates/modern.docx", "modern.docx", "./house"])
def test_a_shell_given_as_a_file_is_answered_with_how_one_is_named(sheet, path):
    result = run("check", sheet, "--shell", path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}: error[unknown-shell]: there is no such shell;")
    assert "A shell goes by its name alone, without its folder and .docx;" in result.stderr


@pytest.mark.parametrize("folder", ["a-file", "a-file/below", "/proc/none"])
def test_a_folder_that_cannot_be_written_is_one_line_and_status_3(sheet, tmp_path, folder):
    (tmp_path / "a-file").write_text("in the way")
    ran = subprocess.run(
        [sys.executable, DOOR, sheet, "-o", tmp_path / folder],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    if folder == "a-file":
        assert ran.returncode == 2
    else:
        assert ran.returncode == 3
        assert len(ran.stderr.splitlines()) == 1
        assert "cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


UNPRIVILEGED = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
"""Before a command: a person to whom the rights of files apply, even where root runs the tests."""


def as_anybody(*arguments: object, **around: object) -> subprocess.CompletedProcess[str]:
    before = UNPRIVILEGED if os.geteuid() == 0 else ()
    if before and not shutil.which(before[0]):
        pytest.skip("root may enter any folder, and setpriv is not installed")
    command = [*before, sys.executable, DOOR, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **around)


@pytest.fixture
def locked(tmp_path) -> Iterator[Path]:
    """A firm's library whose clauses may not be looked at."""
    clauses = tmp_path / "locked" / "clauses"
    clauses.mkdir(parents=True)
    clauses.chmod(0)
    yield clauses
    clauses.chmod(0o755)


def test_an_output_folder_that_may_not_be_entered_is_one_line_and_status_3(sheet, locked):
    ran = as_anybody(sheet, "-o", locked / "out")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.count("\n") == 1 and "cannot be written: permission denied" in ran.stderr


@pytest.mark.parametrize(
    "command",
    [("check", "SHEET"), ("SHEET",), ("clauses", "list"), ("clauses", "check"), ("schema",)],
    ids=" ".join,
)  # fmt: skip
def test_a_library_that_may_not_be_looked_at_is_told_as_a_fault_of_reading(sheet, locked, command):
    named = [sheet if word == "SHEET" else word for word in command]
    ran = as_anybody(*named, "--library", locked.parent, cwd=sheet.parent)
    assert ran.returncode == 1
    assert ran.stderr.startswith("locked/clauses") and "error[cannot-read]" in ran.stderr
    assert "Traceback" not in ran.stderr and "written" not in ran.stderr


@pytest.mark.parametrize(
    "command",
    [("check", "SHEET"), ("clauses", "show", "general/variation"), ("clauses", "check"),
     ("clauses", "list"), ("schema",)],
    ids=" ".join,
)  # fmt: skip
def test_a_clause_that_cannot_be_read_is_told_as_a_fault_of_reading(sheet, firm, command):
    clause = firm / "clauses" / "general" / "variation.yaml"
    clause.chmod(0)
    named = [sheet if word == "SHEET" else word for word in command]
    ran = as_anybody(*named, "--library", firm)
    assert f"{clause}: error[cannot-read]: the library cannot be read here" in ran.stderr
    assert "Traceback" not in ran.stderr and "written" not in ran.stderr


@pytest.mark.parametrize("words", ['{"a":', "[]", "{}", '{"properties": {}, "$defs": 3}'])
def test_a_broken_schema_of_a_firm_is_named(sheet, firm, words):
    schema = firm / "schemas" / "term-sheet-frame.schema.json"
    schema.parent.mkdir()
    schema.write_text(words)
    result = run("check", sheet, "--library", firm)
    assert (result.exit_code, f"{schema}: error[damaged-schema]" in result.stderr) == (1, True)


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path):
    gone = tmp_path / "gone"
    script = 'mkdir "$1"; cd "$1"; rmdir "$1"; exec "$2" "$3" rules'
    ran = subprocess.run(["sh", "-c", script, "sh", gone, sys.executable, DOOR],
                         capture_output=True, text=True, check=False)  # fmt: skip
    assert (ran.returncode, ran.stderr.count("\n")) == (3, 1)
    assert "the folder that you are in is gone" in ran.stderr


@pytest.mark.parametrize(
    ("closed", "status"), [("<&-", 0), (">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0)]
)
def test_a_closed_stream_costs_nothing_but_what_it_would_show(sheet, tmp_path, closed, status):
    script = f'exec "$@" {closed}'
    ran = subprocess.run(["sh", "-c", script, "sh", sys.executable, DOOR, sheet, "-o", tmp_path],
                         capture_output=True, text=True, check=False)  # fmt: skip
    assert (ran.returncode, "Traceback" in ran.stderr) == (status, False)
    assert "one disputed account" in words(tmp_path / "account.docx")


def test_a_term_sheet_from_a_closed_standard_input_is_refused_in_one_line(tmp_path):
    ran = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, DOOR, "-"],
                         capture_output=True, text=True, check=False, cwd=tmp_path)  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.startswith("standard input: error[cannot-read]: there is no standard input")


def test_what_follows_two_hyphens_is_a_term_sheet_whatever_its_name(sheet, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("-x.yaml", "check"):
        sheet = sheet.rename(name)
        assert run("-o", "out", "--", name).exit_code == run("--", name).exit_code == 0
    assert (tmp_path / "out" / "-x.docx").is_file() and (
        tmp_path / "build" / "check.docx"
    ).is_file()


def test_a_terminal_without_the_letters_of_a_name_is_no_fault(sheet, tmp_path):
    named = COMPLETE.replace("one disputed", "陳大文’s")
    sheet.write_text(named.replace("payer: {", "payer: {called: Łódź, "), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, DOOR, sheet, "-o", tmp_path / "out"],
        env={"PYTHONIOENCODING": "cp1252:strict"},
        capture_output=True,
        encoding="cp1252",
        check=False,
    )
    assert (ran.returncode, "failed" in ran.stderr) == (0, False)
    assert "\\u9673" in ran.stdout


PRIVATE = "PR1VATE-MARK"


def test_what_is_private_reaches_no_output(sheet, tmp_path):
    sheet.write_text(f"{COMPLETE}private:\n  limit: {PRIVATE}\n  {PRIVATE}: [{PRIVATE}]\n")
    result = run(sheet, "-o", tmp_path, "--notes")
    assert result.exit_code == 0
    assert PRIVATE not in result.output
    with zipfile.ZipFile(io.BytesIO((tmp_path / "account.docx").read_bytes())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert len(parts) > 5
    assert not [name for name, part in parts.items() if PRIVATE.encode() in part]
    assert not [name for name in parts if PRIVATE in name]


def test_what_is_private_is_not_told_with_the_faults_beside_it(sheet, tmp_path):
    private = f"private: {{limit: {PRIVATE}}}\n"
    sheet.write_text(COMPLETE.replace("execution", "signed") + private)
    result = run(sheet, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert PRIVATE not in result.output


@pytest.mark.parametrize(
    "command", [[], ["build"], ["check"], ["clauses"], ["clauses", "list"], ["clauses", "show"],
                ["clauses", "check"], ["schema"], ["new"]], ids=" ".join
)  # fmt: skip
def test_the_help_of_every_command_has_an_example(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "build-agreement" in result.stdout


def test_a_clause_that_cannot_be_read_is_told_beside_those_that_can(tmp_path):
    broken = tmp_path / "clauses" / "general" / "broken.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("heading: [")
    listed = run("clauses", "list", "--library", tmp_path)
    assert listed.exit_code == 1
    assert "notification/notices" in listed.stdout
    assert "broken.yaml:2:1: error[yaml-syntax]" in listed.stderr


def test_a_clause_is_listed_with_its_purpose_and_shown_with_its_questions():
    listed = run("clauses", "list", "--kind", "governance").stdout.splitlines()
    assert all(line.startswith("governance/") for line in listed)
    shown = run("clauses", "show", "governance/action-register").stdout
    assert (
        "in plain words\n  The [register_keeper] keeps a list of who must do what by when" in shown
    )
    assert "asks for\n  register_keeper (party): the party that keeps the action register" in shown


def test_a_final_copy_is_refused_while_its_shell_waits_for_the_firms_own_words(sheet, tmp_path):
    refused = run(sheet, "--final", "--shell", "letterhead", "-o", tmp_path / "out")
    assert refused.exit_code == 1 and not (tmp_path / "out").exists()
    told = "error[shell-not-filled]: the shell letterhead still says “[Name of the firm]”"
    assert told in refused.stderr and "“Place for the firm’s logo”" in refused.stderr
    firm = tmp_path / "firm" / "templates" / "letterhead.docx"
    firm.parent.mkdir(parents=True)
    parts = read_parts((ROOT / "templates" / "letterhead.docx").read_bytes())
    header = re.sub(r"\[[^\[\]<>]+\]", "Example LLP", parts["word/header2.xml"].decode())
    header = header.replace("Place for the firm’s logo", "Example LLP")
    firm.write_bytes(packed(parts | {"word/header2.xml": header.encode()}))
    filled = run(
        sheet, "--final", "--shell", "letterhead", "--library", firm.parents[1], "-o", tmp_path
    )
    assert filled.exit_code == 0, filled.stderr
    assert run(sheet, "--shell", "letterhead", "-o", tmp_path / "draft").exit_code == 0
