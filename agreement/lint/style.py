"""Rules about the drafter's own words: what plain modern contract English leaves out."""

import re
from collections.abc import Iterator

from agreement.lint.own import KINDS, RECITAL, Own
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule

_ARCHAIC = re.compile(
    r"\b(?:(?:here|there)(?:by|in|of|to|under|with|from|inafter|inbefore|tofore|upon)|whereas"
    r"|whereof|witnesseth|aforesaid|aforementioned|hereafter|howsoever|thenceforth|in witness)\b",
    re.IGNORECASE,
)
_DOUBLETS = re.compile(
    r"\b(?:null and void|each and every|cease and desist|sole and exclusive|true and correct"
    r"|release and discharge|covenants? and agrees?|agrees? and undertakes?|save and except"
    r"|made and entered into|by and between|final and conclusive|terms and conditions"
    r"|any and all|full force and effect|costs and expenses|from and after)\b",
    re.IGNORECASE,
)
_EFFORT = re.compile(
    r"\b(?:all |best |reasonable |commercially )+(?:endeavours|endeavors|efforts)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:to be (?:agreed|determined|confirmed)|agree to agree|negotiate in good faith"
    r"|as (?:may be|the parties (?:may )?) ?agree[d]?)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\[(?![0-9]{4}\])[^\]]*\]|\bTB[ACD]\b|\?\?|_{3,}|\bX{3,}\b|\bINSERT\b|\blorem ipsum\b"
)


@rule(
    "archaic-words",
    WARNING,
    example="""
recitals:
  - The _Payer_ hereby waives the sums aforesaid.
""",
)
def archaic_words(reading: Reading) -> Iterator[Fault]:
    """The drafter's own words have one that nobody says any more."""
    yield from _each(reading, _ARCHAIC, "write it in today's English")


@rule(
    "doublets",
    WARNING,
    example="""
recitals:
  - The earlier terms are null and void.
""",
)
def doublets(reading: Reading) -> Iterator[Fault]:
    """The drafter's own words say one thing twice, which invites the question how they differ."""
    yield from _each(reading, _DOUBLETS, "use one of the words")


@rule(
    "endeavours",
    WARNING,
    example="""
actions:
  - {role: provider, what: Use best endeavours to correct the codes, due: {on: 2027-01-04}}
""",
)
def endeavours(reading: Reading) -> Iterator[Fault]:
    """Somebody need only try, and nothing says how hard or what counts as having tried."""
    yield from _each(reading, _EFFORT, "say what is to be done, at what cost at most and by when")


@rule(
    "left-to-agree",
    WARNING,
    example="""
actions:
  - {role: provider, what: Pay a sum to be agreed, due: {on: 2027-01-04}, evidence: a receipt}
""",
)
def left_to_agree(reading: Reading) -> Iterator[Fault]:
    """A term is left to a later agreement, which binds nobody."""
    kinds = tuple(kind for kind in KINDS if kind != RECITAL)
    for own in reading.own.saying(_LATER, kinds=kinds):
        message = (
            f"{own.within} says “{_LATER.search(own.words)[0]}”, and nobody is bound to agree "
            "later; settle it, mark it open, or say who decides if there is no agreement."
        )
        yield own.place, message


@rule(
    "placeholder",
    ERROR,
    example="""
recitals:
  - The parties disagree over invoice [number].
""",
)
def placeholders(reading: Reading) -> Iterator[Fault]:
    """Something was left to be filled in, and is not marked as open, so that it would be printed
    as it stands."""
    names = (
        Own("party", f"parties.{one.role}", reading.at("parties", one.role, "name"), one.name)
        for one in reading.sheet.parties
        if isinstance(one.name, str)
    )
    for own in (*names, *reading.own.saying(_EMPTY)):
        found = _EMPTY.search(own.words)
        if found:
            message = f"{own.within} says “{found[0]}”; fill it in, or write open there."
            yield own.place, message


def _each(reading: Reading, pattern: re.Pattern[str], what: str) -> Iterator[Fault]:
    for own in reading.own.saying(pattern):
        yield own.place, f"{own.within} says “{pattern.search(own.words)[0]}”; {what}."
