"""Rules about what tells a stranger who a patient is, or opens an account: none of it belongs in
an agreement, wherever the term sheet writes it."""

import re
from collections.abc import Callable, Iterator

from agreement.library.states import UNITED_STATES
from agreement.lint.facts import ENGLAND_WALES
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Authority, Fault, rule

IDENTIFIERS = Authority(
    "45 CFR 164.514(b)(2)(i)",
    "Names, record numbers and dates tied to a person such as birth and service dates are "
    "identifiers.",
    "2025-01-27",
    True,
)
MINIMUM_NECESSARY = Authority(
    "45 CFR 164.502(b)(1)",
    "Uses and disclosures are limited by reasonable efforts to the minimum necessary.",
    "2025-01-27",
    True,
)

_NHS = re.compile(r"(?<![\d-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d-])")
# Not every pair of letters is given out: HM Revenue and Customs keeps some back.
_NINO = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b"
)
_SSN = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d-])")
_SSN_NAMED = re.compile(
    r"\b(?:SSN|social security (?:number|no\.?))\D{0,12}\d{3}[ -]?\d\d[ -]?\d{4}\b", re.IGNORECASE
)
_MEDICARE = re.compile(
    r"\b[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?"
    r"[AC-HJKMNP-RT-Y]{2}\d\d\b"
)
_RECORD = re.compile(
    r"\b(?:MRN|(?:medical|hospital|patient|health) (?:record )?(?:number|no\.?|id))\b"
    r"[^.;,\d]{0,12}\d{4,}",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born(?: on)?|date of birth|d\.?o\.?b\.?)\b\W{0,3}(?:is |was |of )?"
    r"(?:\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    # Bounded on both sides, so that a long run of letters is read once.
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w"
    r"|\b(?:tel|telephone|phone|mobile|cell)\b\D{0,12}\d{3}",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][a-z’'-]+(?: [A-Z]\.?)?,? [A-Z][a-z’'-]+")
_TOLD = "{} stands in the {}; {}."
_LEAVE_OUT = "take it out, and name the person by role or by a claim number"


def _faults(reading: Reading, found: Callable[[str], object], what: str, do: str) -> Iterator:
    """A fault for each text of the term sheet in which something is found. The message does not
    repeat what was found."""
    for path, _ in reading.written_with(found):
        yield reading.at(*path), _TOLD.format(what, _where(path), do)


def _where(path: tuple) -> str:
    named = [str(part).replace("_", " ") for part in path if isinstance(part, str)]
    return f"answers of {named[1]}" if named[0] == "clauses" else " of ".join(named[::-1])


@rule(
    "nhs-number",
    ERROR,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ (NHS number 943 476 5919) was treated in March.
""",
)
def nhs_numbers(reading: Reading) -> Iterator[Fault]:
    """A text holds a number of ten digits that is an NHS number by its last digit, which checks
    the other nine; ten digits without gaps count only beside the letters NHS."""
    yield from _faults(reading, _nhs_number, "an NHS number", _LEAVE_OUT)


def _nhs_number(text: str) -> bool:
    return any(
        (gap or "nhs" in text.casefold()) and _eleven(first + second + third)
        for first, gap, second, third in _NHS.findall(text)
    )


def _eleven(digits: str) -> bool:
    # The NHS data dictionary: weights 10 to 2, remainder of 11, and 11 itself counts as 0.
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
    )
    return (11 - total % 11) % 11 == int(digits[9])


@rule(
    "national-insurance-number",
    ERROR,
    example="""
recitals:
  - The _Patient_’s National Insurance number is AB 12 34 56 C.
""",
)
def national_insurance_numbers(reading: Reading) -> Iterator[Fault]:
    """A text holds a National Insurance number."""
    told = "a National Insurance number"
    yield from _faults(reading, _NINO.search, told, _LEAVE_OUT)


@rule(
    "social-security-number",
    ERROR,
    IDENTIFIERS,
    example="""
recitals:
  - The _Patient_ (SSN 219-09-9999) was treated in March.
""",
)
def social_security_numbers(reading: Reading) -> Iterator[Fault]:
    """A text holds a Social Security number, by its form or beside its name."""
    told = "a Social Security number"
    yield from _faults(reading, _social_security_number, told, _LEAVE_OUT)


def _social_security_number(text: str) -> bool:
    return bool(_SSN.search(text) or _SSN_NAMED.search(text))


@rule(
    "medicare-number",
    ERROR,
    IDENTIFIERS,
    law=UNITED_STATES,
    example="""
recitals:
  - The _Patient_ (Medicare 1EG4-TE5-MK73) was treated in March.
""",
)
def medicare_numbers(reading: Reading) -> Iterator[Fault]:
    """A text holds the number of a Medicare card."""
    told = "the number of a Medicare card"
    yield from _faults(reading, _MEDICARE.search, told, _LEAVE_OUT)


@rule(
    "record-number",
    ERROR,
    IDENTIFIERS,
    example="""
recitals:
  - The _Patient_ (MRN 00482913) was treated in March.
""",
)
def record_numbers(reading: Reading) -> Iterator[Fault]:
    """A text holds a number that it calls a medical record, hospital or patient number."""
    told = "the number of a patient's record"
    yield from _faults(reading, _RECORD.search, told, _LEAVE_OUT)


@rule(
    "date-of-birth",
    ERROR,
    IDENTIFIERS,
    example="""
recitals:
  - The _Patient_, born on 4 May 1971, was treated in March.
""",
)
def dates_of_birth(reading: Reading) -> Iterator[Fault]:
    """A text says when somebody was born."""
    do = "take it out, or give the age in years where the agreement turns on it"
    yield from _faults(reading, _BORN.search, "a date of birth", do)


@rule(
    "patient-contact",
    WARNING,
    IDENTIFIERS,
    example="""
recitals:
  - The _Patient_ may be reached at example.patient@mail.example.
""",
)
def contacts_of_patients(reading: Reading) -> Iterator[Fault]:
    """A recital, or a row of a list of claims or records, holds an e-mail address or a telephone
    number; those of the parties stand in their notices."""
    do = "take it out; an address for notices belongs in notification/notices"
    for path, _ in reading.written_with(_CONTACT.search):
        if path[0] == "recitals" or {"claims", "records", "lines"} & set(path):
            told = "an e-mail address or telephone number"
            yield reading.at(*path), _TOLD.format(told, _where(path), do)


@rule(
    "name-in-a-list",
    WARNING,
    MINIMUM_NECESSARY,
    example="""
clauses:
  billing/reprocessing:
    claims:
      - {claim: Jane Example, …}
""",
)
def names_in_lists(reading: Reading) -> Iterator[Fault]:
    """A list of claims gives what looks like a person's name where a claim number belongs."""
    for path, text in reading.written:
        if path[-1] == "claim" and _NAME.fullmatch(text.strip()):
            told = f"the claim is called “{text}”; give its number, and no patient's name."
            yield reading.at(*path), told
