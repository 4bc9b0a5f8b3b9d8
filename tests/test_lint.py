"""What a careful partner would raise: for each rule a sheet that does and one that does not."""

import pytest
import yaml

from agreement.assembly.assemble import draft
from agreement.finding import Severity
from agreement.lint import lint, not_final
from agreement.lint.rules import RULES
from tests.drafting import LIBRARY, PARTIES, ROOT, clause, drafted, firm

REGULATOR = {**PARTIES, "regulator": {"name": "A regulator", "kind": "public-body"}}
TWO_ROWS = [
    {"number": 1, "date": "2027-01-15", "amount": "600.00"},
    {"number": 2, "date": "2027-04-15", "amount": "400.00"},
]
BOTH = {"text": "The _Payer_ and the _Provider_ are bound from the _Effective Date_."}
BOUND = {"text": "The _Payer_ and the _Provider_ are bound until [ending]."}
ENDING = {"ending": {"type": "date", "ask": "the last day", "default": "2027-06-30"}}
UNDER_TWO = {"text": "Subject to {billing/two}, sums are due."}
VERIFIED = {"cite": "The Act", "states": "So.", "as_of": "2026", "verified": True}


def action(**keys):
    """An agreed action with these keys."""
    rule = {"days": 2, "after": "effective_date"}
    return [{"role": "payer", "what": "Pay", "evidence": "a receipt", "due": rule, **keys}]


def instalments(*amounts):
    """A term sheet that pays a thousand pounds in these amounts."""
    rows = [{**row, "amount": amount} for row, amount in zip(TWO_ROWS, amounts, strict=True)]
    return {"clauses": {"payment/instalments": {"instalments": rows}}}


def reconciling(first, last):
    """A term sheet that reconciles the claims of a period."""
    return {"clauses": {"billing/reconciliation": {"period_from": first, "period_to": last}}}


def own(**clauses):
    """A term sheet for clauses of a firm, and those clauses."""
    chosen = {name.replace("__", "/").replace("_", "-"): None for name in clauses}
    return {"clauses": chosen, "firm": {name: clause(**keys) for name, keys in clauses.items()}}


def definition(term):
    """A definition of a firm."""
    return clause(heading=term, text=f"**{term}** means a thing.")


def deed(**payer):
    """A deed with these keys of the payer."""
    return {"form": "deed", "parties": {**PARTIES, "payer": {**PARTIES["payer"], **payer}}}


TWO_UNITS = {"provisions": {"a": "So.", "b": "So."}}


def joining(mark: str) -> dict:
    """A clause that refers to several units of another."""
    return {"heading": "Two", "text": f"See {mark}.", "requires": ["billing/one"]}


RAISED = {
    "undefined-term": ({"recitals": ["The _Snark_ is disputed."]},
                       {"recitals": ["The _Clean Claim_ is disputed."]}),
    "defined-twice": (own(billing__one={"text": "A **Snark** is a _Snark_."},
                          billing__two={"heading": "Two", "text": "A **Snark** is another."}),
                      own(billing__one={"text": "A **Snark** is a _Snark_."},
                          billing__two={"heading": "Two", "text": "A _Snark_ is one."})),
    "unused-definition": (own(billing__one={"text": "This is a **Snark**."}),
                          own(billing__one={"text": "This is a **Snark**, a _Snark_."})),
    "idle-party": ({"parties": REGULATOR},
                   {"parties": REGULATOR, "actions": action(role="parties")}),
    "broken-reference": (own(billing__one={"text": "See {billing/gone}."}),
                         own(billing__one={"text": "See {billing/one}."})),
    "joined-references": (own(billing__one=TWO_UNITS, billing__two={
                             **joining("{billing/one/b to billing/one/a}")}),
                          own(billing__one=TWO_UNITS, billing__two={
                              **joining("{billing/one/a to billing/one/b}")})),
    "duplicate-heading": (own(billing__one=BOTH, billing__two=BOTH),
                          own(billing__one=BOTH, billing__two={**BOTH, "heading": "Other"})),
    "nothing-chosen": ({"clauses": {"general/release": None}},
                       {"clauses": {"general/release": None, "payment/lump-sum": None}}),
    "review-after-end": (
        own(billing__one={**BOUND, "blanks": ENDING, "ends": {"on": "ending"},
                          "reviews": [{"what": "It", "due": {"on": "2027-07-01"}}]}),
        own(billing__one={**BOUND, "blanks": ENDING, "ends": {"on": "ending"},
                          "reviews": [{"what": "It", "due": {"on": "2027-06-30"}}]}),
    ),
    "ends-before-it-begins": (reconciling("2026-04-01", "2025-03-31"),
                         reconciling("2025-04-01", "2025-04-01")),
    "unknown-owner": ({"recitals": [{"open": "why", "owner": "trust"}]},
                      {"recitals": [{"open": "why", "owner": "provider"}, "open"]}),
    "sum-differs": (instalments("600.00", "399.99"), instalments("600.00", "400.00")),
    "not-a-business-day": ({"actions": action(due={"on": "2026-12-05"})},
                           {"actions": action(due={"on": "2026-12-04"})}),
    "past-the-calendar": ({"actions": action(due={"on": "2029-01-02"})},
                          {"actions": action(due={"on": "2028-12-29"})}),
    "unreviewed-duty": ({"actions": action(due={"on": "2028-06-01"})},
                        {"actions": action(due={"on": "2028-06-01"}),
                         "reviews": [{"what": "progress", "due": {"on": "2027-12-01"}}]}),
    "witness-not-apart": (deed(signatories=[{"name": "A", "witness": {"name": "a"}}]),
                          deed(signatories=[{"name": "A", "witness": {"name": "B"}}])),
    "idle-witness": ({**deed(signatories=[{"name": "A", "witness": {"name": "B"}}]),
                      "form": "agreement"},
                     deed(signatories=[{"name": "A", "witness": {"name": "B"}}])),
    "deed-signatory": (deed(signatories=[{"name": "A", "capacity": "Secretary"}]),
                       deed(signatories=[{"name": "A", "capacity": "Secretary"}, {"name": "B"}])),
    "deed-without-seal": (deed(kind="nhs-body", seal=False), deed(kind="nhs-body")),
    "idle-seal": (deed(kind="individual", seal=True), deed(kind="company", seal=True)),
    "draft-words": ({"status": "execution", "title": "Draft settlement"},
                    {"title": "Draft settlement"}),
    "signed-and-not-binding": ({"status": "execution", "binding": "none"},
                               {"status": "execution", "binding": "all"}),
    "heads-hide-open": (
        {"form": "heads-of-terms", "binding": "none",
         "clauses": {"dispute-resolution/mediation": {"mediation_body": "open"}}},
        {"clauses": {"dispute-resolution/mediation": {"mediation_body": "open"}}}),
    "heads-leave-out": ({"form": "heads-of-terms", "binding": "all"},
                        {"form": "heads-of-terms", "binding": ["general/effect"]}),
    "binds-unsettled": (
        {"form": "heads-of-terms", "binding": ["general/effect"],
         "clauses": {"general/effect": "open"}},
        {"form": "heads-of-terms", "binding": ["general/effect"],
         "clauses": {"general/effect": None}}),
    "clause-added": ({**own(billing__one={"text": "So.", "requires": ["general/severance"]})},
                     own(billing__one={"text": "So."})),
    "default-taken": (
        own(billing__one={"text": "Pay [sum].", "blanks": {
            "sum": {"type": "money", "ask": "a sum", "default": "1.00"}}}),
        own(billing__one={"text": "Pay nothing.", "blanks": {
            "sum": {"type": "boolean", "ask": "whether", "default": True}}}),
    ),
    "authority-unread": (own(billing__one={**BOTH, "authority": [{**VERIFIED, "verified": False}]}),
                         own(billing__one={**BOTH, "authority": [VERIFIED]})),
    "state-rules": ({"jurisdiction": "united-states", "clauses": {"general/effect": None},
                     "state": "CA"},
                    {"jurisdiction": "united-states", "state": "WY"}),
    "duty-unlisted": (own(general__courtesy={"text": "Each party shall answer each letter."}),
                      own(general__courtesy={"text": "Each party may answer each letter."})),
    "circular-definition": (own(billing__one={"provisions": {
                                "a": "**Agreed Rate** means the _List Rate_ less 5%.",
                                "b": "**List Rate** means the _Agreed Rate_ plus 5%."}}),
                            own(billing__one={"provisions": {
                                "a": "**Agreed Rate** means the _List Rate_ less 5%.",
                                "b": "**List Rate** means the rate in force today."}})),
    "circular-reference": (own(billing__one=UNDER_TWO, billing__two={
                               "heading": "Two", "text": "It is due, subject to {billing/one}."}),
                           own(billing__one=UNDER_TWO, billing__two={
                               "heading": "Two", "text": "It is due."})),
}  # fmt: skip
REASON = "both rooms asked for it"


# Each rule about the law has two whole term sheets instead: RULE/raised.yaml and RULE/quiet.yaml.
FOLDERS = {
    folder.name: ((folder / "raised.yaml").read_bytes(), (folder / "quiet.yaml").read_bytes())
    for folder in (ROOT / "tests" / "rules").glob("*/")
}
EACH = {**RAISED, **FOLDERS}


def found(tmp_path, sheet):
    """The findings on a term sheet, and on the firm's clauses that it may bring."""
    if isinstance(sheet, bytes):
        return lint(draft(sheet, "sheet.yaml", LIBRARY))
    sheet = dict(sheet)
    library = firm(tmp_path, **sheet.pop("firm", {}))
    return lint(drafted(library, **sheet))


def allowing(rule, sheet):
    """A term sheet with a reason for leaving what this rule finds, and its own reasons."""
    if isinstance(sheet, bytes):
        return sheet + f"\nallow:\n  {rule}: {REASON}\n".encode()
    return {**sheet, "allow": {rule: REASON}}


def test_every_rule_has_a_sheet_that_raises_it_and_one_that_does_not():
    assert set(EACH) == set(RULES)
    assert not set(RAISED) & set(FOLDERS)


def test_a_rule_whose_authority_nobody_read_is_no_error():
    for rule in RULES.values():
        read = all(row.verified for row in rule.authority)
        assert read or rule.severity is not Severity.ERROR, rule.id


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_looks_for(rule):
    assert rule.says.endswith(".")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_has_an_example_that_is_yaml(rule):
    assert isinstance(yaml.safe_load(rule.example), dict)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_raised_by_what_it_is_about(rule, tmp_path):
    findings = [finding for finding in found(tmp_path, EACH[rule][0]) if finding.rule == rule]
    assert findings
    assert {finding.severity for finding in findings} == {RULES[rule].severity}
    assert all(finding.message.endswith((".", "!")) for finding in findings)
    assert all(finding.place.file == "sheet.yaml" and finding.place.line for finding in findings)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_not_raised_by_what_is_in_order(rule, tmp_path):
    assert rule not in {finding.rule for finding in found(tmp_path, EACH[rule][1])}


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_with_a_reason_is_silent(rule, tmp_path):
    rules = {finding.rule for finding in found(tmp_path, allowing(rule, EACH[rule][0]))}
    assert rule not in rules and "unused-allowance" not in rules


@pytest.mark.parametrize("rule", [*RULES, "no-such-rule"])
def test_a_reason_that_nothing_needs_is_a_finding(rule, tmp_path):
    findings = found(tmp_path, allowing(rule, EACH.get(rule, ({}, {}))[1]))
    (idle,) = [finding for finding in findings if finding.rule == "unused-allowance"]
    assert rule in idle.message and idle.severity is Severity.WARNING


MESSAGES = [
    ("sum-differs",
     "£600.00 + £399.99 = £999.99, but money.settlement_sum is £1,000.00: £0.01 too little."),
    ("not-a-business-day",
     "due on a day that is not a business day (england-wales): Pay, Saturday 5 December 2026. "
     "Choose another day, or say in the clause which day counts instead."),
    ("defined-twice",
     "“Snark” is defined in clause 2.1 and again in clause 3.1; keep one of them."),
    ("clause-added", "general/severance was added: required by billing/one."),
    ("idle-party", "the Regulator is a party and no provision names it; say what it does."),
    ("undefined-term", "“Snark” is used in recital (A) but no chosen clause defines it; add "
     "definitions/snark or choose the clause that defines it."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "message"), MESSAGES)
def test_a_message_says_what_is_wrong_and_what_to_do(rule, message, tmp_path):
    told = [finding.message for finding in found(tmp_path, RAISED[rule][0]) if finding.rule == rule]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in told][-1] == message


def test_a_message_names_a_provision_by_its_number(tmp_path):
    duty = {"role": "payer", "what": "Send what {general/variation} asks for", "evidence": "it",
            "due": {"on": "2026-12-05"}}  # fmt: skip
    told = found(tmp_path, {"actions": [duty], "clauses": {"general/variation": None}})
    (finding,) = [one for one in told if one.rule == "not-a-business-day"]
    assert ": Send what clause\N{NO-BREAK SPACE}1 asks for, Saturday" in finding.message


def test_too_much_is_told_apart_from_too_little(tmp_path):
    (finding,) = [
        f for f in found(tmp_path, instalments("600.00", "401.00")) if f.rule == "sum-differs"
    ]
    assert finding.message.endswith("£1.00 too much.")


@pytest.mark.parametrize("amount", ["open", {"open": "the last sum"}])
def test_a_sum_with_an_open_figure_is_not_yet_judged(amount, tmp_path):
    rules = {finding.rule for finding in found(tmp_path, instalments("1.00", amount))}
    assert "sum-differs" not in rules


def test_a_sum_against_an_open_total_is_not_yet_judged(tmp_path):
    money = {"currency": "GBP", "settlement_sum": {"open": "the sum"}}
    rules = {f.rule for f in found(tmp_path, {**instalments("1.00", "1.00"), "money": money})}
    assert "sum-differs" not in rules


def test_a_unit_that_fell_away_leaves_a_broken_reference_in_text_and_schedule(tmp_path):
    pay = {"role": "payer", "what": "Pay", "evidence": "a receipt", "due": {"on": "payment"}}
    sheet = own(billing__one={
        "roles": ["payer"],
        "blanks": {"kept": {"type": "boolean", "ask": "whether", "default": False}},
        "provisions": {"a": "See {billing/one/b}.", "b": {"text": "So.", "when": {"kept": True}}},
        "actions": [{**pay, "provision": "b"}],
    })  # fmt: skip
    broken = [finding for finding in found(tmp_path, sheet) if finding.rule == "broken-reference"]
    assert [finding.message.partition(" refers")[0] for finding in broken] == [
        "clause\N{NO-BREAK SPACE}1.1",
        "Schedule\N{NO-BREAK SPACE}1",
    ]


def test_an_agreed_action_is_reported_where_it_is_written(tmp_path):
    sheet = {"actions": [*action(), *action(due={"on": "2026-12-05"})]}
    (finding,) = [f for f in found(tmp_path, sheet) if f.rule == "not-a-business-day"]
    source = drafted(**sheet).setting.sheet.source
    assert finding.place == source.place(("actions", 1))


def test_findings_stand_in_the_order_of_the_term_sheet(tmp_path):
    sheet = {"recitals": ["A _Snark_."], "actions": action(due={"on": "2029-01-06"})}
    findings = found(tmp_path, sheet)
    assert list(findings) == sorted(findings, key=lambda finding: (finding.place, finding.rule))


def test_a_copy_for_signature_admits_no_error_no_open_point_and_no_draft_status():
    rows = [{**TWO_ROWS[0], "amount": {"open": "the first sum"}}, TWO_ROWS[1]]
    recitals = ["A _Snark_.", "open"]
    result = drafted(recitals=recitals, clauses={"payment/instalments": {"instalments": rows}})
    reasons = not_final(result, lint(result))
    assert [reason.rule for reason in reasons] == [
        "undefined-term",
        "open-point",
        "open-point",
        "draft-status",
    ]
    source = result.setting.sheet.source
    assert reasons[1].place == source.place(("recitals", 1))
    assert reasons[2].place == source.place(
        ("clauses", "payment/instalments", "instalments", 0, "amount")
    )


def test_a_finished_copy_for_signature_is_final():
    result = drafted(status="execution")
    assert not_final(result, lint(result)) == ()


# What looks like an identifier at first sight and is none.
ORDINARY = [
    "Claim 4010 2026 0142 0007 of 3 March 2026 was denied.",
    "Invoice EX/2026/0142 and appeal 943-476-5918 are settled.",
    "The sum of $4,111,111.11 was billed between 2024-01-01 and 2025-12-31.",
    "Codes 99213, 27447 and J1885 were billed on line 12-34-56.",
    "45 CFR 164.514(b)(2)(i) and NPI 1234567893 apply; see account A-00482913.",
    "Section 1542 and case 2:26-cv-01234-ABC; matter 334 MD 2014.",
]
IDENTIFIERS = {
    "nhs-number", "national-insurance-number", "social-security-number", "medicare-number",
    "record-number", "date-of-birth", "patient-contact", "bank-details", "card-number",
}  # fmt: skip


@pytest.mark.parametrize("law", ["england-wales", "united-states"])
@pytest.mark.parametrize("words", ORDINARY)
def test_a_claim_number_a_sum_and_a_citation_are_no_identifiers(words, law):
    findings = lint(drafted(jurisdiction=law, recitals=[words]))
    assert not IDENTIFIERS & {finding.rule for finding in findings}


HIDDEN = [
    ("nhs-number", "Her NHS number is 9434765919."),
    ("nhs-number", "943-476-5919 was admitted."),
    ("bank-details", "Pay to GB29 NWBK 6016 1331 9268 19."),
    ("bank-details", "Pay to sort code 12-34-56."),
    ("bank-details", "Bank 12-34-56, account 12345678."),
    ("card-number", "3782-822463-10005"),
    ("card-number", "Card 4111111111111111 was charged."),
    ("date-of-birth", "DOB 04/05/1971"),
    ("date-of-birth", "born on 4 May 1971"),
    ("record-number", "hospital number 0048291"),
    ("social-security-number", "Social Security number 219 09 9999"),
    ("patient-contact", "Telephone 020 7946 0000"),
]


@pytest.mark.parametrize(("rule", "words"), HIDDEN)
def test_an_identifier_is_found_as_people_write_it_and_not_repeated(rule, words):
    findings = [one for one in lint(drafted(recitals=[words])) if one.rule == rule]
    assert [one.place.line for one in findings] == [1]
    assert not any(digit in findings[0].message for digit in "0123456789")


def test_an_identifier_in_a_private_note_reaches_no_output_and_is_no_finding():
    findings = lint(drafted(private={"notes": "NHS number 943 476 5919"}))
    assert "nhs-number" not in {finding.rule for finding in findings}


# The rules of one law read the drafter's own sentences; these say what they may say.
HARMLESS = [
    "Nothing in this Agreement stops the _Patient_ from complaining to the medical board.",
    "The _Provider_ shall not fail to report the payment to the National Practitioner Data Bank.",
    "No party has promised to withhold a report to the data bank or to Medicare.",
    "This Agreement does not prevent a report to a government agency.",
    "The _Provider_ made a minor error in the bill of a patient aged 65 or over.",
    "The fee does not follow the number of referrals.",
    "The _Payer_ reported to the state regulator and did not appeal.",
    "The ruling is reported at [2021] EWHC 2380, and Title XX of the Act applies.",
    "An independent valuer, to be agreed by both parties within ten days, sets the price.",
    "The parties share the cost in equal shares, 50% each, and 2% is added for interest.",
]
SENTENCES = {
    "report-promised-away", "board-complaint-barred", "clinicians-kept-in-the-dark",
    "agency-kept-from-knowing", "minor-without-court", "minor-in-another-state",
    "paid-by-referral", "shares-not-whole", "government-claims-touched", "words-for-an-answer",
}  # fmt: skip


@pytest.mark.parametrize("words", HARMLESS)
def test_a_sentence_that_keeps_a_report_open_or_forbids_a_fee_is_no_finding(words):
    findings = lint(drafted(jurisdiction="united-states", state="CA", recitals=[words]))
    assert not SENTENCES & {finding.rule for finding in findings}


def test_a_rule_of_the_united_states_is_silent_elsewhere():
    recital = "The _Provider_ pays $500.00 for each referral, and was sorry for its negligence."
    rules = {finding.rule for finding in lint(drafted(recitals=[recital]))}
    assert not {one for one in rules if RULES.get(one) and RULES[one].law == "united-states"}


@pytest.mark.parametrize(
    ("state", "alternatives"),
    [("CA", {"electronic_days", "paper_days"}), ("TX", {"electronic_days"})],
)
def test_each_clock_is_held_to_the_figure_of_the_state(state, alternatives):
    clock = {"electronic_days": 31, "paper_days": 45, "interest_rate": 18}
    findings = lint(
        drafted(
            jurisdiction="united-states",
            state=state,
            clauses={"billing/prompt-payment": clock, "general/effect": None},
        )
    )
    slow = [one.message for one in findings if one.rule == "slower-than-prompt-pay"]
    assert {message.partition(" ")[0] for message in slow} == alternatives


@pytest.mark.parametrize(
    "words", ["Paid on TBC.", "The price is to be agreed.", "Signed by [name].", "Due on ____."]
)
def test_a_gap_is_found_however_it_is_marked(words):
    findings = lint(drafted(recitals=[words]))
    assert "words-for-an-answer" in {finding.rule for finding in findings}
