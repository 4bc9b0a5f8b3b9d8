"""The labels that lawyers give to provisions, and the clause of the library that covers each."""

import re
from functools import cache

import pytest

from agreement.assembly.assemble import draft
from agreement.document.plain import plain
from agreement.reading.load import load
from tests.drafting import LIBRARY, ROOT, even
from tests.test_clauses import texts

LISTS = load((ROOT / "tests" / "coverage.yaml").read_bytes(), "coverage.yaml").value
ROWS = [(kind, label, row) for kind, rows in LISTS.items() for label, row in rows.items()]
SIZES = {"ledgar": 52, "cuad": 14, "settlement": 34}
STANDARD = ROOT / "standards" / "payer-provider-england-wales.yaml"


def plainly(words: str) -> str:
    """Words without marks, in lower case and on one line."""
    return even(re.sub(r"[_*\[\]]", "", words)).casefold()


@cache
def clause_words(id: str) -> str:
    """What a clause says: its heading, its purpose and every text that it may print."""
    clause = LIBRARY.clause(id)
    printed = texts(clause.value)
    wordings = (text for path, text in printed if path[0] != "blanks" or "choices" in path)
    return plainly("\n".join((clause.heading, clause.value["purpose"], *wordings)))


@cache
def agreement_words() -> str:
    """A standard agreement, every part of it."""
    return even(plain(draft(STANDARD.read_bytes(), STANDARD.name, LIBRARY).agreement))


@pytest.mark.parametrize(("kind", "label", "row"), ROWS, ids=lambda value: str(value)[:40])
def test_a_label_is_covered_by_what_says_so_or_has_a_reason(kind, label, row):
    match row:
        case {"clause": id, "says": says}:
            assert LIBRARY.clause(id) is not None
            assert plainly(says) in clause_words(id)
        case {"part": _, "says": says}:
            assert even(says) in agreement_words()
        case {"none": reason}:
            assert len(reason.split()) > 10
        case _:
            pytest.fail(f"{label} has neither a clause, a part nor a reason")


@pytest.mark.parametrize(("kind", "size"), SIZES.items())
def test_no_label_is_left_out(kind, size):
    assert len(LISTS[kind]) == size


def test_all_of_a_hundred_labels_are_covered():
    assert [label for _, label, row in ROWS if "none" in row] == []
    assert len(ROWS) == 100
