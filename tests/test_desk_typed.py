"""What the boxes of a field say, as a value, and back again: nothing typed is lost on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from agreement.desk.fields import Field, Group, Rows
from agreement.desk.place import ABSENT, anchor, read, told
from agreement.desk.sections import every_field, headings, key_of, section
from agreement.desk.typed import boxes, echo, entered
from agreement.document.wording import AMERICAN, BRITISH, NBSP
from agreement.reading.load import load
from agreement.term_sheet.terms import frame
from tests.drafting import EXAMPLES, LIBRARY

FRAME = frame(LIBRARY.schema("term-sheet-frame"), LIBRARY.clause_schema)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2027-01-04"),
        ("date", "2027--04"),
        ("start", "2027-01-04"),
        ("start", "signature"),
        ("start", {"later_of": ["signature", "2026-12-01"]}),
        ("start", {"earlier_of": ["signature", "2026-12-01"]}),
        ("start", {"later_of": ["2026-12-01", "2026-12-02", "signature"]}),
        ("due", {"on": "2027-01-04"}),
        ("due", {"on": "2027-01-04", "by": "16:00"}),
        ("due", {"days": 30, "after": "effective_date"}),
        ("due", {"business_days": 5, "before": {"event": "it pays"}, "roll": "following"}),
        ("due", {"months": 3, "after": "2027-01-04"}),
        ("due", {"days": 1, "after": {"later_of": ["signature", "payment"]}}),
        ("due", {"throughout": "the plan runs"}),
        ("yes", True),
        ("yes", False),
        ("whole", 28),
        ("figure", "0.5"),
        ("money", "125000.00"),
        ("binding", "all"),
        ("side", "patient"),
        ("side", ["patient", "trust"]),
        ("words", "One line\nand another"),
    ],
)
def test_a_value_comes_back_from_its_boxes(kind, value):
    assert entered(kind, boxes(kind, value), value) == value


@given(words=some.text(max_size=60))
@pytest.mark.parametrize("kind", ["line", "words", "money", "whole", "figure"])
def test_whatever_is_typed_has_a_value_that_the_box_shows_again(kind, words):
    value = entered(kind, {"value": words})
    again = entered(kind, boxes(kind, value)) if value is not ABSENT else ABSENT
    assert again == value
    assert isinstance(echo(kind, value, BRITISH, "GBP"), str)


@pytest.mark.parametrize(
    ("kind", "value", "style", "words"),
    [
        ("date", "2027-01-04", BRITISH, "Monday 4 January 2027"),
        ("date", "2027-01-04", AMERICAN, "Monday, January 4, 2027"),
        ("date", "2027-02-30", BRITISH, ""),
        ("date", "2027--04", BRITISH, ""),
        ("start", {"later_of": ["signature", "2026-12-01"]}, BRITISH, "Tuesday 1 December 2026"),
        ("start", "signature", BRITISH, ""),
        ("money", "125000.00", BRITISH, "£125,000.00"),
        ("money", "open", BRITISH, ""),
        ("money", ABSENT, BRITISH, ""),
    ],
)
def test_a_date_and_a_sum_are_echoed_in_full(kind, value, style, words):
    assert echo(kind, value, style, "GBP").replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("words", "kept"),
    [("£125,000", "125000.00"), ("GBP 1 250.50", "1250.50"), ("1234.5", "1234.5"),
     ("125000,00", "125000,00"), ("1,23", "1,23"), ("€5000", "€5000"), ("$5,000", "$5,000")],
)  # fmt: skip
def test_a_sum_is_read_as_the_currency_writes_it_and_else_kept_as_it_was_typed(words, kept):
    assert entered("money", {"value": words}, currency="GBP") == kept


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_answer_of_an_example_has_a_field_that_shows_it(example):
    value = load(example.read_bytes(), example.name).value
    shown = set()
    for heading in headings(value, LIBRARY, {}):
        part = section(heading.key, value, LIBRARY, FRAME)
        assert part is not None
        for one in every_field(part.items):
            assert key_of(one.path) == heading.key
            assert read(told(one.path)) == one.path
            kept = entered(one.kind, boxes(one.kind, one.value), one.value, one.value)
            if one.value is not ABSENT and one.value is not None and not one.open:
                shown.add(one.path)
                assert kind_of_table(part.items, one) or same(kept, one), one
    leaves = {path for path in _leaves(value) if path[0] != "private"}
    lost = {path for path in leaves if not any(path[: len(one)] == one for one in shown)}
    assert {path for path in lost if path[-1] != "alternative"} == set()


def same(kept: object, one: Field) -> bool:
    """Whether a value is the field's; a sum may gain its two decimals."""
    return kept == one.value or (one.kind == "money" and Decimal(kept) == Decimal(one.value))


def kind_of_table(items, one: Field) -> bool:
    """Whether a field stands for a whole table, whose boxes are those of its rows."""
    return any(isinstance(item, Rows) and item.path == one.path for item in _flat(items))


def _flat(items):
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _flat(item.items)


def _leaves(value, path=()):
    if isinstance(value, dict) and "open" not in value:
        for key, below in value.items():
            yield from _leaves(below, (*path, key))
    elif isinstance(value, list):
        for count, below in enumerate(value):
            yield from _leaves(below, (*path, count))
    elif value is not None and value != "open" and not isinstance(value, dict):
        yield path


def test_the_names_of_places_on_the_page_are_their_own():
    seen: dict[str, tuple] = {}
    for example in EXAMPLES:
        value = load(example.read_bytes(), example.name).value
        for heading in headings(value, LIBRARY, {}):
            for one in every_field(section(heading.key, value, LIBRARY, FRAME).items):
                assert seen.setdefault(anchor(one.path), one.path) == one.path


@pytest.mark.parametrize("text", ["", "{}", "[1.5]", "[null]", "[[]]", '"title"', "[" * 40])
def test_what_is_no_place_is_refused(text):
    with pytest.raises(ValueError):
        read(text)
