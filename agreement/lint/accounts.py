"""Rules about numbers that open an account: a bank's and a card's."""

import re
from collections.abc import Iterator

from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_SORT_CODE = re.compile(r"\bsort[ -]?code\b\D{0,8}\d\d[- ]?\d\d[- ]?\d\d\b", re.IGNORECASE)
_SORTED = re.compile(r"(?<![\d-])\d\d-\d\d-\d\d(?![\d-])\D{1,40}(?<!\d)\d{8}(?!\d)")
_ROUTING = re.compile(r"\b(?:ABA|routing)\b\D{0,24}(\d{9})\b", re.IGNORECASE)
_BANK = re.compile(r"\b(?:sort|bank|routing|wire)\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b(?:account|acct)\.?(?: number| no\.?)\W{0,4}\d{6,17}\b", re.IGNORECASE)
_CARD = re.compile(
    r"(?<![\d-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ -]?)\d{6}\2\d{5})(?![\d-])"
)


@rule(
    "bank-details",
    WARNING,
    example="""
recitals:
  - The sum goes to sort code 12-34-56, account 12345678.
""",
)
def bank_details(reading: Reading) -> Iterator[Fault]:
    """A text holds the details of a bank account: an international account number or a routing
    number that its own digits prove, a sort code with an account, or a number called one."""
    for path, _ in reading.written_with(_account):
        message = (
            "the details of a bank account stand in the agreement, where whoever has a copy can "
            "use or change them; take them out, and give them by a notice that the payer checks by "
            "telephone."
        )
        yield reading.at(*path), message


def _account(text: str) -> bool:
    return bool(
        _SORT_CODE.search(text)
        or (_BANK.search(text) and (_SORTED.search(text) or _ACCOUNT.search(text)))
        or any(map(_ninety_seven, _IBAN.findall(text)))
        or any(map(_routing, _ROUTING.findall(text)))
    )


def _ninety_seven(written: str) -> bool:
    # ISO 13616: the first four signs moved to the end, letters from A = 10, remainder of 97 is 1.
    signs = written.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _routing(digits: str) -> bool:
    # The American Bankers Association's check digit: weights 3, 7 and 1, and ten divides the sum.
    weighted = zip(digits, (3, 7, 1) * 3, strict=True)
    return sum(int(digit) * weight for digit, weight in weighted) % 10 == 0


@rule(
    "card-number",
    ERROR,
    example="""
recitals:
  - The _Patient_ pays by card 4111 1111 1111 1111.
""",
)
def card_numbers(reading: Reading) -> Iterator[Fault]:
    """A text holds the number of a payment card, by its length, its first digits and its last,
    which checks the others."""
    for path, _ in reading.written_with(_card):
        yield (
            reading.at(*path),
            "the number of a payment card stands in the agreement; take it out.",
        )


def _card(text: str) -> bool:
    return any(_is_card(re.sub(r"\D", "", one[0]), text) for one in _CARD.finditer(text))


def _is_card(digits: str, text: str) -> bool:
    # A claim number of sixteen digits may pass the check by chance; one in a row needs the word.
    apart = digits not in text or "card" in text.casefold()
    return apart and digits[0] in "23456" and _luhn(digits)


def _luhn(digits: str) -> bool:
    # ISO/IEC 7812: every second digit from the right doubled, its own digits added.
    doubled = (int(one) * (1 + place % 2) for place, one in enumerate(digits[::-1]))
    return sum(sum(divmod(one, 10)) for one in doubled) % 10 == 0
