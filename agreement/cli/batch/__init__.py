"""batch: one agreement for each row of a table."""

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from agreement.batch.name import PATTERN, Pattern, pattern
from agreement.cli.also import Lacks
from agreement.cli.options import form_option, home_option

_GOES_ON = (
    "A run that was stopped goes on where it ended: what stands there and is as its row says is "
    "kept. A document that somebody edited is never overwritten without --force."
)


def _pattern(context: click.Context, parameter: click.Parameter, given: str) -> Pattern:
    try:
        return pattern(given)
    except ValueError as fault:
        raise click.BadParameter(f"{fault}.") from None


def _part(context: click.Context, parameter: click.Parameter, given: str) -> tuple[int, int]:
    first, _, of = given.partition("/")
    if first.isdecimal() and of.isdecimal() and 0 < int(first) <= int(of):
        return int(first), int(of)
    raise click.BadParameter(f"“{given}” is no part; write 1/4 for the first of four.")


def _store(context: click.Context, parameter: click.Parameter, given: str) -> str:
    if "memory" in (address.partition("://")[0] for address in given.split("::")):
        message = "what is put into memory is gone when the command ends; name a folder or a store."
        raise click.BadParameter(message)
    if "://" in given and find_spec("fsspec") is None:
        raise Lacks("An address needs fsspec: pip install 'build-agreement[cluster]'.")
    from agreement.cli.batch.store import store_at

    try:
        store_at(given)
    except ImportError as fault:
        raise Lacks(f"{fault}.") from None
    except ValueError as fault:
        raise click.BadParameter(f"{fault}.") from None
    return given


@click.command(epilog=_GOES_ON)
@click.argument("standard", type=click.Path(path_type=Path))
@click.argument("rows", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, metavar="DIR", callback=_store,
              help="The folder to write to, or the address of an object store that fsspec knows, "
              "such as s3://drafts/2026.")  # fmt: skip
@click.option("--name", "names", default=PATTERN, show_default=True, callback=_pattern,
              metavar="PATTERN",
              help="How documents are called: {row} is the number of the row, any other name in "
              "braces a column or a place in the standard.")  # fmt: skip
@home_option
@form_option
@click.option("--shell", default="plain", show_default=True,
              help="The Word shell, by its name in templates/.")  # fmt: skip
@click.option("--final", is_flag=True,
              help="Copies for signature: refuse a row that leaves an open point, an error or a "
              "draft status.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Refuse a row in which there is an error.")
@click.option("--sheets", is_flag=True,
              help="Write the term sheet of each row beside its document too.")  # fmt: skip
@click.option(
    "--force",
    is_flag=True,
    help="Make every row again, and overwrite a file that was edited or is not ours.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True,
              help="How many processes share the rows.")  # fmt: skip
@click.option("--shard", "part", default="1/1", metavar="I/N", callback=_part,
              help="Only the I-th of N parts of the rows, for N machines.")  # fmt: skip
@click.option("--dask", metavar="ADDRESS",
              help="Make them on a Dask cluster, whose scheduler is at this address.")  # fmt: skip
def batch(standard, rows, output, names, home, form, shell, final, strict, sheets, force, jobs,
          part, dask) -> None:  # fmt: skip
    """Make one agreement of STANDARD for each row of a table.

    STANDARD is a term sheet, ROWS a .csv, .jsonl or .xlsx file whose columns name places in it:
    parties.payer.name, clauses.billing/clawback.repayment_sum, parties.payer.signatories.1.name.
    An empty cell leaves what the standard says; open marks an open point.

    \b
    build-agreement batch standards/ours.yaml rows.csv -o out --jobs 4
    build-agreement batch ours.yaml rows.xlsx -o out --name "{parties.payer.called}-{row}"
    build-agreement batch ours.yaml rows.csv -o s3://drafts/2026 --dask tcp://scheduler:8786

    A row at fault is refused and named with its column, and the others are built. DIR then has
    manifest.jsonl, and refused.txt where a row was refused.
    """
    from agreement.cli.batch.told import Given, carried_out

    _need(rows, dask)
    given = Given(standard, rows, home, shell, form or "", final, strict, force,
                  output, names, sheets, jobs, part, dask)  # fmt: skip
    sys.exit(carried_out(given))


def _need(rows: Path, dask: str | None) -> None:
    if rows.suffix.lower() == ".xlsx" and find_spec("openpyxl") is None:
        raise Lacks("A .xlsx file needs openpyxl: pip install 'build-agreement[batch]'.")
    if dask and find_spec("distributed") is None:
        raise Lacks("--dask needs dask.distributed: pip install 'build-agreement[cluster]'.")
