"""Clause text to prose and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.document.markup import joined, parse, unread, write
from agreement.document.tree import FIRST, Blank, Definition, OpenPoint, Prose, Reference, Text, Use

MARKS = {
    "**Clean Claim** means": (Definition("Clean Claim"), Text(" means")),
    "each _Disputed Claims_.": (
        Text("each "),
        Use("Disputed Claim", "Disputed Claims"),
        Text("."),
    ),
    "under {payment/lump-sum/late}": (Text("under "), Reference("payment/lump-sum/late")),
    "see {a/b to a/c}": (Text("see "), Reference("a/b", FIRST), Reference("a/c", "to")),
    "{a/b and a/c}": (Reference("a/b", FIRST), Reference("a/c", "and")),
    "{a/b, a/c or a/d}": (
        Reference("a/b", FIRST),
        Reference("a/c", ","),
        Reference("a/d", ",or"),
    ),
    "within [resubmission_days]": (Text("within "), Blank("resubmission_days")),
    "_Payer_ and _Provider_": (Use("Payer", "Payer"), Text(" and "), Use("Provider", "Provider")),
    "the _Provider_'s": (Text("the "), Use("Provider", "Provider"), Text("'s")),
    "(each, a **Corrected Claim**)": (Text("(each, a "), Definition("Corrected Claim"), Text(")")),
    "**A**_B_{c/d}[e]": (Definition("A"), Use("B", "B"), Reference("c/d"), Blank("e")),
    "": (),
}
PLAIN = (
    "a lone _ underscore",
    "two _ lone _ underscores",
    "snake_case_word and Snake_Case_Word",
    "REF_A_12",
    "first_last@example.org",
    "a * star, 2 ** 3 ** 4",
    "[2019] EWHC 1 (Ch)",
    "[sic], [Days] and []",
    "{a}, {Payment/lump-sum} and {}",
    "_lower case_ is no term",
    "{a/b, a/c} and {a/b, a/c to a/d}",
    "_a line\nbreak_",
)
ESCAPES = {
    r"\_Payer\_": "_Payer_",
    r"\**Payer\**": "**Payer**",
    r"\{payment/lump-sum}": "{payment/lump-sum}",
    r"\[days]": "[days]",
    r"a \\ backslash": "a \\ backslash",
    r"C:\files": r"C:\files",
}
UNREAD = {
    "within [Days] after": ("[Days] after",),
    "a _half mark": ("_half mark",),
    "**half": ("**half",),
    "see {payment}": ("{payment}", "}"),
    "the _disputed claim_": ("_disputed claim_", "_"),
    "_Payer_ shall pay [days] after {payment/lump-sum} a **Sum**": (),
    r"\[2019] EWHC 1 and snake_case": (),
    "plain words, it's (a) list; 5% of £10": (),
}


@pytest.mark.parametrize(("text", "prose"), MARKS.items())
def test_a_mark_is_read_as_what_it_means(text, prose):
    assert parse(text) == prose


@pytest.mark.parametrize("text", [text for text in PLAIN if text != "[sic], [Days] and []"])
def test_what_only_looks_like_a_mark_stays_as_typed(text):
    assert parse(text) == (Text(text),)


@pytest.mark.parametrize("text", PLAIN)
def test_without_blanks_square_brackets_are_plain_words(text):
    assert parse(text, blanks=False) == (Text(text),)


@pytest.mark.parametrize(("text", "words"), ESCAPES.items())
def test_a_backslash_prints_the_mark_that_follows_it(text, words):
    assert parse(text) == (Text(words),)


@pytest.mark.parametrize(("text", "pieces"), UNREAD.items())
def test_half_a_mark_is_found_and_a_whole_one_is_not(text, pieces):
    assert unread(text) == pieces


def test_neighbouring_words_become_one_piece_and_empty_pieces_go():
    assert joined((Text("a"), Text(""), Text("b"), Blank("c"), Text(""))) == (
        Text("ab"),
        Blank("c"),
    )


def test_what_has_no_mark_cannot_be_written():
    with pytest.raises(TypeError):
        write((OpenPoint(1, "what", "", "name"),))


@given(st.text("aB1 *_{}[]\\/'@é\n", max_size=40))
def test_what_is_written_from_a_text_reads_as_the_same_prose(text):
    assert parse(write(parse(text))) == parse(text)


WORDS = st.text("aB1 *_{}[]\\/'@é", max_size=8)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
TERMS = st.sampled_from(("Payer", "Clean Claim", "Personal Data", "Loss", "KPI"))
INLINES = st.one_of(
    WORDS.map(lambda words: Text(f"{words} ")),
    TERMS.map(Definition),
    TERMS.map(lambda term: Use(term, term)),
    st.sampled_from(("payment/lump-sum", "a/b/c")).map(Reference),
    NAMES.map(Blank),
)


@given(st.lists(INLINES).map(tuple))
def test_prose_comes_back_from_the_text_written_for_it(prose: Prose):
    # A mark in use stands clear of letters on its right: the next words begin with a space.
    spaced = tuple(piece for inline in prose for piece in (inline, Text(" ")))
    assert parse(write(spaced)) == joined(spaced)
