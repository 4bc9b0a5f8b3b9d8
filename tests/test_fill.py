"""Answers into words, and words into the places a clause leaves for them."""

from datetime import date
from decimal import Decimal

import pytest

from agreement.answers.fill import as_called, fill, stands, words_of
from agreement.answers.typed import Answer
from agreement.document.prose import plain_words
from agreement.document.tree import Blank, Definition, OpenPoint, Reference, Text, Use
from agreement.finding import Place
from agreement.term_sheet.terms import Open
from tests.drafting import PARTIES, drafted, even

HERE = drafted().setting
AMERICA = drafted(jurisdiction="united-states").setting
CHOICES = {"choices": {"late": "the _Provider_'s programme, authorised late"}}
PRINTED = [
    ("days", 1, "1 day", "1 day"),
    ("days", 45, "45 days", "45 days"),
    ("business_days", 1, "1 Business Day", "1 Business Day"),
    ("business_days", 10, "10 Business Days", "10 Business Days"),
    ("months", 6, "6 months", "6 months"),
    ("hours", 1, "1 hour", "1 hour"),
    ("time", "17:00", "5.00 pm", "5:00 p.m."),
    ("hours", 72, "72 hours", "72 hours"),
    ("integer", 1000, "1,000", "1,000"),
    ("money", Decimal("125000.00"), "£125,000.00", "$125,000.00"),
    ("percent", Decimal("0.50"), "0.5%", "0.5%"),
    ("percent", Decimal("100"), "100%", "100%"),
    ("date", date(2026, 12, 1), "1 December 2026", "December 1, 2026"),
    ("text", " as  typed,\nin one line ", "as typed, in one line", "as typed, in one line"),
    ("boolean", True, "", ""),
    ("party", "provider", "Hospital", "Hospital"),
    ("choice", "late", "the Hospital’s programme, authorised late",
     "the Hospital’s program, authorized late"),
]  # fmt: skip
CALLED = [
    ("Provider", "Provider", "Hospital", "Hospital", "Hospital"),
    ("Provider", "Providers", "Hospital", "Hospital", "Hospitals"),
    ("Provider", "Providers", "Pharmacy", "Pharmacy", "Pharmacies"),
    ("Provider", "Provider", "Partners", "Partner", "Partners"),
    ("Clean Claim", "Clean Claims", "Hospital", "Clean Claim", "Clean Claims"),
    ("Programme", "Programmes", "Hospital", "Programme", "Programmes"),
]
WHEN = [
    (None, True),
    ({}, True),
    ({"waived": True}, True),
    ({"waived": False}, False),
    ({"kind": "late"}, True),
    ({"kind": "early"}, False),
    ({"kind": "late", "waived": False}, False),
    ({"open": True}, True),
    ({"open": False}, True),
    ({"unheard_of": True}, False),
]


def given(type: str, value: object, **keys: object) -> Answer:
    """An answer to a blank of this type."""
    blank = {"type": type, "ask": "what is asked", **keys}
    return Answer(blank, ("clauses", "billing/audit", "name"), Place("x"), value)


ANSWERS = {
    "waived": given("boolean", True),
    "kind": given("choice", "late", **CHOICES),
    "open": given("boolean", Open("whether it is waived")),
}


@pytest.mark.parametrize(("type", "value", "british", "american"), PRINTED)
def test_an_answer_prints_as_its_jurisdiction_writes_it(type, value, british, american):
    answer = given(type, value, **(CHOICES if type == "choice" else {}))
    assert even(plain_words(words_of(answer, HERE))) == british
    us = drafted(jurisdiction="united-states", money={"currency": "USD"}).setting
    assert even(plain_words(words_of(answer, us))) == american


def test_a_figure_and_its_noun_are_kept_on_one_line():
    for type in ("days", "months", "business_days"):
        assert "10\N{NO-BREAK SPACE}" in plain_words(words_of(given(type, 10), HERE))


def test_business_days_in_an_answer_use_the_defined_term():
    assert Use("Business Day", "Business Days") in words_of(given("business_days", 3), HERE)


def test_an_answer_knows_its_place_in_the_term_sheet():
    assert words_of(given("days", 3), HERE)[0].name == "clauses.billing/audit.name"


def test_a_table_is_a_reference_to_its_schedule():
    assert words_of(given("table", ()), HERE) == (Reference("schedules/billing/audit/name"),)


def test_an_open_answer_is_an_open_point_with_its_owner_by_name():
    point = words_of(given("days", Open("days to answer", "provider")), HERE)
    assert point == (OpenPoint(0, "days to answer", "Hospital", "clauses.billing/audit.name"),)


def test_an_owner_who_is_no_party_is_named_as_typed():
    (point,) = words_of(given("days", Open("days", "the mediator")), HERE)
    assert str(point) == "[OPEN 0: days, the mediator to confirm]"


@pytest.mark.parametrize(("term", "word", "called", "meant", "shown"), CALLED)
def test_a_role_goes_by_the_name_its_party_is_given(term, word, called, meant, shown):
    provider = {**PARTIES["provider"], "called": called}
    setting = drafted(parties={**PARTIES, "provider": provider}).setting
    assert as_called(term, word, setting) == Use(meant, shown)


def test_a_text_is_filled_and_spelt_for_its_jurisdiction():
    text = "The _Provider_'s **Programme** authorises [name]\n  instalments under {a/b}."
    british = fill(text, {"name": given("integer", 3)}, HERE)
    assert british == (
        Text("The "),
        Use("Hospital", "Hospital"),
        Text("’s "),
        Definition("Programme"),
        Text(" authorises "),
        Blank("clauses.billing/audit.name", "3"),
        Text(" instalments under "),
        Reference("a/b"),
        Text("."),
    )
    american = plain_words(fill(text, {"name": given("integer", 3)}, AMERICA))
    assert american == "The Hospital’s “Program” authorizes 3 installments under a/b."


def test_an_answer_is_never_respelt():
    answer = given("text", "the Programme Centre")
    assert plain_words(words_of(answer, AMERICA)) == "the Programme Centre"


@pytest.mark.parametrize(("when", "standing"), WHEN)
def test_a_unit_stands_where_every_answer_matches_or_is_open(when, standing):
    assert stands(when, ANSWERS) is standing


def test_a_text_that_the_clause_gives_names_each_role_by_its_partys_term():
    default = "a person whom the _Provider_ authorised under this Agreement"
    mine, typed = given("text", default, default=default), given("text", default)
    assert plain_words(words_of(mine, HERE)) == (
        "a person whom the Hospital authorised under this Agreement"
    )
    assert plain_words(words_of(mine, AMERICA)) == (
        "a person whom the Hospital authorized under this Agreement"
    )
    assert plain_words(words_of(typed, HERE)) == default
    assert isinstance(words_of(mine, HERE)[0], Blank)
