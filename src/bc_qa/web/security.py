"""What every request passes: host, size, origin, the few Gradio routes of the page, the headers of every answer.

Plain ASGI: Starlette's BaseHTTPMiddleware would wrap the event streams of the chat page.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

from bc_qa import phrases
from bc_qa.errors import BadRequest, BcQaError
from bc_qa.files.guard import FILE_BYTES
from bc_qa.settings import Settings
from bc_qa.text.normal import clean
from bc_qa.types import plain
from bc_qa.web.hosts import is_own
from bc_qa.web.pages import for_people, missing_page

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CHAT = "/chat"
FILE_PATH = "/api/verify/file"
DOCUMENTS_PATH = "/api/documents"
_FORM_BYTES = 10_000  # what a form adds to the file in it
# Of Gradio's sixty routes, the ones that the page asks for. Files, uploads, proxy, monitoring and the rest stay closed.
_OPEN = re.compile(
    r"/|/config/?|/theme\.css|/favicon\.ico|/assets/[\w.@/-]+|/static/[\w.@/-]+"
    r"|/gradio_api/(?:info/?|queue/join/?|queue/data|run/predict/?|heartbeat/\w+|cancel|startup-events|app_id)"
)
_CALLS = frozenset(f"{CHAT}/gradio_api/{call}" for call in ("queue/join", "queue/join/", "run/predict", "run/predict/"))
_HASHED = re.compile(r"/chat/(?:assets|static)/|/static/")
_STREAMS = (b"text/event-stream", b"application/x-ndjson")
_CACHED = b"public, max-age=31536000, immutable"


def error_body(error: BcQaError) -> dict[str, Any]:
    """Return an error in the contract's form."""
    return {"error": {"code": error.code, "message": str(error)}}


def content_policy(origins: Iterable[str]) -> str:
    """Return the Content-Security-Policy of our own pages; `origins` may frame them."""
    ancestors = " ".join(["'self'", *origins])
    return (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {ancestors}"
    )


class Gate:
    """The outermost layer of the app."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._origins = frozenset(settings.allowed_origins)
        self._hosts = frozenset(host.lower() for host in settings.allowed_hosts)
        self._max_body = settings.max_body_bytes
        self._headers = [
            (b"content-security-policy", content_policy(settings.allowed_origins).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no page of ours uses web sockets
        path = scope["path"]
        if await self._turned_away(scope, send):
            return
        origin = _header(scope, b"origin")
        allowed = origin in self._origins
        if origin and not allowed and not _same_origin(scope, origin):
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}
            if scope["method"] not in ("GET", "HEAD"):
                await self._refuse(send, 403, BadRequest(phrases.FOREIGN_ORIGIN))
                return
        if scope["method"] == "OPTIONS" and allowed:
            await self._start(send, 204, self._cors(origin))
            return
        passed = await self._plain(scope, receive, send)
        if passed is None:
            return
        extra = [*self._headers, *(self._cors(origin) if allowed else [])]
        await self._app(scope, self._counted(scope, passed), self._dressed(path, extra, send))

    async def _turned_away(self, scope: Scope, send: Send) -> bool:
        """Answer what asks for another host, or for what of Gradio is closed; return whether that was so."""
        path = scope["path"]
        if not is_own(_header(scope, b"host"), self._hosts):
            host = clean(_header(scope, b"host"))[:80]
            log.warning(phrases.LOG_FOREIGN_HOST.format(host=host))
            await self._refuse(send, 421, BadRequest(phrases.FOREIGN_HOST.format(host=host)))
        elif not path.startswith(f"{CHAT}/") or _OPEN.fullmatch(path[len(CHAT) :]):
            return False
        elif for_people(_header(scope, b"accept"), path):
            await self._start(send, 404, [(b"content-type", b"text/html; charset=utf-8")], missing_page().encode())
        else:
            await self._refuse(send, 404, BadRequest(phrases.NOT_FOUND_PAGE))
        return True

    async def _plain(self, scope: Scope, receive: Receive, send: Send) -> Receive | None:
        """Return the body of a request to go on with; None where it was a forged event of the page, and is answered."""
        if scope["path"] not in _CALLS or scope["method"] != "POST":
            return receive
        try:
            body = await _whole(self._counted(scope, receive))
        except HTTPException as error:
            await self._refuse(send, error.status_code, BadRequest(error.detail))
            return None
        if _is_plain_call(body):
            return _again(body, receive)
        log.warning(phrases.LOG_FORGED_CALL)
        await self._refuse(send, 400, BadRequest(phrases.FORGED_CALL))
        return None

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """Count the bytes of a body as they come: a chunked one has no Content-Length to go by."""
        taken = 0
        limit, told = self._max_body, phrases.BODY_TOO_LONG.format(limit=self._max_body)
        if scope["path"] in (FILE_PATH, DOCUMENTS_PATH):
            limit, told = FILE_BYTES + _FORM_BYTES, phrases.FILE_TOO_LARGE.format(limit=FILE_BYTES // 1_000_000)

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, told)
            return message

        return counted

    def _dressed(self, path: str, extra: list[tuple[bytes, bytes]], send: Send) -> Send:
        """Set our headers on the answer, in place of any that are there."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = list(extra)
                if _HASHED.match(path) and message["status"] == 200:
                    ours.append((b"cache-control", _CACHED))
                if any(
                    name.lower() == b"content-type" and kind.startswith(_STREAMS) for name, kind in message["headers"]
                ):
                    ours.append((b"x-accel-buffering", b"no"))  # nginx would hold a stream back until its end
                names = {name for name, _ in ours}
                names |= {b"access-control-allow-origin", b"access-control-allow-credentials"}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
                message = {**message, "headers": [*kept, *ours]}
            await send(message)

        return dressed

    @staticmethod
    def _cors(origin: str) -> list[tuple[bytes, bytes]]:
        return [
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-allow-methods", b"GET, POST"),
            (b"access-control-allow-headers", b"content-type"),
            (b"access-control-max-age", b"600"),
            (b"vary", b"Origin"),
        ]

    async def _start(self, send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
        await send({"type": "http.response.start", "status": status, "headers": [*self._headers, *headers]})
        await send({"type": "http.response.body", "body": body})

    async def _refuse(self, send: Send, status: int, error: BcQaError) -> None:
        await refusal(send, status, str(error), self._headers)


async def refusal(send: Send, status: int, text: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """Send an error of the contract from a layer of the app."""
    body = json.dumps(plain(error_body(BadRequest(text))), ensure_ascii=False).encode()
    media = (b"content-type", b"application/json; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [*headers, media]})
    await send({"type": "http.response.body", "body": body})


async def _whole(receive: Receive) -> bytes:
    """Return a body whole."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read once more, then whatever comes behind it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _is_plain_call(body: bytes) -> bool:
    """Whether an event of the page is given nothing but text: Gradio would fetch what a forged file points to."""
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        return False
    data = call.get("data") if isinstance(call, dict) else None
    return data is None or (isinstance(data, list) and all(one is None or isinstance(one, str) for one in data))


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _same_origin(scope: Scope, origin: str) -> bool:
    """Whether an Origin header names the host that was asked; a proxy in front may have changed the scheme."""
    return origin.split("://", 1)[-1] == _header(scope, b"host")
