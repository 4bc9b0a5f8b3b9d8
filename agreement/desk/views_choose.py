"""Choosing: clauses and their wordings, and the parties."""

import re

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from agreement.desk.asked import Ask, answering, looked, shown
from agreement.desk.change import Change, Unsaved
from agreement.desk.edits import Edit, Put, Take
from agreement.desk.look import Look
from agreement.desk.picker import choosing, fitting, leaving, named, settling, wordings
from agreement.desk.place import ABSENT, at
from agreement.library.clause import STANDARD
from agreement.reading.source import Path, is_open

_ROLE = re.compile("(?!(open|parties)$)[a-z][a-z0-9_]{0,40}")


def clauses(ask: Ask, why: str = "") -> Response:
    """The clauses that fit, by kind, searched as one types."""
    look = looked(ask)
    search = ask.query.get("search", "")
    found = {} if look.scrivener else fitting(look.now.value, ask.seat.library, search)
    page = "parts/offers.html" if ask.part else "clauses.html"
    return shown(ask.seat, page, look=look, found=found, search=search, why=why, here="clauses")


def clause(ask: Ask) -> Response:
    """The wordings of a clause side by side."""
    look = looked(ask)
    found = ask.seat.library.clause(ask.path["id"])
    if found is None or found.kind == "definitions":
        raise HTTPException(404, "The library has no such clause; go back and search for another.")
    answers = look.now.value.get("clauses", {}).get(found.id, {}) or {}
    chosen = answers.get("alternative", STANDARD) if isinstance(answers, dict) else STANDARD
    inside = found.id in look.now.value.get("clauses", {})
    if look.scrivener and not inside:
        raise HTTPException(404, "In scrivener mode the desk shows what the parties chose.")
    listed = [one for one in wordings(found, ask.seat.library)
              if not look.scrivener or one.name == chosen]  # fmt: skip
    return shown(ask.seat, "clause.html", look=look, clause=found, wordings=listed,
                 chosen=chosen if inside else "", here="clauses")  # fmt: skip


def add(ask: Ask) -> Response:
    """A clause chosen, with what it requires; in place of others where it cannot stand beside
    them and that is asked for."""
    look = looked(ask)
    library = ask.seat.library
    words = ask.boxes.get("id", "")
    found = named(words, library) if look.scrivener else library.clause(words)
    if found is None or found.kind == "definitions":
        return clauses(ask, f"The library has no clause called “{words}”.")
    gone = tuple(edit for id in ask.several.get("instead", ()) for edit in leaving(id))
    edits = (*gone, *choosing(found, look.now.value, library))
    return _made(look, ask, edits, ("clauses", found.id))


def remove(ask: Ask) -> Response:
    """A clause taken out with its answers; Undo brings it back."""
    id = ask.boxes.get("id", "")
    return _made(looked(ask), ask, leaving(id), ("clauses", id), "document")


def unsettle(ask: Ask) -> Response:
    """A clause left open as a whole, its answers with it; Undo brings them back."""
    path = ("clauses", ask.boxes.get("id", ""))
    look = looked(ask)
    known = at(look.now.value, path) is not ABSENT
    return _made(look, ask, (Put(path, "open"),) if known else (), path)


def settle(ask: Ask) -> Response:
    """A clause that was open as a whole agreed: every answer that it needs is left open."""
    look = looked(ask)
    id = ask.boxes.get("id", "")
    found = look.seat.library.clause(id)
    waiting = found is not None and is_open(at(look.now.value, ("clauses", id)))
    edits = settling(found, look.now.value, look.seat.library) if waiting else ()
    return _made(look, ask, edits, ("clauses", id))


def wording(ask: Ask) -> Response:
    """Another wording of a clause chosen."""
    look = looked(ask)
    id, name = ask.boxes.get("id", ""), ask.boxes.get("name", STANDARD)
    path = ("clauses", id, "alternative")
    edit: Edit = Take(path) if name == STANDARD else Put(path, name)
    return _made(look, ask, (edit,), path)


def party(ask: Ask) -> Response:
    """A party added under its role, its name left open; or taken out."""
    look = looked(ask)
    role = ask.boxes.get("role", "").strip().lower().replace(" ", "_").replace("-", "_")
    if not _ROLE.fullmatch(role):
        raise HTTPException(400, "A role is a word such as payer, patient or debt buyer.")
    if ask.boxes.get("do") == "remove":
        return _made(look, ask, (Take(("parties", role)),), ("parties", role), "document")
    if role in look.roles:
        return RedirectResponse(look.leads(f"parties/{role}"), 303)
    path = ("parties", role)
    kind = "individual" if role == "patient" else "company"
    return _made(look, ask, (Put((*path, "name"), "open"), Put((*path, "kind"), kind)), path)


def _made(look: Look, ask: Ask, edits: tuple[Edit, ...], path: Path, key: str = "") -> Response:
    outcome = look.sheet.change(Change(edits, path, ask.tab)) if edits else None
    if isinstance(outcome, Unsaved):
        raise HTTPException(409, f"Not saved: {outcome.why}.")
    return RedirectResponse(look.leads(key or "/".join(map(str, path[:2]))), 303)


routes = (
    Route("/s/{name}/clauses", answering(clauses)),
    Route("/s/{name}/clauses/add", answering(add), methods=["POST"]),
    Route("/s/{name}/clauses/remove", answering(remove), methods=["POST"]),
    Route("/s/{name}/clauses/unsettle", answering(unsettle), methods=["POST"]),
    Route("/s/{name}/clauses/settle", answering(settle), methods=["POST"]),
    Route("/s/{name}/clauses/wording", answering(wording), methods=["POST"]),
    Route("/s/{name}/clauses/{id:path}", answering(clause)),
    Route("/s/{name}/parties", answering(party), methods=["POST"]),
)
