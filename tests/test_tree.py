"""The agreement as JSON: true to its schema, whole, and the same bytes every time."""

import json

import pytest
from jsonschema import Draft202012Validator

from agreement.assembly.assemble import draft
from agreement.beside.as_json import composed, tree
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed

SCHEMA = json.loads((ROOT / "schemas" / "agreement.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_holds_to_the_schema_and_gives_the_same_bytes(example):
    agreement = draft(example.read_bytes(), example.name, LIBRARY).agreement
    written = tree(agreement)
    faults = list(Draft202012Validator(SCHEMA).iter_errors(json.loads(written)))
    assert faults == []
    assert written == tree(draft(example.read_bytes(), example.name, LIBRARY).agreement)


def test_a_reference_carries_its_target_and_the_number_it_prints():
    whole = composed(agreed(recitals=["The parties agree {general/effect}."]))
    (recital,) = whole["recitals"]
    (target,) = [piece for piece in recital["prose"]["pieces"] if piece["is"] == "reference"]
    numbered = {one["id"]: one["cited"] for one in whole["operative"]}
    assert target["words"] == numbered["general/effect"]


def test_dates_are_iso_and_money_is_a_string_with_its_currency():
    payment = {"payment/lump-sum": {"payment_days": 14}}
    whole = composed(agreed(clauses=payment, draft={"date": "2026-11-22"}))
    assert (whole["dated"], whole["timed"]) == ("2026-11-22", "")
    (duty,) = [duty for duty in whole["duties"] if duty["kind"] == "payment"]
    assert duty["amount"] == {"sum": "1000.00", "currency": "GBP"}
    assert duty["due"]["on"] == "2026-12-15"


def test_nothing_tells_where_the_term_sheet_stands(tmp_path):
    example = EXAMPLES[0]
    here = tree(draft(example.read_bytes(), str(tmp_path / "secret.yaml"), LIBRARY).agreement)
    assert b"secret" not in here
