"""The rules of lint by id, in the order in which they are explained."""

from collections.abc import Mapping
from functools import lru_cache

from agreement.lint import (
    accounts,
    awards,
    children,
    circles,
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
from agreement.lint.united_states import UNITED_STATES_RULES

_MODULES = (
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
    rates,
    order,
    identifiers,
    accounts,
)

RULES: Mapping[str, Rule] = {
    one.id: one for one in (*rules_in(*_MODULES), *UNITED_STATES_RULES, *rules_in(notes))
}


@lru_cache(maxsize=16)
def rules_under(law: str) -> tuple[Rule, ...]:
    """The rules that are looked for under the law of a jurisdiction, in the same order."""
    return tuple(one for one in RULES.values() if one.law in ("", law))
