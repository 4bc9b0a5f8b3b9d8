"""What several commands ask in the same words."""

from pathlib import Path

import click

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
