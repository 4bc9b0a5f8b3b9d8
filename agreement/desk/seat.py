"""What every request to the desk needs: the folder, the library, the drafts and the pages."""

import gc
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct, field

from agreement.assembly.assemble import Drafted
from agreement.desk import place
from agreement.desk.preview import Previews
from agreement.desk.rooms import Notes
from agreement.desk.sheet import Sheet
from agreement.desk.typed import boxes, echo
from agreement.finding import Refused
from agreement.library.disk import Library
from agreement.term_sheet.terms import frame

HERE = Path(__file__).parent
NAME = re.compile(r"[\w][\w .,'’&()+–-]{0,99}")
"""What a term sheet may be called on the page; no name is a path."""

MOST_DRAWN = 8
"""How many drafts stay drawn as HTML."""

_ENDINGS = (".yaml", ".yml")


class Output(Struct, frozen=True):
    """A document that the desk gives out: what it is called, the ending of its file, its media
    type, what writes it, and the form it is drafted in where that is not the term sheet's own.

    Writing raises Refused, or OSError where the machine lacks something.
    """

    label: str
    ending: str
    media: str
    write: Callable[[Drafted], bytes]
    form: str = ""


def _utc() -> datetime:
    return datetime.now(UTC)


class Seat(Struct, frozen=True):
    """One desk: the folder whose term sheets it opens, and all that it keeps ready meanwhile."""

    folder: Path
    library: Library
    previews: Previews
    frame: Mapping
    pages: Environment
    outputs: Mapping[str, Output]
    clock: Callable[[], datetime] = _utc
    sheets: dict[str, Sheet] = field(default_factory=dict)
    rooms: dict[str, Notes] = field(default_factory=dict)
    pictures: dict[tuple, tuple] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """The term sheets of the folder, by name."""
        return tuple(name for name in self._found() if self._admitted(name))

    def left_out(self) -> tuple[str, ...]:
        """The files of the folder that are term sheets by their ending, but not for this desk."""
        return tuple(name for name in self._found() if not self._admitted(name))

    def _found(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("[!.]*") if _ends(path))

    def drawn(self, key: tuple, draw: Callable[[], tuple]) -> tuple:
        """What was drawn under a key, or what is drawn now; the last few are kept."""
        if key not in self.pictures:
            self.pictures[key] = draw()
            for oldest in [*self.pictures][:-MOST_DRAWN]:
                self.pictures.pop(oldest, None)
        return self.pictures[key]

    def sheet(self, name: str) -> Sheet | None:
        """The term sheet of this name, or None where the folder has none, or it is a link."""
        if name not in self.sheets:
            if not self._admitted(name):
                return None
            self.sheets[name] = Sheet(self.folder / name, self.clock)
        return self.sheets[name]

    def notes(self, name: str) -> Notes:
        """The private notes beside the term sheet of this name."""
        return self.rooms.setdefault(name, Notes(self.folder / name, self.clock))

    def _admitted(self, name: str) -> bool:
        path = self.folder / name
        if not NAME.fullmatch(name) or not _ends(path) or path.parent != self.folder:
            return False
        # Both would keep their history in one folder.
        twin = path.suffix == ".yml" and path.with_suffix(".yaml").exists()
        return path.is_file() and not path.is_symlink() and not twin


def _ends(path: Path) -> bool:
    return path.suffix in _ENDINGS


def seat(folder: Path, library: Library, outputs: Mapping[str, Output]) -> Seat:
    """A desk for the term sheets of a folder."""
    return Seat(
        folder=folder,
        library=library,
        previews=Previews(library),
        frame=frame(library.schema("term-sheet-frame"), library.clause_schema),
        pages=_pages(),
        outputs=outputs,
    )


def warm(one: Seat) -> None:
    """Read every clause before anybody asks for it; a faulty one is told when it is chosen."""
    for id in one.library.ids():
        with suppress(Refused):
            one.library.clause(id)
    # The library stays as it is, so no keystroke waits while Python looks it over for garbage.
    gc.collect()
    gc.freeze()


def _pages() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(HERE / "pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    pages.globals |= {"boxes": boxes, "echo": echo, "told": place.told, "anchor": place.anchor,
                      "ABSENT": place.ABSENT, "holds": _holds}  # fmt: skip
    pages.tests["field"] = lambda item: type(item).__name__ == "Field"
    pages.tests["rows"] = lambda item: type(item).__name__ == "Rows"
    return pages


def _holds(fields: list, anchor: str) -> bool:
    return any(place.anchor(one.path) == anchor for one in fields)
