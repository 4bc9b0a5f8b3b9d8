"""Rules about what is paid for an injury in the United States and how it is taxed, about words of
apology, and about a claim that nobody knows of yet."""

import re
from collections.abc import Iterator

from agreement.library.states import STATES, UNITED_STATES, states_named
from agreement.lint.facts import asked
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.injuries import injured_is_paid
from agreement.lint.united_states.law_on_injuries import (
    CA_1542,
    CA_6646,
    CA_APOLOGY,
    CA_MEDIATED_TERMS,
    STRUCTURED_EXCLUSION,
    STRUCTURED_FIXED,
    TX_SETTLEMENT_CONTRACT,
    UMA_SIGNED_EXCEPTION,
)

_STRUCTURED, _RELEASE = "payment/structured-settlement", "general/general-release"
_DISMISSAL, _EFFECT = "dispute-resolution/dismissal", "general/effect"
_FAULT = re.compile(
    r"\b(?:fault|negligen|mistake|careless|responsib|our error|should have)", re.IGNORECASE
)
_SORRY = re.compile(r"\b(?:apolog|sorry|regret|sympath|condol)", re.IGNORECASE)
_SOONER = re.compile(r"\b(?:accelerat|commut|cash(?:ed)? out|advance|bring forward)", re.IGNORECASE)
_MEDIATED = re.compile(r"\b(?:at|in|during|after) (?:a|the) (?:court-annexed )?mediation\b")
_BINDS = re.compile(
    r"\b(?:enforceable|admissible|evidence code|may be disclosed|put in evidence)\b"
)


@rule(
    "annuity-brought-forward",
    ERROR,
    STRUCTURED_FIXED,
    law=UNITED_STATES,
    example="""
clauses:
  payment/structured-settlement: {…}
actions:
  - {role: provider, what: Accelerate the periodic payments if one is late, …}
""",
)
def annuities_brought_forward(reading: Reading) -> Iterator[Fault]:
    """Periodic payments under a qualified assignment can be brought forward or bought out, so that
    the assignment no longer qualifies."""
    structured = reading.has(_STRUCTURED)
    for own, _ in reading.own.sentences_saying(_SOONER) if structured else ():
        message = (
            f"{own.within} lets a periodic payment be brought forward, and a qualified assignment "
            "needs payments that nobody can accelerate or commute; take it out."
        )
        yield own.place, message


@rule(
    "tax-parts-missing",
    WARNING,
    STRUCTURED_EXCLUSION,
    law=UNITED_STATES,
    example="""
matter: clinical-negligence
clauses:
  payment/lump-sum: {…}
  general/confidentiality: {…}     # and no payment/tax-characterisation
""",
)
def tax_parts_missing(reading: Reading) -> Iterator[Fault]:
    """An injured person is paid in part for something else than the injury, such as silence, and
    nothing says which part of the money is free of tax."""
    bought = reading.has("general/confidentiality", "general/non-disparagement")
    told = reading.names("payment/tax-characterisation")
    if injured_is_paid(reading) and bought and not told:
        message = (
            "damages for physical injury are free of tax, and a price of confidentiality is not; "
            "say which part is which in payment/tax-characterisation."
        )
        yield reading.at_key("clauses"), message


@rule(
    "apology-admits-fault",
    WARNING,
    CA_APOLOGY,
    law=UNITED_STATES,
    example="""
state: CA
actions:
  - {role: provider, what: Say that it is sorry and that the injury was its fault, …}
""",
)
def apologies_that_admit_fault(reading: Reading) -> Iterator[Fault]:
    """Words of apology admit fault in California, whose law protects sympathy alone."""
    here = reading.sheet.state == "CA"
    for own, _ in reading.own.sentences_saying(_SORRY, _FAULT) if here else ():
        message = (
            f"{own.within} joins sympathy to a statement of fault, which California lets into "
            "evidence; part them, or mean it."
        )
        yield own.place, message


@rule(
    "unknown-claims-in-california",
    WARNING,
    CA_1542,
    law=UNITED_STATES,
    example="""
state: CA
clauses:
  general/general-release: {california: false, …}
""",
)
def unknown_claims_in_california(reading: Reading) -> Iterator[Fault]:
    """A general release under the law of California does not deal with claims that the party who
    gives it does not know of."""
    waived = asked(reading, _RELEASE, "california")
    if waived is False and "CA" in _laws(reading):
        message = (
            "under California law a general release leaves out material claims that nobody knew "
            "of; write california: true to waive Civil Code section 1542, or choose "
            "general/release for a release of this dispute alone."
        )
        yield reading.at("clauses", _RELEASE, "california"), message


def _laws(reading: Reading) -> tuple[str, ...]:
    law = asked(reading, "general/governing-law", "law")
    return states_named(str(law)) if law else tuple(filter(None, (reading.sheet.state,)))


@rule(
    "california-waiver-elsewhere",
    WARNING,
    CA_1542,
    law=UNITED_STATES,
    example="""
state: TX
clauses:
  general/general-release: {california: true, …}
""",
)
def california_waivers_elsewhere(reading: Reading) -> Iterator[Fault]:
    """A section of the California Civil Code is waived where another state's law governs."""
    laws = _laws(reading)
    waived = asked(reading, _RELEASE, "california") is True
    for clause in (_RELEASE,) if waived else ("general/unknown-claims",):
        if reading.has(clause) and laws and "CA" not in laws:
            message = (
                f"{clause} waives a section of the California Civil Code, and the law is that of "
                f"{STATES[laws[0]]}; take the waiver out, or keep it on purpose and say why under "
                "allow."
            )
            yield reading.at_clause(clause), message


@rule(
    "judgment-not-kept",
    WARNING,
    CA_6646,
    law=UNITED_STATES,
    example="""
state: CA
clauses:
  dispute-resolution/dismissal: {prejudice: with, …}   # while money is still to be paid
""",
)
def judgments_not_kept(reading: Reading) -> Iterator[Fault]:
    """A Californian action is dismissed with prejudice, so that the court may be unable to enter
    judgment on the settlement."""
    if reading.sheet.state == "CA" and asked(reading, _DISMISSAL, "prejudice") == "with":
        message = (
            "to let a Californian court keep jurisdiction over the settlement, dismiss without "
            "prejudice and have the parties stipulate to it (Code of Civil Procedure section "
            "664.6); write prejudice: without, or give the enforcement up on purpose."
        )
        yield reading.at("clauses", _DISMISSAL, "prejudice"), message


@rule(
    "mediated-and-not-provable",
    WARNING,
    CA_MEDIATED_TERMS,
    TX_SETTLEMENT_CONTRACT,
    UMA_SIGNED_EXCEPTION,
    law=UNITED_STATES,
    example="""
mediation: {date: 2026-11-20}
clauses:
  general/effect:                  # and not its wording mediated
""",
)
def mediated_and_not_provable(reading: Reading) -> Iterator[Fault]:
    """Terms agreed in a mediation do not say that they are enforceable and may be put in evidence,
    so that the secrecy of the mediation may keep them out, in California above all."""
    mediated = reading.typed("mediation") or _MEDIATED.search(reading.background)
    if not mediated or reading.names("dispute-resolution/binding-effect"):
        return
    if not any(_BINDS.search(words) for words in reading.whole.words.values()):
        message = (
            "the terms were mediated and do not say that they are enforceable and may be put in "
            f"evidence; choose {_EFFECT} with alternative: mediated."
        )
        yield reading.at_clause(_EFFECT), message
