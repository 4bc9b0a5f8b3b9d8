"""Rules about when a deed is needed and what it needs of those who sign it."""

from collections.abc import Iterator

from agreement.document.tree import ActionItem
from agreement.lint.england_wales_contracts import LPMPA_S1_DEED
from agreement.lint.facts import ENGLAND_WALES, asked, settled_sum
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule
from agreement.term_sheet.forms import AGREEMENT, DEED

_MUTUAL = ("general/release", "general/general-release")
_COPIES = "general/counterparts"


@rule(
    "one-sided-promise",
    WARNING,
    LPMPA_S1_DEED,
    law=ENGLAND_WALES,
    example="""
form: agreement                    # deed
clauses:
  billing/debt-forgiveness:        # and nothing is given in return
""",
)
def one_sided_promises(reading: Reading) -> Iterator[Fault]:
    """One party alone promises something, and gets nothing for it, in a document that is no
    deed."""
    paid = reading.payments or settled_sum(reading)
    if reading.sheet.form != AGREEMENT or paid or reading.names(*_MUTUAL):
        return
    items = [duty for duty in reading.agreement.duties if isinstance(duty, ActionItem)]
    owners = {duty.role for duty in items}
    if len(owners) == 1 and "parties" not in owners:
        called = reading.setting.called.get(*owners, "one party")
        message = (
            f"only the {called} promises anything and nothing is given in return, so that a "
            "simple agreement may not bind; write form: deed, or state what is given."
        )
        yield reading.at("form"), message


@rule(
    "deed-signed-apart",
    WARNING,
    LPMPA_S1_DEED,
    law=ENGLAND_WALES,
    example="""
form: deed
clauses:
  general/counterparts: {electronic: true}
""",
)
def deeds_signed_apart(reading: Reading) -> Iterator[Fault]:
    """A deed may be signed electronically, though a witness must be there and attest."""
    witnessed = any(one.kind in ("individual", "partnership") for one in reading.sheet.parties)
    electronic = asked(reading, _COPIES, "electronic") is True
    if reading.sheet.form == DEED and witnessed and electronic:
        message = (
            "a deed is signed before a witness who attests, in the same place even where the "
            "signature is electronic; write electronic: false, or make sure of the witness."
        )
        yield reading.at_clause(_COPIES), message
