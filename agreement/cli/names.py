"""What a term sheet and its document are called."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from agreement.assembly.assemble import Drafted
from agreement.document.wording import slug
from agreement.finding import Place, Refused, error
from agreement.term_sheet.status import EXECUTION, drafts_words

STANDARD_INPUT = "-"
LONGEST_NAME = 80


def shown(sheet: Path) -> str:
    """A term sheet as its findings name it."""
    return "standard input" if str(sheet) == STANDARD_INPUT else str(sheet)


def name_of(sheet: Path, drafted: Drafted) -> str:
    """The name of a document without its ending: the term sheet's own, or its title in a slug."""
    if str(sheet) == STANDARD_INPUT:
        return slug(drafted.agreement.title)[:LONGEST_NAME].strip("-") or "agreement"
    return sheet.stem


def refuse_name(paths: Sequence[Path], of: tuple[Path, Drafted], written: dict[str, Path]) -> None:
    """Raise Refused where another term sheet of this run has the name of one of these files, the
    first of them the document, or where a copy for signature would be called a draft. `written`
    learns the names, as a disk sees them that knows no capitals."""
    sheet, drafted = of
    for path in paths:
        first = written.setdefault(unicodedata.normalize("NFC", str(path).casefold()), sheet)
        if first is not sheet:
            message = f"{first} was already written to {path}; build them into two folders with -o."
            raise Refused((error("same-output", Place(shown(sheet), 1, 1), message),))
    target = paths[0]
    said = drafts_words(target.stem) if drafted.agreement.status == EXECUTION else ""
    if said:
        message = f"a copy for signature cannot be called {target.name}: take “{said}” out of it."
        raise Refused((error("draft-in-name", Place(shown(sheet), 1, 1), message),))
