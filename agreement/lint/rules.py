"""The rules by id: each looks at a drafted agreement and yields what it finds."""

from collections.abc import Callable, Iterator, Mapping

from agreement.assemble import Drafted
from agreement.finding import Finding
from agreement.lint.dates import calendar_cover, holidays, unreviewed_duties
from agreement.lint.notes import defaults, required_clauses, rules_of_the_state, unread_authorities
from agreement.lint.signing import (
    idle_seals,
    idle_witnesses,
    missing_seals,
    signatories_of_a_deed,
    witnesses_apart,
)
from agreement.lint.status import (
    heads_that_leave_out,
    signed_and_not_binding,
    words_of_a_draft,
)
from agreement.lint.structure import broken_references, duplicate_headings, sums
from agreement.lint.terms import (
    idle_parties,
    terms_defined_twice,
    undefined_terms,
    unused_definitions,
)

Rule = Callable[[Drafted], Iterator[Finding]]

RULES: Mapping[str, Rule] = {
    "undefined-term": undefined_terms,
    "defined-twice": terms_defined_twice,
    "unused-definition": unused_definitions,
    "idle-party": idle_parties,
    "broken-reference": broken_references,
    "duplicate-heading": duplicate_headings,
    "sum-differs": sums,
    "not-a-business-day": holidays,
    "past-the-calendar": calendar_cover,
    "unreviewed-duty": unreviewed_duties,
    "witness-not-apart": witnesses_apart,
    "idle-witness": idle_witnesses,
    "deed-signatory": signatories_of_a_deed,
    "deed-without-seal": missing_seals,
    "idle-seal": idle_seals,
    "draft-words": words_of_a_draft,
    "signed-and-not-binding": signed_and_not_binding,
    "heads-leave-out": heads_that_leave_out,
    "clause-added": required_clauses,
    "default-taken": defaults,
    "authority-unread": unread_authorities,
    "state-rules": rules_of_the_state,
}
