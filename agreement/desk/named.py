"""What the page calls things: a step, a unit of the agreement, a sum of a table."""

import re
from decimal import Decimal

from agreement.desk.fields import Field, Rows
from agreement.desk.history import OUTSIDE
from agreement.desk.steps import Step
from agreement.document.tree import clause_of
from agreement.library.disk import Library
from agreement.money import parse, shown, total
from agreement.reading.source import Path, undotted

_DOTTED = re.compile(
    r"\b(money|parties|clauses|actions|reviews|recitals|mediation|dates|assumed|proceedings|draft)"
    r"\.[\w/-]+(\.[\w/-]+)*"
)


def summed(table: Rows, currency: str) -> str:
    """The sum of the amounts of a table, in words; nothing where it has fewer than two."""
    cells = [f for row in table.rows for f in row if isinstance(f, Field) and f.kind == "money"]
    sums = [amount for cell in cells if (amount := _amount(cell.value, currency)) is not None]
    return f"Together {shown(total(sums), currency)}" if len(sums) > 1 else ""


def _amount(value: object, currency: str) -> Decimal | None:
    try:
        return parse(value, currency) if isinstance(value, str | int) else None
    except ValueError:
        return None


def meaning(unit: str, library: Library) -> str:
    """The term that a definition defines, as the page names it."""
    clause = library.clause(clause_of(unit))
    return f"“{clause.heading}”" if clause else "a term"


def unit_path(unit: str) -> Path:
    """The place in the term sheet that a unit of the agreement comes from."""
    parts = unit.removeprefix("schedules/").split("/")
    if parts[0] == "parties":
        return tuple(parts)
    if parts[0] == "recitals":
        return ("recitals",)
    return ("clauses", "/".join(parts[:2])) if len(parts) > 1 else (parts[0],)


def place_words(place: Path) -> str:
    """A place in the terms in words: the last two parts of its path, or the name that is enough."""
    enough = len(place) == 2 and isinstance(place[1], str) and place[0] in ("money", "parties")
    shown = place[1:] if enough else place[-2:]
    return " ".join(str(part + 1 if isinstance(part, int) else part) for part in shown).replace(
        "_", " "
    )


def plainly(message: str) -> str:
    """What a finding says, each place that it calls by its path in the file by the page's words."""
    told = _DOTTED.sub(lambda found: place_words(undotted(found[0])), message)
    return told if told[:4] == message[:4] else told[:1].upper() + told[1:]


def step_words(listed: list[Step]) -> str:
    """What the last of some steps changed, in words; nothing where there is none."""
    if not listed:
        return ""
    line = listed[-1][0]
    told = place_words(line.places[0]) if line.places else ""
    return f"{told}, made outside" if line.do == OUTSIDE else told
