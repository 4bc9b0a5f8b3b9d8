"""The rules of lint by id, in the order in which they are explained."""

from collections.abc import Mapping

from agreement.lint.by_law import GENERAL, LAST
from agreement.lint.rule import Rule
from agreement.lint.united_states import UNITED_STATES_RULES

RULES: Mapping[str, Rule] = {one.id: one for one in (*GENERAL, *UNITED_STATES_RULES, *LAST)}
