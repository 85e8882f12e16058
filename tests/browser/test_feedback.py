"""The page of the votes in a real browser: a click makes a row, a filter narrows, erasing asks; no fault for axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bc_qa.assistant import Assistant
from bc_qa.casebook import KeptReply
from bc_qa.feedback import FeedbackStore
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import DESK, PHONE, Serving, Watch, free_port, fresh

pytestmark = pytest.mark.browser


@pytest.fixture
def office(small_assistant: Assistant, tmp_path: Path) -> Iterator[tuple[str, FeedbackStore]]:
    """The address of a running server with two votes, and where they are kept."""
    settings = Settings(
        port=free_port(), feedback=tmp_path / "votes.sqlite", trail=tmp_path / "trail.jsonl", feedback_replies=True
    )
    store = FeedbackStore.of(settings)
    for vote, question in (("up", "Số hộ nghèo năm 2024?"), ("down", "Tỷ lệ hộ nghèo năm 2025?")):
        reply = small_assistant.ask(question)
        store.keep(reply.id, vote, question, "Xin xem lại <b>năm</b>", reply=KeptReply.of(reply))
    serving = Serving(create_app(AssistantSource.of(small_assistant), settings), settings.port)
    yield f"http://127.0.0.1:{settings.port}", store
    serving.stop()


def test_a_click_makes_a_row_and_the_page_comes_back_to_it(page: Page, office: tuple[str, FeedbackStore]) -> None:
    address, store = office
    watch = Watch(page, address)
    page.goto(f"{address}/feedback?vote=up")
    expect(page.locator("article")).to_have_count(1)
    page.get_by_role("button", name="Đúng", exact=True).click()
    expect(page.get_by_role("button", name="Đúng", exact=True)).to_have_attribute("aria-pressed", "true")
    assert "vote=up" in page.url
    assert [case["must"] for case in store.cases()] == [[["988 hộ"]]]
    page.get_by_text("Sửa trước khi ghi").click()
    page.get_by_label("Câu của báo cáo chứng minh").fill("Câu này không có")
    page.get_by_role("button", name="Thiếu", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("không có trong báo cáo nào")
    expect(page.get_by_label("Câu của báo cáo chứng minh")).to_have_value("Câu này không có")
    page.get_by_role("button", name="Bỏ kết luận").click()
    expect(page.get_by_role("button", name="Bỏ kết luận")).to_have_count(0)
    assert store.cases() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not watch.outside
    assert [text for text in watch.complaints if "400" not in text] == []


def test_erasing_takes_one_and_asks_before_it_takes_all(desk: Page, office: tuple[str, FeedbackStore]) -> None:
    address, store = office
    desk.goto(f"{address}/feedback")
    desk.get_by_role("button", name="Xóa đánh giá").first.click()
    expect(desk.locator("article")).to_have_count(1)
    desk.get_by_text("Xóa mọi đánh giá").first.click()
    desk.get_by_role("button", name="Xóa mọi đánh giá").click()
    assert len(store.votes()) == 1  # the box is not ticked: the browser does not send it
    desk.get_by_role("checkbox").check()
    desk.get_by_role("button", name="Xóa mọi đánh giá").click()
    expect(desk.get_by_text("Chưa có đánh giá nào.")).to_be_visible()
    assert store.votes() == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, office: tuple[str, FeedbackStore], size: tuple[int, int], scheme: str
) -> None:
    context = fresh(browser, size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{office[0]}/feedback")
    page.get_by_text("Sửa trước khi ghi").first.click()
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
