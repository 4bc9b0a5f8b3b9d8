"""Money: exact sums in the minor unit of a currency, as Decimal, never as a float.

A currency is its ISO 4217 code. Every amount a term sheet gives passes through parse, so that it
carries all the digits of its minor unit: Decimal("125000.00") in pounds, Decimal("125000") in yen.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction
from math import floor

LONGEST = 12
"""The most digits before the decimal point: an amount below a thousand thousand million."""

_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}
# ISO 4217 gives a minor unit of two digits to every currency but these.
_DIGITS = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_CODE = re.compile(r"[A-Z]{3}")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# A comma that no three digits follow may stand for the decimal point, so it is not left out.
_ORNAMENT = re.compile(r"[£$€_\s]|,(?=[0-9]{3}(?![0-9]))")


def digits(currency: str) -> int:
    """How many digits the minor unit of a currency has. Raises ValueError where it is no code."""
    if not _CODE.fullmatch(currency):
        raise ValueError(f"“{currency}” is not a currency: write its ISO code, such as GBP")
    return _DIGITS.get(currency, 2)


def parse(written: str | int, currency: str) -> Decimal:
    """The amount that a term sheet writes: 125000, "125000" or "125000.00".

    The result has all the digits of the minor unit. Raises ValueError, whose text is a sentence
    that says what to write, for anything else: a sign, a comma, an exponent, a fraction of the
    minor unit, a digit too few, more than twelve digits before the point.
    """
    minor = digits(currency)
    text = str(written)
    whole, _, fraction = text.partition(".")
    if text.startswith("-"):
        raise ValueError("an amount is never negative: write it without the sign and say who pays")
    typed = type(written) in (str, int)  # neither a float nor a bool, which is an int to Python
    if not typed or not _PLAIN.fullmatch(text) or len(fraction) not in (0, minor):
        raise ValueError(_wrong(text[: 2 * LONGEST], minor))
    if len(whole) > LONGEST:
        raise ValueError(f"an amount has at most {LONGEST} digits before the decimal point")
    return Decimal(text).quantize(_unit(currency))


def shown(amount: Decimal, currency: str) -> str:
    """An amount as an agreement prints it: £125,000.00, $25,000.00, €1.00, CHF 1.00 (no break)."""
    sign = "-" if amount < 0 else ""
    mark = _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    return f"{sign}{mark}{abs(amount):,.{digits(currency)}f}"


def marks(currency: str) -> frozenset[str]:
    """What may stand beside an amount of a currency: £ or GBP."""
    return frozenset({currency, _SIGNS.get(currency, currency)})


def interest(
    principal: Decimal,
    rate_percent: Decimal | int,
    spans: Iterable[tuple[int, int]],
    currency: str = "GBP",
) -> Decimal:
    """Simple interest at a rate per cent a year over spans of days, each with the number of days
    that make a year in it, all of it rounded once, half up. Raises ValueError for a negative number
    of days or a year below one."""
    exact = Fraction(0)
    for days, year in spans:
        if days < 0 or year < 1:
            raise ValueError("interest runs for no days or more, in a year of one day or more")
        exact += _accrued(principal, rate_percent, year) * days
    return _rounded(exact, digits(currency))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum of amounts of one currency; of none, zero."""
    return sum(amounts, Decimal(0))


def in_per_cent(
    amount: Decimal, percentages: Sequence[Decimal], currency: str = "GBP"
) -> tuple[Decimal, ...]:
    """The parts of an amount that percentages give, each rounded down to the minor unit. Where the
    percentages come to 100 the first part takes what rounding leaves, so that the parts sum to it.
    """
    with localcontext(rounding=ROUND_DOWN):
        parts = [(amount * one / 100).quantize(_unit(currency)) for one in percentages]
    if total(percentages) == 100:
        parts[0] = amount - total(parts[1:])
    return tuple(parts)


def _accrued(principal: Decimal, rate_percent: Decimal | int, basis: int) -> Fraction:
    return Fraction(principal) * Fraction(rate_percent) / (100 * basis)


def _rounded(exact: Fraction, places: int) -> Decimal:
    return Decimal(floor(exact * 10**places + Fraction(1, 2))).scaleb(-places)


def _unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-digits(currency))


def _wrong(text: str, minor: int) -> str:
    """What to write instead: the amount that was meant, where that can be told."""
    bare = _ORNAMENT.sub("", text)
    meant = _PLAIN.fullmatch(bare) and len(bare.partition(".")[2]) <= minor
    instead = f"{Decimal(bare):.{minor}f}" if meant else f"{125000:.{minor}f}"
    such = "" if meant else "an amount such as "
    return f'write {such}"{instead}" instead of “{text}”: digits only, {_places(minor)}'


def _places(minor: int) -> str:
    if minor == 0:
        return "and none after the point"
    return f"with {minor} after the point or no point at all"
