"""What the server writes down: time, level, request id, one line an event; never what was asked, never in floods."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable, Iterable, MutableMapping
from contextvars import ContextVar
from logging.config import dictConfig
from time import monotonic, perf_counter

from starlette.exceptions import HTTPException

from bc_qa import phrases
from bc_qa.text.normal import clean
from bc_qa.web.security import App, Message, Receive, Scope, Send

REQUEST_ID = b"x-request-id"
MOST_ALIKE, WINDOW = 20, 60.0  # lines of one kind that are written in so many seconds; the rest is counted
REFUSED = frozenset((403, 413, 421, 429, 503))
_SHOWN = 120  # characters of an address
_FORMAT = "%(asctime)s %(levelname)s [%(request)s] %(message)s"

log = logging.getLogger(__name__)
_request: ContextVar[str] = ContextVar("request", default="-")


class Logged:
    """The outermost layer of the app: gives each request an id, and writes down the refused and the failed, once."""

    def __init__(self, app: App, refused: Callable[[int], None]) -> None:
        self._app = app
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on under an id, which its answer has in a header."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number, began, status = secrets.token_hex(6), perf_counter(), 0
        _request.set(number)

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (REQUEST_ID, number.encode())]}
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            if not status:
                raise
            # Answered already, and written down where it was foreseen: an event of Gradio for a session that it forgot.
            log.warning(phrases.LOG_BROKEN_OFF.format(path=_path(scope), reason=_reason(error)))
        finally:
            if status in REFUSED:
                self._refused(status)
                log.warning(phrases.LOG_REFUSED.format(status=status, method=_method(scope), path=_path(scope)))
            elif log.isEnabledFor(logging.INFO):
                took = (perf_counter() - began) * 1000
                log.info("%s %s %d %.0f ms", _method(scope), _path(scope), status, took)


def _path(scope: Scope) -> str:
    """Return the address that was asked for, without what was asked there."""
    return clean(scope["path"])[:_SHOWN]


def _method(scope: Scope) -> str:
    return clean(scope["method"])[:10]


def _reason(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__} {clean(str(error))[:_SHOWN]}"


def is_gone(error: BaseException) -> bool:
    """Whether an error only says that Gradio knows no such session or that a stream was broken off."""
    if isinstance(error, BaseExceptionGroup):
        return all(is_gone(one) for one in error.exceptions)
    return isinstance(error, HTTPException)


class WithRequest(logging.Filter):
    """Puts the id of the request that is served into each line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id; every line passes."""
        record.request = _request.get()
        return True


class Sparing(logging.Filter):
    """Lets so many lines of one kind pass in a while: a flood of requests makes no flood of lines."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: MutableMapping[tuple[str, int, str], list[float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is written; the first of a new while says how many were not."""
        kind = (record.name, record.levelno, _kind(record))
        began, count = self._seen.setdefault(kind, [self._clock(), 0])
        if self._clock() - began >= WINDOW:
            left_out, self._seen[kind] = count - MOST_ALIKE, [self._clock(), 1]
            if left_out > 0:
                record.msg = f"{record.getMessage()} {phrases.LOG_MORE.format(count=int(left_out))}"
                record.args = ()
            return True
        self._seen[kind][1] += 1
        return count < MOST_ALIKE


def _kind(record: logging.LogRecord) -> str:
    """Return what lines of one kind have in common: the place of the program that writes them."""
    return f"{record.pathname}:{record.lineno}"


def set_up(level: str, quiet: Iterable[str] = ("gradio", "httpx")) -> None:
    """Have everything written to stderr in one form, from `level` on."""
    handler = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request", "sparing"]}
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": _FORMAT}},
            "filters": {"request": {"()": WithRequest}, "sparing": {"()": Sparing}},
            "handlers": {"stderr": {**handler, "stream": sys.stderr}},
            "root": {"level": "WARNING", "handlers": ["stderr"]},
            "loggers": {"bc_qa": {"level": level.upper()}} | {name: {"level": "WARNING"} for name in quiet},
        }
    )
