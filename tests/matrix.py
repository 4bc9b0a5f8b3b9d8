"""Every example in every form that its law has, in every status and every shell."""

import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from agreement.assembly.assemble import draft
from agreement.reading.load import load
from agreement.word import compile_shell, write
from tests.drafting import EXAMPLES, LIBRARY, ROOT

FORMS = {
    "ew": ("agreement", "deed", "tomlin-order", "heads-of-terms"),
    "us": ("agreement", "heads-of-terms"),
}
STATUSES = ("draft", "agreed-in-principle", "execution")
SHELLS = tuple(sorted(path.stem for path in (ROOT / "templates").glob("*.docx")))
UNFIT = {("ew-provider-contract", "tomlin-order")}
"""What the law refuses: a provider contract has no claim to stay."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document of the matrix."""

    sheet: Path
    form: str
    status: str
    shell: str

    def __str__(self) -> str:
        return f"{self.sheet.stem}-{self.form}-{self.status}-{self.shell}"


def cases() -> tuple[Case, ...]:
    """Every document there can be."""
    return tuple(
        Case(sheet, form, status, shell)
        for sheet in EXAMPLES
        for form, status, shell in product(FORMS[sheet.stem[:2]], STATUSES, SHELLS)
        if (sheet.stem, form) not in UNFIT
    )


def some(count: int) -> tuple[Case, ...]:
    """About so many of them, evenly spread, so that each form, status and shell is met."""
    whole = cases()
    # A step that shares no factor with the three statuses and the three shells meets all of them.
    step = len(whole) // count
    while not step % 3 or not step % 2:
        step += 1
    return whole[::step]


def docx(case: Case) -> bytes:
    """The Word file of a case. Heads say that they bind nobody, and an order is given a claim."""
    sheet = dict(load(case.sheet.read_bytes(), case.sheet.name).value)
    sheet |= {"form": case.form, "status": case.status}
    if case.form == "heads-of-terms":
        sheet.setdefault("binding", "none")
    roles = list(sheet["parties"])
    if case.form == "tomlin-order":
        claim = {"court": "High Court of Justice", "claimant": roles[0], "defendant": roles[1]}
        sheet.setdefault("proceedings", claim)
    raw = json.dumps(sheet, default=dict).encode()
    drafted = draft(raw, case.sheet.name, LIBRARY)
    return write(drafted.agreement, compile_shell(ROOT / "templates" / f"{case.shell}.docx"))
