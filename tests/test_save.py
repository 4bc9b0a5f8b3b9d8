"""Writing a document: whole or not at all, and never over what somebody else wrote."""

import errno
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from agreement.cli import main
from agreement.whole import half_name, save, swap

ROOT = Path(__file__).parents[1]
SHEET = ROOT / "examples" / "us-16-hutchinson-aod.yaml"


def build(folder: Path, *options: str, sheet: Path = SHEET) -> Result:
    return CliRunner().invoke(main, [str(sheet), "-o", str(folder), *options])


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "us-16-hutchinson-aod.docx"


def edit(document: Path) -> None:
    opened = Document(document)
    opened.paragraphs[0].add_run(" as agreed by telephone")
    opened.save(document)


def test_a_document_that_nobody_edited_is_replaced_without_a_word(tmp_path, target):
    first = build(tmp_path)
    old = target.read_bytes()
    changed = tmp_path / SHEET.name
    changed.write_text(SHEET.read_text(encoding="utf-8") + "reference: EX/1\n")
    second = build(tmp_path, sheet=changed)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stderr == second.stderr == ""
    assert target.read_bytes() != old


def test_an_edited_document_is_left_alone_and_named(tmp_path, target):
    build(tmp_path)
    edit(target)
    edited = target.read_bytes()
    result = build(tmp_path)
    assert result.exit_code == 1
    assert f"{target}: error[edited-since]" in result.stderr
    assert "--force" in result.stderr
    assert target.read_bytes() == edited


@pytest.mark.parametrize("content", [b"", b"minutes of the meeting", b"PK\x03\x04 broken"])
def test_a_file_that_is_not_ours_is_left_alone_and_named(tmp_path, target, content):
    target.write_bytes(content)
    result = build(tmp_path)
    assert result.exit_code == 1
    assert f"{target}: error[not-ours]" in result.stderr
    assert target.read_bytes() == content


def test_a_document_made_by_word_is_not_ours(tmp_path, target):
    Document().save(target)
    assert "error[not-ours]" in build(tmp_path).stderr


def test_a_folder_of_that_name_is_left_alone_even_by_force(tmp_path, target):
    target.mkdir()
    (target / "kept.txt").write_text("kept")
    for options in ((), ("--force",)):
        result = build(tmp_path, *options)
        assert result.exit_code == 1
        assert "error[not-a-file]: a folder has this name" in result.stderr
    assert (target / "kept.txt").read_text() == "kept"


def test_force_replaces_what_was_edited_and_what_is_not_ours(tmp_path, target):
    build(tmp_path)
    built = target.read_bytes()
    edit(target)
    assert build(tmp_path, "--force").exit_code == 0
    assert target.read_bytes() == built
    target.write_bytes(b"minutes of the meeting")
    assert build(tmp_path, "--force").exit_code == 0
    assert target.read_bytes() == built


@pytest.mark.parametrize("kind", ["file", "nothing", "folder"])
def test_a_link_is_left_alone_and_never_written_through(tmp_path, target, kind):
    elsewhere = tmp_path / "elsewhere"
    if kind == "folder":
        elsewhere.mkdir()
    if kind == "file":
        elsewhere.write_bytes(b"the signed copy")
    target.symlink_to(elsewhere)
    result = build(tmp_path)
    assert result.exit_code == 1
    assert f"{target}: error[a-link]" in result.stderr
    assert target.is_symlink()
    forced = build(tmp_path, "--force")
    assert forced.exit_code == 0
    assert not target.is_symlink()
    assert target.read_bytes()[:2] == b"PK"
    if kind == "file":
        assert elsewhere.read_bytes() == b"the signed copy"
    else:
        assert elsewhere.exists() == (kind == "folder")


def test_a_failed_rename_leaves_the_folder_of_that_name_and_nothing_beside_it(tmp_path, target):
    target.mkdir()
    with pytest.raises(OSError, match="us-16-hutchinson-aod") as raised:
        save(target, b"new")
    assert raised.value.filename == str(target)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_stop_before_the_rename_leaves_the_old_document_whole(
    tmp_path, target, fault, monkeypatch
):
    build(tmp_path)
    old = target.read_bytes()

    def stopped(source: str, destination: Path) -> None:
        assert Path(source).read_bytes()[:2] == b"PK"
        raise fault

    monkeypatch.setattr(os, "replace", stopped)
    result = build(tmp_path)
    assert result.exit_code == (3 if isinstance(fault, OSError) else 1)
    assert target.read_bytes() == old
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_process_left_of_a_file_goes_when_that_file_is_written_again(tmp_path):
    dead, live = (half_name("matter.docx", chance) for chance in ("ab12cd34", "ab12cd35"))
    names = {
        dead: 7200,
        live: 60,  # Somebody may still be writing it.
        half_name("other.docx", "ab12cd34"): 7200,
        half_name("matter.pdf", "ab12cd34"): 7200,
        ".matter-notes.tmp": 7200,
        ".matter-my_notes.tmp": 7200,
        dead.removeprefix("."): 7200,
    }
    for name, age in names.items():
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    (tmp_path / half_name("matter.docx", "aaaaaaaa")).mkdir()
    (tmp_path / half_name("matter.docx", "bbbbbbbb")).symlink_to(tmp_path / live)
    before = {path.name for path in tmp_path.iterdir()}
    save(tmp_path / "matter.docx", b"whole")
    after = {path.name for path in tmp_path.iterdir()}
    assert before - after == {dead}
    assert after - before == {"matter.docx"}


def test_a_document_may_be_read_as_the_user_s_other_files_are(tmp_path, target):
    build(tmp_path)
    other = tmp_path / "other"
    other.write_text("x")
    assert target.stat().st_mode == other.stat().st_mode


def test_a_swap_that_cannot_be_made_names_the_file_that_was_asked_for(tmp_path):
    path = tmp_path / "none" / "matter.yaml"
    with pytest.raises(OSError) as raised:
        swap(path, b"title: x")
    assert raised.value.filename == str(path)
