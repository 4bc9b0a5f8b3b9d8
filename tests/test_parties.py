"""Who is bound and where they sign."""

import pytest

from agreement.document.tree import Definition
from tests.drafting import PARTIES, agreed, page, text

PAYER = {"name": "Example Limited", "kind": "company", "called": "Insurer"}
ADDRESS, NUMBER = {"address": "1 Example Street"}, {"number": "00000001"}
DESCRIBED = [
    ("england-wales", "company", {**ADDRESS, **NUMBER},
     ", a company registered in England and Wales with company number 00000001, whose registered "
     "office is at 1 Example Street"),
    ("england-wales", "company", {"number": 1234}, ", a company registered in England and Wales "
     "with company number 1234"),
    ("england-wales", "company", {}, ""),
    ("england-wales", "nhs-body", ADDRESS, " of 1 Example Street"),
    ("england-wales", "partnership", ADDRESS, ", a partnership of 1 Example Street"),
    ("england-wales", "llp", {**ADDRESS, **NUMBER},
     ", a limited liability partnership registered in England and Wales with number 00000001, "
     "whose registered office is at 1 Example Street"),
    ("england-wales", "individual", ADDRESS, " of 1 Example Street"),
    ("united-states", "company", {**ADDRESS, **NUMBER},
     ", whose principal office is at 1 Example Street"),
    ("united-states", "partnership", ADDRESS,
     ", a partnership whose principal office is at 1 Example Street"),
    ("united-states", "llp", ADDRESS,
     ", a limited liability partnership whose principal office is at 1 Example Street"),
    ("england-wales", "company", {"number": "open", "address": {"open": "its address"}},
     ", a company registered in England and Wales with company number [OPEN 1: the registered "
     "number of the Insurer], whose registered office is at [OPEN 2: its address]"),
]  # fmt: skip
SIGNED = [
    ("england-wales", "company", "Signed by an authorised signatory for and on behalf of"),
    ("england-wales", "nhs-body", "Signed by an authorised officer for and on behalf of"),
    ("england-wales", "llp", "Signed by a member for and on behalf of"),
    ("england-wales", "individual", "Signed by"),
    ("united-states", "company", "Signed by an authorized officer for and on behalf of"),
]
PERSON, OTHER = {"name": "Alex Example", "capacity": "Director"}, {"name": "Sam Example"}
SIGNATORIES = [
    (None, [("", "")]),
    ([PERSON], [("Alex Example", "Director")]),
    ([PERSON, OTHER], [("Alex Example", "Director"), ("Sam Example", "")]),
    ("open", [("", "")]),
    (["open"], [("", "")]),
    ([{"name": "Sam Example", "capacity": "open"}], [("Sam Example", "")]),
]


def bound(**payer):
    """The small agreement with this payer, and its other keys."""
    jurisdiction = payer.pop("jurisdiction", "england-wales")
    return agreed(jurisdiction=jurisdiction, parties={**PARTIES, "payer": {**PAYER, **payer}})


@pytest.mark.parametrize(("jurisdiction", "kind", "keys", "described"), DESCRIBED)
def test_a_party_is_described_as_its_kind_is_where_it_is(jurisdiction, kind, keys, described):
    agreement = bound(jurisdiction=jurisdiction, kind=kind, **keys)
    words = page(agreement).words(agreement.parties[0].prose)
    assert words == f"Example Limited{described} (the “Insurer”)"


def test_a_party_is_called_by_its_role_where_nothing_else_is_given():
    agreement = agreed(parties={"payer": {"name": "A", "kind": "company"}, "provider": PAYER})
    assert [party.term for party in agreement.parties] == ["Payer", "Insurer"]
    assert Definition("Payer") in agreement.parties[0].prose


@pytest.mark.parametrize(("jurisdiction", "kind", "words"), SIGNED)
def test_a_party_signs_in_the_words_for_its_kind(jurisdiction, kind, words):
    agreement = bound(jurisdiction=jurisdiction, kind=kind)
    assert page(agreement).words(agreement.execution[0].words) == f"{words} Example Limited"


@pytest.mark.parametrize(("signatories", "people"), SIGNATORIES)
def test_each_signatory_has_a_place_and_what_is_not_known_is_left_to_write_in(signatories, people):
    agreement = bound(**({"signatories": signatories} if signatories else {}))
    blocks = [block for block in agreement.execution if block.role == "payer"]
    assert [(block.lines[1][1], block.lines[2][1]) for block in blocks] == people
    assert all(block.lines[0] == ("Signature", "") for block in blocks)
    assert all(block.lines[-1] == ("Date", "") for block in blocks)


def test_the_lines_to_sign_on_are_labelled_as_the_jurisdiction_does():
    agreement = bound(jurisdiction="united-states")
    assert [label for label, _ in agreement.execution[0].lines] == ["By", "Name", "Title", "Date"]


def test_a_signatory_still_open_says_so_beside_the_words_of_signing():
    agreement = bound(signatories=[{"name": "open", "capacity": {"open": "which office"}}])
    assert (
        page(agreement)
        .words(agreement.execution[0].words)
        .endswith(
            "Example Limited [OPEN 1: the name of the person who signs for the Insurer] "
            "[OPEN 2: which office]"
        )
    )


def test_parties_sign_in_the_order_they_are_named():
    assert [block.role for block in bound().execution] == ["payer", "provider"]


def test_straight_marks_in_titles_names_and_answers_are_printed_curled_wherever_they_stand():
    told = text(
        title="Settlement of the \"Ward 9\" claims",
        notice="The parties' own paper.",
        parties={
            "payer": {**PAYER, "name": "St John's Limited"},
            "provider": {**PARTIES["provider"], "signatories": [{"name": "Alex O'Example"}]},
        },
        mediation={"date": "2026-11-20", "body": "the mediators' office"},
        recitals=["The _Payer_'s list of 'old' claims differs."],
        clauses={"notification/notices": {"contacts": [
            {"party": "payer", "attention": "the chief's office", "address": "1 King's Road"}]}},
    )  # fmt: skip
    assert "'" not in told and '"' not in told
    printed = (
        "THE “WARD 9” CLAIMS", "St John’s Limited", "Alex O’Example", "The parties’ own paper.",
        "the mediators’ office", "The Insurer’s list of ‘old’ claims", "chief’s", "King’s Road",
    )  # fmt: skip
    assert [words for words in printed if words not in told] == []
