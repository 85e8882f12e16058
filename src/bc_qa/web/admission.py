"""Who is let in: as many of each kind as can be served at once, some who wait their turn, the rest refused at once.

Plain ASGI. A body is read whole before a turn is waited for, so that who sends slowly holds up nobody.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from time import perf_counter

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from bc_qa import phrases
from bc_qa.errors import BcQaError, Busy, TextTooLong
from bc_qa.settings import Settings
from bc_qa.web.limiter import AskLimiter
from bc_qa.web.security import CHAT, DOCUMENTS_PATH, FILE_PATH, App, Message, Receive, Scope, Send, error_body

_IN_MEMORY, _CHUNK = 1_000_000, 1 << 16  # bytes of a body that are kept in memory, and that are given on at once
_EXPORTED = (".xlsx", ".csv")
_FREE = ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/widget.js", "/embed", "/")
_LONGEST_WAIT = 60  # seconds that who was refused is told to wait, at most
_LEARNT = 0.1  # what the last request weighs in the mean time that one takes
# What a request costs who sends it, in questions.
_EXPORT_COST, _PAGE_COST, _FILE_COST = 20.0, 2.0, 20.0
_BYTES_A_QUESTION = 500.0  # of a draft that is sent as text


class Pool:
    """As many places as requests of one kind are served at once, and a queue before them."""

    def __init__(self, name: str, places: int, settings: Settings) -> None:
        self.name = name
        self._size = places
        self._places = asyncio.Semaphore(places)
        self._most = settings.waiting
        self._seconds = settings.wait_seconds
        self._mean = 0.1
        self.waiting = 0
        self.served = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[Callable[[], None]]:
        """Wait for a place and hold it; what it gives lets the place go before the end. Raises Busy."""
        await self._taken()
        began, held = perf_counter(), True
        self.served += 1

        def leave() -> None:
            nonlocal held
            if held:
                held = False
                self.served -= 1
                self._mean += _LEARNT * (perf_counter() - began - self._mean)
                self._places.release()

        try:
            yield leave
        finally:
            leave()

    async def _taken(self) -> None:
        if self._places.locked() and self.waiting >= self._most:
            raise self._busy()
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await self._places.acquire()
        except TimeoutError:
            raise self._busy() from None
        finally:
            self.waiting -= 1

    def _busy(self) -> Busy:
        """Return the refusal, with the seconds in which those who wait now will mostly have been served."""
        wait = min(max(math.ceil(self.waiting * self._mean / self._size), 1), _LONGEST_WAIT)
        return Busy(phrases.BUSY.format(seconds=wait), wait)


class Pools:
    """The kinds of requests: questions, drafts, files that are written, pages and lists that are made."""

    def __init__(self, settings: Settings) -> None:
        self.asking = Pool("asking", settings.asking, settings)
        self.checking = Pool("checking", settings.checking, settings)
        self.exporting = Pool("exporting", settings.exporting, settings)
        self.showing = Pool("showing", settings.showing, settings)

    @property
    def all(self) -> tuple[Pool, ...]:
        """Return every pool."""
        return self.asking, self.checking, self.exporting, self.showing

    def of(self, method: str, path: str) -> Pool | None:
        """Return the pool of a request; None for what costs next to nothing, and for the chat page's own calls."""
        if path in _FREE or path.startswith(("/static/", f"{CHAT}/")):
            return None
        if path.startswith(DOCUMENTS_PATH) and method in ("POST", "DELETE"):
            return None  # they wait for a build, one behind the other, and are few: web/uploads.py
        if path == "/api/talk" or path.endswith(_EXPORTED):
            return self.exporting
        if path.startswith("/api/verify"):
            return self.checking
        return self.showing if method in ("GET", "HEAD") else self.asking


@dataclass(frozen=True, slots=True)
class _Body:
    """A body as it came, kept in a file where it is large, and its size in bytes."""

    file: SpooledTemporaryFile[bytes]
    size: int


class Admission:
    """A layer of the app that gives each request a place before it is served."""

    def __init__(self, app: App, settings: Settings, pools: Pools, limiter: AskLimiter) -> None:
        self._app = app
        self._pools = pools
        self._limiter = limiter
        self._stalled = settings.stalled_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its turn comes, or refuse it."""
        pool = self._pools.of(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if pool is None:
            await self._app(scope, receive, send)
            return
        try:
            with SpooledTemporaryFile[bytes](_IN_MEMORY) as file:
                size = await self._read(receive, file)
                if size is None:
                    return
                client = scope.get("client")
                self._limiter.check(client[0] if client else "", _cost(pool, scope["path"], size))
                await self._turn(pool, scope, _Body(file, size), receive, send)
        except HTTPException as error:
            await refusal(TextTooLong(error.detail))(scope, receive, send)
        except BcQaError as error:
            await refusal(error)(scope, receive, send)

    async def _read(self, receive: Receive, file: SpooledTemporaryFile[bytes]) -> int | None:
        """Read a body into a file and return its size; None where who sends it has gone or sends nothing more."""
        while True:
            try:
                async with asyncio.timeout(self._stalled):
                    message = await receive()
            except TimeoutError:
                return None
            if message["type"] != "http.request":
                return None
            file.write(message.get("body", b""))
            if not message.get("more_body"):
                return file.tell()

    async def _turn(self, pool: Pool, scope: Scope, body: _Body, receive: Receive, send: Send) -> None:
        """Wait for a place, unless who asked goes away first, and serve."""
        leaving = asyncio.ensure_future(receive())
        entered = pool.place()
        entering = asyncio.ensure_future(entered.__aenter__())
        try:
            await asyncio.wait({leaving, entering}, return_when=asyncio.FIRST_COMPLETED)
            if entering.done():
                leave = entering.result()
                try:
                    await self._serve(scope, _given(body, leaving), send, leave)
                finally:
                    await entered.__aexit__(None, None, None)
        finally:
            entering.cancel()
            leaving.cancel()

    async def _serve(self, scope: Scope, receive: Receive, send: Send, leave: Callable[[], None]) -> None:
        """Serve a request; end it where what it answers is not taken."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body"):
                leave()  # all is made: what is left is for the net
            try:
                async with asyncio.timeout(self._stalled):
                    await send(message)
            except TimeoutError:
                serving.cancel()
                await asyncio.sleep(self._stalled)

        serving = asyncio.ensure_future(self._app(scope, receive, sent))
        try:
            await asyncio.wait({serving})
        finally:
            serving.cancel()
        if not serving.cancelled():
            serving.result()


def _cost(pool: Pool, path: str, size: int) -> float:
    """Return what a request costs who sends it, in questions."""
    if path == FILE_PATH:
        return _FILE_COST
    if path == "/api/talk":
        return 0.0  # counted by its questions where they are read
    costs = {"asking": 1.0, "checking": 1 + size / _BYTES_A_QUESTION, "exporting": _EXPORT_COST, "showing": _PAGE_COST}
    return costs[pool.name]


def _given(body: _Body, leaving: asyncio.Future[Message]) -> Receive:
    """Return what gives a body piece by piece, and then waits for who asked to go away."""
    body.file.seek(0)
    left = body.size
    ended = False

    async def receive() -> Message:
        nonlocal left, ended
        if ended:
            return await asyncio.shield(leaving)
        piece = body.file.read(_CHUNK)
        left -= len(piece)
        ended = left <= 0
        return {"type": "http.request", "body": piece, "more_body": not ended}

    return receive


def refusal(error: BcQaError) -> JSONResponse:
    """Return an error of ours as an answer, with the seconds to wait where that helps."""
    headers = None if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return JSONResponse(error_body(error), error.status, headers)
