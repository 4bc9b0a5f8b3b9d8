"""A change that somebody wants made to a term sheet, and what came of it."""

from msgspec import Struct

from agreement.desk.edits import Edit, Put
from agreement.desk.place import ABSENT
from agreement.reading.source import Path as Place


class Change(Struct, frozen=True):
    """What somebody wants changed: in which tab, at which place, and what the page showed there.

    Without `was` it is not asked what stands there now.
    """

    edits: tuple[Edit, ...]
    place: Place
    tab: str
    was: object = None
    asks: bool = False


class Saved(Struct, frozen=True):
    """The change stands on disk."""


class Asked(Struct, frozen=True):
    """The place was changed elsewhere since the page showed it; nothing is overwritten."""

    place: Place
    theirs: object


class Unsaved(Struct, frozen=True):
    """The change cannot be written; why, in a sentence."""

    why: str


Outcome = Saved | Asked | Unsaved


def wanted(change: Change) -> tuple[object, ...]:
    """What a change would leave at its place."""
    puts = [e.value for e in change.edits if isinstance(e, Put) and e.path == change.place]
    return tuple(puts) or (ABSENT,)
