"""Rules about a bill that is lowered in the United States: what the reduction may be taken for."""

import re
from collections.abc import Iterator

from agreement.library.states import UNITED_STATES
from agreement.lint.facts import asked, figure, row_of, settled_sum
from agreement.lint.reading import Reading
from agreement.lint.rule import NOTE, WARNING, Fault, rule
from agreement.lint.united_states.bills import SCREENING, owes
from agreement.lint.united_states.law_on_bills import (
    COD_1099C_ENTITY,
    COD_1099C_THRESHOLD,
    COST_SHARE_WAIVER,
)
from agreement.money import shown

_COST_SHARE = re.compile(
    r"\b(?:co-?pay(?:ment)?s?|co-?insurance|deductibles?|cost[- ]shar(?:e|es|ing))\b", re.IGNORECASE
)
_NEED = re.compile(
    r"\b(?:found|finds|finding|determin|decided|screen)[^.;]{0,120}\b(?:need|hardship|cannot pay|"
    r"unable to pay|financial assistance)",
    re.IGNORECASE,
)
_FEDERAL = re.compile(r"\b(?:Medicare|Medicaid|Tricare)\b", re.IGNORECASE)


@rule(
    "cost-share-waived",
    WARNING,
    COST_SHARE_WAIVER,
    law=UNITED_STATES,
    example="""
matter: patient-billing
recitals:
  - The _Provider_ waives the deductible and copayments of the _Patient_ under Medicare.
clauses:
  billing/lump-sum-discount: {…}   # and no billing/hardship-screening
""",
)
def cost_share_waived(reading: Reading) -> Iterator[Fault]:
    """A provider lowers the share that a patient of Medicare or Medicaid owes, and nothing shows
    that it looked at the patient's means, which keeps the waiver from being an inducement."""
    unscreened = owes(reading) and not reading.names(SCREENING)
    own = next(reading.own.saying(_COST_SHARE, _FEDERAL), None) if unscreened else None
    if own and not any(reading.own.saying(_NEED)):
        message = (
            f"{own.within} tells of a cost share under a federal program that is reduced; recite "
            f"the finding of financial need, or add {SCREENING}."
        )
        yield own.place, message


@rule(
    "debt-canceled",
    NOTE,
    COD_1099C_THRESHOLD,
    COD_1099C_ENTITY,
    law=UNITED_STATES,
    example="""
money: {currency: USD, settlement_sum: "900.00"}
clauses:
  billing/lump-sum-discount: {bill_total: "2400.00", …}
""",
)
def debt_canceled(reading: Reading) -> Iterator[Fault]:
    """So much of a bill is forgiven that it may have to be reported as income of the patient, and
    nothing says whether the bill was disputed."""
    least = figure(row_of(reading, "cod-1099c-threshold"), "dollars")
    total, due = asked(reading, "billing/lump-sum-discount", "bill_total"), settled_sum(reading)
    told = reading.names("payment/tax-characterisation") or "disput" in reading.background
    known = None not in (least, total, due)
    if owes(reading) and known and total - due >= least and not told:
        message = (
            f"{shown(total - due, reading.setting.currency)} of the bill are let go; recite "
            "whether the bill was disputed, and settle who decides on a Form 1099-C, which a "
            f"lender owes from {least} dollars on."
        )
        yield reading.at("clauses", "billing/lump-sum-discount", "bill_total"), message
