"""clauses: what is in the library, what one clause says and asks, and whether all of it holds."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from agreement.cli.report import REFUSED, show_findings
from agreement.finding import Refused
from agreement.library import Clause, Library, library_at
from agreement.wording import counted

_HOME = click.option(
    "--library",
    "home",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A firm's own library, searched before ours.",
)


@click.group()
def clauses() -> None:
    """List, show and check the clauses of the library."""


@clauses.command("list")
@_HOME
@click.option("--kind", help="Only this kind, such as billing.")
@click.option("--matter", help="Only clauses for this matter, such as payer-provider.")
@click.option("--jurisdiction", help="Only clauses for this jurisdiction.")
def list_clauses(home, kind: str | None, matter: str | None, jurisdiction: str | None) -> None:
    """List the clauses, each with its purpose."""
    library = library_at(home)
    for id in library.ids():
        if kind and not id.startswith(f"{kind}/"):
            continue
        clause = _loaded(id, library)
        if clause and _fits(clause, matter, jurisdiction):
            click.echo(f"{id:<44}{clause.value['purpose']}")


def _fits(clause: Clause, matter: str | None, jurisdiction: str | None) -> bool:
    allowed = clause.value.get("matters"), clause.value.get("jurisdictions")
    wanted = matter, jurisdiction
    return all(not w or not a or w in a for w, a in zip(wanted, allowed, strict=True))


def _loaded(id: str, library: Library) -> Clause | None:
    try:
        return library.clause(id)
    except Refused as refused:
        show_findings(refused.findings)
        return None


@clauses.command("show")
@_HOME
@click.argument("id")
def show_clause(home, id: str) -> None:
    """Show one clause: what it says, asks, requires and rests on."""
    library = library_at(home)
    clause = _loaded(id, library)
    if clause is None:
        meant = library.nearest_id(id)
        hint = f"Did you mean {meant}?" if meant else "See build-agreement clauses list."
        raise click.UsageError(f"the library has no clause {id}. {hint}")
    click.echo("\n".join(_told(clause)))


def _told(clause: Clause) -> Iterator[str]:
    value = clause.value
    yield from (f"{clause.id}: {clause.heading}", f"  {value['purpose']}", "")
    yield from _wording(value)
    for name, alternative in clause.alternatives.items():
        yield from ("", f"alternative {name}: {alternative['use']}")
        yield from _wording(alternative)
    yield from _listed("asks for", (_blank(n, b) for n, b in clause.blanks.items()))
    for key in ("matters", "jurisdictions", "roles", "requires", "excludes"):
        if value.get(key):
            yield from ("", f"{key}: {', '.join(value[key])}")
    yield from _listed("rests on", map(_authority, value["authority"]))
    yield from ("", "notes", f"  {value['notes']}")


def _listed(heading: str, lines: Iterator[str]) -> Iterator[str]:
    told = [f"  {line}" for line in lines]
    if told:
        yield from ("", heading, *told)


def _wording(wording: Mapping, indent: str = "  ") -> Iterator[str]:
    if "text" in wording:
        yield f"{indent}{wording['text']}"
    yield from _units(wording.get("provisions", {}), indent)


def _units(units: Mapping, indent: str) -> Iterator[str]:
    for name, unit in units.items():
        unit = {"text": unit} if isinstance(unit, str) else unit
        when = f" (when {dict(unit['when'])})" if "when" in unit else ""
        yield f"{indent}{name}{when}: {unit['text']}"
        yield from _units(unit.get("provisions", {}), indent + "  ")


def _blank(name: str, blank: Mapping) -> str:
    limits = [f"{key} {blank[key]}" for key in ("default", "minimum", "maximum") if key in blank]
    limits += [f"from {blank['from']}"] if "from" in blank else []
    limits += [", ".join(blank["choices"])] if "choices" in blank else []
    return f"{name} ({'; '.join([blank['type'], *limits])}): {blank['ask']}"


def _authority(row: Mapping) -> str:
    read = "read" if row["verified"] else "not read"
    return f"{row['cite']}: {row['states']} ({read} in its source; {row['as_of']})"


@clauses.command("check")
@_HOME
@click.argument("ids", nargs=-1)
def check_clauses(home, ids: tuple[str, ...]) -> None:
    """Check clauses, or the whole library: marks, terms, relations, duties, and every example."""
    from agreement.proof import proved

    library = library_at(home)
    chosen = ids or library.ids()
    findings = [finding for id in chosen for finding in proved(id, library)]
    show_findings(findings)
    if findings:
        click.echo(
            f"{counted(len(findings), 'fault')} in {counted(len(chosen), 'clause')}", err=True
        )
        sys.exit(REFUSED)
    click.echo(f"{counted(len(chosen), 'clause')} checked: every example reads as written.")
