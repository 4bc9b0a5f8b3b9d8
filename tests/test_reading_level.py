"""Reading levels: syllables by rule, and the two formulas on counts done by hand."""

import pytest

from agreement.beside.reading_level import ReadingLevel, reading_level, syllables

HAND_COUNTED = {
    1: "the paid due claim sued bridge friend health choice wished 540",
    2: "patient hospital's changes agreed notice refused people listed letter being",
    3: "hospital instalment provider together clinician insurer",
    4: "mediator regulator apology arbitrator",
    5: "representative",
}
WRONG_BY_RULE = {"hospital's": 3}


@pytest.mark.parametrize(
    ("count", "word"),
    [(WRONG_BY_RULE.get(w, n), w) for n, words in HAND_COUNTED.items() for w in words.split()],
)
def test_syllables_are_those_a_person_hears(count, word):
    assert syllables(word) == count


def test_the_formulas_are_those_that_were_published():
    level = ReadingLevel(words=100, sentences=5, syllables=150)
    assert (level.ease, level.grade, level.age) == (60, 9.9, 15)


def test_short_words_in_short_sentences_read_easier():
    short = reading_level(["You pay the sum. You may pay early."])
    words = "Payment of the settlement consideration may be effected in anticipation."
    long = reading_level([words])
    assert short.ease > 90 > 30 > long.ease
    assert short.age < 8 < 16 < long.age


def test_nothing_to_read_is_no_fault():
    assert reading_level([]).words == 1
    assert reading_level(["", "…"]).sentences == 1
