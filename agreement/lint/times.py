"""Rules about time in the drafter's own words: a deadline has a day, and a period a start."""

import re
from collections.abc import Iterator

from agreement.lint.england_wales import CPR_2_8_CLEAR_DAYS
from agreement.lint.own import ACTION, CLAUSE, REVIEW
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule

_VAGUE = re.compile(
    r"\b(?:promptly|forthwith|as soon as (?:reasonably )?(?:possible|practicable)|asap|shortly"
    r"|in due course|without (?:undue )?delay|in a timely (?:manner|fashion)|immediately"
    r"|within a reasonable (?:time|period)|(?:close|end) of business|in the near future)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\bwithin (?:[a-z-]+ )?\(?[0-9a-z-]+\)? (?:clear |business |working |calendar )?"
    r"(?:days?|weeks?|months?)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:after|before|of|from|beginning|following|ending|once|when)\b")
_INCLUDES = re.compile(r"^ (?:of|from)\b|^ beginning with\b|\bbeginning with\b", re.IGNORECASE)
_BINDING = (ACTION, REVIEW, CLAUSE)


@rule(
    "vague-time",
    WARNING,
    example="""
actions:
  - {role: payer, what: Promptly send the remittance advice, due: {on: 2027-01-04}}
""",
)
def vague_times(reading: Reading) -> Iterator[Fault]:
    """A duty has words for a time that nobody can count, or has them beside its date."""
    for own in reading.own.saying(_VAGUE, kinds=_BINDING):
        message = (
            f"{own.within} says “{_VAGUE.search(own.words)[0]}”; take it out and let the due date "
            "speak, with a time of day under by where one matters."
        )
        yield own.place, message


@rule(
    "period-without-start",
    WARNING,
    example="""
actions:
  - {role: payer, what: Answer each query within 21 days, due: {throughout: claims are made}}
""",
)
def periods_without_start(reading: Reading) -> Iterator[Fault]:
    """A period of days, weeks or months runs from nothing."""
    for own, sentence in reading.own.sentences_saying(_PERIOD, kinds=_BINDING):
        found = _PERIOD.search(sentence)
        if not _STARTS.search(found["rest"]):
            message = (
                f"{own.within} has a period and not what it runs from (“{_start(found)}”); say "
                "after which event or day."
            )
            yield own.place, message


@rule(
    "period-counted-doubtfully",
    WARNING,
    CPR_2_8_CLEAR_DAYS,
    example="""
actions:
  - {role: payer, what: Answer each query within 21 days of receiving it, due: ...}
""",
)
def doubtful_periods(reading: Reading) -> Iterator[Fault]:
    """A period runs “of”, “from” or “beginning with” a day, so that it is in doubt whether that
    day counts."""
    for own, sentence in reading.own.sentences_saying(_PERIOD, kinds=_BINDING):
        found = _PERIOD.search(sentence)
        if _INCLUDES.search(found["rest"]):
            message = (
                f"{own.within} says “{_start(found)}{found['rest'][:12].rstrip()}”, which leaves "
                "in doubt whether that day counts; write “after”."
            )
            yield own.place, message


def _start(found: re.Match[str]) -> str:
    return found[0][: found.start("rest") - found.start()]
