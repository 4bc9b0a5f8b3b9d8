"""Where the documents of a batch go: a folder, or a place that fsspec knows by its address."""

from collections.abc import Iterable, Iterator
from errno import EIO
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from agreement.cli.save import in_the_way, objection
from agreement.finding import Finding
from agreement.library.disk import shown_path
from agreement.whole import save_all


class Folder(Struct, frozen=True):
    """A folder of this machine, or one that all machines of a cluster share."""

    path: Path


class Bucket(Struct, frozen=True):
    """A place for whole objects, such as s3://firm-drafts/2026; none of them is ever half there."""

    url: str


Store = Folder | Bucket

_HERE = ("file", "local")
"""What an address of a folder of this machine begins with."""


def store_at(where: str) -> Store:
    """The store of a path or an address. Raises ValueError where no library knows the address, or
    it names no place, and ImportError where the one that does is not installed."""
    scheme, is_address, rest = where.partition("://")
    if not is_address:
        if not where:
            raise ValueError("name a folder")
        return Folder(Path(where))
    if scheme in _HERE:
        host, _, path = rest.partition("/")
        if host not in ("", "localhost") or not path:
            raise ValueError(f"write {scheme}:/// and the whole path of the folder")
        # On Windows the path begins with a drive: file:///C:/drafts.
        return Folder(Path(unquote(path if path[1:2] == ":" else f"/{path}")))
    _opened(where)
    return Bucket(where.rstrip("/"))


def shown(store: Store, name: str) -> str:
    """A document as a person finds it."""
    match store:
        case Folder(path):
            return shown_path(path / name)
        case Bucket(url):
            return f"{url}/{name}"


def existing(store: Store, name: str) -> bytes | None:
    """What stands under a name, or None where there is nothing, or no file. Raises OSError."""
    match store:
        case Folder(path):
            file = path / name
            return file.read_bytes() if file.is_file() and not file.is_symlink() else None
        case Bucket(url):
            system, root = _opened(url)
            try:
                return system.cat_file(f"{root}/{name}")
            except FileNotFoundError:
                return None
            except Exception as fault:
                raise _failing(store, name, fault) from None


def lines(store: Store, name: str) -> Iterator[bytes]:
    """The lines of a file one after another, none where there is no such file. Raises OSError."""
    if not is_there(store, name):
        return
    match store:
        case Folder(path):
            with (path / name).open("rb") as file:
                yield from file
        case Bucket():
            yield from (existing(store, name) or b"").splitlines(keepends=True)


def is_there(store: Store, name: str) -> bool:
    """Whether a file stands under a name. Raises OSError."""
    match store:
        case Folder(path):
            return (path / name).is_file()
        case Bucket(url):
            system, root = _opened(url)
            try:
                return system.isfile(f"{root}/{name}")
            except Exception as fault:
                raise _failing(store, name, fault) from None


def barred(store: Store, name: str, found: bytes | None, force: bool) -> Finding | None:
    """Why what stands under a name, and was `found` there, must not be overwritten, or None."""
    match store:
        case Folder(path):
            return in_the_way(path / name, force)
        case Bucket():
            known = found is not None and not force
            return objection(Path(shown(store, name)), found) if known else None


def put(store: Store, name: str, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all. Raises OSError."""
    match store:
        case Folder(path):
            save_all(path / name, pieces)
        case Bucket(url):
            system, root = _opened(url)
            try:
                system.makedirs(root, exist_ok=True)
                system.pipe_file(f"{root}/{name}", b"".join(pieces))
            except Exception as fault:
                raise _failing(store, name, fault) from None


def remove(store: Store, name: str) -> None:
    """Take away a file of ours, where there is one. Raises OSError."""
    match store:
        case Folder(path):
            (path / name).unlink(missing_ok=True)
        case Bucket(url):
            system, root = _opened(url)
            if is_there(store, name):
                system.rm_file(f"{root}/{name}")


@cache
def _opened(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    system, root = url_to_fs(url)
    return system, root.rstrip("/")


def _failing(store: Store, name: str, fault: Exception) -> OSError:
    # The libraries of the stores raise errors of their own, without a common name.
    return OSError(EIO, " ".join(str(fault).split()) or type(fault).__name__, shown(store, name))
