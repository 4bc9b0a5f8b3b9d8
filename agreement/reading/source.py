"""The checked value of one YAML file, and where in the file each part of it stands."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from agreement.finding import Place

Path = tuple[str | int, ...]


class Source(Struct, frozen=True):
    """What a YAML file says: mappings, lists, strings, whole numbers, true, false and None.

    `digest` is the SHA-256 of the file's bytes in hex. `places` knows where every value begins and
    `keys` where every key of a mapping does, each by its path from the top of the file.
    """

    file: str
    value: Any
    digest: str
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Where the value at this path begins, or else the nearest value that would hold it."""
        found = self.places.get(path)
        while found is None and path:
            path = path[:-1]
            found = self.places.get(path)
        return found or Place(self.file)

    def key(self, path: Path) -> Place:
        """Where the name of the value at this path stands; an item of a list has only a value."""
        return self.keys[path] if path in self.keys else self.place(path)


def is_open(value: object) -> bool:
    """Whether a value marks an open point: `open`, or `{open: WHAT}` with or without an owner."""
    if isinstance(value, str):
        return value == "open"
    match value:
        case {"open": str(), **rest}:
            return not rest or (len(rest) == 1 and isinstance(rest.get("owner"), str))
    return False


@lru_cache(maxsize=4096)
def dotted(path: Path) -> str:
    """A path in words, items of a list counted from 1: "parties.payer.signatories.1.name"."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def undotted(name: str) -> Path:
    """The path that these words tell: what dotted makes of it, taken back."""
    return tuple(int(part) - 1 if part.isdigit() else part for part in name.split("."))
