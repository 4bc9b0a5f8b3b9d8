"""The standard agreements, and the sheets that `new` prints, all the way to a whole Word file."""

from functools import cache
from itertools import product

import pytest
from docx_integrity import check
from openxml_audit import OpenXmlValidator

from agreement.assembly.assemble import Drafted, draft
from agreement.cli.new import MATTERS
from agreement.document.plain import plain
from agreement.finding import Severity
from agreement.lint import lint
from agreement.proof.specimen import JURISDICTIONS
from agreement.reading.load import load
from agreement.term_sheet.starting import starting_sheet
from agreement.word import compile_shell, gate, write
from tests.drafting import LIBRARY, ROOT

SHELL = compile_shell(ROOT / "templates" / "plain.docx")
KINDS = {
    "payer": {"company", "nhs-body"},
    "provider": {"company"},
    "patient": {"individual"},
    "trust": {"nhs-body"},
}
SHEETS = {
    f"{way} {matter} {law}": (way, matter, law)
    for way, matter, law in product(("standard", "new"), MATTERS, JURISDICTIONS)
}


def text(way: str, matter: str, law: str) -> str:
    """The term sheet, as the standard has it or as `new` prints it."""
    if way == "new":
        return starting_sheet(matter, law, LIBRARY)
    return (ROOT / "standards" / f"{matter}-{law}.yaml").read_text(encoding="utf-8")


@cache
def drafted(name: str) -> Drafted:
    """The agreement of a sheet, with what later checks need."""
    return draft(text(*SHEETS[name]).encode(), "sheet.yaml", LIBRARY)


@cache
def written(name: str) -> bytes:
    """Its Word file."""
    return write(drafted(name).agreement, SHELL)


def test_there_is_a_standard_for_each_matter_under_each_law_and_no_other():
    names = {f"{matter}-{law}" for matter, law in product(MATTERS, JURISDICTIONS)}
    assert set(LIBRARY.names("standards", "yaml")) == names


def test_the_command_and_the_schema_know_the_same_matters():
    assert list(MATTERS) == LIBRARY.clause_schema["$defs"]["matter"]["enum"]


@pytest.mark.parametrize("name", SHEETS)
class TestEverySheet:
    def test_a_careful_partner_finds_no_error_and_nothing_to_warn_of(self, name):
        found = [one for one in lint(drafted(name)) if one.severity is not Severity.NOTE]
        assert found == []

    def test_every_reference_finds_its_number(self, name):
        assert "no provision numbered for" not in plain(drafted(name).agreement)

    def test_what_nobody_knows_yet_is_open(self, name):
        points = [point.name for point in drafted(name).agreement.open_points]
        parties = drafted(name).setting.sheet.parties
        assert {f"parties.{one.role}.name" for one in parties} <= set(points)
        assert "effective_date" in points

    def test_the_gate_finds_nothing(self, name):
        assert gate(written(name)) == ()

    def test_the_python_audit_finds_nothing(self, name, tmp_path):
        file = tmp_path / "a.docx"
        file.write_bytes(written(name))
        assert not OpenXmlValidator().validate(file).errors

    def test_the_integrity_check_finds_nothing(self, name, tmp_path):
        file = tmp_path / "a.docx"
        file.write_bytes(written(name))
        assert not check(file)


@pytest.mark.parametrize("name", LIBRARY.names("standards", "yaml"))
class TestEveryStandard:
    def test_its_name_is_its_matter_and_its_law(self, name):
        value = _standard(name)
        assert name == f"{value['matter']}-{value['jurisdiction']}"

    def test_its_parties_have_open_names_and_the_right_kinds(self, name):
        for role, party in _standard(name)["parties"].items():
            assert party["name"] == "open"
            assert party["kind"] in KINDS[role]

    def test_it_takes_no_money_for_granted(self, name):
        money = _standard(name)["money"]
        assert money.get("settlement_sum", "open") == "open"
        assert (
            money["currency"] == LIBRARY.jurisdiction(_standard(name)["jurisdiction"])["currency"]
        )

    def test_it_has_what_every_settlement_needs(self, name):
        chosen = set(_standard(name)["clauses"])
        ending = {"entire-agreement", "variation", "counterparts", "effect", "governing-law"}
        assert {f"general/{each}" for each in (*ending, "release")} <= chosen
        assert {"dispute-resolution/courts", "notification/regulators"} <= chosen


def _standard(name: str) -> dict:
    path = ROOT / "standards" / f"{name}.yaml"
    return load(path.read_bytes(), path.name).value
