"""Findings on one agreement after another: what was found out of one is never told of the next."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import sleep

import pytest
import yaml

from agreement.library.disk import Library, shipped
from agreement.lint import lint
from agreement.lint.heard import Ear
from tests.drafting import clause as clause_of
from tests.drafting import drafted, firm
from tests.test_lint import EACH, action, found

WORDS = ("hereby", "by letter", "hereby")
CLAUSE = {"text": "The _Payer_ writes to the _Provider_."}


def rules(*args, **keys) -> set[str]:
    """The rules that find something in a term sheet with these keys."""
    return {finding.rule for finding in lint(drafted(*args, **keys))}


@pytest.mark.parametrize("rule", EACH)
def test_a_finding_comes_goes_and_comes_back_with_what_it_is_about(rule, tmp_path):
    raised, quiet = EACH[rule]
    kept = [found(tmp_path / str(count), one) for count, one in enumerate((raised, quiet, raised))]
    told = [[str(one) for one in findings if one.rule == rule] for findings in kept]
    assert told[0] and not told[1]
    assert told[2] == told[0]


@pytest.mark.parametrize("place", ["title", "recital", "action", "evidence", "answer"])
def test_changed_words_of_the_term_sheet_are_judged_anew(place):
    for words in WORDS:
        keys = {
            "title": {"title": f"Settlement {words}"},
            "recital": {"recitals": [f"The _Payer_ paid {words}."]},
            "action": {"actions": action(what=f"Pay {words}")},
            "evidence": {"actions": action(evidence=f"a receipt {words}")},
            "answer": {"clauses": {"general/confidentiality": {"reason": f"The room {words} ."}}},
        }[place]
        assert ("archaic-words" in rules(**keys)) == (words == "hereby")


def test_a_duty_that_moves_is_judged_anew():
    for day in ("2026-12-05", "2026-12-04", "2026-12-05"):
        found = rules(actions=action(due={"on": day}))
        assert ("not-a-business-day" in found) == (day == "2026-12-05")


def test_a_term_that_is_used_no_longer_and_again_is_judged_anew(tmp_path):
    defining = clause_of(text="This is a **Snark**.")
    for term in ("Payer", "Snark", "Payer"):
        using = clause_of(heading="Two", text=f"The _{term}_ is here.")
        library = firm(tmp_path, billing__one=defining, billing__two=using)
        found = rules(library, clauses={"billing/one": None, "billing/two": None})
        assert ("unused-definition" in found) == (term == "Payer")


def test_one_clause_under_two_laws_is_judged_by_each(tmp_path):
    cite = {"cite": "An Act", "states": "So.", "as_of": "2026", "verified": False}
    row = {**cite, "jurisdiction": "united-states"}
    library = firm(tmp_path, billing__one=clause_of(**CLAUSE, authority=[row]))
    for law in ("england-wales", "united-states", "england-wales"):
        found = rules(library, jurisdiction=law, clauses={"billing/one": None})
        assert ("authority-unread" in found) == (law == "united-states")


def test_a_changed_law_is_asked_anew(tmp_path):
    ours = yaml.safe_load((shipped() / "jurisdictions" / "england-wales.yaml").read_bytes())
    group = {"asks": "who writes", "one_of": ["general/variation", "general/severance"]}
    for groups in ([], [group], []):
        file = tmp_path / "jurisdictions" / "england-wales.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(ours | {"groups": groups}, default=str), encoding="utf-8")
        found = rules(Library(tmp_path, shipped()), clauses={"general/effect": None})
        assert ("nothing-chosen" in found) == bool(groups)


def test_words_of_a_clause_that_now_stands_elsewhere_are_cited_where_they_stand(tmp_path):
    own = clause_of(heading="Two", text="The _Payer_ hereby pays.")
    library = firm(tmp_path, billing__one=clause_of(**CLAUSE), general__two=own)
    told = []
    for first in ({}, {"billing/one": None}, {}):
        clauses = {**first, "general/two": None}
        findings = lint(drafted(library, clauses=clauses))
        told += [one.message for one in findings if one.rule == "archaic-words"]
    assert told[0] == told[2] != told[1]


@pytest.mark.parametrize("rule", ["undefined-term", "draft-words"])
def test_a_changed_row_of_a_schedule_is_judged_anew(rule):
    words = {"undefined-term": "a _Snark_", "draft-words": "a note, subject to contract"}[rule]
    for evidence in ("a receipt", words, "a receipt"):
        found = rules(status="execution", actions=action(evidence=evidence))
        assert (rule in found) == (evidence == words)


def test_a_changed_definition_is_judged_anew(tmp_path):
    for words in ("a _Snark_", "a rate", "a _Snark_"):
        rate = clause_of(heading="Agreed Rate", text=f"**Agreed Rate** means {words}.")
        library = firm(tmp_path, definitions__agreed_rate=rate)
        found = rules(library, recitals=["The _Agreed Rate_ is in dispute."])
        assert ("undefined-term" in found) == ("Snark" in words)


def test_a_day_under_two_calendars_is_judged_by_each():
    for law in ("england-wales", "united-states") * 2:
        found = rules(jurisdiction=law, actions=action(due={"on": "2027-07-05"}))
        assert ("not-a-business-day" in found) == (law == "united-states")


def test_an_ear_hears_what_it_was_asked_for_later_too():
    ear = Ear()
    for word in ("one", "two", "one", "two"):
        heard = ear.hear(frozenset({"day one", "day two"}))
        assert [*heard.loud(re.compile(word).search)] == [f"day {word}"]
        assert not heard.loud(re.compile("three").search)


def test_an_ear_that_several_threads_ask_at_once_misses_nothing():
    def find(word: str, text: str) -> bool:
        sleep(0)  # another thread goes on here
        return word in text

    finds = [partial(find, f"{count:03}") for count in range(30)]
    texts = frozenset(f"day {count:03}" for count in range(0, 30, 2))
    ear = Ear()

    def heard(turn: int) -> set[str]:
        here = ear.hear(texts)
        return {text for find in finds[turn:] + finds[:turn] for text in here.loud(find)}

    with ThreadPoolExecutor(8) as threads:
        assert all(found == texts for found in threads.map(heard, range(30)))
