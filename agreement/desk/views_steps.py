"""Steps taken back and made again, questions settled, a file brought back, and the mode."""

import json

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from agreement.desk.asked import Ask, again, answering, looked
from agreement.desk.change import Change, Outcome, Saved
from agreement.desk.edits import Edit, Put, Take
from agreement.desk.given_back import place_of, replaced
from agreement.desk.history import REDO, UNDO
from agreement.desk.look import SCRIVENER
from agreement.desk.place import ABSENT
from agreement.desk.sections import key_of
from agreement.desk.steps import waiting


def step(ask: Ask) -> Response:
    """The last step taken back, or made again."""
    look = looked(ask, ask.boxes.get("at", "document"))
    do = REDO if ask.boxes.get("do") == "redo" else UNDO
    outcome = look.sheet.step(do, ask.tab)
    return replaced(again(look), outcome)


def bring_back(ask: Ask) -> Response:
    """The last text known, in place of a file that is gone or cannot be read."""
    look = looked(ask, ask.boxes.get("at", "document"))
    outcome = look.sheet.bring_back(ask.tab)
    return replaced(again(look), outcome)


def settle(ask: Ask) -> Response:
    """The answer to a question which of two answers to keep."""
    path = place_of(ask)
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
    return replaced(again(look), outcome)


def mode(ask: Ask) -> Response:
    """Scrivener mode switched on or off."""
    look = looked(ask, ask.boxes.get("at", "document"))
    look.sheet.record(SCRIVENER, {"on": not look.scrivener}, ask.tab)
    return RedirectResponse(f"{look.base}/", 303)


routes = (
    Route("/s/{name}/step", answering(step), methods=["POST"]),
    Route("/s/{name}/bring-back", answering(bring_back), methods=["POST"]),
    Route("/s/{name}/settle", answering(settle), methods=["POST"]),
    Route("/s/{name}/mode", answering(mode), methods=["POST"]),
)
