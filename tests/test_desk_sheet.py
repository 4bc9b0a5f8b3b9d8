"""A term sheet on the desk: changed in its place, recorded first, never overwritten."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agreement.desk import history
from agreement.desk.change import Asked, Change, Saved, Unsaved
from agreement.desk.edits import NotWritten, Put, Take, edited
from agreement.desk.history import text_after
from agreement.desk.place import ABSENT, at
from agreement.desk.sheet import Sheet
from agreement.desk.steps import waiting
from agreement.reading.load import load
from tests.drafting import EXAMPLES

TEXT = """\
# What was agreed on the day.
title: Settlement of one account   # as the parties call it
form: agreement
money: {currency: GBP, settlement_sum: "125000.00"}

clauses:
  payment/lump-sum:
    payment_days: 28
  # The insurer asked for this one.
  general/variation:
"""
SUM = ("money", "settlement_sum")


class Clock:
    """A clock that a test moves on; it begins later than any file of the test is written."""

    def __init__(self, hours: int = 1):
        self.time = datetime.now(UTC) + timedelta(hours=hours)

    def __call__(self):
        self.time += timedelta(seconds=10)
        return self.time


@pytest.fixture
def path(tmp_path) -> Path:
    file = tmp_path / "account.yaml"
    file.write_text(TEXT)
    return file


@pytest.fixture
def sheet(path) -> Sheet:
    found = Sheet(path, Clock())
    found.now()
    return found


def put(sheet: Sheet, place: tuple, value: object, **more: object):
    was = more.get("was")
    change = Change((Put(place, value),), place, str(more.get("tab", "one")), was, was is not None)
    return sheet.change(change)


def value(path: Path) -> dict:
    return load(path.read_bytes(), path.name).value


@pytest.mark.parametrize(
    ("edit", "line", "written"),
    [
        (Put(SUM, "130000.00"), 3, 'money: {currency: GBP, settlement_sum: "130000.00"}'),
        (Put(("title",), "Two accounts"), 1, "title: Two accounts"),
        (Put(("clauses", "payment/lump-sum", "payment_days"), 14), 7, "    payment_days: 14"),
        (Put(("title",), "No: 5"), 1, "title: 'No: 5'"),
        (Put(("title",), "012"), 1, 'title: "012"'),
        (Put(("title",), "no"), 1, 'title: "no"'),
        (Put(("title",), "open"), 1, "title: open"),
        (Put(("effective_date",), "2027-01-04"), 10, "effective_date: 2027-01-04"),
        (Put(SUM, {"open": "the sum", "owner": "payer"}), 3, "{open: the sum, owner: payer}"),
        (Put(("recitals", 0), "They fell out."), 11, "  - They fell out."),
        (Put(("mediation", "date"), "2026-11-22"), 10, "mediation: {date: 2026-11-22}"),
    ],
)
def test_a_change_writes_one_line_and_leaves_the_rest(edit, line, written):
    after = edited(TEXT, (edit,)).splitlines()
    assert written in after[line]
    untouched = [row for row in TEXT.splitlines() if row not in after]
    assert len(untouched) <= 1


def test_what_held_the_last_value_goes_with_it():
    both = edited(TEXT, (Put(("mediation", "date"), "2026-11-22"), Put(("recitals", 0), "A row.")))
    gone = edited(both, (Take(("mediation", "date")), Take(("recitals", 0))))
    assert gone == TEXT


def test_a_clause_without_answers_stays_a_clause():
    bare = edited(TEXT, (Take(("clauses", "payment/lump-sum", "payment_days")),))
    assert load(bare.encode(), "").value["clauses"]["payment/lump-sum"] is None


def test_a_comment_between_two_clauses_survives_either():
    for id in ("payment/lump-sum", "general/variation"):
        assert "# The insurer asked for this one." in edited(TEXT, (Take(("clauses", id)),))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_line_ends_and_the_mark_of_an_old_editor_stay(line_end, mark):
    before = mark + TEXT.replace("\n", line_end)
    after = edited(before, (Put(("title",), "Settlement of the account"),))
    assert after == before.replace("of one account", "of the account")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_changes_in_one_place_and_comes_back_the_same(example):
    text = example.read_text(encoding="utf-8")
    changed = edited(text, (Put(("title",), "Another title"),))
    title = load(text.encode(), "").value["title"]
    assert edited(changed, (Put(("title",), title),)) == text


def test_what_cannot_be_a_yaml_text_is_not_written():
    with pytest.raises(NotWritten, match="cannot be written"):
        edited(TEXT, (Put(("title",), "a\x07b"),))


def test_a_change_is_on_disk_and_in_the_history(sheet, path):
    assert put(sheet, SUM, "130000.00") == Saved()
    assert value(path)["money"]["settlement_sum"] == "130000.00"
    assert text_after(sheet.history.lines()) == path.read_text()


def test_the_history_alone_gives_back_a_term_sheet_that_is_gone(sheet, path):
    put(sheet, SUM, "130000.00")
    kept = path.read_text()
    path.unlink()
    assert sheet.now().gone
    assert put(sheet, SUM, "1.00") == Unsaved(
        "the file on disk cannot be read; what you typed is in the history"
    )
    assert sheet.bring_back("one") == Saved()
    assert path.read_text() == kept


def test_a_change_that_never_reached_the_disk_is_carried_out(path):
    sheet = Sheet(path, Clock())
    sheet.now()
    put(sheet, SUM, "130000.00")
    whole = path.read_text()
    path.write_text(TEXT)
    os.utime(path, (0, 0))
    again = Sheet(path, Clock())
    assert again.now().text == whole == path.read_text()


def test_a_text_put_back_by_another_program_is_not_overwritten(path):
    sheet = Sheet(path, lambda: datetime.now(UTC))
    sheet.now()
    put(sheet, SUM, "130000.00")
    path.write_text(TEXT)
    assert Sheet(path).now().text == TEXT == path.read_text()


@pytest.mark.parametrize(
    "torn", [b'{"at": "2026-11-', b'{"at": "2026-11-22T17:00:00+00:00", "do"', b"\xff"]
)
def test_a_half_written_line_is_passed_over(sheet, path, torn):
    put(sheet, SUM, "130000.00")
    with sheet.history.path.open("ab") as file:
        file.write(torn)
    again = Sheet(path, Clock(hours=2))
    assert put(again, SUM, "140000.00") == Saved()
    assert text_after(Sheet(path).history.lines()) == path.read_text()
    assert again.step(history.UNDO, "one") == Saved()
    assert value(path)["money"]["settlement_sum"] == "130000.00"


def test_a_history_that_lost_a_line_begins_again_from_the_file(sheet, path):
    put(sheet, SUM, "130000.00")
    put(sheet, ("title",), "Two accounts")
    lines = sheet.history.path.read_text().splitlines(keepends=True)
    sheet.history.path.write_text(lines[0] + lines[2])
    again = Sheet(path, Clock())
    put(again, ("title",), "Three accounts")
    assert text_after(again.history.lines()) == path.read_text()


def test_a_step_is_taken_back_and_made_again_by_another_process(sheet, path):
    put(sheet, SUM, "130000.00")
    put(sheet, ("title",), "Two accounts")
    whole = path.read_text()
    assert Sheet(path, Clock()).step(history.UNDO, "two") == Saved()
    assert value(path)["title"] == "Settlement of one account"
    assert Sheet(path, Clock()).step(history.UNDO, "two") == Saved()
    assert path.read_text() == TEXT
    assert isinstance(Sheet(path, Clock()).step(history.UNDO, "two"), Unsaved)
    assert Sheet(path, Clock()).step(history.REDO, "two") == Saved()
    assert Sheet(path, Clock()).step(history.REDO, "two") == Saved()
    assert path.read_text() == whole
    assert isinstance(Sheet(path, Clock()).step(history.REDO, "two"), Unsaved)


def test_letters_typed_one_after_the_other_are_taken_back_together(path):
    time = datetime.now(UTC) + timedelta(hours=1)
    sheet = Sheet(path, lambda: time)
    sheet.now()
    for typed in ("T", "Tw", "Two"):
        put(sheet, ("title",), typed)
    sheet.step(history.UNDO, "one")
    assert path.read_text() == TEXT


def test_a_change_after_one_taken_back_ends_what_could_be_made_again(sheet):
    put(sheet, SUM, "130000.00")
    sheet.step(history.UNDO, "one")
    put(sheet, ("title",), "Two accounts")
    assert isinstance(sheet.step(history.REDO, "one"), Unsaved)


def test_a_change_elsewhere_to_another_field_stays_beside_mine(sheet, path):
    path.write_text(path.read_text().replace("payment_days: 28", "payment_days: 14"))
    assert put(sheet, SUM, "130000.00", was="125000.00") == Saved()
    assert value(path)["clauses"]["payment/lump-sum"] == {"payment_days": 14}
    assert value(path)["money"]["settlement_sum"] == "130000.00"


def test_a_change_elsewhere_to_the_same_field_is_asked_about(sheet, path):
    path.write_text(path.read_text().replace("125000.00", "99000.00"))
    assert put(sheet, SUM, "130000.00", was="125000.00") == Asked(SUM, "99000.00")
    assert value(path)["money"]["settlement_sum"] == "99000.00"
    held = [line.told["wanted"] for line in waiting(sheet.history.lines())]
    assert held == [["130000.00"]]
    assert put(sheet, SUM, "130000.00", was="99000.00") == Saved()
    assert not [*waiting(sheet.history.lines())]


def test_the_same_tab_may_type_on_before_it_hears_back(sheet):
    assert put(sheet, ("title",), "T", was="Settlement of one account") == Saved()
    assert put(sheet, ("title",), "Tw", was="Settlement of one account") == Saved()


def test_two_tabs_on_one_field_are_asked_about(sheet):
    assert put(sheet, ("title",), "T", was="Settlement of one account", tab="one") == Saved()
    asked = put(sheet, ("title",), "U", was="Settlement of one account", tab="two")
    assert asked == Asked(("title",), "T")


def test_a_file_that_is_no_longer_yaml_is_left_alone_until_somebody_decides(sheet, path):
    put(sheet, SUM, "130000.00")
    known = path.read_text()
    broken = known.replace("form: agreement", "form: [agreement")
    path.write_text(broken)
    now = sheet.now()
    assert now.faults
    assert now.text == known
    assert isinstance(put(sheet, ("title",), "Two"), Unsaved)
    assert path.read_text() == broken
    assert sheet.bring_back("one") == Saved()
    assert path.read_text() == known
    assert [file.read_text() for file in sheet.folder.glob("set-aside-*")] == [broken]


def test_a_change_made_elsewhere_can_be_taken_back(sheet, path):
    path.write_text(TEXT.replace("28", "30"))
    sheet.now()
    assert sheet.step(history.UNDO, "one") == Saved()
    assert path.read_text() == TEXT


def test_every_line_of_the_history_names_its_time_and_what_came_of_it(sheet):
    put(sheet, SUM, "130000.00")
    lines = [json.loads(line) for line in sheet.history.path.read_text().splitlines()]
    assert [line["do"] for line in lines] == ["begin", "set"]
    assert all(len(line["digest"]) == 64 and line["at"] for line in lines)


def test_nothing_at_a_place_is_told_from_null():
    known = {"clauses": {"general/variation": None}, "recitals": ["one"]}
    assert at(known, ("clauses", "general/variation")) is None
    assert at(known, ("recitals", 1)) is ABSENT
    assert at(known, ("recitals", -1)) is ABSENT
    assert at(known, ("title", "x")) is ABSENT


@pytest.mark.parametrize("left", [b"", b"\0" * 400])
def test_a_term_sheet_that_a_loss_of_power_left_empty_is_given_back(sheet, path, left):
    put(sheet, SUM, "130000.00")
    known = path.read_text()
    path.write_bytes(left)
    assert Sheet(path, Clock()).now().text == known
    assert path.read_text() == known


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ('a: {b: "1", c: 2}\n', "x, y", "a: {b: 'x, y', c: 2}\n"),
        ("a: {b: x y}   # why\n", "it's", "a: {b: it's}   # why\n"),
        ("a:\n  b: 'it''s'\n", "12 High Street", "a:\n  b: 12 High Street\n"),
        ('a: {b: ""}\n', "£5 each", "a: {b: £5 each}\n"),
        ("a: {b: 28}\n", 14, "a: {b: 14}\n"),
        ("a: {b: true}\n", False, "a: {b: false}\n"),
        ("a:\n  b: |\n    x\n    y\n", "z", "a:\n  b: z\n"),
        ("a:\n  b: x\n    y\n", "z # 1", "a:\n  b: 'z # 1'\n"),
    ],
)
def test_an_answer_is_typed_anew_in_its_place_and_reads_back_as_typed(before, typed, after):
    assert edited(before, (Put(("a", "b"), typed),)) == after
    assert load(after.encode(), "").value["a"]["b"] == typed
