"""Rules about claims for payment between a payer and a provider: what is paid and what audited."""

from collections.abc import Iterator

from agreement.lint.facts import asked, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Authority, Fault, rule

_AUDIT = "coding/audit"
_SETTLING = (
    "payment/lump-sum",
    "payment/instalments",
    "payment/conditional-discount",
    "payment/contribution",
    "payment/percentage-settlement",
)
_PAID_APART = (("billing/reconciliation", "balances_payable"), ("coding/recoding", "payable"))
_EXTRAPOLATION_LIMIT = Authority(
    "42 USC 1395ddd(f)(3)",
    "Medicare's contractors in the United States may extrapolate only on a sustained or high "
    "error level or failed documented education; that finding is not reviewable.",
    "2023-04-20",
    True,
)


@rule(
    "settled-and-paid-again",
    WARNING,
    example="""
money: {currency: GBP, settlement_sum: "63000.00"}
clauses:
  payment/lump-sum:
  billing/reconciliation: {balances_payable: true, …}
""",
)
def settled_and_paid_again(reading: Reading) -> Iterator[Fault]:
    """One sum settles the dispute, and another clause pays for disputed claims too, though only for
    those that the sum does not settle: somebody must say which these are."""
    settling = next(filter(reading.has, _SETTLING), None)
    for clause, blank in _PAID_APART if settling else ():
        if asked(reading, clause, blank):
            message = (
                f"{settling} pays the sum that settles the dispute, and {clause} pays for claims "
                f"on top of it; write {blank}: false or, if it is for claims that the sum does "
                "not settle, let the recitals say which those are and allow this."
            )
            yield reading.at("clauses", clause, blank), message


@rule(
    "projection-before-correction",
    WARNING,
    _EXTRAPOLATION_LIMIT,
    example="""
clauses:
  coding/audit: {threshold: 15, extrapolation_threshold: 10}
""",
)
def projection_before_correction(reading: Reading) -> Iterator[Fault]:
    """The result of an audit may be projected at an error rate so low that the provider need not
    even correct its practice."""
    threshold, projected = (
        asked(reading, _AUDIT, name) for name in ("threshold", "extrapolation_threshold")
    )
    given = threshold is not None and projected is not None
    if given and projected < threshold and wording(reading, _AUDIT) != "no-extrapolation":
        message = (
            f"the payer may project above an error rate of {projected}%, and the provider corrects "
            f"its practice only above {threshold}%; raise extrapolation_threshold to at least "
            f"{threshold}."
        )
        yield reading.at("clauses", _AUDIT, "extrapolation_threshold"), message
