"""The addresses of the desk, behind its guard."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from agreement.desk import (
    views_choose,
    views_out,
    views_rooms,
    views_rounds,
    views_start,
    views_steps,
    views_terms,
)
from agreement.desk.guard import Guard
from agreement.desk.seat import HERE, Seat
from agreement.finding import Refused

VIEWS = (views_start, views_terms, views_steps, views_choose, views_rounds, views_rooms, views_out)
"""Every module that has addresses."""


def desk(seat: Seat, port: int, token: str, landing: str = "/") -> Guard:
    """The desk as an ASGI application that answers on this port to who has the token."""
    routes = [route for view in VIEWS for route in view.routes]
    told = {HTTPException: _told, Refused: _refused, OSError: _lacking, Exception: _failed}
    app = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=HERE / "static"))],
        exception_handlers=told,
    )
    app.state.seat = seat
    return Guard(app, port, token, landing)


async def _told(request: Request, fault: Exception) -> Response:
    status = getattr(fault, "status_code", 500)
    return _said(request, str(getattr(fault, "detail", "")), status)


async def _refused(request: Request, fault: Exception) -> Response:
    return _said(request, "\n".join(map(str, getattr(fault, "findings", ()))), 422)


async def _lacking(request: Request, fault: Exception) -> Response:
    why = getattr(fault, "strerror", "") or "the machine lacks something"
    told = (
        f"This was not kept: {why}. Make room on the disk, or make the folder writable, and go on."
    )
    return _said(request, f"{told} Nothing before it is lost.", 507)


async def _failed(request: Request, fault: Exception) -> Response:
    # What the fault says may quote a private word, so only its kind is told.
    kind = type(fault).__name__
    told = f"The desk could not do this ({kind}). Go back and load the page again; nothing is lost."
    return _said(request, told, 500)


def _said(request: Request, words: str, status: int) -> Response:
    """Why something was not done: a page with the way back, or the words alone for a page that
    shows them where it stands."""
    if "hx-request" in request.headers or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{words}\n", status)
    seat: Seat = request.app.state.seat
    name = request.path_params.get("name", "")
    back = f"/s/{name}/" if name in seat.names() else "/"
    page = seat.pages.get_template("told.html").render(lines=words.splitlines(), back=back)
    return HTMLResponse(page, status)
