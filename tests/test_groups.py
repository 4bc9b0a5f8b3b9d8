"""The questions that an agreement answers by one of several clauses: the data, and the finding."""

from itertools import combinations

import pytest

from agreement.lint import lint
from agreement.proof.specimen import JURISDICTIONS
from agreement.reading.load import load
from tests.drafting import EXAMPLES, LIBRARY, ROOT, drafted

MATTERS = LIBRARY.clause_schema["$defs"]["matter"]["enum"]
GROUPS = [
    pytest.param(law, group, id=f"{law} {group['asks']} {count}")
    for law in JURISDICTIONS
    for count, group in enumerate(LIBRARY.jurisdiction(law)["groups"])
]


def silent(**changes) -> list[str]:
    """What the rule says of a small sheet with these keys."""
    return [one.message for one in lint(drafted(**changes)) if one.rule == "nothing-chosen"]


@pytest.mark.parametrize(("law", "group"), GROUPS)
class TestEveryGroup:
    def test_its_clauses_may_stand_in_each_of_its_matters(self, law, group):
        for id in (*group["one_of"], *group.get("also", ()), *group.get("beside", ())):
            assert LIBRARY.clause(id) is not None
        for matter in group.get("matters", MATTERS):
            for id in group["one_of"]:
                assert LIBRARY.clause(id).stands_in(matter, law)

    def test_its_clauses_exclude_each_other_both_ways(self, law, group):
        for one, other in combinations(group["one_of"], 2):
            assert other in LIBRARY.clause(one).excludes
            assert one in LIBRARY.clause(other).excludes

    def test_what_also_answers_is_none_of_the_answers_that_exclude_each_other(self, law, group):
        assert not set(group.get("also", ())) & set(group["one_of"])


@pytest.mark.parametrize("law", JURISDICTIONS)
@pytest.mark.parametrize("matter", MATTERS)
def test_in_every_matter_somebody_must_say_how_the_sum_is_paid(matter, law):
    groups = LIBRARY.jurisdiction(law)["groups"]
    paying = [one for one in groups if one.get("given") == "money.settlement_sum"]
    assert sum(matter in one["matters"] for one in paying) == 1


def test_a_sum_that_no_clause_pays_is_found_and_the_ways_to_pay_it_are_named():
    assert silent(clauses={"general/release": None}) == [
        "nothing says how the settlement sum is paid; choose payment/lump-sum, "
        "payment/instalments, payment/conditional-discount or payment/contribution."
    ]


@pytest.mark.parametrize(
    "clauses",
    [
        {"payment/lump-sum": None, "general/release": None},
        {"payment/lump-sum": None, "general/covenant-not-to-sue": "open"},
        {"payment/stated-sums": {"receiving_party": "provider", "sums": "open"}},
    ],
)
def test_a_sum_that_a_clause_pays_is_no_finding(clauses):
    blanks = {id: LIBRARY.clause(id).blanks for id in clauses}
    chosen = {
        id: dict.fromkeys(blanks[id], "open") if answers == "open" else answers
        for id, answers in clauses.items()
    }
    assert silent(clauses=chosen) == []


def test_without_a_sum_nobody_need_say_how_it_is_paid():
    assert silent(money={"currency": "GBP"}) == []


def test_a_payment_without_a_release_is_found():
    (said,) = silent(clauses={"payment/lump-sum": None})
    assert said.startswith("nothing says whether and from when claims are released; choose")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_leaves_a_question_of_its_matter_unanswered(example):
    from agreement.assembly.assemble import draft

    made = draft(example.read_bytes(), example.name, LIBRARY)
    assert [one for one in lint(made) if one.rule == "nothing-chosen"] == []


@pytest.mark.parametrize("name", LIBRARY.names("standards", "yaml"))
def test_no_standard_leaves_a_question_of_its_matter_unanswered(name):
    from agreement.assembly.assemble import draft

    path = ROOT / "standards" / f"{name}.yaml"
    assert load(path.read_bytes(), path.name).value["matter"] in name
    made = draft(path.read_bytes(), path.name, LIBRARY)
    assert [one for one in lint(made) if one.rule == "nothing-chosen"] == []


DECREE = {
    "court": "Example Court",
    "submit_party": "payer",
    "end_date": "2027-06-30",
}


@pytest.mark.parametrize(("meetings", "late"), [(2, 0), (4, 2)])
def test_a_review_after_the_whole_agreement_has_ended_is_found(meetings, late):
    clauses = {
        "governance/decree-term": DECREE,
        "governance/review-meetings": {
            "convening_party": "payer",
            "interval": 3,
            "times": meetings,
        },
    }
    made = drafted(clauses=clauses, matter="alliance", jurisdiction="united-states",
                   money={"currency": "USD"})  # fmt: skip
    said = [one for one in lint(made) if one.rule == "review-after-end"]
    assert len(said) == late
    assert all("after governance/decree-term ends on June\N{NO-BREAK SPACE}30, 2027" in one.message
               for one in said)  # fmt: skip
