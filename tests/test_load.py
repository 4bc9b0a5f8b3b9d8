"""How a YAML file is read: strictly, with the place of everything, and with all faults at once."""

import hashlib
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agreement.finding import Place, Refused
from agreement.reading import load as reader
from agreement.reading.load import load
from agreement.reading.source import dotted, is_open
from agreement.reading.syntax import forbidden_in

LOADERS = [pytest.param(reader._LOADER, id="libyaml"), pytest.param(yaml.SafeLoader, id="python")]


@pytest.fixture(params=LOADERS)
def each_loader(request, monkeypatch):
    """Both parsers: the C one, and the one that stands in where C is missing."""
    monkeypatch.setattr(reader, "_LOADER", request.param)


def refusals(text):
    with pytest.raises(Refused) as refused:
        load(text if isinstance(text, bytes) else text.encode(), "sheet.yaml")
    return [(f.rule, f.place.line, f.place.column) for f in refused.value.findings]


def sentences(text):
    with pytest.raises(Refused) as refused:
        load(text if isinstance(text, bytes) else text.encode(), "sheet.yaml")
    return " / ".join(finding.message for finding in refused.value.findings)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"), ("NO", "NO"), ("yes", "yes"), ("True", "True"), ("on", "on"),
        ("012", "012"), ("0x1F", "0x1F"), ("12:30", "12:30"), ("2026-04-01", "2026-04-01"),
        ("1.5", "1.5"), ("1e3", "1e3"), ("+5", "+5"), ("1_000", "1_000"), ("Null", "Null"),
        (".inf", ".inf"), ("=", "="), ("true", True), ("false", False), ("null", None),
        ("~", None), ("", None), ("0", 0), ("30", 30), ("-7", -7), ('"30"', "30"),
        ("'true'", "true"), ('""', ""), ("9" * 18, int("9" * 18)), ("9" * 19, "9" * 19),
    ],
)  # fmt: skip
def test_only_true_false_nothing_and_plain_whole_numbers_are_more_than_text(
    each_loader, written, read
):
    value = load(f"a: {written}\n".encode(), "f").value["a"]
    assert (value, type(value)) == (read, type(read))


SHEET = """\
# a comment
title: "Ward 5"
parties:
  payer: {name: Ünïcode 😀 Ltd, roles: [a, b]}
clauses:
- billing/x
-   days: 3
    text: >-
      Some words
empty:
"""


def test_every_value_and_every_key_has_its_place(each_loader):
    source = load(SHEET.encode(), "f")
    places = {
        ("title",): (2, 8), ("parties",): (4, 3), ("parties", "payer"): (4, 10),
        ("parties", "payer", "roles", 1): (4, 43), ("clauses",): (6, 1), ("clauses", 0): (6, 3),
        ("clauses", 1): (7, 5), ("clauses", 1, "text"): (8, 11), ("empty",): (10, 7),
    }  # fmt: skip
    assert {path: source.place(path) for path in places} == {
        path: Place("f", *spot) for path, spot in places.items()
    }
    assert source.key(("parties", "payer", "roles")) == Place("f", 4, 32)
    assert source.key(("clauses", 1, "days")) == Place("f", 7, 5)


def test_a_place_that_is_not_in_the_file_is_its_nearest_ancestors():
    source = load(SHEET.encode(), "f")
    assert source.place(("parties", "payer", "address", "line")) == Place("f", 4, 10)
    assert source.place(("nothing",)) == source.place(()) == Place("f", 2, 1)
    assert source.key(("clauses", 0)) == source.place(("clauses", 0))


def test_the_digest_is_of_the_bytes_as_they_are():
    raw = b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"
    source = load(raw, "f")
    assert (source.value, source.digest) == ({"a": 1, "b": 2}, hashlib.sha256(raw).hexdigest())
    assert source.key(("a",)) == Place("f", 1, 1)
    assert source.key(("b",)) == Place("f", 2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)]),
        ("a: &x 1\n", [("anchor", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("anchor", 1, 4), ("alias", 2, 4)]),
        ("a: !secret 1\n", [("tag", 1, 4)]),
        ("a: !!str 1\n", [("tag", 1, 4)]),
        ("a: {<<: {b: 1}}\n", [("merge-key", 1, 5)]),
        ("1: a\n", [("key-not-text", 1, 1)]),
        ("a: {true: b, null: c}\n", [("key-not-text", 1, 5), ("key-not-text", 1, 14)]),
        ("a: {{ name }}\n", [("key-not-text", 1, 5)]),
        ("? [a]\n: b\n", [("key-not-text", 1, 3)]),
        ("a: 1\n---\nb: 1\n", [("several-documents", 2, 1)]),
        ("a: Claim #42 of Ms A\n", [("cut-short", 1, 4)]),
        ("a:\n  - Ref  #A-42\n", [("cut-short", 2, 5)]),
        ("a: 1\n--- \n", [("several-documents", 2, 1)]),
        ("", [("empty-file", 1, 1)]),
        ("# only a comment\n", [("empty-file", 1, 1)]),
        ("---\n", [("empty-file", 1, 1)]),
        ("just words\n", [("not-a-mapping", 1, 1)]),
        ("- a\n- b\n", [("not-a-mapping", 1, 1)]),
        ("[" * 50_000, [("too-deep", 1, 65)]),
        ("a: " + "[" * 50_000, [("too-deep", 1, 67)]),
        ("- " * 50_000, [("too-deep", 1, 129)]),
        ("a: " + '{"b": ' * 50_000, [("too-deep", 1, 382)]),
    ],
)
def test_what_a_drafter_cannot_have_meant_is_refused(each_loader, text, expected):
    assert refusals(text) == expected


def test_a_file_may_be_sixty_four_levels_deep():
    text = "a: " + "[" * 63 + "]" * 63
    assert load(text.encode(), "f").value["a"]


def test_too_many_entries_and_too_many_bytes_are_refused():
    assert refusals("a: [" + "1, " * 200_000 + "]") == [("too-long", 1, 599_987)]
    assert refusals(b"# " + b"x" * 1_000_000) == [("too-long", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "a: 28 # by rule #4\n",
        "a: 'Claim #42'\n",
        "a: 'Claim' #42\n",
        "# account #42\na: 1\n",
        "a: A#42\n",
        "a: >-\n  Claim #42\n",
        "a: 28 #days\n",
    ],
)
def test_a_note_after_a_text_is_a_note(each_loader, text):
    assert load(text.encode(), "sheet.yaml").value


def test_a_duplicate_key_says_where_the_first_one_is():
    assert "(first on line 2)" in sentences("b: 0\na: 1\na: 2\n")


def test_all_faults_of_a_file_come_at_once_in_its_order(each_loader):
    text = "a: &x 1\nb: *x\nc: x\u202ey\na: 2\nd: !t 1\n1: 2\ne: 'open\n"
    rules = [rule for rule, _, _ in refusals(text)]
    assert rules == [
        "anchor", "alias", "forbidden-character", "duplicate-key", "tag", "key-not-text",
        "yaml-syntax",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "spot"),
    [
        (b"a: caf\xe9\n", (1, 7)),
        (b"a: 1\nb: \xc3\xa9\xc3\xa9 \x93quoted\x94\n", (2, 7)),
        (b"\xef\xbb\xbfa: \xff\n", (1, 4)),
        (b"a: \xed\xa0\x80\n", (1, 4)),
        (b"a: \xc0\xaf\n", (1, 4)),
    ],
)
def test_the_first_character_that_is_not_utf8_is_shown_where_it_stands(raw, spot):
    assert refusals(raw) == [("not-utf8", *spot)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf16_is_refused_with_how_to_save_it(encoding):
    assert refusals("title: x\n".encode(encoding)) == [("not-utf8", 1, 1)]
    assert "save it as UTF-8" in sentences("title: x\n".encode(encoding))


@pytest.mark.parametrize(
    "character",
    "\x00\x07\x0b\x0c\x1b\x7f\x85\x9f\u200b\u2028\u202a\u202e\u2060\u2066\u2069\ufeff\ufffe\uffff"
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2061\u2062\u2063\u2064\u206a\u206f\u3164\uffa0\ufff9\ufffb"
    "\U0001d173\U000e0001\U000e0041\U000e007f",
)
def test_characters_that_cannot_be_seen_or_printed_are_refused(each_loader, character):
    raw = f"a: 1\nbc: one{character} two\n"
    assert refusals(raw) == [("forbidden-character", 2, 8)]
    assert f"U+{ord(character):04X}" in sentences(raw)
    assert refusals(f'a: 1\nbc: "\\U{ord(character):08x}"\n') == [("forbidden-character", 2, 5)]


def test_no_character_that_can_be_printed_is_refused():
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    # Python calls these letters and marks; no font draws any of them.
    blank = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    assert forbidden_in(f"{printable}\n", one_line=False) == [*blank]


def test_an_invisible_character_is_told_by_its_name():
    named = {"\xad": "soft hyphen", "\u061c": "arabic letter mark", "\u3164": "hangul filler"}
    for character, name in named.items():
        assert f"({name}) cannot be seen or printed; delete it" in sentences(f"a: b{character}c\n")


@pytest.mark.parametrize(
    "words",
    ["👩\u200d⚕️", "\u200f\u0634\u0631\u0643\u0629\u200e", "a\u00a0b",
     "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u845b\U000e0100\u57ce"],
)  # fmt: skip
def test_emoji_arabic_persian_japanese_names_and_no_break_spaces_are_text(each_loader, words):
    assert load(f"a: {words}\n".encode(), "f").value == {"a": words}


def test_half_a_character_is_refused(each_loader):
    assert [rule for rule, *_ in refusals('a: "\\ud800"\n')] == ["forbidden-character"]


@pytest.mark.parametrize("text", ['a: "b\\nc"\n', 'a: "b\\tc"\n', "a: 'b\tc'\n", 'a: "b\\rc"\n'])
def test_a_text_of_one_line_holds_no_tab_or_line_break(each_loader, text):
    assert refusals(text) == [("forbidden-character", 1, 4)]


def test_a_text_of_several_lines_keeps_its_tabs_and_line_breaks(each_loader):
    assert load(b"a: |\n  b\tc\n  d\n", "f").value == {"a": "b\tc\nd\n"}


@pytest.mark.parametrize(
    ("text", "spot", "advice"),
    [
        ("a:\n\tb: 1\n", (2, 1), "a tab stands here"),
        ("a: b\n\tc: d\n", (2, 1), "a tab stands here"),
        ("a: 1\ntitle Ward\nb: 2\n", (2, 1), "a colon is missing"),
        ("a: 1\nb:2\nc: 3\n", (2, 1), "with a space after the colon"),
        ('a: "x\nb: 2\n', (1, 4), "is opened here and never closed"),
        ("a: 1\nb: 'x\n", (2, 4), "is opened here and never closed"),
        ("a: Smith: v Jones\n", (1, 9), "a second colon"),
        ("a 1\nb: 2\n", (1, 1), "a colon is missing"),
        ("a:\n  b:\n    c 1\n    d: 2\n", (3, 5), "a colon is missing"),
        ("a:\n  b 1\n\n  # note\n  c: 2\n", (2, 3), "a colon is missing"),
        ("a: {b: C: D, e: f}\n", (1, 9), "a second colon"),
        ("a: {b: 'Guy's', e: f}\n", (1, 13), "between double quotation marks"),
        ("a: ['Guy's', e]\n", (1, 10), "between double quotation marks"),
        ("a: 1\n  b: 2\n", (2, 4), "indented further"),
        ("a:\n  - x\n y: 2\n", (3, 2), "align it"),
        ("  a: 1\nb: 2\n", (2, 1), "further left"),
        ("a: [1, 2\nb: 3\n", (1, 4), "is not closed by “]”"),
        ("a: {x: 1\nb: 3\n", (1, 4), "is not closed by “}”"),
        ("a: 'it's'\n", (1, 8), "closing quotation mark"),
        ("text: [days] after\n", (1, 14), "bracket"),
        ("text: **Claim** means\n", (1, 7), "cannot begin with “*”"),
        ("a: @x\n", (1, 4), "cannot begin with “@”"),
        ("a: - b\n", (1, 4), "a list begins on a new line"),
        ("a: > foo\n  bar\n", (1, 6), "begins on the next line"),
        ("- a\nb: 1\n", (2, 1), "dash"),
        ("a: b\n}\n", (2, 1), "closes nothing"),
        ("a: ]\n", (1, 4), "one too many"),
        ("a: [x, , y]\n", (1, 8), "one too many"),
        ('a: 1\nb: "C:\\quotes"\n', (2, 7), "backslash"),
    ],
)
def test_a_slip_in_the_yaml_is_one_finding_that_says_what_to_do(text, spot, advice):
    assert refusals(text) == [("yaml-syntax", *spot)]
    assert advice in sentences(text)


@given(st.text(max_size=60) | st.text("ab:-[]{}#&*!|>'\"%@`\n\t \\u0", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        assert isinstance(load(text.encode("utf-8", "surrogatepass"), "f").value, dict)
    except Refused as refused:
        assert refused.findings


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw):
    try:
        assert isinstance(load(raw, "f").value, dict)
    except Refused as refused:
        assert refused.findings


@pytest.mark.parametrize(
    ("value", "opens"),
    [
        ("open", True), ({"open": "the body"}, True), ({"open": "x", "owner": "payer"}, True),
        ("Open", False), (True, False), (None, False), ({}, False), ({"open": 1}, False),
        ({"open": "x", "owner": 1}, False), ({"open": "x", "by": "y"}, False),
        ({"owner": "x"}, False), ({"open": "x", "owner": "y", "z": "w"}, False), (["open"], False),
    ],
)  # fmt: skip
def test_an_open_point_is_the_word_or_a_mapping_that_says_what_and_who(value, opens):
    assert is_open(value) is opens


def test_a_path_in_words_counts_items_from_one():
    assert dotted(("parties", "payer", "signatories", 0, "name")) == (
        "parties.payer.signatories.1.name"
    )
    assert dotted(()) == ""


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (b"PK\x03\x04\x14\x00", "this is a Word or Excel file; name the YAML file to read"),
        (b"%PDF-1.7\n", "this is a PDF; name the YAML file to read"),
        (b"\xd0\xcf\x11\xe0\xa1", "this is an old Word file; name the YAML file to read"),
    ],
)
def test_a_document_in_the_place_of_a_term_sheet_is_called_what_it_is(first, said):
    assert refusals(first + b"\xe2") == [("not-text", 1, 1)]
    assert sentences(first) == said
