"""Makes the pictures of the user guide from the running program: `.venv/bin/python scripts/pictures.py`.

Serves the corpus as it is, opens each state of the pages in Chromium at desk and phone size, writes docs/img/*.webp.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM, DESK, FLAGS, INPUT, PHONE, Serving, free_port  # noqa: E402

from bc_qa.assistant import Assistant  # noqa: E402
from bc_qa.building import ensure  # noqa: E402
from bc_qa.search.encoder import load_encoder  # noqa: E402
from bc_qa.settings import Settings  # noqa: E402
from bc_qa.web.app import create_app  # noqa: E402
from bc_qa.web.pages import PAGES  # noqa: E402
from bc_qa.web.source import AssistantSource  # noqa: E402

IMAGES = ROOT / "docs" / "img"
MOST_BYTES = 150_000
QUALITIES = (82, 70, 55)
ASKED = {
    "so-lieu": "số hộ nghèo năm 2022 là bao nhiêu?",
    "qua-cac-nam": "tỷ lệ hộ nghèo qua các năm từ 2019 đến 2023",
    "so-sanh": "So sánh số hộ nghèo năm 2021 và năm 2023",
    "mau-thuan": "Toàn huyện có bao nhiêu cơ sở y tế?",
    "chua-ro": "Tỷ lệ là bao nhiêu?",
    "khong-neu": "Năm 2018 huyện có bao nhiêu hộ nghèo?",
}
"""Questions to the shipped report that show each kind of answer, by the picture's name."""


def asked(question: str) -> Callable[[Page, str, str], None]:
    """Return how to come to the answer to a question."""

    def open_page(page: Page, address: str, _: str) -> None:
        page.goto(f"{address}/?q={question}")
        page.locator("#chat .tools").wait_for()

    return open_page


def empty(page: Page, address: str, _: str) -> None:
    """Open the chat page as it is found."""
    page.goto(f"{address}/")
    page.locator("#welcome .example").first.wait_for()


def failed(page: Page, address: str, _: str) -> None:
    """Ask while the server cannot be reached."""
    empty(page, address, "")
    page.context.set_offline(True)
    page.fill(INPUT, ASKED["so-lieu"])
    page.press(INPUT, "Enter")
    page.locator("#trouble:not([hidden])").wait_for()
    page.context.set_offline(False)


def reader(page: Page, address: str, _: str) -> None:
    """Click from an answer to the sentence it rests on."""
    asked(ASKED["so-lieu"])(page, address, "")
    page.locator("#chat .mark").first.click()
    page.frame_locator("#source iframe").locator("mark").first.wait_for()


def find(page: Page, address: str, _: str) -> None:
    """Find in the report without diacritics."""
    page.goto(f"{address}/report/")
    page.fill(".find input", "ho ngheo")
    page.locator(".find output:not(:empty)").wait_for()


def widget(page: Page, _: str, host: str) -> None:
    """Ask in the widget on somebody else's page."""
    page.goto(host)
    page.locator("bc-qa-chat button.open").click()
    frame = page.frame_locator("bc-qa-chat iframe")
    frame.locator("#question").fill(ASKED["mau-thuan"])
    frame.locator("#question").press("Enter")
    frame.locator("summary").click()


STATES: dict[str, Callable[[Page, str, str], None]] = {
    "mo-trang": empty,
    **{name: asked(question) for name, question in ASKED.items()},
    "loi": failed,
    "doc-bao-cao": reader,
    "tim-trong-bao-cao": find,
    "nhung": widget,
}


def of_page(path: str) -> Callable[[Page, str, str], None]:
    """Return how to come to one of the other pages."""

    def open_page(page: Page, address: str, _: str) -> None:
        page.goto(f"{address}{path}")

    return open_page


@contextmanager
def host_page(app: str, port: int) -> Iterator[str]:
    """Serve a page of somebody else with the widget on it."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(
                '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width">'
                "<style>body{font:18px/1.6 sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}</style>"
                "<title>Trang nội bộ</title><h1>Cổng thông tin nội bộ</h1>"
                "<p>Tài liệu phục vụ đại hội được đăng tại đây. Đại biểu có thể hỏi trực tiếp nội dung báo cáo "
                f'bằng nút ở góc dưới bên phải.</p><script src="{app}/widget.js" defer></script>'.encode()
            )

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{port}/"
    server.shutdown()


def save(png: bytes, path: Path) -> None:
    """Write a picture as WebP, of the best quality that is light enough. Raises ValueError where none is."""
    for quality in QUALITIES:
        out = BytesIO()
        Image.open(BytesIO(png)).convert("RGB").save(out, "WEBP", quality=quality, method=6)
        if out.tell() < MOST_BYTES:
            path.write_bytes(out.getvalue())
            return
    raise ValueError(f"{path.name} is over {MOST_BYTES} bytes")


def main() -> None:
    """Make all pictures."""
    port, host_port = free_port(), free_port()
    settings = Settings(port=port, feedback=Path(os.devnull), allowed_origins=(f"http://127.0.0.1:{host_port}",))
    encoder = load_encoder(settings.model)
    ensure(settings, encoder)
    source = AssistantSource.of(Assistant.open(settings=settings, encoder=encoder))
    app = create_app(source, settings)
    serving, address = Serving(app, port), f"http://127.0.0.1:{port}"
    others = {path.strip("/"): of_page(path) for path, _ in PAGES if path not in ("/", "/report/")}
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, host_page(address, host_port) as host:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for (width, height), is_phone in ((DESK, False), (PHONE, True)):
            for name, open_page in {**STATES, **others}.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height}, has_touch=is_phone, is_mobile=is_phone, locale="vi-VN"
                )
                page = context.new_page()
                open_page(page, address, host)
                page.wait_for_timeout(600)
                save(page.screenshot(), IMAGES / f"{name}-{width}.webp")
                context.close()
        browser.close()
    serving.stop()


if __name__ == "__main__":
    main()
