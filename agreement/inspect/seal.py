"""The seal of a file that is written beside a Word file: a digest of the file inside the file, by
which the program knows its own work and sees whether anybody edited it since.

A writer puts EMPTY where the seal belongs and passes the whole file through `sealed`.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

from agreement.finding import Refused
from agreement.word.opened import read_parts
from agreement.word.package import packed

_MARK = "build-agreement-seal-"
EMPTY = _MARK + "0" * 32
"""A seal before its digest, which is half a sha256. It is of letters, digits and hyphens, which no
format escapes, and short enough for a line of a calendar, which holds 75 octets (RFC 5545, 3.1)."""

_SEAL = re.compile(_MARK.encode() + rb"([0-9a-f]{32})")
_PACKAGE = b"PK\x03\x04"


def sealed(file: bytes) -> bytes:
    """The file with its digest in the place of EMPTY; a package of parts is packed anew.

    A file whose own words hold the mark of a seal too is left unsealed, and so never overwritten
    without being asked.
    """
    if not file.startswith(_PACKAGE):
        return _stamped(file, file)
    parts = read_parts(file)
    return packed({name: _stamped(part, _all(parts)) for name, part in parts.items()})


def unbroken(file: bytes) -> bool:
    """Whether a file carries a seal of this program and is as it was when it was sealed."""
    if not file.startswith(_PACKAGE):
        return _holds(file, _SEAL.sub(EMPTY.encode(), file))
    try:
        parts = read_parts(file)
    except Refused:
        return False
    blank = {name: _SEAL.sub(EMPTY.encode(), part) for name, part in parts.items()}
    return _holds(_all(parts), _all(blank))


def bears_seal(file: bytes) -> bool:
    """Whether a file carries a seal of this program, broken or not. Raises Refused for a package
    that cannot be read."""
    return bool(_SEAL.search(_all(read_parts(file)) if file.startswith(_PACKAGE) else file))


def _all(parts: Mapping[str, bytes]) -> bytes:
    """The parts in one, each after its name and its length, so that none runs into the next."""
    return b"".join(b"%s:%d:%s" % (name.encode(), len(parts[name]), parts[name])
                    for name in sorted(parts))  # fmt: skip


def _stamped(part: bytes, whole: bytes) -> bytes:
    if len(_SEAL.findall(whole)) != 1:
        return part
    return part.replace(EMPTY.encode(), _MARK.encode() + sha256(whole).hexdigest()[:32].encode())


def _holds(file: bytes, blank: bytes) -> bool:
    return _SEAL.findall(file) == [sha256(blank).hexdigest()[:32].encode()]
