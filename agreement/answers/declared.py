"""What a clause declares, held to what it asks: every blank in its texts is its own, and every name
in a calculation, and in what a table must come to, is a figure that can be there."""

from collections.abc import Iterator, Mapping

from agreement.answers.fill import CALCULATIONS
from agreement.answers.interest import YEARS
from agreement.document.inline import Blank
from agreement.document.markup import parse
from agreement.finding import Finding, Place, error
from agreement.library.clause import DUTIES, Clause
from agreement.library.disk import Library
from agreement.library.texts import texts
from agreement.reading.source import Path

_INTEREST = {"rate": "percent", "from": "date", "to": "date", "year": "choice"}


def unknown_blanks(clause: Clause) -> Iterator[Finding]:
    """The texts of a clause that ask for an answer which nothing gives."""
    for path, text in texts(clause):
        for one in parse(text):
            if isinstance(one, Blank) and one.name not in fillers(clause, path):
                yield unknown_blank(one.name, clause.source.place(path))


def unknown_blank(name: str, place: Place) -> Finding:
    """A text that asks for an answer which nothing gives."""
    return error("unknown-blank", place, f"[{name}] is not among the clause's blanks.")


def fillers(clause: Clause, path: Path) -> set[str]:
    """What the words at a place may be filled with: blanks, the results of calculations and their
    schedule, and the columns of the table of whose rows a duty is made. The words of a choice and
    of a default are filled with nothing."""
    if path[0] == "blanks":
        return set()
    names = {*clause.blanks, *clause.calculations}
    names |= {CALCULATIONS} if clause.calculations else set()
    if path[0] in DUTIES:
        names |= set(columns(clause, clause.value[path[0]][path[1]]))
    return names


def columns(clause: Clause, duty: Mapping) -> Mapping[str, Mapping]:
    """The columns of the table of whose rows a duty is made; of any other, none."""
    return clause.blanks.get(duty.get("each", ""), {}).get("columns", {})


def calculation_faults(clause: Clause, library: Library) -> Iterator[Finding]:
    """The names in a clause's calculations and totals that stand for no figure."""
    yield from _totals(clause)
    above: set[str] = set()
    for name, one in clause.calculations.items():
        path: Path = ("calculations", name)
        if name in clause.blanks:
            message = f"{name} is a blank too; give the calculation a name of its own."
            yield error("defined-twice", clause.source.key(path), message)
        for below, figure in _figures(one):
            if not _stands(figure, clause, above, library):
                message = f"{figure} is no money blank, money column or calculation above."
                yield error("unknown-figure", clause.source.place((*path, *below)), message)
        yield from _interest(clause, one, path)
        yield from _equals(clause, one.get("equals"), (*path, "equals"), above)
        above.add(name)


def _figures(one: Mapping) -> Iterator[tuple[Path, str]]:
    if "interest" in one:
        yield ("interest", "on"), one["interest"]["on"]
    for key in ("add", "less"):
        for index, operand in enumerate(one.get(key, ())):
            yield (key, index, "of"), operand["of"]


def _stands(figure: str, clause: Clause, above: set[str], library: Library) -> bool:
    kind, slash, rest = figure.rpartition("/")
    if slash:
        name, _, rest = rest.partition(".")
        other = library.clause(f"{kind}/{name}")
        return other is not None and _is_money(rest, other)
    return figure in above or _is_money(figure, clause)


def _is_money(figure: str, clause: Clause) -> bool:
    name, _, column = figure.partition(".")
    blank = clause.blanks.get(name, {})
    return (blank.get("columns", {}).get(column, {}) if column else blank).get("type") == "money"


def _interest(clause: Clause, one: Mapping, path: Path) -> Iterator[Finding]:
    for key, kind in _INTEREST.items() if "interest" in one else ():
        name = one["interest"][key]
        blank = clause.blanks.get(name, {})
        fits = blank.get("type") == kind
        if key == "year":
            fits = fits and set(blank["choices"]) <= set(YEARS)
            kind = f"choice between {', '.join(YEARS)}"
        if not fits:
            place = clause.source.place((*path, "interest", key))
            yield error("unknown-figure", place, f"{name} is no blank of the type {kind}.")


def _totals(clause: Clause) -> Iterator[Finding]:
    for name, blank in clause.blanks.items():
        path: Path = ("blanks", name, "sums_to")
        if "sums_to" in blank and "total" not in blank:
            message = "sums_to holds the total of a column; name the column under total."
            yield error("unknown-figure", clause.source.place(path), message)
        if isinstance(blank.get("sums_to"), str):
            yield from _equals(clause, blank["sums_to"], path, set(clause.calculations))


def _equals(clause: Clause, name: str | None, path: Path, known: set[str]) -> Iterator[Finding]:
    if name and "." not in name and name not in known and not _is_money(name, clause):
        message = f"{name} is no money blank of the clause and no place in the term sheet."
        yield error("unknown-figure", clause.source.place(path), message)
