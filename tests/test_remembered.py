"""What is remembered between agreements: never the words of another one."""

import gc
import json
import subprocess
import sys

import pytest
import yaml

from agreement.assembly.assemble import draft
from agreement.document.plain import plain
from agreement.document.tree import Agreement, Table
from agreement.library.disk import Library, shipped
from agreement.lint import lint
from agreement.remembered import Memory, Silent, grown_older, remembered
from agreement.word import compile_shell, write
from agreement.word.opened import read_parts
from tests.drafting import EXAMPLES, LIBRARY, PARTIES, ROOT, clause, drafted, firm, sheet, text

SHELL = compile_shell(ROOT / "templates" / "plain.docx")
CLAUSES = {
    "payment/lump-sum": {"paying_party": "payer", "receiving_party": "provider"},
    "billing/reconciliation": {
        "period_from": "2025-04-01",
        "period_to": "2026-03-31",
        "tolerance": "0.5",
    },
    "dispute-resolution/escalation": {"mediation_body": {"open": "the body", "owner": "payer"}},
}
AGREED = {"role": "payer", "what": "Write to the _Provider_", "evidence": "the letter"}


def paid_by(day: str) -> dict:
    """The clauses with the sum in two instalments, the first of them on this day."""
    rows = [
        {"number": 1, "date": day, "amount": "600.00"},
        {"number": 2, "date": "2027-02-26", "amount": "400.00"},
    ]
    rest = {id: answers for id, answers in CLAUSES.items() if id != "payment/lump-sum"}
    return {"payment/instalments": {"instalments": rows}, **rest}


CHANGES = {
    "nothing": {},
    "what a party is called": {
        "parties": PARTIES | {"payer": PARTIES["payer"] | {"called": "Scheme"}}
    },
    "a sum": {"money": {"currency": "GBP", "settlement_sum": "1000.01"}},
    "the currency": {"money": {"currency": "EUR", "settlement_sum": "1000.00"}},
    "a date": {"effective_date": "2026-12-02"},
    "a date that is now a rule": {"effective_date": {"later_of": ["signature", "2026-12-01"]}},
    "an assumed date": {"effective_date": "signature", "assumed": {"signature": "2026-12-03"}},
    "another assumed date": {
        "effective_date": "signature",
        "assumed": {"signature": "2026-12-04"},
    },
    "an answer": {
        "clauses": CLAUSES
        | {"billing/reconciliation": CLAUSES["billing/reconciliation"] | {"tolerance": "1"}}
    },
    "who owes an open point": {
        "clauses": CLAUSES
        | {"dispute-resolution/escalation": {"mediation_body": {"open": "the body"}}}
    },
    "what is open": {
        "clauses": CLAUSES
        | {"dispute-resolution/escalation": {"mediation_body": {"open": "one of two bodies"}}}
    },
    "the clauses before it": {"clauses": {"general/variation": None, **CLAUSES}},
    "the form": {"form": "deed"},
    "instalments": {"clauses": paid_by("2027-01-29")},
    "the date of an instalment": {"clauses": paid_by("2027-01-28")},
    "a wording": {"clauses": {**CLAUSES, "general/release": {"alternative": "on-signature"}}},
    "the wording of its own": {"clauses": {**CLAUSES, "general/release": None}},
    "a clause open as a whole": {"clauses": {**CLAUSES, "billing/reconciliation": "open"}},
    "what is open of it": {
        "clauses": {**CLAUSES, "billing/reconciliation": {"open": "which year", "owner": "payer"}}
    },
    "the status": {"status": "agreed-in-principle"},
    "a recital": {"recitals": ["The _Payer_ pays the _Provider_."]},
    "the mediation": {"mediation": {"date": "2026-11-20"}},
    "an action": {"actions": [AGREED | {"due": {"days": 3, "after": "effective_date"}}]},
    "when an action is due": {
        "actions": [AGREED | {"due": {"days": 4, "after": "effective_date"}}]
    },
    "an open action": {"actions": [AGREED | {"due": "open"}]},
    "a clause less": {"clauses": {"payment/lump-sum": CLAUSES["payment/lump-sum"]}},
}
ALONE = """
import sys
from tests.test_remembered import told
sys.stdout.buffer.write(told(sys.argv[1]).encode())
"""


def told(name: str) -> str:
    """The words of an agreement, its duties, its findings and its Word file, where this much is
    changed."""
    raw = sheet(**{"clauses": CLAUSES, **CHANGES[name]})
    made = draft(raw, "sheet.yaml", LIBRARY)
    parts = read_parts(write(made.agreement, SHELL)).values()
    printed = (part.decode() for part in parts)
    return "\n".join((plain(made.agreement), repr(made.agreement), *map(str, lint(made)), *printed))


@pytest.mark.parametrize("name", CHANGES)
def test_an_agreement_after_others_is_the_one_that_a_process_makes_alone(name):
    for other in CHANGES:
        told(other)
    alone = subprocess.run(
        [sys.executable, "-c", ALONE, name], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert told(name) == alone.stdout.decode()


@pytest.mark.parametrize("name", CHANGES)
def test_an_agreement_leaves_nothing_behind_that_only_a_search_for_circles_gives_back(name):
    raw = sheet(**{"clauses": CLAUSES, **CHANGES[name]})

    def made() -> None:
        drafted = draft(raw, "sheet.yaml", LIBRARY)
        lint(drafted)
        write(drafted.agreement, SHELL)

    made()  # what is read and compiled once may leave some
    gc.collect()
    gc.disable()
    try:
        made()
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_every_change_of_these_shows():
    assert len({told(name) for name in CHANGES}) == len(CHANGES)


OTHER_VOICES = (
    "what a party is called", "the currency", "the form", "a clause open as a whole",
    "what is open of it",
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in CHANGES if name not in OTHER_VOICES])
def test_equal_duties_of_two_agreements_are_the_very_same_and_so_are_their_rows(name):
    before, after = agreement("nothing"), agreement(name)
    assert equals_that_are_others(before.duties, after.duties) == []
    rows = [tuple(row for one in tables(made) for row in one.rows) for made in (before, after)]
    assert equals_that_are_others(*rows) == []


def agreement(name: str) -> Agreement:
    """The agreement where this much is changed."""
    return draft(sheet(**{"clauses": CLAUSES, **CHANGES[name]}), "sheet.yaml", LIBRARY).agreement


def tables(agreement: Agreement) -> tuple[Table, ...]:
    """The tables of its schedules."""
    return tuple(one.table for one in agreement.schedules if one.table)


def equals_that_are_others(before: tuple, after: tuple) -> list:
    """What of the one stands in the other too, but as another value that is only equal."""
    met = {one: one for one in before}
    return [one for one in after if met.get(one, one) is not one]


def test_a_changed_clause_shows_at_once(tmp_path):
    for words in (
        "The _Payer_ shall write.",
        "The _Payer_ shall call.",
        "The _Payer_ shall write.",
    ):
        library = firm(tmp_path, general__own=clause(text=words))
        assert words.replace("_Payer_", "Insurer") in text(library, clauses={"general/own": None})


def test_a_changed_clause_of_a_firm_is_judged_anew(tmp_path):
    for words in ("by letter", "hereby", "by letter", "hereby, and to be agreed"):
        own = clause(text=f"The _Payer_ writes {words}.")
        library = firm(tmp_path, general__own=own)
        found = {one.rule for one in lint(drafted(library, clauses={"general/own": None}))}
        assert ("archaic-words" in found) == ("hereby" in words)
        assert ("left-to-agree" in found) == ("agreed" in words)


def test_a_changed_jurisdiction_shows_at_once(tmp_path):
    ours = yaml.safe_load((shipped() / "jurisdictions" / "england-wales.yaml").read_bytes())
    for word in ("clause", "article", "clause"):
        whole = ours | {"words": ours["words"] | {"provision": word}}
        file = tmp_path / "jurisdictions" / "england-wales.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(whole, default=str), encoding="utf-8")
        library = Library(tmp_path, shipped())
        assert f"{word} 2.1" in text(library, clauses=CLAUSES).replace("\N{NO-BREAK SPACE}", " ")


def test_the_examples_are_the_same_in_any_order():
    def made(example) -> str:
        return repr(draft(example.read_bytes(), example.name, LIBRARY).agreement)

    first = {example: made(example) for example in EXAMPLES}
    assert {example: made(example) for example in reversed(EXAMPLES)} == first


def test_what_nobody_asks_for_any_more_is_forgotten_and_what_is_asked_for_is_not():
    memory, made = Memory(most=4), []

    def recall(key):
        return memory.recall(key, lambda: made.append(key) or key)

    for count in range(100):
        recall("asked for")
        recall(count)
    assert made.count("asked for") == 1
    recall(0)
    assert made.count(0) == 2


def test_what_many_agreements_did_not_ask_for_is_forgotten_and_what_they_ask_for_is_not():
    memory, made = Memory(most=1000), []
    length = remembered(most=1000)(lambda value: made.append(value) or len(value))
    seldom, often = (1, 2), (3, 4)

    def recall(key):
        return memory.recall(key, lambda: made.append(key) or key)

    for count in range(200):
        for ask, one in ((recall, "often"), (length, often)):
            ask(one)
        if count in (0, 199):
            recall("seldom")
            length(seldom)
        grown_older()
    assert {one: made.count(one) for one in ("often", often, "seldom", seldom)} == {
        "often": 1,
        often: 1,
        "seldom": 2,
        seldom: 2,
    }


def test_a_value_is_known_by_itself_and_not_by_what_it_is_equal_to():
    asked = []
    length = remembered(most=4)(lambda value: asked.append(value) or len(value))
    one, equal = (*"ab",), (*"ab",)
    assert [length(value) for value in (one, one, equal, equal)] == [2, 2, 2, 2]
    assert len(asked) == 2


def test_what_is_found_of_each_of_many_values_is_what_is_found_of_every_one():
    asked = []
    length = remembered(most=4)(lambda value: asked.append(value) or len(value))
    values = [(*"a" * count,) for count in range(1, 10)]
    assert [length.each(values), length.each(values[-3:])] == [[*range(1, 10)], [7, 8, 9]]
    assert [length(value) for value in values[-3:]] == [7, 8, 9]
    assert len(asked) == 9


def test_a_text_is_searched_again_until_it_is_known_to_be_silent():
    searched = []
    silent = Silent(most=4)

    def loud(*texts):
        return silent.loud(frozenset(texts), lambda text: searched.append(text) or "!" in text)

    assert [loud("a", "b!"), loud("a", "b!"), loud("a")] == [{"b!"}, {"b!"}, set()]
    assert searched.count("a") == 1
    for count in range(20):
        loud("a", str(count))
    assert searched.count("a") == 1
    loud("0")
    assert searched.count("0") == 2
