"""What is wrong with a file, how badly, where, and what to do about it."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters: an error stops a final copy, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True, order=True):
    """A position in a file; line and column count from 1, and 0 means the file as a whole.

    In a table the line is a row, and the `name` of the column is shown for its count.
    """

    file: str
    line: int = 0
    column: int = 0
    name: str = ""

    def __str__(self) -> str:
        parts = (self.file, self.line, self.name or self.column)
        return ":".join(str(part) for part in parts if part)


class Finding(Struct, frozen=True):
    """One fault: the rule it breaks, where it stands, and a sentence that says what to do."""

    rule: str
    severity: Severity
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.rule}]: {self.message}"


class Refused(Exception):
    """A stage cannot go on. Carries every finding of that stage, in the order of the file."""

    def __init__(self, findings: tuple[Finding, ...]):
        self.findings = tuple(sorted(findings, key=lambda finding: finding.place))
        super().__init__("\n".join(map(str, self.findings)))


def error(rule: str, place: Place, message: str) -> Finding:
    """A finding that stops a final copy."""
    return Finding(rule, Severity.ERROR, place, message)


def warning(rule: str, place: Place, message: str) -> Finding:
    """A finding that a careful partner would raise and a drafter may keep."""
    return Finding(rule, Severity.WARNING, place, message)


def note(rule: str, place: Place, message: str) -> Finding:
    """A finding that only informs."""
    return Finding(rule, Severity.NOTE, place, message)


def refuse_if(findings: list[Finding] | tuple[Finding, ...]) -> None:
    """Raise Refused where there is anything to refuse for."""
    if findings:
        raise Refused(tuple(findings))
