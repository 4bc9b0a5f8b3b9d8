"""What build and check do with one term sheet, and what came of it."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from agreement.assembly.assemble import Drafted, draft
from agreement.cli.names import STANDARD_INPUT, shown
from agreement.cli.report import LACKING, cannot_go_on, cannot_read, cannot_write, internal_fault
from agreement.cli.report import REFUSED as STOPPED
from agreement.cli.shells import not_filled_in, shell_named
from agreement.finding import Finding, Place, Refused, Severity, error
from agreement.library.disk import Library
from agreement.lint import lint, not_final
from agreement.reading.decode import MOST_BYTES
from agreement.verdict import FAILED, REFUSED, Verdict

Writing = Callable[[Mapping[str, int]], bytes]
"""A Word file as a function of the page of each bookmark; without pages, its first form."""

Done = tuple[tuple[str, ...], str]
"""The files that were written for a term sheet, and what to tell of it first."""

STATUS = {REFUSED: STOPPED, FAILED: LACKING}
"""The exit status of each outcome; of any other it is 0."""


class Job(Struct, frozen=True):
    """What is asked of every term sheet of one command. `finish` takes a term sheet, its draft and
    the way to write it, and tells what it did."""

    library: Library
    shell: str
    final: bool
    strict: bool
    outcome: str
    finish: Callable[[Path, Drafted, Writing], Done]
    annotate: bool = False
    form: str | None = None


class Judged(Struct, frozen=True):
    """A verdict with what a person is told beside it: the draft, None where it was not drafted, and
    what was done with it."""

    verdict: Verdict
    drafted: Drafted | None = None
    headline: str = ""

    @property
    def status(self) -> int:
        """The exit status that this one term sheet asks for."""
        return STATUS.get(self.verdict.outcome, 0)


def judged(sheet: Path, job: Job) -> Judged:
    """What comes of one term sheet. Nothing but a reader who has gone away raises."""
    name = shown(sheet)
    try:
        return _done(sheet, job)
    except Refused as refused:
        return Judged(Verdict(name, REFUSED, refused.findings))
    except BrokenPipeError:
        raise  # Whoever read our report has read enough; click ends the command quietly.
    except OSError as fault:
        # Whatever is read refuses for itself, so a file that is named is one to be written.
        failure = f"{name}: {cannot_go_on(fault)}."
        if fault.filename is not None:
            failure = f"{cannot_write(fault.filename, fault)}; choose another folder with -o."
    except Exception as fault:
        # No fault of ours may cost a person the other term sheets, or show them a traceback.
        failure = internal_fault(name, fault)
    return Judged(Verdict(name, FAILED, failure=failure))


def _done(sheet: Path, job: Job) -> Judged:
    drafted = draft(_read(sheet), shown(sheet), job.library, job.form or "")
    findings = lint(drafted)
    stopping = _stopping(drafted, findings, job)
    if stopping:
        raise Refused(stopping)
    documents, headline = job.finish(sheet, drafted, _writing(drafted, findings, job))
    points = drafted.agreement.open_points
    verdict = Verdict(shown(sheet), job.outcome, findings, points, documents)
    return Judged(verdict, drafted, headline)


def _stopping(drafted: Drafted, findings: tuple[Finding, ...], job: Job) -> tuple[Finding, ...]:
    """Why nothing is written: for a final copy its reasons, else all that was found where an error
    is among it."""
    if job.final:
        return (*not_final(drafted, findings), *not_filled_in(job.shell, job.library))
    if job.strict and any(finding.severity is Severity.ERROR for finding in findings):
        return findings
    return ()


def _writing(drafted: Drafted, findings: tuple[Finding, ...], job: Job) -> Writing:
    from agreement.word import write

    shell = shell_named(job.shell, job.library)
    notes = _notes(drafted, findings) if job.annotate else ()
    return partial(write, drafted.agreement, shell, notes=notes)


def _notes(drafted: Drafted, findings: tuple[Finding, ...]) -> tuple:
    from agreement.word.annotate import annotations

    return annotations(drafted, findings)


def _read(sheet: Path) -> bytes:
    """The bytes of a term sheet, or as many of them as show that it is too long."""
    if str(sheet) == STANDARD_INPUT:
        if sys.stdin is None:
            message = "there is no standard input; pipe a term sheet into it, or name a file."
            raise Refused((error("cannot-read", Place(shown(sheet)), message),))
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with sheet.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise Refused((cannot_read(sheet, fault),)) from None
