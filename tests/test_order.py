"""A Tomlin order: what stands in its body and what in its schedule, and who may not have one."""

import json
from pathlib import Path

import pytest

from agreement.assembly.assemble import Drafted, draft
from agreement.document.markup import parse
from agreement.document.number import number
from agreement.document.plain import plain
from agreement.document.prose import inlines
from agreement.document.tree import OpenPoint, Reference
from agreement.finding import Refused
from agreement.library.texts import texts, unit_texts
from agreement.lint import lint
from agreement.reading.load import load
from agreement.word import compile_shell, gate, provenance, write
from agreement.word.opened import read_parts
from tests.drafting import LIBRARY, ROOT, even

ISSUED = ROOT / "examples" / "ew-clinical-negligence-issued.yaml"
CHILD = ROOT / "examples" / "ew-clinical-negligence-child.yaml"
CLAIM = {
    "court": "High Court of Justice",
    "claim": "[claim number to be issued]",
    "claimant": "patient",
    "defendant": "trust",
    "solicitors": {"patient": "Example Solicitors LLP", "trust": "Example Legal Services LLP"},
}
HELD = {"schedule": "held", "version": 4, "dated": "2027-03-09"}
SHELL = compile_shell(ROOT / "templates" / "plain.docx")


def typed(path: Path) -> dict:
    """A term sheet as typed."""
    return dict(load(path.read_bytes(), path.name).value)


def made(path: Path = ISSUED, form: str = "tomlin-order", **changes: object) -> Drafted:
    """An example as an order, with these keys in place of its own; None takes one out."""
    sheet = typed(path) | changes
    kept = {key: value for key, value in sheet.items() if value is not None}
    return draft(json.dumps(kept, default=dict).encode(), "sheet.yaml", LIBRARY, form)


def claim(**changes: object) -> dict:
    """The proceedings of the tests with these keys."""
    return {"proceedings": {**CLAIM, **changes}}


def body(drafted: Drafted) -> str:
    """The words of an order before its schedules."""
    return even(plain(drafted.agreement)).partition(" Schedule 1: ")[0]


def refusal(**changes: object):
    """The one finding that refuses an order."""
    with pytest.raises(Refused) as refused:
        made(**changes)
    (finding,) = refused.value.findings
    return finding


def test_the_order_says_by_consent_stays_the_claim_and_gives_permission_to_apply():
    words = body(made(**claim()))
    told = (
        "In the High Court of Justice Claim number: [claim number to be issued] BETWEEN (1) Sam",
        "(the “Patient”), Claimant (2) Example NHS Trust of 4 Example Way, York (the “Trust”), "
        "Defendant UPON the parties having agreed the terms set out in Schedule 1",
        "IT IS ORDERED BY CONSENT THAT 1. All further proceedings in this claim are stayed on "
        "the terms set out in Schedule 1",
        "2. Each party has permission to apply to the court, without issuing a new claim",
    )
    assert [one for one in told if one not in words] == []


def test_costs_are_ordered_and_what_only_binds_the_parties_is_agreed():
    agreement = made().agreement
    ordered = {one.id for one in agreement.operative}
    agreed = {one.id for one in agreement.schedules[0].provisions}
    assert {"payment/costs-to-be-assessed", "payment/payment-on-account-of-costs"} <= ordered
    assert {"recitals", "payment/lump-sum", "clinical/apology", "general/release"} <= agreed
    assert not ordered & agreed
    assert "the subject of detailed assessment on the standard basis" in body(made())


def test_the_order_asks_for_no_order_and_is_signed_by_what_makes_it():
    ordered, agreed = made(), made(form="agreement", proceedings=None)
    route = "payment/costs-to-be-assessed/route"
    assert route in number(agreed.agreement) and route not in number(ordered.agreement)
    assert "the order that disposes of it must contain the duty" in even(plain(agreed.agreement))
    for words in ("ask the court for this order", "Ask the court for an order", "shall sign the"):
        assert words not in even(plain(ordered.agreement))
    assert "shall send the Patient the Consent Order that it signed" in even(
        plain(ordered.agreement)
    )


def test_no_clause_leads_to_what_a_form_leaves_out_and_every_unit_it_words_is_there():
    clauses = [clause for id in LIBRARY.ids() if (clause := LIBRARY.clause(id))]
    units = {
        "/".join((one.id, *path[1::2])) for one in clauses for path, _ in unit_texts((), one.value)
    }
    led_to = {
        inline.target
        for one in clauses
        for _, words in texts(one)
        for inline in parse(words)
        if isinstance(inline, Reference)
    }
    for law in map(LIBRARY.jurisdiction, LIBRARY.jurisdictions):
        for form in law["forms"].values():
            worded = form.get("units", {})
            out = tuple(f"{id}/" for id, words in worded.items() if words is None)
            assert set(worded) <= units
            assert [one for one in led_to if f"{one}/".startswith(out)] == []


def test_a_reference_says_whether_it_leads_to_the_order_or_to_a_paragraph_of_its_schedule():
    words = even(plain(made().agreement))
    assert "“Assessed Costs” has the meaning given in paragraph 4.1 of the order." in words
    assert "Terms that paragraph 2.1 of Schedule 1 defines have the same meaning" in words
    assert "Nothing in paragraph 6 waives" in words
    assert "1 | paragraph 3.1 of Schedule 1 | Settlement Sum" in words


def test_each_party_without_solicitors_consents_in_person_and_a_judge_must_make_the_order():
    drafted = made(**claim(solicitors={"trust": "Example Legal Services LLP"}))
    words = body(drafted)
    assert "Consent by Sam Example, who acts without solicitors" in words
    assert "Consent by Example Legal Services LLP, solicitors for Example NHS Trust" in words
    raised = [one for one in lint(drafted) if one.rule == "judge-must-seal"]
    assert "the Patient acts without solicitors" in raised[0].message


def test_terms_held_by_the_solicitors_are_named_by_date_and_version_and_leave_no_trace():
    drafted = made(**claim(**HELD))
    words = body(drafted)
    assert drafted.agreement.schedules == ()
    assert "a written agreement between them dated 9 March 2027 and marked version 4" in words
    assert (
        "held by Example Solicitors LLP for the Claimant and Example Legal Services LLP for the "
        "Defendant AND UPON no copy of this Agreement being filed at court"
    ) in words
    assert "stayed on the terms of this Agreement" in words
    assert "In this order: “Assessed Costs” has the meaning given in paragraph 3.1." in words
    assert "60,000" not in words and "apology" not in words.lower()
    docx = write(drafted.agreement, SHELL)
    told = str(provenance(docx)) + "".join(map(str, read_parts(docx).values()))
    assert "payment/costs-to-be-assessed" in told
    assert "payment/lump-sum" not in told and "clinical/apology" not in told


def test_the_agreement_that_the_solicitors_hold_bears_its_version_and_date():
    held = made(form="agreement", **claim(**HELD)).agreement
    assert even(held.notice) == "Version 4 of 9 March 2027. Confidential, and not filed at court."
    assert made(form="agreement", **claim()).agreement.notice == ""


def test_what_is_not_known_of_the_claim_is_an_open_point():
    left = {key: CLAIM[key] for key in ("court", "claimant", "defendant")}
    drafted = made(proceedings={**left, "schedule": "held", "solicitors": {"patient": "open"}})
    asked = {one.name for one in inlines(drafted.agreement.recitals) if isinstance(one, OpenPoint)}
    assert asked == {"proceedings.dated", "proceedings.version", "proceedings.solicitors.patient"}
    (number_asked,) = [
        one for one in inlines(drafted.agreement.court) if isinstance(one, OpenPoint)
    ]
    assert number_asked.name == "proceedings.claim"


def test_a_child_s_settlement_in_an_issued_claim_is_approved_in_the_order():
    sheet = typed(CHILD)
    approval = {**sheet["clauses"]["governance/court-approval"], "route": "existing"}
    clauses = {**sheet["clauses"], "governance/court-approval": approval}
    drafted = made(CHILD, clauses=clauses, **claim())
    words = body(drafted)
    assert "1. The court approves the settlement on the terms set out in Schedule 1" in words
    assert "having considered the settlement and what was filed under rule 21.10" in words
    assert "under the approved settlement is dealt with as follows: [OPEN" in words
    raised = {one.rule for one in lint(drafted)}
    assert "judge-must-seal" in raised and "approval-route" not in raised
    assert gate(write(drafted.agreement, SHELL)) == ()


REFUSED = {
    "no claim": ({"proceedings": None}, "no-proceedings", "has no proceedings"),
    "a child before issue": (
        {"path": CHILD, "proceedings": None}, "no-proceedings", "in a claim under Part 8"),
    "another law": (
        {"jurisdiction": "united-states", "money": {"currency": "USD", "settlement_sum": "1.00"},
         "clauses": {"general/effect": None}}, "form-not-available", "stipulation or motion"),
    "a provider contract": (
        {"matter": "provider-contract", "clauses": {"general/effect": None}},
        "form-not-available", "no claim at court to stay"),
    "an unknown role": (
        claim(claimant="payer", solicitors={}), "unknown-role", "no party has the role payer"),
    "both sides": (
        claim(defendant=["trust", "patient"]), "both-sides", "cannot claim and defend"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "rule", "says"), REFUSED.values(), ids=REFUSED)
def test_an_order_that_the_law_does_not_allow_is_refused_with_the_reason(changes, rule, says):
    finding = refusal(**changes)
    assert finding.rule == rule and says in finding.message and finding.place.line


def test_claimants_stand_first_and_parties_outside_the_claim_last():
    sheet = typed(ISSUED)
    insurer = {"name": "Example Insurance Limited", "kind": "company"}
    parties = {"insurer": insurer, "trust": sheet["parties"]["trust"],
               "patient": sheet["parties"]["patient"]}  # fmt: skip
    drafted = made(parties=parties, **claim())
    assert [one.role for one in drafted.agreement.parties] == ["patient", "trust", "insurer"]
    assert "a party to the agreed terms and not to the claim" in body(drafted)


@pytest.mark.parametrize("changes", [{}, claim(**HELD)], ids=["annexed", "held"])
def test_an_order_passes_the_gate_and_every_provision_has_its_number(changes):
    drafted = made(**changes)
    assert gate(write(drafted.agreement, SHELL)) == ()
    numbers = number(drafted.agreement)
    for one in inlines(drafted.agreement.provisions):
        if hasattr(one, "target"):
            assert one.target in numbers
