"""What a change does to agreements: each change under its cause, and nothing else."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from agreement.cli.impact import FORMATS
from agreement.standards.built import Entry, Manifest
from agreement.standards.impact import GONE, LOOK, NEW, Cause, Change, difference, impact, shortened
from tests.firm import causes, edit, library, put, standard, standards

CLAWBACK = "clauses/billing/clawback.yaml"
ENTRY = Entry(
    "Specimen", "standards/one.yaml", "england-wales",
    ("standards/one.yaml", "holidays", "program"), (), (), "abc",
    {"title": "Specimen", "billing/clawback/text: action": "Pay (2026-12-31)"},
)  # fmt: skip
SOURCES = {"standards/one.yaml": "1", "holidays": "0.109", "program": "0.1.0"}
BEFORE = Manifest(SOURCES, {"one": ENTRY})


@pytest.fixture
def home(tmp_path):
    made = library(tmp_path / "firm")
    assert standards(made, "--accept").exit_code == 0
    return made


def changed(made: dict[str, list[dict]], cause: str) -> list[tuple[str, list[str]]]:
    """The units that changed under a cause, each with its agreements."""
    return [(change["unit"], change["agreements"]) for change in made[cause]]


class TestOneChangeOfALibrary:
    def test_a_word_of_a_clause_shows_in_every_agreement_with_it(self, home):
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        made = causes(home)
        assert set(made) == {CLAWBACK}
        assert changed(made, CLAWBACK) == [("billing/clawback/text", ["one", "two"])]
        assert made[CLAWBACK][0]["before"].startswith("Within 30 days")
        assert made[CLAWBACK][0]["after"].startswith("Within 45 days")

    def test_a_clause_of_one_agreement_changes_that_one(self, home):
        edit(home, "clauses/general/courtesy.yaml", "five days", "six days")
        made = causes(home)
        assert changed(made, "clauses/general/courtesy.yaml") == [
            ("general/courtesy/text", ["one"])
        ]
        assert len(made) == 1

    def test_a_note_of_a_clause_changes_no_agreement_and_must_be_recorded(self, home):
        edit(home, CLAWBACK, "Only for tests.", "Mind the list of claims.")
        assert causes(home) == {CLAWBACK: []}
        ran = standards(home, "--check")
        assert ran.exit_code == 1
        assert ran.stdout == f"{CLAWBACK}: no agreement changes\n"

    def test_another_calendar_shows_in_the_dates_it_moves(self, home):
        law = "jurisdictions/england-wales.yaml"
        edit(home, law, "calendar: england-wales", "calendar: us-fedwire")
        made = causes(home)
        assert set(made) == {law}
        moved = {change["unit"]: (change["before"], change["after"]) for change in made[law]}
        before, after = moved["billing/clawback/text: action"]
        assert ("2026-12-31" in before, "2026-12-30" in after) == (True, True)

    def test_words_of_the_jurisdiction_show_where_they_are_printed(self, home):
        law = "jurisdictions/england-wales.yaml"
        edit(home, law, "The parties have signed", "The parties sign")
        assert [unit for unit, _ in changed(causes(home), law)] == ["testimonium"]

    def test_another_shell_changes_how_every_agreement_looks_and_no_word(self, home):
        shell = home / "templates" / "plain.docx"
        with ZipFile(BytesIO(shell.read_bytes())) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        styles = parts["word/styles.xml"]
        parts["word/styles.xml"] = styles.replace(b'w:sz w:val="22"', b'w:sz w:val="23"')
        assert parts["word/styles.xml"] != styles
        with ZipFile(shell, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part)
        assert causes(home) == {
            "templates/plain.docx": [
                {"unit": LOOK, "before": "", "after": "", "agreements": ["one", "two"]}
            ]
        }

    def test_a_term_sheet_is_the_cause_of_what_it_alone_changes(self, home):
        standard(home, "two", "billing/clawback", title="Another title")
        made = causes(home)
        assert changed(made, "standards/two.yaml") == [("title", ["two"])]
        assert len(made) == 1

    def test_a_new_and_a_vanished_agreement_are_told_once_and_not_word_by_word(self, home):
        (home / "standards" / "two.yaml").rename(home / "standards" / "three.yaml")
        made = causes(home)
        assert changed(made, "standards/two.yaml") == [(GONE, ["two"])]
        assert changed(made, "standards/three.yaml") == [(NEW, ["three"])]
        assert len(made) == 2

    def test_a_provision_put_in_before_others_changes_none_of_them(self, home):
        put(home, "clauses/payment/first.yaml",
            json.loads((home / "clauses/general/courtesy.yaml").read_text()))  # fmt: skip
        standard(home, "two", "payment/first", "billing/clawback")
        made = causes(home)
        units = [unit for unit, _ in changed(made, "standards/two.yaml")]
        assert units == ["payment/first", "payment/first/text"]

    def test_two_changes_stand_each_under_its_own_cause(self, home):
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        edit(home, "clauses/general/courtesy.yaml", "five days", "six days")
        made = causes(home)
        assert list(made) == [CLAWBACK, "clauses/general/courtesy.yaml"]
        assert [len(changes) for changes in made.values()] == [1, 1]

    def test_accepting_ends_it(self, home):
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        standards(home, "--accept")
        assert standards(home, "--check").exit_code == 0

    def test_it_is_told_in_the_same_words_twice(self, home):
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        for way in FORMATS:
            told = [standards(home, "--check", "--format", way).output for _ in range(2)]
            assert told[0] == told[1]


class TestTheRecord:
    def test_takes_the_place_of_no_file_of_somebody_else(self, tmp_path):
        made = library(tmp_path / "firm")
        mine, notes = made / "standards/manifest.json", made / "standards/text/one.txt"
        notes.parent.mkdir()
        mine.write_text('{"name": "an app"}')
        notes.write_text("My own notes.")
        told = standards(made, "--accept")
        assert told.exit_code == 1 and told.stderr.count("error[not-ours]") == 2
        assert "manifest.json: error[not-ours]" in standards(made, "--check").stderr
        assert (mine.read_text(), notes.read_text()) == ('{"name": "an app"}', "My own notes.")
        assert sorted(path.name for path in notes.parent.iterdir()) == ["one.txt"]

    def test_is_never_written_through_a_link(self, home, tmp_path):
        record, elsewhere = home / "standards/manifest.json", tmp_path / "elsewhere.json"
        record.rename(elsewhere)
        record.symlink_to(elsewhere)
        before = elsewhere.read_bytes()
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        assert standards(home, "--accept").exit_code == 1
        assert record.is_symlink() and elsewhere.read_bytes() == before

    def test_that_a_merge_left_half_is_recorded_anew(self, home):
        record = home / "standards/manifest.json"
        whole = record.read_bytes()
        record.write_bytes(b"<<<<<<< ours\n" + whole)
        (home / "standards/text/one.txt").write_text("<<<<<<< ours\n")
        assert standards(home, "--accept").exit_code == 0
        assert record.read_bytes() == whole

    def test_is_not_overwritten_by_a_build_into_its_folder(self, home):
        record = home / "standards/manifest.json"
        whole = record.read_bytes()
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        told = standards(home, "-o", home / "standards", "--force")
        assert told.exit_code == 1 and "error[record-kept]" in told.stderr
        assert record.read_bytes() == whole and not [*(home / "standards").glob("*.docx")]


class TestCauses:
    def test_equal_manifests_have_none(self):
        assert impact(BEFORE, BEFORE) == ()

    @pytest.mark.parametrize(("source", "version"), [("holidays", "0.110"), ("program", "0.2.0")])
    def test_a_date_that_moves_has_the_version_that_differs_as_its_cause(self, source, version):
        moved = {**ENTRY.words, "billing/clawback/text: action": "Pay (2027-01-04)"}
        after = Manifest(
            {**SOURCES, source: version}, {"one": replace(ENTRY, words=moved, content="def")}
        )
        change = Change(
            "billing/clawback/text: action", "Pay (2026-12-31)", "Pay (2027-01-04)", ("one",)
        )
        assert impact(BEFORE, after) == (Cause((source,), (change,)),)

    def test_causes_that_cannot_be_told_apart_are_named_together(self):
        sources = {**SOURCES, "holidays": "0.110", "program": "0.2.0"}
        words = {**ENTRY.words, "title": "Other"}
        after = Manifest(sources, {"one": replace(ENTRY, words=words, content="def")})
        assert [cause.sources for cause in impact(BEFORE, after)] == [("holidays", "program")]

    def test_a_difference_without_any_source_is_the_programs_own(self):
        after = Manifest(SOURCES, {"one": replace(ENTRY, content="def")})
        assert impact(BEFORE, after) == (
            Cause(("program",), (Change(LOOK, "", "", ("one",)),)),
        )  # fmt: skip


class TestTheWordsTold:
    def test_a_difference_gives_the_words_in_reading_order(self):
        steps = difference("Within 30 days after it", "Within 45 days after it ends")
        assert [(step.sign, step.words) for step in steps] == [
            ("", "Within"), ("-", " 30"), ("+", " 45"), ("", " days after it"), ("+", " ends")
        ]  # fmt: skip

    def test_a_long_run_of_kept_words_shows_only_its_ends(self):
        words = " ".join(map(str, range(40)))
        assert shortened(words) == "0 1 2 3 4 5 6 7 … 32 33 34 35 36 37 38 39"
        assert shortened("a few words") == "a few words"

    @pytest.mark.parametrize(
        ("way", "told"),
        [
            ("text", "    Within [-30-] {+45+} days"),
            ("github", "%0A    Within [-30-] {+45+} days"),
            ("markdown", "> Within ~~30~~ **45** days"),
            ("json", '"after": "Within 45 days'),
        ],
    )
    def test_each_format_shows_what_was_removed_and_added(self, home, way, told):
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        assert told in standards(home, "--check", "--format", way).stdout

    def test_a_terminal_reads_cause_reach_unit_words_and_agreements(self, home):
        edit(home, CLAWBACK, "Within 30 days", "Within 45 days")
        lines = standards(home, "--check").stdout.splitlines()
        assert lines[:2] == [f"{CLAWBACK}: 2 agreements", "  billing/clawback/text"]
        assert lines[-1] == "    in one, two"

    def test_an_annotation_is_one_line_and_cannot_be_broken_out_of(self):
        change = Change("a", "100%", "50%\n::error::x", ("one",))
        cause = Cause(("clauses/a:b,c.yaml",), (change,))
        told = FORMATS["github"]((cause,), {"clauses/a:b,c.yaml": "clauses/a:b,c.yaml"})
        assert told.count("\n") == 1
        assert told.startswith("::warning file=clauses/a%3Ab%2Cc.yaml,title=")
        assert "100%25" in told

    def test_marks_of_markdown_in_the_words_stay_words(self):
        cause = Cause(("program",), (Change("a", "", "*not* <b>bold</b>", ("one",)),))
        assert r"\*not\* \<b\>bold\</b\>" in FORMATS["markdown"]((cause,), {})
