"""Rules about ends that are left open or passed: words that stand for an answer, marks in one,
reviews before there is anything to review, payments after the end."""

import re
from collections.abc import Iterator
from datetime import date

from agreement.document.tree import ReviewDate
from agreement.lint.facts import asked
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule

_STAND_IN = re.compile(
    r"^(?-i:(?!open$))\W*(?:open|unknown|n/?a|\.{3}|…)\W*$|^open\s*[-–—:(,]"
    r"|\b(?:TB[ACD]|XXX+|lorem ipsum)\b|_{3,}|\.{4,}|[•●]"
    r"|\bto be (?:agreed|confirmed|decided|determined|inserted)(?=[.;)\]]|$)"
    r"|\[(?:(?:insert|name|date|sum|amount|address|party)\b[^\]]{0,40}|[Xx. ]*)\]",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?<!\w)_[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*_(?!\w)|\*\*[A-Z][^*]{0,60}\*\*"
    r"|\{[a-z-]+/[a-z/-]+\}"
)
_DECREE = "governance/decree-term"

STAND_IN = "words-for-an-answer"
"""The rule about words that stand where an open point should, which keeps a final copy back."""


@rule(
    STAND_IN,
    WARNING,
    example="""
recitals:
  - The _Provider_ was retained on TBC.
""",
)
def words_for_an_answer(reading: Reading) -> Iterator[Fault]:
    """A text of the term sheet says that something is still to be agreed, or leaves a gap for it,
    where an open point would be counted, numbered and kept out of a final copy."""
    for path, text in reading.written_with(_STAND_IN.search):
        message = (
            f"“{_STAND_IN.search(text)[0]}” stands where something is still missing; give it, or "
            "write open, or {open: what is missing, owner: who owes it}."
        )
        yield reading.at(*path), message


@rule(
    "mark-in-an-answer",
    WARNING,
    example="""
clauses:
  clinical/medical-necessity: {source: the criteria that the _Payer_ publishes}
""",
)
def marks_in_answers(reading: Reading) -> Iterator[Fault]:
    """An answer to a blank holds a mark of the library, which is printed as it was typed."""
    for path, text in reading.written_with(_MARK.search):
        if path[0] == "clauses":
            message = (
                f"“{_MARK.search(text)[0]}” is printed as it stands, since an answer has no marks; "
                "write the words that the reader is to see."
            )
            yield reading.at(*path), message


@rule(
    "review-before-anything",
    WARNING,
    example="""
effective_date: 2026-12-01
actions:
  - {role: payer, what: Pay the claims, due: {on: 2027-06-01}, …}
reviews:
  - {what: Whether the claims are paid, due: {on: 2027-01-15}}
""",
)
def reviews_before_anything(reading: Reading) -> Iterator[Fault]:
    """A review is held before the first thing is due that it could look at. A duty that runs on, or
    that waits for an event, may be looked at on any day."""
    duties = [one for one in reading.agreement.duties if not isinstance(one, ReviewDate)]
    dated = bool(duties) and all(one.due.on for one in duties)
    first = min(one.due.on for one in duties) if dated else None
    for one, on in reading.dated if dated else ():
        if isinstance(one, ReviewDate) and on < first:
            message = (
                f"the review of “{reading.words(one.what)}” on {on.isoformat()} is held "
                f"before the first duty falls due, on {first.isoformat()}; hold it later."
            )
            yield reading.place_of(one.provision), message


@rule(
    "payment-after-the-end",
    WARNING,
    example="""
clauses:
  governance/decree-term: {end_date: 2027-06-30, …}
  payment/stated-sums:
    sums: [{purpose: Refunds, amount: "900.00", due: 2027-12-15}]
""",
)
def payments_after_the_end(reading: Reading) -> Iterator[Fault]:
    """A payment falls due after the day on which the agreement, or the decree that it becomes,
    ends."""
    end = asked(reading, _DECREE, "end_date")
    for one in reading.payments if isinstance(end, date) else ():
        if one.due.on and one.due.on > end:
            message = (
                f"a payment is due on {one.due.on.isoformat()}, after the end on "
                f"{end.isoformat()}; pay earlier, or say that the duty to pay outlasts the end."
            )
            yield reading.place_of(one.provision), message
