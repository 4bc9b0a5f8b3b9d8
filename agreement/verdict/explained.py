"""What the id of a finding stands for: what is looked for, what it rests on, how to allow it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from agreement.finding import Severity
from agreement.lint.rule import Authority
from agreement.lint.rules import RULES
from agreement.verdict.refusals import REFUSALS


class Explained(Struct, frozen=True):
    """One id: how badly it matters, what it means, what it rests on, and a few lines of a term
    sheet that raise it. What is no rule of lint cannot be allowed."""

    id: str
    severity: Severity
    says: str
    authority: tuple[Authority, ...] = ()
    example: str = ""
    allowable: bool = False

    def paragraphs(self) -> Iterator[str]:
        """All that there is to say of it, a paragraph each but for its example."""
        yield self.says
        for row in self.authority:
            read = "read in its source" if row.verified else "not read in its source"
            yield f"{row.cite}: {row.states.rstrip('.')} ({read}, {row.as_of})."
        if self.allowable:
            yield f"To keep what it finds: allow: {{{self.id}: the reason, in a few words}}"
        elif self.severity is Severity.ERROR:
            yield "It cannot be allowed: mend what it names."


def _of_rules() -> Iterator[Explained]:
    for rule in RULES.values():
        yield Explained(rule.id, rule.severity, rule.says, rule.authority, rule.example, True)


def _of_refusals() -> Iterator[Explained]:
    for id, says in REFUSALS.items():
        severity = Severity.WARNING if id == "unused-allowance" else Severity.ERROR
        if id not in RULES:
            yield Explained(id, severity, says)


EXPLAINED: Mapping[str, Explained] = {one.id: one for one in (*_of_rules(), *_of_refusals())}
"""Every id that a finding may have: the rules of lint, then the faults that refuse a file."""
