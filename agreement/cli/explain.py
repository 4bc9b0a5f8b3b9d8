"""explain: what the id of a finding stands for."""

from collections.abc import Iterator
from textwrap import indent, wrap

import click

from agreement.document.wording import nearest
from agreement.verdict import EXPLAINED, Explained

WIDTH = 96


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULE...]")
def explain(rules: tuple[str, ...]) -> None:
    """Say what a finding stands for: what is looked for, what it rests on, an example that raises
    it, and how to keep what it finds. Without a rule, list them all.

    \b
    build-agreement explain
    build-agreement explain sum-differs undefined-term
    """
    unknown = [rule for rule in rules if rule not in EXPLAINED]
    if unknown:
        meant = nearest(unknown[0], tuple(EXPLAINED))
        hint = f"did you mean {meant}?" if meant else "see build-agreement explain."
        raise click.UsageError(f"no finding is called {unknown[0]}; {hint}")
    lines = _each(rules) if rules else _all()
    click.echo("\n".join(lines))


def _all() -> Iterator[str]:
    width = max(map(len, EXPLAINED))
    for one in EXPLAINED.values():
        said = f"{one.severity!s:<8} {one.says}"
        lead = f"{one.id:<{width}}  "
        yield from wrap(said, WIDTH, initial_indent=lead, subsequent_indent=" " * (width + 11))


def _each(rules: tuple[str, ...]) -> Iterator[str]:
    for place, rule in enumerate(rules):
        yield from ("",) if place else ()
        yield from _explained(EXPLAINED[rule])


def _explained(one: Explained) -> Iterator[str]:
    yield f"{one.id} ({one.severity})"
    for paragraph in one.paragraphs():
        yield from wrap(paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ",
                        break_on_hyphens=False)  # fmt: skip
    if one.example:
        yield "  An example:"
        yield indent(one.example.strip("\n"), "    ")
