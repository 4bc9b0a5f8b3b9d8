"""The rules under a law; those that only one law has are read where it is the law."""

from functools import lru_cache

from agreement.library.states import UNITED_STATES
from agreement.lint import (
    accounts,
    apologies,
    awards,
    children,
    circles,
    claims,
    consumers,
    contacts,
    courts,
    dates,
    deeds,
    ends,
    figures,
    forum,
    friends,
    gaps,
    identifiers,
    injury,
    notes,
    order,
    owners,
    rates,
    release,
    routes,
    secrecy,
    series,
    signing,
    status,
    structure,
    style,
    sums,
    terms,
    times,
)
from agreement.lint.rule import Rule, rules_in

GENERAL: tuple[Rule, ...] = rules_in(
    terms,
    owners,
    circles,
    structure,
    figures,
    sums,
    times,
    dates,
    series,
    ends,
    style,
    signing,
    deeds,
    contacts,
    status,
    routes,
    children,
    friends,
    injury,
    awards,
    courts,
    forum,
    gaps,
    consumers,
    secrecy,
    release,
    apologies,
    rates,
    claims,
    order,
    identifiers,
    accounts,
)
"""The rules of no law and of several, in the order in which they are explained."""

LAST: tuple[Rule, ...] = rules_in(notes)
"""What is explained after every other rule."""


@lru_cache(maxsize=16)
def rules_under(law: str) -> tuple[Rule, ...]:
    """The rules that are looked for under the law of a jurisdiction, in that order."""
    return tuple(one for one in (*GENERAL, *_only_under(law), *LAST) if one.law in ("", law))


def _only_under(law: str) -> tuple[Rule, ...]:
    if law != UNITED_STATES:
        return ()
    from agreement.lint.united_states import UNITED_STATES_RULES

    return UNITED_STATES_RULES
