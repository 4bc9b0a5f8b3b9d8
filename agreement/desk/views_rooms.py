"""Each side's private notes, and the view that shows joint text only."""

from markupsafe import Markup
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from agreement.beside.page_parts import Hand, labelled, nothing, parts, unmarked
from agreement.desk.asked import Ask, answering, looked, shown
from agreement.desk.history import REDO, UNDO
from agreement.desk.look import Look
from agreement.desk.rooms import MEDIATOR, digest
from agreement.document.number import number
from agreement.document.plain import Page


class Room(Struct, frozen=True):
    """One side's notes on the page: whose, what they say, what was typed in another tab
    meanwhile, and whether something can be taken back and made again."""

    side: str
    called: str
    words: str
    meanwhile: str
    back: bool
    again: bool

    @property
    def digest(self) -> str:
        """What tells this state of the notes from another."""
        return digest(self.words)


def rooms(ask: Ask) -> Response:
    """The notes of each side and of the mediator."""
    look = looked(ask)
    listed = [_room(look, side) for side in _sides(look)]
    return shown(ask.seat, "rooms.html", look=look, rooms=listed, here="rooms")


def note(ask: Ask) -> Response:
    """The notes of one side, kept as they are typed."""
    look, side = _asked(ask)
    was = ask.boxes.get("was", "")
    kept = look.seat.notes(look.name).write(side, ask.boxes.get("words", ""), was, ask.tab)
    return shown(ask.seat, "parts/noted.html", look=look, room=_room(look, side), kept=kept,
                 was=was, at=ask.seat.clock().astimezone())  # fmt: skip


def turn_back(ask: Ask) -> Response:
    """What was last typed into some notes taken back, or made again."""
    look, side = _asked(ask)
    do = REDO if ask.boxes.get("do") == "redo" else UNDO
    look.seat.notes(look.name).step(side, do, ask.tab)
    return shown(ask.seat, "parts/room_again.html", look=look, room=_room(look, side))


def _sides(look: Look) -> dict[str, str]:
    return {**look.roles, MEDIATOR: "Mediator"}


def _asked(ask: Ask) -> tuple[Look, str]:
    look, side = looked(ask), ask.boxes.get("side", "")
    if side not in _sides(look):
        raise HTTPException(404, "No side is called that; load the page again.")
    return look, side


def _room(look: Look, side: str) -> Room:
    notes = look.seat.notes(look.name)
    back, again = notes.can(side)
    return Room(side, _sides(look)[side], notes.read(side), notes.meanwhile(side), back, again)


def share(ask: Ask) -> Response:
    """Joint text only: the agreement as it reads, for a screen that both sides see."""
    look = looked(ask)
    if ask.part and ask.shows == look.now.digest:
        return Response(status_code=204)
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
    Route("/s/{name}/rooms/step", answering(turn_back), methods=["POST"]),
    Route("/s/{name}/share", answering(share)),
)
