"""Rules about what competitors in the United States tell each other, who hears their disputes, and
how long proof is kept."""

import re
from collections.abc import Iterator

from agreement.library.states import UNITED_STATES
from agreement.lint.facts import asked
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule

_PRICES = re.compile(
    r"\b(?:prices?|rates?|wages?|salar(?:y|ies)|pay scales?|margins?|bids?|discounts?)\b(?! of )",
    re.IGNORECASE,
)
_SHARING, _ARBITRATION = "governance/information-sharing", "dispute-resolution/arbitration"


@rule(
    "prices-shared",
    WARNING,
    law=UNITED_STATES,
    example="""
clauses:
  governance/information-sharing:
    shared:
      - {information: Negotiated rates with other plans, receiver: the contracting team, …}
""",
)
def prices_shared(reading: Reading) -> Iterator[Fault]:
    """The list of what the parties share holds prices or pay, which competitors give each other at
    their peril, and the receiver named is not the clean team."""
    rows = asked(reading, _SHARING, "shared")
    for row in rows if isinstance(rows, tuple) else ():
        what, who = str(row["information"].value), str(row["receiver"].value)
        if _PRICES.search(what) and "clean team" not in who.casefold():
            message = (
                f"“{what}” is shared with {who}; competitors that tell each other prices or pay "
                "risk the Sherman Act. Give it to the clean team alone, or take it out."
            )
            yield row["information"].place, message


@rule(
    "rules-for-others",
    WARNING,
    law=UNITED_STATES,
    example="""
matter: alliance
parties: {provider: …, group: …}   # and no payer
clauses:
  dispute-resolution/arbitration: {rules: aaa-payor-provider, …}
""",
)
def rules_for_others(reading: Reading) -> Iterator[Fault]:
    """An arbitration follows the rules for disputes of payers with providers, and one of the two is
    no party."""
    chosen = asked(reading, _ARBITRATION, "rules") == "aaa-payor-provider"
    if chosen and not (reading.party("payer") and reading.party("provider")):
        message = (
            "the healthcare payor-provider rules are for a dispute of a payor with a provider; "
            "choose ahla, aaa-commercial or jams."
        )
        yield reading.at("clauses", _ARBITRATION, "rules"), message


@rule(
    "destroyed-before-kept",
    WARNING,
    law=UNITED_STATES,
    example="""
clauses:
  documentation/phi: {destroy_months: 12}
  documentation/evidence-file: {keep_months: 72, …}
""",
)
def destroyed_before_kept(reading: Reading) -> Iterator[Fault]:
    """Patients' information must be destroyed before the time for which the proof of this
    agreement, which rests on it, must be kept."""
    destroyed = asked(reading, "documentation/phi", "destroy_months")
    kept = asked(reading, "documentation/evidence-file", "keep_months")
    years = asked(reading, "documentation/settlement-records", "keep_years")
    longest = max(kept or 0, (years or 0) * 12)
    if destroyed and destroyed < longest:
        message = (
            f"patients' information goes after {destroyed} months, and proof that may hold it is "
            f"kept for {longest}; make the first at least {longest}."
        )
        yield reading.at("clauses", "documentation/phi", "destroy_months"), message
