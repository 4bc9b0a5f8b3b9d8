"""Verdicts as GitHub's workflow commands, which annotate the lines of a pull request.

A command is one line, `::level property=value,…::message`. GitHub reads %25, %0D and %0A back in
the message, and %3A and %2C in a property too.
"""

from collections.abc import Iterator, Mapping

from agreement.finding import Finding, Severity
from agreement.verdict.verdict import Verdict, even

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def as_github(verdicts: tuple[Verdict, ...], notes: bool) -> str:
    """A command for each finding, and for each term sheet that the machine failed on."""
    lines = [line for verdict in verdicts for line in _lines(verdict, notes)]
    return "\n".join(lines)


def _lines(verdict: Verdict, notes: bool) -> Iterator[str]:
    yield from map(annotation, verdict.shown(notes))
    if verdict.failure:
        yield command("error", verdict.failure, {"file": verdict.sheet, "title": "failed"})


def annotation(finding: Finding) -> str:
    """The command that annotates a finding in its file."""
    return command(_LEVELS[finding.severity], even(finding.message), _properties(finding))


def _properties(finding: Finding) -> Mapping[str, object]:
    place = finding.place
    where = {"file": place.file, "line": place.line, "col": place.column} if place.line else {
        "file": place.file
    }  # fmt: skip
    return {**where, "title": finding.rule}


def command(level: str, message: str, properties: Mapping[str, object]) -> str:
    """One workflow command, its message and properties escaped."""
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {told}::{_message(message)}"


def _message(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")
