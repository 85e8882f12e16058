"""The three outcomes in the chat and on the light page: told apart by sight and by what a screen reader is given."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.types import Absent, MissingPart, Reply, Status
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import Serving, free_port

pytestmark = pytest.mark.browser
ASKED = "Số hộ nghèo năm 2024?"
PATHS = ("/", "/embed")


class Unsure:
    """An assistant that is as sure as the question's last word has it."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    def ask(self, question: str, *given: Any) -> Reply:
        words = question.split()
        found = self._assistant.ask(" ".join(words[:-1]), *given)
        if words[-1] == "unsure":
            return replace(found, status=Status.LIKELY, answer=f"{phrases.LIKELY}\n{found.answer}", confidence=0.5)
        if words[-1] == "absent":
            missing = MissingPart(Absent.YEAR, "2018", 1_568)
            near = found.citations
            return replace(
                found, status=Status.NOT_FOUND, answer=phrases.NOT_FOUND, values=(), citations=(), nearest=near,
                missing=missing,
            )  # fmt: skip
        return found


@pytest.fixture(scope="module")
def unsure_address(small_assistant: Assistant) -> Iterator[str]:
    settings = Settings(port=free_port())
    source = AssistantSource(lambda: Unsure(small_assistant))  # type: ignore[arg-type, return-value]
    source.run()
    serving = Serving(create_app(source, settings), settings.port)
    yield f"http://127.0.0.1:{settings.port}"
    serving.stop()


@pytest.mark.parametrize("path", PATHS)
def test_each_outcome_has_its_own_look_and_name(page: Page, unsure_address: str, path: str) -> None:
    page.goto(f"{unsure_address}{path}?q={ASKED} sure")
    reply = page.locator(".reply, article").last
    heading = reply.get_by_role("heading", level=2)
    expect(heading).to_have_text("Trả lời")
    expect(reply.locator(".value").first).to_be_visible()
    page.goto(f"{unsure_address}{path}?q={ASKED} unsure")
    expect(heading).to_have_text(phrases.LIKELY)
    shown = reply.locator("h2, p, blockquote").filter(has_text=phrases.LIKELY)  # what "Chép" takes is not shown
    expect(shown).to_have_count(1)
    expect(reply.locator(".value")).to_have_count(0)
    expect(reply.locator("blockquote").first).to_be_visible()
    expect(reply.locator("blockquote mark").first).to_contain_text("988 hộ")
    assert reply.evaluate("e => parseFloat(getComputedStyle(e).borderLeftWidth)") >= 3
    page.goto(f"{unsure_address}{path}?q={ASKED} absent")
    expect(heading).to_have_text(phrases.CHAT_MISSING)
    expect(reply).to_contain_text("Không thấy năm 2018 với nội dung này (đã tìm trong 1.568 đoạn).")
    expect(reply.locator(".value")).to_have_count(0)
    expect(reply.locator("blockquote").first).to_be_visible()


def test_the_figure_is_marked_inside_its_sentence(page: Page, unsure_address: str) -> None:
    for path in PATHS:
        page.goto(f"{unsure_address}{path}?q={ASKED} sure")
        expect(page.locator(".reply .sentence mark, article p mark").first).to_contain_text("988 hộ")
