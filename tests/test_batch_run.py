"""A batch on one machine: what is written, what is refused, and what outlives a crash."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner, Result
from docx import Document
from fsspec.implementations.memory import MemoryFileSystem
from msgspec.structs import replace

from agreement.batch.name import PATTERN, name_of, pattern
from agreement.batch.row import Cell, Row
from agreement.cli import main
from agreement.cli.batch.journal import journal_at
from agreement.cli.batch.processes import in_processes
from agreement.cli.batch.recipe import recipe_of
from agreement.cli.batch.work import Order, OtherLibrary, mould_of, work
from agreement.whole import half_name
from agreement.word import provenance
from tests.drafting import ROOT, sheet
from tests.firm import edit, library

DOOR = [sys.executable, str(ROOT / "build_agreement.py")]
HEADING = "reference,parties.payer.name,money.settlement_sum"


def line(number: int) -> str:
    return f"EX/{number},Payer {number} Limited,{number}000.00"


class Shelf(MemoryFileSystem):
    """A place for objects that any address may lead to, kept as long as the tests run."""

    protocol = "shelf"

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return super()._strip_protocol(path.removeprefix("shelf://"))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A current folder with a standard and a table of six rows."""
    monkeypatch.chdir(tmp_path)
    Path("standard.yaml").write_bytes(sheet())
    table(*map(line, range(1, 7)))
    return tmp_path


def table(*lines: str, name: str = "rows.csv") -> None:
    Path(name).write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")


def batch(*options: str, rows: str = "rows.csv", output: str = "out") -> Result:
    told = ["batch", "standard.yaml", rows, "-o", output, *options]
    return CliRunner().invoke(main, told, catch_exceptions=False)


def records(name: str = "out/manifest.jsonl") -> list[dict]:
    return list(map(json.loads, Path(name).read_text(encoding="utf-8").splitlines()))[1:]


def times(output: str = "out") -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in Path(output).glob("*.docx")}


class TestWhatIsWritten:
    def test_is_a_document_for_each_row_and_a_manifest_in_their_order(self, folder):
        ran = batch()
        assert (ran.exit_code, ran.stderr) == (0, "")
        assert ran.stdout == "built 6 agreements: out/manifest.jsonl\n"
        names = [f"EX-{n}-{n + 1}.docx" for n in range(1, 7)]
        assert sorted(path.name for path in Path("out").iterdir()) == [*names, "manifest.jsonl"]
        found = [(one["row"], one["output"]) for one in records()]
        assert found == [*zip(range(2, 8), names, strict=True)]

    def test_says_in_the_manifest_what_the_document_itself_says(self, folder):
        batch()
        for one in records():
            document = (Path("out") / one["output"]).read_bytes()
            told = provenance(document)
            assert (one["sheet"], one["content"]) == (told.sheet_digest, told.content_digest)
            words = "".join(Document(Path("out") / one["output"]).element.itertext())
            assert f"Payer {one['row'] - 1} Limited" in words

    def test_is_what_the_term_sheet_of_the_row_gives_alone(self, folder):
        batch("--sheets")
        ran = CliRunner().invoke(main, ["build", "out/EX-3-4.yaml", "-o", "alone"])
        assert ran.exit_code == 0, ran.stderr
        alone, beside = Path("alone/EX-3-4.docx"), Path("out/EX-3-4.docx")
        assert alone.read_bytes() == beside.read_bytes()

    def test_is_the_same_however_many_processes_made_it(self, folder):
        table(*map(line, range(1, 30)))
        one = batch(output="one")
        two = batch("--jobs", "2", output="two")
        assert (one.exit_code, two.exit_code) == (0, 0)
        left, right = ({p.name: p.read_bytes() for p in Path(o).iterdir()} for o in ("one", "two"))
        assert left == right

    def test_is_the_same_from_csv_json_lines_and_excel(self, folder):
        from openpyxl import Workbook

        book, names = Workbook(), HEADING.split(",")
        book.active.append(names)
        with Path("rows.jsonl").open("w") as lines:
            lines.write("\n")
            for number in range(1, 7):
                values = line(number).split(",")
                lines.write(json.dumps(dict(zip(names, values, strict=True))) + "\n")
                book.active.append([*values[:2], float(values[2])])
                book.active.cell(number + 1, 3).number_format = "#,##0.00"
        book.save("rows.xlsx")
        for ending in ("csv", "jsonl", "xlsx"):
            assert batch(rows=f"rows.{ending}", output=ending).exit_code == 0
        csv, jsonl, xlsx = (records(f"{e}/manifest.jsonl") for e in ("csv", "jsonl", "xlsx"))
        assert csv == jsonl == xlsx

    def test_is_the_same_in_two_time_zones_and_locales_and_orders_of_hashes(self, folder):
        places = (
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
        for number, place in enumerate(places):
            told = [*DOOR, "batch", "standard.yaml", "rows.csv", "-o", str(number)]
            subprocess.run(told, env=os.environ | place, check=True, capture_output=True)
        left, right = ({p.name: p.read_bytes() for p in Path(o).iterdir()} for o in "01")
        assert len(left) == 7
        assert left == right

    def test_goes_into_parts_that_meet_in_nothing(self, folder):
        batch(output="whole")
        for number in (1, 2, 3):
            assert batch("--shard", f"{number}/3").exit_code == 0
        parts = [one for n in (1, 2, 3) for one in records(f"out/manifest-{n}-of-3.jsonl")]
        assert sorted(parts, key=lambda one: one["row"]) == records("whole/manifest.jsonl")
        assert set(times("out")) == set(times("whole"))

    def test_goes_where_an_address_leads(self, folder):
        batch()
        fsspec.register_implementation("shelf", Shelf, clobber=True)
        assert batch(output="shelf://firm/drafts").exit_code == 0
        shelf = fsspec.filesystem("shelf")
        for path in Path("out").iterdir():
            assert shelf.cat_file(f"/firm/drafts/{path.name}") == path.read_bytes()
        again = batch(output="shelf://firm/drafts")
        assert again.stdout == "built 0 agreements, 6 kept: shelf://firm/drafts/manifest.jsonl\n"
        shelf.rm("/firm", recursive=True)

    @pytest.mark.parametrize("where", ["memory://drafts", "simplecache::memory://drafts"])
    def test_goes_nowhere_where_it_would_be_gone_when_the_command_ends(self, folder, where):
        ran = batch(output=where)
        assert ran.exit_code == 2
        assert "gone when the command ends; name a folder" in " ".join(ran.stderr.split())

    def test_goes_into_a_folder_that_is_named_as_an_address(self, folder):
        assert batch(output=(folder / "a b").as_uri()).exit_code == 0
        assert len(times("a b")) == 6


class TestARowAtFault:
    def test_is_refused_with_its_column_and_the_others_are_built(self, folder):
        table(line(1), "EX/2,,12.5", "EX/3", line(4))
        ran = batch()
        assert ran.exit_code == 1
        assert ran.stdout == "built 2 agreements, 2 refused: out/manifest.jsonl\n"
        report = Path("out/refused.txt").read_text(encoding="utf-8").splitlines()
        assert report[0] == "2 of 4 rows refused"
        assert report[1].startswith("rows.csv:3:money.settlement_sum: error[malformed]: ")
        assert report[2].startswith("rows.csv:4: error[wrong-width]: ")
        assert ran.stderr.splitlines()[:2] == report[1:]
        assert [one.get("output") for one in records()] == [
            "EX-1-2.docx",
            None,
            None,
            "EX-4-5.docx",
        ]

    def test_is_named_where_it_leaves_the_standard_at_fault(self, folder):
        Path("standard.yaml").write_bytes(sheet(effective_date="soon"))
        ran = batch()
        assert "rows.csv:2: error[" in ran.stderr
        assert "(at standard.yaml:1:" in ran.stderr

    def test_that_is_mended_is_built_and_the_report_goes(self, folder):
        table(line(1), "EX/2,,12.5")
        batch()
        before = times()
        table(line(1), "EX/2,,12.50")
        ran = batch()
        assert (ran.exit_code, ran.stdout) == (
            0, "built 1 agreement, 1 kept: out/manifest.jsonl\n",
        )  # fmt: skip
        assert not Path("out/refused.txt").exists()
        assert times().items() >= before.items()

    def test_that_has_the_name_of_another_is_refused_and_neither_is_lost(self, folder):
        table(line(1), "ex/1,Other Limited,5.00", line(2))
        ran = batch("--name", "{reference}.docx")
        assert "rows.csv:3: error[same-output]: row 2 has the name ex-1.docx already" in ran.stderr
        assert set(times()) == {"EX-1.docx", "EX-2.docx"}

    @pytest.mark.parametrize(
        ("option", "told"),
        [
            ("--strict", "rows.csv:2: error[undefined-term]"),
            ("--final", "rows.csv:2: error[draft-status]"),
        ],
    )
    def test_is_refused_where_no_such_copy_is_wanted(self, folder, option, told):
        Path("rows.csv").write_text("recitals.1\nThe _Snark_ is disputed.\n", encoding="utf-8")
        Path("standard.yaml").write_bytes(sheet(recitals=["One."]))
        assert batch().exit_code == 0
        ran = batch(option)
        assert ran.exit_code == 1
        assert told in ran.stderr

    def test_may_not_call_a_copy_for_signature_a_draft(self, folder):
        Path("standard.yaml").write_bytes(sheet(status="execution"))
        assert "error[draft-in-name]" in batch("--name", "draft-{row}").stderr


class TestTheTableAsAWhole:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (HEADING, "rows.csv: error[no-rows]"),
            ("title,tilte\nx,y", "rows.csv:1:tilte: error[unknown-key]: “tilte” is not known here"),
            ('title\nOne\n"Two', "rows.csv:3: error[csv-syntax]"),
        ],
    )
    def test_at_fault_is_told_before_anything_is_built(self, folder, text, told):
        Path("rows.csv").write_text(text, encoding="utf-8")
        ran = batch()
        assert ran.exit_code == 1
        assert ran.stderr.startswith(told)
        assert len(ran.stderr.splitlines()) == 1
        assert not Path("out").exists()

    @pytest.mark.parametrize("rows", ["none.csv", ".", "standard.yaml"])
    def test_that_is_none_is_told(self, folder, rows):
        ran = batch(rows=rows)
        assert ran.exit_code == 1
        assert len(ran.stderr.splitlines()) == 1
        assert not Path("out").exists()

    def test_asked_for_a_place_that_it_lacks_is_told(self, folder):
        ran = batch("--name", "{referense}-{row}")
        assert "rows.csv:1: error[unknown-place]" in ran.stderr
        assert "did you mean {reference}?" in ran.stderr

    @pytest.mark.parametrize(
        "options",
        [
            ("--name", "all"),
            ("--shard", "0/2"),
            ("--shard", "3/2"),
            ("--shard", "x"),
            ("--jobs", "0"),
        ],
    )
    def test_with_an_option_that_is_none_is_wrong_usage(self, folder, options):
        assert batch(*options).exit_code == 2

    @pytest.mark.parametrize(
        "output", ["nothing://x", "", "file://", "file:///", "file://drafts/out", "local://out"]
    )
    def test_to_an_address_that_names_no_place_is_wrong_usage(self, folder, output):
        before = sorted(Path().iterdir())
        assert batch(output=output).exit_code == 2
        assert sorted(Path().iterdir()) == before

    def test_whose_term_sheet_would_replace_the_standard_is_refused(self, folder):
        Path("EX-2-3.yaml").write_bytes(Path("standard.yaml").read_bytes())
        told = ["batch", "EX-2-3.yaml", "rows.csv", "-o", ".", "--sheets", "--force"]
        ran = CliRunner().invoke(main, told, catch_exceptions=False)
        assert ran.exit_code == 1
        assert "EX-2-3.yaml is the standard; put {row} into --name" in ran.stderr
        assert Path("EX-2-3.yaml").read_bytes() == Path("standard.yaml").read_bytes()
        assert not Path("EX-2-3.docx").exists() and Path("EX-3-4.yaml").is_file()


class TestRunAgain:
    def test_keeps_what_is_done_and_makes_only_the_row_that_changed(self, folder):
        batch()
        before = times()
        table(*map(line, range(1, 6)), "EX/6,Another Limited,1.00")
        assert batch().stdout == "built 1 agreement, 5 kept: out/manifest.jsonl\n"
        after = times()
        assert {name for name in after if after[name] != before[name]} == {"EX-6-7.docx"}

    def test_makes_again_what_is_missing(self, folder):
        batch()
        whole = Path("out/manifest.jsonl").read_bytes()
        Path("out/EX-3-4.docx").unlink()
        assert batch().stdout == "built 1 agreement, 5 kept: out/manifest.jsonl\n"
        assert Path("out/manifest.jsonl").read_bytes() == whole

    def test_makes_again_what_another_run_wrote_over(self, folder):
        batch()
        whole = {path.name: path.read_bytes() for path in Path("out").iterdir()}
        standard = Path("standard.yaml").read_text()
        Path("standard.yaml").write_text(standard.replace("Specimen", "Another"))
        batch("--shard", "1/2")
        Path("standard.yaml").write_text(standard)
        assert batch().stdout.startswith("built 3 agreements, 3 kept: out/manifest.jsonl\n")
        Path("out/manifest-1-of-2.jsonl").unlink()
        assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == whole

    def test_keeps_a_document_that_somebody_edited(self, folder):
        batch()
        for name, change in (("EX-1-2.docx", "Agreed."), ("EX-2-3.docx", None)):
            document = Document(Path("out") / name)
            if change:
                document.add_paragraph(change)
                document.save(Path("out") / name)
            else:
                Path("out", name).write_bytes(b"saved by another program")
        before = times()
        assert batch().stdout == "built 0 agreements, 6 kept: out/manifest.jsonl\n"
        assert times() == before

    def test_makes_again_the_row_whose_term_sheet_is_missing(self, folder):
        batch("--sheets")
        Path("out/EX-3-4.yaml").unlink()
        assert batch("--sheets").stdout == "built 1 agreement, 5 kept: out/manifest.jsonl\n"
        assert Path("out/EX-3-4.yaml").is_file()

    def test_has_the_duties_of_all_its_rows_in_one_register(self, folder):
        action = {
            "role": "payer",
            "what": "Pay",
            "evidence": "a receipt",
            "due": {"on": "2026-12-04"},
        }
        Path("standard.yaml").write_bytes(sheet(actions=[action]))
        assert batch("--sheets").exit_code == 0
        ran = CliRunner().invoke(
            main, ["register", "out", "-o", "all.xlsx", "--today", "2026-12-01"]
        )
        assert ran.exit_code == 0, ran.stderr
        assert ran.stdout.count("Pay  [EX/") == 6

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("standard.yaml", "Specimen", "Another title"),
            ("firm/clauses/billing/clawback.yaml", "30 days", "45 days"),
            ("firm/jurisdictions/england-wales.yaml", "d MMMM yyyy", "MMMM d, yyyy"),
        ],
    )
    def test_makes_all_again_where_a_source_differs(self, folder, name, old, new):
        library(folder / "firm")
        Path("standard.yaml").write_bytes(
            sheet(clauses={"billing/clawback": None, "general/effect": None})
        )
        batch("--library", "firm")
        first = records()
        edit(folder, name, old, new)
        assert batch("--library", "firm").stdout == "built 6 agreements: out/manifest.jsonl\n"
        changed = [
            one["content"] != two["content"] for one, two in zip(first, records(), strict=True)
        ]
        assert all(changed)

    def test_leaves_an_edited_document_alone_and_names_its_row(self, folder):
        batch()
        opened = Document("out/EX-1-2.docx")
        opened.paragraphs[0].add_run(" as agreed by telephone")
        opened.save("out/EX-1-2.docx")
        edited = Path("out/EX-1-2.docx").read_bytes()
        table("EX/1,Another Limited,1.00", line(2))
        ran = batch()
        assert "rows.csv:2: error[edited-since]" in ran.stderr
        assert "out/EX-1-2.docx" in ran.stderr
        assert Path("out/EX-1-2.docx").read_bytes() == edited
        assert batch("--force").exit_code == 0
        assert Path("out/EX-1-2.docx").read_bytes() != edited

    @pytest.mark.parametrize("name", ["manifest.jsonl", "refused.txt"])
    def test_leaves_a_file_of_somebody_else_alone(self, folder, name):
        Path("out").mkdir()
        (Path("out") / name).write_text("mine\n")
        ran = batch()
        assert (ran.exit_code, "error[not-ours]" in ran.stderr) == (1, True)
        assert (Path("out") / name).read_text() == "mine\n"

    def test_takes_no_report_away_in_which_somebody_wrote(self, folder):
        table(line(1), "EX/2,,12.5")
        batch()
        report = Path("out/refused.txt")
        assert batch().exit_code == 1 and report.is_file()  # Its own it writes anew.
        with report.open("a") as file:
            file.write("Ask the hospital about row 3.\n")
        noted = report.read_text()
        table(line(1))
        ran = batch()
        assert (ran.exit_code, "out/refused.txt: error[not-ours]" in ran.stderr) == (1, True)
        assert report.read_text() == noted

    def test_tells_of_documents_whose_rows_are_gone_each_time_and_of_nobody_elses(self, folder):
        batch()
        Document().save("out/mine.docx")
        table(*map(line, range(1, 5)))
        told = "2 documents of earlier runs left there, such as EX-5-6.docx"
        assert told in batch().stderr and told in batch().stderr
        Path("standard.yaml").write_bytes(sheet(title="Another"))
        assert told in batch().stderr
        assert told in batch("--shard", "1/2").stderr

    def test_makes_every_row_again_where_it_is_forced(self, folder):
        batch()
        whole = {name: (Path("out") / name).read_bytes() for name in times()}
        for name in ("EX-1-2.docx", "EX-2-3.docx"):
            (Path("out") / name).write_bytes(b"")
        kept = times()["EX-3-4.docx"]
        assert batch("--force").stdout == "built 6 agreements: out/manifest.jsonl\n"
        assert {name: (Path("out") / name).read_bytes() for name in times()} == whole
        assert times()["EX-3-4.docx"] == kept

    def test_waits_for_nobody_who_is_at_work_there(self, folder):
        with journal_at(Path("out/.batch.sqlite")):
            ran = batch()
        assert ran.exit_code == 3
        assert "another run is at work here" in ran.stderr

    def test_that_cannot_write_says_so_and_goes_on_later(self, folder):
        Path("out").write_text("a file")
        ran = batch()
        assert ran.exit_code == 3
        assert "cannot be written" in ran.stderr
        assert "Traceback" not in ran.output


def wait_for(documents: int) -> None:
    end = time.monotonic() + 120
    while len(times()) < documents:
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed as POSIX does it")
@pytest.mark.parametrize("jobs", ["1", "2"])
class TestKilled:
    def test_it_goes_on_where_it_was_and_comes_to_the_same(self, folder, jobs):
        table(*map(line, range(1, 301)))
        running = subprocess.Popen([*DOOR, "batch", "standard.yaml", "rows.csv", "-o", "out",
                                    "--jobs", jobs], start_new_session=True)  # fmt: skip
        wait_for(30)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert self.ended(running.pid)
        before = times()
        assert 30 <= len(before) < 300
        assert not Path("out/manifest.jsonl").exists()
        ran = batch()
        kept = int(ran.stdout.split("agreements, ")[1].split(" kept")[0])
        assert kept >= len(before) - 8 * int(jobs) * 3
        # Not one document that stood there was written a second time.
        assert times().items() >= before.items()
        assert batch(output="whole").exit_code == 0
        left, right = (
            {p.name: p.read_bytes() for p in Path(o).iterdir()} for o in ("out", "whole")
        )
        assert left == right

    def ended(self, group: int) -> bool:
        """Whether no process of the group is left, a little later: none may go on by itself."""
        for _ in range(100):
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.1)
        return False


def test_a_process_that_is_killed_costs_no_row(folder):
    table(*map(line, range(1, 301)))
    running = subprocess.Popen([*DOOR, "batch", "standard.yaml", "rows.csv", "-o", "out",
                                "--jobs", "2"], stdout=subprocess.PIPE, text=True)  # fmt: skip
    wait_for(10)
    children = subprocess.run(["pgrep", "-P", str(running.pid), "-f", "spawn_main"],
                              capture_output=True, text=True, check=True).stdout  # fmt: skip
    os.kill(int(children.split()[0]), signal.SIGKILL)
    (Path("out") / half_name("EX-300-301.docx", "0123abcd")).write_bytes(b"what it was writing")
    assert running.communicate(timeout=120)[0] == "built 300 agreements: out/manifest.jsonl\n"
    assert running.returncode == 0
    assert not [*Path("out").glob(".*")]


def test_a_term_sheet_that_a_run_broken_off_left_beside_a_document_is_written_again(folder):
    """A run of another standard that was killed between the term sheet and the document."""
    batch("--sheets")
    mine, edited = (Path("out") / f"EX-{n}-{n + 1}.yaml" for n in (1, 2))
    first = mine.read_bytes()
    edited.write_bytes(edited.read_bytes() + b"# mine\n")
    Path("standard.yaml").write_bytes(sheet(title="Another title"))
    batch("--sheets", output="other")
    mine.write_bytes((Path("other") / mine.name).read_bytes())
    Path("standard.yaml").write_bytes(sheet())
    assert batch("--sheets").stdout == "built 1 agreement, 5 kept: out/manifest.jsonl\n"
    assert mine.read_bytes() == first
    assert edited.read_bytes().endswith(b"# mine\n")


def heeded() -> None:
    """Ctrl-C is heeded, even where the tests themselves were started in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is pressed as POSIX does it")
def test_ctrl_c_pressed_again_and_again_is_one_line(folder):
    table(*map(line, range(1, 301)))
    running = subprocess.Popen([*DOOR, "batch", "standard.yaml", "rows.csv", "-o", "out",
                                "--jobs", "3"], stderr=subprocess.PIPE, text=True,
                               start_new_session=True, preexec_fn=heeded)  # fmt: skip
    wait_for(10)
    while running.poll() is None:
        os.killpg(running.pid, signal.SIGINT)
        time.sleep(0.02)
    said = running.communicate(timeout=120)[1]
    assert (said, running.returncode) == ("Stopped; the same command goes on from here.\n", 1)
    assert batch().exit_code == 0


def test_parts_that_run_at_once_leave_each_other_what_they_are_writing(folder):
    """Their names begin alike, so that a half can only be told by the whole name."""
    long = "EX/" + "a long reference that many rows share/" * 2
    table(*(f"{long}{number},Payer {number} Limited,{number}000.00" for number in range(1, 41)))
    mine, notes = Path("out/.EX-1-2-my_notes.tmp"), Path("out/.manifest-20240101.tmp")
    mine.parent.mkdir()
    other = mine.with_name(half_name(f"{name_of_row(long, 3)}.docx", "0123abcd"))
    same = mine.with_name(half_name(f"{name_of_row(long, 2)}.docx", "0123abcd"))
    for path in (mine, notes, other, same):
        path.write_bytes(b"half")
    assert batch("--shard", "1/2").exit_code == 0
    assert all(path.exists() for path in (mine, notes, other)) and not same.exists()


def name_of_row(reference: str, row: int) -> str:
    told = Row("rows.csv", row, (Cell("reference", 1, f"{reference}{row - 1}"),))
    return name_of(told, {}, pattern(PATTERN))


class Deadly(str):
    """A value that ends the process that it is sent to."""

    def __reduce__(self):
        return os._exit, (9,)


def test_a_row_on_which_every_process_dies_is_refused_and_the_others_are_built(folder):
    order = Order(sheet(), "standard.yaml", None, "plain", "", False, False, "{row}", False,
                  str(folder / "out"), False)  # fmt: skip
    rows = [Row("rows.csv", number, (Cell("title", 1, "One"),)) for number in range(2, 22)]
    rows[11] = Row("rows.csv", 13, (Cell("title", 1, Deadly()),))
    shares = (tuple((row, str(row.number)) for row in rows[n : n + 4]) for n in range(0, 20, 4))
    recipe = recipe_of(mould_of(order), "{row}", False)
    groups = in_processes(order, recipe, shares, 2)
    told = {
        one["row"]: one.get("refused", ({"rule": ""},))[0]["rule"]
        for group in groups
        for one in group
    }
    assert told == dict.fromkeys(range(2, 22), "") | {13: "process-died"}
    assert len(times()) == 19


def test_a_process_with_another_library_says_so(folder):
    order = Order(sheet(), "standard.yaml", None, "plain", "", False, False, "{row}", False,
                  str(folder / "out"), False)  # fmt: skip
    recipe = recipe_of(mould_of(order), "{row}", False)
    with pytest.raises(OtherLibrary, match="same version"):
        work(order, replace(recipe, library="another"), ())
