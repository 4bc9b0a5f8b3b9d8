"""Sums of money: what a term sheet may write, what an agreement prints, and exact arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.money import in_per_cent, interest, parse, shown, total

amounts = st.integers(0, 10**14 - 1).map(lambda pence: Decimal(pence).scaleb(-2))


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        (125000, "GBP", "125000.00"),
        ("125000", "GBP", "125000.00"),
        ("125000.00", "USD", "125000.00"),
        ("0.05", "EUR", "0.05"),
        (0, "GBP", "0.00"),
        ("999999999999.99", "GBP", "999999999999.99"),
        (125000, "JPY", "125000"),
        ("1.500", "KWD", "1.500"),
    ],
)
def test_an_amount_has_all_the_digits_of_its_minor_unit(written, currency, amount):
    assert str(parse(written, currency)) == amount


@pytest.mark.parametrize(
    ("written", "currency", "advice"),
    [
        ("125000.5", "GBP", 'write "125000.50" instead of “125000.5”'),
        ("1,000.00", "GBP", 'write "1000.00" instead of “1,000.00”'),
        ("£1,000,000", "GBP", 'write "1000000.00" instead of “£1,000,000”'),
        ("1 000", "GBP", 'write "1000.00" instead of “1 000”'),
        ("1,00", "EUR", 'write an amount such as "125000.00" instead of “1,00”'),
        ("1.000,00", "EUR", 'write an amount such as "125000.00"'),
        ("1e5", "GBP", 'write an amount such as "125000.00" instead of “1e5”'),
        ("1.005", "GBP", "with 2 after the point or no point at all"),
        ("007", "GBP", "write an amount such as"),
        ("", "GBP", "write an amount such as"),
        ("NaN", "GBP", "write an amount such as"),
        ("٣", "GBP", "write an amount such as"),
        ("5.", "GBP", 'write an amount such as "125000.00" instead of “5.”'),
        (True, "GBP", "write an amount such as"),
        (0.25, "GBP", 'write "0.25"'),
        ("-5", "GBP", "never negative: write it without the sign and say who pays"),
        (-5, "GBP", "never negative"),
        ("1234567890123", "GBP", "at most 12 digits before the decimal point"),
        (
            "10.50",
            "JPY",
            'write an amount such as "125000" instead of “10.50”: digits only, and no',
        ),
        ("5", "pounds", "“pounds” is not a currency: write its ISO code, such as GBP"),
    ],
)
def test_what_is_no_amount_is_refused_by_saying_what_to_write(written, currency, advice):
    with pytest.raises(ValueError) as refusal:
        parse(written, currency)
    assert advice in str(refusal.value)


@pytest.mark.parametrize(
    ("amount", "currency", "printed"),
    [
        ("125000.00", "GBP", "£125,000.00"),
        ("25000", "USD", "$25,000.00"),
        ("1", "EUR", "€1.00"),
        ("1", "CHF", "CHF\N{NO-BREAK SPACE}1.00"),
        ("125000", "JPY", "JPY\N{NO-BREAK SPACE}125,000"),
        ("-0.01", "GBP", "-£0.01"),
    ],
)
def test_an_amount_is_printed_in_its_currency(amount, currency, printed):
    assert shown(Decimal(amount), currency) == printed


@pytest.mark.parametrize(
    ("principal", "rate", "days", "basis", "due"),
    [
        ("84250", 8, 30, 365, "553.97"),
        ("84250.00", 8, 365, 365, "6740.00"),
        ("84250.00", 8, 0, 365, "0.00"),
        ("84250.00", Decimal("8.5"), 30, 360, "596.77"),
        ("1.00", 50, 1, 100, "0.01"),  # half a penny goes up
    ],
)
def test_interest_is_simple_and_rounded_once(principal, rate, days, basis, due):
    assert str(interest(Decimal(principal), rate, [(days, basis)])) == due


def test_interest_in_yen_has_no_decimals():
    assert str(interest(Decimal(84250), 8, [(30, 365)], "JPY")) == "554"


@pytest.mark.parametrize(("days", "basis"), [(-1, 365), (1, 0)])
def test_interest_is_not_computed_backwards_or_in_an_empty_year(days, basis):
    with pytest.raises(ValueError, match="interest runs for no days or more"):
        interest(Decimal(100), 8, [(days, basis)])


def test_the_total_of_nothing_is_zero():
    assert total(()) == 0


@pytest.mark.parametrize(
    ("amount", "percentages", "split"),
    [
        ("100.00", ("60", "40"), ("60.00", "40.00")),
        ("1000.01", ("33.3333", "33.3333", "33.3334"), ("333.35", "333.33", "333.33")),
        ("0.05", ("50", "50"), ("0.03", "0.02")),
        ("100.00", ("33.333",), ("33.33",)),
        ("99.99", ("50", "49"), ("49.99", "48.99")),
    ],
)
def test_parts_in_per_cent_are_rounded_down_and_the_first_takes_the_rest(
    amount, percentages, split
):
    parts = in_per_cent(Decimal(amount), tuple(map(Decimal, percentages)))
    assert tuple(map(str, parts)) == split


@given(amounts)
def test_an_amount_survives_being_written_and_read(amount):
    assert parse(str(amount.quantize(Decimal("0.01"))), "GBP") == amount
    assert parse(shown(amount, "GBP").lstrip("£").replace(",", ""), "GBP") == amount


@given(amounts, st.integers(0, 20), st.integers(0, 4000))
def test_interest_is_within_half_a_penny_of_the_exact_sum(principal, rate, days):
    exact = principal * rate * days
    assert abs(interest(principal, rate, [(days, 365)]) * 36500 - exact) * 2 <= 365
