"""What came of the term sheets of one command, told to other programs; and what each id means."""

from collections.abc import Callable, Mapping

from agreement.verdict.as_json import as_json
from agreement.verdict.explained import EXPLAINED, Explained
from agreement.verdict.github import as_github
from agreement.verdict.junit import as_junit
from agreement.verdict.sarif import as_sarif
from agreement.verdict.verdict import BUILT, CHECKED, FAILED, REFUSED, Verdict, even

__all__ = ["BUILT", "CHECKED", "EXPLAINED", "FAILED", "FORMATS", "REFUSED", "Explained", "Verdict",
           "even"]  # fmt: skip

FORMATS: Mapping[str, Callable[[tuple[Verdict, ...], bool], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""The ways to tell verdicts to a program, by name; whether notes are told too is the second
argument."""
