"""Open points get their numbers in the order of the document."""

import pytest

from agreement.assembly.open_points import listed, numbered
from agreement.document.prose import inlines
from agreement.document.tree import OpenPoint, Provision, Text
from tests.drafting import PARTIES, agreed, page

OPEN_NAME = {"open": "who insures", "owner": "payer"}
OPEN_SHEET = {
    "parties": {**PARTIES, "payer": {**PARTIES["payer"], "name": OPEN_NAME}},
    "mediation": {"date": "open"},
    "recitals": ["First.", {"open": "what was in dispute"}],
    "clauses": {
        "payment/instalments": {
            "instalments": [
                {"number": 1, "date": "open", "amount": "400.00"},
                {"number": 2, "date": "2027-01-15", "amount": {"open": "the last sum"}},
            ]
        },
        "dispute-resolution/escalation": {"mediation_body": "open"},
    },
}
NAMES = [
    "parties.payer.name",
    "mediation.date",
    "recitals.2",
    "clauses.dispute-resolution/escalation.mediation_body",
    "clauses.payment/instalments.instalments.1.date",
    "clauses.payment/instalments.instalments.2.amount",
]


def points_in(tree: object) -> list[OpenPoint]:
    """The open points of a tree, in order."""
    return [inline for inline in inlines(tree) if isinstance(inline, OpenPoint)]


def test_open_points_are_numbered_in_the_order_of_the_document():
    agreement = agreed(**OPEN_SHEET)
    assert [point.name for point in agreement.open_points] == NAMES
    assert [point.number for point in agreement.open_points] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("jurisdiction", "words"),
    [("england-wales", "the instalments"), ("united-states", "the installments")],
)
def test_an_open_point_is_spelt_as_the_law_spells(jurisdiction, words):
    clauses = {"payment/instalments": {"instalments": "open"}}
    agreement = agreed(jurisdiction=jurisdiction, clauses=clauses)
    assert [point.what for point in agreement.open_points] == [words]


@pytest.mark.parametrize(
    ("jurisdiction", "order"),
    [
        ("england-wales", ["instalments", "capacity"]),
        ("united-states", ["capacity", "instalments"]),
    ],
)
def test_open_points_follow_the_order_of_parts_that_a_jurisdiction_has(jurisdiction, order):
    provider = {**PARTIES["provider"], "signatories": [{"name": "Sam", "capacity": "open"}]}
    agreement = agreed(
        jurisdiction=jurisdiction,
        parties={**PARTIES, "provider": provider},
        clauses={"payment/instalments": {"instalments": "open"}},
    )
    assert [point.name.rpartition(".")[2] for point in agreement.open_points] == order


def test_one_blank_has_one_number_wherever_it_stands():
    agreement = agreed(**OPEN_SHEET)
    numbers = {point.name: point.number for point in agreement.open_points}
    parts = (
        agreement.parties,
        agreement.recitals,
        agreement.operative,
        agreement.schedules,
        agreement.execution,
        agreement.duties,
    )
    found = points_in(parts)
    assert len(found) > len(numbers)
    assert all(numbers[point.name] == point.number for point in found)


def test_the_first_numbers_met_by_a_reader_rise_by_one():
    agreement = agreed(**OPEN_SHEET)
    parts = {name: getattr(agreement, name) for name in agreement.conventions.parts}
    met = dict.fromkeys(point.number for point in points_in(tuple(parts.values())))
    assert list(met) == [1, 2, 3, 4, 5, 6]


def test_an_open_point_prints_its_number_and_who_owes_the_answer():
    agreement = agreed(**OPEN_SHEET)
    told = page(agreement).words(agreement.parties[0].prose)
    assert told == "[OPEN 1: who insures, Insurer to confirm] (the “Insurer”)"


def test_a_tree_without_open_points_comes_back_as_it_is():
    tree = (Provision("a/b", "", (Text("words"),)),)
    assert numbered(tree, ()) is tree


def test_nothing_open_lists_nothing():
    assert listed(((Text("words"),),)) == ()


def test_what_a_part_holds_is_read_in_the_order_of_its_fields():
    below = Provision("a/b", "", (Text("second"),))
    tree = (Provision("a", "Heading", (Text("first"),), (below,)), (Text("third"),))
    assert [inline.text for inline in inlines(tree)] == ["first", "second", "third"]
