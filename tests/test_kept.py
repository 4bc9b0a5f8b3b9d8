"""What is kept on disk between runs: quicker, never another result, and never in anybody's way."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from agreement import kept as keeping
from agreement.duties.public_holidays import public_holidays
from agreement.finding import Refused
from agreement.kept import OFF, VARIABLE, keep, kept
from agreement.library.disk import Library, shipped
from agreement.word import compile_shell, write
from tests.drafting import EXAMPLES, ROOT, SHEET, clause, drafted, firm, sheet, text

PLAIN = ROOT / "templates" / "plain.docx"
MODERN = ROOT / "templates" / "modern.docx"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of this test's own to keep things in."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def files(folder: Path) -> list[Path]:
    """What is kept."""
    return sorted(folder.glob("*")) if folder.exists() else []


def test_what_is_kept_is_found_under_all_of_its_origins_and_no_other():
    keep(b"made", "kind", b"one", b"two")
    assert kept("kind", b"one", b"two") == b"made"
    assert kept("other", b"one", b"two") is None
    assert kept("kind", b"one") is None and kept("kind", b"onet", b"wo") is None


def test_a_changed_program_finds_nothing_of_the_program_before(monkeypatch):
    keep(b"made", "kind", b"one")
    monkeypatch.setattr(keeping, "_program", lambda: b"another program")
    assert kept("kind", b"one") is None


def test_a_file_that_was_damaged_is_as_good_as_none(folder):
    keep(b"made", "kind", b"one")
    (file,) = files(folder)
    for damaged in (b"", file.read_bytes()[:-1], b"?" + file.read_bytes()[1:]):
        file.write_bytes(damaged)
        assert kept("kind", b"one") is None


def test_nothing_is_kept_where_it_is_turned_off(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, OFF)
    keep(b"made", "kind", b"one")
    assert kept("kind", b"one") is None and not Path(OFF).exists()


def test_a_folder_that_cannot_be_made_stops_nobody(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "below"))
    keep(b"made", "kind", b"one")
    assert kept("kind", b"one") is None
    assert "SPECIMEN" in text(Library())


@pytest.mark.parametrize("example", EXAMPLES[:3], ids=lambda path: path.stem)
def test_an_agreement_is_the_same_from_what_was_kept(example, folder):
    def built() -> bytes:
        found = drafted_from(example, Library())
        return write(found.agreement, compile_shell(PLAIN))

    first = built()
    assert files(folder)
    assert built() == first


def drafted_from(example, library):
    """The draft of an example by a library."""
    from agreement.assembly.assemble import draft

    return draft(example.read_bytes(), example.name, library)


def test_a_changed_clause_shows_at_once(tmp_path):
    chosen = {"clauses": {"billing/clawback": None}}
    for words in ("The first words.", "The second words."):
        library = firm(tmp_path, billing__clawback=clause(text=words))
        assert words in text(library, **chosen)


def test_a_clause_that_became_faulty_is_refused_at_once(tmp_path):
    chosen = {"clauses": {"billing/clawback": None}}
    text(firm(tmp_path, billing__clawback=clause(text="The words.")), **chosen)
    with pytest.raises(Refused):
        text(firm(tmp_path, billing__clawback={"heading": "Only"}), **chosen)


def test_a_changed_schema_asks_the_clauses_again(tmp_path):
    library = firm(tmp_path, billing__clawback=clause(text="The words."))
    chosen = {"clauses": {"billing/clawback": None}}
    text(library, **chosen)
    schema = (shipped() / "schemas" / "clause.schema.json").read_text(encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    stricter = schema.replace('"required": [', '"required": ["plain-and-simple", ', 1)
    assert stricter != schema
    (tmp_path / "schemas" / "clause.schema.json").write_text(stricter, encoding="utf-8")
    with pytest.raises(Refused):
        text(Library(tmp_path, shipped()), **chosen)


def test_a_place_in_a_clause_that_was_kept_is_the_place_in_its_file():
    for _ in range(2):
        source = Library().clause("billing/clawback").source
        assert source.key(("text",)).line > 1 and source.place(("heading",)).column > 1
    fresh = {path: source.places[path] for path in source.places}
    assert len(fresh) == len(source.places) > 10


def test_a_shell_saved_again_is_compiled_again(tmp_path):
    shell = tmp_path / "house.docx"
    digests = []
    for saved in (PLAIN, MODERN, PLAIN):
        shell.write_bytes(saved.read_bytes())
        digests.append(compile_shell(shell).digest)
    assert digests[0] == digests[2] != digests[1]


def test_a_shell_that_was_kept_writes_the_same_bytes():
    agreement = drafted().agreement
    first, again = compile_shell(PLAIN), compile_shell(PLAIN)
    assert first is not again and first == again
    assert write(agreement, first) == write(agreement, again)


def test_the_holidays_that_were_kept_are_those_of_the_package(folder):
    found = []
    for _ in range(2):
        public_holidays.cache_clear()
        found.append(public_holidays("england-wales", 2027))
    assert found[0] == found[1] and date(2027, 12, 27) in found[0]
    assert [one for one in files(folder) if one.name.startswith("public-holidays")]


def test_a_second_run_imports_nothing_that_reads_or_compiles(tmp_path):
    heavy = ("jsonschema", "docx", "docxtpl", "jinja2", "lxml", "holidays", "zipfile", "subprocess")
    raw = tmp_path / "sheet.yaml"
    raw.write_bytes(sheet(**{**SHEET, "effective_date": "2026-12-01"}))
    script = (
        "import sys\nfrom agreement.cli import main\n"
        f"sys.argv = ['x', {str(raw)!r}, '-o', {str(tmp_path / 'out')!r}, '--force']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
        )
    assert ran.stdout.splitlines()[-1] == "[]"
