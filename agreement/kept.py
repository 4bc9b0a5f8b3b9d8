"""What takes long to work out, kept on disk under a digest of all that it was worked out from.

Nothing is ever taken from here that a change of its origins, of this program or of the libraries
it reads with could make wrong: each of them changes the name that a thing is kept under.
BUILD_AGREEMENT_CACHE names another folder, or turns it off.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

VARIABLE, OFF = "BUILD_AGREEMENT_CACHE", "off"

_DIGEST = sha256().digest_size
_PACKAGE = Path(__file__).resolve().parent


def kept(kind: str, *origins: bytes) -> bytes | None:
    """What was kept of this kind for these origins, or None."""
    path = _path(kind, origins)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            whole = file.read()
    except OSError:
        return None
    digest, made = whole[:_DIGEST], whole[_DIGEST:]
    return made if digest == sha256(made).digest() else None


def keep(made: bytes, kind: str, *origins: bytes) -> None:
    """Keep what was made of these origins. Where that cannot be done, it is made again."""
    path = _path(kind, origins)
    if path is None:
        return
    import tempfile  # It takes long to import, and most runs keep nothing new.

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(made).digest() + made)
        os.replace(temporary, path)


def _path(kind: str, origins: tuple[bytes, ...]) -> Path | None:
    folder = _folder()
    if folder is None:
        return None
    digest = sha256(_program())
    for origin in origins:
        digest.update(sha256(origin).digest())
    return folder / f"{kind}-{digest.hexdigest()}"


def _folder() -> Path | None:
    """The folder that the variable names, or the one where this system keeps such things."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return None if named == OFF else Path(named)
    home = os.path.expanduser("~")
    match sys.platform:
        case "win32":
            kept_in = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        case "darwin":
            kept_in = os.path.join(home, "Library", "Caches")
        case _:
            kept_in = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return Path(kept_in) / "build-agreement" if os.path.isabs(kept_in) else None


@cache
def _program() -> bytes:
    """What this program is, as a digest: the size and the time of every module, so that a change
    to any of them, and every other installation, starts anew."""
    return sha256("\n".join(sorted(_modules(_PACKAGE))).encode()).digest()


def _modules(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                known = entry.stat()
                yield f"{folder}/{entry.name} {known.st_size} {known.st_mtime_ns}"
            elif entry.is_dir() and entry.name not in ("__pycache__", "home"):
                yield from _modules(Path(entry.path))
