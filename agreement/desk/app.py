"""The addresses of the desk, behind its guard."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
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
    return PlainTextResponse(f"{getattr(fault, 'detail', '')}\n", status)


async def _refused(request: Request, fault: Exception) -> Response:
    lines = "\n".join(map(str, getattr(fault, "findings", ())))
    return PlainTextResponse(f"{lines}\n", 422)


async def _lacking(request: Request, fault: Exception) -> Response:
    why = getattr(fault, "strerror", "") or "the machine lacks something"
    told = (
        f"This was not kept: {why}. Make room on the disk, or make the folder writable, and go on."
    )
    return PlainTextResponse(f"{told} Nothing before it is lost.\n", 507)


async def _failed(request: Request, fault: Exception) -> Response:
    # What the fault says may quote a private word, so only its kind is told.
    kind = type(fault).__name__
    told = f"The desk could not do this ({kind}). Go back and load the page again; nothing is lost."
    return PlainTextResponse(f"{told}\n", 500)
