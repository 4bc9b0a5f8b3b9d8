"""What came of the term sheets of one command, told to other programs; and what each id means.

A way of telling, and what the ids mean, is imported when it is asked for: most commands tell a
person.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from agreement.verdict.verdict import BUILT, CHECKED, FAILED, REFUSED, Verdict, even

__all__ = ["BUILT", "CHECKED", "EXPLAINED", "FAILED", "FORMATS", "REFUSED", "Explained", "Verdict",
           "even"]  # fmt: skip

Telling = Callable[[tuple[Verdict, ...], bool], str]


def _telling(room: str, name: str) -> Telling:
    def tell(verdicts: tuple[Verdict, ...], notes: bool) -> str:
        return getattr(import_module(f"agreement.verdict.{room}"), name)(verdicts, notes)

    return tell


FORMATS: Mapping[str, Telling] = {
    "json": _telling("as_json", "as_json"),
    "github": _telling("github", "as_github"),
    "sarif": _telling("sarif", "as_sarif"),
    "junit": _telling("junit", "as_junit"),
}
"""The ways to tell verdicts to a program, by name; whether notes are told too is the second
argument."""


def __getattr__(name: str) -> object:
    if name not in ("EXPLAINED", "Explained"):
        raise AttributeError(name)
    return getattr(import_module("agreement.verdict.explained"), name)
