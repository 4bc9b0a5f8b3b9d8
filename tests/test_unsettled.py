"""A clause that is open as a whole: it stands in its place, as one open point, and nothing of it
counts as agreed."""

import pytest
from msgspec.structs import replace

from agreement.assembly.assemble import Drafted, draft_source
from agreement.beside.plain_sheet import plain_sheet
from agreement.document.number import number
from agreement.document.prose import inlines
from agreement.document.tree import Reference
from agreement.finding import Refused
from agreement.library.disk import Library
from agreement.lint import lint, not_final
from agreement.reading.load import load
from agreement.reading.source import Source
from agreement.word import gate, write
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed, clause, drafted, even, firm, text
from tests.word_files import plain_shell

STANDARDS = tuple(sorted((ROOT / "standards").glob("*.yaml")))
OPEN = {"open": "how the sum is paid", "owner": "payer"}


def opened(source: Source, *ids: str) -> Source:
    """A term sheet with these of its clauses open as a whole."""
    clauses = {**source.value["clauses"], **dict.fromkeys(ids, OPEN)}
    return replace(source, value={**source.value, "clauses": clauses})


def rules(found: Drafted) -> set[str]:
    return {one.rule for one in lint(found)}


def dangling(found: Drafted) -> set[str]:
    numbers = number(found.agreement)
    return {
        one.target
        for one in inlines(found.agreement)
        if isinstance(one, Reference) and one.target not in numbers
    }


@pytest.mark.parametrize("path", (*EXAMPLES, *STANDARDS), ids=lambda path: path.stem)
def test_any_clause_may_be_open_as_a_whole_and_nothing_new_is_wrong(path):
    source = load(path.read_bytes(), path.name)
    before = rules(draft_source(source, LIBRARY))
    owner = next(iter(source.value["parties"]))
    for id in source.value["clauses"]:
        clauses = {**source.value["clauses"], id: {**OPEN, "owner": owner}}
        here = replace(source, value={**source.value, "clauses": clauses})
        found = draft_source(here, LIBRARY)
        assert rules(found) <= before, id
        assert dangling(found) == set(), id
        assert [one.name for one in found.agreement.open_points].count(f"clauses.{id}") == 1


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_all_clauses_may_be_open_at_once(path):
    source = load(path.read_bytes(), path.name)
    found = draft_source(opened(source, *source.value["clauses"]), LIBRARY)
    own = {one.provision for one in found.agreement.duties}
    assert not any(id in one for id in source.value["clauses"] for one in own)
    assert dangling(found) == set()


def test_its_heading_stands_with_what_is_open_and_who_owes_the_answer():
    words = text(clauses={"payment/lump-sum": OPEN})
    assert "Payment of the Settlement Sum 1.1 Not agreed yet: [OPEN 1: how the sum is paid" in words
    assert "Insurer to confirm" in words
    assert "shall" not in words


def test_without_words_of_its_own_the_point_names_the_clause():
    found = agreed(clauses={"payment/lump-sum": "open"})
    assert [one.what for one in found.open_points] == [
        "the terms of “Payment of the Settlement Sum”"
    ]


def test_it_brings_no_other_clause_and_bars_none():
    both = {"payment/lump-sum": "open", "payment/instalments": "open"}
    found = drafted(clauses=both)
    assert [pick.clause.id for pick, _ in found.clauses if "/" in pick.clause.id] == [*both]
    with pytest.raises(Refused):
        drafted(clauses={**both, "general/no-such": "open"})


def test_answers_cannot_stand_beside_what_is_open():
    with pytest.raises(Refused) as refused:
        drafted(clauses={"payment/lump-sum": {**OPEN, "payment_days": 28}})
    assert {one.rule for one in refused.value.findings} == {"unknown-key"}


@pytest.mark.parametrize(
    ("mark", "printed"),
    [
        ("{coding/one/b}", "See clause 1."),
        ("{coding/one/a to coding/one/c}", "See clause 1."),
        ("{coding/one/a and coding/two/own}", "See clauses 1 and 2.1."),
        ("{coding/one/a, coding/one/b and coding/two/own}", "See clauses 1 and 2.1."),
        ("{coding/two/own, coding/two/rest and coding/one/a}", "See clauses 2.1, 2.2 and 1."),
        ("{coding/two/own, coding/one/a and coding/one/b}", "See clauses 2.1 and 1."),
    ],
)
def test_a_reference_into_it_leads_to_the_clause(tmp_path, mark, printed):
    units = {"a": "A.", "b": "B.", "c": "C."}
    library = firm(
        tmp_path,
        coding__one=clause(heading="One", provisions=units),
        coding__two=clause(
            heading="Two",
            requires=["coding/one"],
            provisions={"own": "Own.", "rest": "Rest.", "see": f"See {mark}."},
        ),
    )
    asked = {"coding/one": "open", "coding/two": None}
    assert printed in text(library, clauses=asked)


def test_a_sum_that_counts_on_it_is_open_too():
    source = load((ROOT / "examples/ew-clinical-negligence-adult.yaml").read_bytes(), "sheet.yaml")
    whole = draft_source(source, LIBRARY)
    part = draft_source(opened(source, "payment/interim-payments"), LIBRARY)
    lines = [
        even(" ".join(str(one) for one in inlines(one.agreement.schedules)))
        for one in (whole, part)
    ]
    assert "= £190,000.00" in lines[0]
    assert "= £190,000.00" not in lines[1]
    assert "sum-differs" not in rules(part)


def test_heads_of_terms_tell_it_among_what_is_not_agreed():
    asked = {"payment/lump-sum": OPEN, "general/effect": None}
    words = text(form="heads-of-terms", binding="none", clauses=asked)
    told = words.partition("What is not agreed yet")[2]
    assert told.startswith(" 2.1 Payment of the Settlement Sum: [OPEN 1: how the sum is paid")
    agreed_clauses = words.partition("Its clauses are: ")[2].partition(".")[0]
    assert agreed_clauses and "Payment" not in agreed_clauses


def test_the_word_file_passes_the_gate_and_says_what_it_was_built_from():
    found = agreed(clauses={"payment/lump-sum": OPEN, "general/effect": None})
    assert gate(write(found, plain_shell())) == ()
    told = {one.clause: one.alternative for one in found.sources}
    assert (told["payment/lump-sum"], told["general/effect"]) == ("open", "")


def test_a_final_copy_is_refused_while_it_is_open():
    final = {"status": "execution", "clauses": {"payment/lump-sum": OPEN}}
    found = drafted(**final)
    assert "open-point" in {one.rule for one in not_final(found, lint(found))}


def test_it_may_be_agreed_later_and_open_again():
    library = Library()
    for answers in ("open", {"payment_days": 21}, OPEN, {"payment_days": 35}):
        words = text(library, clauses={"payment/lump-sum": answers})
        given = answers.get("payment_days") if isinstance(answers, dict) else None
        assert (f"within {given} days after" in words) == bool(given)
        assert ("Not agreed yet" in words) == (not given)


def test_the_plain_sheet_tells_it_apart_from_what_is_agreed():
    found = drafted(clauses={"payment/lump-sum": OPEN, "general/variation": None})
    sections = {one.heading: one.lines for one in plain_sheet(found).sections}
    (line,) = sections["What is not agreed yet"]
    assert line.words == "[still open: how the sum is paid, Insurer to say]"
    assert not any("still open" in one.words for one in sections["What you have agreed"])
