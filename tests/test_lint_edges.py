"""Where a rule of lint begins and ends: the day, the sum, the state and the word beside its own."""

import pytest

from agreement.library.states import states_named
from agreement.lint import lint, not_final
from tests.drafting import PARTIES, drafted

US = {"jurisdiction": "united-states"}
BILL = {
    **US,
    "matter": "patient-billing",
    "parties": {
        "provider": {"name": "Example Valley Hospital", "kind": "company"},
        "patient": {"name": "Example Patient", "kind": "individual"},
    },
    "money": {"currency": "USD", "settlement_sum": "900.00"},
}
INJURY = {**BILL, "matter": "clinical-negligence"}
PAID = {"payment/lump-sum": {"paying_party": "provider", "receiving_party": "patient"}}
EFFECT = {"general/effect": None}
ROWS = [
    {"number": 1, "date": "2027-01-15", "amount": "600.00"},
    {"number": 2, "date": "2027-01-15", "amount": "400.00"},
]
NAMED = [{"name": "A. Example", "capacity": "Director"}]
SUIT = {"dispute-resolution/dismissal": {"action": "the action", "filing_party": "patient"}}
LADDER = {"mediation_body": "Example Mediation"}
SEAT = {"dispute-resolution/arbitration": {"seat": "Columbus, Ohio"}}
SCREENED = {"application_days": 240, "wait_days": 181, "warning_days": 30}


def rules(**keys: object) -> set[str]:
    """The rules that a small term sheet with these keys breaks."""
    return {finding.rule for finding in lint(drafted(**keys))}


def messages(rule: str, **keys: object) -> list[str]:
    """What one rule says of a small term sheet with these keys."""
    return [finding.message for finding in lint(drafted(**keys)) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("the laws of the State of West Virginia", ("WV",)),
        ("the courts of Washington, D.C.", ("DC",)),
        ("the courts of King County, Washington", ("WA",)),
        ("California or New York law", ("CA", "NY")),
        ("the law of Arkansas", ("AR",)),
        ("the law of England and Wales", ()),
        ("Example Georgian House", ()),
    ],
)
def test_a_state_is_known_by_its_whole_name(text, states):
    assert states_named(text) == states


def test_the_age_of_members_in_a_quality_measure_is_no_minor():
    aged = {"recitals": ["The measure counts members aged 3 to 6."], "state": "CA", **US,
            "money": {"currency": "USD"}}  # fmt: skip
    assert "minor-without-court" not in rules(**aged)
    hurt = {**INJURY, "recitals": ["The _Patient_, aged 3, was injured."], "state": "CA"}
    assert "minor-without-court" in rules(**hurt, clauses=PAID)


@pytest.mark.parametrize("words", ["Open", "OPEN", "“open”", "…", "...", "N/A", "unknown",
                                   "open - ask Jane"])  # fmt: skip
def test_a_word_that_stands_for_an_open_point_is_told_and_kept_out_of_a_final_copy(words):
    found = drafted(status="execution", recitals=[words])
    assert "words-for-an-answer" in {one.rule for one in not_final(found, lint(found))}
    assert "words-for-an-answer" not in rules(recitals=["open"])
    assert "words-for-an-answer" not in rules(recitals=["The open account of the _Payer_."])


def test_the_last_instalment_of_a_plan_ends_its_reviews():
    rows = [{"number": n, "date": f"2027-0{n}-15", "amount": "300.00"} for n in (1, 2, 3)]
    plan = {"count": 3, "instalments": rows, "more_than_four": False, "contact": "the manager"}
    told = messages("review-after-end", **BILL, clauses={"billing/patient-plan-us": plan})
    assert len(told) == 2
    assert "after billing/patient-plan-us ends on March\u00a015, 2027" in told[0]


def test_two_instalments_on_one_day_are_told_apart_from_two_in_the_wrong_order():
    (told,) = messages(
        "instalments-out-of-order", clauses={"payment/instalments": {"instalments": ROWS}}
    )
    assert "on the same day as the one above it" in told


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_row_with_an_open_date_is_passed_over_and_its_number_is_not(number):
    rows = [ROWS[0], {**ROWS[1], "date": "open", "number": number}]
    broken = rules(clauses={"payment/instalments": {"instalments": rows}})
    assert ("instalment-numbers" in broken) is (number != 2)
    assert "instalments-out-of-order" not in broken


@pytest.mark.parametrize(
    ("signatories", "told"),
    [
        ({}, "does not say who signs"),
        ({"signatories": [{"name": "A. Example"}]}, "in no stated capacity"),
        ({"signatories": NAMED}, ""),
    ],
)
def test_a_copy_for_signature_names_who_signs_and_as_what(signatories, told):
    parties = {
        "payer": {**PARTIES["payer"], **signatories},
        "provider": {**PARTIES["provider"], "signatories": NAMED},
    }
    found = messages("nobody-signs", status="execution", parties=parties)
    assert len(found) == bool(told) and all(told in message for message in found)


@pytest.mark.parametrize(
    ("status", "assumed", "found"),
    [
        ("draft", "2026-12-10", 1),
        ("draft", "2026-12-11", 0),
        ("execution", "2026-12-11", 1),
    ],
)
def test_an_assumed_day_holds_to_the_day_of_the_draft_and_not_in_a_copy_for_signature(
    status, assumed, found
):
    keys = {"draft": {"date": "2026-12-11"}, "assumed": {"signature": assumed}}
    assert len(messages("assumed-date-passed", status=status, **keys)) == found


@pytest.mark.parametrize(
    ("tier", "beside", "found"),
    [
        ("court", SEAT, True),
        ("arbitration", SEAT, False),
        ("expert", {"dispute-resolution/courts": {"courts": "the courts of Ohio"}}, True),
        ("expert", {"dispute-resolution/courts": {
            "courts": "the courts of Ohio", "alternative": "non-exclusive"}}, False),
    ],
)  # fmt: skip
def test_the_last_step_of_the_ladder_and_the_tribunal_beside_it_must_be_one(tier, beside, found):
    ladder = {"dispute-resolution/escalation": {**LADDER, "final_tier": tier}}
    broken = rules(**US, clauses={**ladder, **beside, **EFFECT})
    assert ("two-final-tiers" in broken) is found


@pytest.mark.parametrize(
    ("due", "found"), [("2026-11-30", True), ("2026-12-01", False), ("2026-12-02", False)]
)
def test_a_duty_of_the_first_day_is_in_time(due, found):
    action = {"role": "payer", "what": "Pay", "due": {"on": due}, "evidence": "a receipt"}
    assert ("due-before-the-start" in rules(actions=[action])) is found


@pytest.mark.parametrize(
    ("start", "due", "found"),
    [
        ("2026-12-01", {"days": 3, "before": "2026-12-01"}, True),
        ("2026-12-01", {"days": 3, "before": "signature"}, False),
        ("signature", {"on": "2026-11-30"}, False),
        ({"later_of": ["signature", "2026-12-01"]}, {"on": "2026-11-30"}, False),
    ],
)
def test_a_date_that_rests_on_an_assumed_one_is_not_before_the_start(start, due, found):
    action = {"role": "payer", "what": "Pay", "due": due, "evidence": "a receipt"}
    assumed = {"signature": "2026-12-01"}
    broken = rules(actions=[action], effective_date=start, assumed=assumed)
    assert ("due-before-the-start" in broken) is found


@pytest.mark.parametrize(
    ("head", "deducted", "found"),
    [
        ("Loss of Earnings", "90.00", False),
        ("cost of care", "90.00", False),
        ("loss of mobility", "90.00", False),
        ("pain and suffering", "90.00", True),
        ("future treatment", "0.01", True),
        ("pain and suffering", "open", False),
        ("open", "90.00", False),
    ],
)
def test_a_benefit_is_deducted_from_earnings_care_and_mobility_alone(head, deducted, found):
    row = {"benefit": "Universal credit", "head": head, "amount": "90.00", "deducted": deducted}
    benefits = {"certificate": "EX/1", "expiry": "2027-03-31", "deductions": [row]}
    told = messages(
        "benefit-head",
        matter="clinical-negligence",
        parties={
            "trust": {"name": "Example NHS Trust", "kind": "nhs-body"},
            "patient": {"name": "Sam Example", "kind": "individual"},
        },
        clauses={
            "payment/lump-sum": {"paying_party": "trust", "receiving_party": "patient"},
            "payment/deducted-benefits": benefits,
            "payment/balance": {"gross_sum": "1090.00"},
            **EFFECT,
        },
    )
    assert len(told) == found and all(f"“{head}”" in one for one in told)


@pytest.mark.parametrize(
    ("state", "total", "clauses", "rule"),
    [
        ("FL", "15000.00", PAID, ""),
        ("FL", "15000.01", PAID, "minor-without-court"),
        ("FL", "15000.00", {**PAID, **SUIT}, "minor-without-court"),
        ("CA", "1.00", PAID, "minor-without-court"),
        ("OH", "25000.00", PAID, ""),
        ("OH", "25000.01", PAID, "minor-in-another-state"),
        ("WY", "1.00", PAID, "minor-in-another-state"),
        ("", "1.00", PAID, "minor-in-another-state"),
    ],
)
def test_a_minors_claim_goes_to_the_court_from_the_sum_of_its_state(state, total, clauses, rule):
    keys = {
        **INJURY,
        "state": state or None,
        "recitals": ["The _Patient_, a minor, was injured."],
        "money": {"currency": "USD", "settlement_sum": total},
    }
    found = {one for one in rules(**keys, clauses={**clauses, **EFFECT}) if one.startswith("minor")}
    assert found == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("state", "days", "found"),
    [
        ("CO", 181, True),
        ("CO", 182, False),
        ("CA", 179, True),
        ("CA", 180, False),
        ("TX", 120, False),
    ],
)
def test_collection_waits_as_long_as_the_state_says(state, days, found):
    screening = {"billing/hardship-screening": {**SCREENED, "wait_days": days}}
    broken = rules(**BILL, state=state, clauses={**screening, **EFFECT})
    assert ("state-collection-wait" in broken) is found


@pytest.mark.parametrize(("total", "found"), [("1500.00", True), ("1499.99", False)])
def test_a_canceled_debt_is_told_from_the_sum_that_the_code_names(total, found):
    bill = {"billing/lump-sum-discount": {"bill_total": total, "pay_by": "2027-01-15"}}
    assert ("debt-canceled" in rules(**BILL, clauses={**bill, **EFFECT})) is found


@pytest.mark.parametrize(
    ("rule", "clauses"),
    [
        ("collection-too-soon", {"billing/hardship-screening": {
            "application_days": "open", "wait_days": "open", "warning_days": "open"}}),
        ("medical-debt-interest", {"payment/late-interest": {"rate": "open"}}),
        ("credit-reporting-allowed", {"billing/no-collections": {"never_reported": "open"}}),
    ],
)  # fmt: skip
def test_an_open_answer_is_not_yet_judged(rule, clauses):
    assert rule not in rules(**BILL, state="CO", clauses={**clauses, **EFFECT})


@pytest.mark.parametrize(("settled", "told"), [("0.00", 1), ({"open": "the sum"}, 0)])
def test_a_sum_of_nothing_is_a_sum_whose_tax_is_to_be_settled(settled, told):
    money = {"currency": "GBP", "settlement_sum": settled}
    assert len(messages("vat-silent", money=money)) == told


@pytest.mark.parametrize(("claimant", "found"), [("patient", True), ("open", False)])
def test_a_friend_is_not_judged_before_it_is_said_for_whom(claimant, found):
    parties = {**BILL["parties"], "provider": {**BILL["parties"]["provider"], "signatories": NAMED}}
    friend = {"friend": "A. Example", "claimant": claimant}
    clauses = {"governance/litigation-friend": friend, **EFFECT}
    broken = rules(matter="clinical-negligence", parties=parties, clauses=clauses)
    assert ("friend-not-apart" in broken) is found


SECRET = {"general/confidentiality": {"reason": "the child has asked for it"}}
CARVED = {"general/protected-disclosures": None}
HEADS = {"form": "heads-of-terms", "matter": "clinical-negligence", "parties": {
    "trust": {"name": "Example NHS Trust", "kind": "nhs-body"},
    "patient": {"name": "Example Patient", "kind": "individual"},
    "payer": {"name": "Example Indemnity Limited", "kind": "company"}}}  # fmt: skip


@pytest.mark.parametrize(
    ("binding", "told"),
    [
        ("none", 0),
        ("all", 0),
        (["general/confidentiality"], 1),
        (["general/confidentiality", "general/protected-disclosures"], 0),
    ],
)
def test_a_binding_secret_has_its_limits_in_the_heads_too(binding, told):
    keys = {**HEADS, "binding": binding, "clauses": {**SECRET, **CARVED}}
    found = messages("victims-silenced", **keys)
    assert len(found) == told
    assert all("name general/protected-disclosures under binding too" in one for one in found)


def test_what_the_full_agreement_is_to_say_is_not_missing_in_the_heads():
    shares = [{"paying_party": "trust", "amount": "600.00"},
              {"paying_party": "payer", "amount": "400.00"}]  # fmt: skip
    clauses = {"payment/contribution": {"receiving_party": "patient", "shares": shares},
               "general/release": None, "general/third-party-rights": None}  # fmt: skip
    found = rules(**HEADS, binding="none", clauses=clauses)
    assert not {"contribution-silent", "third-parties-unsaid"} & found
    assert {"contribution-silent", "third-parties-unsaid"} <= rules(
        **HEADS, binding="none", clauses={"general/release": None}
    )


@pytest.mark.parametrize(
    ("shares", "found"),
    [("open", False), ([{"paying_party": "group", "amount": "900.00"}], True)],
)
def test_a_payer_that_is_still_open_is_no_source_of_referrals(shares, found):
    parties = {"provider": BILL["parties"]["provider"],
               "group": {"name": "Example Surgeons", "kind": "partnership"}}  # fmt: skip
    clauses = {"payment/contribution": {"receiving_party": "provider", "shares": shares}}
    sheet = {**BILL, "matter": "alliance", "parties": parties, "clauses": {**clauses, **EFFECT}}
    assert ("referral-source-paid" in rules(**sheet)) is found


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ({"months": 72, "after": "effective_date"}, 0),
        ({"months": 72, "after": "effective_date", "roll": "following"}, 1),
        ({"on": "2032-12-01"}, 1),
    ],
)
def test_a_period_that_ends_on_any_day_needs_no_holidays_that_nobody_knows_yet(due, told):
    act = {"role": "provider", "what": "Destroy the copies", "due": due, "evidence": "the log"}
    dated = {**BILL, "effective_date": "2026-12-01", "clauses": EFFECT}
    assert len(messages("past-the-calendar", **dated, actions=[act])) == told


@pytest.mark.parametrize(
    ("wording", "found"), [({}, True), ({"alternative": "represented"}, False)]
)
def test_a_child_states_no_advice_of_its_own_under_either_law(wording, found):
    parties = {"trust": HEADS["parties"]["trust"], "patient": HEADS["parties"]["patient"]}
    clauses = {"governance/litigation-friend": {"friend": "A. Example"},
               "general/independent-advice": wording, **EFFECT}  # fmt: skip
    told = rules(matter="clinical-negligence", parties=parties, clauses=clauses)
    assert ("advice-to-the-represented" in told) is found


@pytest.mark.parametrize(("matter", "found"), [("payer-provider", True), ("alliance", True),
                                               ("clinical-negligence", False)])  # fmt: skip
def test_an_insurer_of_liability_is_no_plan_that_keeps_rates_secret(matter, found):
    parties = {**INJURY["parties"], "payer": {"name": "Example Exchange", "kind": "company"}}
    secret = {"general/confidentiality": {"reason": "the patient wishes it"}}
    sheet = {**BILL, "matter": matter, "parties": parties, "clauses": {**secret, **EFFECT}}
    assert ("rates-kept-secret" in rules(**sheet)) is found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("The _Provider_ is a tax-exempt hospital.", {"assistance-not-screened"}),
        ("The _Patient_ was screened for financial assistance in May and qualifies.", set()),
        ("The _Patient_ owes the Medicare deductible.",
         {"assistance-not-screened", "cost-share-waived"}),
        ("The _Patient_ owes the Medicare deductible. The _Provider_ found him in financial need.",
         {"assistance-not-screened"}),
    ],
)  # fmt: skip
def test_a_recital_that_tells_what_was_found_of_a_patient_s_means_is_heard(told, found):
    bill = {"billing/lump-sum-discount": {"bill_total": "1500.00", "pay_by": "2027-01-15"}}
    broken = rules(**BILL, recitals=[told], clauses={**bill, **EFFECT})
    assert broken & {"assistance-not-screened", "cost-share-waived"} == found


def test_the_united_states_is_one_body():
    parties = {**BILL["parties"],
               "regulator": {"name": "United States of America", "kind": "public-body",
                             "called": "United States"}}  # fmt: skip
    assert "party-name-plural" not in rules(**{**BILL, "parties": parties}, clauses=EFFECT)
