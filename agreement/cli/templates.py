"""templates: the shells that give an agreement its look, and what is wrong with a firm's own."""

import sys
from pathlib import Path

import click

from agreement.cli.options import home_option
from agreement.cli.report import REFUSED, show_findings, tally
from agreement.finding import Finding, Place, Refused, error
from agreement.library.disk import bytes_of, library_at
from agreement.word import compile_shell
from agreement.word.properties import description
from agreement.word.trial import tried

UNSAID = "(no description; write one in Word under File, Info, Comments)"


@click.group()
def templates() -> None:
    """List the Word shells, and check a firm's own.

    \b
    build-agreement templates list
    build-agreement templates check ours/templates/house.docx
    build-agreement matter.yaml --shell modern
    """


@templates.command("list")
@home_option
def list_templates(home: Path | None) -> None:
    """List the shells that --shell may name, each with its description.

    \b
    build-agreement templates list --library ours
    """
    library = library_at(home)
    broken = 0
    for name in library.names("templates", "docx"):
        try:
            told = description(bytes_of(library.file("templates", f"{name}.docx")))
            click.echo(f"{name:<14}{told or UNSAID}")
        except Refused as refused:
            broken += 1
            show_findings(refused.findings)
    sys.exit(REFUSED if broken else 0)


@templates.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx...",
                type=click.Path(path_type=Path))  # fmt: skip
def check_templates(files: tuple[Path, ...]) -> None:
    """Hold shells against what a shell must have, and say what to mend in Word.

    Each is read as an agreement would use it, and agreements are made with it on A4 and on Letter
    paper, as drafts and for signature. docs/shells.md tells how to make one.

    \b
    build-agreement templates check house.docx
    build-agreement templates check templates/*.docx
    """
    results = [_checked(file) for file in files]
    sys.exit(max(results))


def _checked(file: Path) -> int:
    findings = _findings(file)
    show_findings(findings)
    if findings:
        click.echo(f"{file}: {tally(len(findings), 'fault')}", err=True)
        return REFUSED
    click.echo(f"{file}: ready to use")
    return 0


def _findings(file: Path) -> tuple[Finding, ...]:
    try:
        shell = compile_shell(file)
    except Refused as refused:
        return refused.findings
    return tuple(error("shell", Place(str(file)), message) for message in tried(shell))
