"""Any two clauses that may stand together do: every such pair of the library in one agreement."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

import pytest

from agreement.assembly.assemble import Drafted, draft
from agreement.document.number import number
from agreement.document.plain import plain
from agreement.document.tree import Provision
from agreement.library.clause import Clause
from agreement.proof.specimen import JURISDICTIONS
from agreement.term_sheet.terms import term_for
from tests.drafting import LIBRARY
from tests.test_clauses import errors_of

MATTERS = tuple(LIBRARY.clause_schema["$defs"]["matter"]["enum"])
KINDS = {
    "payer": "company",
    "provider": "company",
    "patient": "individual",
    "trust": "nhs-body",
    "regulator": "public-body",
}
SETTINGS = tuple(product(MATTERS, JURISDICTIONS))
Pair = frozenset[str]


@cache
def may_be_chosen(matter: str, jurisdiction: str) -> tuple[Clause, ...]:
    """The clauses that a term sheet of this matter under this law may name."""
    clauses = (LIBRARY.clause(id) for id in LIBRARY.ids() if not id.startswith("definitions/"))
    return tuple(one for one in clauses if one.stands_in(matter, jurisdiction))


@cache
def brought(id: str) -> frozenset[str]:
    """A clause with everything that it requires, near or far."""
    return frozenset({id}).union(*map(brought, LIBRARY.clause(id).requires))


@cache
def kept_out(id: str) -> frozenset[str]:
    """Everything that a clause, or what it requires, excludes."""
    return frozenset(other for one in brought(id) for other in LIBRARY.clause(one).excludes)


def agree(one: str, other: str) -> bool:
    """Whether nothing that one brings is kept out by the other, or the other way round."""
    return not (kept_out(one) & brought(other) or kept_out(other) & brought(one))


def allowed(matter: str, jurisdiction: str) -> frozenset[Pair]:
    """Every two clauses that may stand in one agreement."""
    ids = [clause.id for clause in may_be_chosen(matter, jurisdiction)]
    return frozenset(frozenset(pair) for pair in combinations(ids, 2) if agree(*pair))


def groups(matter: str, jurisdiction: str) -> Iterator[tuple[str, ...]]:
    """Few sets of clauses that may stand together, which between them hold every allowed pair.
    Each begins with a pair that no set before it holds and grows, one clause at a time, by the
    clause that brings the most such pairs."""
    pairs = allowed(matter, jurisdiction)
    left, ids = set(pairs), sorted({id for pair in pairs for id in pair})
    while left:
        group = sorted(min(left, key=sorted))
        fresh = {
            id: sum(frozenset((id, held)) in left for held in group)
            for id in ids
            if all(frozenset((id, held)) in pairs for held in group)
        }
        while fresh and (best := max(fresh, key=lambda id: (fresh[id], id))) and fresh[best]:
            group.append(best)
            fresh = {
                id: count + (frozenset((id, best)) in left)
                for id, count in fresh.items()
                if frozenset((id, best)) in pairs
            }
        left -= {frozenset(pair) for pair in combinations(group, 2)}
        yield tuple(group)


def built(group: tuple[str, ...], matter: str, jurisdiction: str, turn: int) -> Drafted:
    """An agreement of these clauses and what they require, every blank open and every role filled.
    On turn 0 each clause has its own wording, on turn n its n-th alternative if it has so many."""
    chosen = {}
    required = sorted(frozenset().union(*map(brought, group)) - set(group))
    for clause in map(LIBRARY.clause, (*group, *required)):
        alternative = dict(enumerate(clause.alternatives, 1)).get(turn)
        chosen[clause.id] = dict.fromkeys(clause.blanks, "open")
        chosen[clause.id] |= {"alternative": alternative} if alternative else {}
    sheet = {
        "title": "Specimen agreement",
        "form": "agreement",
        "matter": matter,
        "jurisdiction": jurisdiction,
        "effective_date": "2026-12-01",
        "parties": {
            role: {"name": f"Example {term_for(role)}", "kind": kind}
            for role, kind in KINDS.items()
        },
        "recitals": ["The parties dispute the sums that the papers list."],
        "money": {"currency": LIBRARY.jurisdiction(jurisdiction)["currency"],
                  "settlement_sum": "open"},
        "clauses": chosen,
    }  # fmt: skip
    return draft(json.dumps(sheet).encode(), "specimen", LIBRARY)


def labels(provisions: tuple[Provision, ...], numbers) -> Iterator[tuple[int, ...]]:
    """The number of each provision in order, those above each first."""
    for one in provisions:
        if one.id in numbers:
            yield numbers[one.id].path
        yield from labels(one.provisions, numbers)


@cache
def agreements(matter: str, jurisdiction: str) -> tuple[tuple[Pair, Drafted], ...]:
    """Every agreement of this matter under this law, with the clauses it was asked for; the first,
    which is the largest or nearly so, in the other wordings of its clauses too."""
    return tuple(
        (frozenset(group), built(group, matter, jurisdiction, turn))
        for place, group in enumerate(groups(matter, jurisdiction))
        for turn in ((0, 1) if place == 0 else (0,))
    )


@pytest.mark.parametrize(("matter", "jurisdiction"), SETTINGS)
class TestEveryMatterUnderEachLaw:
    def test_each_allowed_pair_stands_together_in_an_agreement(self, matter, jurisdiction):
        standing = set()
        for _, drafted in agreements(matter, jurisdiction):
            ids = {source.clause for source in drafted.agreement.sources}
            ids = {id for id in ids if not id.startswith("definitions/")}
            standing |= {frozenset(pair) for pair in combinations(ids, 2)}
        assert standing == allowed(matter, jurisdiction)

    def test_no_agreement_has_an_error(self, matter, jurisdiction):
        found = {
            (finding.rule, finding.message)
            for _, drafted in agreements(matter, jurisdiction)
            for finding in errors_of(drafted)
        }
        assert found == set()

    def test_every_reference_finds_its_number(self, matter, jurisdiction):
        for _, drafted in agreements(matter, jurisdiction):
            assert "no provision numbered for" not in plain(drafted.agreement)

    def test_the_numbers_have_no_gap_and_no_repeat(self, matter, jurisdiction):
        for _, drafted in agreements(matter, jurisdiction):
            shown = drafted.agreement
            paths = list(labels(shown.operative, number(shown)))
            assert len(set(paths)) == len(paths)
            held = set(paths)
            assert all(path[-1] == 1 or (*path[:-1], path[-1] - 1) in held for path in paths)
            assert all(len(path) == 1 or path[:-1] in held for path in paths)


def test_a_clause_and_what_another_requires_may_exclude_each_other():
    assert "payment/costs-to-be-assessed" in brought("payment/payment-on-account-of-costs")
    assert not agree("payment/costs", "payment/payment-on-account-of-costs")
