"""What goes back to the page after a change: the parts of it that the change touched."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from agreement.desk.asked import Ask, shown
from agreement.desk.change import Asked, Outcome, Saved, Unsaved
from agreement.desk.fields import Field
from agreement.desk.look import Look
from agreement.desk.named import place_words
from agreement.desk.place import anchor, read, told
from agreement.desk.sections import every_field, key_of, section
from agreement.desk.steps import elsewhere
from agreement.reading.source import Path


def place_of(ask: Ask) -> Path:
    """The place that a request names. Raises HTTPException where it names none."""
    try:
        return read(ask.boxes.get("path") or ask.query.get("path", ""))
    except ValueError:
        raise HTTPException(400, "This names no place in the terms.") from None


def field_at(look: Look, path: Path) -> Field | None:
    """The field of a place, or None where the terms have none."""
    found = section(key_of(path), look.now.value, look.seat.library, look.seat.frame)
    fields = every_field(found.items) if found else ()
    return next((one for one in fields if one.path == path), None)


def changed(
    look: Look, path: Path | None, outcome: Outcome | None, emptied: bool = False
) -> Response:
    """What the change did to the text, and the field again where its boxes are emptied."""
    field = field_at(look, path) if path is not None else None
    asked = outcome if isinstance(outcome, Asked) else None
    why = outcome.why if isinstance(outcome, Unsaved) else ""
    here = anchor(path) if path is not None else ""
    return shown(look.seat, "parts/changed.html", look=look, field=field, here=here,
                 asked=asked, why=why, emptied=emptied, elsewhere=_elsewhere(look),
                 judging=told(path) if path is not None else "")  # fmt: skip


def _elsewhere(look: Look) -> str:
    """What changed in another tab, or outside, since the page was brought up to date."""
    places = elsewhere(look.now.lines, look.shows, look.tab) if look.shows else ()
    return ", ".join(dict.fromkeys(place_words(place) for place in places if place))


def replaced(look: Look, outcome: Outcome) -> Response:
    """All panes again, because the change may have added or taken out fields."""
    why = outcome.why if isinstance(outcome, Unsaved) else ""
    asked = outcome if isinstance(outcome, Asked) else None
    return shown(look.seat, "parts/replaced.html", look=look, field="", why=why, asked=asked,
                 elsewhere="", saved=isinstance(outcome, Saved), judging="")  # fmt: skip
