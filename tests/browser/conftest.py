"""A real server in a thread, a page on another origin, and a real Chromium. Without Chromium the tests are skipped, but
never in CI."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from starlette.types import ASGIApp

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

DESK, PHONE = (1280, 800), (360, 740)
INPUT = "#question textarea"
expect.set_options(timeout=20_000)  # a machine that does other work takes its time; what must be quick is measured


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Serving:
    """An app on a port, in a thread; `stop` breaks off what is being answered."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        loop = self._server.servers[0].get_loop()
        for connection in list(self._server.server_state.connections):
            loop.call_soon_threadsafe(connection.transport.abort)
        self._server.force_exit = self._server.should_exit = True
        self._thread.join(10)


HOSTS = {
    "/blank": "<h1>Trang nội bộ</h1>",
    "/widget": '<h1>Trang nội bộ</h1><script src="{app}/widget.js" data-title="Hỏi báo cáo" data-position="left" '
    'data-color="#7a1f1f" data-greeting="Chào đại biểu" defer></script>',
    "/inline": '<bc-qa-chat inline></bc-qa-chat><script src="{app}/widget.js" defer></script>',
    "/frame": '<iframe src="{app}/embed" title="Hỏi đáp" width="380" height="600"></iframe>',
}
"""Pages of somebody else, by path; `{app}` is where our server is. All are sent with a strict policy."""


@pytest.fixture(scope="session")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture(scope="session")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the running server keeps votes in."""
    return tmp_path_factory.mktemp("votes") / "votes.sqlite"


@pytest.fixture(scope="session")
def address(shipped_assistant: Assistant, ports: tuple[int, int], votes: Path) -> Iterator[str]:
    """The address of a running server over the shipped report, which the page of another origin may use."""
    port, host_port = ports
    settings = Settings(port=port, feedback=votes, allowed_origins=(f"http://127.0.0.1:{host_port}",))
    serving = Serving(create_app(AssistantSource.of(shipped_assistant), settings), port)
    yield f"http://127.0.0.1:{port}"
    serving.stop()


@pytest.fixture(scope="session")
def small_address(small_assistant: Assistant) -> Iterator[str]:
    """The address of a running server over the made-up report, in which hostile text stands."""
    settings = Settings(port=free_port())
    serving = Serving(create_app(AssistantSource.of(small_assistant), settings), settings.port)
    yield f"http://127.0.0.1:{settings.port}"
    serving.stop()


@pytest.fixture(scope="session")
def other_origin(address: str, ports: tuple[int, int]) -> Iterator[str]:
    """Somebody else's pages. As 127.0.0.1 they are of the allowed origin; as localhost, the same pages are not."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ours = "http://127.0.0.1:*"  # whichever of our servers the page shows
            body = HOSTS.get(self.path, "").format(app=address)
            self.send_response(200 if body else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-security-policy", f"default-src 'none'; script-src {ours}; frame-src {ours}")
            self.end_headers()
            self.wfile.write(f'<!doctype html><html lang="vi"><title>Nội bộ</title>{body}'.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", ports[1]), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{ports[1]}"
    server.shutdown()


class Watch:
    """What a page asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self._asked(r.url, address))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.outside.append(url)


def fresh(browser: Browser, size: tuple[int, int], **options: object) -> BrowserContext:
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, locale="vi-VN", **options)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    return context


@pytest.fixture(params=[DESK, PHONE], ids=["1280", "360"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a fresh context, at desk and at phone size."""
    context = fresh(browser, request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page at desk size, which may use the clipboard."""
    context = fresh(browser, DESK, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page at phone size, with a finger."""
    context = fresh(browser, PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


class Line:
    """A line to the server that lets questions through one by one, as a bad one does."""

    def __init__(self, page: Page) -> None:
        self._page, self._held = page, list[Route]()
        page.route("**/chat/gradio_api/queue/join*", self._hold)

    def _hold(self, route: Route) -> None:
        self._held.append(route)

    def wait(self) -> None:
        """Wait until a question is on its way."""
        for _ in range(400):
            if self._held:
                return
            self._page.wait_for_timeout(50)
        pytest.fail("nothing was sent")

    def let(self) -> None:
        """Let the next question through."""
        self.wait()
        self._held.pop(0).continue_()


def turn_to(page: Page, name: str) -> None:
    """Go to another page by the header, whose links stand behind a button where it is narrow."""
    if (menu := page.locator(".top .menu")).is_visible():
        menu.click()
    page.locator(".top nav").get_by_role("link", name=name, exact=True).click()


def ask(page: Page, question: str) -> None:
    """Type a question into the chat page and send it."""
    page.fill(INPUT, question)
    page.press(INPUT, "Enter")
