"""The contents: which agreements have them, what they keep, and how the gate holds them to it."""

import re

import pytest
import sample
from msgspec.structs import replace
from word_files import DOCUMENT, changed, paragraphs, part, plain_shell, styled, words

from agreement.document.number import number
from agreement.document.tree import Agreement, Provision, Schedule, Text
from agreement.word import gate, write
from agreement.word.contents import pages, wanted
from agreement.word.marks import marks

NBSP = "\N{NO-BREAK SPACE}"


SHORT = sample.agreement()


def long(agreement: Agreement = SHORT, count: int = 20) -> Agreement:
    """A sample with this many more headed provisions."""
    more = tuple(
        Provision(f"more/{place}", f"Further terms {place}", (Text("The parties agree more."),))
        for place in range(count)
    )
    return replace(agreement, operative=(*agreement.operative, *more))


def paged() -> bytes:
    """The file with a page for each bookmark, three of them to a page."""
    names = marks(long()).names.values()
    return write(long(), plain_shell(), {name: at // 3 for at, name in enumerate(names, 3)})


def entries(docx: bytes) -> list[str]:
    """The lines of the contents, their tabs as tabs."""
    return [
        words(found.replace("<w:tab/>", "\t"))
        for found in paragraphs(docx)
        if re.search('w:pStyle w:val="TOC[12]"', found)
    ]


LONG = write(long(), plain_shell())


@pytest.mark.parametrize(
    ("agreement", "has"),
    [
        (sample.agreement(), False),
        (replace(sample.signed(), operative=long(sample.signed(), 15).operative[-15:]), False),
        (replace(sample.signed(), operative=long(sample.signed(), 16).operative[-16:]), True),
        (replace(sample.agreement(), schedules=sample.agreement().schedules * 4), True),
    ],
    ids=["short", "fifteen provisions", "sixteen provisions", "many pages of schedules"],
)
def test_an_agreement_has_contents_where_its_provisions_or_pages_are_many(agreement, has):
    assert wanted(agreement) is has


def test_an_agreement_without_headings_has_no_contents_however_long_it_is():
    unit = Provision("one", "", (Text("The parties agree. " * 4000),))
    plain = replace(sample.agreement(), operative=(unit,))
    assert pages(plain) > 12
    assert not wanted(plain)


def test_a_page_is_counted_for_each_schedule_and_for_twenty_rows_of_a_table():
    agreement = replace(sample.agreement(), schedules=())
    assert pages(replace(agreement, schedules=(Schedule("a", "A"),))) == pages(agreement) + 1
    [table] = [found.table for found in sample.agreement().schedules if found.table][:1]
    rows = replace(table, rows=table.rows[:1] * 41)
    assert pages(replace(agreement, schedules=(Schedule("a", "A", (), rows),))) == (
        pages(agreement) + 3
    )


@pytest.mark.parametrize("before", [sample.agreement(), sample.agreement(sample.AMERICAN)])
def test_the_contents_list_every_headed_provision_and_every_schedule_in_order(before):
    agreement = long(before)
    numbers = number(agreement)
    headed = [unit for unit in agreement.operative if unit.heading]
    provisions = [f"{numbers[unit.id].label}\t{unit.heading}" for unit in headed]
    word = agreement.conventions.schedule_word
    schedules = [
        f"{word}{NBSP}{at}\t{schedule.heading}".replace("&", "&amp;")
        for at, schedule in enumerate(agreement.schedules, 1)
    ]
    assert entries(write(agreement, plain_shell())) == provisions + schedules


def test_each_entry_is_a_link_to_its_own_heading():
    document, names = part(LONG), marks(long()).names
    for unit in long().operative:
        if unit.heading:
            assert f'<w:hyperlink w:anchor="{names[unit.id]}" w:history="1">' in document


def test_contents_without_pages_tell_word_to_show_none():
    assert " TOC \\o &quot;1-1&quot; \\n \\h \\z \\t &quot;Schedule Heading,2&quot; " in part(LONG)
    assert "PAGEREF" not in part(LONG)


def test_contents_with_pages_show_one_at_the_end_of_each_entry():
    docx = paged()
    assert "\\n" not in part(docx)
    shown = [entry.split("\t") for entry in entries(docx)]
    assert all(len(entry) == 3 and entry[2].isdecimal() for entry in shown)
    assert gate(docx) == ()


def test_pages_that_leave_an_entry_out_are_not_shown_at_all():
    assert write(long(), plain_shell(), {"_Ref000000000": 4}) == LONG


def test_the_contents_stand_after_the_open_points_and_the_agreement_starts_a_page():
    found = paragraphs(LONG)
    broken = [words(one) for one in found if "<w:pageBreakBefore/>" in one]
    assert broken == ["Contents", "Parties"]
    names = [re.search('w:pStyle w:val="(.*?)"', one)[1] for one in found]
    assert names.index("OpenPointsHeading") < names.index("TOCHeading") < names.index("PartHeading")


def test_without_open_points_the_contents_stand_under_the_title():
    docx = write(long(sample.signed(), 12), plain_shell())
    assert [words(one) for one in paragraphs(docx) if "<w:pageBreakBefore/>" in one] == ["Parties"]
    assert styled(docx, "TOCHeading") == ["Contents"]


def test_more_entries_than_page_one_has_room_for_start_a_page():
    docx = write(long(sample.signed(), 30), plain_shell())
    broken = [words(one) for one in paragraphs(docx) if "<w:pageBreakBefore/>" in one]
    assert broken == ["Contents", "Parties"]


def test_a_jurisdiction_may_head_the_contents_in_its_own_words():
    own = replace(
        sample.ENGLISH, headings=(*sample.ENGLISH.headings, ("contents", "Table of contents"))
    )
    docx = write(long(replace(sample.agreement(), conventions=own)), plain_shell())
    assert styled(docx, "TOCHeading") == ["Table of contents"]


def test_the_gate_is_clean_on_contents_with_and_without_pages():
    assert gate(LONG) == gate(paged()) == ()


FAULTS = {
    "another number": ("<w:t>1.</w:t><w:tab/>", "<w:t>7.</w:t><w:tab/>", "contents show"),
    "another heading": ("<w:t>Further terms 3<", "<w:t>Further term<", "contents show"),
    "too few": ("1-1&quot;", "1-2&quot; \\t &quot;Part Heading,1&quot;", "leave out 'Parties'"),
    "pages not looked at": ("\\n \\h", "\\h", "The contents lack a page of an entry."),
    "gone": ('<w:hyperlink w:anchor="_Ref', '<w:hyperlink w:anchor="_Gone', "is no bookmark"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), FAULTS.values(), ids=FAULTS)
def test_the_gate_finds_contents_that_are_not_as_the_text(old, new, sentence):
    document = part(LONG)
    start = document.index("TOC \\o")
    broken = document[:start] + document[start:].replace(old, new, 1)
    assert broken != document
    assert sentence in " ".join(gate(changed(LONG, DOCUMENT, document, broken)))


def test_the_gate_finds_pages_that_fall_and_pages_that_the_field_leaves_out():
    falling = re.sub(r"(PAGEREF .*?<w:t>)\d+", r"\g<1>900", part(paged()), count=1)
    assert gate(changed(paged(), DOCUMENT, part(paged()), falling)) == (
        "The pages of the contents do not rise.",
    )
    hidden = changed(paged(), DOCUMENT, "1-1&quot; ", "1-1&quot; \\n ")
    assert gate(hidden) == ("The contents show pages that their field leaves out.",)


def test_the_gate_finds_contents_in_another_order():
    document = part(LONG)
    [first, second] = re.findall(
        "<w:hyperlink.*?</w:hyperlink>", document[document.index("TOC") :]
    )[5:7]
    swapped = document.replace(first, "@").replace(second, first).replace("@", second)
    assert (
        "The contents stand in another order" in gate(changed(LONG, DOCUMENT, document, swapped))[0]
    )
