"""register: the duties of many term sheets in one workbook, and what is due soon."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click

from agreement.assemble import draft
from agreement.cli.also import need
from agreement.cli.options import home_option
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_read,
    cannot_write,
    internal_fault,
    show_findings,
    tally,
)
from agreement.cli.save import PROMISE, in_the_way
from agreement.document import Agreement
from agreement.finding import Refused, refuse_if
from agreement.library import Library, library_at
from agreement.upcoming import Upcoming, upcoming
from agreement.whole import save
from agreement.wording import NBSP

SHEETS = (".yaml", ".yml")
"""How the names of the term sheets in a folder end."""

MOST_DAYS = 36_500


def _day(context: click.Context, parameter: click.Parameter, given: datetime | None) -> date:
    return given.date() if given else date.today()


@click.command(epilog=PROMISE)
@click.argument("sheets", nargs=-1, required=True, metavar="SHEET_OR_FOLDER...",
                type=click.Path(path_type=Path))  # fmt: skip
@click.option(
    "-o",
    "--output",
    default="build/register.xlsx",
    show_default=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The workbook to write.",
)
@click.option(
    "--days",
    default=30,
    show_default=True,
    type=click.IntRange(0, MOST_DAYS),
    help="How far ahead to look for what is due.",
)
@click.option(
    "--today",
    callback=_day,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to count from, such as 2026-12-01; left out, today.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that was edited or is not ours.")
@home_option
def register(sheets, output, days, today, force, home) -> None:  # fmt: skip
    """Merge the duties of many term sheets into one workbook and print what is due.

    A folder stands for the term sheets directly in it.

    \b
    build-agreement register matters/                    writes build/register.xlsx
    build-agreement register a.yaml b.yaml --days 14     what is due in two weeks
    build-agreement register matters/ --today 2027-01-04 the list as of that day

    What is due stands by owner, the longest overdue first. An agreement does not know what was
    done since: the status column of the workbook is for that.
    """
    need(("xlsx",))
    if output.suffix != ".xlsx":
        raise click.BadParameter(f"{output} is no workbook; -o takes a name that ends in .xlsx.")
    results = list(_drafted(sheets, library_at(home)))
    drawn = [agreement for agreement in results if agreement is not None]
    if not results:
        raise click.BadParameter("there is no term sheet (.yaml or .yml) in there.")
    written = _written(drawn, output, force) if drawn else REFUSED
    for line in _told(upcoming(drawn, today, days), today, days) if drawn else ():
        click.echo(line)
    missing = len(results) - len(drawn)
    if missing:
        told = f"{tally(missing, 'term sheet')} not in the register, for the errors above"
        click.echo(told, err=True)
    sys.exit(max(written, REFUSED if missing else 0))


def _drafted(sheets: tuple[Path, ...], library: Library) -> Iterator[Agreement | None]:
    """The agreement of each term sheet, or None where it is refused, its faults then shown."""
    for sheet in _files(sheets):
        try:
            yield draft(sheet.read_bytes(), str(sheet), library).agreement
        except Refused as refused:
            show_findings(refused.findings)
            yield None
        except OSError as fault:
            show_findings((cannot_read(sheet, fault),))
            yield None
        except Exception as fault:
            # No fault of ours may cost a person the other term sheets, or show them a traceback.
            click.echo(internal_fault(str(sheet), fault), err=True)
            yield None


def _files(sheets: tuple[Path, ...]) -> Iterator[Path]:
    for sheet in sheets:
        if sheet.is_dir():
            yield from sorted(file for file in sheet.iterdir() if file.suffix in SHEETS)
        else:
            yield sheet


def _written(drawn: list[Agreement], output: Path, force: bool) -> int:
    from agreement.register import register as workbook

    try:
        refuse_if([*filter(None, (in_the_way(output, force),))])
        save(output, workbook(drawn))
    except Refused as refused:
        show_findings(refused.findings)
        return REFUSED
    except OSError as fault:
        click.echo(cannot_write(fault.filename or output, fault), err=True)
        return LACKING
    duties = sum(len(agreement.duties) for agreement in drawn)
    counted = f"{tally(duties, 'duty')} of {tally(len(drawn), 'term sheet')}"
    click.echo(f"built {output}: {counted}")
    return 0


def _told(found: tuple[Upcoming, ...], today: date, days: int) -> Iterator[str]:
    late = sum(one.days < 0 for one in found)
    due = f"{len(found) - late} due within {tally(days, 'day')} of {today}"
    yield f"{late} overdue, {due}"
    for owner, owed in groupby(found, key=lambda one: one.owner):
        yield owner
        for one in owed:
            yield f"  {_line(one)}"


def _line(one: Upcoming) -> str:
    entry = one.entry
    if one.days < 0:
        when = f"{tally(-one.days, 'day')} overdue"
    else:
        when = f"in {tally(one.days, 'day')}" if one.days else "today"
    sum = f", {entry.sum}" if entry.sum else ""
    unsure = " (provisional)" if entry.provisional else ""
    where = ", ".join(filter(None, (one.matter, entry.cited)))
    line = f"{entry.on}  {when:<18}  {entry.what}{sum}{unsure}  [{where}]"
    return line.replace(NBSP, " ")
