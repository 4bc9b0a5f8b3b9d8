"""Heads of terms: short, complete in what binds, and made of the agreement's own duties."""

import re

import pytest

from agreement.assembly.assemble import draft
from agreement.assembly.entries import entries
from agreement.assembly.plainly import small
from agreement.document.plain import plain
from agreement.document.prose import inlines
from agreement.document.tree import OpenPoint
from agreement.finding import Refused
from agreement.lint import lint
from agreement.word import compile_shell, gate, write
from agreement.word.annotate import annotations
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed, drafted, even, text

HEADS = {"form": "heads-of-terms", "binding": "none"}
INSTALMENTS = {"payment/instalments": {"instalments": [
    {"number": 1, "date": "2027-01-15", "amount": "400.00"},
    {"number": 2, "date": "2027-04-15", "amount": "600.00"}]}}  # fmt: skip
TWO = {"general/variation": None, "general/governing-law": None}
US = {"jurisdiction": "united-states", "money": {"currency": "USD", "settlement_sum": "1000.00"}}


def action(count: int) -> list[dict]:
    """So many agreed actions of the payer, the last of them waiting for an event."""
    made = [{"role": "payer", "what": f"Send list {n} to the _Provider_", "evidence": "a receipt",
             "due": {"days": 10, "after": "effective_date"}} for n in range(1, count)]  # fmt: skip
    last = {"role": "provider", "what": "Answer the last list", "evidence": "the answer",
            "due": {"days": 5, "after": {"event": "it receives the last list"}}}  # fmt: skip
    return [*made, last]


def test_heads_say_who_what_when_what_next_and_what_binds_in_this_order():
    words = text(**HEADS, clauses=INSTALMENTS, actions=action(3))
    headings = ["HEADS OF TERMS: SPECIMEN", "PARTIES", "What is paid, and when",
                "What each party will do, and by when", "The full agreement", "What happens next",
                "What binds", "SIGNATURES"]  # fmt: skip
    assert sorted(headings, key=words.index) == headings


def test_each_payment_and_the_whole_sum_are_told():
    words = text(**HEADS, clauses=INSTALMENTS)
    assert "The settlement sum is £1,000.00." in words
    assert (
        "The Insurer pays the Hospital £400.00: instalment of the settlement sum, 15 January"
        in words
    )
    assert text(**HEADS, clauses=INSTALMENTS, **US).count("pays the Hospital $") == 2


def test_a_month_that_a_moved_payment_begins_with_keeps_its_capital():
    moved = {"number": 1, "date": "2027-07-05", "amount": "1000.00"}
    words = text(**{**HEADS, **US}, clauses={"payment/instalments": {"instalments": [moved]}})
    assert even(words).count("July 6, 2027 (the next business day after July 5, 2027)") == 1


def test_an_open_amount_is_an_open_point_of_its_payment():
    rows = INSTALMENTS["payment/instalments"]["instalments"]
    later = {**rows[1], "amount": {"open": "the second sum", "owner": "payer"}}
    clauses = {"payment/instalments": {"instalments": [rows[0], later]}}
    heads = drafted(**HEADS, clauses=clauses)
    assert (
        "The Insurer pays the Hospital [OPEN 1: the second sum, Insurer to confirm]: instalment"
        in " ".join(plain(heads.agreement).split())
    )
    assert heads.agreement.open_points[0].what == "the second sum"
    assert "heads-hide-open" not in {found.rule for found in lint(heads)}
    [_, entry] = [one for one in entries(heads.agreement) if one.kind == "payment"]
    assert entry.sum == "[OPEN 1: the second sum, Insurer to confirm]"


def test_actions_stand_under_who_owes_them_with_when():
    words = text(**HEADS, actions=action(3))
    due = "within 10 days after the effective date: 11 December 2026"
    assert f"The Insurer will: (a) send list 1 to the Hospital, {due}; and (b) send list 2" in words
    assert "The Hospital will: (a) answer the last list, within 5 days after it receives" in words


def test_of_many_actions_those_that_wait_for_an_event_are_counted():
    words = text(**HEADS, actions=action(9))
    assert "1 other action item stands in the full agreement." in words
    assert "answer the last list" not in words and "send list 8" in words
    assert "4 other action items stand" in text(**HEADS, actions=action(12))
    assert "answer the last list" in text(**{**HEADS, "binding": "all"}, actions=action(13))


def test_reviews_after_the_second_are_counted_unless_they_bind():
    reviews = [{"what": what, "due": {"on": "2027-02-01"}} for what in ("one", "two", "three")]
    words = text(**HEADS, reviews=reviews)
    assert "Two: on or before 1 February 2027" in words and "Three:" not in words
    assert "1 other review stands in the full agreement." in words
    assert "Three: on or before 1 February 2027" in text(
        **{**HEADS, "binding": "all"}, reviews=reviews
    )


def test_reviews_of_one_thing_are_told_once():
    review = {
        "what": "the _Claim List_",
        "every": {"months": 3},
        "from": "effective_date",
        "times": 4,
    }
    words = text(**HEADS, reviews=[review])
    assert "The claim list: 4 times, from 1 March 2027 to 1 December 2027." in words


def test_a_term_that_the_heads_do_not_define_is_written_small():
    words = text(
        **HEADS, recitals=["The _Payer_ denied each _Clean Claim_ (the **Denial**). A _Denial_."]
    )
    assert "The Insurer denied each clean claim (the “Denial”). A Denial." in words
    assert small("NCCI Edits of the UK GDPR") == "NCCI edits of the UK GDPR"


@pytest.mark.parametrize("law", [{}, US], ids=["english", "american"])
def test_what_binds_is_said_in_words_that_binding_decides(law):
    called = "this term sheet" if law else "these heads of terms"
    assert f"Nothing in {called} binds a party." in text(**HEADS, **law)
    bound = text(**{**HEADS, "binding": "all"}, **law)
    assert "meant to be binding and enforceable" in bound and "Nothing in th" not in bound


def test_clauses_that_bind_are_printed_in_full_and_named_by_number():
    chosen = {**TWO, "general/severance": None}
    words = text(form="heads-of-terms", binding=list(TWO), clauses=chosen)
    assert words.count("Variation and waiver") == 2
    assert re.search(r"Only clauses (\d) and (\d) and this provision, with the definitions", words)
    assert "If a court" not in words


def test_a_duty_refers_to_a_clause_that_is_printed_and_speaks_of_one_that_is_not():
    chosen = {"general/confidentiality": {"reason": "the terms show plans"}, **TWO}
    apart = text(form="heads-of-terms", binding="none", clauses=chosen)
    beside = text(form="heads-of-terms", binding=["general/confidentiality"], clauses=chosen)
    assert "what the clause of the full agreement on confidentiality covers" in apart
    assert re.search(r"keep confidential what clause \d\.\d covers", beside)


def test_heads_that_do_not_say_what_binds_are_refused():
    with pytest.raises(Refused) as refused:
        agreed(form="heads-of-terms")
    (finding,) = refused.value.findings
    assert finding.rule == "binding-unsaid" and finding.place.line == 1


def test_the_date_of_the_full_agreement_is_an_open_point_until_it_is_given():
    (point,) = [one for one in inlines(agreed(**HEADS).operative) if isinstance(one, OpenPoint)]
    assert point.name == "long_form_by"
    assert "on or before 31 January 2027." in text(**HEADS, long_form_by="2027-01-31")
    owed = {"open": "the day of signing", "owner": "payer"}
    assert "[OPEN 1: the day of signing, Insurer to confirm]" in text(**HEADS, long_form_by=owed)


def test_a_title_that_says_heads_of_terms_does_not_say_so_twice():
    assert agreed(**HEADS, title="Heads of terms on fees").title == "Heads of terms on fees"


@pytest.mark.parametrize("binding", ["none", "all", ["general/variation"]])
def test_heads_pass_the_gate_and_the_rules(binding):
    made = drafted(form="heads-of-terms", binding=binding, clauses={**TWO, **INSTALMENTS})
    shell = compile_shell(ROOT / "templates" / "plain.docx")
    assert gate(write(made.agreement, shell)) == ()
    raised = {one.rule for one in lint(made) if one.severity != "note"}
    silent = {rule for rule in raised if rule.endswith("-silent")} | {"nothing-chosen"}
    assert raised - silent <= {"heads-leave-out"}


def test_heads_of_a_small_deal_fit_two_pages(pages):
    shell = compile_shell(ROOT / "templates" / "plain.docx")
    chosen = {**TWO, **INSTALMENTS, "general/release": None, "general/effect": None}
    made = agreed(**HEADS, clauses=chosen, actions=action(4), long_form_by="2027-01-31")
    assert len(pages(write(made, shell))) == 2
    assert "this Agreement" not in even(plain(made))


STANDARDS = tuple(sorted((ROOT / "standards").glob("*.yaml")))


@pytest.mark.parametrize("binding", ["none", "all", "some"])
@pytest.mark.parametrize("path", STANDARDS, ids=lambda path: path.stem)
def test_the_heads_of_every_standard_are_sound_with_their_notes(path, binding):
    raw = path.read_bytes()
    ids = [pick.clause.id for pick, _ in draft(raw, path.name, LIBRARY).clauses]
    some = [id for id in ids if not id.startswith("definitions/")][:6]
    said = f"[{', '.join(some)}]" if binding == "some" else binding
    raw = raw.replace(b"\nclauses:", f"\nbinding: {said}\nclauses:".encode(), 1)
    made = draft(raw, path.name, LIBRARY, "heads-of-terms")
    findings = lint(made)
    shell = compile_shell(ROOT / "templates" / "plain.docx")
    assert gate(write(made.agreement, shell, notes=annotations(made, findings))) == ()
    assert [one for one in findings if one.severity == "error"] == []


@pytest.mark.parametrize("binding", ["none", "all", "[general/effect]"])
def test_the_heads_of_a_child_s_settlement_bind_nobody_before_approval(binding):
    (path,) = [one for one in EXAMPLES if "child" in one.stem]
    raw = path.read_bytes()
    raw = raw.replace(b"\nclauses:", f"\nbinding: {binding}\nclauses:".encode(), 1)
    words = even(plain(draft(raw, path.name, LIBRARY, "heads-of-terms").agreement))
    waits = "binds a party until the court has approved the settlement." in words
    assert waits is (binding != "none")
    assert waits or "Nothing in these heads of terms binds a party." in words
