"""--also: an agreement in other forms beside its Word file, each written as safely."""

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import click

from agreement.assembly.assemble import Drafted
from agreement.assembly.entries import entries
from agreement.cli.report import LACKING, tally
from agreement.document.tree import Agreement
from agreement.finding import Refused, error
from agreement.inspect.seal import EMPTY, sealed
from agreement.whole import save


def _txt(drafted: Drafted, _: Path) -> bytes:
    from agreement.document.plain import plain

    return sealed(f"{plain(drafted.agreement)}\n{EMPTY}\n".encode())


def _json(drafted: Drafted, _: Path) -> bytes:
    from agreement.beside.as_json import tree

    return tree(drafted.agreement)


def _html(drafted: Drafted, _: Path) -> bytes:
    from agreement.beside.page import page

    return page(drafted.agreement)


def _ics(drafted: Drafted, path: Path) -> bytes:
    from agreement.beside.agenda import agenda

    standing = path.is_file() and not path.is_symlink()
    return agenda(drafted.agreement, path.read_bytes() if standing else b"")


def _xlsx(drafted: Drafted, _: Path) -> bytes:
    from agreement.assembly.listing import listing
    from agreement.beside.register import register

    return register((listing(drafted.agreement),))


def _plain_file(drafted: Drafted, _: Path) -> bytes:
    from agreement.beside.plain_sheet import plain_sheet
    from agreement.beside.plain_sheet_word import plain_file

    return plain_file(plain_sheet(drafted))


def _plain_page(drafted: Drafted, _: Path) -> bytes:
    from agreement.beside.plain_sheet import plain_sheet
    from agreement.beside.plain_sheet_page import plain_page

    return plain_page(plain_sheet(drafted))


Writer = Callable[[Drafted, Path], bytes]
"""What writes an agreement in another form, given the path that the file is meant for."""

WRITERS: Mapping[str, Mapping[str, Writer]] = {
    "txt": {".txt": _txt},
    "json": {".json": _json},
    "html": {".html": _html},
    "ics": {".ics": _ics},
    "xlsx": {".xlsx": _xlsx},
    "plain-sheet": {".plain-sheet.docx": _plain_file, ".plain-sheet.html": _plain_page},
}
"""What --also may name, each with how its files end and what writes them."""

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
    "json, html, ics (a calendar of its dated duties), xlsx (a register of all its duties) and "
    "plain-sheet (what it comes to, in plain words, for the people bound by it).",
)
"""--also: other renderings of the same agreement."""


def paths_beside(target: Path, forms: tuple[str, ...]) -> dict[Path, Writer]:
    """The files of these forms under the name of a Word file, each with what writes it."""
    writers = {end: write for form in forms for end, write in WRITERS[form].items()}
    return {target.with_suffix(end): write for end, write in writers.items()}


def renderings(drafted: Drafted, target: Path, forms: tuple[str, ...]) -> dict[Path, bytes]:
    """The agreement in each of these forms, under the name of its Word file. Raises Refused where
    that is the name of the term sheet itself, which JSON may be."""
    place = drafted.agreement.place
    paths = paths_beside(target, forms)
    for path in paths:
        if path.resolve() == Path(place.file).resolve():
            message = f"this would be written over by {path}; choose another folder with -o."
            raise Refused((error("same-output", place, message),))
    return {path: write(drafted, path) for path, write in paths.items()}


def write_beside(beside: Mapping[Path, bytes], drafted: Drafted) -> str:
    """Write each; return a line for each to follow the one that tells of the Word file. Raises
    OSError where one cannot be written."""
    lines = []
    for path, file in beside.items():
        save(path, file)
        lines.append(f"\nbuilt {path}{_more(path, file, drafted)}")
    return "".join(lines)


def _more(path: Path, file: bytes, drafted: Drafted) -> str:
    if path.suffix == ".ics":
        gone = file.count(b"\nSTATUS:CANCELLED\r")
        return f"{_undated(drafted.agreement)}{f'; {gone} cancelled' if gone else ''}"
    return _readable(drafted) if path.name.endswith(".plain-sheet.docx") else ""


def _undated(agreement: Agreement) -> str:
    known = [entry.on is not None for entry in entries(agreement)]
    dated = tally(known.count(True), "dated duty")
    return f": {dated}; {known.count(False)} without a date left out"


def _readable(drafted: Drafted) -> str:
    """How hard the sheet is to read, and how many clauses it only names."""
    from agreement.beside.plain_sheet import plain_sheet
    from agreement.beside.plain_words import told

    level = plain_sheet(drafted).level
    named = sum(not one.words for one in told(drafted))
    unsaid = f"; {tally(named, 'clause')} without a plain sentence only named" if named else ""
    return f": reads at age {level.age} (reading ease {level.ease}){unsaid}"
