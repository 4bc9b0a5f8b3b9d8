"""The page on the library agrees with the library."""

import re

import pytest

from tests.drafting import LIBRARY
from tests.library_page import KINDS, LISTS, MARKED, PAGE, groups, page


def test_every_list_of_the_page_is_what_the_library_gives():
    assert page() == PAGE.read_text(encoding="utf-8")


def test_every_list_is_on_the_page():
    assert {found[2] for found in MARKED.finditer(PAGE.read_text(encoding="utf-8"))} == set(LISTS)


def test_every_kind_is_described():
    assert set(KINDS) == {id.partition("/")[0] for id in LIBRARY.ids()}


def test_every_exclusion_stands_in_a_group_and_every_group_excludes_all_through():
    held = [line.removeprefix("- ").split(", ") for line in _joined(groups())]
    pairs = {(one, other) for group in held for one in group for other in group if one != other}
    assert pairs == {(id, other) for id in LIBRARY.ids() for other in LIBRARY.clause(id).excludes}


def _joined(lines) -> list[str]:
    return "\n".join(lines).replace("\n  ", " ").splitlines()


@pytest.mark.parametrize("id", sorted(set(re.findall(
    r"\b(?:" + "|".join(KINDS) + r")/[a-z0-9-]+", PAGE.read_text(encoding="utf-8")))))  # fmt: skip
def test_a_clause_that_the_page_names_exists(id):
    assert LIBRARY.clause(id) is not None
