"""The library on disk: clauses, jurisdictions, schemas and shells, each read when it is asked for.

A library has one or more homes. A firm's own home stands before the one that comes with the
program, file by file: its clauses/billing/clawback.yaml takes the place of ours.
"""

import os
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct, field, json

from agreement.document.wording import nearest
from agreement.finding import Place, Refused, error
from agreement.library.clause import Clause
from agreement.library.file import checked
from agreement.reading.source import Source

_ID = re.compile("[a-z][a-z0-9-]{0,60}/[a-z0-9][a-z0-9-]{0,90}")

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def shipped() -> Path:
    """The home that comes with the program: the checkout, or the copy inside the package."""
    checkout = PACKAGE.parent
    return checkout if (checkout / "clauses").is_dir() else PACKAGE / "home"


class Library:
    """The homes of a library, searched in order. Files are read once and only when asked for."""

    def __init__(self, *homes: Path):
        self.homes = homes or (shipped(),)
        self._clauses: dict[str, Clause] = {}
        self._jurisdictions: dict[str, Mapping] = {}
        self._made: dict[Hashable, Any] = {}

    def file(self, *parts: str) -> Path | None:
        """The first home's file of this path, or None where no home has it."""
        candidates = (home.joinpath(*parts) for home in self.homes)
        return next((path for path in candidates if _is_file(path)), None)

    def ids(self) -> tuple[str, ...]:
        """The id of every clause, sorted; reads the folders and no file."""
        return tuple(sorted({id for home in self.homes for id in _ids(home / "clauses")}))

    def clause(self, id: str) -> Clause | None:
        """The clause with this id, or None. Raises Refused where its file is not a clause."""
        if id in self._clauses:
            return self._clauses[id]
        path = self.file("clauses", f"{id}.yaml") if _ID.fullmatch(id) else None
        if path is None:
            return None
        source = self._checked(path, "clause")
        clause = self._clauses[id] = Clause(id, source, not path.is_relative_to(shipped()))
        return clause

    def nearest_id(self, id: str) -> str | None:
        """The clause that was probably meant, by its whole id or by its name alone."""
        ids = self.ids()
        by_name = {known.partition("/")[2]: known for known in ids}
        name = nearest(id.rpartition("/")[2], tuple(by_name))
        return nearest(id, ids) or (by_name[name] if name else None)

    @cached_property
    def clause_schema(self) -> Mapping:
        """What may stand in a clause's file."""
        return self.schema("clause")

    def schema(self, name: str) -> Mapping:
        """A JSON Schema of the library by name, such as term-sheet-frame."""
        return self._schema(name)[0]

    def _schema(self, name: str) -> tuple[Mapping, bytes]:
        """A schema and the digest of what it was read from."""

        def read() -> tuple[Mapping, bytes]:
            raw = self._bytes(*(parts := ("schemas", f"{name}.schema.json")))
            return _object(raw, shown_path(self.file(*parts))), sha256(raw).digest()

        return self.once(("schema", name), read)

    @cached_property
    def jurisdictions(self) -> tuple[str, ...]:
        """The jurisdictions that an agreement may name, sorted."""
        return self.names("jurisdictions", "yaml")

    def jurisdiction(self, id: str) -> Mapping:
        """The checked values of a jurisdiction's file. Raises Refused."""
        if id not in self._jurisdictions:
            self._jurisdictions[id] = self._read_jurisdiction(id)
        return self._jurisdictions[id]

    def _read_jurisdiction(self, id: str) -> Mapping:
        path = self.file("jurisdictions", f"{id}.yaml") if id in self.jurisdictions else None
        if path is None:
            raise Refused((error("missing-file", Place(f"jurisdictions/{id}.yaml"),
                                 "the library has no such jurisdiction."),))  # fmt: skip
        return self._checked(path, "jurisdiction").value

    def _checked(self, path: Path, kind: str) -> Source:
        return checked(bytes_of(path), shown_path(path), *self._schema(kind))

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` makes of the library's files, made once under this key: files are read once,
        so that it can never differ."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def names(self, folder: str, ending: str) -> tuple[str, ...]:
        """The names of the files of a folder, without their ending, sorted."""
        found = (path for home in self.homes for path in home.glob(f"{folder}/*.{ending}"))
        return tuple(sorted({path.stem for path in found}))

    def _bytes(self, *parts: str) -> bytes:
        path = self.file(*parts)
        if path is None:
            message = "the library lacks this file; install the program again."
            raise Refused((error("missing-file", Place("/".join(parts)), message),))
        return bytes_of(path)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file of the library. Raises Refused where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise _unreadable(path, fault) from None


def _unreadable(path: Path, fault: OSError) -> Refused:
    reason = (fault.strerror or "unknown reason").lower()
    message = f"the library cannot be read here: {reason}; see that you may open it."
    return Refused((error("cannot-read", Place(shown_path(path)), message),))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError as fault:
        # Ours in place of a firm's own that nobody can see would be a wrong document.
        raise _unreadable(path, fault) from None


def _object(raw: bytes, file: str) -> Mapping:
    """A schema. Raises Refused where the file is no JSON, or has not what each of ours has."""
    try:
        json.decode(raw, type=_Form)
        return json.decode(raw)
    except (MsgspecError, RecursionError) as fault:
        message = (
            f"this is no schema of a library ({fault}); mend it, or take it away to read ours."
        )
        raise Refused((error("damaged-schema", Place(file), message),)) from None


class _Form(Struct, frozen=True):
    """What every schema of the library has."""

    properties: dict[str, Any]
    defs: dict[str, Any] = field(name="$defs")


def _ids(clauses: Path) -> Iterator[str]:
    if clauses.is_dir():
        try:
            os.listdir(clauses)  # A search of folders is silent about one that it may not open.
        except OSError as fault:
            raise _unreadable(clauses, fault) from None
    for path in clauses.glob("*/*.yaml"):
        yield f"{path.parent.name}/{path.stem}"


def shown_path(path: Path) -> str:
    """A path as a person reads it: from the current folder where it lies below that."""
    whole, here = os.path.realpath(path), os.path.join(os.getcwd(), "")
    return Path(whole.removeprefix(here) if whole.startswith(here) else path).as_posix()


def library_at(home: Path | None) -> Library:
    """The library that comes with the program, a firm's own home before it where there is one."""
    return Library(home, shipped()) if home else Library()
