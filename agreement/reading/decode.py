"""The bytes of a file to its text, or why they are no text that can be read."""

import re
from collections.abc import Iterator

from agreement.finding import Finding, Place, error, refuse_if
from agreement.reading.syntax import FORBIDDEN, about

MOST_BYTES = 1_000_000
NOT_TEXT = {
    b"PK\3\4": "a Word or Excel file",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Word file",
}
"""What the first four bytes of a file that is no text say it is."""


def decoded(raw: bytes, file: str) -> str:
    """The text of a file in UTF-8, with or without a mark at its beginning. Raises Refused."""
    place = Place(file, 1, 1)
    if made := NOT_TEXT.get(raw[:4]):
        refuse_if([error("not-text", place, f"this is {made}; name the YAML file to read")])
    if len(raw) > MOST_BYTES:
        refuse_if([error("too-long", place, "the file is over 1 MB; split it or shorten it")])
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:4]:
        refuse_if([error("not-utf8", place, "the file is saved as UTF-16; save it as UTF-8")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        place = _after(bad.object[: bad.start].decode("utf-8"), file)
        meant = bad.object[bad.start : bad.start + 1].decode("cp1252", "replace")
        message = f"this character ({meant} in an old Windows file?) is not UTF-8; save it as UTF-8"
        refuse_if([error("not-utf8", place, message)])
        raise


def _after(before: str, file: str) -> Place:
    lines = re.split("\r\n|\r|\n", before.removeprefix("\ufeff"))
    return Place(file, len(lines), len(lines[-1]) + 1)


def unprintable(text: str, file: str) -> Iterator[Finding]:
    """The characters of a text that cannot be seen or printed, each where it stands."""
    for match in FORBIDDEN.finditer(text):
        place = _after(text[: match.start()], file)
        yield error("forbidden-character", place, about(match.group()))
