"""schema: the schema of a term sheet with every clause's blanks, for editors and for people."""

import json
import sys
from pathlib import Path

import click

from agreement.cli.options import home_option
from agreement.cli.report import LACKING, REFUSED, cannot_write, show_findings
from agreement.finding import Place, Refused, error
from agreement.library.blanks import sheet_schema
from agreement.library.disk import Library, bytes_of, library_at
from agreement.schema import admit_open
from agreement.term_sheet.terms import frame
from agreement.whole import save

COMMITTED = "term-sheet"


def composed(library: Library) -> str:
    """The whole schema of a library as text: what an editor completes and explains from."""
    clauses = [library.clause(id) for id in library.ids() if not id.startswith("definitions/")]
    sheet = frame(library.schema("term-sheet-frame"), library.clause_schema)
    whole = admit_open(sheet_schema(sheet, filter(None, clauses), whole_library=True))
    named = whole["properties"]["jurisdiction"]
    whole["properties"]["jurisdiction"] = {**named, "enum": list(library.jurisdictions)}
    whole["$id"] = whole["$id"].replace("term-sheet-frame", COMMITTED)
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


@click.command()
@click.option(
    "--check",
    is_flag=True,
    help="Print nothing; say whether schemas/term-sheet.schema.json is current.",
)
@click.option("--write", is_flag=True, help="Print nothing; write that file, whole or not at all.")
@home_option
def schema(check: bool, write: bool, home: Path | None) -> None:
    """Print the JSON Schema of a term sheet, with every clause's questions in it.

    An editor that knows the schema completes the names and explains every field as you type. The
    first line of a term sheet tells it where the schema is:

    \b
    # yaml-language-server: $schema=schemas/term-sheet.schema.json

    \b
    build-agreement schema --write                 schemas/term-sheet.schema.json, for this library
    build-agreement schema --library ours --write  ours/schemas/term-sheet.schema.json
    build-agreement schema --check                 whether that file is current
    """
    library = library_at(home)
    try:
        text = composed(library)
    except Refused as refused:
        show_findings(refused.findings)
        sys.exit(REFUSED)
    if write:
        _write(text, library.homes[0] / "schemas" / f"{COMMITTED}.schema.json")
    elif check:
        _compare(text, library)
    else:
        click.echo(text, nl=False)


def _write(text: str, target: Path) -> None:
    try:
        save(target, text.encode())
    except OSError as fault:
        click.echo(cannot_write(target, fault), err=True)
        sys.exit(LACKING)
    click.echo(f"wrote {target}")


def _compare(text: str, library: Library) -> None:
    committed = library.file("schemas", f"{COMMITTED}.schema.json")
    if committed is None or bytes_of(committed) != text.encode():
        place = Place(str(committed or f"schemas/{COMMITTED}.schema.json"))
        message = "the clauses have changed; write it again: build-agreement schema --write."
        show_findings([error("schema-outdated", place, message)])
        sys.exit(REFUSED)
    click.echo(f"{committed} is current.")
