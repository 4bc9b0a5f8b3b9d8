"""The rules that belong to the law of the United States."""

from agreement.lint.rule import Rule, rules_in
from agreement.lint.united_states import (
    admissions,
    audits,
    bills,
    competition,
    damages,
    governments,
    injuries,
    juries,
    minors,
    payers,
    plans,
    programs,
    silence,
    write_offs,
)

UNITED_STATES_RULES: tuple[Rule, ...] = rules_in(
    bills,
    plans,
    juries,
    write_offs,
    admissions,
    injuries,
    minors,
    damages,
    silence,
    payers,
    audits,
    programs,
    governments,
    competition,
)
"""Every rule of that law, in the order in which they are explained."""
