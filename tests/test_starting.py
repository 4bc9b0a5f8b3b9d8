"""The commented term sheet that `new` prints."""

import re
from pathlib import Path

import pytest

from agreement.assembly.assemble import draft
from agreement.cli.new import MATTERS
from agreement.document.plain import plain
from agreement.library.disk import Library, shipped
from agreement.proof.specimen import JURISDICTIONS
from agreement.reading.load import load
from agreement.reading.source import is_open
from agreement.term_sheet.starting import WIDTH, starting_sheet
from tests.drafting import LIBRARY

SETTINGS = [(matter, law) for matter in MATTERS for law in JURISDICTIONS]
# A default that is on offer, and a row of a table.
OFFERED = re.compile(r"^    # ([a-z_]+: (?!taken from).*)$", re.MULTILINE)
ROWS = re.compile(r"^    ([a-z_]+): open( +#.*)?\n((?:    #   .*\n)+)", re.MULTILINE)


def started(matter: str, jurisdiction: str) -> str:
    """The sheet of the library that comes with the program."""
    return starting_sheet(matter, jurisdiction, LIBRARY)


def built(sheet: str) -> str:
    """The agreement of a sheet as plain text."""
    return plain(draft(sheet.encode(), "sheet.yaml", LIBRARY).agreement)


def standard(matter: str, jurisdiction: str) -> dict:
    """The standard itself."""
    path = LIBRARY.file("standards", f"{matter}-{jurisdiction}.yaml")
    return load(path.read_bytes(), path.name).value


def in_the_chosen_wording(sheet: str) -> str:
    """A sheet without the lines that offer another wording, or an answer that only it asks."""
    kept = re.sub(r"^    # alternative: .*\n", "", sheet, flags=re.MULTILINE)
    kept = re.sub(r"^    # .*, in another wording\n", "", kept, flags=re.MULTILINE)
    return re.sub(r"(^    # .*in another wording:\n)    # .*\n", r"\1", kept, flags=re.MULTILINE)


@pytest.mark.parametrize(("matter", "jurisdiction"), SETTINGS)
class TestEverySheet:
    def test_it_builds_the_same_agreement_as_the_standard(self, matter, jurisdiction):
        path = LIBRARY.file("standards", f"{matter}-{jurisdiction}.yaml")
        assert built(started(matter, jurisdiction)) == built(path.read_text())

    def test_it_keeps_what_the_standard_has_answered(self, matter, jurisdiction):
        begun = load(started(matter, jurisdiction).encode(), "sheet.yaml").value["clauses"]
        for id, answers in standard(matter, jurisdiction)["clauses"].items():
            given = {name: one for name, one in (answers or {}).items() if not is_open(one)}
            assert given.items() <= (begun[id] or {}).items()

    def test_a_default_that_is_uncommented_changes_nothing(self, matter, jurisdiction):
        sheet = in_the_chosen_wording(started(matter, jurisdiction))
        head, clauses, answers = sheet.partition("\nclauses:\n")
        assert len(OFFERED.findall(answers)) > 10
        assert built(head + clauses + OFFERED.sub(r"    \1", answers)) == built(sheet)

    def test_a_row_of_a_table_that_is_uncommented_is_a_row(self, matter, jurisdiction):
        sheet = started(matter, jurisdiction)
        answered = ROWS.sub(lambda found: _with_rows(found[1], found[3]), sheet)
        assert answered != sheet
        begun = load(answered.encode(), "sheet.yaml").value["clauses"]
        for id, answers in begun.items():
            for name, given in (answers or {}).items():
                if "columns" in LIBRARY.clause(id).blanks.get(name, {}):
                    assert given[0].keys() == LIBRARY.clause(id).blanks[name]["columns"].keys()
        assert built(answered)

    def test_no_line_is_long_but_a_long_answer(self, matter, jurisdiction):
        for line in started(matter, jurisdiction).splitlines():
            assert len(line) <= WIDTH or re.match(r"    (# )?[a-z_]+: [^#]*$", line)

    def test_every_question_of_its_clauses_is_explained(self, matter, jurisdiction):
        flat = re.sub(r"\n +# ", " ", started(matter, jurisdiction))
        for id in standard(matter, jurisdiction)["clauses"]:
            for blank in LIBRARY.clause(id).blanks.values():
                assert " ".join(blank["ask"].split()) in flat

    def test_the_notes_of_the_standard_come_along(self, matter, jurisdiction):
        text = LIBRARY.file("standards", f"{matter}-{jurisdiction}.yaml").read_text()
        notes = [line for line in text.splitlines()[1:] if line.startswith("#")]
        assert notes
        assert "\n".join(notes) in started(matter, jurisdiction)


def _with_rows(name: str, rows: str) -> str:
    return f"    {name}:\n" + re.sub("^    # ", "    ", rows, flags=re.MULTILINE)


def test_a_matter_without_a_standard_has_no_sheet():
    assert starting_sheet("alliance", "ruritania", LIBRARY) is None


def test_an_answer_that_yaml_would_read_otherwise_is_quoted(tmp_path: Path):
    home = tmp_path / "clauses" / "notification"
    home.mkdir(parents=True)
    ours = LIBRARY.file("clauses", "notification", "notices.yaml").read_text()
    changed = ours.replace('default: "17:00"', 'default: "no: #1"')
    assert changed != ours
    (home / "notices.yaml").write_text(changed)
    sheet = starting_sheet("payer-provider", "england-wales", Library(tmp_path, shipped()))
    assert 'closing_time: "no: #1"' in sheet
