"""--also: an agreement in other forms beside its Word file, each written as safely."""

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import click

from agreement.cli.report import LACKING, tally
from agreement.document import Agreement
from agreement.entries import entries
from agreement.finding import Refused, error
from agreement.seal import EMPTY, sealed
from agreement.whole import save


def _txt(agreement: Agreement) -> bytes:
    from agreement.plain import plain

    return sealed(f"{plain(agreement)}\n{EMPTY}\n".encode())


def _json(agreement: Agreement) -> bytes:
    from agreement.tree import tree

    return tree(agreement)


def _html(agreement: Agreement) -> bytes:
    from agreement.page import page

    return page(agreement)


def _ics(agreement: Agreement) -> bytes:
    from agreement.agenda import agenda

    return agenda(agreement)


def _xlsx(agreement: Agreement) -> bytes:
    from agreement.register import register

    return register((agreement,))


WRITERS: Mapping[str, Callable[[Agreement], bytes]] = {
    "txt": _txt,
    "json": _json,
    "html": _html,
    "ics": _ics,
    "xlsx": _xlsx,
}
"""What --also may name, each with what writes it."""

_NEEDS = {"ics": "icalendar", "xlsx": "xlsxwriter"}


class Lacks(click.ClickException):
    """A library that this installation does not have."""

    exit_code = LACKING


def need(forms: Iterable[str]) -> None:
    """Nothing where the libraries that these forms need are installed. Raises Lacks."""
    for form in forms:
        if form in _NEEDS and find_spec(_NEEDS[form]) is None:
            told = f"{form} needs {_NEEDS[form]}, which is not installed; "
            raise Lacks(f"{told}pip install 'build-agreement[register]'.")


def _chosen(context: click.Context, parameter: click.Parameter, given: str) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(filter(None, (form.strip() for form in given.split(",")))))
    for form in forms:
        if form not in WRITERS:
            known = ", ".join(WRITERS)
            raise click.BadParameter(f"“{form}” is none of {known}; part several by commas.")
    need(forms)
    return forms


also_option = click.option(
    "--also",
    default="",
    callback=_chosen,
    metavar="FORMS",
    help="Write the agreement beside each document in these forms too, parted by commas: txt, "
    "json, html, ics (a calendar of its dated duties) and xlsx (a register of all its duties).",
)
"""--also: other renderings of the same agreement."""


def renderings(agreement: Agreement, target: Path, forms: tuple[str, ...]) -> dict[Path, bytes]:
    """The agreement in each of these forms, under the name of its Word file. Raises Refused where
    that is the name of the term sheet itself, which JSON may be."""
    paths = {form: target.with_suffix(f".{form}") for form in forms}
    for path in paths.values():
        if path.resolve() == Path(agreement.place.file).resolve():
            message = f"this would be written over by {path}; choose another folder with -o."
            raise Refused((error("same-output", agreement.place, message),))
    return {path: WRITERS[form](agreement) for form, path in paths.items()}


def write_beside(beside: Mapping[Path, bytes], agreement: Agreement) -> str:
    """Write each; return a line for each to follow the one that tells of the Word file. Raises
    OSError where one cannot be written."""
    lines = []
    for path, file in beside.items():
        save(path, file)
        left_out = _undated(agreement) if path.suffix == ".ics" else ""
        lines.append(f"\nbuilt {path}{left_out}")
    return "".join(lines)


def _undated(agreement: Agreement) -> str:
    known = [entry.on is not None for entry in entries(agreement)]
    dated = tally(known.count(True), "dated duty")
    return f": {dated}; {known.count(False)} without a date left out"
