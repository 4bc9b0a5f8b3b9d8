"""The rules of lint by id, in the order in which they are explained."""

from collections.abc import Mapping

from agreement.lint import children, dates, friends, notes, signing, status, structure, terms
from agreement.lint.rule import Rule, rules_in

RULES: Mapping[str, Rule] = {
    one.id: one
    for one in rules_in(
        terms,
        structure,
        dates,
        signing,
        status,
        children,
        friends,
        notes,
    )
}
