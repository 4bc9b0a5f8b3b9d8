"""A package of parts as bytes: the same parts give the same bytes."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from struct import pack

from deflate import crc32, deflate_compress

from agreement.word.opened import CONTENT_TYPES

_LEVEL = 1
"""How hard parts are deflated, of 12: level 6 takes twice the time for a seventh less to keep. The
zlib that Python was built with differs from machine to machine, and its bytes with it; libdeflate
gives the same ones on all."""

_LONGEST_KEPT = 50_000
"""The longest part whose packed bytes are kept for the next package: a shell's styles, not the
text of an agreement."""

_VERSION, _UNIX, _READABLE, _DEFLATED = 20, 3, 0o100644 << 16, 8
_DATE = 1 << 5 | 1
"""1 January 1980, the date that Word itself writes, as MS-DOS counts: day, month, years since."""

_ENTRY, _LISTED, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
"""The three records of a package (APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16), which the
zipfile module writes alike, but deflates each part anew, and with zlib."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of the parts, content types first and the others by name.

    Entries carry the date that Word itself writes, 1 January 1980, and fixed attributes.
    """
    written: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
        part, label = parts[name], name.encode()
        deflated, check = (_kept if len(part) <= _LONGEST_KEPT else _deflated)(part)
        unicode = 0 if name.isascii() else 0x800
        told = (unicode, _DEFLATED, 0, _DATE, check, len(deflated), len(part), len(label), 0)
        entry = pack(_ENTRY, b"PK\3\4", _VERSION, *told)
        written += (entry, label, deflated)
        made = _UNIX << 8 | _VERSION
        listed += (pack(_LISTED, b"PK\1\2", made, _VERSION, *told, 0, 0, 0, _READABLE, at), label)
        at += len(entry) + len(label) + len(deflated)
    size, count = sum(map(len, listed)), len(parts)
    end = pack(_END, b"PK\5\6", 0, 0, count, count, size, at, 0)
    return b"".join((*written, *listed, end))


def _deflated(part: bytes) -> tuple[bytes, int]:
    """A part as a package holds it, and its CRC-32."""
    return bytes(deflate_compress(part, _LEVEL)), crc32(part)


_kept = lru_cache(maxsize=64)(_deflated)


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
