"""A shell: a Word file edited by counsel whose tags an agreement fills, compiled once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"


@dataclass(frozen=True, slots=True)
class Filled:
    """A part of a shell that holds tags, as the source of a Jinja template."""

    name: str
    source: str

    def render(self, places: Mapping[str, str | int]) -> bytes:
        """The part with its tags filled."""
        return _template(self.source).render(places).encode()


@dataclass(frozen=True, slots=True)
class Shell:
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
    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_never_none
    )


@cache
def _template(source: str) -> Template:
    return an_environment().from_string(source)
