"""What a command tells a person: one line a fault, then the count."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from agreement.document.wording import NBSP, counted, joined
from agreement.finding import Finding, Place, Severity, error

REFUSED, WRONG_USAGE, LACKING = 1, 2, 3
TEXT = "text"
"""The way of telling that is for a person."""

MOST_SHOWN = 200
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def tally(count: int, noun: str) -> str:
    """A count and its noun, such as "3 errors", with a plain space: it is read on a terminal."""
    return counted(count, noun).replace(NBSP, " ")


def show_findings(findings: Iterable[Finding], notes: bool = True) -> None:
    """Each finding on a line of its own, on standard error, coloured on a terminal. An answer of
    several lines that it quotes is drawn together."""
    shown = [finding for finding in findings if notes or finding.severity is not Severity.NOTE]
    for finding in shown[:MOST_SHOWN]:
        label = click.style(
            f"{finding.severity}[{finding.rule}]", fg=_COLOURS[finding.severity], bold=True
        )
        message = " ".join(finding.message.split())
        click.echo(f"{finding.place}: {label}: {message}", err=True)
    if len(shown) > MOST_SHOWN:
        click.echo(f"... and {len(shown) - MOST_SHOWN:,} more", err=True)


def count_words(findings: tuple[Finding, ...], notes: bool = True) -> str:
    """How many errors, warnings and notes there are: "1 error, 2 warnings and 3 notes". Where the
    notes were not shown, how to see them."""
    counts = Counter(finding.severity for finding in findings)
    told = [tally(counts[severity], severity.value) for severity in Severity if counts[severity]]
    hidden = counts[Severity.NOTE] and not notes
    hint = f"; --notes shows {'it' if counts[Severity.NOTE] == 1 else 'them'}" if hidden else ""
    return joined(told) + hint if told else "no findings"


def show_total(results: list[int]) -> None:
    """How many term sheets of several were done, and how many were not."""
    done = results.count(0)
    failed = f", {len(results) - done} refused" if done < len(results) else ""
    click.echo(f"{tally(len(results), 'term sheet')}: {done} done{failed}")


def internal_fault(sheet: str, fault: Exception) -> str:
    """A fault of the program itself in one line, for the person to pass on."""
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"{sheet}: the program failed on this term sheet ({type(fault).__name__} in {where}). This "
        "is its fault and not yours; please report this line. Nothing was written."
    )


def cannot_write(file: Path | str, fault: OSError) -> str:
    """A file that the machine does not let us write, in one line."""
    told = f"{file}: cannot be written: {(fault.strerror or str(fault)).lower()}"
    held = isinstance(fault, PermissionError) and os.path.isfile(file)
    return f"{told}; if another program has it open, close it there" if held else told


def cannot_go_on(fault: OSError) -> str:
    """What the machine does not let us do where no command answers for it, in one line."""
    if fault.filename is not None:
        reason = (fault.strerror or str(fault)).lower()
        return f"{fault.filename}: cannot be reached: {reason}; see that you may open it and write"
    try:
        os.getcwd()
    except OSError:
        return "the folder that you are in is gone; change to another (cd) and run this again"
    return cannot_write("standard output", fault)


def cannot_read(file: Path, fault: OSError) -> Finding:
    """A file that cannot be read, as a finding."""
    if os.path.isdir(file):
        return error("not-a-file", Place(str(file), 1, 1),
                     "this is a folder; name the term sheet inside it.")  # fmt: skip
    reason = (fault.strerror or "unknown reason").lower()
    return error("cannot-read", Place(str(file), 1, 1), f"the file cannot be read: {reason}.")
