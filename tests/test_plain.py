"""The agreement as plain text: every word and every number."""

import pytest
from msgspec.structs import replace

from agreement.assembly.assemble import draft
from agreement.document.plain import Page, hung, plain
from agreement.document.prose import inlines, plain_words
from agreement.document.tree import Provision, Reference, Table, Text
from tests.drafting import EXAMPLES, LIBRARY, agreed, even, page
from tests.sample import agreement, hostile, unit

LINES = [
    ("2.1", "Words.", 0, ["2.1   Words."]),
    ("(a)", "Words.", 6, ["      (a)   Words."]),
    ("", "Words.", 0, ["      Words."]),
    ("(a)", "One.\nTwo.", 0, ["(a)   One.", "      Two."]),
    ("1.1", "word " * 30, 0, ["1.1   " + "word " * 17 + "word", "      " + "word " * 11 + "word"]),
]


@pytest.mark.parametrize(("label", "words", "indent", "lines"), LINES)
def test_a_paragraph_hangs_behind_its_label(label, words, indent, lines):
    assert list(hung(label, words, indent)) == lines


def test_a_heading_is_numbered_and_its_units_are_indented_by_their_level():
    below = unit("a/b/c", "deeper;", unit("a/b/c/d", "deepest."))
    one = Provision("a", "Heading", (), (unit("a/b", "Words:", below),))
    text = plain(replace(agreement(), operative=(one,), schedules=(), open_points=()))
    assert (
        "\n1.    Heading\n1.1   Words:\n      (a)   deeper;\n            (i)   deepest.\n" in text
    )


def test_a_reference_is_cited_and_one_that_leads_nowhere_says_so():
    here = page(agreed())
    assert even(here.words((Reference("general/effect"),))) == "clause 2"
    assert here.words((Reference("gone"),)) == "[no provision numbered for gone]"


def test_the_parts_stand_in_the_order_of_the_jurisdiction():
    conventions = replace(agreed().conventions, parts=("operative", "parties"))
    text = plain(replace(agreed(), conventions=conventions))
    assert text.index("AGREED TERMS") < text.index("PARTIES")
    assert "SIGNATURES" not in text


def test_a_part_with_nothing_in_it_has_no_heading():
    assert "BACKGROUND" not in plain(agreed())
    assert "BACKGROUND" in plain(agreed(recitals=["So it was."]))


def test_the_top_gives_reference_status_title_notice_draft_and_open_points():
    text = plain(agreed(
        title="A settlement", reference="EX/1", notice="A specimen.", draft={"number": 3},
        mediation={"date": "open"},
    ))  # fmt: skip
    assert text.split("\n")[:8] == [
        "EX/1 · DRAFT – WITHOUT PREJUDICE AND SUBJECT TO CONTRACT",
        "A SETTLEMENT",
        "A specimen.",
        "Draft 3",
        "",
        "Open points",
        "",
        "  1  To be settled: the date of the mediation",
    ]


def test_a_copy_for_signature_begins_with_its_title():
    assert plain(agreed(status="execution")).startswith("SPECIMEN\n\nPARTIES\n")


def test_a_table_is_a_line_for_its_headings_and_one_for_each_row():
    table = Table((), (((Text("a"),), (Text("b"),)), ((), (Text("c"),))))
    text = plain(replace(agreement(), schedules=(replace(agreement().schedules[0], table=table),)))
    assert "\na | b\n | c\n" in text


@pytest.mark.parametrize("made", [agreement, hostile])
def test_no_line_is_wider_than_the_page_but_the_rows_of_tables(made):
    assert all(len(line) <= 96 for line in plain(made()).split("\n") if " | " not in line)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_of_an_example_is_in_its_text(example):
    whole = draft(example.read_bytes(), "x", LIBRARY).agreement
    text = "".join(plain(whole).split())
    parts = (whole.parties, whole.recitals, whole.operative, whole.schedules, whole.execution)
    for inline in inlines(parts):
        if not isinstance(inline, Reference):
            assert "".join(plain_words((inline,)).split()) in text


def test_a_page_without_numbers_prints_words():
    assert Page({}, agreed().conventions).words((Text("words"),)) == "words"
