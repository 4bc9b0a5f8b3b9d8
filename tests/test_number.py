"""The number of every provision, recital, party and schedule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agreement.document.number import NBSP, Number, Scheme, cited, letters, number, roman
from agreement.document.tree import FIRST, Provision
from tests.sample import AMERICAN, ENGLISH, agreement

LABELS = {
    (3,): ("3.", "3"),
    (3, 1): ("3.1", "3.1"),
    (3, 12, 1): ("(a)", "3.12(a)"),
    (3, 1, 26): ("(z)", "3.1(z)"),
    (3, 1, 27): ("(aa)", "3.1(aa)"),
    (3, 1, 53): ("(aaa)", "3.1(aaa)"),
    (3, 1, 2, 4): ("(iv)", "3.1(b)(iv)"),
    (10, 11, 28, 49): ("(xlix)", "10.11(bb)(xlix)"),
}
ROMAN = """
i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii
xxiv xxv xxvi xxvii xxviii xxix xxx xxxi xxxii xxxiii xxxiv xxxv xxxvi xxxvii xxxviii
xxxix xl xli xlii xliii xliv xlv xlvi xlvii xlviii xlix l
"""
CITED = {
    (Number((3, 1, 1)), ENGLISH): f"clause{NBSP}3.1(a)",
    (Number((3, 1, 1)), AMERICAN): f"Section{NBSP}3.1(a)",
    (Number((2,), Scheme.RECITAL), ENGLISH): f"Recital{NBSP}(B)",
    (Number((27,), Scheme.RECITAL), ENGLISH): f"Recital{NBSP}(AA)",
    (Number((2,), Scheme.SCHEDULE), ENGLISH): f"Schedule{NBSP}2",
    (Number((2,), Scheme.SCHEDULE), AMERICAN): f"Exhibit{NBSP}2",
    (Number((1,), Scheme.PARTY), ENGLISH): f"party{NBSP}(1)",
}
TREES = st.recursive(
    st.just(()), lambda below: st.lists(st.tuples(below, st.booleans()), max_size=4), max_leaves=25
)


def grown(tree, above: str = "p", all_numbered: bool = True) -> tuple[Provision, ...]:
    """Provisions in the shape of a tree of (units below, whether numbered)."""
    return tuple(
        Provision(
            f"{above}/{index}", "", (), grown(below, f"{above}/{index}", all_numbered),
            all_numbered or is_numbered,
        )
        for index, (below, is_numbered) in enumerate(tree)
    )  # fmt: skip


def numbered(operative: tuple[Provision, ...]) -> dict[str, Number]:
    """The numbers of these provisions alone."""
    return number(replace(agreement(), operative=operative, recitals=(), parties=(), schedules=()))


@pytest.mark.parametrize(("path", "words"), LABELS.items())
def test_a_number_has_a_label_for_its_paragraph_and_a_form_for_references(path, words):
    assert (Number(path).label, str(Number(path))) == words


def test_roman_numerals_are_right_to_fifty():
    assert [roman(count) for count in range(1, 51)] == ROMAN.split()


def test_letters_double_past_z_as_word_does_and_not_as_a_spreadsheet_does():
    assert [letters(count) for count in (1, 26, 27, 28, 52, 53)] == [
        "a", "z", "aa", "bb", "zz", "aaa",
    ]  # fmt: skip


@pytest.mark.parametrize(("case", "words"), CITED.items())
def test_a_reference_is_cited_in_the_words_of_its_jurisdiction(case, words):
    found, conventions = case
    assert cited(found, conventions) == words


def test_recitals_parties_and_schedules_are_counted_on_their_own():
    whole = agreement()
    found = number(whole)
    assert [found[one.id] for one in whole.recitals] == [
        Number((count,), Scheme.RECITAL) for count in range(1, len(whole.recitals) + 1)
    ]
    assert [found[f"parties/{one.role}"].label for one in whole.parties[:2]] == ["(1)", "(2)"]
    assert [str(found[one.id]) for one in whole.schedules] == [
        str(count) for count in range(1, len(whole.schedules) + 1)
    ]


@given(TREES)
def test_numbers_are_unique_and_rise_in_the_order_of_the_document(tree):
    paths = [found.path for found in numbered(grown(tree)).values()]
    assert paths == sorted(set(paths))


@given(TREES)
def test_the_number_of_a_unit_extends_the_number_of_the_provision_above_it(tree):
    found = numbered(grown(tree))
    for id, one in found.items():
        above = id.rpartition("/")[0]
        assert one.path[:-1] == (found[above].path if above in found else ())


@given(TREES)
def test_taking_out_an_unnumbered_provision_changes_no_number(tree):
    whole = grown(tree, all_numbered=False)
    assert numbered(whole) == numbered(_without_unnumbered(whole))


def _without_unnumbered(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    return tuple(
        replace(one, provisions=_without_unnumbered(one.provisions))
        for one in provisions
        if one.numbered
    )


PARAGRAPH = Number((2, 1, 1), Scheme.PARAGRAPH, 2)


@pytest.mark.parametrize(
    ("within", "joined", "told"),
    [
        (2, "", "paragraph 2.1(a)"),
        (0, "", "paragraph 2.1(a) of Schedule 2"),
        (1, FIRST, "paragraphs 2.1(a)"),
        (1, "to", " to 2.1(a) of Schedule 2"),
        (2, ",and", " and 2.1(a)"),
    ],
)
def test_a_paragraph_of_a_schedule_names_the_schedule_only_from_outside(within, joined, told):
    assert cited(PARAGRAPH, ENGLISH, within, joined).replace(NBSP, " ") == told


def test_a_provision_cited_from_a_schedule_names_the_order_where_the_form_has_one():
    order = replace(ENGLISH, body_name="the order")
    assert cited(Number((3,)), order, 1) == f"clause{NBSP}3 of the order"
    assert cited(Number((3,)), order) == cited(Number((3,)), ENGLISH, 1)


@pytest.mark.parametrize(
    ("conventions", "joined", "told"),
    [
        (ENGLISH, "to", " to 5"),
        (replace(AMERICAN, range_word="through"), "to", " through 5"),
        (ENGLISH, ",and", " and 5"),
        (AMERICAN, ",and", ", and 5"),
        (AMERICAN, "or", " or 5"),
        (AMERICAN, ",", ", 5"),
        (AMERICAN, FIRST, f"Sections{NBSP}5"),
    ],
)
def test_numbers_under_one_word_are_joined_as_the_jurisdiction_joins_them(
    conventions, joined, told
):
    assert cited(Number((5,)), conventions, 0, joined) == told
