"""register: the duties of many agreements in one workbook, and what is due soon."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click

from agreement.assembly.listing import Listing
from agreement.beside.upcoming import Upcoming, upcoming
from agreement.cli.also import need
from agreement.cli.listed import listings
from agreement.cli.options import home_option
from agreement.cli.report import (
    LACKING,
    REFUSED,
    cannot_write,
    show_findings,
    tally,
)
from agreement.cli.save import PROMISE, in_the_way
from agreement.document.wording import NBSP
from agreement.finding import Refused, refuse_if
from agreement.library.disk import library_at
from agreement.whole import save

MOST_DAYS = 36_500


def _day(context: click.Context, parameter: click.Parameter, given: str | None) -> date:
    try:
        return datetime.strptime(given, "%Y-%m-%d").date() if given else date.today()
    except ValueError:
        raise click.BadParameter(
            f"“{given}” is no day of the calendar; write it as in 2026-12-01."
        ) from None


@click.command(epilog=PROMISE)
@click.argument("sheets", nargs=-1, required=True, metavar="SOURCE...",
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
    metavar="DATE",
    help="The day to count from, such as 2026-12-01; left out, today.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that was edited or is not ours.")
@home_option
def register(sheets, output, days, today, force, home) -> None:  # fmt: skip
    """Merge the duties of many agreements into one workbook and print what is due.

    An agreement is a term sheet, or the Word file built from it. A folder stands for the term
    sheets directly in it or, where it has none, for the Word files; a manifest.json stands for
    the agreements that it records.

    \b
    build-agreement register matters/                    writes build/register.xlsx
    build-agreement register build/*.docx                from the Word files alone
    build-agreement register a.yaml b.yaml --days 14     what is due in two weeks
    build-agreement register matters/ --today 2027-01-04 the list as of that day

    What is due stands by owner, the longest overdue first. An agreement does not know what was
    done since: the status column of the workbook is for that.
    """
    need(("xlsx",))
    if output.suffix != ".xlsx":
        raise click.BadParameter(f"{output} is no workbook; -o takes a name that ends in .xlsx.")
    results = list(listings(sheets, library_at(home)))
    drawn = [one for one in results if one is not None]
    if not results:
        raise click.BadParameter("there is no term sheet (.yaml or .yml) or Word file in there.")
    written = _written(drawn, output, force) if drawn else REFUSED
    for line in _told(upcoming(drawn, today, days), today, days) if drawn else ():
        click.echo(line)
    missing = len(results) - len(drawn)
    if missing:
        told = f"{tally(missing, 'agreement')} not in the register, for the errors above"
        click.echo(told, err=True)
    sys.exit(max(written, REFUSED if missing else 0))


def _written(drawn: list[Listing], output: Path, force: bool) -> int:
    from agreement.beside.register import register as workbook

    try:
        refuse_if([*filter(None, (in_the_way(output, force),))])
        save(output, workbook(drawn))
    except Refused as refused:
        show_findings(refused.findings)
        return REFUSED
    except OSError as fault:
        click.echo(cannot_write(fault.filename or output, fault), err=True)
        return LACKING
    duties = sum(len(one.entries) for one in drawn)
    counted = f"{tally(duties, 'duty')} of {tally(len(drawn), 'agreement')}"
    click.echo(f"built {output}: {counted}")
    return 0


def _told(found: tuple[Upcoming, ...], today: date, days: int) -> Iterator[str]:
    late = sum(one.days < 0 for one in found)
    due = f"{len(found) - late} due within {tally(days, 'day')} of {today}"
    yield f"{late} overdue, {due}"
    for owner, owed in groupby(found, key=lambda one: one.owner):
        listed = tuple(owed)
        terms = sorted({one.entry.owner for one in listed} - {owner, ""})
        yield f"{owner} ({', '.join(terms)})" if terms else owner
        for one in listed:
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
