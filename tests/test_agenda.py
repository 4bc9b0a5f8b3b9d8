"""The calendar: an event for each dated duty, which a later draft updates and never doubles."""

from datetime import date, timedelta

import pytest
import vobject

from agreement.agenda import agenda, sequence
from agreement.assemble import draft
from agreement.document import Agreement
from tests.drafting import EXAMPLES, LIBRARY, agreed

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
