"""What a schema's faults look like to a drafter, and how an open point stands for any value."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from agreement.finding import Refused
from agreement.reading.load import load
from agreement.reading.source import Source
from agreement.schema import admit_open, faults
from agreement.schema.decide import in_order
from agreement.schema.validate import every_fault

ROOT = Path(__file__).parent.parent
CLAUSE = json.loads((ROOT / "schemas/clause.schema.json").read_text())
SUM = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$", "x-fault": 'a sum such as "125000.00"'}


def said(schema, text, path=(), open_allowed=False):
    found = faults(load(text.encode(), "f"), schema, path, open_allowed)
    return [f"{f.place.line}:{f.place.column} {f.rule}: {f.message}" for f in found]


def of_a(schema, value, open_allowed=False):
    """The faults of one value under the name `a`, without their places and the name."""
    found = said({"properties": {"a": schema}}, f"a: {value}\n", open_allowed=open_allowed)
    return [fault.split(" ", 1)[1].replace("a: ", "", 1) for fault in found]


TEXT = {"type": "string"}
COMPANY = {
    "type": "object",
    "properties": {"kind": {"const": "company"}, "number": TEXT},
    "required": ["kind", "number"],
    "additionalProperties": False,
}
PERSON = {
    "type": "object",
    "properties": {"kind": {"const": "individual"}, "born": {"type": "string", "format": "date"}},
    "required": ["kind"],
    "additionalProperties": False,
}
MONEY = {
    "x-fault": 'a percentage such as "0.5" or 40',
    "anyOf": [
        {"type": "string", "pattern": "^[0-9.]+$"},
        {"type": "integer"},
        {"type": "object", "required": ["of"], "properties": {"of": TEXT}},
    ],
}
PERIOD = {
    "type": "object",
    "properties": {"days": {"type": "integer"}, "after": TEXT, "before": TEXT, "weeks": TEXT},
    "oneOf": [{"required": ["days"]}, {"required": ["weeks", "after"]}],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("schema", "value", "sentence"),
    [
        (TEXT, "45", "wrong-type: expected text, found 45; put it between quotation marks"),
        (TEXT, "", "wrong-type: expected text, found nothing"),
        (TEXT, "[x]", "wrong-type: expected text, found a list"),
        (TEXT, "{x: 1, y: 2}", "wrong-type: expected text, found “x: …, y: …”"),
        ({"type": ["string", "integer"]}, "[]",
         "wrong-type: expected text or a whole number, found an empty list"),
        ({"type": "integer"}, "3.5", "wrong-type: expected a whole number, found “3.5”"),
        ({"type": "integer"}, '"30"',
         ("wrong-type: expected a whole number, found “30”;"
         " remove the quotation marks, and any zero it begins with")),
        ({"type": "boolean"}, "no",
         "wrong-type: expected true or false, found “no”; write false without quotation marks"),
        ({"type": "array"}, "payer",
         "wrong-type: expected a list, found “payer”; begin every item on a new line with “- ”"),
        ({"enum": ["draft", "execution"]}, "drafts",
         "not-a-choice: expected draft or execution, found “drafts”; did you mean “draft”?"),
        ({"enum": ["draft", 3, True]}, "x",
         "not-a-choice: expected draft, 3 or true, found “x”"),
        ({"const": "x"}, "y", "not-a-choice: expected x, found “y”"),
        (SUM, "1.25e5", 'malformed: expected a sum such as "125000.00", found “1.25e5”'),
        (SUM, "125000", ('wrong-type: expected a sum such as "125000.00", found 125000;'
         " put it between quotation marks")),
        ({"pattern": "^[a-z_]+$"}, "Settlement Sum",
         "malformed: “Settlement Sum” is not what belongs here; did you mean “settlement_sum”?"),
        ({"pattern": "^x$", "description": "The one letter."}, "ab",
         "malformed: “ab” is not what belongs here (The one letter)"),
        ({"format": "date"}, "20/11/2026",
         ("not-a-date: expected a date written year-month-day, such as 2026-11-20,"
         " found “20/11/2026”")),
        ({"format": "date"}, '"20261120"',
         ("not-a-date: expected a date written year-month-day, such as 2026-11-20,"
         " found “20261120”")),
        ({"format": "date"}, "2026-02-30",
         "no-such-date: the day 2026-02-30 does not exist: February 2026 has 28 days"),
        ({"format": "date"}, "2026-13-01",
         "no-such-date: the day 2026-13-01 does not exist: there is no month 13"),
        ({"format": "date"}, "0000-01-01",
         "no-such-date: the day 0000-01-01 does not exist: there is no year 0"),
        ({"minimum": 10, "maximum": 180}, "200",
         "out-of-range: expected a number from 10 to 180, found 200"),
        ({"minimum": 10}, "9", "out-of-range: expected 10 or more, found 9"),
        ({"exclusiveMaximum": 10}, "10", "out-of-range: expected less than 10, found 10"),
        ({"minLength": 1}, '""', "too-short: this must not be empty"),
        ({"minLength": 3}, "ab", "too-short: at least 3 characters needed, found 2"),
        ({"maxLength": 1}, "ab", "too-many: at most 1 character allowed, found 2"),
        ({"minItems": 2}, "[x]", "too-short: at least 2 items needed, found 1"),
        ({"maxItems": 1}, "[x, y]", "too-many: at most 1 item allowed, found 2"),
        ({"minProperties": 1}, "{}", "too-short: this must not be empty"),
        ({"minProperties": 2}, "{x: 1}", "too-short: at least 2 names needed, found 1"),
        (
            {"minProperties": 2, "x-fault": "two parties or more"},
            "{payer: 1}",
            "too-short: expected two parties or more, found 1",
        ),
        ({"maxProperties": 1}, "{x: 1, y: 2}", "too-many: at most 1 name allowed, found 2"),
        ({"uniqueItems": True}, "[x, y, x]",
         "not-unique: “x” stands here a second time; remove it"),
        ({"not": {"required": ["x"]}}, "{x: 1}", "wrong-shape: “x” cannot stand here"),
        ({"not": {"const": "x"}}, "x", "wrong-shape: this cannot be “x”"),
        (False, "1", "wrong-shape: this cannot stand here"),
        ({"contains": {"const": "x"}, "description": "Names."}, "[y]",
         "wrong-shape: a list is not what belongs here (Names)"),
        ({"dependentRequired": {"by": ["calendar"]}}, "{by: 1}",
         "missing-key: “by” is given, so “calendar” is needed beside it"),
        ({"propertyNames": {"pattern": "^[a-z-]+$"}}, "{Late Fee: 1}",
         "malformed: “Late Fee” cannot be a name here; did you mean “late-fee”?"),
        ({"propertyNames": {"enum": ["payer"]}}, "{paier: 1}",
         "malformed: “paier” cannot be a name here; did you mean “payer”?"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_in_a_drafters_words(schema, value, sentence):
    assert of_a(schema, value) == [sentence]


@pytest.mark.parametrize(
    ("schema", "value", "sentence"),
    [
        (MONEY, "x", 'malformed: expected a percentage such as "0.5" or 40, found “x”'),
        (MONEY, "[x]", 'wrong-shape: expected a percentage such as "0.5" or 40, found a list'),
        (MONEY, "{off: x}", "missing-key: “of” is missing"),
        (MONEY, "{of: 1}",
         ".of: expected text, found 1; put it between quotation marks"),
        ({"anyOf": [TEXT, COMPANY]}, "4",
         ("wrong-shape: expected text or “kind: …, number: …”, found 4;"
         " put it between quotation marks")),
        ({"anyOf": [TEXT, COMPANY], "description": "Who pays."}, "[x]",
         "wrong-shape: a list is not what belongs here (Who pays)"),
        ({"anyOf": [{"format": "date", "type": "string"}, COMPANY]}, "[x]",
         ("wrong-shape: expected a date written year-month-day, such as 2026-11-20 or"
         " “kind: …, number: …”, found a list")),
        ({"oneOf": [COMPANY, PERSON]}, "{kind: company}", "missing-key: “number” is missing"),
        ({"oneOf": [COMPANY, PERSON]}, '{kind: individual, number: "3"}',
         "unknown-key: “number” is not known here; it takes kind and born"),
        ({"oneOf": [COMPANY, PERSON]}, '{kind: trust, number: "3"}',
         ".kind: expected company or individual, found “trust”"),
        ({"oneOf": [TEXT, {"minLength": 1}]}, "x",
         "wrong-shape: this can be read in two ways; keep one of them"),
        (PERIOD, "{}", "missing-key: this needs “days” or “weeks” and “after”"),
        (PERIOD, "{weeks: x}", "missing-key: “after” is missing beside “weeks”"),
        (PERIOD, "{days: 1, weeks: x, after: y}",
         "wrong-shape: “days” stands beside “weeks” and “after”; keep one or the other"),
        (PERIOD, "{days: 125,000.00}",
         "unknown-key: “000.00” is not known here; a comma parts what stands in braces, so write "
         "a sum without commas"),
        (PERIOD, "{days: 1, after: Smith, Jones & Co}",
         "unknown-key: “Jones & Co” is not known here; a comma parts what stands in braces, so put "
         "a text that has one in quotation marks"),
        (PERIOD, "{days 28}",
         "unknown-key: “days 28” is not known here; a colon is missing after “days”"),
        (PERIOD, "{day: 1}", "unknown-key: “day” is not known here; did you mean “days”?"),
    ],
)  # fmt: skip
def test_of_several_shapes_the_one_that_was_meant_is_explained(schema, value, sentence):
    (fault,) = of_a(schema, value)
    assert fault.removeprefix("wrong-type: a").removeprefix("not-a-choice: a") == sentence


PARTIES = {
    "type": "object",
    "required": ["payer"],
    "additionalProperties": False,
    "properties": {"payer": {"$ref": "#/$defs/party"}},
    "$defs": {
        "party": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"$ref": "#/$defs/name"},
                "address": {"type": "string"},
                "kind": {"enum": ["company", "trust"]},
                "number": {"type": "string", "description": "The number at the register."},
            },
            "if": {"properties": {"kind": {"const": "company"}}, "required": ["kind"]},
            "then": {"required": ["number"]},
            "else": {"not": {"required": ["number"]}},
        },
        "name": {"type": "string", "description": "The full name."},
    },
}


def test_an_unknown_key_is_shown_where_the_key_stands():
    assert said(PARTIES, "payer:\n  name: X\n  adress: Y\n") == [
        "3:3 unknown-key: payer: “adress” is not known here; did you mean “address”?"
    ]


def test_a_missing_key_is_shown_at_its_parents_name_with_what_it_is():
    assert said(PARTIES, "\npayer:\n  address: Y\n") == [
        "2:1 missing-key: payer: “name” is missing (The full name)"
    ]
    assert said(PARTIES, "\n{}\n") == ["2:1 missing-key: “payer” is missing"]


def test_a_misspelt_key_is_one_fault_and_not_also_a_missing_one():
    assert said(PARTIES, "payer: {nam: X}\n") == [
        "1:9 unknown-key: payer: “nam” is not known here; did you mean “name”?"
    ]


def test_a_fault_under_a_condition_says_the_condition():
    assert said(PARTIES, "payer: {name: X, kind: company}\n") == [
        (
            "1:1 missing-key: payer: “number” is missing where kind is company"
            " (The number at the register)"
        )
    ]
    assert said(PARTIES, 'payer: {name: X, kind: trust, number: "1"}\n') == [
        "1:31 wrong-shape: payer: “number” cannot stand here unless kind is company"
    ]


def test_keys_that_no_joined_schema_knows_are_unknown():
    schema = {
        "allOf": [{"$ref": "#/$defs/base"}],
        "properties": {"b": TEXT},
        "unevaluatedProperties": False,
        "$defs": {"base": {"properties": {"title": TEXT}}},
    }
    assert said(schema, "b: x\ntitel: y\n") == [
        "2:1 unknown-key: “titel” is not known here; did you mean “title”?"
    ]


def test_only_the_value_at_the_path_is_judged():
    text = "payer: {name: 1}\nprovider: {name: 2}\n"
    schema = PARTIES["$defs"]["party"] | {"$defs": PARTIES["$defs"]}
    assert said(schema, text, ("provider",)) == [
        "2:18 wrong-type: provider.name: expected text, found 2; put it between quotation marks"
    ]


def test_all_faults_come_in_the_order_of_the_file():
    text = "payer:\n  name: 3\n  kind: bank\n  x: 1\nother: 2\n"
    assert [fault.split(" ")[0] for fault in said(PARTIES, text)] == ["2:9", "3:9", "4:3", "5:1"]


@pytest.mark.parametrize(
    "reference", ["https://example.org/s.json", "file:///etc/passwd", "x.json"]
)
def test_a_schema_reaches_no_other_file(reference):
    with pytest.raises(Exception, match="Unresolvable"):
        said({"$ref": reference}, "a: 1\n")


def test_the_deepest_file_is_judged_without_overflow_and_without_delay():
    deep = {
        "allOf": [{"anyOf": [TEXT, {"$ref": "#/$defs/list"}], "if": TEXT, "then": TEXT}],
        "$defs": {"list": {"type": "array", "items": {"$ref": "#"}}},
    }
    text = "a: " + "[" * 63 + "3" + "]" * 63
    (fault,) = said(deep, text, ("a",))
    assert fault.startswith("1:67 wrong-shape: a.1.1.")


def test_a_value_too_deep_to_be_explained_is_a_finding():
    steps = {f"s{n}": {"$ref": f"#/$defs/s{n + 1}"} for n in range(12)}
    deep = {"$ref": "#/$defs/s0", "$defs": steps | {"s12": {"items": {"$ref": "#/$defs/s0"}}}}
    text = "a: " + "[" * 62 + "3" + "]" * 62
    deep["$defs"]["s12"]["type"] = "array"
    assert said(deep, text, ("a",)) == ["1:4 too-deep: this lies too deep; use fewer levels"]


def test_an_empty_value_may_be_open_where_open_points_are_allowed():
    assert of_a(TEXT, "", open_allowed=True) == [
        "wrong-type: expected text, found nothing; write open if it is not settled yet"
    ]


OPEN = ["open", "{open: the days}", "{open: the days, owner: payer}"]
NEVER = {"type": "integer", "x-never-open": True}


@pytest.mark.parametrize("mark", OPEN)
@pytest.mark.parametrize("schema", [SUM, MONEY, COMPANY, PERIOD, {"const": 3}, {"type": "array"}])
def test_an_open_point_stands_for_any_value(schema, mark):
    assert of_a(schema, mark, open_allowed=True) == []
    assert of_a(schema, mark) != []


@pytest.mark.parametrize("mark", OPEN)
@pytest.mark.parametrize("schema", [NEVER, {"$ref": "#/$defs/never"}])
def test_what_is_never_open_must_be_settled(schema, mark):
    whole = {"properties": {"a": schema}, "$defs": {"never": NEVER}}
    assert said(whole, f"a: {mark}\n", open_allowed=True) == [
        "1:4 never-open: a: this cannot be left open; settle it in the term sheet"
    ]


def test_a_group_that_is_never_open_as_a_whole_leaves_its_answers_open():
    group = {"type": "object", "properties": {"days": {"type": "integer"}}, "x-never-open": True}
    assert said({"properties": {"a": group}}, "a: open\n", open_allowed=True) == [
        "1:4 never-open: a: this cannot be left open as a whole; write open below it for what is "
        "not settled"
    ]


def test_an_open_point_with_more_than_an_owner_is_told_so():
    assert of_a(SUM, "{open: x, ownr: y}", open_allowed=True) == [
        (
            'wrong-type: expected a sum such as "125000.00", found “open: …, ownr: …”;'
            " an open point takes “open” and “owner” only, each with a text"
        )
    ]


def test_a_whole_file_is_never_an_open_point():
    assert [f.split(" ")[1] for f in said(PARTIES, "open: x\n", open_allowed=True)] == [
        "missing-key:",
        "unknown-key:",
    ]


def test_a_name_that_reads_open_is_a_name():
    schema = {"propertyNames": {"pattern": "^x"}}
    assert of_a(schema, "{open: 1}", open_allowed=True) != []


def test_editors_show_the_description_beside_the_choice():
    admitted = admit_open(PARTIES)
    party = admitted["$defs"]["party"]
    assert party["properties"]["number"] == {
        "description": "The number at the register.",
        "anyOf": [{"type": "string"}, {"$ref": "#/$defs/open"}],
    }
    assert party["properties"]["name"]["description"] == "The full name."
    assert party["required"] == ["name"]
    Draft202012Validator.check_schema(admitted)


def test_a_clause_of_the_library_passes_and_its_broken_copy_does_not():
    raw = (ROOT / "clauses/billing/corrected-claims.yaml").read_bytes()
    assert faults(load(raw, "f"), CLAUSE) == ()
    broken = raw.replace(b"heading:", b"headin:").replace(b"type: days", b"type: table")
    assert [fault.rule for fault in faults(load(broken, "f"), CLAUSE)] == [
        "unknown-key", "missing-key", "missing-key",
    ]  # fmt: skip


NAMES = st.sampled_from(["a", "b", "open", "opens", "owner"])
WORDS = st.sampled_from(["open", "a", "b", "ab", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=6,
) | st.fixed_dictionaries({"open": WORDS}, optional={"owner": WORDS})
SIMPLE = st.sampled_from(
    [True, {}, {"type": "string"}, {"type": "integer"}, {"type": "object"}, {"type": "array"},
     {"enum": ["a", 1]}, {"const": "b"}, {"pattern": "^[ab]"}, {"minimum": 1}, {"minLength": 1},
     {"required": ["a"]}, {"required": ["open"]}, {"minProperties": 1}, {"uniqueItems": True},
     {"propertyNames": {"pattern": "^[ab]"}}, {"$ref": "#/$defs/d"}, {"$ref": "#/$defs/never"}]
)  # fmt: skip


def _larger(inner):
    pair = st.lists(inner, min_size=1, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(NAMES, inner | st.just(False), max_size=2),
            "additionalProperties": inner | st.just(False),
            "items": inner,
            "anyOf": pair,
            "oneOf": pair,
            "allOf": pair,
            "not": inner,
            "if": inner,
            "then": inner,
            "contains": inner,
            "required": st.just(["open"]),
            "x-never-open": st.just(True),
        },
    )


SCHEMAS = st.recursive(SIMPLE, _larger, max_leaves=8)
DEFINITIONS = SIMPLE.filter(lambda schema: "$ref" not in str(schema))


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, DEFINITIONS, VALUES)
def test_editors_and_the_program_accept_the_same_open_points(schema, other, value):
    whole = {"properties": {"a": schema}, "$defs": {"d": other, "never": NEVER}}
    sheet = Source("f", {"a": value}, "", {}, {})
    editor = Draft202012Validator(admit_open(whole)).is_valid(sheet.value)
    assert (faults(sheet, whole, open_allowed=True) == ()) == editor


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, DEFINITIONS, VALUES)
def test_there_is_a_fault_exactly_where_the_standard_has_an_error(schema, other, value):
    whole = {"properties": {"a": schema}, "$defs": {"d": other, "never": NEVER}}
    sheet = Source("f", {"a": value}, "", {}, {})
    assert (faults(sheet, whole) == ()) == Draft202012Validator(whole).is_valid(sheet.value)


SHEET = json.loads((ROOT / "schemas/term-sheet.schema.json").read_text())
WHOLE = [
    *((CLAUSE, file) for file in sorted((ROOT / "clauses").glob("*/*.yaml"))),
    *((SHEET, file) for file in sorted((ROOT / "standards").glob("*.yaml"))),
    *((SHEET, file) for file in sorted((ROOT / "tests/refused").glob("*.yaml"))),
]


def read(file):
    """A file's source, or None where it is not read at all."""
    try:
        return load(file.read_bytes(), file.name)
    except Refused:
        return None


@pytest.mark.parametrize(("schema", "file"), WHOLE, ids=lambda one: getattr(one, "stem", ""))
def test_what_is_decided_at_once_is_what_the_explanation_finds(schema, file):
    source = read(file)
    if source:
        assert in_order(source.value, schema) is not bool(every_fault(source, schema))


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://example.org/schema", "other"])
def test_no_schema_is_fetched_from_elsewhere(address):
    assert not in_order({"a": 1}, {"properties": {"a": {"$ref": address}}})


@pytest.mark.parametrize("day", ["2027-02-29", "20270201", "2027-W01-1", "0000-01-01"])
def test_a_day_that_does_not_exist_is_not_in_order(day):
    assert not in_order(day, {"type": "string", "format": "date"})
