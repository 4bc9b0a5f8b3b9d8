"""Clauses into provisions, and the provisions that no single clause gives."""

import pytest

from agreement.document.number import number
from agreement.lint import lint
from tests.drafting import ROOT, agreed, clause, drafted, even, firm, page, text

UNITS = {
    "first": "The _Payer_ shall pay;",
    "second": {
        "text": "The _Payer_ shall:",
        "provisions": {"a": "tell; and", "b": {"text": "show:", "provisions": {"i": "all."}}},
    },
}
ACTION = {"role": "provider", "what": "Send the notes", "evidence": "the letter",
          "due": {"days": 10, "after": "effective_date"}}  # fmt: skip
SENTENCES = [
    (ACTION, "Within 10 days after the Effective Date, the Hospital shall send the notes."),
    ({**ACTION, "role": "parties"},
     "Within 10 days after the Effective Date, each party shall send the notes."),
    ({**ACTION, "what": "Send the notes."},
     "Within 10 days after the Effective Date, the Hospital shall send the notes."),
    ({**ACTION, "what": "CC the _Payer_ in"},
     "Within 10 days after the Effective Date, the Hospital shall CC the Insurer in."),
    ({**ACTION, "due": {"on": "2027-01-31", "by": "16:00"}},
     "By 4.00 pm on 31 January 2027, the Hospital shall send the notes."),
    ({**ACTION, "due": {"throughout": "a sum is owed"}},
     "While a sum is owed, the Hospital shall send the notes."),
    ({**ACTION, "due": {"days": 5, "before": {"event": "the hearing"}}},
     "Not later than 5 days before the hearing, the Hospital shall send the notes."),
]  # fmt: skip
MEDIATIONS = [
    ({"date": "2026-11-20"}, "at a mediation on 20 November 2026."),
    ({"date": "2026-11-20", "body": "CEDR"},
     "at a mediation on 20 November 2026 arranged by CEDR."),
    ({"date": "2026-11-20", "body": "CEDR", "mediator": "Sam Example"},
     "at a mediation on 20 November 2026 before Sam Example arranged by CEDR."),
    ({"date": "open", "mediator": {"open": "who mediated", "owner": "payer"}},
     "at a mediation on [OPEN 1: the date of the mediation] before [OPEN 2: who mediated, "
     "Insurer to confirm]."),
]  # fmt: skip


def of(tmp_path, answers=None, sheet=None, **keys):
    """The provision of a firm's clause with these keys, and the agreement it stands in."""
    library = firm(tmp_path, billing__clawback=clause(**keys))
    agreement = agreed(library, clauses={"billing/clawback": answers}, **(sheet or {}))
    return next(one for one in agreement.operative if one.id == "billing/clawback"), agreement


def labels(provision, agreement) -> list[tuple[str, str]]:
    """Each unit below a provision by the last part of its id, with its number."""
    numbers = number(agreement)
    found = []
    for one in provision.provisions:
        found += [(one.id.rpartition("/")[2], str(numbers[one.id])), *labels(one, agreement)]
    return found


def left_out(home, **keys):
    """A firm's clause in a deed of a law whose file leaves its unit `second` out, linted too."""
    law = (ROOT / "jurisdictions" / "england-wales.yaml").read_text()
    left = "  deed:\n    units: {billing/clawback/second: null}\n"
    (home / "jurisdictions").mkdir()
    (home / "jurisdictions" / "england-wales.yaml").write_text(law.replace("  deed:\n", left, 1))
    library = firm(home, billing__clawback=clause(**keys))
    made = drafted(library, form="deed", clauses={"billing/clawback": None})
    return made.agreement, {finding.rule for finding in lint(made)}


def test_a_form_leaves_a_unit_out_with_what_stands_below_it_and_its_duties(tmp_path):
    actions = [{**ACTION, "provision": name} for name in ("first", "second", "second/b")]
    agreement, found = left_out(tmp_path, provisions=UNITS, actions=actions)
    whole = next(one for one in agreement.operative if one.id == "billing/clawback")
    assert labels(whole, agreement) == [("first", "2.1")]
    assert [duty.provision for duty in agreement.duties] == ["billing/clawback/first"]
    assert "broken-reference" not in found


def test_a_reference_to_a_unit_that_the_form_leaves_out_is_an_error(tmp_path):
    below = UNITS | {"third": "The _Payer_ shall pay as {billing/clawback/second/b} says."}
    assert "broken-reference" in left_out(tmp_path, provisions=below)[1]


def test_a_text_alone_is_the_one_paragraph_of_its_clause(tmp_path):
    provision, agreement = of(tmp_path, text="The _Payer_ pays.")
    assert provision.heading == "Clawback" and provision.prose == ()
    assert labels(provision, agreement) == [("text", "1.1")]


def test_units_beside_a_text_hang_below_it(tmp_path):
    units = {"a": "pay; and", "b": "tell."}
    provision, agreement = of(tmp_path, text="The _Payer_ shall:", provisions=units)
    assert labels(provision, agreement) == [("text", "1.1"), ("a", "1.1(a)"), ("b", "1.1(b)")]


def test_units_alone_are_paragraphs_with_their_own_units_below(tmp_path):
    provision, agreement = of(tmp_path, provisions=UNITS)
    assert labels(provision, agreement) == [
        ("first", "1.1"),
        ("second", "1.2"),
        ("a", "1.2(a)"),
        ("b", "1.2(b)"),
        ("i", "1.2(b)(i)"),
    ]


@pytest.mark.parametrize(
    ("waived", "names"), [(True, ["a", "b"]), (False, ["a"]), ("open", ["a", "b"])]
)
def test_a_unit_stands_with_its_answer_and_while_that_is_open(waived, names, tmp_path):
    provision, _ = of(
        tmp_path,
        {"waived": waived},
        blanks={"waived": {"type": "boolean", "ask": "whether it is waived"}},
        provisions={"a": "one.", "b": {"text": "two.", "when": {"waived": True}}},
    )
    assert [one.id.rpartition("/")[2] for one in provision.provisions] == names


def test_an_alternative_replaces_the_whole_wording(tmp_path):
    provision, agreement = of(
        tmp_path,
        {"alternative": "gentle"},
        provisions=UNITS,
        alternatives={"gentle": {"use": "where it is gentle", "text": "The _Payer_ may pay."}},
    )
    assert labels(provision, agreement) == [("text", "1.1")]
    assert page(agreement).words(provision.provisions[0].prose) == "The Insurer may pay."


def test_a_heading_is_spelt_as_the_jurisdiction_does(tmp_path):
    keys = {"heading": "Instalment programme", "text": "Words."}
    british, _ = of(tmp_path, **keys)
    american, _ = of(tmp_path, sheet={"jurisdiction": "united-states"}, **keys)
    assert (british.heading, american.heading) == ("Instalment programme", "Installment program")


@pytest.mark.parametrize(("action", "sentence"), SENTENCES)
def test_an_agreed_action_is_a_numbered_duty_of_the_agreement(action, sentence):
    agreement = agreed(actions=[action])
    last = agreement.operative[-1]
    assert last.heading == "Agreed actions"
    assert even(page(agreement).words(last.provisions[0].prose)) == sentence
    assert str(number(agreement)["term-sheet/actions/1"]) == "3.1"


def test_an_agreed_review_is_a_duty_that_points_to_its_schedule():
    agreement = agreed(reviews=[{"what": "it", "due": {"on": "2027-01-31"}}])
    words = even(page(agreement).words(agreement.operative[-1].provisions[0].prose))
    assert words == (
        "The parties shall carry out each review that Schedule 1 lists against this provision, "
        "on the date given there."
    )
    row = agreement.schedules[0].table.rows[0]
    assert even(page(agreement).words(row[1])) == "clause 3"


@pytest.mark.parametrize(("mediation", "words"), MEDIATIONS)
def test_a_mediation_is_the_first_recital(mediation, words):
    found = text(mediation=mediation, recitals=["Something was owed."])
    assert f"(A) The parties agreed these terms {words} (B) Something was owed." in found


def test_a_mediation_still_open_is_an_open_point():
    assert "(A) [OPEN 1: the mediation of these terms]" in text(mediation="open")
    told = {"open": "the second mediation", "owner": "payer"}
    assert "(A) [OPEN 1: the second mediation, Insurer to confirm]" in text(mediation=told)


def test_a_recital_keeps_the_brackets_and_underscores_it_was_typed_with():
    recital = "In [2019] EWHC 1 [sic] the file REF_A_12 was sent to a_b@example.org."
    assert recital in text(recitals=[recital])


def test_a_recital_still_open_is_an_open_point():
    assert "(B) [OPEN 1: a recital]" in text(recitals=["Something was owed.", "open"])


def test_without_mediation_or_recitals_there_is_no_background():
    assert "BACKGROUND" not in text()
