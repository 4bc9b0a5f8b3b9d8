"""The three panes: the terms, the agreement as it reads, and what is open or wrong."""

import json
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from agreement.desk.asked import Ask, again, answering, looked, shown
from agreement.desk.change import Change, Outcome, Unsaved
from agreement.desk.edits import Edit, Put, Take
from agreement.desk.fields import Field, Rows
from agreement.desk.given_back import changed, field_at, place_of, replaced
from agreement.desk.look import Look
from agreement.desk.place import ABSENT, at
from agreement.desk.sections import every_field, key_of, section
from agreement.desk.typed import entered
from agreement.reading.source import Path


def desk(ask: Ask) -> Response:
    """The three panes of a term sheet."""
    look = looked(ask, ask.query.get("at", "document"))
    return shown(ask.seat, "desk.html", look=look, field="")


def terms(ask: Ask) -> Response:
    """A part of the terms: the first pane alone where only that is asked for."""
    look = looked(ask, ask.query.get("at", "document"))
    page = "parts/terms.html" if ask.part else "desk.html"
    return shown(ask.seat, page, look=look, field=ask.query.get("field", ""))


def status(ask: Ask) -> Response:
    """Nothing while the page shows the last text; what changed elsewhere where it does not."""
    look = looked(ask)
    if look.now.digest == ask.query.get("digest") and not look.now.faults:
        return Response(status_code=204)
    return changed(again(look), None, None)


def judged(ask: Ask) -> Response:
    """What is open or wrong, which the page asks for once the new text is in sight, and what is
    wrong with the answer last typed."""
    look = looked(ask, ask.query.get("at", "document"))
    path = place_of(ask) if ask.query.get("path") else None
    field = field_at(look, path) if path is not None else None
    return shown(ask.seat, "parts/judged.html", look=look, field=field)


def answer(ask: Ask) -> Response:
    """An answer typed: kept at once, and what it changed in sight."""
    path = place_of(ask)
    look = looked(ask, key_of(path))
    field = field_at(look, path)
    if field is None:
        return changed(look, None, Unsaved("this field is no longer part of the terms"))
    several = ask.several.get("several", ())
    value = entered(field.kind, ask.boxes, field.value, several, look.currency)
    outcome = _make(look, path, tuple(_edits(look, field, value)), ask)
    return changed(again(look), path, outcome)


def left_open(ask: Ask) -> Response:
    """An answer left open, with what is known of it and who owes it."""
    path = place_of(ask)
    look = looked(ask, key_of(path))
    what, owner = ask.boxes.get("what", "").strip(), ask.boxes.get("owner", "")
    field = field_at(look, path)
    if field is None:
        return changed(look, None, Unsaved("this field is no longer part of the terms"))
    asked = what or (field.label[:1].lower() + field.label[1:] if owner else "")
    value = {"open": asked, **({"owner": owner} if owner else {})} if asked else "open"
    outcome = _make(look, path, (Put(path, value),), ask)
    if "what" not in ask.boxes and _is_table(look, path):
        return replaced(again(look), outcome)
    return changed(again(look), path, outcome, emptied="what" not in ask.boxes)


def row(ask: Ask) -> Response:
    """A row added to a table or a list, or taken out."""
    path = place_of(ask)
    look = looked(ask, key_of(path))
    items = look.section.items if look.section else ()
    tables = [
        item for item in items if isinstance(item, Rows) and path[: len(item.path)] == item.path
    ]
    if not tables:
        raise HTTPException(404, "There is no such table.")
    table = tables[0]
    listed = at(look.now.value, table.path)
    count = len(listed) if isinstance(listed, list) else 0
    if ask.boxes.get("do") == "remove":
        edits: tuple[Edit, ...] = (Take(path),)
    else:
        new = [table.blank] if count == 0 else table.blank
        edits = (Put(table.path if count == 0 else (*table.path, count), new),)
    outcome = _make(look, path, edits, ask)
    return replaced(again(look), outcome)


def _make(look: Look, path: Path, edits: tuple[Edit, ...], ask: Ask) -> Outcome:
    was = ask.boxes.get("was")
    base = ABSENT if not was else json.loads(was)
    return look.sheet.change(Change(edits, path, ask.tab, base, was is not None))


def _edits(look: Look, field: Field, value: object) -> Iterator[Edit]:
    path = field.path
    if value is not ABSENT:
        yield from _beside(look, field)
        yield Put(path, value)
    elif isinstance(path[-1], int) or (field.needed and field.opens):
        yield Put(path, "open")
    elif field.needed:
        yield Put(path, "")
    else:
        yield Take(path)


def _beside(look: Look, field: Field) -> Iterator[Edit]:
    """What must stand beside an answer where nothing stands there yet."""
    holder = field.path[:-1]
    if not holder or field.path[0] == "clauses" or at(look.now.value, holder) is not ABSENT:
        return
    found = section(key_of(field.path), look.now.value, look.seat.library, look.seat.frame)
    for one in every_field(found.items if found else ()):
        if one.path[:-1] == holder and one.needed and one.path != field.path:
            yield Put(one.path, "open" if one.opens else _first(look, one))


def _first(look: Look, field: Field) -> str:
    """What an answer that cannot be open begins as: the law's own currency, the first choice."""
    if field.path == ("money", "currency"):
        return look.currency
    return field.choices[0][0] if field.choices else ""


def _is_table(look: Look, path: Path) -> bool:
    return isinstance(at(look.now.value, path), list) or any(
        isinstance(one, Rows) and one.path == path for one in look.section.items
    )


routes = (
    Route("/s/{name}/", answering(desk)),
    Route("/s/{name}/terms", answering(terms)),
    Route("/s/{name}/status", answering(status)),
    Route("/s/{name}/judged", answering(judged)),
    Route("/s/{name}/answer", answering(answer), methods=["POST"]),
    Route("/s/{name}/open", answering(left_open), methods=["POST"]),
    Route("/s/{name}/row", answering(row), methods=["POST"]),
)
