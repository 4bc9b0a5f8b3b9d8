"""What a command tells a person: one line a fault, then the count."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from agreement.assemble import Drafted
from agreement.document import ActionItem, Payment, ReviewDate
from agreement.finding import Finding, Place, Severity, error
from agreement.wording import counted, joined

REFUSED, WRONG_USAGE, LACKING = 1, 2, 3
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def show_findings(findings: Iterable[Finding]) -> None:
    """Each finding on a line of its own, on standard error, coloured on a terminal."""
    for finding in findings:
        label = click.style(
            f"{finding.severity}[{finding.rule}]", fg=_COLOURS[finding.severity], bold=True
        )
        click.echo(f"{finding.place}: {label}: {finding.message}", err=True)


def count_words(findings: tuple[Finding, ...]) -> str:
    """How many errors, warnings and notes there are: "1 error, 2 warnings and 3 notes"."""
    counts = Counter(finding.severity for finding in findings)
    told = [counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return joined(told) if told else "no findings"


def show_agreement(drafted: Drafted, headline: str) -> None:
    """What was built: its parts counted, then its open points."""
    agreement, sheet = drafted.agreement, drafted.setting.sheet
    click.echo(headline)
    click.echo(f"  {agreement.title}")
    click.echo(f"  {agreement.form}, {sheet.jurisdiction}, {agreement.status}: {_parts(drafted)}")
    if agreement.open_points:
        click.echo(f"  {counted(len(agreement.open_points), 'open point')}:")
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
    return joined([counted(count, noun) for count, noun in parts])


def cannot_read(file: Path, fault: OSError) -> Finding:
    """A file that cannot be read, as a finding."""
    if file.is_dir():
        return error("not-a-file", Place(str(file), 1, 1),
                     "this is a folder; name the term sheet inside it.")  # fmt: skip
    reason = (fault.strerror or "unknown reason").lower()
    return error("cannot-read", Place(str(file), 1, 1), f"the file cannot be read: {reason}.")
