"""The plain sheet: what it says, what it leaves to the agreement, and how easy it is to read."""

import re

import pytest

from agreement.assembly.assemble import Drafted, draft
from agreement.beside.plain_sheet import NOTE, plain_sheet
from agreement.beside.plain_sheet_page import plain_page
from agreement.beside.plain_sheet_word import plain_file
from agreement.beside.plain_words import told
from agreement.beside.reading_level import reading_level
from agreement.document.markup import parse
from agreement.document.prose import plain_words
from agreement.document.wording import NBSP
from agreement.proof.plain import plain_texts
from tests.drafting import EXAMPLES, LIBRARY, PARTIES, clause, drafted, firm

OLDEST, HARDEST_SENTENCE = 12, 13
"""The age at which a sheet must be readable, and at which each clause's words alone must be."""

TWO_PAGES = ("ew-patient-bill", "ew-clinical-negligence-adult", "ew-clinical-negligence-child")
PATIENT = {
    "patient": {"name": "Example Person", "kind": "individual", "called": "Patient"},
    "provider": PARTIES["provider"],
}
PLAN = {"count": 2, "contact": "billing manager",
        "instalments": [{"number": 1, "date": "2027-01-04", "amount": "500.00"},
                        {"number": 2, "date": "2027-02-01", "amount": "500.00"}]}  # fmt: skip
TOLD = [id for id in LIBRARY.ids() if LIBRARY.clause(id).value.get("plain")]

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


def drawn(example) -> Drafted:
    return draft(example.read_bytes(), example.name, LIBRARY)


def words(drafted: Drafted) -> str:
    """The lines of the sheet, one below the other."""
    sheet = plain_sheet(drafted)
    return "\n".join(
        f"{section.heading}: {line.lead}: {line.words} ({line.cited})"
        for section in sheet.sections
        for line in section.lines
    ).replace(NBSP, " ")


@each_example
def test_a_twelve_year_old_can_read_it(example):
    assert plain_sheet(drawn(example)).level.age <= OLDEST


@pytest.mark.parametrize("id", TOLD)
def test_no_clause_is_hard_to_read_in_plain_words(id):
    found = LIBRARY.clause(id)
    by_wording: dict[str, list[str]] = {}
    for _, alternative, text in plain_texts(found):
        shown = re.sub("[a-z_]+_party|[a-z]+_[a-z]+", "party", plain_words(parse(text)))
        by_wording.setdefault(alternative, []).append(shown)
    assert max(reading_level(texts).age for texts in by_wording.values()) <= HARDEST_SENTENCE


@pytest.mark.parametrize("id", TOLD)
def test_a_clause_with_plain_words_has_them_for_each_alternative(id):
    found = LIBRARY.clause(id)
    assert all(wording.get("plain") for wording in found.alternatives.values())


@each_example
def test_no_clause_of_an_example_is_only_named(example):
    assert [one.heading for one in told(drawn(example)) if not one.words] == []


@each_example
def test_it_says_that_it_is_no_term_of_the_agreement(example):
    sheet = plain_sheet(drawn(example))
    assert "not a term of the agreement" in NOTE and sheet.notes[0].startswith(NOTE)
    assert NOTE in plain_page(sheet).decode()


def test_a_clause_without_plain_words_is_listed_and_not_guessed(tmp_path):
    own = clause(text="The _Payer_ shall wait.", roles=["payer"],
                 alternatives={"short": {"use": "often", "text": "The _Payer_ shall go."}},
                 plain="The _Payer_ waits.")  # fmt: skip
    library = firm(tmp_path, billing__clawback=own)
    standard = words(drafted(library, clauses={"billing/clawback": None}))
    assert "What you have agreed: Clawback: The Insurer waits. (clause 1)" in standard
    other = words(drafted(library, clauses={"billing/clawback": {"alternative": "short"}}))
    assert "Also in the agreement: : Clawback (clause 1)" in other
    assert "waits" not in other


def test_of_heads_of_terms_it_gives_no_numbers_and_promises_none():
    given = {"payment/lump-sum": {"payment_days": 28}}
    sheet = plain_sheet(drafted(form="heads-of-terms", binding="none", clauses=given))
    assert sheet.notes[0] == NOTE
    assert not any(line.cited for section in sheet.sections for line in section.lines)


def test_a_condition_decides_whether_plain_words_stand():
    given = {"payment/lump-sum": {"payment_days": 28}, "payment/costs": {"mediated": True}}
    assert "They share the cost of the mediator." in words(drafted(clauses=given))
    given["payment/costs"] = {"mediated": False}
    assert "They share the cost of the mediator." not in words(drafted(clauses=given))


def test_what_is_open_is_said_in_words():
    discount = {"open": "the discount", "owner": "provider"}
    answers = {"discount": discount, "incurred_before": "2026-01-01", "pay_by": "2027-01-01"}
    given = {"billing/prompt-discount": answers}
    said = words(drafted(matter="patient-billing", parties=PATIENT, clauses=given))
    assert "a discount of [still open: the discount, Hospital to say]" in said


def test_it_tells_what_happens_if_something_goes_wrong_apart_and_whom_to_ask():
    given = {"billing/patient-plan": PLAN}
    said = words(drafted(matter="patient-billing", parties=PATIENT, clauses=given))
    assert "If something goes wrong: Payment plan of the Patient: If a payment is missed" in said
    assert "Whom to ask: The parties: Example Person (Patient)" in said


def test_words_of_a_term_sheet_are_never_markup():
    hostile = "<b>&\"'</b>"
    parties = {**PARTIES, "payer": {**PARTIES["payer"], "name": hostile}}
    sheet = plain_sheet(drafted(title=hostile, parties=parties))
    assert "<b>&" not in plain_page(sheet).decode()
    assert hostile[:3].encode() not in plain_file(sheet)


ENGLISH = [example for example in EXAMPLES if example.stem.startswith("ew-")]


@pytest.mark.parametrize("example", ENGLISH, ids=lambda path: path.stem)
def test_two_pages_hold_all_but_a_long_list_of_what_depends_on_events(example, pages):
    sheet = plain_sheet(drawn(example))
    printed = pages(plain_file(sheet))
    ask = next(at for at, page in enumerate(printed, 1) if "Whom to ask" in page)
    assert ask <= 2
    assert len(printed) <= (2 if example.stem in TWO_PAGES else 4)


def test_a_validator_of_word_files_finds_nothing_wrong(ooxml_validator):
    reported = ooxml_validator(plain_file(plain_sheet(drawn(EXAMPLES[0]))))
    assert '"errors": []' in reported
