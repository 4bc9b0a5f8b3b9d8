"""new: a commented term sheet to start from."""

import sys
from pathlib import Path

import click

from agreement.cli.options import home_option
from agreement.cli.report import REFUSED, show_findings
from agreement.finding import Place, Refused, error
from agreement.library.disk import Library, library_at

MATTERS = (
    "payer-provider",
    "patient-billing",
    "clinical-negligence",
    "alliance",
    "provider-contract",
)


@click.command()
@click.argument("matter", type=click.Choice(MATTERS))
@click.option("--jurisdiction", required=True, help="The law that applies, such as england-wales.")
@home_option
def new(matter: str, jurisdiction: str, home: Path | None) -> None:
    """Print a commented term sheet for MATTER to start from.

    It holds the clauses of the standard agreement, each question explained and left open, and it
    builds as it is:

    \b
    build-agreement new payer-provider --jurisdiction england-wales > matter.yaml
    build-agreement matter.yaml
    """
    from agreement.term_sheet.starting import starting_sheet

    library = library_at(home)
    try:
        sheet = starting_sheet(matter, jurisdiction, library)
        if sheet is None:
            raise Refused((_no_standard(matter, jurisdiction, library),))
        click.echo(sheet, nl=False)
    except Refused as refused:
        show_findings(refused.findings)
        sys.exit(REFUSED)


def _no_standard(matter: str, jurisdiction: str, library: Library):
    known = ", ".join(library.names("standards", "yaml"))
    place = Place(f"standards/{matter}-{jurisdiction}.yaml")
    return error("no-standard", place, f"the library has no such standard; it has {known}.")
