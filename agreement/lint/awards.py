"""Rules about awards that only a court can make or share out, and about time to go to it."""

import re
from collections.abc import Iterator

from agreement.duties.calendar import Unit, add
from agreement.lint.england_wales import (
    CPR_21_10_1_APPROVAL,
    CPR_21_10_7_DEPENDANT,
    DAMAGES_ACT_S2_PPO,
    DAMAGES_ACT_S2A,
    PD_41A_CONTENTS,
    SCA_1981_S32A,
)
from agreement.lint.facts import (
    APPROVAL,
    ENGLAND_WALES,
    FRIEND,
    INJURY,
    RELEASES,
    answers_of,
    days_in,
    says,
    settled_sum,
    value,
)
from agreement.lint.own import Own
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.term_sheet.forms import TOMLIN

_PERIODICAL, _SHARES = "payment/periodical-payments", "payment/apportionment"
_STAY = "dispute-resolution/proceedings-stay"
_PROVISIONAL = re.compile(r"\bprovisional (?:damages|award)", re.IGNORECASE)
_YEARLY = re.compile(r"\bperiodical payments?\b|\bannual payments? for life\b", re.IGNORECASE)
_DEATH = re.compile(r"\bdied\b|\bdeath\b|\bdeceased\b|\bfatal\b")
_MINOR = re.compile(r"child|minor|infant", re.IGNORECASE)
# Limitation Act 1980: three years for personal injury, here less half a year for a careful eye.
_LIMIT_MONTHS, _EARLY_MONTHS = 36, 6


@rule(
    "provisional-and-release",
    ERROR,
    PD_41A_CONTENTS,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ is to have provisional damages and may ask for more if epilepsy follows.
clauses:
  general/release:
""",
)
def provisional_and_release(reading: Reading) -> Iterator[Fault]:
    """A provisional award stands beside a release, which ends the claim that the award keeps."""
    own, clause = _first(reading, _PROVISIONAL), _any_of(reading, *RELEASES)
    if own and clause:
        message = (
            f"{own.within} speaks of provisional damages, which keep the claim for a later "
            f"deterioration open, and {clause} ends it; take the release out, or the award."
        )
        yield reading.at_clause(clause), message


@rule(
    "provisional-without-order",
    ERROR,
    SCA_1981_S32A,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Patient_ is to have provisional damages.
clauses:
  payment/lump-sum:                # and no dispute-resolution/proceedings-stay
""",
)
def provisional_without_order(reading: Reading) -> Iterator[Fault]:
    """Provisional damages are agreed out of court, though only a judgment can award them."""
    own = _first(reading, _PROVISIONAL)
    if own and not reading.names(_STAY) and reading.sheet.form != TOMLIN:
        message = (
            f"{own.within} speaks of provisional damages, which only a judgment awards, in a claim "
            f"that pleads them; choose {_STAY} and apply for a consent judgment."
        )
        yield own.place, message


@rule(
    "periodical-without-order",
    ERROR,
    DAMAGES_ACT_S2_PPO,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The _Trust_ makes periodical payments for care.          # and no payment/periodical-payments
""",
)
def periodical_without_order(reading: Reading) -> Iterator[Fault]:
    """Periodical payments are agreed without the order of the court that alone creates them."""
    own = _first(reading, _YEARLY)
    if own and not reading.names(_PERIODICAL):
        message = (
            f"{own.within} speaks of periodical payments, which only an order of the court "
            f"creates; choose {_PERIODICAL}, which asks for the order."
        )
        yield own.place, message


@rule(
    "periodical-unsecured",
    WARNING,
    DAMAGES_ACT_S2_PPO,
    DAMAGES_ACT_S2A,
    law=ENGLAND_WALES,
    example="""
parties:
  provider: {name: Example Private Hospitals Limited, kind: company}
clauses:
  payment/periodical-payments: {paying_party: provider}
""",
)
def unsecured_periodical_payments(reading: Reading) -> Iterator[Fault]:
    """Periodical payments are to be made by a party whose continuity of payment is not secure by
    its nature."""
    role = value(answers_of(reading, _PERIODICAL), "paying_party")
    party = reading.party(role) if role else None
    if party and party.kind not in ("nhs-body", "public-body"):
        message = (
            f"the {party.called} is no government or health service body, so the court must find "
            "its payments reasonably secure in another way; have a guarantee or an insurer's "
            "payment agreed before the order is asked for."
        )
        yield reading.at_clause(_PERIODICAL), message


@rule(
    "death-without-shares",
    WARNING,
    CPR_21_10_7_DEPENDANT,
    law=ENGLAND_WALES,
    example="""
recitals:
  - The husband of the _Patient_ died on 4 March 2025.       # and no payment/apportionment
""",
)
def deaths_without_shares(reading: Reading) -> Iterator[Fault]:
    """A claim after a death is settled and nothing shares the sum between estate and dependants."""
    death = reading.sheet.matter == INJURY and _DEATH.search(reading.background)
    if death and settled_sum(reading) and not reading.names(_SHARES):
        message = (
            f"the recitals speak of a death (“{death[0]}”) and nothing shares the sum between the "
            f"estate and the dependants; choose {_SHARES}."
        )
        yield reading.at("recitals"), message


@rule(
    "child-share-unapproved",
    ERROR,
    CPR_21_10_1_APPROVAL,
    law=ENGLAND_WALES,
    example="""
clauses:
  payment/apportionment:           # and no governance/court-approval
    shares: [{person: D, relation: child, amount: "9000.00", approval: "yes"}]
""",
)
def unapproved_shares(reading: Reading) -> Iterator[Fault]:
    """A child's share of a sum paid after a death is fixed without the approval of the court."""
    for row in value(answers_of(reading, _SHARES), "shares") or ():
        relation = value(row, "relation")
        if relation and _MINOR.search(relation) and not reading.names(APPROVAL):
            message = (
                f"a share goes to a “{relation}”, and a child's share is valid only once the "
                f"court approves it; choose {APPROVAL}, or write that the child is of age."
            )
            yield row["relation"].place, message


@rule(
    "limitation-near",
    WARNING,
    law=ENGLAND_WALES,
    example="""
draft: {number: 1, date: 2026-12-02}
recitals:
  - The _Patient_ was injured on 4 January 2024. No claim has been issued at court.
""",
)
def limitation_near(reading: Reading) -> Iterator[Fault]:
    """Three years from the event are nearly over, no claim is issued, and a settlement that may
    still fail keeps no time for the injured person."""
    sheet = reading.sheet
    watched = sheet.matter == INJURY and not reading.names(FRIEND) and sheet.dated
    if not watched or "no claim has been issued" not in reading.background:
        return
    asked = sorted(days_in(reading.background))
    if not asked:
        return
    calendar = reading.setting.calendar
    ends = add(asked[0], _LIMIT_MONTHS, Unit.MONTHS, calendar)
    if ends < add(sheet.dated, _EARLY_MONTHS, Unit.MONTHS, calendar) and not says(
        reading, "standstill", "limitation"
    ):
        message = (
            f"three years from {asked[0].isoformat()} end on {ends.isoformat()}, no claim is "
            "issued and no provision keeps time from running; agree a standstill in writing, or "
            "issue, before the draft is relied on."
        )
        yield reading.at("recitals"), message


def _first(reading: Reading, pattern: re.Pattern[str]) -> Own | None:
    return next(reading.own.saying(pattern), None)


def _any_of(reading: Reading, *clauses: str) -> str:
    return next((clause for clause in clauses if reading.has(clause)), "")
