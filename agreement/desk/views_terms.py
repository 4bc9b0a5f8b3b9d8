"""The three panes: the terms, the agreement as it reads, and what is open or wrong."""

import json
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from agreement.desk.asked import Ask, again, answering, looked, shown
from agreement.desk.change import Asked, Change, Outcome, Saved, Unsaved
from agreement.desk.edits import Edit, Put, Take
from agreement.desk.fields import Field, Rows
from agreement.desk.history import REDO, UNDO
from agreement.desk.look import SCRIVENER, Look
from agreement.desk.place import ABSENT, anchor, at, read
from agreement.desk.sections import every_field, key_of, section
from agreement.desk.steps import waiting
from agreement.desk.typed import entered
from agreement.source import Path


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
    return _changed(again(look), None, None)


def answer(ask: Ask) -> Response:
    """An answer typed: kept at once, and what it changed in sight."""
    path = _place(ask)
    look = looked(ask, key_of(path))
    field = _field(look, path)
    if field is None:
        return _changed(look, None, Unsaved("this field is no longer part of the terms"))
    several = ask.several.get("several", ())
    value = entered(field.kind, ask.boxes, field.value, several)
    outcome = _make(look, path, tuple(_edits(look, field, value)), ask)
    return _changed(again(look), path, outcome)


def left_open(ask: Ask) -> Response:
    """An answer left open, with what is known of it and who owes it."""
    path = _place(ask)
    look = looked(ask, key_of(path))
    what, owner = ask.boxes.get("what", "").strip(), ask.boxes.get("owner", "")
    field = _field(look, path)
    if field is None:
        return _changed(look, None, Unsaved("this field is no longer part of the terms"))
    asked = what or (field.label[:1].lower() + field.label[1:] if owner else "")
    value = {"open": asked, **({"owner": owner} if owner else {})} if asked else "open"
    outcome = _make(look, path, (Put(path, value),), ask)
    return _changed(again(look), path, outcome)


def row(ask: Ask) -> Response:
    """A row added to a table or a list, or taken out."""
    path = _place(ask)
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
    return _replaced(again(look), outcome)


def _table(look: Look, path: Path) -> Rows:
    items = look.section.items if look.section else ()
    found = [one for one in items if isinstance(one, Rows) and path[: len(one.path)] == one.path]
    if not found:
        raise HTTPException(404, "There is no such table.")
    return found[0]


def step(ask: Ask) -> Response:
    """The last step taken back, or made again."""
    look = looked(ask, ask.boxes.get("at", "document"))
    do = REDO if ask.boxes.get("do") == "redo" else UNDO
    outcome = look.sheet.step(do, ask.tab)
    return _replaced(again(look), outcome)


def bring_back(ask: Ask) -> Response:
    """The last text known, in place of a file that is gone or cannot be read."""
    look = looked(ask, ask.boxes.get("at", "document"))
    outcome = look.sheet.bring_back(ask.tab)
    return _replaced(again(look), outcome)


def settle(ask: Ask) -> Response:
    """The answer to a question which of two answers to keep."""
    path = _place(ask)
    look = looked(ask, key_of(path))
    held = [line for line in waiting(look.now.lines) if line.places == (path,)]
    mine = [line for line in held if line.tab == ask.tab] or held
    outcome: Outcome = Saved()
    if ask.boxes.get("keep") == "mine" and mine:
        wanted = mine[-1].told.get("wanted") or [ABSENT]
        edit: Edit = Take(path) if wanted[0] is ABSENT else Put(path, wanted[0])
        theirs = ask.boxes.get("theirs", "")
        base = json.loads(theirs) if theirs else ABSENT
        outcome = look.sheet.change(Change((edit,), path, ask.tab, base, True))
    else:
        look.sheet.record("kept", {}, ask.tab, (path,))
    return _replaced(again(look), outcome)


def mode(ask: Ask) -> Response:
    """Scrivener mode switched on or off."""
    look = looked(ask, ask.boxes.get("at", "document"))
    look.sheet.record(SCRIVENER, {"on": not look.scrivener}, ask.tab)
    return RedirectResponse(f"{look.base}/", 303)


def _place(ask: Ask) -> Path:
    try:
        return read(ask.boxes.get("path", ""))
    except ValueError:
        raise HTTPException(400, "This names no place in the terms.") from None


def _field(look: Look, path: Path) -> Field | None:
    found = section(key_of(path), look.now.value, look.seat.library, look.seat.frame)
    fields = every_field(found.items) if found else ()
    return next((one for one in fields if one.path == path), None)


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


def _changed(look: Look, path: Path | None, outcome: Outcome | None) -> Response:
    field = _field(look, path) if path is not None else None
    asked = outcome if isinstance(outcome, Asked) else None
    why = outcome.why if isinstance(outcome, Unsaved) else ""
    here = anchor(path) if path is not None else ""
    return shown(look.seat, "parts/changed.html", look=look, field=field, here=here,
                 asked=asked, why=why)  # fmt: skip


def _replaced(look: Look, outcome: Outcome) -> Response:
    """All panes again, because the change may have added or taken out fields."""
    why = outcome.why if isinstance(outcome, Unsaved) else ""
    asked = outcome if isinstance(outcome, Asked) else None
    return shown(look.seat, "parts/replaced.html", look=look, field="", why=why, asked=asked,
                 saved=isinstance(outcome, Saved))  # fmt: skip


routes = (
    Route("/s/{name}/", answering(desk)),
    Route("/s/{name}/terms", answering(terms)),
    Route("/s/{name}/status", answering(status)),
    Route("/s/{name}/answer", answering(answer), methods=["POST"]),
    Route("/s/{name}/open", answering(left_open), methods=["POST"]),
    Route("/s/{name}/row", answering(row), methods=["POST"]),
    Route("/s/{name}/step", answering(step), methods=["POST"]),
    Route("/s/{name}/bring-back", answering(bring_back), methods=["POST"]),
    Route("/s/{name}/settle", answering(settle), methods=["POST"]),
    Route("/s/{name}/mode", answering(mode), methods=["POST"]),
)
