"""The proof of a library: a clause that breaks a promise is told so."""

import pytest

from agreement.proof.clauses import proved
from tests.drafting import LIBRARY, clause, firm

PAYS = {"text": "The _Payer_ shall pay.", "roles": ["payer"]}
ACTION = {"role": "payer", "what": "Pay", "due": {"on": "payment"}, "evidence": "a receipt"}
DAYS = {"days": {"type": "days", "ask": "days to pay", "default": 5}}
KIND = {"kind": {"type": "choice", "ask": "which kind", "choices": {"a": "a _Snark_"}}}
DEEP = {"a": {"text": "one:", "provisions": {"b": {"text": "two:", "provisions": {"c": {
    "text": "three:", "provisions": {"d": "four shall."}}}}}}}  # fmt: skip
ACTED = {**PAYS, "actions": [ACTION]}
ROWS = {"type": "table", "ask": "the rows", "heading": "Rows", "total": ["sum"], "columns": {
    "name": {"type": "text", "heading": "Name", "ask": "its name"},
    "sum": {"type": "money", "heading": "Sum", "ask": "the sum"}}}  # fmt: skip
SUMMED = {**PAYS, "text": "The _Payer_ shall pay [rows].", "blanks": {"rows": ROWS},
          "examples": [{"blanks": {"rows": [{"name": "One", "sum": "1.00"}]},
                        "reads": "shall pay"}]}  # fmt: skip
ALL = {"what": "all", "add": [{"of": "rows.sum", "what": "the rows"}]}
BROKEN = [
    ("unread-mark", {"text": "It shall be [Days]."}),
    ("unread-mark", {**PAYS, "actions": [{**ACTION, "what": "Pay _half"}]}),
    ("unread-mark", {**PAYS, "actions": [{**ACTION, "due": {"throughout": "a _half"}}]}),
    ("unread-mark",
     {**PAYS, "reviews": [{"what": "it", "every": {"months": 1}, "times": 1,
                           "from": {"later_of": [{"event": "**half"}, "signature"]}}]}),
    ("unknown-blank", {"text": "It shall take [days]."}),
    ("broken-reference", {"text": "It shall follow {general/severance}."}),
    ("broken-reference", {"text": "It shall follow {billing/own/gone}."}),
    ("small-opening", {"text": "{billing/own} binds every party."}),
    ("small-opening", {"text": "So be it. {billing/own} binds every party."}),
    ("undefined-term", {"text": "The _Snark_ shall pay."}),
    ("undefined-term", {"text": "It shall be [kind].", "blanks": KIND}),
    ("idle-blank", {**PAYS, "blanks": DAYS}),
    ("not-plain", {**PAYS, "plain": "It pays as {billing/own} says."}),
    ("not-plain", {**PAYS, "plain": ["It pays.", {"about": "ask", "text": "A **Snark**."}]}),
    ("not-plain",
     {**PAYS, "text": "It shall take [days].", "blanks": DAYS,
      "alternatives": {"now": {"use": "at once", "text": "It shall pay.", "plain": "In [days]."}}}),
    ("undefined-term", {**PAYS, "plain": "The _Snark_ pays."}),
    ("unknown-clause", {**PAYS, "requires": ["billing/gone"]}),
    ("unknown-clause", {**PAYS, "excludes": ["billing/gone"]}),
    ("one-sided-exclusion", {**PAYS, "excludes": ["general/severance"]}),
    ("unknown-role", {**PAYS, "actions": [{**ACTION, "role": "regulator"}]}),
    ("unknown-unit", {**PAYS, "actions": [{**ACTION, "provision": "gone"}]}),
    ("too-deep", {"provisions": DEEP}),
    ("example-differs", {**PAYS, "examples": [{"reads": "It may wait"}]}),
    ("unknown-anchor", {**PAYS, "actions": [{**ACTION, "due": {"on": "never"}}]}),
    ("unknown-key", {**PAYS, "wording": "more"}),
    ("unknown-role",
     {**PAYS, "text": "The _Payer_ shall tell [who].", "blanks": {
         "who": {"type": "text", "ask": "whom", "default": "the _Regulator_"}}}),
    ("unknown-blank", {**PAYS, "actions": [{**ACTION, "each": "rows"}]}),
    ("unknown-blank", {**SUMMED, "actions": [{**ACTION, "each": "rows", "what": "Pay [gone]"}]}),
    ("unknown-figure", {**SUMMED, "calculations": {"all": {**ALL, "equals": "gone"}}}),
    ("unknown-figure", {**SUMMED, "calculations": {"all": {"what": "all", "add": [
        {"of": "rows.name", "what": "rows"}]}}}),
    ("unknown-figure", {**SUMMED, "calculations": {"all": {"what": "all", "add": [
        {"of": "billing/gone.rows.sum", "what": "rows"}]}}}),
    ("unknown-figure", {**SUMMED, "blanks": {"rows": {**ROWS, "sums_to": "gone"}}}),
    ("unknown-figure",
     {**SUMMED, "blanks": {"rows": {k: v for k, v in ROWS.items() if k != "total"}
                           | {"sums_to": 100}}}),
    ("unknown-figure", {**SUMMED, "calculations": {"all": {"what": "all", "interest": {
        "on": "rows.sum", "rate": "rows", "from": "rows", "to": "rows", "year": "rows"}}}}),
    ("unknown-blank", {**PAYS, "ends": {"on": "last_day"}}),
    ("defined-twice", {**SUMMED, "calculations": {"rows": ALL}}),
]  # fmt: skip
SOUND = [
    PAYS,
    ACTED,
    {**PAYS, "actions": [{**ACTION, "provision": "text"}]},
    {**PAYS, "text": "The _Payer_ shall pay in [days].", "blanks": DAYS},
    {**PAYS, "blanks": DAYS, "actions": [{**ACTION, "due": {"days": "days", "after": "payment"}}]},
    {"provisions": {"a": {"text": "It shall:", "provisions": {"b": "follow {billing/own/a}."}}}},
    {"text": "It shall follow {general/severance}.", "requires": ["general/severance"]},
    {**PAYS, "plain": [{"about": "ask", "text": "Ask the _Payer_."}]},
    {"text": "A **Snark** shall be a _Snark_."},
    {
        **SUMMED,
        "calculations": {"all": ALL},
        "actions": [{**ACTION, "each": "rows", "what": "Pay [name] of [all]"}],
    },
    {
        **SUMMED,
        "text": "The _Payer_ shall pay [rows], [all] in all, as [calculations] shows.",
        "calculations": {"all": {**ALL, "equals": "money.settlement_sum"}},
    },
    {
        **SUMMED,
        "calculations": {
            "all": {
                "what": "all",
                "add": [
                    {"of": "rows.sum", "what": "rows"},
                    {"of": "payment/interim-payments.interims.amount", "what": "more"},
                ],
            }
        },
    },
    {
        **PAYS,
        "text": "The _Payer_ shall tell [who].",
        "blanks": {"who": {"type": "text", "ask": "whom", "default": "a clerk of the _Payer_"}},
    },
]


@pytest.mark.parametrize(("rule", "keys"), BROKEN)
def test_a_broken_promise_is_found_where_it_stands(rule, keys, tmp_path):
    findings = proved("billing/own", firm(tmp_path, billing__own=clause(**keys)))
    assert {finding.rule for finding in findings} == {rule}
    assert findings[0].place.file.endswith("own.yaml") and findings[0].place.line


@pytest.mark.parametrize("keys", SOUND)
def test_a_clause_that_keeps_its_promises_is_left_alone(keys, tmp_path):
    assert proved("billing/own", firm(tmp_path, billing__own=clause(**keys))) == ()


def test_the_spaces_of_an_example_are_counted_alike(tmp_path):
    keys = {**PAYS, "examples": [{"reads": "  The   Payer shall "}]}
    assert proved("billing/own", firm(tmp_path, billing__own=clause(**keys))) == ()


def test_a_definition_is_proved_by_its_own_words(tmp_path):
    keys = {"heading": "Snark", "text": "**Snark** means a thing."}
    sound = {**keys, "examples": [{"reads": "“Snark” means a thing"}]}
    wrong = {**keys, "examples": [{"reads": "“Snark” means nothing"}]}
    for given, rules in ((sound, []), (wrong, ["example-differs"])):
        found = proved("definitions/snark", firm(tmp_path, definitions__snark=clause(**given)))
        assert [finding.rule for finding in found] == rules


def test_a_clause_that_is_not_there_has_no_faults():
    assert proved("billing/no-such-clause", LIBRARY) == ()
