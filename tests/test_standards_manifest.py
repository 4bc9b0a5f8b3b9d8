"""A folder of term sheets built together, and the record that is kept of them."""

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from agreement.assembly.assemble import draft
from agreement.cli import main
from agreement.library.disk import Library
from agreement.standards.built import Entry, Manifest, from_json, text, to_json, words_of_text
from agreement.standards.units import unit_words
from agreement.word import provenance
from tests.drafting import LIBRARY, ROOT, clause, drafted, firm, sheet
from tests.firm import library, standard, standards

MANIFEST = "standards/manifest.json"


@pytest.fixture
def home(tmp_path):
    return library(tmp_path / "firm")


@pytest.fixture
def recorded(home):
    assert standards(home, "--accept").exit_code == 0
    return home


class TestBuilding:
    def test_every_term_sheet_becomes_a_document_beside_one_manifest(self, home, tmp_path):
        ran = standards(home, "-o", tmp_path / "dist")
        assert ran.exit_code == 0
        names = sorted(path.name for path in (tmp_path / "dist").iterdir())
        assert names == ["manifest.json", "one.docx", "two.docx"]

    def test_a_term_sheet_in_a_folder_below_keeps_its_folder(self, home, tmp_path):
        standard(home, "ward/three", "general/courtesy")
        assert standards(home, "-o", tmp_path / "dist").exit_code == 0
        assert (tmp_path / "dist" / "ward" / "three.docx").is_file()

    def test_the_content_digest_recorded_is_that_of_the_document(self, home, tmp_path):
        standards(home, "-o", tmp_path)
        whole = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
        document = (tmp_path / "one.docx").read_bytes()
        told = provenance(document)
        assert whole["agreements"]["one"]["content"] == told.content_digest
        assert whole["sources"]["templates/plain.docx"] == told.shell_digest
        assert whole["sources"]["standards/one.yaml"] == told.sheet_digest
        assert "each sum held" in "".join(
            one.text for one in Document(BytesIO(document)).paragraphs
        )

    def test_each_computed_date_is_recorded_with_its_provision_and_duty(self, recorded):
        whole = json.loads((recorded / MANIFEST).read_text(encoding="utf-8"))
        assert whole["agreements"]["two"]["dates"] == [
            {
                "provision": "billing/clawback/text",
                "duty": "Return each sum held",
                "on": "2026-12-31",
                "provisional": False,
            }
        ]

    def test_the_faults_of_every_term_sheet_are_told_at_once_and_nothing_is_written(self, home):
        standard(home, "bad", "general/nothing-of-the-kind")
        standard(home, "worse", "general/effect", matter="patience")
        ran = standards(home, "-o", home / "dist")
        assert ran.exit_code == 1
        assert "bad.yaml" in ran.stderr
        assert "worse.yaml" in ran.stderr
        assert not (home / "dist").exists()

    def test_a_document_that_somebody_edited_is_left_alone(self, home, tmp_path):
        (tmp_path / "one.docx").write_bytes(b"notes")
        assert standards(home, "-o", tmp_path).exit_code == 1
        assert (tmp_path / "one.docx").read_bytes() == b"notes"

    def test_a_manifest_of_another_program_is_left_alone(self, home, tmp_path):
        (tmp_path / "manifest.json").write_text('{"name": "a web page"}')
        ran = standards(home, "-o", tmp_path)
        assert (ran.exit_code, "not-ours" in ran.stderr) == (1, True)
        assert (tmp_path / "manifest.json").read_text() == '{"name": "a web page"}'
        assert standards(home, "-o", tmp_path, "--force").exit_code == 0

    def test_its_own_manifest_is_written_again(self, home, tmp_path):
        assert [standards(home, "-o", tmp_path / "d").exit_code for _ in range(2)] == [0, 0]


class TestTheRecord:
    def test_it_is_current_at_once(self, recorded):
        ran = standards(recorded, "--check")
        assert (ran.exit_code, ran.stdout) == (0, "")

    def test_checking_writes_nothing(self, recorded):
        before = {path: path.stat().st_mtime_ns for path in recorded.rglob("*")}
        (recorded / "standards" / "two.yaml").unlink()
        before.pop(recorded / "standards" / "two.yaml")
        assert standards(recorded, "--check").exit_code == 1
        after = {path: path.stat().st_mtime_ns for path in recorded.rglob("*")}
        before.pop(recorded / "standards"), after.pop(recorded / "standards")
        assert after == before

    def test_accepting_takes_away_the_words_of_an_agreement_that_is_gone(self, recorded):
        (recorded / "standards" / "two.yaml").unlink()
        standards(recorded, "--accept")
        kept = [path.name for path in (recorded / "standards" / "text").iterdir()]
        assert kept == ["one.txt"]

    def test_accepting_leaves_a_note_of_somebody_elses_beside_the_words(self, recorded):
        note = recorded / "standards" / "text" / "note.txt"
        note.write_text("mine")
        standards(recorded, "--accept")
        assert note.read_text() == "mine"

    @pytest.mark.parametrize("way", ["--check", "--accept"])
    def test_a_term_sheet_whose_name_the_record_cannot_keep_is_refused_first(self, home, way):
        sheets = os.fsencode(home / "standards")
        try:
            os.link(os.path.join(sheets, b"one.yaml"), os.path.join(sheets, b"b\xff.yaml"))
        except OSError:
            pytest.skip("this disk takes no such name")
        ran = standards(home, way)
        assert (ran.exit_code, "b\\xff.yaml: error[file-name]" in ran.stderr) == (1, True)
        assert not (home / "standards" / "manifest.json").exists()

    @pytest.mark.parametrize("name", ["manifest.json", "text/one.txt"])
    def test_a_record_that_cannot_be_read_is_told_as_a_fault_of_reading(
        self, recorded, name, monkeypatch
    ):
        locked, read = recorded / "standards" / name, Path.read_bytes

        def refused(path):
            if path == locked:
                raise PermissionError(13, "Permission denied", str(path))
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", refused)
        ran = standards(recorded, "--check")
        assert (ran.exit_code, "written" in ran.stderr) == (1, False)
        assert f"{locked}:1:1: error[cannot-read]" in ran.stderr

    def test_words_in_a_checkout_with_the_line_ends_of_windows_are_as_recorded(self, recorded):
        for words in (recorded / "standards" / "text").iterdir():
            words.write_bytes(words.read_bytes().replace(b"\n", b"\r\n"))
        assert standards(recorded, "--check").exit_code == 0

    def test_accepting_leaves_the_words_of_an_agreement_that_is_gone_where_somebody_edited_them(
        self, recorded
    ):
        words = recorded / "standards" / "text" / "one.txt"
        words.write_text(f"{words.read_text()}\nmy remark\n")
        (recorded / "standards" / "one.yaml").rename(recorded / "standards" / "other.yaml")
        assert standards(recorded, "--accept").exit_code == 0
        assert words.read_text().endswith("my remark\n")
        assert standards(recorded, "--check").exit_code == 0

    def test_without_a_record_it_is_told_how_to_make_one(self, home):
        ran = standards(home, "--check")
        assert ran.exit_code == 1
        assert "build-agreement standards --library" in ran.stderr and "--accept." in ran.stderr

    def test_the_way_to_record_it_names_what_was_looked_at(self, home, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (home / "standards").rename(tmp_path / "our matters")
        ran = standards(home, "our matters", "--check", "--shell", "modern")
        assert f"build-agreement standards 'our matters' --library {home.name}" in ran.stderr
        assert "--shell modern --accept" in ran.stderr

    def test_the_record_holds_in_a_folder_of_another_name(self, recorded, tmp_path):
        moved = tmp_path / "elsewhere"
        shutil.copytree(recorded / "standards", moved)
        assert standards(recorded, str(moved), "--check").exit_code == 0

    def test_a_term_sheet_may_end_in_yml_and_a_hidden_file_is_none(self, recorded):
        folder = recorded / "standards"
        (folder / "one.yaml").rename(folder / "one.yml")
        (folder / ".github").mkdir()
        (folder / ".github" / "ci.yml").write_text("on: push\n")
        standards(recorded, "--accept")
        assert len(json.loads((folder / "manifest.json").read_text())["agreements"]) == 2
        shutil.copyfile(folder / "one.yml", folder / "one.yaml")
        assert "error[same-output]" in standards(recorded, "--check").stderr

    def test_a_comment_in_a_term_sheet_is_told_as_its_new_digest_alone(self, recorded):
        with (recorded / "standards" / "one.yaml").open("a") as sheet:
            sheet.write("\n# a comment\n")
        told = standards(recorded, "--check").stdout
        assert "standards/one.yaml: 1 agreement\n  no word; the digest of its term sheet" in told

    def test_a_folder_without_term_sheets_is_refused(self, home, tmp_path):
        (tmp_path / "none").mkdir()
        ran = standards(home, str(tmp_path / "none"), "--accept")
        assert (ran.exit_code, "error[no-sheets]" in ran.stderr) == (1, True)

    @pytest.mark.parametrize("way", ["github", "json", "markdown"])
    def test_a_refusal_is_told_in_the_same_way(self, home, way):
        ran = standards(home, "--check", "--format", way)
        assert "nothing is recorded yet" in ran.stdout
        if way == "json":
            assert json.loads(ran.stdout)["refused"][0]["rule"] == "no-manifest"
        else:
            assert ran.stdout.startswith("::error" if way == "github" else "### Refused\n\n- ")

    @pytest.mark.parametrize(
        "damage",
        [
            b"[]",
            b'{"manifest": 9, "agreements": {}}',
            b'{"manifest": 1, "sources": [], "agreements": {}}',
            b'{"manifest": 1, "sources": {}, "agreements": []}',
            b'{"manifest": 1, "sources": {}, "agreements": {"one": {"sources": [1]}}}',
            b"[" * 100_000,
            b"\xff\xfe",
        ],
    )
    @pytest.mark.parametrize("name", ["standards/manifest.json", "standards/text/one.txt"])
    def test_a_damaged_record_is_refused(self, recorded, name, damage):
        (recorded / name).write_bytes(damage)
        ran = standards(recorded, "--check")
        assert ran.exit_code == 1
        assert "damaged-manifest" in ran.stderr
        assert standards(recorded, "--accept").exit_code == 0

    def test_to_check_and_to_accept_at_once_is_wrong_usage(self, home):
        assert standards(home, "--check", "--accept").exit_code == 2

    def test_it_comes_back_as_it_was_written(self):
        entry = Entry(
            "Title", "standards/one.yaml", "england-wales", ("standards/one.yaml",),
            (("billing/clawback", ""),), (), "abc", {"title": "Title", "a/b": "One\n\ntwo"},
        )  # fmt: skip
        manifest = Manifest({"standards/one.yaml": "def"}, {"one": entry})
        assert from_json(to_json(manifest), {"one": text(entry.words)}) == manifest

    def test_rows_whose_first_words_are_those_of_a_row_and_its_count_are_all_kept(self):
        rows = [{"purpose": name, "amount": amount, "due": "2027-03-31"} for name, amount in
                (("Ward A", "100.00"), ("Ward A", "200.00"), ("Ward A 2", "300.00"))]  # fmt: skip
        sums = {"receiving_party": "provider", "sums": rows}
        made = draft(sheet(clauses={"payment/stated-sums": sums}), "sheet.yaml", LIBRARY)
        told = unit_words(made.agreement, made.setting)
        kept = [words for id, words in told.items() if words.startswith("Ward A")]
        assert [words.split(" | ")[1] for words in kept] == ["£100.00", "£200.00", "£300.00"]

    def test_the_words_come_back_as_they_were_kept(self):
        words = unit_words(drafted().agreement, drafted().setting)
        assert words_of_text(text(words)) == words

    def test_two_records_of_one_folder_are_equal_wherever_they_are_made(self, home, tmp_path):
        places = [
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        ]
        records = []
        for count, place in enumerate(places):
            output = tmp_path / str(count)
            command = [sys.executable, ROOT / "build_agreement.py", "standards"]
            subprocess.run(
                [*command, "--library", home, "-o", output],
                env=os.environ | place, check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            records.append({path.name: path.read_bytes() for path in output.iterdir()})
        assert len(records[0]) == 3
        assert records[0] == records[1]


def test_words_that_only_move_are_the_same_words(tmp_path):
    refers = clause(heading="Return", text="It is done as {billing/clawback/text} says.",
                    requires=["billing/clawback"])  # fmt: skip
    own = clause(text="The _Payer_ shall return it.")
    first = clause(heading="First", text="The _Payer_ shall begin with [this_day].",
                   blanks={"this_day": {"type": "text", "ask": "the day"}})  # fmt: skip
    home = firm(tmp_path, billing__clawback=own, coding__back=refers, payment__first=first)
    chosen = {"billing/clawback": None, "coding/back": None}
    without = _words(home, chosen)
    added = _words(home, {"payment/first": {"this_day": "open"}, **chosen})
    assert "{billing/clawback/text}" in without["coding/back/text"]
    assert {id: added[id] for id in without} == without


def test_no_row_of_a_table_is_lost_where_one_is_called_as_another_is_counted(tmp_path):
    sums = {"Ward A": "100.00", "Ward A 2": "300.00"}
    listed = ("Ward A", "Ward A", "Ward A 2", "Ward A")
    rows = [{"claim": name, "admitted": "2025-05-01", "net_payable": sums[name]} for name in listed]
    rows[1]["net_payable"] = "200.00"
    chosen = {"billing/claim-list": {"submit_by": "2027-01-04", "claims": rows}}
    asked = ("denial_reason", "admitted_before", "excluded_facilities", "excluded_enrollees")
    eligible = {"billing/eligible-claims": dict.fromkeys((*asked, "coverage"), "open")}
    told = " ".join(_words(firm(tmp_path), {**eligible, **chosen}).values())
    assert [told.count(sum) for sum in ("200.00", "300.00")] == [1, 1]
    assert told.count("Ward A | ") == 3


def _words(home: Library, chosen: dict) -> dict[str, str]:
    made = drafted(home, clauses={**chosen, "general/effect": None})
    return dict(unit_words(made.agreement, made.setting))


def test_the_standards_of_the_library_are_as_recorded():
    ran = CliRunner().invoke(main, ["standards", "--check"])
    assert ran.exit_code == 0, ran.output
