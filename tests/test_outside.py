"""A site looked at from outside: one that is in order, and each thing that goes wrong with a proxy, by name."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.doctor import Check
from bc_qa.errors import InputError
from bc_qa.outside import outside_checks
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.security import App, Receive, Scope, Send
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import free_port

WIDGET = "https://noi-bo.example.vn"


class Between:
    """A proxy that may be set wrong: `change` is given each request's scope, `answer` each message that goes back."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.right()

    def right(self) -> None:
        self.change: Any = lambda scope: scope
        self.answer: Any = lambda message: message
        self.hold = False
        self.cut = ""  # how the stream of a draft is cut short: "cleanly", or "off"
        self.metrics = b""
        self.seconds = 0.0  # that each piece of an answer takes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.metrics and scope["type"] == "http" and scope["path"].endswith("/metrics"):
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": self.metrics})
            return
        held: list[Any] = []

        async def passed(message: Any) -> None:
            message = self.answer(message) if message["type"] == "http.response.start" else message
            if message["type"] == "http.response.body":
                await asyncio.sleep(self.seconds)
            if self.cut and b'"counts"' in message.get("body", b""):
                if self.cut == "off":
                    raise ConnectionResetError
                message = {**message, "body": b""}
            if not self.hold:
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for each in held:
                    await send(each)

        await self._app(self.change(scope) if scope["type"] == "http" else scope, receive, passed)


def with_header(scope: Scope, name: bytes, value: bytes | None) -> Scope:
    kept = [pair for pair in scope["headers"] if pair[0] != name]
    return {**scope, "headers": kept if value is None else [*kept, (name, value)]}


def without(message: Any, *names: bytes) -> Any:
    return {**message, "headers": [pair for pair in message["headers"] if pair[0].lower() not in names]}


@pytest.fixture(scope="module")
def served(small_assistant: Assistant) -> Iterator[tuple[Between, str]]:
    port = free_port()
    settings = Settings(port=port, root_path="/tra-cuu", allowed_origins=(WIDGET,), allowed_hosts=("own.example.vn",))
    between = Between(create_app(AssistantSource.of(small_assistant), settings))
    server = uvicorn.Server(uvicorn.Config(between, "127.0.0.1", port, log_level="warning", date_header=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield between, f"http://127.0.0.1:{port}/tra-cuu"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def proxy(served: tuple[Between, str]) -> Iterator[Between]:
    yield served[0]
    served[0].right()


@pytest.fixture
def url(served: tuple[Between, str]) -> str:
    return served[1]


def wrong(url: str, **options: str) -> dict[str, str]:
    return {check.what: check.found for check in outside_checks(url, **options) if not check.good}


def test_a_site_in_order(url: str) -> None:
    found = outside_checks(f"{url}/", WIDGET)
    assert [check for check in found if not check.good] == []
    whats = [check.what for check in found]
    assert len(whats) == len(set(whats)) >= 9


def test_nobody_there() -> None:
    (check,) = outside_checks(f"http://127.0.0.1:{free_port()}")
    assert (check.what, check.good) == (phrases.SITE_REACHED, False)
    assert "không nối được cổng" in check.found


@pytest.mark.parametrize("status", [404, 421, 502, 503, 504])
def test_what_a_proxy_answers_in_its_place(proxy: Between, url: str, status: int) -> None:
    proxy.answer = lambda message: {**message, "status": status}
    (check,) = outside_checks(url)
    assert check == Check(phrases.SITE_REACHED, phrases.SITE_STATUS[status], False)


def test_a_name_that_was_not_set(url: str) -> None:
    (check,) = outside_checks(url.replace("127.0.0.1", "127.0.0.1.nip.example"))
    assert "DNS" in check.found


def test_the_wrong_path(proxy: Between, url: str) -> None:
    bare = url.removesuffix("/tra-cuu")
    assert "BC_QA_ROOT_PATH" in wrong(bare)[phrases.SITE_PREFIX]


def test_host_replaced_by_one_that_is_fixed(proxy: Between, url: str) -> None:
    proxy.change = lambda scope: with_header(scope, b"host", b"127.0.0.1")
    found = wrong(url)
    assert "$http_host" in found[phrases.SITE_HOSTS]
    assert "$http_host" in found[phrases.SITE_ORIGINS]


def test_the_origin_taken_off(proxy: Between, url: str) -> None:
    proxy.change = lambda scope: with_header(scope, b"origin", None)
    assert list(wrong(url)) == [phrases.SITE_ORIGINS]


def test_the_scheme_said_wrong(proxy: Between, url: str) -> None:
    proxy.change = lambda scope: {**scope, "scheme": "https"}
    assert "X-Forwarded-Proto" in wrong(url)[phrases.SITE_PARTS]


def test_a_stream_held_back(proxy: Between, url: str) -> None:
    proxy.seconds = 0.02  # as if the models were there
    assert wrong(url) == {}
    proxy.hold = True
    assert "X-Accel-Buffering" in wrong(url)[phrases.SITE_STREAM]


@pytest.mark.parametrize("how", ["cleanly", "off"])
def test_a_stream_cut_short(proxy: Between, url: str, how: str) -> None:
    proxy.cut = how
    proxy.change = lambda scope: with_header(scope, b"accept-encoding", None)  # so that it is seen what is cut
    found = wrong(url)
    assert list(found) == [phrases.SITE_STREAM]
    assert "request_buffers" in found[phrases.SITE_STREAM]


def test_headers_lost_doubled_and_too_many(proxy: Between, url: str) -> None:
    proxy.answer = lambda message: without(message, b"content-security-policy")
    assert "content-security-policy" in wrong(url)[phrases.SITE_HEADERS]
    doubled = (b"x-content-type-options", b"nosniff")
    proxy.answer = lambda message: {**message, "headers": [*message["headers"], doubled]}
    assert "add_header" in wrong(url)[phrases.SITE_HEADERS]
    proxy.answer = lambda message: {**message, "headers": [*message["headers"], (b"x-frame-options", b"DENY")]}
    assert "X-Frame-Options" in wrong(url)[phrases.SITE_HEADERS]


def test_an_origin_that_may_not_embed_it(url: str) -> None:
    assert list(wrong(url, widget_origin="https://khac.example.vn")) == [phrases.SITE_WIDGET]


def test_a_clock_that_goes_wrong(proxy: Between, url: str) -> None:
    late = (b"date", b"Sat, 28 Nov 2020 02:00:00 GMT")
    proxy.answer = lambda message: {**message, "headers": [*without(message, b"date")["headers"], late]}
    assert list(wrong(url)) == [phrases.SITE_CLOCK]


def test_the_age_of_the_index(proxy: Between, url: str) -> None:
    proxy.metrics = b"# TYPE bc_qa_index_age_seconds gauge\nbc_qa_index_age_seconds 172900.5\n"
    assert Check(phrases.SITE_INDEX, phrases.SITE_INDEX_AGE.format(days=2), True) in outside_checks(url)
    proxy.metrics = b"bc_qa_index_age_seconds 43200000\n"
    assert "500 ngày" in wrong(url)[phrases.SITE_INDEX]


@pytest.mark.parametrize("typed", ["baocao.example.vn", "ftp://x", "http://", "http://x/?q=1"])
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(InputError):
        outside_checks(typed)
