"""What a person is told of one term sheet: what was done, what is open, what was found."""

import sys
from collections import Counter

import click

from agreement.assembly.assemble import Drafted
from agreement.cli.judge import Judged
from agreement.cli.report import TEXT, count_words, show_findings, tally
from agreement.document.tree import ActionItem, Payment, ReviewDate
from agreement.document.wording import joined
from agreement.verdict import FORMATS, Verdict

HINT = "build-agreement explain RULE says what a finding rests on, and how to allow it"


def show_judged(judged: Judged, notes: bool) -> None:
    """What was done on standard output, what is wrong on standard error."""
    verdict, drafted = judged.verdict, judged.drafted
    if verdict.failure:
        click.echo(verdict.failure, err=True)
    elif drafted is None:
        show_findings(verdict.findings, notes)
        click.echo(f"{verdict.sheet}: refused, {count_words(verdict.findings, notes)}", err=True)
    else:
        show_agreement(drafted, judged.headline)
        show_findings(verdict.findings, notes)
        click.echo(f"  {count_words(verdict.findings, notes)}")


def show_done(judged: Judged) -> None:
    """One line on standard error, where standard output is for a program."""
    verdict = judged.verdict
    done = judged.headline or f"{verdict.sheet}: {verdict.outcome}"
    click.echo(verdict.failure or f"{done}: {count_words(verdict.findings)}", err=True)


def show_hint(verdicts: tuple[Verdict, ...], notes: bool) -> None:
    """Once, and only to a person at a terminal: where more is said of a finding."""
    if sys.stderr.isatty() and any(verdict.shown(notes) for verdict in verdicts):
        click.echo(HINT, err=True)


def show_document(verdicts: tuple[Verdict, ...], way: str, notes: bool) -> None:
    """The verdicts as a program reads them, alone on standard output."""
    document = FORMATS[way](verdicts, notes)
    if document:
        click.echo(document)


def show_agreement(drafted: Drafted, headline: str) -> None:
    """What was built: its parts counted, then its open points."""
    agreement, sheet = drafted.agreement, drafted.setting.sheet
    click.echo(headline)
    click.echo(f"  {agreement.title}")
    click.echo(f"  {agreement.form}, {sheet.jurisdiction}, {agreement.status}: {_parts(drafted)}")
    if agreement.open_points:
        click.echo(f"  {tally(len(agreement.open_points), 'open point')}:")
    for point in agreement.open_points:
        click.echo(f"    {point.number}  {point.owner or 'to be settled'}: {point.what}")


def _parts(drafted: Drafted) -> str:
    agreement = drafted.agreement
    kinds = Counter(type(duty) for duty in agreement.duties)
    parts = (
        (len(drafted.clauses), "clause"),
        (kinds[ActionItem], "action item"),
        (kinds[ReviewDate], "review date"),
        (kinds[Payment], "payment"),
    )
    return joined([tally(count, noun) for count, noun in parts if count])


format_option = click.option(
    "--format",
    "way",
    type=click.Choice((TEXT, *FORMATS)),
    default=TEXT,
    show_default=True,
    help="How the findings are told: text to a person; to a program json, github (annotations), "
    "sarif or junit, alone on standard output.",
)
"""--format: what is found, told to a person or to a program."""
