"""The examples spoilt one thing at a time, as a slip or the other side would: what a careful
partner sees, the rules see. Each line says what was done and the rule that must speak."""

import copy
import json
from functools import cache

import pytest

from agreement.assembly.assemble import draft
from agreement.finding import Refused
from agreement.lint import lint, not_final
from agreement.reading.load import load
from tests.drafting import LIBRARY, ROOT

GONE = object()
ADULT, CHILD, ISSUED = (f"ew-clinical-negligence-{one}" for one in ("adult", "child", "issued"))
INSURER, BILL, CONTRACT = "ew-insurer-hospital-billing", "ew-patient-bill", "ew-provider-contract"
ALLIANCE, APPEALS, AOD = "ew-alliance", "us-03-cms-hospital-appeals", "us-16-hutchinson-aod"
ROWS = "clauses.payment/instalments.instalments"
PLAN = "clauses.billing/patient-plan"
HEADS = "clauses.payment/heads-of-loss.heads"
BENEFITS = "clauses.payment/recoverable-benefits"
SECRET = "clauses.general/confidentiality"
DAY = {"role": "provider", "what": "send the list", "evidence": "the letter"}
THIRTEEN = [
    {"number": count, "date": f"{2027 + (count - 1) // 12}-{(count - 1) % 12 + 1:02}-04",
     "amount": "415.38" if count < 13 else "415.44"} for count in range(1, 14)
]  # fmt: skip

# What was done, the example, the rule that must speak, and the edits: a path and its new value.
MUTATIONS = (
    ("a penny is taken from an instalment", INSURER, "sum-differs",
     {f"{ROWS}.0.amount": "49999.99"}),
    ("a penny is added to an instalment", INSURER, "sum-differs", {f"{ROWS}.2.amount": "25000.01"}),
    ("the sum agreed loses a penny", INSURER, "sum-differs", {"money.settlement_sum": "124999.99"}),
    ("two digits of the sum are swapped", INSURER, "sum-differs",
     {"money.settlement_sum": "152000.00"}),
    ("the last instalment is lost", INSURER, "sum-differs", {f"{ROWS}.2": GONE}),
    ("an instalment stands twice", INSURER, "sum-differs",
     {f"{ROWS}.2": {"number": 3, "date": "2027-04-15", "amount": "50000.00"}}),
    ("a head of loss moves by a penny", CHILD, "sum-differs", {f"{HEADS}.1.amount": "7500.01"}),
    ("a head of loss is left out", CHILD, "sum-differs", {f"{HEADS}.2": GONE}),
    ("the child's sum is written anew", CHILD, "sum-differs", {"money.settlement_sum": "84000.00"}),
    ("a patient's payment moves by a penny", BILL, "sum-differs",
     {f"{PLAN}.instalments.3.amount": "540.01"}),
    ("the gross sum moves by a penny", ADULT, "sum-differs",
     {"clauses.payment/balance.gross_sum": "215000.01"}),
    ("a payment on account moves by a penny", ADULT, "sum-differs",
     {"clauses.payment/interim-payments.interims.0.amount": "25000.01"}),
    ("the balance of settled claims is paid too", INSURER, "settled-and-paid-again",
     {"clauses.billing/reconciliation.balances_payable": True}),
    ("recoded claims are settled and paid too", INSURER, "settled-and-paid-again",
     {"clauses.coding/recoding.payable": True}),
    ("a small error is projected", INSURER, "projection-before-correction",
     {"clauses.coding/audit": {"threshold": 15, "extrapolation_threshold": 10}}),
    ("an action falls on a Sunday", CHILD, "not-a-business-day",
     {"actions.0.due.on": "2027-08-29"}),
    ("an action falls on a bank holiday", CHILD, "not-a-business-day",
     {"actions.0.due.on": "2027-08-30"}),
    ("an action falls past the known holidays", INSURER, "past-the-calendar",
     {"actions.0.due": {"on": "2031-02-03"}}),
    ("two instalments change places", INSURER, "instalments-out-of-order",
     {f"{ROWS}.0.date": "2027-04-15", f"{ROWS}.1.date": "2027-01-15"}),
    ("two instalments have one date", INSURER, "instalments-out-of-order",
     {f"{ROWS}.1.date": "2027-01-15"}),
    ("an instalment's number is skipped", INSURER, "instalment-numbers", {f"{ROWS}.1.number": 4}),
    ("an instalment falls before the start", INSURER, "due-before-the-start",
     {f"{ROWS}.0.date": "2026-10-15"}),
    ("an action falls before the start", BILL, "due-before-the-start",
     {"actions.1.due.on": "2026-02-26"}),
    ("the assumed day lies before the draft", INSURER, "assumed-date-passed",
     {"assumed.signature": "2026-06-04"}),
    ("a day is written that no calendar has", INSURER, "no-such-date",
     {f"{ROWS}.0.date": "2027-02-30"}),
    ("a year is mistyped", INSURER, "due-before-the-start", {f"{ROWS}.0.date": "2017-01-16"}),
    ("an action falls two years on, unseen", BILL, "unreviewed-duty",
     {"actions.1.due.on": "2028-11-30"}),
    ("an action is owed by nobody known", INSURER, "unknown-role", {"actions.0.role": "trust"}),
    ("the payer is called the provider", INSURER, "unknown-role",
     {"parties.provider": GONE, "parties.trust": {
        "name": "Example NHS Trust", "kind": "nhs-body"}}),
    ("the costs are to be paid by one who is no party", ADULT, "unknown-role",
     {"clauses.payment/costs-to-be-assessed.costs_payer": "provider"}),
    ("a recital names a stranger", INSURER, "undefined-term",
     {"recitals.0": "The _Regulator_ fell out with all."}),
    ("a defined term is misspelt", INSURER, "undefined-term",
     {"actions.0.what": "Send each _Recoded Lnie_"}),
    ("an action uses a term that is not there", BILL, "undefined-term",
     {"actions.0.what": "Pay the _Uplift_"}),
    ("the approval of the court is left out", CHILD, "child-without-approval",
     {"clauses.governance/court-approval": GONE,
      "clauses.general/effect": {"alternative": "date-only"}, "effective_date": "signature"}),
    ("the litigation friend is left out", CHILD, "missing-answer",
     {"clauses.governance/litigation-friend": GONE}),
    ("a child's settlement takes effect at once", CHILD, "effective-before-approval",
     {"effective_date": "signature", "clauses.general/effect": {"alternative": "date-only"}}),
    ("the time to get approval is short", CHILD, "longstop-too-soon",
     {"clauses.governance/court-approval.longstop": "2027-02-12"}),
    ("the child goes by name", CHILD, "name-of-a-child",
     {"parties.patient.name": "Charlie Example (acting by the litigation friend Alex Example)"}),
    ("the friend is the opponent", CHILD, "friend-not-apart",
     {"clauses.governance/litigation-friend.friend": "Robin Example"}),
    ("the child signs", CHILD, "friend-does-not-sign",
     {"parties.patient.signatories": [{"name": "Child P", "capacity": "Patient"}]}),
    ("the costs of a child are fixed by agreement", CHILD, "child-costs",
     {"clauses.payment/costs-to-be-assessed": GONE, "clauses.payment/costs": None}),
    ("recoverable benefits are left out", ADULT, "benefits-silent",
     {BENEFITS: GONE, "recitals.2": GONE}),
    ("a child's recoverable benefits are left out", CHILD, "benefits-silent", {BENEFITS: GONE}),
    ("the certificate has run out", ADULT, "certificate-expired",
     {f"{BENEFITS}.expiry": "2026-11-30"}),
    ("a benefit is taken from pain and suffering", ADULT, "benefit-head",
     {f"{BENEFITS}.benefits.0.head": "pain, suffering and loss of amenity"}),
    ("the costs are left out", ADULT, "costs-silent",
     {"clauses.payment/costs-to-be-assessed": GONE,
      "clauses.payment/payment-on-account-of-costs": GONE}),
    ("the order says one thing of costs, the terms another", ISSUED, "costs-order-differs",
     {"clauses.dispute-resolution/proceedings-stay.costs_order": "none"}),
    ("the claim before the court is not ended", ISSUED, "claim-not-disposed",
     {"form": "agreement", "clauses.dispute-resolution/proceedings-stay": GONE,
      "recitals.1": "The _Patient_ brought proceedings in the County Court at York (EX00311)."}),
    ("the stay of the claim is left out, and only the claim is named", ISSUED, "claim-not-disposed",
     {"form": "agreement", "clauses.dispute-resolution/proceedings-stay": GONE}),
    ("a provisional award stands beside the release", ADULT, "provisional-and-release",
     {"recitals.1": "The _Patient_ is to have provisional damages and may ask for more."}),
    ("a patient's plan has a thirteenth payment", BILL, "out-of-range",
     {f"{PLAN}.instalments": THIRTEEN, f"{PLAN}.count": 13, f"{PLAN}.plan_months": 13}),
    ("a patient's plan runs for two years", BILL, "consumer-instalments",
     {f"{PLAN}.instalments.9.date": "2028-10-02"}),
    ("a plan counts one payment too many", BILL, "instalment-count", {f"{PLAN}.count": 11}),
    ("interest is asked of a patient", BILL, "consumer-charges",
     {"clauses.payment/late-interest": {"rate": "8"}}),
    ("the patient's independent advice is left out", BILL, "unadvised-patient",
     {"clauses.general/independent-advice": GONE}),
    ("the release stands without a dispute", INSURER, "release-without-dispute",
     {"recitals": GONE, "mediation": GONE}),
    ("an NHS number stands in a recital", ADULT, "nhs-number",
     {"recitals.1": "The _Trust_ treated the _Patient_ (NHS number 943 476 5919)."}),
    ("a National Insurance number stands in a recital", ADULT, "national-insurance-number",
     {"recitals.1": "The _Patient_ (QQ123456C, AB123456C) makes a claim."}),
    ("a date of birth stands in a recital", ADULT, "date-of-birth",
     {"recitals.1": "The _Patient_, born on 3 April 1984, makes a claim."}),
    ("a bank account stands in an action", INSURER, "bank-details",
     {"actions.0.what": "Pay into sort code 20-00-00, account number 55779911"}),
    ("a Social Security number stands in a recital", APPEALS, "social-security-number",
     {"recitals.0": "The claim is that of the patient with SSN 219-09-9999."}),
    ("a card number stands in an action", BILL, "card-number",
     {"actions.1.what": "Charge the card 4111 1111 1111 1111"}),
    ("a copy for signature is called a draft", INSURER, "draft-words",
     {"status": "execution", "title": "Draft settlement of disputed claims"}),
    ("a copy for signature has an open point", INSURER, "open-point", {"status": "execution"}),
    ("a copy for signature binds nobody", INSURER, "signed-and-not-binding",
     {"status": "execution", "binding": "none"}),
    ("a copy for signature names no signatory", BILL, "nobody-signs",
     {"status": "execution", "parties.provider.signatories": GONE}),
    ("a director's own party witnesses a deed", INSURER, "witness-not-apart",
     {"form": "deed", "parties.payer.signatories": [
         {"name": "Alex Example", "capacity": "Director", "witness": {"name": "Alex Example"}}]}),
    ("a secretary alone signs a deed", INSURER, "deed-signatory",
     {"form": "deed",
      "parties.payer.signatories": [{"name": "Alex Example", "capacity": "Secretary"}]}),
    ("a trust's deed goes without its seal", ADULT, "deed-without-seal",
     {"form": "deed", "parties.trust.seal": False}),
    ("a regulator joins and does nothing", APPEALS, "idle-party",
     {"parties.regulator": {"name": "A regulator", "kind": "public-body"}}),
    ("the exit of an alliance is left out", ALLIANCE, "alliance-without-exit",
     {"clauses.governance/exit": GONE}),
    ("the way out of a deadlock is left out", ALLIANCE, "alliance-without-deadlock",
     {"clauses.dispute-resolution/escalation": GONE}),
    ("two indicators have one name", ALLIANCE, "indicator-twice",
     {"clauses.governance/kpis.indicators.1.name": "Waiting time"}),
    ("a party has no address for notices", CONTRACT, "party-without-address",
     {"clauses.notification/notices.contacts.1": GONE}),
    ("a clause of another matter is chosen", BILL, "wrong-matter",
     {"clauses.clinical/safety-action": {}}),
    ("a clause of another law is chosen", BILL, "wrong-jurisdiction",
     {"clauses.billing/patient-plan-us": {}}),
    ("the sum is kept secret for no reason", INSURER, "secrecy-without-reason",
     {SECRET: {"reason": "it is the usual practice"}}),
    ("the sum is secret, and protected disclosures unnamed", ADULT, "whistleblowers-silenced",
     {SECRET: {"reason": "the patient asks for it"}}),
    ("the times for words are words", INSURER, "words-for-an-answer",
     {"recitals.1": "The sum is TBC when the accounts are closed."}),
    ("the mediation is told of", INSURER, "mediation-told",
     {"recitals.1": "At the mediation the _Provider_ offered to accept £90,000.00."}),
    ("VAT is left out", INSURER, "vat-silent", {"clauses.payment/vat": GONE}),
    ("the law is another than the forum", INSURER, "law-differs",
     {"clauses.general/governing-law": {"law": "the law of Scotland"}}),
)  # fmt: skip
FLOOR = 0.92
"""The least share of the mutations that must be caught by the rule expected."""


def told(value: dict) -> frozenset[tuple[str, str]]:
    """What is found in a term sheet, refused or drafted: each rule, with where and what."""
    raw = json.dumps(value, ensure_ascii=False).encode()
    try:
        drafted = draft(raw, "sheet.yaml", LIBRARY)
    except Refused as refused:
        return frozenset((one.rule, one.message) for one in refused.findings)
    findings = lint(drafted)
    whole = (
        (*findings, *not_final(drafted, findings)) if value["status"] == "execution" else findings
    )
    return frozenset((one.rule, one.message) for one in whole)


@cache
def sound(example: str) -> dict:
    """An example as it stands."""
    return load((ROOT / "examples" / f"{example}.yaml").read_bytes(), "f").value


@cache
def told_before(example: str) -> frozenset[tuple[str, str]]:
    """What is found in an example as it stands."""
    return told(sound(example))


def mutated(example: str, edits: dict) -> dict:
    """An example with these edits; an index of a list or a name at each step of a path."""
    value = copy.deepcopy(sound(example))
    for path, new in edits.items():
        *above, last = (int(part) if part.isdigit() else part for part in path.split("."))
        holder = value
        for key in above:
            holder = holder[key]
        if new is GONE:
            del holder[last]
        elif isinstance(holder, list) and last == len(holder):
            holder.append(new)
        else:
            holder[last] = new
    return value


@cache
def caught(place: int) -> bool:
    """Whether the rule expected says something of a mutation that it did not say before."""
    _, example, rule, edits = MUTATIONS[place]
    fresh = told(mutated(example, edits)) - told_before(example)
    return rule in {found for found, _ in fresh}


def test_the_examples_are_spoilt_in_many_ways():
    assert len(MUTATIONS) >= 75
    assert len({what for what, *_ in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("place", range(len(MUTATIONS)), ids=lambda place: MUTATIONS[place][0])
def test_a_mutation_changes_what_the_term_sheet_says(place):
    _, example, _, edits = MUTATIONS[place]
    assert mutated(example, edits) != sound(example)


def test_the_rules_catch_nearly_all_of_them():
    missed = [MUTATIONS[place][0] for place in range(len(MUTATIONS)) if not caught(place)]
    assert 1 - len(missed) / len(MUTATIONS) >= FLOOR, missed
