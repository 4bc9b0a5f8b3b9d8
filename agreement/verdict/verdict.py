"""What came of one term sheet: what was found, what is open, what was written."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from agreement.document.tree import OpenPoint
from agreement.finding import Finding, Severity

BUILT, CHECKED, REFUSED, FAILED = "built", "checked", "refused", "failed"


class Verdict(Struct, frozen=True):
    """What came of one term sheet, named as its findings name it: built, checked, refused, or
    failed for a reason that lies with the machine or the program. `documents` are the files
    written."""

    sheet: str
    outcome: str
    findings: tuple[Finding, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    documents: tuple[str, ...] = ()
    failure: str = ""

    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the notes among them."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    def shown(self, notes: bool) -> tuple[Finding, ...]:
        """The findings to be told, without the notes unless they are asked for."""
        return tuple(one for one in self.findings if notes or one.severity is not Severity.NOTE)


def even(message: str) -> str:
    """A message on one line; an answer of several lines that it quotes is drawn together."""
    return " ".join(message.split())
