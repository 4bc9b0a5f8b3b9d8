"""build and check: term sheets in, Word agreements and findings out."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from agreement.assemble import Drafted, draft
from agreement.cli.also import also_option, renderings, write_beside
from agreement.cli.names import STANDARD_INPUT, name_of, refuse_name, shown
from agreement.cli.options import form_option, home_option, page_numbers_option, pdf_option
from agreement.cli.printing import Built, Writing, print_all
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_read,
    cannot_write,
    count_words,
    internal_fault,
    show_agreement,
    show_findings,
    show_total,
)
from agreement.cli.save import PROMISE, in_the_way
from agreement.cli.shells import not_filled_in, shell_named
from agreement.finding import Finding, Refused, Severity, refuse_if
from agreement.library import Library, library_at
from agreement.lint import lint, not_final
from agreement.whole import save
from agreement.word.contents import wanted


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every term sheet of one command, and what to do with each document."""

    library: Library
    shell: str
    final: bool
    strict: bool
    notes: bool
    finish: Callable[[Path, Drafted, Writing], str]
    annotate: bool = False
    form: str | None = None


def _shared(command: Callable) -> Callable:
    """The arguments that build and check have in common."""
    options = (
        click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path)),
        home_option,
        form_option,
        click.option("--shell", default="plain", show_default=True,
                     help="The Word shell, by its name in templates/."),
        click.option("--final", is_flag=True,
                     help="The copy for signature: refuse while an open point, an error or a draft "
                     "status is left, and name each of them."),
        click.option("--notes", is_flag=True,
                     help="Show the notes too: what a clause rests on, the defaults it takes. "
                     "Otherwise they are only counted."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command(epilog=PROMISE)
@_shared
@click.option("-o", "--output", default="build", show_default=True,
              type=click.Path(path_type=Path, file_okay=False),
              help="The folder to write to; it is made where there is none.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Write nothing where there is an error.")
@click.option("--force", is_flag=True,
              help="Overwrite a file that was edited or is not ours.")  # fmt: skip
@click.option("--annotate", is_flag=True,
              help="Put the clauses' drafting notes and authorities, the defaults taken and the "
              "findings beside the text as Word comments; never in a copy to sign.")  # fmt: skip
@page_numbers_option
@pdf_option
@also_option
def build(sheets, home, form, shell, final, notes, output, strict, force, annotate, page_numbers,
          pdf, also) -> None:  # fmt: skip
    """Build a Word agreement from each term sheet.

    SHEETS are YAML term sheets; - reads one from standard input and names the document after its
    title.

    \b
    build-agreement matter.yaml                    writes build/matter.docx
    build-agreement *.yaml -o drafts               writes one document for each into drafts/
    build-agreement matter.yaml --final -o out     the copy for signature, or why there is none
    generate | build-agreement -                   a term sheet from another program

    A draft is written whatever the findings are: errors and warnings are printed, notes counted.
    A fault in the term sheet itself (a misspelt name, a missing answer, a date that does not
    exist) stops it, and all such faults are printed at once.
    """
    if output.suffix == ".docx":
        raise click.BadParameter(f"{output} is the name of a document; -o takes a folder.")
    written: dict[Path, Path] = {}
    built: list[Built] = []

    def write(sheet: Path, drafted: Drafted, writing: Writing) -> str:
        target = output / f"{name_of(sheet, drafted)}.docx"
        refuse_name(target, (sheet, drafted), written)
        paths = (target, target.with_suffix(".pdf"))[: 1 + pdf]
        beside = renderings(drafted, target, also)
        refuse_if([*filter(None, (in_the_way(path, force) for path in (*paths, *beside)))])
        save(target, writing({}))
        counted = (pdf or page_numbers) and wanted(drafted.agreement)
        built.append(Built(target, writing, counted, paths[1] if pdf else None))
        return f"built {target}{write_beside(beside, drafted)}"

    status = _run(sheets, Job(library_at(home), shell, final, strict, notes, write, annotate, form))
    sys.exit(max(status, print_all(built)))


@click.command()
@_shared
def check(sheets, home, form, shell, final, notes) -> None:
    """Do everything that build does, but write nothing.

    The exit status is 1 where a term sheet is refused or has an error among its findings, so that
    a script or a colleague's review can stop there:

    \b
    build-agreement check matter.yaml
    build-agreement check matter.yaml --notes      with what each clause rests on
    build-agreement check matter.yaml --final      whether it could go out for signature
    """

    def finish(sheet: Path, drafted: Drafted, writing: Writing) -> str:
        writing({})
        return f"checked {shown(sheet)}"

    sys.exit(_run(sheets, Job(library_at(home), shell, final, True, notes, finish, form=form)))


def _run(sheets: tuple[Path, ...], job: Job) -> int:
    results = [_one(sheet, job) for sheet in sheets]
    if len(results) > 1:
        show_total(results)
    return max(results)


def _one(sheet: Path, job: Job) -> int:
    try:
        drafted = draft(_read(sheet), shown(sheet), job.library, job.form or "")
        findings = lint(drafted)
        stopping = _stopping(drafted, findings, job)
        if stopping:
            raise Refused(stopping)
        show_agreement(drafted, job.finish(sheet, drafted, _writing(drafted, findings, job)))
        show_findings(findings, job.notes)
        click.echo(f"  {count_words(findings, job.notes)}")
        return 0
    except Refused as refused:
        show_findings(refused.findings)
        click.echo(f"{shown(sheet)}: refused, {count_words(refused.findings)}", err=True)
        return REFUSED
    except BrokenPipeError:
        raise  # Whoever read our report has read enough; click ends the command quietly.
    except OSError as fault:
        told = cannot_write(fault.filename or shown(sheet), fault)
        click.echo(f"{told}; choose another folder with -o.", err=True)
        return LACKING
    except Exception as fault:
        # No fault of ours may cost a person the other term sheets, or show them a traceback.
        click.echo(internal_fault(shown(sheet), fault), err=True)
        return LACKING


def _stopping(drafted: Drafted, findings: tuple[Finding, ...], job: Job) -> tuple[Finding, ...]:
    """Why nothing is written: for a final copy its reasons, else the errors and what stands beside
    them."""
    if job.final:
        return (*not_final(drafted, findings), *not_filled_in(job.shell, job.library))
    if job.strict and any(finding.severity is Severity.ERROR for finding in findings):
        return tuple(finding for finding in findings if finding.severity is not Severity.NOTE)
    return ()


def _writing(drafted: Drafted, findings: tuple[Finding, ...], job: Job) -> Writing:
    from agreement.annotate import annotations
    from agreement.word import write

    shell = shell_named(job.shell, job.library)
    notes = annotations(drafted, findings) if job.annotate else ()
    return partial(write, drafted.agreement, shell, notes=notes)


def _read(sheet: Path) -> bytes:
    if str(sheet) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return sheet.read_bytes()
    except OSError as fault:
        raise Refused((cannot_read(sheet, fault),)) from None
