"""Requests and answers: what a page sent, which term sheet it is about, and parts of pages back."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from msgspec import Struct
from msgspec.structs import replace
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from agreement.desk.look import Look
from agreement.desk.seat import Seat

MOST_BOXES = 500


class Ask(Struct, frozen=True):
    """One request: the desk, the tab it comes from, the boxes it sends, those of which there may
    be several, and whether it wants part of a page."""

    seat: Seat
    path: Mapping[str, Any]
    query: Mapping[str, str]
    boxes: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    tab: str
    part: bool
    shows: str = ""


View = Callable[[Ask], Response]


def answering(view: View) -> Callable:
    """A view as an endpoint: the body is read first, and the work is done in a thread."""

    async def endpoint(request: Request) -> Response:
        sent = await request.body() if request.method == "POST" else b""
        pairs = parse_qsl(sent.decode("utf-8", "replace"), keep_blank_values=True,
                          max_num_fields=MOST_BOXES)  # fmt: skip
        names = dict.fromkeys(name for name, _ in pairs)
        ask = Ask(
            seat=request.app.state.seat,
            path=request.path_params,
            query=dict(request.query_params),
            boxes=dict(pairs),
            several={one: tuple(value for name, value in pairs if name == one) for one in names},
            tab=request.headers.get("desk-tab", "")[:40],
            part="hx-request" in request.headers,
            shows=request.headers.get("desk-shows", ""),
        )
        return await run_in_threadpool(view, ask)

    return endpoint


def looked(ask: Ask, key: str = "document") -> Look:
    """The term sheet that a request names, as it stands. Raises HTTPException where there is
    none."""
    name = ask.path["name"]
    sheet = ask.seat.sheet(name)
    if sheet is None:
        raise HTTPException(404, "There is no such term sheet in this folder; choose one at /.")
    now = sheet.now()
    preview = ask.seat.previews.of(now)
    return Look(ask.seat, name, sheet, now, preview, ask.tab, key, shows=ask.shows)


def again(look: Look, key: str = "") -> Look:
    """The same term sheet after a change, knowing which words the change touched."""
    now = look.sheet.now()
    preview = look.seat.previews.of(now)
    units = {**look.preview.words, **preview.words}
    changed = (id for id in units if look.preview.words.get(id) != preview.words.get(id))
    just = frozenset(changed) if look.preview.drafted else frozenset()
    return replace(look, now=now, preview=preview, key=key or look.key, just=just, before=look)


def shown(seat: Seat, page: str, **told: Any) -> HTMLResponse:
    """A page, or parts of one, with what they tell."""
    return HTMLResponse(seat.pages.get_template(page).render(**told))
