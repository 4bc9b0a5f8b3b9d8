"""A package of parts as bytes: the same parts give the same bytes."""

import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO

from agreement.word.opened import CONTENT_TYPES

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of the parts, content types first and the others by name.

    Entries carry the date that Word itself writes, 1 January 1980, and fixed attributes.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


def content_digest(parts: Mapping[str, bytes], without: Iterable[str] = ()) -> str:
    """The sha256 of the uncompressed parts by name, in hexadecimal; some parts may be left out.

    Each name and each part is preceded by its length, so that no two packages run together.
    """
    digest = sha256()
    for name in sorted(set(parts) - set(without)):
        for piece in (name.encode(), parts[name]):
            digest.update(f"{len(piece)}:".encode())
            digest.update(piece)
    return digest.hexdigest()
