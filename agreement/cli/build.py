"""build and check: term sheets in, Word agreements and findings out."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from agreement.assembly.assemble import Drafted
from agreement.cli.also import also_option, paths_beside, renderings, write_beside
from agreement.cli.judge import Done, Job, Writing, judged
from agreement.cli.names import name_of, refuse_name, shown
from agreement.cli.options import (
    form_option,
    home_option,
    page_numbers_option,
    pdf_option,
)
from agreement.cli.report import TEXT, show_total
from agreement.cli.save import PROMISE, in_the_way
from agreement.cli.telling import format_option, show_document, show_done, show_hint, show_judged
from agreement.finding import refuse_if
from agreement.library.disk import library_at
from agreement.verdict import BUILT, CHECKED, Verdict
from agreement.whole import Proof, save, unread
from agreement.word.contents import wanted


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
        format_option,
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
          pdf, also, way) -> None:  # fmt: skip
    """Build a Word agreement from each term sheet.

    SHEETS are YAML term sheets; - reads one from standard input and takes its title as its name.

    \b
    build-agreement matter.yaml                    writes build/matter.docx
    build-agreement *.yaml -o drafts               writes one document for each into drafts/
    build-agreement matter.yaml --final -o out     the copy for signature, or why there is none
    generate | build-agreement -                   a term sheet from another program

    A draft is written whatever is found in it. A fault in the term sheet itself stops it.
    """
    if output.suffix == ".docx":
        raise click.BadParameter(f"{output} is the name of a document; -o takes a folder.")
    written: dict[str, Path] = {}
    built: list[tuple] = []

    def write(sheet: Path, drafted: Drafted, writing: Writing) -> Done:
        target = output / f"{name_of(sheet, drafted)}.docx"
        paths = (target, target.with_suffix(".pdf"))[: 1 + pdf]
        refuse_name((*paths, *paths_beside(target, also)), (sheet, drafted), written)
        beside = renderings(drafted, target, also)
        refuse_if([*filter(None, (in_the_way(path, force) for path in (*paths, *beside)))])
        proof = _proof(drafted, target, final)
        save(target, writing({}), proof)
        counted = (pdf or page_numbers) and wanted(drafted.agreement)
        built.append((target, writing, counted, paths[1] if pdf else None, proof))
        beside_it = write_beside(beside, drafted)
        return tuple(map(str, (target, *beside))), f"built {target}{beside_it}"

    job = Job(library_at(home), shell, final, strict, BUILT, write, annotate, form)
    sys.exit(_run(sheets, job, (way, notes), built))


@click.command()
@_shared
def check(sheets, home, form, shell, final, notes, way) -> None:
    """Do everything that build does, but write nothing.

    The exit status is 1 where a term sheet is refused or has an error among its findings, so that
    a script or a colleague's review can stop there:

    \b
    build-agreement check matter.yaml
    build-agreement check matter.yaml --notes      with what each clause rests on
    build-agreement check matter.yaml --final      whether it could go out for signature
    build-agreement check *.yaml --format sarif    for another program; also json, github, junit
    """

    def finish(sheet: Path, drafted: Drafted, writing: Writing) -> Done:
        _proof(drafted, sheet, final)(writing({}))
        return (), f"checked {shown(sheet)}"

    job = Job(library_at(home), shell, final, True, CHECKED, finish, form=form)
    sys.exit(_run(sheets, job, (way, notes)))


def _printed(built: Sequence[tuple], quiet: bool) -> tuple[int, Mapping[str, str]]:
    """What print_all makes of what was built; most documents want neither page numbers nor PDF."""
    if not any(contents or pdf for _, _, contents, pdf, _ in built):
        return 0, {}
    from agreement.cli.printing import Built, print_all

    return print_all([Built(*one) for one in built], quiet)


def _proof(drafted: Drafted, file: Path, final: bool) -> Proof:
    """What a copy for signature must prove once it is written; a draft need prove nothing."""

    def proof(docx: bytes) -> None:
        # Reading a Word file takes lxml, which a draft goes without.
        from agreement.inspect.executed import refuse_unless_as_agreed

        refuse_unless_as_agreed(docx, drafted.agreement, shown(file))

    return proof if final else unread


def _run(
    sheets: tuple[Path, ...], job: Job, told: tuple[str, bool], built: Sequence[tuple] = ()
) -> int:
    """Each term sheet in turn, told in a way, with its notes or without, and what was `built` of
    them printed; the exit status is that of the worst."""
    results, (way, notes) = [], told
    for sheet in sheets:
        results.append(judged(sheet, job))
        show_judged(results[-1], notes) if way == TEXT else show_done(results[-1])
    verdicts = tuple(one.verdict for one in results)
    if way == TEXT:
        if len(results) > 1:
            show_total([one.status for one in results])
        show_hint(verdicts, notes)
    printed, pdfs = _printed(built, quiet=way != TEXT)
    if way != TEXT:
        show_document(tuple(_with_pdf(one, pdfs) for one in verdicts), way, notes)
    return max(printed, *(one.status for one in results))


def _with_pdf(verdict: Verdict, pdfs: Mapping[str, str]) -> Verdict:
    beside = (pdfs[name] for name in verdict.documents if name in pdfs)
    return replace(verdict, documents=(*verdict.documents, *beside))
