"""What a period runs from, in words and as a date."""

from datetime import date

import pytest

from agreement.document.prose import plain_words
from agreement.document.tree import Text
from agreement.term_sheet.anchors import Anchor, extreme, named, start_of
from tests.drafting import drafted, even

DECEMBER = date(2026, 12, 1)
STARTS = {
    "2026-12-01": ("1 December 2026", DECEMBER, False),
    "signature": ("the date on which the last party signs this Agreement", None, False),
    "payment": ("the date on which the sum payable under this Agreement is paid", None, False),
    "sealed_order": ("the date on which the court seals the order", None, False),
    "court_approval": ("the date on which the court approves this Agreement", None, False),
}
ASSUMED, KNOWN = {"assumed": {"signature": "2026-12-04"}}, {"dates": {"signature": "2026-12-04"}}
CHOICES = [
    ("later_of", {}, None, False),
    ("later_of", ASSUMED, date(2026, 12, 4), True),
    ("later_of", KNOWN, date(2026, 12, 4), False),
    ("earlier_of", {}, None, False),
    ("earlier_of", ASSUMED, DECEMBER, True),
    ("earlier_of", KNOWN, DECEMBER, False),
]
DAYS = [Anchor((Text("A"),)), Anchor((Text("B"),)), Anchor((Text("C"),))]
EVENT = Anchor((Text("he signs"),), event=True)


def here(**changes):
    """The setting of the small term sheet with these keys."""
    return drafted(**changes).setting


@pytest.mark.parametrize(("given", "anchor"), STARTS.items())
def test_a_start_reads_as_the_day_or_the_event_it_is(given, anchor):
    start = start_of(given, here())
    assert (even(plain_words(start.words)), start.on, start.provisional) == anchor


def test_an_american_day_is_written_the_american_way():
    american = here(jurisdiction="united-states", money={"currency": "USD"})
    assert even(plain_words(start_of("2026-12-01", american).words)) == "December 1, 2026"


@pytest.mark.parametrize(("which", "dates", "on", "provisional"), CHOICES)
def test_the_later_or_earlier_has_a_date_once_each_has_one(which, dates, on, provisional):
    start = start_of({which: ["signature", "2026-12-01"]}, here(**dates))
    assert (start.on, start.provisional) == (on, provisional)
    assert even(plain_words(start.words)) == (
        f"the {which.removesuffix('_of')} of the date on which the last party signs this "
        "Agreement and 1 December 2026"
    )


def test_the_effective_date_is_the_one_the_term_sheet_works_out():
    rule = {"later_of": ["signature", "2026-12-01"]}
    anchor = named("effective_date", here(effective_date=rule, **ASSUMED))
    assert plain_words(anchor.words) == "the Effective Date"
    assert (anchor.on, anchor.provisional) == (date(2026, 12, 4), True)


def test_a_known_effective_date_prevails_over_its_rule():
    anchor = named("effective_date", here(dates={"effective_date": "2027-02-01"}))
    assert (anchor.on, anchor.provisional) == (date(2027, 2, 1), False)


def test_an_open_effective_date_gives_no_date():
    anchor = named("effective_date", here(effective_date="open"))
    assert (anchor.on, anchor.provisional) == (None, False)


@pytest.mark.parametrize(
    ("which", "anchors", "american", "read"),
    [
        ("later_of", DAYS[:2], False, "the later of A and B"),
        ("earlier_of", DAYS[:2], True, "the earlier of A and B"),
        ("later_of", DAYS, False, "the latest of A, B and C"),
        ("earlier_of", DAYS, True, "the earliest of A, B, and C"),
        ("later_of", [DAYS[0], EVENT], False, "A or after he signs, whichever is later"),
        ("earlier_of", [DAYS[0], EVENT, DAYS[1]], False,
         "A, after he signs or after B, whichever is earliest"),
        ("earlier_of", [DAYS[0], EVENT, DAYS[1]], True,
         "A, after he signs, or after B, whichever is earliest"),
    ],
)  # fmt: skip
def test_several_anchors_read_as_a_choice_between_them(which, anchors, american, read):
    setting = here(**({"jurisdiction": "united-states"} if american else {}))
    assert plain_words(extreme(which, anchors, setting).words) == read


def test_a_choice_that_holds_an_event_has_no_date():
    assert extreme("later_of", [Anchor((), DECEMBER), EVENT], here()).on is None
