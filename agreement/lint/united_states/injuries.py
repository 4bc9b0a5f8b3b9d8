"""Rules about settling a malpractice claim in the United States: Medicare, and the data
bank."""

from collections.abc import Iterator

from agreement.duties.dated import OPEN_ROLE
from agreement.library.states import UNITED_STATES
from agreement.lint.facts import INJURY, asked, is_individual, wording
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_injuries import (
    MSP_REPAYMENT,
    MSP_REPORTING,
    NPDB_CRITERIA,
    NPDB_DEADLINE,
    NPDB_DUTY,
)

MSP, DATA_BANK, LIENS = "general/msp-reporting", "general/npdb-reporting", "payment/lien-resolution"
_SHARES = "payment/apportionment"


def injured_is_paid(reading: Reading) -> bool:
    """Whether a malpractice claim is settled by paying a person."""
    paid = (one.payee for one in reading.payments)
    return reading.sheet.matter == INJURY and any(is_individual(reading, role) for role in paid)


@rule(
    "medicare-silent",
    ERROR,
    MSP_REPORTING,
    law=UNITED_STATES,
    example="""
matter: clinical-negligence
clauses:
  payment/lump-sum: {paying_party: provider, receiving_party: patient}
""",
)
def medicare_silent(reading: Reading) -> Iterator[Fault]:
    """An injured person is paid, and nothing finds out whether Medicare covers that person, who
    reports the payment, and who repays Medicare."""
    if injured_is_paid(reading) and not reading.names(MSP):
        message = f"the settlement pays an injured person and is silent on Medicare; add {MSP}."
        yield reading.at_key("clauses"), message


@rule(
    "medicare-liens-open",
    ERROR,
    MSP_REPAYMENT,
    law=UNITED_STATES,
    example="""
clauses:
  general/msp-reporting: {beneficiary: yes}    # and no payment/lien-resolution
""",
)
def medicare_liens_open(reading: Reading) -> Iterator[Fault]:
    """The injured person is covered by Medicare, and nobody has to repay what Medicare has paid."""
    if asked(reading, MSP, "beneficiary") == "yes" and not reading.names(LIENS):
        message = f"Medicare covers the patient, and nobody has to repay it; add {LIENS}."
        yield reading.at("clauses", MSP, "beneficiary"), message


@rule(
    "medicare-reported-by-one",
    WARNING,
    MSP_REPORTING,
    law=UNITED_STATES,
    example="""
clauses:
  payment/contribution: {…}        # two hospitals pay
  general/msp-reporting: {paying_party: provider, claimant: patient}
""",
)
def medicare_reported_by_one(reading: Reading) -> Iterator[Fault]:
    """Several parties pay the injured person, and one of them alone has to report to Medicare."""
    claimant = asked(reading, MSP, "claimant")
    paying = {one.payer for one in reading.payments if one.payee == claimant} - {OPEN_ROLE}
    if len(paying) > 1 and not wording(reading, MSP) and not reading.has(_SHARES):
        message = (
            "several parties pay and each answers to Medicare for its own report; write "
            "alternative: each-payer."
        )
        yield reading.at_clause(MSP), message


@rule(
    "medicare-of-the-dead",
    WARNING,
    MSP_REPORTING,
    law=UNITED_STATES,
    example="""
clauses:
  payment/apportionment: {…}
  general/msp-reporting: {claimant: patient}       # and no alternative: after-death
""",
)
def medicare_of_the_dead(reading: Reading) -> Iterator[Fault]:
    """The claim is for a death, and it is the estate whose Medicare status is stated or asked."""
    told = reading.has(_SHARES) and reading.has(MSP)
    if told and wording(reading, MSP) != "after-death":
        message = (
            "Medicare asks about the person who died, and this states the status of the party that "
            "claims; write alternative: after-death."
        )
        yield reading.at_clause(MSP), message


@rule(
    "data-bank-silent",
    WARNING,
    NPDB_DUTY,
    NPDB_DEADLINE,
    NPDB_CRITERIA,
    law=UNITED_STATES,
    example="""
matter: clinical-negligence
clauses:
  payment/lump-sum: {…}            # and no general/npdb-reporting
""",
)
def data_bank_silent(reading: Reading) -> Iterator[Fault]:
    """A malpractice claim is paid, and nothing says who reports the payment for a practitioner to
    the National Practitioner Data Bank, or that there is none to report."""
    if injured_is_paid(reading) and not reading.names(DATA_BANK):
        message = f"nobody reports the payment to the data bank in 30 days; add {DATA_BANK}."
        yield reading.at_key("clauses"), message
