"""The schema of a term sheet: what the answers to a clause may be, and what editors are given."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from agreement.cli import main
from agreement.cli.schema import composed
from agreement.library.blanks import answers_schema, blank_schema, past_limit
from agreement.library.disk import Library
from agreement.reading.load import load

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "schemas" / "term-sheet.schema.json"
SCHEMA = json.loads(COMMITTED.read_text(encoding="utf-8"))
ALONE = Draft202012Validator(SCHEMA)
SHEETS = sorted((*ROOT.glob("examples/*.yaml"), *ROOT.glob("standards/*.yaml")))
OF_FORM = {
    "unknown-key", "missing-key", "wrong-type", "wrong-shape", "not-a-choice", "malformed",
    "never-open", "too-short", "unknown-clause", "unknown-alternative", "unknown-jurisdiction",
    "definition-chosen",
}  # fmt: skip


def value(sheet: Path) -> object:
    return load(sheet.read_bytes(), sheet.name).value


def faulty_in_form() -> Iterator[Path]:
    for sheet in sorted((ROOT / "tests" / "refused").glob("*.yaml")):
        lines = sheet.read_text(encoding="utf-8").splitlines()
        rules = {line.rpartition("[")[2].rstrip("]") for line in lines if "# expect:" in line}
        if rules & OF_FORM:
            yield sheet


def test_the_committed_schema_is_what_the_library_gives():
    assert COMMITTED.read_text(encoding="utf-8") == composed(Library()), (
        "run: python build_agreement.py schema --write"
    )
    assert CliRunner().invoke(main, ["schema", "--check"]).exit_code == 0


def test_an_outdated_schema_is_said_to_be(tmp_path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "term-sheet.schema.json").write_text("{}\n")
    result = CliRunner().invoke(main, ["schema", "--check", "--library", str(tmp_path)])
    assert result.exit_code == 1
    assert "error[schema-outdated]" in result.stderr


def test_a_firm_writes_the_schema_of_its_own_library(tmp_path):
    (tmp_path / "schemas").mkdir()
    for option, said in (("--write", "wrote "), ("--check", " is current")):
        result = CliRunner().invoke(main, ["schema", option, "--library", str(tmp_path)])
        assert result.exit_code == 0
        assert said in result.stdout
    written = tmp_path / "schemas" / "term-sheet.schema.json"
    assert json.loads(written.read_text(encoding="utf-8"))["title"] == "Term sheet"


def test_the_schema_is_one_of_draft_2020_12():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def _properties(schema: object, path: str = "") -> Iterator[tuple[str, dict]]:
    if isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from _properties(part, f"{path}/{index}")
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            yield f"{path}/{name}", part
        for keyword, part in schema.items():
            yield from _properties(part, f"{path}/{keyword}")


def _described(schema: dict) -> str:
    if "description" in schema or "$ref" not in schema:
        return schema.get("description", "")
    return SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]].get("description", "")


def test_every_property_is_described():
    properties = dict(_properties(SCHEMA))
    assert len(properties) > 500
    assert [path for path, part in properties.items() if not _described(part).strip()] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_an_editor_accepts_every_example_and_standard(sheet):
    assert [error.json_path for error in ALONE.iter_errors(value(sheet))] == []


@pytest.mark.parametrize("sheet", list(faulty_in_form()), ids=lambda sheet: sheet.stem)
def test_an_editor_refuses_what_the_schema_can_tell(sheet):
    assert list(ALONE.iter_errors(value(sheet)))


def test_the_schema_names_every_clause_but_the_definitions():
    named = set(SCHEMA["properties"]["clauses"]["properties"])
    assert named == {id for id in Library().ids() if not id.startswith("definitions/")}


@pytest.mark.parametrize(
    ("blank", "good", "bad"),
    [
        ({"type": "days", "minimum": 5, "maximum": 60}, (5, 60), (4, 61, "5", True, None)),
        ({"type": "business_days"}, (0, 36_500), (-1, 36_501)),
        ({"type": "months"}, (0, 1_200), (1_201, "six")),
        ({"type": "integer"}, (0, 999_999_999), (-1, 10**9, "1")),
        ({"type": "percent"}, (0, 40, "0.5", "12.25"), (-1, 101, "1.23456", "5%", "05")),
        ({"type": "percent", "minimum": "0.01", "maximum": 400}, (1, 400), (0, 401)),
        ({"type": "boolean"}, (True, False), ("yes", 1, "true")),
        ({"type": "text"}, ("words",), ("", "  ", 5, "x" * 4001)),
        ({"type": "party"}, ("payer",), ("", 1)),
        ({"type": "choice", "choices": {"a": "one"}}, ("a",), ("b", 1)),
    ],
    ids=lambda blank: blank.get("type", "") if isinstance(blank, dict) else "",
)
def test_a_blank_takes_answers_of_its_type_and_within_its_limits(blank, good, bad):
    schema = Draft202012Validator(blank_schema({"ask": "something", **blank}))
    assert [answer for answer in good if not schema.is_valid(answer)] == []
    assert [answer for answer in bad if schema.is_valid(answer)] == []


@pytest.mark.parametrize(
    ("blank", "answer", "limits"),
    [
        ({"type": "percent"}, "100", ""),
        ({"type": "percent"}, "100.5", "from 0 to 100%"),
        ({"type": "percent", "minimum": "0.01", "maximum": "24"}, "0", "from 0.01 to 24%"),
        ({"type": "money", "minimum": "10.00"}, "9.99", "10.00 or more"),
        ({"type": "money", "minimum": 1, "maximum": 5}, "5.01", "from 1 to 5"),
        ({"type": "money"}, "nonsense", ""),
        ({"type": "days", "maximum": 5}, 9, ""),
    ],
)
def test_a_figure_in_quotation_marks_is_held_to_the_limits_too(blank, answer, limits):
    assert past_limit(blank, answer) == limits


def test_a_number_of_reviews_is_never_without_end():
    clause = Library().clause("governance/review-meetings")
    properties = answers_schema(clause)["properties"]
    assert properties["times"]["maximum"] <= 60
    assert properties["interval"]["maximum"] <= 1_200
