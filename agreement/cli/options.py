"""What several commands ask in the same words."""

from pathlib import Path

import click

from agreement.term_sheet.forms import FORMS

HOMES = ("clauses", "jurisdictions", "standards", "templates", "schemas")


def _home(context: click.Context, parameter: click.Parameter, home: Path | None) -> Path | None:
    if home and not any((home / name).is_dir() for name in HOMES):
        folders = ", ".join(HOMES[:-1])
        raise click.BadParameter(f"{home} holds none of the folders {folders} or {HOMES[-1]}.")
    return home


home_option = click.option(
    "--library",
    "home",
    metavar="FOLDER",
    callback=_home,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A firm's own clauses, jurisdictions, standards and templates, searched before ours: a "
    "file there takes the place of ours of the same name.",
)
"""--library: a firm's own home of the library."""

form_option = click.option(
    "--form",
    type=click.Choice(FORMS),
    help="The form of the document, in place of the term sheet's own.",
)
"""--form: one term sheet, and any document that its law has."""

page_numbers_option = click.option(
    "--page-numbers",
    is_flag=True,
    help="Number the contents of a long agreement, on the pages that LibreOffice gives.",
)
"""--page-numbers: only where asked for, because the pages depend on this machine's fonts."""

pdf_option = click.option(
    "--pdf",
    is_flag=True,
    help="Print a PDF (PDF/A-2b, tagged) beside each document through LibreOffice, and number the "
    "contents of both.",
)
"""--pdf: a PDF beside each Word file."""
