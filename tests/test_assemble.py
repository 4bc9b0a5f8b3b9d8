"""A term sheet and its clauses, put together."""

import pytest

from agreement.assembly.assemble import draft
from agreement.document.plain import plain
from agreement.finding import Refused
from tests.drafting import EXAMPLES, LIBRARY, agreed, clause, drafted, firm, text

US = {"jurisdiction": "united-states", "money": {"currency": "USD", "settlement_sum": "1000.00"}}
INSTALMENTS = {"payment/instalments": {"instalments": [
    {"number": 1, "date": "2027-01-15", "amount": "1000.00"},
]}}  # fmt: skip


def test_clauses_stand_in_the_order_of_kinds_that_the_jurisdiction_has():
    kinds = LIBRARY.jurisdiction("england-wales")["kinds"]
    chosen = {"general/severance": None, "general/effect": None, **INSTALMENTS,
              "governance/action-register": {"register_keeper": "payer"}}  # fmt: skip
    found = [one.id.partition("/")[0] for one in agreed(clauses=chosen).operative]
    assert found == sorted(found, key=kinds.index)
    assert found == ["definitions", "payment", "governance", "general", "general"]


def test_clauses_of_one_kind_keep_the_order_of_the_term_sheet():
    for chosen in (
        ["general/severance", "general/effect"],
        ["general/effect", "general/severance"],
    ):
        operative = agreed(clauses=dict.fromkeys(chosen)).operative
        assert [one.id for one in operative if one.id != "definitions"] == chosen


def test_a_kind_that_no_jurisdiction_knows_stands_last(tmp_path):
    library = firm(tmp_path, annex__own=clause(text="The _Payer_ pays."))
    operative = agreed(library, clauses={"annex/own": None, "general/effect": None}).operative
    assert [one.id for one in operative][-1] == "annex/own"


def test_a_required_clause_comes_in_and_its_source_says_why(tmp_path):
    library = firm(
        tmp_path,
        billing__first=clause(text="See {billing/second}.", requires=["billing/second"]),
        billing__second=clause(heading="Second", text="It is so.", requires=["billing/third"]),
        billing__third=clause(heading="Third", text="And so."),
    )
    sources = agreed(library, clauses={"billing/first": None}).sources
    assert [(source.clause, source.why) for source in sources] == [
        ("billing/first", "chosen"),
        ("billing/second", "required by billing/first"),
        ("billing/third", "required by billing/second"),
    ]


def test_a_definition_is_among_the_sources_with_its_reason():
    source = agreed().sources[0]
    assert (source.clause, source.why) == ("definitions/effective-date", "defines a used term")
    assert source.digest == LIBRARY.clause("definitions/effective-date").source.digest


def test_english_words_dates_and_headings_are_english():
    words = text(clauses=INSTALMENTS)
    for piece in ("clause 2.1", "15 January 2027", "Instalment", "AGREED TERMS", "£1,000.00"):
        assert piece in words


def test_american_words_dates_and_headings_are_american():
    words = text(clauses=INSTALMENTS, **US)
    for piece in (
        "Section 2.1",
        "January 15, 2027",
        "Installment",
        "TERMS OF AGREEMENT",
        "$1,000.00",
    ):
        assert piece in words
    assert "nstalment" not in words.replace("payment/instalments", "")


def test_the_parts_stand_in_the_order_of_the_jurisdiction():
    english, american = text(clauses=INSTALMENTS), text(clauses=INSTALMENTS, **US)
    assert english.index("Schedule 1: ") < english.index("SIGNATURES")
    assert american.index("Schedule 1: ") > american.index("SIGNATURES")


def test_private_notes_reach_no_part_of_a_draft():
    notes = {"floor": "OUR-SECRET-FLOOR", "rooms": [{"payer": "OUR-SECRET-FLOOR"}]}
    result = drafted(private=notes)
    assert "OUR-SECRET-FLOOR" not in repr(result.agreement)
    assert plain(result.agreement) == plain(drafted().agreement)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_equal_input_gives_an_equal_agreement(example):
    raw = example.read_bytes()
    assert draft(raw, "x", LIBRARY).agreement == draft(raw, "x", LIBRARY).agreement


def test_the_agreement_carries_what_its_term_sheet_says_of_itself():
    agreement = agreed(
        title="A settlement", reference="EX/1", prepared_by="Example LLP", notice="A specimen.",
        draft={"number": 2, "date": "2026-11-20"}, status="agreed-in-principle",
    )  # fmt: skip
    assert (agreement.title, agreement.reference, agreement.author) == (
        "A settlement",
        "EX/1",
        "Example LLP",
    )
    assert (agreement.draft, str(agreement.dated), agreement.notice) == (
        "2",
        "2026-11-20",
        "A specimen.",
    )
    assert agreement.status_words.startswith("AGREED IN PRINCIPLE")


def test_a_copy_for_signature_has_no_legend():
    assert agreed(status="execution").status_words == ""


def test_every_missing_answer_is_told_at_once():
    with pytest.raises(Refused) as refused:
        drafted(clauses={"payment/instalments": None, "billing/reconciliation": None})
    assert len(refused.value.findings) > 1
    assert {finding.rule for finding in refused.value.findings} == {"missing-answer"}


@pytest.mark.parametrize(
    "keys",
    [
        {"text": "The _Payer_ pays within [gone]."},
        {"text": "The _Payer_ pays.", "actions": [
            {"role": "payer", "what": "Pay [gone]", "evidence": "a receipt",
             "due": {"days": 5, "after": "effective_date"}}]},
        {"text": "The _Payer_ pays [how].", "blanks": {
            "how": {"type": "choice", "ask": "How", "choices": {"a": "as [gone] says"},
                    "default": "a"}}},
    ],
    ids=["text", "duty", "choice"],
)  # fmt: skip
def test_a_clause_that_asks_for_what_nothing_answers_is_refused_where_it_does(tmp_path, keys):
    library = firm(tmp_path, general__own=clause(**keys))
    with pytest.raises(Refused) as refused:
        drafted(library, clauses={"general/own": None})
    [found] = refused.value.findings
    assert found.rule == "unknown-blank" and "[gone]" in found.message
    assert found.place.file.endswith("clauses/general/own.yaml")


def test_a_definition_that_asks_for_what_nothing_answers_is_refused_where_it_does(tmp_path):
    own = clause(text="**Own Term** means [gone].", heading="Own Term")
    library = firm(
        tmp_path, general__own=clause(text="An _Own Term_ stands."), definitions__own_term=own
    )
    with pytest.raises(Refused) as refused:
        drafted(library, clauses={"general/own": None})
    assert [found.rule for found in refused.value.findings] == ["unknown-blank"]


def test_wrong_keys_and_wrong_clauses_are_told_together():
    with pytest.raises(Refused) as refused:
        drafted(titel="x", clauses={"general/efect": None})
    told = str(refused.value)
    assert "titel" in told and "general/efect" in told


def test_faults_of_the_duties_of_several_clauses_are_told_together(tmp_path):
    action = {"role": "payer", "what": "Pay", "evidence": "a receipt", "due": {"on": "never"}}
    broken = {"text": "It is so.", "roles": ["payer"], "actions": [action]}
    library = firm(tmp_path, billing__first=clause(**broken), billing__second=clause(**broken))
    with pytest.raises(Refused) as refused:
        drafted(library, clauses={"billing/first": None, "billing/second": None})
    assert [finding.rule for finding in refused.value.findings] == ["unknown-anchor"] * 2


def test_a_date_of_a_clause_is_known_in_its_text_and_in_its_duty():
    answers = {"submit_by": "2027-01-31", "claims": "open"}
    eligible = dict.fromkeys(LIBRARY.clause("billing/eligible-claims").blanks, "open")
    words = text(clauses={"billing/eligible-claims": eligible, "billing/claim-list": answers})
    assert words.count("31 January 2027") == 2


def test_a_build_reads_only_the_clauses_it_needs(tmp_path):
    library = firm(tmp_path, general__broken={"heading": "Not a clause"})
    assert agreed(library).title == "Specimen"
    with pytest.raises(Refused):
        agreed(library, clauses={"general/broken": None})
