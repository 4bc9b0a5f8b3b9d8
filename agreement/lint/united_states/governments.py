"""Rules about governments in the United States: the tax on what they are paid, the claims that only
they can release, and the reports that they are promised."""

import re
from collections.abc import Iterator

from agreement.library.states import UNITED_STATES
from agreement.lint.facts import RELEASES, asked
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_payers import FCA_DISMISSAL, TAX_162F, TAX_162F_COSTS

_IDENTIFIED = re.compile(
    r"\b(?:restitution|remediat|reimburs|refund|restor|into compliance)|\b(?:costs?|fees?|fines?|"
    r"penalt(?:y|ies)|investigation)\b",
    re.IGNORECASE,
)
_FALSE_CLAIMS = re.compile(r"\b(?:false claims act|qui tam|relator)\b", re.IGNORECASE)
_INTEGRITY = re.compile(r"\b(?:corporate )?integrity agreement\b", re.IGNORECASE)
_CONSENT = re.compile(r"\bAttorney General\b")
_ENDING = ("dispute-resolution/dismissal", "dispute-resolution/litigation-stay")
_TO_GOVERNMENT = ("payment/lump-sum", "payment/instalments", "payment/stated-sums")


@rule(
    "restitution-unnamed",
    WARNING,
    TAX_162F,
    TAX_162F_COSTS,
    law=UNITED_STATES,
    example="""
parties:
  regulator: {name: State of Example, kind: public-body}
clauses:
  payment/lump-sum: {paying_party: provider, receiving_party: regulator}
""",
)
def restitution_unnamed(reading: Reading) -> Iterator[Fault]:
    """A government is paid, and nothing says which part is restitution or the cost of coming into
    compliance, without which the payer may deduct nothing."""
    for clause in _TO_GOVERNMENT if not reading.names("payment/government-payment") else ():
        payee = reading.party(str(asked(reading, clause, "receiving_party")))
        paid = payee and payee.kind == "public-body" and payee.role == "regulator"
        if paid and not any(reading.own.saying(_IDENTIFIED)):
            message = (
                "the payment to a government does not say which part is restitution or remediation "
                "and which is not; choose payment/government-payment, or say it in the recitals."
            )
            yield reading.at_clause(clause), message


@rule(
    "government-claims-touched",
    ERROR,
    FCA_DISMISSAL,
    law=UNITED_STATES,
    example="""
recitals:
  - The _Provider_ is the relator in an action under the False Claims Act.
clauses:
  general/release:                 # and no general/government-carve-outs
""",
)
def government_claims_touched(reading: Reading) -> Iterator[Fault]:
    """A dispute with a claim under the False Claims Act is released between private parties, and
    nothing keeps the government's claim out of the release."""
    open_to = reading.has(*RELEASES) and not reading.names("general/government-carve-outs")
    own = next(reading.own.saying(_FALSE_CLAIMS), None) if open_to else None
    if own:
        message = (
            f"{own.within} tells of a claim that belongs to a government, which ends only with the "
            "consent of the court and the Attorney General; add general/government-carve-outs."
        )
        yield own.place, message


@rule(
    "relator-dismissed-by-stipulation",
    WARNING,
    FCA_DISMISSAL,
    law=UNITED_STATES,
    example="""
recitals:
  - A relator filed an action under the False Claims Act.
clauses:
  dispute-resolution/dismissal: {action: that action, …}
""",
)
def relators_dismissed_by_stipulation(reading: Reading) -> Iterator[Fault]:
    """An action that a relator brought is to be dismissed by the parties' own stipulation, and
    nothing asks for the consents without which it does not end."""
    clause = next(filter(reading.has, _ENDING), None)
    own = next(reading.own.saying(_FALSE_CLAIMS), None) if clause else None
    if own and not any(reading.own.saying(_CONSENT)):
        message = (
            "a relator's action ends only with the written consent of the court and the Attorney "
            f"General, and {clause} asks for neither; add an action by which they are obtained."
        )
        yield reading.at_clause(clause), message


@rule(
    "integrity-agreement-without-reports",
    WARNING,
    law=UNITED_STATES,
    example="""
recitals:
  - The _Provider_ has made a corporate integrity agreement.
""",
)
def integrity_agreements_without_reports(reading: Reading) -> Iterator[Fault]:
    """A corporate integrity agreement is told of, and no report stands in the calendar."""
    reports = ("governance/compliance-report", "governance/compliance-programme",
               "governance/monitor", "governance/report-to-court")  # fmt: skip
    own = None if reading.names(*reports) else next(reading.own.saying(_INTEGRITY), None)
    if own:
        message = (
            f"{own.within} tells of an integrity agreement and no report is due under this one; "
            "add governance/compliance-report, so that its days stand in the calendar."
        )
        yield own.place, message
