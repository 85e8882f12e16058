"""A server that dies while it answers, and comes back."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.types import Reply
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import INPUT, Serving, ask, free_port

pytestmark = pytest.mark.browser


class Held:
    """An assistant that keeps a question that speaks of waiting until it is let go."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.asked, self.go_on = Event(), Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    def ask(self, question: str, *given: Any) -> Reply:
        if "chờ" in question:
            self.asked.set()
            self.go_on.wait(20)
        return self._assistant.ask(question, *given)


@pytest.fixture
def held(shipped_assistant: Assistant) -> Iterator[tuple[Held, Settings, Serving]]:
    assistant, settings = Held(shipped_assistant), Settings(port=free_port())
    source = AssistantSource(lambda: assistant)  # type: ignore[arg-type, return-value]
    source.run()
    serving = Serving(create_app(source, settings), settings.port)
    yield assistant, settings, serving
    assistant.go_on.set()
    serving.stop()


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_killed_in_mid_question_and_started_again(
    desk: Page, held: tuple[Held, Settings, Serving], shipped_assistant: Assistant, path: str
) -> None:
    assistant, settings, serving = held
    box = INPUT if path == "/" else "#question"
    reply = "#chat .reply" if path == "/" else "article"
    desk.goto(f"http://127.0.0.1:{settings.port}{path}")
    desk.fill(box, "Số hộ nghèo năm 2021?")
    desk.press(box, "Enter")
    expect(desk.locator(f"{reply} .value")).to_have_text("8.362 hộ")
    desk.fill(box, "chờ số hộ nghèo năm 2023")
    desk.press(box, "Enter")
    assert assistant.asked.wait(10)
    serving.stop()
    assistant.go_on.set()
    expect(desk.get_by_text("Chưa nhận được trả lời từ máy chủ.")).to_be_visible()
    expect(desk.locator(box)).to_have_value("chờ số hộ nghèo năm 2023")
    expect(desk.locator(f"{reply} .value")).to_have_text("8.362 hộ")
    again = Serving(create_app(AssistantSource.of(shipped_assistant), settings), settings.port)
    desk.get_by_role("button", name="Thử lại").click()
    # Gradio loads its page anew when a server comes back; the talk and the question must be there all the same.
    expect(desk.locator(f"{reply} .value")).to_have_text(["8.362 hộ", "6.687 hộ"], timeout=15_000)
    expect(desk.locator(box)).to_have_value("")
    again.stop()


def test_a_server_that_is_still_loading_says_so_and_then_answers(desk: Page, shipped_assistant: Assistant) -> None:
    let = Event()

    def load() -> Assistant:
        let.wait(120)  # longer than the page takes to open on a machine that does other work
        return shipped_assistant

    source, settings = AssistantSource(load), Settings(port=free_port())
    source.start()
    serving = Serving(create_app(source, settings), settings.port)
    desk.goto(f"http://127.0.0.1:{settings.port}/")
    ask(desk, "Số hộ nghèo năm 2021?")
    expect(desk.locator("#chat .reply").last).to_contain_text("đang nạp")
    let.set()
    desk.locator("#chat").get_by_role("button", name="Thử lại").click()
    expect(desk.locator("#chat .value")).to_have_text("8.362 hộ")
    serving.stop()
