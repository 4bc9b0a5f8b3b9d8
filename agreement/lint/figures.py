"""Rules about figures in the drafter's own words, which must agree with each other and the sums."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agreement.lint.facts import settled_sum
from agreement.lint.own import RECITAL
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.money import shown

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
    "fifteen sixteen seventeen eighteen nineteen",
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORTH = {word: count for count, word in enumerate(" ".join(_UNITS).split())} | {
    word: 10 * count for count, word in enumerate(_TENS.split(), 2)
}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# The longer words first, so that seventy is not read as seven.
_NUMBER = "|".join(sorted((*_WORTH, *_TIMES), key=len, reverse=True))
_BOTH = re.compile(
    rf"\b((?:(?:{_NUMBER})(?:[ -]|\band\b)*)+)(?:pounds|dollars|euros?)?\s*\([£$€]?([0-9][0-9,]*)"
    r"(?:\.00)?\)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?<![0-9])([£$€])([0-9][0-9,]*(?:\.[0-9]{2})?)(?! ?(?:million|m\b|bn))")
_SETTLES = re.compile(r"\bsettle(?:s|d|ment)?\b[^.]*\b(?:at|for|in the sum of)\b", re.IGNORECASE)
_SIGNS = {"£": "GBP", "$": "USD", "€": "EUR"}


@rule(
    "words-and-figures",
    ERROR,
    example="""
recitals:
  - The _Payer_ withheld sixty thousand pounds (£16,000).
""",
)
def words_and_figures(reading: Reading) -> Iterator[Fault]:
    """A number is written in words and again in figures, and the two differ."""
    for own in reading.own.saying(_BOTH):
        for words, figures in _BOTH.findall(own.words):
            said, counted = _number(words), int(figures.replace(",", ""))
            if said != counted:
                message = (
                    f"{own.within} says “{words.strip()}” and {figures}; write the number once, "
                    "in figures."
                )
                yield own.place, message


@rule(
    "recited-sum-differs",
    ERROR,
    example="""
recitals:
  - The parties settle the invoice at £5,400.00.
money: {currency: GBP, settlement_sum: "4500.00"}
""",
)
def recited_sums(reading: Reading) -> Iterator[Fault]:
    """A recital says for what sum the parties settle, and the settlement sum is another."""
    due = settled_sum(reading)
    recited = reading.own.sentences_saying(_SETTLES, kinds=(RECITAL,))
    for own, sentence in recited if due is not None else ():
        said = [Decimal(one.replace(",", "")) for _, one in _MONEY.findall(sentence)]
        if said and due not in said:
            told = ", ".join(shown(one, reading.setting.currency) for one in said)
            whole = shown(due, reading.setting.currency)
            message = f"{own.within} settles at {told}, and money.settlement_sum is {whole}; "
            yield own.place, f"{message}mend the one that is wrong."


@rule(
    "other-currency",
    WARNING,
    example="""
recitals:
  - The _Payer_ withheld $16,000.
money: {currency: GBP}
""",
)
def other_currencies(reading: Reading) -> Iterator[Fault]:
    """The drafter's own words give a sum in another currency than the agreement's."""
    currency = reading.setting.currency
    for own in reading.own.saying(_MONEY):
        found = next(
            (one for one in _MONEY.finditer(own.words) if _SIGNS[one[1]] != currency), None
        )
        if found:
            message = (
                f"{own.within} says {found[0]}, and every sum of the agreement is in {currency}; "
                "write it in that currency, or say at what rate and on which day it is changed."
            )
            yield own.place, message


def _number(words: str) -> int:
    """The number that words such as "two hundred and fifty thousand" name."""
    whole = part = 0
    for word in re.findall(_NUMBER, words.casefold()):
        if word in _WORTH:
            part += _WORTH[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        else:
            whole, part = whole + max(part, 1) * _TIMES[word], 0
    return whole + part
