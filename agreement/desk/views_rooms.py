"""Each side's private notes, and the view that shows joint text only."""

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from agreement.desk.asked import Ask, answering, looked, shown
from agreement.desk.look import Look
from agreement.desk.rooms import MEDIATOR, Notes, digest
from agreement.number import number
from agreement.page_parts import Hand, labelled, nothing, parts, unmarked
from agreement.plain import Page


def rooms(ask: Ask) -> Response:
    """The notes of each side and of the mediator."""
    look = looked(ask)
    notes = Notes(look.sheet.path)
    sides = {**look.roles, MEDIATOR: "Mediator"}
    listed = [(side, called, notes.read(side)) for side, called in sides.items()]
    return shown(ask.seat, "rooms.html", look=look, notes=listed, digest=digest, here="rooms")


def note(ask: Ask) -> Response:
    """The notes of one side, kept as they are typed."""
    look = looked(ask)
    side, words = ask.boxes.get("side", ""), ask.boxes.get("words", "")
    if side not in look.roles and side != MEDIATOR:
        raise HTTPException(404, "No side is called that.")
    kept = Notes(look.sheet.path).write(side, words, ask.boxes.get("was", ""))
    now = digest(words.replace("\r\n", "\n")) if kept else ask.boxes.get("was", "")
    return shown(ask.seat, "parts/noted.html", side=side, kept=kept, now=now,
                 at=ask.seat.clock().astimezone())  # fmt: skip


def share(ask: Ask) -> Response:
    """Joint text only: the agreement as it reads, for a screen that both sides see."""
    look = looked(ask)
    return shown(ask.seat, "share.html", look=look, text=_joint(look))


def _joint(look: Look) -> Markup:
    drafted = look.preview.drafted
    if drafted is None:
        return Markup("")
    agreement = drafted.agreement
    hand = Hand(Page(number(agreement), agreement.conventions), unmarked, labelled, nothing)
    return Markup("\n".join(parts(agreement, hand)))


routes = (
    Route("/s/{name}/rooms", answering(rooms)),
    Route("/s/{name}/rooms/note", answering(note), methods=["POST"]),
    Route("/s/{name}/share", answering(share)),
)
