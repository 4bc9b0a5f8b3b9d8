"""What several rules ask of the facts that a term sheet gives."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain

from agreement.answers.typed import Answer, Answers
from agreement.document.tree import Provision
from agreement.library.states import rules_of
from agreement.lint.reading import Reading, once
from agreement.lint.said import lines_in
from agreement.money import parse
from agreement.reading.source import is_open
from agreement.remembered import remembered
from agreement.term_sheet.terms import Open

ENGLAND_WALES = "england-wales"
INJURY = "clinical-negligence"
APPROVAL, FRIEND = "governance/court-approval", "governance/litigation-friend"
RELEASES = ("general/release", "general/general-release", "general/covenant-not-to-sue")
COSTS = ("payment/costs", "payment/agreed-costs", "payment/costs-to-be-assessed")
_OF_INSTALMENTS = {"number", "date", "amount"}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    rf"\b([0-3]?[0-9])\s({'|'.join(_MONTHS)})[a-z]*\s((?:19|20)[0-9]{{2}})\b", re.IGNORECASE
)


@once
def settled_sum(reading: Reading) -> Decimal | None:
    """The sum that settles the dispute, or None where there is none yet."""
    written = reading.typed("money", "settlement_sum")
    return None if written is None or is_open(written) else parse(written, reading.setting.currency)


def is_individual(reading: Reading, role: str) -> bool:
    """Whether the party in this role is a person of flesh and blood."""
    party = reading.party(role)
    return party is not None and party.kind == "individual"


def told(reading: Reading) -> bool:
    """Whether the background is written, so that what it leaves out is left out."""
    recitals = reading.sheet.recitals
    return bool(recitals) and not any(isinstance(one, Open) for one in recitals)


def says(reading: Reading, *phrases: str) -> bool:
    """Whether the agreement has one of these phrases, given in small letters, anywhere."""
    return any(
        any(_saying(phrase)(reading.whole.provisions))
        or any(phrase in words for words in reading.whole.attached.values())
        for phrase in phrases
    )


@cache
def _saying(phrase: str) -> Callable[[Iterable[Provision]], list[bool]]:
    """Whether each of some provisions has a phrase that a rule looks for."""
    return remembered(most=2048)(lambda provision: phrase in lines_in(provision)).each


def value(answers: Answers, blank: str) -> object:
    """What a blank was answered; None where it was not, or is still open."""
    found = answers[blank].value if blank in answers else None
    return None if isinstance(found, Open) else found


@remembered(most=2048)
def tables(answers: Answers) -> tuple[Answer, ...]:
    """Those of the answers of a clause that are tables and not open."""
    return tuple(
        one
        for one in answers.values()
        if one.blank["type"] == "table" and isinstance(one.value, tuple)
    )


@once
def instalments(reading: Reading) -> tuple[Answer, ...]:
    """The tables of payments: of numbered sums, each with its day."""
    given = chain.from_iterable(tables.each(reading.answers))
    return tuple([one for one in given if one.blank["columns"].keys() >= _OF_INSTALMENTS])


def answers_of(reading: Reading, clause: str) -> Answers:
    """The answers of a clause; none where it is not chosen."""
    return reading.chosen[clause][1] if clause in reading.chosen else {}


def asked(reading: Reading, clause: str, blank: str) -> object:
    """What a blank of a clause was answered; None where the clause is not chosen, or the answer
    not given or still open."""
    return value(answers_of(reading, clause), blank)


def wording(reading: Reading, clause: str) -> str:
    """The alternative of a chosen clause; empty where it is the clause's own wording."""
    return reading.chosen[clause][0].alternative if clause in reading.chosen else ""


def of_state(reading: Reading, subject: str) -> tuple[Mapping, ...]:
    """The rules on a subject of the state that the term sheet names; none where it names none."""
    state = reading.sheet.state
    return _by_state(reading.setting.jurisdiction).get((state, subject), ()) if state else ()


def row_of(reading: Reading, id: str) -> Mapping:
    """The rule row of this law with this id; empty where a firm's own law has none."""
    return _by_id(reading.setting.jurisdiction).get(id, {})


@remembered(most=64)
def _by_state(jurisdiction: Mapping) -> Mapping[tuple[str, str], tuple[Mapping, ...]]:
    """The rule rows of a law that are of one state, by the state and their subject."""
    rows = [row for row in rules_of(jurisdiction) if "state" in row]
    named = {(row["state"], row["subject"]) for row in rows}
    return {which: rules_of(jurisdiction, *which) for which in named}


@remembered(most=64)
def _by_id(jurisdiction: Mapping) -> Mapping[str, Mapping]:
    return {row["id"]: row for row in reversed(rules_of(jurisdiction))}


def figure(row: Mapping, *names: str) -> Decimal | None:
    """The first of these figures that a rule row gives, or None."""
    given = (str(row.get("value", {}).get(name, "")) for name in names)
    return next((Decimal(one) for one in given if one.replace(".", "", 1).isdecimal()), None)


def limits(rows: Iterable[Mapping], *names: str) -> Iterator[tuple[Mapping, Decimal]]:
    """The rule rows that give one of these figures, each with the first of them that it gives."""
    for row in rows:
        limit = figure(row, *names)
        if limit is not None:
            yield row, limit


def folded(name: object) -> str:
    """A name without regard to capitals, spaces and the cut of its apostrophes; nothing where it is
    still open."""
    return " ".join(name.replace("’", "'").split()).casefold() if isinstance(name, str) else ""


def known(reading: Reading, event: str) -> date | None:
    """The day of an event such as signature, assumed or known, or None."""
    return reading.setting.known_date(event)[0]


def days_in(words: str) -> Iterator[date]:
    """The days that words give in the British way, such as 4 March 2025."""
    for day, month, year in _DAY.findall(words):
        with suppress(ValueError):
            yield date(int(year), _MONTHS.index(month[:3].casefold()) + 1, int(day))
