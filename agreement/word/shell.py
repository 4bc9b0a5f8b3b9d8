"""A shell: a Word file edited by counsel whose tags an agreement fills, compiled once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
BODY = "body"
"""The place that is filled with WordprocessingML, which stays as it is."""

Piece = str | tuple
"""A piece of a part: words; the place that stands there, `(place,)`; or pieces that stand there
where a place says something, and pieces where it says nothing, `(place, pieces, others)`."""

Places = Mapping[str, str | int | tuple[bytes, ...]]
"""What stands in each place: words, a number, or pieces of XML, which stay as they are."""

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;"})
"""Marks of XML as Jinja writes them."""


class Filled(Struct, frozen=True):
    """A part of a shell that holds tags, as the source of a Jinja template, and in `pieces` where
    its tags say no more than which place stands there, and whether something does."""

    name: str
    source: str
    pieces: tuple[Piece, ...] | None = None

    def render(self, places: Places) -> bytes:
        """The part with its tags filled. Tags that only name places go without Jinja, which takes
        longer to import than an agreement takes to write."""
        if self.pieces is not None:
            return b"".join(_joined(self.pieces, places))
        from markupsafe import Markup

        body = Markup(b"".join(places.get(BODY, ())).decode())
        return _template(self.source).render({**places, BODY: body}).encode()


def _joined(pieces: tuple[Piece, ...], places: Places) -> Iterator[bytes]:
    for piece in pieces:
        match piece:
            case str():
                yield piece.encode()
            case (name,):
                stands = places[name]
                if type(stands) is tuple:
                    yield from stands
                else:
                    yield str(stands).translate(_MARKUP).encode()
            case (name, given, otherwise):
                yield from _joined(given if places[name] else otherwise, places)


class Shell(Struct, frozen=True):
    """A compiled shell.

    `parts` go into every agreement as they are, `templates` are filled for each. `list_id` is the
    w:numId of its list of provisions, `schedule_style` the name that Word shows for its style of a
    schedule's heading, `margins` what it takes from the paper's width, in twentieths of a point.
    `free_list` is the lowest number free for another list. `digest` is the sha256 of its
    uncompressed parts.
    """

    digest: str
    parts: tuple[tuple[str, bytes], ...]
    templates: tuple[Filled, ...]
    list_id: str
    schedule_style: str
    margins: int
    free_list: int


def _never_none(value: object) -> object:
    if value is None:
        raise ValueError("a place of the shell has nothing to hold")
    return value


@cache
def an_environment() -> ImmutableSandboxedEnvironment:
    """Where the tags of a shell are filled: words escaped, an unknown name refused, nothing within
    reach."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_never_none
    )


@cache
def _template(source: str) -> Template:
    return an_environment().from_string(source)
