"""Who may ask the desk anything: this machine's own browser, with the address that was printed."""

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 256 * 1024
"""The most bytes of a request's body."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy: only what the desk itself serves, and nothing inline."""

_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
_OWN = (b"same-origin", b"none")
_ENTRANCE = (
    "This is the desk of build-agreement, and it is shut. Open the address that the command "
    "printed; it works once. To get a new one, end the command with Ctrl-C and start it again."
)


class Guard:
    """The one door of the desk. The token opens it once, and becomes a cookie of this browser."""

    def __init__(self, app: ASGIApp, port: int, token: str, landing: str = "/"):
        self.app = app
        self.hosts = tuple(f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost"))
        self.cookie = f"desk-{port}"
        self.landing = landing
        self._token: str | None = token
        self._key = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            await _refuse(send, 400, "The desk answers to its own address only.")
        elif not _own(scope["method"], headers):
            await _refuse(send, 403, "The desk takes nothing from another site.")
        elif scope["path"] == "/enter":
            await self._enter(scope, headers, send)
        elif not self._known(headers):
            await _refuse(send, 403, _ENTRANCE)
        elif _too_long(headers):
            await _refuse(send, 413, "This is more than the desk takes at once.")
        else:
            await self.app(scope, _limited(receive), _armoured(send))

    async def _enter(self, scope: Scope, headers: Mapping[bytes, bytes], send: Send) -> None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        known = self._known(headers)
        fits = self._token is not None and secrets.compare_digest(
            given.encode(), self._token.encode()
        )
        if not known and not fits:
            await _refuse(send, 403, _ENTRANCE)
            return
        if fits:
            self._token = None
        cookie = f"{self.cookie}={self._key}; Path=/; HttpOnly; SameSite=Strict"
        more = ((b"location", self.landing.encode()), (b"set-cookie", cookie.encode()))
        await _answer(send, 303, "", more if fits else more[:1])

    def _known(self, headers: Mapping[bytes, bytes]) -> bool:
        cookies = cookie_parser(headers.get(b"cookie", b"").decode("latin-1"))
        given = cookies.get(self.cookie, "")
        return secrets.compare_digest(given.encode(), self._key.encode())


def _own(method: str, headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request comes from the desk's own page, or from nobody's where it only reads."""
    site = headers.get(b"sec-fetch-site")
    if method in ("GET", "HEAD"):
        return site is None or site in _OWN
    return site in _OWN


def _too_long(headers: Mapping[bytes, bytes]) -> bool:
    length = headers.get(b"content-length", b"0")
    return not length.isdigit() or int(length) > MOST_BODY


def _limited(receive: Receive) -> Receive:
    """What is received, cut off where a body is longer than it may be."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= MOST_BODY else {"type": "http.disconnect"}

    return limited


def _armoured(send: Send) -> Send:
    async def armoured(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *_HEADERS]}
        await send(message)

    return armoured


async def _refuse(send: Send, status: int, why: str) -> None:
    await _answer(send, status, why, ())


async def _answer(send: Send, status: int, words: str, more: tuple) -> None:
    body = f"{words}\n".encode() if words else b""
    headers = [(b"content-type", b"text/plain; charset=utf-8"),
               (b"content-length", str(len(body)).encode()), *_HEADERS, *more]  # fmt: skip
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
