"""Which definitions an agreement needs."""

import pytest

from agreement.assembly.definitions import definition_id, definition_of, used
from agreement.document.tree import Use
from agreement.finding import Refused
from tests.drafting import LIBRARY, agreed, clause, drafted, firm, page, text

AMERICA = {"jurisdiction": "united-states", "money": {"currency": "USD"}}


def terms(**changes) -> list[str]:
    """The entries of the list of definitions, as printed."""
    agreement = agreed(**changes)
    first = agreement.operative[0]
    if first.id != "definitions":
        return []
    return [page(agreement).words(entry.prose) for entry in first.provisions[0].provisions]


def entry(term: str, said: str) -> dict:
    """A definition of a firm's library."""
    return clause(heading=term, text=f"**{term}** means {said}.")


def test_a_use_brings_its_definition_in():
    assert any(
        "“Clean Claim” means" in one for one in terms(recitals=["A _Clean Claim_ was sent."])
    )


def test_a_plural_brings_the_definition_of_its_singular_in():
    assert any(
        "“Clean Claim” means" in one for one in terms(recitals=["_Clean Claims_ were sent."])
    )


def test_a_term_nobody_uses_brings_nothing_in():
    assert not any("Clean Claim" in one for one in terms(recitals=["A claim was sent."]))


def test_without_a_defined_term_there_is_no_list_of_definitions():
    assert terms(clauses={"general/severance": None}) == []


def test_a_definition_brings_in_the_definitions_it_uses(tmp_path):
    library = firm(
        tmp_path,
        definitions__outer=entry("Outer", "an _Inner_"),
        definitions__inner=entry("Inner", "an _Innermost_"),
        definitions__innermost=entry("Innermost", "a thing"),
        definitions__idle=entry("Idle", "nothing"),
    )
    found = terms(library=library, recitals=["An _Outer_."])
    assert [one.split("”")[0] for one in found] == [
        "“Effective Date",
        "“Inner",
        "“Innermost",
        "“Outer",
    ]


def test_definitions_that_use_each_other_come_in_once(tmp_path):
    library = firm(
        tmp_path,
        definitions__hen=entry("Hen", "what an _Egg_ makes"),
        definitions__egg=entry("Egg", "what a _Hen_ makes"),
    )
    found = terms(library=library, recitals=["A _Hen_ and an _Egg_."])
    assert [one.split("”")[0] for one in found] == ["“Effective Date", "“Egg", "“Hen"]


def test_definitions_stand_in_alphabetical_order_whatever_their_case(tmp_path):
    library = firm(tmp_path, **{
        f"definitions__{name.lower()}": entry(name, "a thing") for name in ("Zebra", "apple", "EGG")
    })  # fmt: skip
    recital = "A _Zebra_, an _EGG_."
    found = terms(library=library, recitals=[recital], clauses={"general/severance": None})
    assert [one.split("”")[0] for one in found] == ["“EGG", "“Zebra"]


def test_a_term_defined_in_a_clause_is_pointed_to():
    found = terms(clauses={"billing/reconciliation": {
        "period_from": "2025-04-01", "period_to": "2026-03-31", "tolerance": "0.5",
    }})  # fmt: skip
    assert any(
        one.startswith("“Reconcilable Claim” has the meaning given in clause") for one in found
    )


def test_a_term_defined_in_a_recital_is_pointed_to_and_not_defined_again():
    found = terms(recitals=["Bills in March (each, a **Clean Claim**) and a _Clean Claim_."])
    pointers = [one for one in found if "Clean Claim" in one]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in pointers] == [
        "“Clean Claim” has the meaning given in recital (A)."
    ]


def test_the_name_of_a_party_needs_no_other_definition(tmp_path):
    library = firm(tmp_path, definitions__insurer=entry("Insurer", "somebody else"))
    assert not any("Insurer" in one for one in terms(library=library, recitals=["The _Payer_."]))


def test_a_duty_and_a_schedule_bring_in_the_terms_they_use():
    action = {
        "role": "payer", "what": "Send each _Clean Claim_", "evidence": "a _Remittance Advice_",
        "due": {"business_days": 3, "after": "effective_date"},
    }  # fmt: skip
    found = " ".join(terms(clauses={"general/severance": None}, actions=[action]))
    for term in ("Business Day", "Clean Claim", "Effective Date", "Remittance Advice"):
        assert f"“{term}” means" in found


def test_a_definition_is_found_by_the_spelling_of_either_country(tmp_path):
    library = firm(tmp_path, definitions__programme=entry("Programme", "a programme"))
    found = terms(library=library, recitals=["A _Programme_."], **AMERICA)
    assert "“Program” means a program." in found


@pytest.mark.parametrize(
    ("term", "jurisdiction", "found"),
    [
        ("UK GDPR", "england-wales", "definitions/uk-gdpr"),
        ("UK GDPR", "united-states", None),
        ("Personal Data", "england-wales", "definitions/personal-data"),
        ("Personal Data", "united-states", None),
        ("Snark", "england-wales", None),
    ],
)  # fmt: skip
def test_a_definition_made_for_another_law_is_not_taken(term, jurisdiction, found):
    setting = drafted(jurisdiction=jurisdiction).setting
    clause = definition_of(term, setting, LIBRARY)
    assert (clause.id if clause else None) == found


def test_an_open_answer_to_a_definition_is_an_open_point():
    assert "“Effective Date” means [OPEN 1: " in text(effective_date="open")


def test_an_answer_that_definitions_lack_is_asked_for_once(tmp_path):
    library = firm(
        tmp_path,
        definitions__share=entry("Share", "a part of the _Settlement Sum_"),
        definitions__rest=entry("Rest", "the rest of the _Settlement Sum_"),
    )
    with pytest.raises(Refused) as refused:
        agreed(library, recitals=["A _Share_ and a _Rest_."], money={"currency": "GBP"})
    (finding,) = refused.value.findings
    assert finding.rule == "missing-answer" and "money.settlement_sum" in finding.message


def test_a_term_has_its_file_by_its_name():
    assert definition_id("Net Payable Amount") == "definitions/net-payable-amount"


def test_each_term_used_is_given_once_in_order():
    trees = ((Use("B", "Bs"), Use("A", "A")), (Use("B", "B"),))
    assert list(used(*trees)) == ["B", "A"]
