"""inspect: what a Word file was built from, and whether anybody edited it since."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from agreement.cli.report import REFUSED, tally
from agreement.finding import Refused
from agreement.inspect.inspected import Inspected, inspected
from agreement.word.origin import Provenance

STANDARD = "standard"
"""How a clause's own wording is called, beside its alternatives."""

_DIGITS = 12
_FOREIGN = (
    "not a file that this program wrote, or one that was saved by a program that leaves out where "
    "a document comes from"
)
_PLAIN = "the plain sheet of an agreement, whose own Word file tells what it was built from"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx...",
                type=click.Path(path_type=Path))  # fmt: skip
def inspect(files: tuple[Path, ...]) -> None:
    """Tell what a Word file was built from, what is still open in it, and whether it was edited.

    \b
    build-agreement inspect build/matter.docx

    The digests tell one version of a term sheet, a shell or a clause from another. The exit status
    is 1 where a file was edited since it was built or is not ours, so that a script can stop there.
    """
    sys.exit(max([_inspected(file) for file in files]))


def _inspected(file: Path) -> int:
    try:
        found = inspected(file.read_bytes())
    except OSError as fault:
        click.echo(f"{file}: cannot be read: {(fault.strerror or str(fault)).lower()}", err=True)
        return REFUSED
    except Refused as refused:
        for finding in refused.findings:
            click.echo(f"{file}: {finding.message}", err=True)
        return REFUSED
    for line in _lines(file, found):
        click.echo(line)
    return REFUSED if found.edited else 0


def _lines(file: Path, found: Inspected) -> Iterator[str]:
    since = "edited since it was built" if found.edited else "not edited since it was built"
    if found.plain_sheet:
        yield f"{file}: {_PLAIN}, {since}"
    elif found.built is None:
        yield f"{file}: {_FOREIGN}"
    else:
        yield f"{file}: {since}"
        yield from _provenance(found.built)
    if found.open_points:
        yield f"  {tally(len(found.open_points), 'open point')}:"
    for number, what in found.open_points:
        yield f"    {number}  {what}"


def _provenance(built: Provenance) -> Iterator[str]:
    yield f"  built by build-agreement {built.tool}"
    yield f"  term sheet {built.sheet_digest[:_DIGITS]}"
    yield f"  shell      {built.shell_digest[:_DIGITS]}"
    yield f"  content    {built.content_digest[:_DIGITS]}"
    yield f"  {tally(len(built.clauses), 'clause')}:"
    width = max((len(used.clause) for used in built.clauses), default=0)
    wordings = [used.alternative or STANDARD for used in built.clauses]
    other = max(map(len, wordings), default=0)
    for used, wording in zip(built.clauses, wordings, strict=True):
        yield f"    {used.clause.ljust(width)}  {wording.ljust(other)}  {used.digest[:_DIGITS]}"
