"""The clauses of the library: each keeps its promises, in every wording and under every law."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import combinations

import pytest
from word_files import plain_shell

from agreement.assembly.assemble import Drafted, draft
from agreement.document.plain import plain
from agreement.finding import Finding, Refused, Severity
from agreement.library.clause import Clause
from agreement.lint import dates, lint, series, structure, sums, terms
from agreement.lint.rule import rules_in
from agreement.proof.clauses import proved
from agreement.proof.specimen import JURISDICTIONS, specimen
from agreement.word import gate, write
from tests.drafting import LIBRARY


def _loaded() -> Iterator[Clause]:
    """The clauses whose files hold; the first test says of each file whether it does."""
    for id in LIBRARY.ids():
        with suppress(Refused):
            yield LIBRARY.clause(id)


CLAUSES = tuple(_loaded())
CHOSEN = tuple(clause for clause in CLAUSES if clause.kind != "definitions")
OF_A_CLAUSE = {one.id for one in rules_in(dates, series, structure, sums, terms)}
ARCHAIC = re.compile(
    r"\b(here|there|where)(by|in|inafter|inbefore|of|on|to|tofore|under|unto|upon|with|from)\b"
    r"|\b(afore(said|mentioned)|witnesseth|whereas|hitherto|forthwith|notwithstanding|the said)\b"
    r"|\b(hence|thence)forth\b|\bin witness\b|\band/or\b|\bnull and void\b|\bpursuant to\b"
    r"|\bprovided (always )?that\b|\bin the event (of|that)\b|\bbest endeavours\b",
    re.IGNORECASE,
)


def by_id(clauses: tuple[Clause, ...]):
    """Parametrize by clause, each test named by the clause's id."""
    return pytest.mark.parametrize("clause", clauses, ids=lambda clause: clause.id)


def laws(clause: Clause) -> set[str]:
    """The jurisdictions a clause may stand in."""
    return set(clause.value.get("jurisdictions") or JURISDICTIONS)


def wordings() -> Iterator[tuple[Clause, str, str]]:
    """Every clause that may be chosen, with every alternative, under every law it may stand in."""
    for clause in CHOSEN:
        for jurisdiction in sorted(laws(clause)):
            for alternative in ("", *clause.alternatives):
                yield clause, alternative, jurisdiction


def answered(clause: Clause, alternative: str, jurisdiction: str, blanks: Mapping) -> Drafted:
    """An agreement of one clause with these answers."""
    example = {"jurisdiction": jurisdiction, "blanks": blanks}
    if alternative:
        example["alternative"] = alternative
    return draft(specimen(clause, example, LIBRARY), "specimen", LIBRARY)


def errors_of(drafted: Drafted) -> list[Finding]:
    """The errors among the findings that hang on the words and sums of a clause, and not on which
    clauses and parties stand beside it."""
    findings = (one for one in lint(drafted) if one.rule in OF_A_CLAUSE)
    return [one for one in findings if one.severity is Severity.ERROR]


def texts(value: object, path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """Every text of a clause that an agreement may print, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if path or key not in ("purpose", "authority", "examples", "notes"):
                yield from texts(part, (*path, key))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part, path)


@cache
def required(id: str) -> frozenset[str]:
    """Every clause that comes with this one, near or far."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        for other in LIBRARY.clause(waiting.pop()).requires:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)


@pytest.mark.parametrize("id", LIBRARY.ids())
def test_a_clause_keeps_the_promises_of_its_file(id):
    assert proved(id, LIBRARY) == ()


@pytest.mark.parametrize(
    ("clause", "alternative", "jurisdiction"),
    tuple(wordings()),
    ids=lambda value: getattr(value, "id", value) or "standard",
)
def test_a_wording_stands_with_every_blank_open_and_with_its_examples(
    clause, alternative, jurisdiction
):
    unanswered = dict.fromkeys(clause.blanks, "open")
    sets = [unanswered] + [
        example.get("blanks", {})
        for example in clause.value["examples"]
        if (example.get("alternative", ""), example.get("jurisdiction", jurisdiction))
        == (alternative, jurisdiction)
    ]
    for blanks in sets:
        drafted = answered(clause, alternative, jurisdiction, blanks)
        assert errors_of(drafted) == []
        assert "no provision numbered for" not in plain(drafted.agreement)
        assert gate(write(drafted.agreement, plain_shell())) == ()


@by_id(CHOSEN)
def test_every_wording_of_a_clause_has_an_example(clause):
    shown = {example.get("alternative", "") for example in clause.value["examples"]}
    assert shown == {"", *clause.alternatives}


@by_id(CLAUSES)
def test_no_clause_requires_itself(clause):
    assert clause.id not in required(clause.id)


@by_id(CLAUSES)
def test_a_clause_that_excludes_another_is_excluded_by_it_and_never_requires_it(clause):
    for other in clause.excludes:
        assert clause.id in LIBRARY.clause(other).excludes
        assert other not in required(clause.id)


@by_id(CLAUSES)
def test_what_a_clause_requires_may_stand_wherever_the_clause_may(clause):
    for other in map(LIBRARY.clause, clause.requires):
        for jurisdiction in laws(clause):
            for matter in clause.value.get("matters") or ("payer-provider",):
                assert other.stands_in(matter, jurisdiction)


@by_id(CLAUSES)
def test_no_text_of_a_clause_has_an_archaic_word(clause):
    found = [
        (path, match[0]) for path, text in texts(clause.value) for match in ARCHAIC.finditer(text)
    ]
    assert found == []


@by_id(CLAUSES)
def test_an_authority_read_in_its_source_says_which_copy_was_read(clause):
    for row in clause.value["authority"]:
        if row["verified"]:
            assert re.search("[0-9]{4}|^undated$", row["as_of"])


@pytest.mark.parametrize(
    "words", ["the parties hereby agree", "and/or", "null and void", "the said claim", "thereof"]
)
def test_an_archaic_word_is_known_as_one(words):
    assert ARCHAIC.search(words)


def test_clauses_that_may_stand_together_have_different_headings():
    alike = [
        (one.id, other.id)
        for one, other in combinations(CHOSEN, 2)
        if one.heading.casefold() == other.heading.casefold()
        and one.id not in other.excludes
        and laws(one) & laws(other)
    ]
    assert alike == []
