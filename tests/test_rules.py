"""The figures that a law and its states set: their rows, the command, and what a sheet is told."""

import json

import pytest
from click.testing import CliRunner

from agreement.cli import main
from agreement.document.plain import plain
from agreement.finding import Refused, Severity
from agreement.library.disk import Library, shipped
from agreement.library.states import STATES, rules_of
from agreement.lint import lint
from tests.drafting import LIBRARY, drafted

US = "united-states"
ROWS = [
    pytest.param(law, row, id=f"{law}/{row['id']}")
    for law in LIBRARY.jurisdictions
    for row in rules_of(LIBRARY.jurisdiction(law))
]
HEADS = ("days", "hours", "months", "years", "weeks")


def listed(*options: str) -> str:
    """What the command prints for these options."""
    result = CliRunner().invoke(main, ["rules", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def told(**keys: object) -> list[str]:
    """The messages of the note on a small term sheet with these keys."""
    findings = [one for one in lint(drafted(**keys)) if one.rule == "state-rules"]
    assert all(one.severity is Severity.NOTE for one in findings)
    return [one.message for one in findings]


def refused(**keys: object) -> list[str]:
    """The rules by which a small term sheet with these keys is refused."""
    with pytest.raises(Refused) as caught:
        drafted(**keys)
    return [finding.rule for finding in caught.value.findings]


@pytest.mark.parametrize("law", LIBRARY.jurisdictions)
def test_no_two_rows_of_a_law_share_an_id(law):
    ids = [row["id"] for row in rules_of(LIBRARY.jurisdiction(law))]
    assert ids and len(ids) == len(set(ids))


@pytest.mark.parametrize(("law", "row"), ROWS)
def test_a_row_says_whence_it_comes_and_of_when_its_copy_is(law, row):
    assert row["cite"].strip() and row["as_of"].strip() and row["states"].endswith(".")
    assert row["cite"] != "same"


@pytest.mark.parametrize(("law", "row"), ROWS)
def test_only_the_united_states_have_rows_of_a_state(law, row):
    assert "state" not in row or (law == US and row["state"] in STATES)


@pytest.mark.parametrize(("law", "row"), ROWS)
def test_a_percentage_is_written_in_digits_and_a_period_as_a_whole_number(law, row):
    for name, part in row["value"].items():
        if "percent" in name:
            assert isinstance(part, str) and part.replace(".", "", 1).isdigit()
        if name.split("_")[-1] in HEADS:
            assert isinstance(part, int) and part > 0


def test_the_rows_of_a_state_are_its_own_and_those_on_a_subject_are_of_any_state():
    law = LIBRARY.jurisdiction(US)
    assert {row["state"] for row in rules_of(law, "CO")} == {"CO"}
    assert {row.get("state") for row in rules_of(law, subject="prompt-pay")} == {"CA", "TX"}
    assert [row["id"] for row in rules_of(law, "TX", "prompt-pay")] == ["tx-prompt-pay"]
    assert rules_of(law, "WY") == ()
    assert rules_of({}) == ()


def test_the_command_lists_every_row_with_its_value_and_whether_it_was_read():
    whole = listed()
    assert all(f"{row['id']} (" in whole for _, row in (param.values for param in ROWS))
    assert "  days 30, kind calendar, from claim received (not read in its source; 2024)\n" in whole
    assert "  percent_a_year 3 (read in its source; 2023)\n" in whole
    assert "charges_allowed no" in whole


def test_the_command_keeps_to_a_law_a_state_and_a_subject():
    assert "judgments-act-s17" in listed("--jurisdiction", "england-wales")
    assert "minor-ca" not in listed("--jurisdiction", "england-wales")
    one = listed("--state", "CA", "--subject", "minors-approval")
    assert one.startswith("minor-ca (minors-approval; CA): Cal. Prob. Code 3500(b)\n")
    assert len(one.splitlines()) == 3


def test_what_no_rule_is_on_is_answered_with_the_subjects():
    result = CliRunner().invoke(main, ["rules", "--subject", "prompt-pays"])
    assert result.exit_code == 0 and result.stdout == ""
    assert result.stderr.startswith("no rule fits; the subjects are ")
    assert "prompt-pay," in result.stderr


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--jurisdiction", "united-state"), "did you mean united-states?"),
        (("--jurisdiction", "gondor"), "it has england-wales, united-states."),
        (("--state", "ZZ"), "write two capitals such as CA."),
        (("--state", "ca"), "write two capitals such as CA."),
    ],
)
def test_a_law_or_state_that_is_none_is_wrong_usage(options, hint):
    result = CliRunner().invoke(main, ["rules", *options])
    assert result.exit_code == 2
    assert hint in result.stderr


def test_a_firms_own_law_brings_its_own_rows(tmp_path):
    law = {**LIBRARY.jurisdiction(US), "rules": [
        {"id": "one", "subject": "prompt-pay", "state": "WY", "cite": "The Act", "states": "So.",
         "value": {"days": 7}, "as_of": "2026", "verified": True}]}  # fmt: skip
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / f"{US}.yaml").write_text(json.dumps(law), encoding="utf-8")
    shown = listed("--library", str(tmp_path), "--state", "WY")
    assert shown.splitlines()[0] == "one (prompt-pay; WY): The Act"
    library = Library(tmp_path, shipped())
    assert told(library=library, jurisdiction=US, state="WY") == [
        "WY has rules of its own to read on prompt-pay (The Act)."
    ]


@pytest.mark.parametrize("key", ["cite", "value", "as_of", "verified"])
def test_a_row_that_lacks_what_it_rests_on_is_refused_with_its_law(key, tmp_path):
    row = {"id": "one", "subject": "prompt-pay", "cite": "The Act", "states": "So.",
           "value": {"days": 7}, "as_of": "2026", "verified": True}  # fmt: skip
    del row[key]
    law = {**LIBRARY.jurisdiction(US), "rules": [row]}
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / f"{US}.yaml").write_text(json.dumps(law), encoding="utf-8")
    result = CliRunner().invoke(main, ["rules", "--library", str(tmp_path)])
    assert result.exit_code == 1
    assert "error[missing-key]" in result.stderr and key in result.stderr


def test_a_sheet_that_names_a_state_is_told_its_subjects_and_where_they_stand():
    (message,) = told(jurisdiction=US, state="TX")
    assert message == (
        "TX has rules of its own to read on prompt-pay (Tex. Ins. Code 843.338) and late-interest "
        "(Tex. Ins. Code 843.342(a); Tex. Ins. Code 843.342(b)-(c))."
    )


@pytest.mark.parametrize("state", ["WY", None])
def test_a_sheet_without_a_state_or_of_one_without_rows_is_told_nothing(state):
    assert told(jurisdiction=US, state=state) == []


def test_a_state_changes_no_word_of_the_agreement():
    with_one, without = (drafted(jurisdiction=US, state=state) for state in ("CA", None))
    assert plain(with_one.agreement) == plain(without.agreement)


@pytest.mark.parametrize(
    ("law", "state", "rule"),
    [
        ("england-wales", "CA", "state-not-here"),
        ("england-wales", "ZZ", "state-not-here"),
        (US, "ZZ", "unknown-state"),
        (US, "ca", "malformed"),
        (US, "California", "malformed"),
        (US, "open", "never-open"),
        (US, ["CA"], "wrong-type"),
        ("gondor", "CA", "unknown-jurisdiction"),
    ],
)
def test_a_state_that_cannot_stand_is_refused_by_one_finding(law, state, rule):
    assert refused(jurisdiction=law, state=state) == [rule]


@pytest.mark.parametrize("state", ["CA", "DC", "PR"])
def test_a_state_the_district_or_a_territory_may_be_named(state):
    assert drafted(jurisdiction=US, state=state).setting.sheet.state == state
