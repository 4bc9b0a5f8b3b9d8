"""Contract English, as tables of what goes in and what is printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.document.wording import (
    AMERICAN,
    BRITISH,
    capitalised,
    counted,
    curled,
    day_words,
    joined,
    nearest,
    plural,
    singular,
    slug,
    spelled,
    time_words,
    weekday_words,
)

SPELLING = {
    "instalment": "installment",
    "instalments": "installments",
    "programme": "program",
    "instalment plan": "payment plan",
}


def kept_together(text: str) -> str:
    """The text with a tilde for each no-break space, so that a table can show it."""
    return text.replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("words", "last", "serial", "sentence"),
    [
        ((), "and", False, ""),
        (("a",), "and", True, "a"),
        (("a", "b"), "and", False, "a and b"),
        (("a", "b"), "or", True, "a or b"),
        (("a", "b", "c"), "and", False, "a, b and c"),
        (("a", "b", "c"), "and", True, "a, b, and c"),
        (("a", "b", "c", "d"), "or", False, "a, b, c or d"),
    ],
)
def test_a_list_is_joined_as_a_sentence(words, last, serial, sentence):
    assert joined(words, last, serial) == sentence


@pytest.mark.parametrize(
    ("day", "style", "words"),
    [
        (date(2026, 12, 1), BRITISH, "1~December 2026"),
        (date(2026, 12, 1), AMERICAN, "December~1, 2026"),
        (date(2027, 5, 31), "d MMMM yyyy", "31~May 2027"),
        (date(2027, 1, 4), "MMMM d, yyyy", "January~4, 2027"),
    ],
)
def test_a_date_is_written_in_the_style_of_its_jurisdiction(day, style, words):
    assert kept_together(day_words(day, style)) == words


@pytest.mark.parametrize(
    ("time", "style", "words"),
    [
        ("16:00", BRITISH, "4.00~pm"),
        ("16:00", AMERICAN, "4:00~p.m."),
        ("09:05", BRITISH, "9.05~am"),
        ("23:59", AMERICAN, "11:59~p.m."),
        ("12:00", BRITISH, "12.00~noon"),
        ("12:30", BRITISH, "12.30~pm"),
        ("00:00", AMERICAN, "12:00~midnight"),
        ("00:30", AMERICAN, "12:30~a.m."),
    ],
)
def test_a_time_is_written_in_the_style_of_its_jurisdiction(time, style, words):
    assert kept_together(time_words(time, style)) == words


@pytest.mark.parametrize("time", ["4pm", "24:00", "16:60", "1600", "6:00", "16:00\n", ""])
def test_what_is_no_time_is_refused_by_saying_how_to_write_one(time):
    with pytest.raises(ValueError, match="is not a time of the day: write it as 16:00"):
        time_words(time, BRITISH)


def test_an_unknown_date_style_is_refused_by_naming_both():
    with pytest.raises(ValueError, match="no date style “yyyy”: write “d MMMM yyyy” or “MMMM d"):
        day_words(date(2026, 12, 1), "yyyy")


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (1, "day", "1~day"),
        (0, "day", "0~days"),
        (45, "day", "45~days"),
        (10, "business day", "10~business days"),
        (2, "party", "2~parties"),
        (1000, "claim", "1,000~claims"),
    ],
)
def test_a_count_agrees_with_its_noun_and_stays_beside_it(count, noun, words):
    assert kept_together(counted(count, noun)) == words


NOUNS = [
    ("Disputed Claim", "Disputed Claims"),
    ("Party", "Parties"),
    ("Loss", "Losses"),
    ("Status", "Statuses"),
    ("Clear Day", "Clear Days"),
    ("Expense", "Expenses"),
    ("Clause", "Clauses"),
    ("Service", "Services"),
    ("Breach", "Breaches"),
    ("Tax", "Taxes"),
    ("Process", "Processes"),
    ("Releasee", "Releasees"),
    ("Attorney", "Attorneys"),
    ("Query", "Queries"),
    ("Diagnosis", "Diagnoses"),
    ("Child", "Children"),
    ("KPI", "KPIs"),
    ("claim line", "claim lines"),
]


@pytest.mark.parametrize(("one", "many"), NOUNS)
def test_the_last_word_of_a_term_has_a_singular_and_a_plural(one, many):
    assert (singular(many), plural(one)) == (one, many)


@pytest.mark.parametrize(
    "term",
    ["Payment Series", "Premises", "Loss", "Status", "Basis", "NHS", "Net Sum", "Claims (1)", ""],
)
def test_a_term_that_is_no_plural_is_its_own_singular(term):
    assert singular(term) == term


@pytest.mark.parametrize(("one", "_"), NOUNS)
def test_a_singular_is_its_own_singular(one, _):
    assert singular(one) == one


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("Net Payable Amount", "net-payable-amount"),
        ("Provider’s Claims", "providers-claims"),
        ("Fees & Costs", "fees-and-costs"),
        ("  No-Show  Fee ", "no-show-fee"),
        ("Café Claim 2", "cafe-claim-2"),
        ("…", ""),
    ],
)
def test_a_slug_is_lower_case_words_joined_by_hyphens(term, name):
    assert slug(term) == name


@pytest.mark.parametrize(
    ("text", "respelt"),
    [
        ("each instalment is due", "each installment is due"),
        ("Instalments. INSTALMENTS!", "Installments. INSTALLMENTS!"),
        ("instalment-based programme", "installment-based program"),
        ("programmes and reinstalment", "programmes and reinstalment"),
        ("the Instalment plan", "the Payment plan"),
        ("inſtalment", "inſtalment"),
    ],
)
def test_whole_words_of_the_table_are_respelt_in_their_own_case(text, respelt):
    assert spelled(text, SPELLING) == respelt


def test_an_empty_table_respells_nothing():
    assert spelled("instalment", {}) == "instalment"


@given(st.text())
def test_a_text_without_the_words_of_the_table_stays(text):
    assert spelled(text, {"zzinstalmentzz": "x"}) == text
    assert spelled(spelled(text, SPELLING), SPELLING) == spelled(text, SPELLING)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("setlement", "settlement"),
        ("Settlement", "settlement"),
        ("PAYMENTS", "payment"),
        ("npi", "NPI"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_the_nearest_choice_is_suggested_if_it_is_near(word, meant):
    assert nearest(word, ("settlement", "payment", "NPI")) == meant


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("the Payer shall pay", "The Payer shall pay"),
        ("“net sum” means", "“Net sum” means"),
        ("(a) first", "(A) first"),
        ("3 days", "3 days"),
        ("éclair", "Éclair"),
        ("NHS", "NHS"),
        ("", ""),
    ],
)
def test_only_the_first_letter_becomes_a_capital(text, capital):
    assert capitalised(text) == capital


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("St John's Hospital", "St John’s Hospital"),
        ("the claimants' costs", "the claimants’ costs"),
        ("O'Brien and D'Arcy", "O’Brien and D’Arcy"),
        ("the 1990's", "the 1990’s"),
        ('Settlement of "Ward 9"', "Settlement of “Ward 9”"),
        ('"A" and "B"', "“A” and “B”"),
        ("the 'agreed' sum of 'O'Brien'", "the ‘agreed’ sum of ‘O’Brien’"),
        ("a bed of 6' 2\"", "a bed of 6' 2\""),
        ('one " alone', 'one " alone'),
        ('צה"ל and ד"ר', 'צה"ל and ד"ר'),
        ("“already” the Payer’s", "“already” the Payer’s"),
        ("", ""),
    ],
)
def test_straight_marks_are_curled_where_they_open_close_or_leave_out(typed, printed):
    assert curled(typed) == printed


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@given(st.text("ab'\" 1.,"))
def test_curling_changes_nothing_but_the_cut_of_the_marks(typed):
    assert curled(typed).translate(STRAIGHT) == typed


@pytest.mark.parametrize(
    ("style", "words"), [(BRITISH, "Monday 4~January 2027"), (AMERICAN, "Monday, January~4, 2027")]
)
def test_a_date_may_be_said_with_its_day_of_the_week(style, words):
    assert kept_together(weekday_words(date(2027, 1, 4), style)) == words
