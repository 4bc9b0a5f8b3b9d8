"""The calendar: an event for each dated duty, which a later draft updates and never doubles."""

import json
import re
import shutil
import subprocess
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import vobject
from click.testing import CliRunner
from msgspec.structs import replace

from agreement.assembly.assemble import draft
from agreement.beside.agenda import agenda, sequence
from agreement.cli import main
from agreement.document.tree import Agreement
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed, sheet

ACTION = {
    "role": "provider",
    "what": "Send the statement",
    "due": {"days": 10, "after": "effective_date"},
    "evidence": "the statement",
}
PATIENT = {
    "patient": {"name": "Jane Example", "kind": "individual", "called": "Patient"},
    "provider": {
        "name": "Example Hospitals Limited",
        "kind": "company",
        "called": "Hospital",
        "signatories": [{"name": "Sam Example", "capacity": "Director"}],
    },
}


def events(agreement: Agreement) -> list:
    return vobject.readOne(agenda(agreement).decode()).contents.get("vevent", [])


def one(**changes: object):
    (event,) = events(agreed(**{"actions": [ACTION], **changes}))
    return event


def test_a_duty_is_an_event_of_a_whole_day_that_leaves_the_day_free():
    event = one()
    assert event.dtstart.value == date(2026, 12, 11)
    assert event.dtend.value == date(2026, 12, 12)
    assert event.transp.value == "TRANSPARENT"
    assert event.summary.value == "Hospital: Send the statement"


def test_an_event_keeps_its_identity_when_its_date_moves():
    first, second = one(), one(effective_date="2027-03-01", draft={"number": 2})
    assert first.uid.value == second.uid.value
    assert first.dtstart.value != second.dtstart.value


def test_events_of_two_matters_or_of_two_duties_never_share_an_identity():
    two = events(agreed(actions=[ACTION, ACTION]))
    other = one(reference="EX/2")
    assert len({event.uid.value for event in (*two, other)}) == 3


@pytest.mark.parametrize(
    ("status", "number", "counted"),
    [("draft", None, 0), ("draft", 3, 3),
     ("execution", None, 10_000), ("execution", 3, 10_003)],
)  # fmt: skip
def test_a_later_draft_is_a_later_version_and_the_copy_to_sign_the_last(status, number, counted):
    changes = {"draft": {"number": number}} if number else {}
    assert sequence(agreed(status=status, **changes)) == counted


def test_the_stamp_is_the_drafts_own_date_and_never_the_clocks():
    assert one(draft={"date": "2026-11-22"}).dtstamp.value.date() == date(2026, 11, 22)
    assert one().dtstamp.value.date() == date(1980, 1, 1)


def test_a_date_that_rests_on_an_assumed_one_says_so():
    event = one(effective_date="signature", assumed={"signature": "2026-12-01"})
    assert event.summary.value.endswith(" (provisional)")
    assert "rests on an assumed date" in event.description.value


def test_a_duty_without_a_date_is_left_out():
    undated = {**ACTION, "due": {"days": 10, "after": {"event": "the Hospital asks"}}}
    assert len(events(agreed(actions=[ACTION, undated]))) == 1


def test_reminders_come_by_the_kind_of_duty():
    leads = {"Action": {7}, "Review": {14}, "Payment": {7, 1}}
    seen = set()
    for example in EXAMPLES:
        for event in events(draft(example.read_bytes(), example.name, LIBRARY).agreement):
            (kind,) = event.categories.value
            before = {-alarm.trigger.value for alarm in event.valarm_list}
            assert before == {timedelta(days=days) for days in leads[kind]}
            seen.add(kind)
    assert seen == set(leads)


def test_nobody_is_named_in_an_event_but_by_the_terms_of_the_parties():
    action = {**ACTION, "what": "Refund Jane Example and tell Sam Example"}
    (event,) = events(
        agreed(parties=PATIENT, matter="patient-billing", money=None, actions=[action],
               title="Jane Example and Example Hospitals Limited")
    )  # fmt: skip
    told = event.serialize()
    assert "Jane" not in told
    assert "Sam" not in told
    assert event.summary.value == "Hospital: Refund Patient and tell a person for the Hospital"
    assert event.description.value.startswith("Patient and Hospital\n")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_lines_end_and_fold_as_the_standard_asks_and_bytes_repeat(example):
    agreement = draft(example.read_bytes(), example.name, LIBRARY).agreement
    written = agenda(agreement)
    assert written == agenda(agreement)
    assert written.endswith(b"END:VCALENDAR\r\n")
    lines = written.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75


SECOND = {
    **ACTION,
    "what": "Pay the fee; then, if asked, tell Zoë",
    "due": {"days": 20, "after": "effective_date"},
}


def drafts(*calendars: tuple[list[dict], int]) -> list[bytes]:
    """Calendars of drafts that follow one another, each written where the one before stood."""
    written = [b""]
    for actions, number in calendars:
        found = agreed(actions=actions, draft={"number": number}, reference="EX/1")
        written.append(agenda(found, written[-1]))
    return written[1:]


NO_STATUS = SimpleNamespace(value="")


def versions(calendar: bytes) -> list[tuple[str, int, str]]:
    """The identity, the version and the status of each event."""
    found = vobject.readOne(calendar.decode()).contents.get("vevent", [])
    return [
        (one.uid.value, int(one.sequence.value), getattr(one, "status", NO_STATUS).value)
        for one in found
    ]


def test_a_duty_that_falls_away_comes_back_cancelled_in_a_later_version():
    first, second = drafts(([ACTION, SECOND], 1), ([ACTION], 2))
    (kept, *_), (gone, was, _) = versions(first)
    assert versions(second) == [(kept, 2, ""), (gone, max(was + 1, 2), "CANCELLED")]
    assert second.count(b"BEGIN:VALARM") == 1


def test_a_cancelled_event_stays_cancelled_and_a_draft_built_again_has_the_same_bytes():
    _, second, again, third = drafts(
        ([ACTION, SECOND], 1), ([ACTION], 2), ([ACTION], 2), ([ACTION], 3)
    )
    assert again == second
    assert versions(third)[1] == versions(second)[1]


def test_a_duty_that_returns_is_an_event_again_in_a_later_version():
    *_, gone, back = drafts(([ACTION, SECOND], 1), ([ACTION], 2), ([ACTION, SECOND], 2))
    uid, was, _ = versions(gone)[1]
    assert versions(back)[1] == (uid, was + 1, "")


def test_a_change_makes_a_later_version_even_where_the_drafts_have_no_numbers():
    moved = {**ACTION, "due": {"days": 11, "after": "effective_date"}}
    written = agenda(agreed(actions=[ACTION, SECOND]))
    later = agenda(agreed(actions=[moved, SECOND]), written)
    assert [version for _, version, _ in versions(later)] == [1, 0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda old: old[:-1],
        lambda old: b"",
        lambda old: b"no calendar",
        lambda old: old.replace(b"statement", b"staple"),
    ],
)
def test_a_calendar_that_somebody_edited_or_that_is_none_cancels_nothing(spoil):
    (first,) = drafts(([ACTION, SECOND], 1))
    told = agenda(agreed(actions=[ACTION], reference="EX/1"), spoil(first))
    assert told == agenda(agreed(actions=[ACTION], reference="EX/1"))


def test_the_command_reads_the_calendar_that_it_replaces(tmp_path):
    sheet_file = tmp_path / "matter.yaml"
    said = []
    for actions, number in (([ACTION, SECOND], 1), ([ACTION], 2)):
        sheet_file.write_bytes(sheet(actions=actions, reference="EX/1", draft={"number": number}))
        command = [str(sheet_file), "-o", str(tmp_path / "out"), "--also", "ics"]
        said.append(CliRunner().invoke(main, command).stdout)
    assert "matter.ics: 2 dated duties; 0 without a date left out\n" in said[0]
    assert "matter.ics: 1 dated duty; 0 without a date left out; 1 cancelled\n" in said[1]


READ = """
const ical = require(process.argv[1]), text = require("fs").readFileSync(0, "utf8");
const all = new ical.Component(ical.parse(text)).getAllSubcomponents("vevent");
console.log(JSON.stringify(all.map(one => new ical.Event(one)).map(one => [one.uid,
  one.startDate.toString(), one.summary, one.description, one.sequence])));
"""


@pytest.fixture(scope="module")
def ical_js():
    """A reader of calendars in another language, from people who share no code with the writer."""
    library = ROOT / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
    node = shutil.which("node")
    if not node or not library.is_file():
        pytest.skip("node or ical.js is not installed: npm install")

    def read(calendar: bytes) -> list[list]:
        command = [node, "-e", READ, library]
        ran = subprocess.run(command, input=calendar, capture_output=True, check=True, timeout=60)
        return json.loads(ran.stdout)

    return read


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_two_parsers_that_share_no_code_read_the_same_events(example, ical_js):
    written = agenda(draft(example.read_bytes(), example.name, LIBRARY).agreement)
    other = [
        [one.uid.value, one.dtstart.value.isoformat(), one.summary.value, one.description.value,
         int(one.sequence.value)]
        for one in vobject.readOne(written.decode()).contents.get("vevent", [])
    ]  # fmt: skip
    assert ical_js(written) == other


def test_both_parsers_give_back_the_signs_that_a_calendar_escapes(ical_js):
    hard = {**ACTION, "what": "Send: a, b; c \\ d and “é” — " + "long words " * 12}
    written = agenda(agreed(actions=[hard]))
    (event,) = events(agreed(actions=[hard]))
    assert event.summary.value.startswith("Hospital: Send: a, b; c \\ d and “é” — long")
    assert ical_js(written)[0][2] == event.summary.value


ONCE = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"),
    "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION"),
}
TEXTS = ("SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME")
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*(?:[;,]|\\[^\\;,nN])|[\x00-\x08\x0a-\x1f]")


def rule_faults(calendar: bytes) -> list[str]:
    """What breaks a rule of RFC 5545: lines (3.1), what a part must have once (3.4, 3.6), text
    (3.3.11), identities (3.8.4.7) and ends that follow their starts (3.8.2.2)."""
    faults = [f"long: {line}" for line in calendar.split(b"\r\n") if len(line) > 75]
    for line in calendar.split(b"\r\n"):
        line.decode()  # No character is cut by a fold.
    lines = calendar.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    open_parts: list[tuple[str, list[str]]] = []
    uids = []
    for line in lines:
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if name == "BEGIN":
            open_parts.append((value, []))
        elif name == "END":
            part, had = open_parts.pop()
            faults += [f"{part} {one}" for one in ONCE[part] if had.count(one) != 1]
        else:
            open_parts[-1][1].append(name)
        if name == "UID":
            uids.append(value)
        if name in TEXTS and UNESCAPED.search(value):
            faults.append(f"unescaped: {line}")
    twice = [f"twice: {uid}" for uid in uids if uids.count(uid) > 1]
    return [*faults, *twice, *(part for part, _ in open_parts)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_calendar_keeps_the_rules_of_the_standard(example):
    whole = draft(example.read_bytes(), example.name, LIBRARY).agreement
    written = agenda(whole)
    assert rule_faults(written) == []
    assert rule_faults(agenda(replace(whole, duties=whole.duties[:1]), written)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [(b"UID:", b"XID:", "VEVENT UID"), (b"VERSION:2.0", b"VERSION:2.0 " + b"x" * 80, "long"),
     (b"SUMMARY:", b"SUMMARY:a, b; ", "unescaped"), (b"ACTION:DISPLAY\r\n", b"", "VALARM ACTION")],
)  # fmt: skip
def test_a_broken_rule_is_found(old, new, fault):
    (first,) = drafts(([ACTION], 1))
    assert any(told.startswith(fault) for told in rule_faults(first.replace(old, new)))
