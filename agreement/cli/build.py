"""build and check: term sheets in, Word agreements and findings out."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from agreement.assemble import Drafted, draft
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_read,
    count_words,
    show_agreement,
    show_findings,
)
from agreement.cli.save import in_the_way, save
from agreement.finding import Finding, Place, Refused, Severity, error, refuse_if
from agreement.library import Library, library_at
from agreement.lint import lint, not_final
from agreement.wording import slug

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every term sheet of one command."""

    library: Library
    shell: str
    final: bool
    strict: bool


def _shared(command: Callable) -> Callable:
    """The arguments that build and check have in common."""
    options = (
        click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("--library", "home", type=click.Path(path_type=Path, exists=True, file_okay=False),
                     help="A firm's own clauses, schemas, jurisdictions and templates; a file "
                     "there stands before ours of the same name."),
        click.option("--shell", default="plain", show_default=True,
                     help="The Word shell, by its name in templates/."),
        click.option("--final", is_flag=True,
                     help="Refuse while an open point, an error or a draft status is left."),
        click.option("--strict", is_flag=True, help="Write nothing where there is an error."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@_shared
@click.option("-o", "--output", default="build", show_default=True,
              type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite a file that was edited or is not ours.")
def build(sheets, home, shell, final, strict, output: Path, force: bool) -> None:
    """Build a Word agreement from each term sheet.

    SHEETS are YAML term sheets; - reads one from standard input. Each is written to the output
    folder under its own name, whole or not at all. A draft is written whatever the findings are;
    they are printed and counted. A file there that was edited since it was built, or that this
    program did not write, is left alone unless --force is given.
    """
    job = Job(library_at(home), shell, final, strict)
    written: dict[Path, Path] = {}

    def write(sheet: Path, drafted: Drafted, document: bytes) -> str:
        target = output / f"{_name(sheet, drafted)}.docx"
        _refuse_twice(target, sheet, written)
        blocked = None if force else in_the_way(target)
        refuse_if([blocked] if blocked else [])
        save(target, document)
        return f"built {target}"

    _run(sheets, job, write)


@click.command()
@_shared
def check(sheets, home, shell, final, strict) -> None:
    """Do everything that build does, but write nothing.

    The exit status is 1 where a term sheet is refused or has an error among its findings.
    """
    job = Job(library_at(home), shell, final, strict=True)
    _run(sheets, job, lambda sheet, drafted, document: f"checked {sheet}")


def _run(sheets: tuple[Path, ...], job: Job, finish: Callable[[Path, Drafted, bytes], str]) -> None:
    results = [_one(sheet, job, finish) for sheet in sheets]
    sys.exit(max(results))


def _one(sheet: Path, job: Job, finish: Callable[[Path, Drafted, bytes], str]) -> int:
    try:
        drafted = draft(_read(sheet), _shown(sheet), job.library)
        findings = lint(drafted)
        refuse_if(_stopping(drafted, findings, job))
        show_agreement(drafted, finish(sheet, drafted, _document(drafted, job)))
        show_findings(findings)
        click.echo(f"  {count_words(findings)}")
        return 0
    except Refused as refused:
        show_findings(refused.findings)
        click.echo(f"{_shown(sheet)}: refused, {count_words(refused.findings)}", err=True)
        return REFUSED
    except OSError as fault:
        place = fault.filename or sheet
        click.echo(f"{place}: cannot be written: {fault.strerror or fault}.", err=True)
        return LACKING


def _stopping(drafted: Drafted, findings: tuple[Finding, ...], job: Job) -> tuple[Finding, ...]:
    if job.final:
        return not_final(drafted, findings)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    return errors if job.strict else ()


def _document(drafted: Drafted, job: Job) -> bytes:
    from agreement.word import compile_shell, write

    path = job.library.file("templates", f"{job.shell}.docx")
    if path is None:
        shells = ", ".join(job.library.names("templates", "docx"))
        raise Refused((error("unknown-shell", Place(f"templates/{job.shell}.docx"),
                             f"there is no such shell; there are {shells}."),))  # fmt: skip
    return write(drafted.agreement, compile_shell(path))


def _read(sheet: Path) -> bytes:
    if str(sheet) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return sheet.read_bytes()
    except OSError as fault:
        raise Refused((cannot_read(sheet, fault),)) from None


def _shown(sheet: Path) -> str:
    return "standard input" if str(sheet) == STANDARD_INPUT else str(sheet)


def _name(sheet: Path, drafted: Drafted) -> str:
    if str(sheet) == STANDARD_INPUT:
        return slug(drafted.agreement.title)[:80] or "agreement"
    return sheet.stem


def _refuse_twice(target: Path, sheet: Path, written: dict[Path, Path]) -> None:
    first = written.setdefault(target, sheet)
    if first is not sheet:
        message = f"{first} was already written to {target}; build them into two folders with -o."
        raise Refused((error("same-output", Place(_shown(sheet), 1, 1), message),))
