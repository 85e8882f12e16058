"""What the server writes down."""

import io
import logging

import pytest
from fastapi.testclient import TestClient

from bc_qa.web import logs
from bc_qa.web.logs import MOST_ALIKE, WINDOW, Sparing


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def line() -> logging.LogRecord:
    return logging.LogRecord("bc_qa.web", logging.WARNING, "here.py", 1, "Từ chối %s", ("x",), None)


def test_a_flood_of_lines_is_counted_and_not_written() -> None:
    clock = Clock()
    sparing = Sparing(clock)
    assert sum(sparing.filter(line()) for _ in range(500)) == MOST_ALIKE
    clock.now = WINDOW
    last = line()
    assert sparing.filter(last)
    assert f"{500 - MOST_ALIKE}" in last.getMessage()


def test_a_line_has_time_level_and_the_request_s_id_and_not_what_was_asked(client: TestClient) -> None:
    logs.set_up("info")
    written = io.StringIO()
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    try:
        answer = client.post("/api/ask", json={"question": "Chuyện mật bốn bảy?"})
        client.get("/figures", params={"q": "chuyện mật"})
        client.post("/api/ask", json={"question": "x"}, headers={"origin": "https://evil.example"})
    finally:
        logging.getLogger().handlers.clear()
        logging.getLogger("bc_qa").setLevel(logging.NOTSET)
    told = written.getvalue().splitlines()
    asked = next(one for one in told if "POST /api/ask 200" in one)
    assert f" INFO [{answer.headers['x-request-id']}] " in asked
    assert "mật" not in written.getvalue()
    assert [one.split("] ")[1] for one in told if " WARNING " in one] == ["Từ chối 403 POST /api/ask"]


def test_an_unknown_session_of_the_chat_page_writes_one_line(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/chat/gradio_api/queue/data", params={"session_hash": "nobody"})
    assert len(caplog.text) < 600
    assert "Traceback" not in caplog.text
