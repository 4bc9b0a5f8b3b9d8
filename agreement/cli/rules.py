"""rules: the figures that a law and its states set, for a drafter who fills a blank."""

import sys
from collections.abc import Iterator, Mapping

import click

from agreement.cli.options import home_option
from agreement.cli.report import REFUSED, show_findings
from agreement.document.wording import nearest
from agreement.finding import Refused
from agreement.library.disk import Library, library_at
from agreement.library.states import STATES, rules_of


@click.command()
@home_option
@click.option("--jurisdiction", help="Only this jurisdiction, such as united-states.")
@click.option("--state", default="", help="Only the rules of this state's own, such as CA.")
@click.option("--subject", default="", help="Only this subject, such as prompt-pay.")
def rules(home, jurisdiction: str | None, state: str, subject: str) -> None:
    """List the figures that the law sets: where each stands, what it is, as of when, and whether
    its text was read. They are there to be read; no clause takes its figure from here.

    \b
    build-agreement rules --jurisdiction united-states --subject no-surprises
    build-agreement rules --state CA
    """
    library = library_at(home)
    _must_exist(jurisdiction, state, library)
    try:
        told = [
            line
            for law in ([jurisdiction] if jurisdiction else library.jurisdictions)
            for row in rules_of(library.jurisdiction(law), state, subject)
            for line in _told(law, row)
        ]
        click.echo("\n".join(told)) if told else click.echo(_none(library), err=True)
    except Refused as refused:
        show_findings(refused.findings)
        sys.exit(REFUSED)


def _must_exist(jurisdiction: str | None, state: str, library: Library) -> None:
    known = library.jurisdictions
    if jurisdiction and jurisdiction not in known:
        meant = nearest(jurisdiction, known)
        hint = f"did you mean {meant}?" if meant else f"it has {', '.join(known)}."
        raise click.UsageError(f"the library has no jurisdiction {jurisdiction}; {hint}")
    if state and state not in STATES:
        raise click.UsageError(f"no state has the letters {state}; write two capitals such as CA.")


def _told(law: str, row: Mapping) -> Iterator[str]:
    read = "read" if row["verified"] else "not read"
    value = ", ".join(f"{name} {_shown(part)}" for name, part in row["value"].items())
    yield f"{row['id']} ({row['subject']}; {row.get('state', law)}): {row['cite']}"
    yield f"  {row['states']}"
    yield f"  {value} ({read} in its source; {row['as_of']})"


def _shown(part: str | int | bool) -> str:
    return {True: "yes", False: "no"}[part] if isinstance(part, bool) else str(part)


def _none(library: Library) -> str:
    rows = (row for law in library.jurisdictions for row in rules_of(library.jurisdiction(law)))
    return f"no rule fits; the subjects are {', '.join(sorted({row['subject'] for row in rows}))}."
