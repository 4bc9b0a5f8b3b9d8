"""Which clauses go into an agreement, and which cannot stand beside each other."""

import pytest

from agreement.finding import Refused
from tests.drafting import clause, drafted, firm

OWN = {"text": "The _Payer_ shall return it."}


@pytest.mark.parametrize("barring", ["billing/clawback", "payment/second"])
def test_a_clause_that_another_bars_is_refused_where_the_later_stands(tmp_path, barring):
    other = {"billing/clawback": "payment/second", "payment/second": "billing/clawback"}[barring]
    bars = {barring: {"excludes": [other]}, other: {}}
    home = firm(
        tmp_path,
        billing__clawback=clause(**OWN, **bars["billing/clawback"]),
        payment__second=clause(**OWN, **bars["payment/second"]),
    )
    with pytest.raises(Refused) as refused:
        drafted(home, clauses={"billing/clawback": None, "payment/second": None})
    (finding,) = refused.value.findings
    assert finding.rule == "excluded-clause"
    assert finding.message.startswith("payment/second cannot stand beside billing/clawback")


def test_two_clauses_that_bar_each_other_are_told_once(tmp_path):
    home = firm(
        tmp_path,
        billing__clawback=clause(**OWN, excludes=["payment/second"]),
        payment__second=clause(**OWN, excludes=["billing/clawback"]),
    )
    with pytest.raises(Refused) as refused:
        drafted(home, clauses={"billing/clawback": None, "payment/second": None})
    assert [finding.rule for finding in refused.value.findings] == ["excluded-clause"]


ONE_PATIENT = {
    "use": "where one patient is a party",
    "text": "The _Payer_ shall tell the [patient].",
}
PATIENT = {"patient": {"type": "party", "default": "patient", "ask": "the patient"}}


@pytest.mark.parametrize(("alternative", "rules"), [(None, []), ("one", ["unknown-role"])])
def test_a_party_is_asked_for_by_the_wording_alone_that_names_it(tmp_path, alternative, rules):
    own = clause(**OWN, blanks=PATIENT, alternatives={"one": ONE_PATIENT})
    home = firm(tmp_path, billing__clawback=own)
    answers = {"alternative": alternative} if alternative else None
    found = []
    try:
        drafted(home, clauses={"billing/clawback": answers})
    except Refused as refused:
        found = [finding.rule for finding in refused.findings]
    assert found == rules
