"""clauses: what is in the library, what one clause says and asks, and whether all of it holds."""

import sys
from collections.abc import Iterator, Mapping

import click

from agreement.cli.options import home_option
from agreement.cli.report import REFUSED, show_findings, tally
from agreement.finding import Refused
from agreement.library.clause import Clause
from agreement.library.disk import Library, library_at
from agreement.proof.plain import plain_texts


@click.group()
def clauses() -> None:
    """List, show and check the clauses of the library.

    \b
    build-agreement clauses list --matter patient-billing
    build-agreement clauses show billing/corrected-claims
    build-agreement clauses check
    """


@clauses.command("list")
@home_option
@click.option("--kind", help="Only this kind, such as billing.")
@click.option("--matter", help="Only clauses for this matter, such as payer-provider.")
@click.option("--jurisdiction", help="Only clauses for this jurisdiction.")
def list_clauses(home, kind: str | None, matter: str | None, jurisdiction: str | None) -> None:
    """List the clauses, each with its purpose.

    \b
    build-agreement clauses list --kind payment --jurisdiction england-wales
    """
    library = library_at(home)
    asked = [id for id in library.ids() if not kind or id.startswith(f"{kind}/")]
    found = [_loaded(id, library) for id in asked]
    fitting = [one for one in found if one and _fits(one, matter, jurisdiction)]
    for clause in fitting:
        click.echo(f"{clause.id:<44}{clause.value['purpose']}")
    if None in found:
        sys.exit(REFUSED)
    if not fitting:
        kinds = ", ".join(sorted({id.partition("/")[0] for id in library.ids()}))
        click.echo(f"no clause fits; the kinds are {kinds}.", err=True)


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
@home_option
@click.argument("id")
def show_clause(home, id: str) -> None:
    """Show one clause: what it says, asks, requires and rests on.

    ID is its folder and name:

    \b
    build-agreement clauses show dispute-resolution/escalation
    """
    library = library_at(home)
    _must_exist(id, library)
    clause = _loaded(id, library)
    if clause is None:
        sys.exit(REFUSED)
    click.echo("\n".join(_told(clause)))


def _must_exist(id: str, library: Library) -> None:
    if id not in library.ids():
        meant = library.nearest_id(id)
        hint = f"did you mean {meant}?" if meant else "see build-agreement clauses list."
        raise click.UsageError(f"the library has no clause {id}; {hint}")


def _told(clause: Clause) -> Iterator[str]:
    value = clause.value
    yield from (f"{clause.id}: {clause.heading}", f"  {value['purpose']}", "")
    yield from _wording(value)
    yield from _plain(clause, "")
    for name, alternative in clause.alternatives.items():
        yield from ("", f"alternative {name}: {alternative['use']}")
        yield from _wording(alternative)
        yield from _plain(clause, name)
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


def _plain(clause: Clause, alternative: str) -> Iterator[str]:
    texts = (" ".join(text.split()) for _, of, text in plain_texts(clause) if of == alternative)
    yield from _listed("in plain words", texts)


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
@home_option
@click.argument("ids", nargs=-1)
def check_clauses(home, ids: tuple[str, ...]) -> None:
    """Check the clauses named, or all of them: marks, terms, relations, duties, and every example.

    \b
    build-agreement clauses check billing/corrected-claims
    build-agreement clauses check --library ours
    """
    from agreement.proof.clauses import proved

    library = library_at(home)
    for id in ids:
        _must_exist(id, library)
    chosen = ids or library.ids()
    findings = [finding for id in chosen for finding in proved(id, library)]
    show_findings(findings)
    if findings:
        click.echo(f"{tally(len(findings), 'fault')} in {tally(len(chosen), 'clause')}", err=True)
        sys.exit(REFUSED)
    click.echo(f"{tally(len(chosen), 'clause')} checked: every example reads as written.")
